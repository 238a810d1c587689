-- +goose Up
-- Of two filters that are both wide the first leads, and its index ends in what the others ask for: what does not fit
-- is passed over without reading its row.
DROP INDEX hazard_state;
DROP INDEX hazard_grade;
DROP INDEX hazard_area;
DROP INDEX hazard_branch;
DROP INDEX hazard_owner;
DROP INDEX hazard_finder;
DROP INDEX hazard_checker;
DROP INDEX hazard_source;
DROP INDEX hazard_sector;
DROP INDEX hazard_category;
CREATE INDEX hazard_state ON hazard (state, found, id, due);
CREATE INDEX hazard_grade ON hazard (grade, state, found, id, due);
CREATE INDEX hazard_source ON hazard (source, state, found, id, grade, due);
CREATE INDEX hazard_sector ON hazard (sector, state, found, id, source, grade, due);
CREATE INDEX hazard_category ON hazard (category, state, found, id, sector, source, grade, due);
CREATE INDEX hazard_area ON hazard (area, state, found, id, category, sector, source, grade, due);
CREATE INDEX hazard_branch ON hazard (branch, state, found, id, area, category, sector, source, grade, due);
CREATE INDEX hazard_checker ON hazard (checker, state, found, id, area, category, sector, source, grade, due);
CREATE INDEX hazard_finder ON hazard (finder, state, found, id, area, category, sector, source, grade, due);
CREATE INDEX hazard_owner ON hazard (unit, state, found, id, area, category, sector, source, grade, due);

-- +goose Down
DROP INDEX hazard_owner;
DROP INDEX hazard_finder;
DROP INDEX hazard_checker;
DROP INDEX hazard_branch;
DROP INDEX hazard_area;
DROP INDEX hazard_category;
DROP INDEX hazard_sector;
DROP INDEX hazard_source;
DROP INDEX hazard_grade;
DROP INDEX hazard_state;
CREATE INDEX hazard_state ON hazard (state, found, id);
CREATE INDEX hazard_grade ON hazard (grade, state, found, id);
CREATE INDEX hazard_area ON hazard (area, state, found, id);
CREATE INDEX hazard_branch ON hazard (branch, state, found, id);
CREATE INDEX hazard_owner ON hazard (unit, state, found, id);
CREATE INDEX hazard_finder ON hazard (finder, state, found, id);
CREATE INDEX hazard_checker ON hazard (checker, state, found, id);
CREATE INDEX hazard_source ON hazard (source, state, found, id);
CREATE INDEX hazard_sector ON hazard (sector, state, found, id);
CREATE INDEX hazard_category ON hazard (category, state, found, id);
