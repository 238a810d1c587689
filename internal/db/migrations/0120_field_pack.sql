-- +goose Up
-- Who carries which record on a phone, and at which event that changed last: the index of the offline
-- pack. It is derived from the events and can be built again from them.
CREATE TABLE field_item (
    kind     TEXT    NOT NULL,              -- task site checklist …
    id       TEXT    NOT NULL,
    audience TEXT    NOT NULL,              -- lead/<unit> area/<place> … see package field
    pos      BIGINT  NOT NULL,
    gone     BOOLEAN NOT NULL,
    PRIMARY KEY (kind, id, audience)
);
CREATE INDEX field_item_changed ON field_item (audience, kind, pos, id);
CREATE INDEX field_item_present ON field_item (audience, kind, pos, id) WHERE NOT gone;

-- What phones say of themselves: how much they have not handed in yet. No place, no person.
CREATE TABLE field_device (
    post    IDTEXT  NOT NULL,
    device  TEXT    NOT NULL,
    unit    IDTEXT  NOT NULL,
    place   TEXT    NOT NULL,
    waiting BIGINT  NOT NULL,
    oldest  INSTANT NOT NULL,               -- of what waits; 0 when nothing does
    version TEXT    NOT NULL,
    seen    INSTANT NOT NULL,
    PRIMARY KEY (post, device)
);
CREATE INDEX field_device_unit ON field_device (unit, post, device);
CREATE INDEX field_device_place ON field_device (place, post, device);
CREATE INDEX field_device_seen ON field_device (seen);

-- Parts of a phone's outbox that came before what they build on, and what became of them.
CREATE TABLE field_part (
    id       IDTEXT  NOT NULL PRIMARY KEY,  -- the key of the call that it is
    account  IDTEXT  NOT NULL,
    post     IDTEXT  NOT NULL,
    device   TEXT    NOT NULL,
    method   TEXT    NOT NULL,
    path     TEXT    NOT NULL,
    body     TEXT    NOT NULL,
    needs    TEXT    NOT NULL,              -- refs, one a line
    state    TEXT    NOT NULL,              -- held received refused dropped
    status   BIGINT  NOT NULL,              -- what the door answered last; 0: not asked yet
    answer   TEXT    NOT NULL,
    tried    BIGINT  NOT NULL,
    received INSTANT NOT NULL,
    ended    INSTANT NOT NULL
);
CREATE INDEX field_part_account ON field_part (account, state, id);
CREATE INDEX field_part_ended ON field_part (ended) WHERE ended > 0;

-- What a held part waits for.
CREATE TABLE field_need (
    ref  TEXT   NOT NULL,
    part IDTEXT NOT NULL,
    PRIMARY KEY (ref, part)
);
CREATE INDEX field_need_part ON field_need (part);

-- +goose Down
DROP TABLE field_need;
DROP TABLE field_part;
DROP TABLE field_device;
DROP TABLE field_item;
