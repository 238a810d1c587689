-- +goose Up
-- Facts of a frozen year as they stood at its freeze, of those only that have changed since: a fact is copied here before
-- its first change. One without a verdict was not there at the freeze. So the freeze copies nothing, however many facts
-- there are, and what lies behind a point of a frozen year stays what it was.
CREATE TABLE letter_fact_was (
    ref     TEXT    NOT NULL,
    metric  TEXT    NOT NULL,
    year    BIGINT  NOT NULL, -- the frozen one
    branch  IDTEXT  NOT NULL,
    area    TEXT    NOT NULL,
    village TEXT    NOT NULL,
    unit    IDTEXT  NOT NULL,
    verdict TEXT    NOT NULL, -- good, bad, open; empty: it was not there
    day     DAYTEXT NOT NULL,
    n       BIGINT  NOT NULL,
    title   TEXT    NOT NULL,
    sector  TEXT    NOT NULL,
    grade   TEXT    NOT NULL,
    PRIMARY KEY (year, ref, metric)
);
CREATE INDEX letter_fact_was_branch ON letter_fact_was (branch, year, metric, day, ref);
CREATE INDEX letter_fact_was_area ON letter_fact_was (area, year, metric, day, ref) WHERE area <> '';
CREATE INDEX letter_fact_was_village ON letter_fact_was (village, year, metric, day, ref) WHERE village <> '';
CREATE INDEX letter_fact_was_unit ON letter_fact_was (unit, year, metric, day, ref);

-- What letters of a frozen year count.
CREATE VIEW letter_fact_frozen AS
SELECT f.ref, f.metric, f.year, f.branch, f.area, f.village, f.unit, f.verdict, f.day, f.n, f.title, f.sector, f.grade FROM letter_fact f
WHERE NOT EXISTS (SELECT 1 FROM letter_fact_was w WHERE w.year = f.year AND w.ref = f.ref AND w.metric = f.metric)
UNION ALL
SELECT w.ref, w.metric, w.year, w.branch, w.area, w.village, w.unit, w.verdict, w.day, w.n, w.title, w.sector, w.grade FROM letter_fact_was w
WHERE w.verdict <> '';

-- +goose Down
DROP VIEW letter_fact_frozen;
DROP TABLE letter_fact_was;
