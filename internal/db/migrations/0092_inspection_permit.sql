-- +goose Up
-- 特殊作业票.
CREATE TABLE inspection_permit (
    id       IDTEXT  NOT NULL PRIMARY KEY,
    number   TEXT    NOT NULL UNIQUE,
    area     TEXT    NOT NULL,
    branch   IDTEXT  NOT NULL,
    unit     IDTEXT  NOT NULL,
    site     IDTEXT  NOT NULL,
    kind     TEXT    NOT NULL,
    state    TEXT    NOT NULL,
    live     BOOLEAN NOT NULL, -- somebody may be working, or may soon
    rank     INSTANT NOT NULL, -- until when it holds
    revision BIGINT  NOT NULL,
    doc      TEXT    NOT NULL
);
CREATE INDEX inspection_permit_rank ON inspection_permit (rank, id);
CREATE INDEX inspection_permit_live ON inspection_permit (rank, id) WHERE live;
CREATE INDEX inspection_permit_area ON inspection_permit (area, rank, id);
CREATE INDEX inspection_permit_branch ON inspection_permit (branch, rank, id);
CREATE INDEX inspection_permit_unit ON inspection_permit (unit, rank, id);
CREATE INDEX inspection_permit_site ON inspection_permit (site, rank, id);
CREATE INDEX inspection_permit_kind ON inspection_permit (kind, rank, id);
CREATE INDEX inspection_permit_state ON inspection_permit (state, rank, id);

CREATE VIEW v_inspection_permit AS SELECT id, area, branch, unit, site, kind, state, live, rank FROM inspection_permit;

-- +goose Down
DROP VIEW v_inspection_permit;
DROP TABLE inspection_permit;
