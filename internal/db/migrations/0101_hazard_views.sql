-- +goose Up
-- What indicators and briefs read: published views, never the table. Exercises do not stand in them
-- (law 14), nor what was dropped.
CREATE VIEW v_hazard_ledger AS
SELECT id, number, found, state, grade, area, village, branch, unit, finder, checker, site, source, sector, category, due, closed,
    relapse, listed, stopped
FROM hazard WHERE NOT exercise AND state <> 'dropped';

-- How each part of the county stands, by grade: found, closed, open, and what the rate is made of.
CREATE VIEW v_hazard_standing AS
SELECT area, branch, sector, grade, count(*) AS found, sum(CASE WHEN closed > 0 THEN 1 ELSE 0 END) AS ended,
    sum(CASE WHEN state = 'fixed' THEN 1 ELSE 0 END) AS fixed, sum(CASE WHEN relapse THEN 1 ELSE 0 END) AS relapsed,
    sum(CASE WHEN listed <> '' THEN 1 ELSE 0 END) AS listed
FROM hazard WHERE NOT exercise AND state <> 'dropped' GROUP BY area, branch, sector, grade;

-- Which sources the ledger is fed from.
CREATE VIEW v_hazard_source AS
SELECT source, area, count(*) AS found, sum(CASE WHEN closed > 0 THEN 1 ELSE 0 END) AS ended
FROM hazard WHERE NOT exercise AND state <> 'dropped' GROUP BY source, area;

-- How much was ever found at a unit, by anybody and by itself.
CREATE VIEW v_hazard_unit AS SELECT unit, n, own, last, last_own FROM hazard_unit;

-- +goose Down
DROP VIEW v_hazard_unit;
DROP VIEW v_hazard_source;
DROP VIEW v_hazard_standing;
DROP VIEW v_hazard_ledger;
