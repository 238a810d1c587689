-- +goose Up
-- The one-time link that stands in a letter to the post itself, and nowhere else.
ALTER TABLE notify_notice ADD COLUMN link TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE notify_notice DROP COLUMN link;
