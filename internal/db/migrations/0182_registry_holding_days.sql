-- +goose Up
-- Who took or left a post between two days (换届).
CREATE INDEX registry_holding_since ON registry_holding (since, post);
CREATE INDEX registry_holding_until ON registry_holding (until, post);

-- +goose Down
DROP INDEX registry_holding_until;
DROP INDEX registry_holding_since;
