-- +goose Up
-- The order of events that wait for their number: the turn of their transaction, then their place in it.
ALTER TABLE event ADD COLUMN turn BIGINT NOT NULL DEFAULT 0;
DROP INDEX event_waiting;
CREATE INDEX event_waiting ON event (turn) WHERE pos IS NULL;

-- +goose Down
DROP INDEX event_waiting;
CREATE INDEX event_waiting ON event (at, id) WHERE pos IS NULL;
ALTER TABLE event DROP COLUMN turn;
