-- +goose Up
-- 检查计划.
CREATE TABLE inspection_plan (
    id       IDTEXT  NOT NULL PRIMARY KEY,
    number   TEXT    NOT NULL UNIQUE,
    unit     IDTEXT  NOT NULL, -- whose plan it is
    state    TEXT    NOT NULL,
    until    DAYTEXT NOT NULL,
    revision BIGINT  NOT NULL,
    doc      TEXT    NOT NULL
);
CREATE INDEX inspection_plan_state ON inspection_plan (state, until, id);
CREATE INDEX inspection_plan_unit ON inspection_plan (unit, until, id);
CREATE INDEX inspection_plan_until ON inspection_plan (until, id);

-- 检查任务: one site, one checklist, one unit that owes the inspection, one day.
CREATE TABLE inspection_duty (
    id       IDTEXT  NOT NULL PRIMARY KEY,
    plan     IDTEXT  NOT NULL,
    unit     IDTEXT  NOT NULL, -- who owes it
    area     TEXT    NOT NULL, -- of the site
    branch   IDTEXT  NOT NULL, -- of the unit that owes it
    site     IDTEXT  NOT NULL,
    state    TEXT    NOT NULL,
    rank     INSTANT NOT NULL, -- the deadline while open, else when it ended
    revision BIGINT  NOT NULL,
    doc      TEXT    NOT NULL
);
CREATE INDEX inspection_duty_state ON inspection_duty (state, rank, id);
CREATE INDEX inspection_duty_unit ON inspection_duty (unit, state, rank, id);
CREATE INDEX inspection_duty_area ON inspection_duty (area, state, rank, id);
CREATE INDEX inspection_duty_branch ON inspection_duty (branch, state, rank, id);
CREATE INDEX inspection_duty_plan ON inspection_duty (plan, state, rank, id);
CREATE INDEX inspection_duty_site ON inspection_duty (site, state, rank, id);

CREATE VIEW v_inspection_duty AS SELECT id, plan, unit, area, branch, site, state, rank FROM inspection_duty;

-- +goose Down
DROP VIEW v_inspection_duty;
DROP TABLE inspection_duty;
DROP TABLE inspection_plan;
