-- +goose Up
-- How many matters stand where: folded from events, never queried from the matters themselves.
CREATE TABLE report_count (
    area    TEXT    NOT NULL,
    branch  IDTEXT  NOT NULL,
    topic   TEXT    NOT NULL,
    state   TEXT    NOT NULL,
    overdue BOOLEAN NOT NULL,
    n       BIGINT  NOT NULL,
    PRIMARY KEY (area, branch, topic, state, overdue)
);

-- Open matters by the day they are due.
CREATE TABLE report_due (
    day    DAYTEXT NOT NULL,
    area   TEXT    NOT NULL,
    branch IDTEXT  NOT NULL,
    n      BIGINT  NOT NULL,
    PRIMARY KEY (day, area, branch)
);

-- +goose Down
DROP TABLE report_due;
DROP TABLE report_count;
