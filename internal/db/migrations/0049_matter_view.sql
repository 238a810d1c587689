-- +goose Up
-- What figures of other rooms may be made of.
CREATE VIEW v_matter AS SELECT id, number, area, branch, unit, state, rank, topic, overdue FROM matter;

-- +goose Down
DROP VIEW v_matter;
