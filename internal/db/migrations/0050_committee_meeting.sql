-- +goose Up
-- Each table keeps its record as one JSON document (doc, sealed into the ledger); the columns beside it
-- are what lists and rules look for, written from doc in the same statement.
CREATE TABLE committee_meeting (
    id       IDTEXT  NOT NULL PRIMARY KEY,
    number   TEXT    NOT NULL UNIQUE,
    unit     IDTEXT  NOT NULL, -- the committee
    day      DAYTEXT NOT NULL,
    series   TEXT    NOT NULL, -- committee, year and class of meeting, within which ordinals count
    ordinal  BIGINT  NOT NULL,
    state    TEXT    NOT NULL,
    revision BIGINT  NOT NULL,
    doc      TEXT    NOT NULL
);
CREATE INDEX committee_meeting_day ON committee_meeting (day, id);
CREATE INDEX committee_meeting_state ON committee_meeting (state, day, id);
CREATE INDEX committee_meeting_series ON committee_meeting (series, ordinal);

-- The raw text of the minutes, every version of it.
CREATE TABLE committee_minutes (
    id      IDTEXT NOT NULL PRIMARY KEY,
    meeting IDTEXT NOT NULL,
    version BIGINT NOT NULL,
    text    TEXT   NOT NULL, -- a JSON string: any text that can be typed can be kept
    doc     TEXT   NOT NULL,
    UNIQUE (meeting, version)
);

CREATE TABLE committee_decision (
    id       IDTEXT  NOT NULL PRIMARY KEY,
    meeting  IDTEXT  NOT NULL,
    no       BIGINT  NOT NULL,
    state    TEXT    NOT NULL,
    revision BIGINT  NOT NULL,
    doc      TEXT    NOT NULL,
    UNIQUE (meeting, no)
);

CREATE TABLE committee_dispatch (
    id       IDTEXT  NOT NULL PRIMARY KEY,
    meeting  IDTEXT  NOT NULL,
    number   TEXT    NOT NULL UNIQUE,
    recalled BOOLEAN NOT NULL,
    revision BIGINT  NOT NULL,
    doc      TEXT    NOT NULL
);
CREATE INDEX committee_dispatch_meeting ON committee_dispatch (meeting, id);

-- 传达学习: what a meeting studied, and which unit has relayed it.
CREATE TABLE committee_document (
    id       IDTEXT NOT NULL PRIMARY KEY,
    meeting  IDTEXT NOT NULL,
    revision BIGINT NOT NULL,
    doc      TEXT   NOT NULL
);
CREATE INDEX committee_document_meeting ON committee_document (meeting, id);

CREATE TABLE committee_receipt (
    id       IDTEXT NOT NULL PRIMARY KEY,
    document IDTEXT NOT NULL,
    unit     IDTEXT NOT NULL,
    doc      TEXT   NOT NULL,
    UNIQUE (document, unit)
);

-- Who still owes a receipt: one row per unit and document, gone when the receipt is there.
CREATE TABLE committee_owed (
    unit     IDTEXT NOT NULL,
    document IDTEXT NOT NULL,
    PRIMARY KEY (unit, document)
);
CREATE INDEX committee_owed_document ON committee_owed (document, unit);

CREATE VIEW v_committee_meeting AS SELECT id, number, unit, day, state FROM committee_meeting;
CREATE VIEW v_committee_decision AS SELECT id, meeting, no, state FROM committee_decision;

-- +goose Down
DROP VIEW v_committee_decision;
DROP VIEW v_committee_meeting;
DROP TABLE committee_owed;
DROP TABLE committee_receipt;
DROP TABLE committee_document;
DROP TABLE committee_dispatch;
DROP TABLE committee_decision;
DROP TABLE committee_minutes;
DROP TABLE committee_meeting;
