-- +goose Up
-- How people are called: what a book of diligence hides where it stands in somebody's words.
CREATE VIEW v_registry_person_name AS SELECT id, name FROM registry_person;

-- +goose Down
DROP VIEW v_registry_person_name;
