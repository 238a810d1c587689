-- +goose Up
-- Each table keeps its record as one JSON document (doc, sealed into the ledger); the columns beside it
-- are what lists and rules look for, written from doc in the same statement.

-- 检查表: a checklist with its working copy.
CREATE TABLE inspection_checklist (
    id       IDTEXT  NOT NULL PRIMARY KEY,
    code     TEXT    NOT NULL UNIQUE,
    title    TEXT    NOT NULL,
    state    TEXT    NOT NULL,
    unit     IDTEXT  NOT NULL, -- whose it is; empty: the product's
    revision BIGINT  NOT NULL,
    doc      TEXT    NOT NULL
);
CREATE INDEX inspection_checklist_state ON inspection_checklist (state, code);

-- What was published: never changed, pinned into every inspection.
CREATE TABLE inspection_version (
    id        IDTEXT NOT NULL PRIMARY KEY,
    checklist IDTEXT NOT NULL,
    version   BIGINT NOT NULL,
    doc       TEXT   NOT NULL,
    UNIQUE (checklist, version)
);

-- For which kinds of sites a checklist is meant.
CREATE TABLE inspection_suits (
    kind      TEXT   NOT NULL,
    checklist IDTEXT NOT NULL,
    PRIMARY KEY (kind, checklist)
);
CREATE INDEX inspection_suits_checklist ON inspection_suits (checklist);

-- 检查: the ledger of all inspections, whoever made them.
CREATE TABLE inspection (
    id        IDTEXT  NOT NULL PRIMARY KEY,
    number    TEXT    NOT NULL UNIQUE,
    area      TEXT    NOT NULL, -- place code of the object, cut to the township
    branch    IDTEXT  NOT NULL, -- department or township the inspected unit belongs to
    unit      IDTEXT  NOT NULL, -- who was inspected
    site      IDTEXT  NOT NULL,
    checklist IDTEXT  NOT NULL,
    source    TEXT    NOT NULL,
    inspector IDTEXT  NOT NULL, -- the unit that inspected
    plan      IDTEXT  NOT NULL,
    result    TEXT    NOT NULL, -- clean, found or void
    rank      INSTANT NOT NULL, -- when it ended
    revision  BIGINT  NOT NULL,
    doc       TEXT    NOT NULL
);
CREATE INDEX inspection_rank ON inspection (rank, id);
CREATE INDEX inspection_area ON inspection (area, rank, id);
CREATE INDEX inspection_branch ON inspection (branch, rank, id);
CREATE INDEX inspection_unit ON inspection (unit, rank, id);
CREATE INDEX inspection_site ON inspection (site, rank, id);
CREATE INDEX inspection_by_checklist ON inspection (checklist, rank, id);
CREATE INDEX inspection_source ON inspection (source, rank, id);
CREATE INDEX inspection_inspector ON inspection (inspector, rank, id);
CREATE INDEX inspection_of_plan ON inspection (plan, rank, id);
CREATE INDEX inspection_result ON inspection (result, rank, id);

-- Photographs of an inspection or a permit, for the right to see them.
CREATE TABLE inspection_file (
    hash TEXT   NOT NULL,
    ref  TEXT   NOT NULL,
    PRIMARY KEY (hash, ref)
);

-- 检查覆盖: one row per known site, with when it was last inspected; 0 is never.
CREATE TABLE inspection_cover (
    site     IDTEXT  NOT NULL PRIMARY KEY,
    area     TEXT    NOT NULL,
    branch   IDTEXT  NOT NULL,
    unit     IDTEXT  NOT NULL,
    kind     TEXT    NOT NULL,
    active   BOOLEAN NOT NULL,
    last     INSTANT NOT NULL,
    name     TEXT    NOT NULL,
    address  TEXT    NOT NULL,
    place    TEXT    NOT NULL
);
CREATE INDEX inspection_cover_last ON inspection_cover (last, site) WHERE active;
CREATE INDEX inspection_cover_area ON inspection_cover (area, last, site) WHERE active;
CREATE INDEX inspection_cover_branch ON inspection_cover (branch, last, site) WHERE active;
CREATE INDEX inspection_cover_unit ON inspection_cover (unit, last, site) WHERE active;
CREATE INDEX inspection_cover_kind ON inspection_cover (kind, last, site) WHERE active;

CREATE VIEW v_inspection AS SELECT id, area, branch, unit, site, checklist, source, inspector, plan, result, rank FROM inspection;
CREATE VIEW v_inspection_cover AS SELECT site, area, branch, unit, kind, active, last FROM inspection_cover;

-- +goose Down
DROP VIEW v_inspection_cover;
DROP VIEW v_inspection;
DROP TABLE inspection_cover;
DROP TABLE inspection_file;
DROP TABLE inspection;
DROP TABLE inspection_suits;
DROP TABLE inspection_version;
DROP TABLE inspection_checklist;
