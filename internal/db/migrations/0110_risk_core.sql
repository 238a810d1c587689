-- +goose Up
-- 风险点. doc is the record (sealed into the ledger); the columns beside it are what lists and the map
-- look for, written from doc in the same statement. Lists stand by (rank, id): the worst colour first.
CREATE TABLE risk_point (
    id       IDTEXT  NOT NULL PRIMARY KEY,
    number   TEXT    NOT NULL UNIQUE,
    rank     BIGINT  NOT NULL, -- 1 red … 4 blue, 5 not rated, 9 retired
    area     TEXT    NOT NULL, -- place code cut to the township
    village  TEXT    NOT NULL, -- cut to the village
    branch   IDTEXT  NOT NULL,
    unit     IDTEXT  NOT NULL,
    site     IDTEXT  NOT NULL, -- empty: none
    sector   TEXT    NOT NULL,
    ladder   TEXT    NOT NULL,
    keeper   TEXT    NOT NULL, -- the highest level that keeps it
    gap      BOOLEAN NOT NULL, -- a level that keeps it has no measure
    anew     BOOLEAN NOT NULL, -- somebody is to decide whether it is rated anew
    quad     BIGINT  NOT NULL, -- place on the map, -1: none
    shaped   BOOLEAN NOT NULL, -- a line or an area
    west     BIGINT  NOT NULL, -- of a shape, in units of 1e-7 degree
    south    BIGINT  NOT NULL,
    east     BIGINT  NOT NULL,
    north    BIGINT  NOT NULL,
    revision BIGINT  NOT NULL,
    doc      TEXT    NOT NULL
);
CREATE INDEX risk_point_rank ON risk_point (rank, id);
CREATE INDEX risk_point_area ON risk_point (area, rank, id);
CREATE INDEX risk_point_village ON risk_point (village, rank, id);
CREATE INDEX risk_point_branch ON risk_point (branch, rank, id);
CREATE INDEX risk_point_unit ON risk_point (unit, rank, id);
CREATE INDEX risk_point_site ON risk_point (site, rank, id) WHERE site <> '';
CREATE INDEX risk_point_sector ON risk_point (sector, rank, id);
CREATE INDEX risk_point_keeper ON risk_point (keeper, rank, id);
CREATE INDEX risk_point_gap ON risk_point (rank, id) WHERE gap;
CREATE INDEX risk_point_anew ON risk_point (rank, id) WHERE anew;
CREATE INDEX risk_point_quad ON risk_point (quad) WHERE rank < 9;
CREATE INDEX risk_point_shape ON risk_point (west) WHERE shaped AND rank < 9;

-- How many points of a colour lie in a cell of the map, by township; level 0 counts all, also those that
-- lie nowhere. So a map of a million points is a few hundred rows.
CREATE TABLE risk_tile (
    level BIGINT NOT NULL,
    cell  BIGINT NOT NULL,
    area  TEXT   NOT NULL,
    rank  BIGINT NOT NULL,
    n     BIGINT NOT NULL,
    PRIMARY KEY (level, cell, area, rank)
);

-- 风险评估: every rating is kept.
CREATE TABLE risk_rating (
    id      IDTEXT NOT NULL PRIMARY KEY,
    point   IDTEXT NOT NULL,
    version BIGINT NOT NULL,
    doc     TEXT   NOT NULL,
    UNIQUE (point, version)
);

-- 管控检查任务: what came of a measure.
CREATE TABLE risk_task (
    id       IDTEXT  NOT NULL PRIMARY KEY,
    point    IDTEXT  NOT NULL,
    measure  IDTEXT  NOT NULL,
    state    TEXT    NOT NULL,
    work     TEXT    NOT NULL UNIQUE, -- the matter or the inspection duty
    rank     INSTANT NOT NULL,
    revision BIGINT  NOT NULL,
    doc      TEXT    NOT NULL
);
CREATE INDEX risk_task_point ON risk_task (point, rank, id);
CREATE INDEX risk_task_measure ON risk_task (measure, state, rank, id);

-- 重新评估建议: what happened, and what a person decided.
CREATE TABLE risk_proposal (
    id       IDTEXT  NOT NULL PRIMARY KEY,
    point    IDTEXT  NOT NULL,
    state    TEXT    NOT NULL,
    area     TEXT    NOT NULL,
    branch   IDTEXT  NOT NULL,
    unit     IDTEXT  NOT NULL,
    rank     INSTANT NOT NULL, -- until when it is to be decided, then when it was
    revision BIGINT  NOT NULL,
    doc      TEXT    NOT NULL
);
CREATE INDEX risk_proposal_state ON risk_proposal (state, rank, id);
CREATE INDEX risk_proposal_point ON risk_proposal (point, state, rank, id);
CREATE INDEX risk_proposal_area ON risk_proposal (area, state, rank, id);
CREATE INDEX risk_proposal_branch ON risk_proposal (branch, state, rank, id);
CREATE INDEX risk_proposal_unit ON risk_proposal (unit, state, rank, id);

-- What was heard once is not heard twice.
CREATE TABLE risk_heard (
    cause TEXT NOT NULL PRIMARY KEY
);

CREATE VIEW v_risk_point AS
SELECT id, number, rank, area, village, branch, unit, site, sector, ladder, keeper, gap, anew FROM risk_point WHERE rank < 9;
CREATE VIEW v_risk_count AS SELECT area, rank, SUM(n) AS n FROM risk_tile WHERE level = 0 GROUP BY area, rank;

-- +goose Down
DROP VIEW v_risk_count;
DROP VIEW v_risk_point;
DROP TABLE risk_heard;
DROP TABLE risk_proposal;
DROP TABLE risk_task;
DROP TABLE risk_rating;
DROP TABLE risk_tile;
DROP TABLE risk_point;
