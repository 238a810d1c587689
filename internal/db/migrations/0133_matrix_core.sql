-- +goose Up
-- 责任矩阵. doc is the record (sealed into the ledger); the columns beside it are what lists and rules look
-- for, written from doc in the same statement.

-- 行业领域、事项: the tree. Where a node stands is dated within its document.
CREATE TABLE matrix_sector (
    id       IDTEXT  NOT NULL PRIMARY KEY,
    code     TEXT    NOT NULL UNIQUE,
    rank     BIGINT  NOT NULL, -- order in lists
    since    DAYTEXT NOT NULL,
    until    DAYTEXT NOT NULL, -- empty: still
    revision BIGINT  NOT NULL,
    doc      TEXT    NOT NULL
);
CREATE INDEX matrix_sector_rank ON matrix_sector (rank, id);

-- 单元格: who answers for a sector on an axis, at a place, from a day to a day.
CREATE TABLE matrix_cell (
    id       IDTEXT  NOT NULL PRIMARY KEY,
    sector   IDTEXT  NOT NULL, -- empty: all of them
    axis     TEXT    NOT NULL,
    place    TEXT    NOT NULL, -- empty: the county
    unit     IDTEXT  NOT NULL,
    post     IDTEXT  NOT NULL, -- empty: the unit as a whole
    since    DAYTEXT NOT NULL,
    until    DAYTEXT NOT NULL,
    revision BIGINT  NOT NULL,
    doc      TEXT    NOT NULL
);
CREATE INDEX matrix_cell_sector ON matrix_cell (sector, axis, since, id);
CREATE INDEX matrix_cell_unit ON matrix_cell (unit, since, id);
CREATE INDEX matrix_cell_post ON matrix_cell (post, since, id) WHERE post <> '';

-- 缺口、重叠、空岗 …: what the examination found, and what became of it.
CREATE TABLE matrix_finding (
    id       IDTEXT  NOT NULL PRIMARY KEY,
    key      TEXT    NOT NULL UNIQUE,
    kind     TEXT    NOT NULL,
    live     BOOLEAN NOT NULL, -- it still is so
    state    TEXT    NOT NULL,
    sector   IDTEXT  NOT NULL,
    rank     BIGINT  NOT NULL, -- minus the number of objects it touches: the largest first
    tabled   TEXT    NOT NULL, -- the decision it was brought before the committee as
    revision BIGINT  NOT NULL,
    doc      TEXT    NOT NULL
);
CREATE INDEX matrix_finding_live ON matrix_finding (live, rank, id);
CREATE INDEX matrix_finding_kind ON matrix_finding (live, kind, rank, id);
CREATE INDEX matrix_finding_state ON matrix_finding (live, state, rank, id);
CREATE INDEX matrix_finding_sector ON matrix_finding (sector, live, rank, id);
CREATE INDEX matrix_finding_tabled ON matrix_finding (tabled) WHERE tabled <> '';

-- Which unit still owes an answer in a negotiation: gone when it has answered.
CREATE TABLE matrix_asked (
    unit    IDTEXT NOT NULL,
    finding IDTEXT NOT NULL,
    PRIMARY KEY (unit, finding)
);

-- 一岗双责清单: what a leader must do himself.
CREATE TABLE matrix_task (
    id       IDTEXT  NOT NULL PRIMARY KEY,
    post     IDTEXT  NOT NULL,
    since    DAYTEXT NOT NULL,
    until    DAYTEXT NOT NULL,
    revision BIGINT  NOT NULL,
    doc      TEXT    NOT NULL
);
CREATE INDEX matrix_task_post ON matrix_task (post, since, id);

CREATE VIEW v_matrix_cell AS SELECT id, sector, axis, place, unit, post, since, until FROM matrix_cell;
CREATE VIEW v_matrix_finding AS SELECT id, key, kind, live, state, sector, rank FROM matrix_finding;

-- +goose Down
DROP VIEW v_matrix_finding;
DROP VIEW v_matrix_cell;
DROP TABLE matrix_task;
DROP TABLE matrix_asked;
DROP TABLE matrix_finding;
DROP TABLE matrix_cell;
DROP TABLE matrix_sector;
