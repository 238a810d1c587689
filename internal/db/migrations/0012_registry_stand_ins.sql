-- +goose Up
-- The deputies of a post as part of its record, so that they are sealed with it; registry_deputy is
-- the index that finds them.
ALTER TABLE registry_post ADD COLUMN stand_ins TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE registry_post DROP COLUMN stand_ins;
