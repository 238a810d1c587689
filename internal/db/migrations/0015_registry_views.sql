-- +goose Up
-- What other rooms may count and check: who holds what, and how long units and posts live.
CREATE VIEW v_registry_holding AS SELECT id, post, person, mode, since, until FROM registry_holding;
CREATE VIEW v_registry_life AS SELECT id, kind, sector, place, regulator, parent, status, since, until FROM registry_unit;

-- +goose Down
DROP VIEW v_registry_life;
DROP VIEW v_registry_holding;
