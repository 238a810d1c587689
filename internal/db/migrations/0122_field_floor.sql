-- +goose Up
-- Up to which event it is forgotten what phones need not carry any more: a cursor from before it is worth
-- nothing.
CREATE TABLE field_floor (
    name TEXT   NOT NULL PRIMARY KEY,
    pos  BIGINT NOT NULL
);
CREATE INDEX field_item_gone ON field_item (pos) WHERE gone;

-- +goose Down
DROP INDEX field_item_gone;
DROP TABLE field_floor;
