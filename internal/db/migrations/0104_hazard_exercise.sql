-- +goose Up
-- Exercises are few: what they must not count is taken off by an index of their own, so that counting
-- findings of a sector reads no row.
CREATE INDEX hazard_exercise ON hazard (sector, state, found) WHERE exercise;

-- +goose Down
DROP INDEX hazard_exercise;
