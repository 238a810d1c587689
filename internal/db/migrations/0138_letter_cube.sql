-- +goose Up
-- Which line of business and which grade a fact tells of, and how many facts there are of each sort: what
-- the yearly figures of the county are made of, so that they cost the same at a thousand facts and at a
-- million. The facts of before know neither: everything is folded once more from the events.
ALTER TABLE letter_fact ADD COLUMN sector TEXT NOT NULL DEFAULT ''; -- as the record names it, by the word of which list: hazard:gas, site:school, topic:fire
ALTER TABLE letter_fact ADD COLUMN grade TEXT NOT NULL DEFAULT '';  -- of the hazard; else what sort of record it is
DELETE FROM letter_fact;
DELETE FROM letter_count;
DELETE FROM reader WHERE name = 'letter';
CREATE INDEX letter_fact_year ON letter_fact (year, metric, verdict, day, ref);
CREATE INDEX letter_fact_sector ON letter_fact (year, metric, verdict, sector, day, ref);
CREATE INDEX letter_fact_grade ON letter_fact (year, metric, verdict, grade, day, ref);

CREATE TABLE letter_cube (
    year    BIGINT NOT NULL,
    metric  TEXT   NOT NULL,
    verdict TEXT   NOT NULL,
    area    TEXT   NOT NULL,
    branch  IDTEXT NOT NULL,
    sector  TEXT   NOT NULL,
    grade   TEXT   NOT NULL,
    n       BIGINT NOT NULL,
    PRIMARY KEY (year, metric, verdict, area, branch, sector, grade)
);

-- In which months there are facts: where there are none, no record was kept.
CREATE TABLE letter_month (
    year   BIGINT NOT NULL,
    month  BIGINT NOT NULL,
    metric TEXT   NOT NULL,
    area   TEXT   NOT NULL,
    branch IDTEXT NOT NULL,
    n      BIGINT NOT NULL,
    PRIMARY KEY (year, month, metric, area, branch)
);

CREATE VIEW v_letter_cube AS SELECT year, metric, verdict, area, branch, sector, grade, n FROM letter_cube WHERE n <> 0;
CREATE VIEW v_letter_month AS SELECT year, month, metric, area, branch, n FROM letter_month WHERE n <> 0;
CREATE VIEW v_letter_fact AS SELECT ref, metric, year, branch, area, unit, verdict, day, n, title, sector, grade FROM letter_fact;

-- +goose Down
DROP VIEW v_letter_fact;
DROP VIEW v_letter_month;
DROP VIEW v_letter_cube;
DROP TABLE letter_month;
DROP TABLE letter_cube;
DROP INDEX letter_fact_grade;
DROP INDEX letter_fact_sector;
DROP INDEX letter_fact_year;
ALTER TABLE letter_fact DROP COLUMN grade;
ALTER TABLE letter_fact DROP COLUMN sector;
