-- +goose Up
-- What changed for whom, in the order in which it did: rows are only added, so a change costs the end of an
-- index and moves nothing. Who carries what stays in field_item, whose pos is now the event at which it came
-- to be so.
CREATE TABLE field_change (
    audience TEXT   NOT NULL,
    kind     TEXT   NOT NULL,
    pos      BIGINT NOT NULL,
    id       TEXT   NOT NULL,
    PRIMARY KEY (audience, kind, pos, id)
);
CREATE INDEX field_change_pos ON field_change (pos);
DROP INDEX field_item_changed;
DROP INDEX field_item_present;
CREATE INDEX field_item_carried ON field_item (audience, kind, id) WHERE NOT gone;

-- What changed before this is not among the changes: phones fetch their pack once more.
INSERT INTO field_floor (name, pos) SELECT 'gone', pos FROM reader WHERE name = 'field'
ON CONFLICT (name) DO UPDATE SET pos = excluded.pos;

-- +goose Down
DROP INDEX field_item_carried;
CREATE INDEX field_item_present ON field_item (audience, kind, pos, id) WHERE NOT gone;
CREATE INDEX field_item_changed ON field_item (audience, kind, pos, id);
DROP TABLE field_change;
DELETE FROM reader WHERE name = 'field';
