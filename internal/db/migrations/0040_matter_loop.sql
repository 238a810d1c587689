-- +goose Up
-- doc is the matter itself (JSON, sealed into the ledger); the other columns are what lists sort and
-- filter by, written from doc in the same statement.
CREATE TABLE matter (
    id       IDTEXT  NOT NULL PRIMARY KEY,
    number   TEXT    NOT NULL UNIQUE,
    area     TEXT    NOT NULL, -- place code of the lead unit, cut to the township
    branch   IDTEXT  NOT NULL, -- department or township the lead unit belongs to
    unit     IDTEXT  NOT NULL,
    state    TEXT    NOT NULL,
    rank     INSTANT NOT NULL, -- deadline while open, end when ended
    topic    TEXT    NOT NULL,
    title    TEXT    NOT NULL,
    overdue  BOOLEAN NOT NULL,
    asked    BOOLEAN NOT NULL, -- an extension waits for an answer
    post     IDTEXT  NOT NULL,
    revision BIGINT  NOT NULL,
    doc      TEXT    NOT NULL
);
CREATE INDEX matter_state ON matter (state, rank, id);
CREATE INDEX matter_area ON matter (area, state, rank, id);
CREATE INDEX matter_branch ON matter (branch, state, rank, id);
CREATE INDEX matter_unit ON matter (unit, state, rank, id);
CREATE INDEX matter_topic ON matter (topic, state, rank, id);
CREATE INDEX matter_post ON matter (post, id);
CREATE INDEX matter_asked ON matter (rank, id) WHERE asked;

-- Units that take part without leading: co (配合), issuer (交办), reviewer (复核).
CREATE TABLE matter_party (
    unit   IDTEXT  NOT NULL,
    part   TEXT    NOT NULL,
    state  TEXT    NOT NULL,
    rank   INSTANT NOT NULL,
    matter IDTEXT  NOT NULL,
    PRIMARY KEY (matter, part, unit)
);
CREATE INDEX matter_party_unit ON matter_party (unit, part, state, rank, matter);

-- Every demand that a matter answers: one task may have several parents.
CREATE TABLE matter_parent (
    parent TEXT   NOT NULL,
    matter IDTEXT NOT NULL,
    PRIMARY KEY (parent, matter)
);
CREATE INDEX matter_parent_matter ON matter_parent (matter);

-- Evidence of a matter, for the right to read a file.
CREATE TABLE matter_file (
    hash   TEXT   NOT NULL,
    matter IDTEXT NOT NULL,
    PRIMARY KEY (hash, matter)
);

-- Rungs of the urging ladder that were raised, each with its document and its sign-for.
CREATE TABLE matter_rung (
    id     IDTEXT  NOT NULL PRIMARY KEY,
    matter IDTEXT  NOT NULL,
    unit   IDTEXT  NOT NULL,
    signed BOOLEAN NOT NULL,
    doc    TEXT    NOT NULL
);
CREATE INDEX matter_rung_matter ON matter_rung (matter, id);
CREATE INDEX matter_rung_unsigned ON matter_rung (unit, id) WHERE NOT signed;

-- +goose Down
DROP TABLE matter_rung;
DROP TABLE matter_file;
DROP TABLE matter_parent;
DROP TABLE matter_party;
DROP TABLE matter;
