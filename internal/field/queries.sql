-- name: Audiences :many
-- Who carried a record so far.
SELECT audience, gone FROM field_item WHERE kind = $1 AND id = $2 ORDER BY audience LIMIT 100;

-- name: Carry :exec
-- Somebody carries a record, since an event.
INSERT INTO field_item (kind, id, audience, pos, gone) VALUES ($1, $2, $3, $4, false)
ON CONFLICT (kind, id, audience) DO UPDATE SET pos = $4, gone = false WHERE field_item.pos < $4;

-- name: Leave :exec
-- Somebody carries a record no more, since an event.
UPDATE field_item SET pos = $4, gone = true WHERE kind = $1 AND id = $2 AND audience = $3 AND pos < $4;

-- name: Present :many
-- What an audience carries, for a first synchronisation.
SELECT pos, id, gone FROM field_item
WHERE audience = sqlc.arg(audience) AND kind = sqlc.arg(kind) AND id > sqlc.arg(after_id) AND pos <= sqlc.arg(until) AND NOT gone
ORDER BY id LIMIT sqlc.arg(most);

-- name: Changed :many
-- What changed for an audience, and whether it carries it no more.
SELECT c.pos, c.id, i.gone FROM field_change c JOIN field_item i ON i.kind = c.kind AND i.id = c.id AND i.audience = c.audience
WHERE c.audience = sqlc.arg(audience) AND c.kind = sqlc.arg(kind) AND (c.pos, c.id) > (sqlc.arg(after_pos), CAST(sqlc.arg(after_id) AS TEXT)) AND c.pos <= sqlc.arg(until)
ORDER BY c.pos, c.id LIMIT sqlc.arg(most);

-- name: SaveDevice :exec
-- What a phone says of itself.
INSERT INTO field_device (post, device, unit, place, waiting, oldest, version, seen) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (post, device) DO UPDATE SET unit = $3, place = $4, waiting = $5, oldest = $6, version = $7, seen = $8;

-- name: DropDevicesBeyond :exec
-- A post keeps its newest phones: nobody has more, and an app that makes itself a new name each day must
-- not fill the table.
DELETE FROM field_device WHERE field_device.post = $1 AND field_device.device NOT IN (SELECT d.device FROM field_device d WHERE d.post = $1 ORDER BY d.seen DESC, d.device LIMIT sqlc.arg(most));

-- name: DevicesOfUnit :many
SELECT post, device, unit, place, waiting, oldest, version, seen FROM field_device WHERE unit = $1 ORDER BY post, device LIMIT 500;

-- name: DevicesAt :many
-- The phones of a territory, or of the whole county.
SELECT post, device, unit, place, waiting, oldest, version, seen FROM field_device
WHERE place >= sqlc.arg(place) AND place < sqlc.arg(place_end) ORDER BY place, post, device LIMIT 5000;

-- name: DropDevices :execrows
-- Phones that have not been heard of for long.
DELETE FROM field_device WHERE seen < $1;

-- name: Part :one
SELECT id, account, post, device, method, path, body, needs, state, status, answer, tried, received, ended FROM field_part WHERE id = $1;

-- name: PartsOf :many
-- The parts of an account in a state.
SELECT id, account, post, device, method, path, body, needs, state, status, answer, tried, received, ended FROM field_part
WHERE account = $1 AND state = $2 ORDER BY id LIMIT 1000;

-- name: CountHeld :one
SELECT count(*) FROM field_part WHERE account = $1 AND state = 'held';

-- name: InsertPart :exec
INSERT INTO field_part (id, account, post, device, method, path, body, needs, state, status, answer, tried, received, ended)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT (id) DO NOTHING;

-- name: TryPart :execrows
-- What became of a held part.
UPDATE field_part SET state = $2, status = $3, answer = $4, ended = $5, tried = tried + 1 WHERE id = $1 AND state = 'held';

-- name: InsertNeed :exec
INSERT INTO field_need (ref, part) VALUES ($1, $2) ON CONFLICT (ref, part) DO NOTHING;

-- name: WaitingFor :many
-- The held parts that wait for a record.
SELECT part FROM field_need WHERE ref = $1 ORDER BY part LIMIT 1000;

-- name: AnyNeed :one
-- Whether anything waits for anything: usually nothing does.
SELECT count(*) FROM (SELECT 1 FROM field_need LIMIT 1) AS held;

-- name: DropNeeds :exec
-- A part waits no more.
DELETE FROM field_need WHERE part = $1;

-- name: DropParts :execrows
-- Parts that ended long ago: what they made is in its room.
DELETE FROM field_part WHERE ended > 0 AND ended < $1;

-- name: Floor :one
-- Up to which event it is forgotten what is carried no more.
SELECT pos FROM field_floor WHERE name = 'gone';

-- name: RaiseFloor :exec
INSERT INTO field_floor (name, pos) VALUES ('gone', $1) ON CONFLICT (name) DO UPDATE SET pos = $1 WHERE field_floor.pos < $1;

-- name: ForgetGone :execrows
-- Some of what is carried no more since long ago; again until none is left.
DELETE FROM field_item WHERE field_item.gone AND field_item.pos <= sqlc.arg(until) AND field_item.pos IN
    (SELECT f.pos FROM field_item f WHERE f.gone AND f.pos <= sqlc.arg(until) ORDER BY f.pos LIMIT sqlc.arg(most));

-- name: ForgetChanges :execrows
-- Some of what changed before the floor; again until none is left.
DELETE FROM field_change WHERE field_change.pos <= sqlc.arg(until) AND field_change.pos IN
    (SELECT f.pos FROM field_change f WHERE f.pos <= sqlc.arg(until) ORDER BY f.pos LIMIT sqlc.arg(most));
