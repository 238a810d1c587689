-- The ledger's loop and the export read events exactly as they are stored, byte for byte; the time
-- comes as text, so that even a cell that is no number any more can be told to the reader.
-- name: Events :many
SELECT id, kind, ref, actor, CAST(at AS TEXT) AS at, body, seal, salt, pos FROM event
WHERE pos > CAST($1 AS BIGINT) ORDER BY pos LIMIT $2;

-- The status page and the export ask how many events have a position.
-- name: LastPosition :one
SELECT pos FROM event WHERE pos IS NOT NULL ORDER BY pos DESC LIMIT 1;

-- The export waits until every event of the records it read has its position: PostgreSQL numbers after
-- the commit.
-- name: Waiting :one
SELECT count(*) FROM event WHERE pos IS NULL AND at <= $1;

-- A batch checks within its transaction that no other program has gone ahead.
-- name: ReaderPosition :one
SELECT pos FROM reader WHERE name = $1;

-- A batch stores the tiles that it filled and the ones still growing.
-- name: PutTile :exec
INSERT INTO ledger_tile (level, n, hashes) VALUES ($1, $2, $3)
ON CONFLICT (level, n) DO UPDATE SET hashes = excluded.hashes;

-- Proofs read single tiles.
-- name: Tile :one
SELECT hashes FROM ledger_tile WHERE level = $1 AND n = $2;

-- A batch stores its checkpoint. Two programs may sign the same tree; the notes are the same.
-- name: PutCheckpoint :exec
INSERT INTO ledger_checkpoint (size, at, note) VALUES ($1, $2, $3)
ON CONFLICT (size) DO NOTHING;

-- Everybody asks for the newest checkpoint.
-- name: LastCheckpoint :one
SELECT size, at, note FROM ledger_checkpoint ORDER BY size DESC LIMIT 1;

-- The export and the root of the day read checkpoints from the newest backwards.
-- name: CheckpointsBefore :many
SELECT size, at, note FROM ledger_checkpoint WHERE size < $1 ORDER BY size DESC LIMIT $2;

-- The ledger view shows the newest entries first.
-- name: EventsBefore :many
SELECT id, kind, ref, actor, CAST(at AS TEXT) AS at, body, seal, salt, pos FROM event
WHERE pos < CAST($1 AS BIGINT) ORDER BY pos DESC LIMIT $2;
