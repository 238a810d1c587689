-- +goose Up
-- Phones now carry hazards and the habits of sites: the index of the pack is folded from the events once
-- more. What it holds already stays, for it never goes back.
DELETE FROM reader WHERE name = 'field';

-- +goose Down
SELECT 1;
