-- +goose Up
-- The hash tree over all events in tiles of 256 hashes. Only the last tile of a level is still growing.
CREATE TABLE ledger_tile (
    level  BIGINT NOT NULL,
    n      BIGINT NOT NULL,
    hashes TEXT   NOT NULL, -- base64 of 1 … 256 hashes of 32 bytes
    PRIMARY KEY (level, n)
);

-- Every checkpoint that was ever signed: a later one never replaces an earlier one.
CREATE TABLE ledger_checkpoint (
    size BIGINT  NOT NULL PRIMARY KEY,
    at   INSTANT NOT NULL,
    note TEXT    NOT NULL  -- the signed note: origin, size, root, signatures
);

-- +goose Down
DROP TABLE ledger_checkpoint;
DROP TABLE ledger_tile;
