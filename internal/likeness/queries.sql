-- A picture that was looked at gets the next place.
-- name: NextPlace :one
SELECT CAST(COALESCE(MAX(place) + 1, 0) AS BIGINT) AS place FROM likeness_key;

-- name: PutKeys :exec
INSERT INTO likeness_key (place, hash, state, at, keys) VALUES ($1, $2, $3, $4, $5);

-- name: PutPrint :exec
INSERT INTO likeness_print (place, print) VALUES ($1, $2);

-- Loading and catching up read keys in the order of their places.
-- name: KeysFrom :many
SELECT place, keys FROM likeness_key WHERE place >= $1 ORDER BY place LIMIT $2;

-- A search compares the prints that the index proposes, sixteen at a time.
-- name: PrintsAt :many
SELECT p.place, k.hash, k.at, p.print FROM likeness_print p JOIN likeness_key k ON k.place = p.place
WHERE p.place IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16);

-- Whether a file was looked at, and what came of it.
-- name: Seen :one
SELECT place, state, at FROM likeness_key WHERE hash = $1;

-- The print of a file whose time is over goes with it; its place stays empty.
-- name: EmptyKeys :exec
UPDATE likeness_key SET state = 'gone', keys = $2 WHERE place = $1;

-- name: DropPrint :exec
DELETE FROM likeness_print WHERE place = $1;
