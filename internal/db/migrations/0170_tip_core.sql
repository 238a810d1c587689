-- +goose Up
-- 举报. doc is the record (sealed into the ledger) with everything but who reported it; the columns beside
-- it are what lists and searches look for, written from doc in the same statement.
CREATE TABLE tip (
    id       IDTEXT  NOT NULL PRIMARY KEY,
    number   TEXT    NOT NULL UNIQUE,
    find     TEXT    NOT NULL UNIQUE, -- keyed digest of the code
    state    TEXT    NOT NULL,
    opened   BOOLEAN NOT NULL,        -- the desk still owes something
    desk     IDTEXT  NOT NULL,
    hazard   IDTEXT  NOT NULL,        -- empty: none
    area     TEXT    NOT NULL,
    category TEXT    NOT NULL,
    rank     INSTANT NOT NULL,        -- of an open one: when it is due; else when it ended
    received INSTANT NOT NULL,
    exercise BOOLEAN NOT NULL,
    revision BIGINT  NOT NULL,
    doc      TEXT    NOT NULL
);
CREATE INDEX tip_open ON tip (opened, rank, id);
CREATE INDEX tip_desk ON tip (desk, opened, rank, id);
CREATE INDEX tip_hazard ON tip (hazard, received, id) WHERE hazard <> '';

-- Who reported, sealed. Outside of the record and of the ledger: it ends, and its end is on the ledger.
CREATE TABLE tip_secret (
    tip    IDTEXT NOT NULL PRIMARY KEY,
    sealed TEXT   NOT NULL
);

-- Pictures that came with a form. Those that no report names after a day are dropped.
CREATE TABLE tip_photo (
    hash TEXT    NOT NULL,
    tip  IDTEXT  NOT NULL, -- empty: of a form that was not sent yet
    at   INSTANT NOT NULL,
    PRIMARY KEY (hash, tip)
);
CREATE INDEX tip_photo_loose ON tip_photo (at, hash) WHERE tip = '';

CREATE VIEW v_tip AS
SELECT id, state, opened, desk, hazard, area, category, rank, received FROM tip WHERE NOT exercise;

-- +goose Down
DROP VIEW v_tip;
DROP TABLE tip_photo;
DROP TABLE tip_secret;
DROP TABLE tip;
