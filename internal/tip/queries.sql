-- name: Tip :one
SELECT doc FROM tip WHERE id = $1;

-- name: TipByCode :one
SELECT doc FROM tip WHERE find = $1;

-- name: InsertTip :exec
INSERT INTO tip (id, number, find, state, opened, desk, hazard, area, category, rank, received, exercise, revision, doc)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);

-- name: UpdateTip :execrows
UPDATE tip SET state = $3, opened = $4, desk = $5, hazard = $6, area = $7, category = $8, rank = $9, revision = revision + 1, doc = $10
WHERE id = $1 AND revision = $2;

-- What waits, the most urgent first.
-- name: Waiting :many
SELECT doc FROM tip WHERE opened = TRUE AND rank >= sqlc.arg(rank) AND (rank > sqlc.arg(rank) OR id > sqlc.arg(id)) ORDER BY rank, id LIMIT sqlc.arg(most);

-- name: WaitingAt :many
SELECT doc FROM tip WHERE desk = sqlc.arg(desk) AND opened = TRUE AND rank >= sqlc.arg(rank) AND (rank > sqlc.arg(rank) OR id > sqlc.arg(id))
ORDER BY rank, id LIMIT sqlc.arg(most);

-- What ended, the newest first.
-- name: Ended :many
SELECT doc FROM tip WHERE opened = FALSE AND rank <= sqlc.arg(rank) AND (rank < sqlc.arg(rank) OR id < sqlc.arg(id)) ORDER BY rank DESC, id DESC LIMIT sqlc.arg(most);

-- name: EndedAt :many
SELECT doc FROM tip WHERE desk = sqlc.arg(desk) AND opened = FALSE AND rank <= sqlc.arg(rank) AND (rank < sqlc.arg(rank) OR id < sqlc.arg(id))
ORDER BY rank DESC, id DESC LIMIT sqlc.arg(most);

-- name: OfHazard :many
SELECT doc FROM tip WHERE hazard = $1 AND hazard <> '' ORDER BY received, id LIMIT $2;

-- The ledger's witness walks through everything.
-- name: All :many
SELECT id, number, find, state, opened, desk, hazard, area, category, rank, received, exercise, revision, doc
FROM tip WHERE id > $1 ORDER BY id LIMIT $2;

-- name: KeepSecret :exec
INSERT INTO tip_secret (tip, sealed) VALUES ($1, $2);

-- name: Secret :one
SELECT sealed FROM tip_secret WHERE tip = $1;

-- name: DropSecret :exec
DELETE FROM tip_secret WHERE tip = $1;

-- name: KeepPhoto :exec
INSERT INTO tip_photo (hash, tip, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING;

-- name: TiePhoto :exec
DELETE FROM tip_photo WHERE hash = $1 AND tip = '';

-- name: LoosePhotos :many
SELECT hash FROM tip_photo WHERE tip = '' AND at < sqlc.arg(before) ORDER BY at, hash LIMIT sqlc.arg(most);

-- name: PhotoTips :many
SELECT tip FROM tip_photo WHERE hash = $1 AND tip <> '' ORDER BY tip LIMIT 1;

-- Which files reports and forms that were not sent yet name, in a range: those that nobody names go (blob.SweepUnnamed).
-- name: NamedFiles :many
SELECT tip_photo.hash FROM tip_photo WHERE tip_photo.hash >= $1 AND tip_photo.hash < $2;
