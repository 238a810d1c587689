-- +goose Up
CREATE TABLE event (
    id    IDTEXT  NOT NULL PRIMARY KEY, -- the request's key for the first event of a request
    kind  TEXT    NOT NULL,
    ref   TEXT    NOT NULL,
    actor TEXT    NOT NULL,
    at    INSTANT NOT NULL,
    body  TEXT    NOT NULL,
    seal  TEXT    NOT NULL,
    salt  TEXT    NOT NULL,
    pos   BIGINT                        -- 1, 2, 3 … without gaps; NULL until numbered
);
CREATE UNIQUE INDEX event_pos ON event (pos) WHERE pos IS NOT NULL;
CREATE INDEX event_waiting ON event (at, id) WHERE pos IS NULL;
CREATE INDEX event_ref ON event (ref, pos);

-- Numbers without holes: document numbers per organ and year, and the event positions.
CREATE TABLE counter (
    series TEXT   NOT NULL PRIMARY KEY,
    n      BIGINT NOT NULL
);
INSERT INTO counter (series, n) VALUES ('event', 0);

-- How far each reader of the events has come.
CREATE TABLE reader (
    name TEXT   NOT NULL PRIMARY KEY,
    pos  BIGINT NOT NULL
);

-- One leader among several programs on the same database: compare-and-swap with an end.
CREATE TABLE lease (
    name   TEXT    NOT NULL PRIMARY KEY,
    holder TEXT    NOT NULL,
    until  INSTANT NOT NULL
);

CREATE TABLE timer (
    key     TEXT    NOT NULL PRIMARY KEY, -- who set it chooses: setting again moves it
    kind    TEXT    NOT NULL,
    ref     TEXT    NOT NULL,
    due_at  INSTANT NOT NULL,
    attempt BIGINT  NOT NULL
);
CREATE INDEX timer_due ON timer (due_at, key);

-- +goose Down
DROP TABLE timer;
DROP TABLE lease;
DROP TABLE reader;
DROP TABLE counter;
DROP TABLE event;
