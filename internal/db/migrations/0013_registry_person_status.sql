-- +goose Up
-- Those who left are few among those who stay: their list must not walk all people.
CREATE INDEX registry_person_status ON registry_person (status, id);

-- +goose Down
DROP INDEX registry_person_status;
