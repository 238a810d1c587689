-- +goose Up
-- doc is the hazard itself (JSON, sealed into the ledger); the other columns are what lists sort and
-- filter by, written from doc in the same statement. Each filter of the ledger has an index that ends
-- in (found, id), so that a page is one range.
CREATE TABLE hazard (
    id       IDTEXT  NOT NULL PRIMARY KEY,
    number   TEXT    NOT NULL UNIQUE,
    found    INSTANT NOT NULL,
    state    TEXT    NOT NULL,
    grade    TEXT    NOT NULL,
    area     TEXT    NOT NULL, -- place code cut to the township
    village  TEXT    NOT NULL, -- cut to the village
    branch   IDTEXT  NOT NULL,
    unit     IDTEXT  NOT NULL, -- who owes it
    finder   IDTEXT  NOT NULL, -- unit that found it
    checker  IDTEXT  NOT NULL, -- unit that checks it again
    site     IDTEXT  NOT NULL, -- empty: none
    source   TEXT    NOT NULL,
    sector   TEXT    NOT NULL,
    category TEXT    NOT NULL,
    due      DAYTEXT NOT NULL, -- empty: none
    closed   INSTANT NOT NULL, -- 0 while open
    relapse  BOOLEAN NOT NULL,
    listed   TEXT    NOT NULL, -- level, empty: not listed
    stopped  BOOLEAN NOT NULL,
    exercise BOOLEAN NOT NULL,
    habit    TEXT    NOT NULL, -- place and clause in one word: what relapses
    outside  TEXT    NOT NULL, -- source and number in the system it came from, empty: none
    text     TEXT    NOT NULL,
    revision BIGINT  NOT NULL,
    doc      TEXT    NOT NULL
);
CREATE INDEX hazard_found ON hazard (found, id);
CREATE INDEX hazard_state ON hazard (state, found, id);
CREATE INDEX hazard_grade ON hazard (grade, state, found, id);
CREATE INDEX hazard_area ON hazard (area, state, found, id);
CREATE INDEX hazard_village ON hazard (village, state, found, id);
CREATE INDEX hazard_branch ON hazard (branch, state, found, id);
CREATE INDEX hazard_owner ON hazard (unit, state, found, id);
CREATE INDEX hazard_finder ON hazard (finder, state, found, id);
CREATE INDEX hazard_checker ON hazard (checker, state, found, id);
CREATE INDEX hazard_site ON hazard (site, state, found, id) WHERE site <> '';
CREATE INDEX hazard_source ON hazard (source, state, found, id);
CREATE INDEX hazard_sector ON hazard (sector, state, found, id);
CREATE INDEX hazard_category ON hazard (category, state, found, id);
CREATE INDEX hazard_relapse ON hazard (state, found, id) WHERE relapse;
CREATE INDEX hazard_listed ON hazard (listed, state, found, id) WHERE listed <> '';
CREATE INDEX hazard_stopped ON hazard (state, found, id) WHERE stopped;
CREATE INDEX hazard_habit ON hazard (habit, found, id);
CREATE UNIQUE INDEX hazard_outside ON hazard (outside) WHERE outside <> '';

-- What stands behind a hazard: campaign, meeting sentence, letter clause, inspection.
CREATE TABLE hazard_because (
    because TEXT   NOT NULL,
    hazard  IDTEXT NOT NULL,
    PRIMARY KEY (because, hazard)
);

-- Pictures and papers of a hazard, for the right to read a file.
CREATE TABLE hazard_file (
    hash   TEXT   NOT NULL,
    hazard IDTEXT NOT NULL,
    PRIMARY KEY (hash, hazard)
);

-- How much was ever found at each unit: who has none is looked for here.
CREATE TABLE hazard_unit (
    unit      IDTEXT  NOT NULL PRIMARY KEY,
    n         BIGINT  NOT NULL,
    own       BIGINT  NOT NULL, -- found by itself
    last      INSTANT NOT NULL,
    last_own  INSTANT NOT NULL
);

-- +goose Down
DROP TABLE hazard_unit;
DROP TABLE hazard_file;
DROP TABLE hazard_because;
DROP TABLE hazard;
