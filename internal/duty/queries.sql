-- name: Shift :one
-- One shift.
SELECT id, place, unit, post, kind, starts, ends, person, leader, note, status, revision, created_at, updated_at
FROM duty_shift WHERE id = $1;

-- name: ShiftsOfUnit :many
-- The roster of a unit between two instants, cancelled shifts left out.
SELECT id, place, unit, post, kind, starts, ends, person, leader, note, status, revision, created_at, updated_at
FROM duty_shift WHERE unit = sqlc.arg(unit) AND starts < sqlc.arg(before) AND ends > sqlc.arg(after) AND status = 'planned'
ORDER BY starts, id LIMIT 1000;

-- name: ShiftsOfPerson :many
-- Where a person is on duty between two instants: nobody is in two places.
SELECT id, place, unit, post, kind, starts, ends, person, leader, note, status, revision, created_at, updated_at
FROM duty_shift WHERE person = sqlc.arg(person) AND starts < sqlc.arg(before) AND ends > sqlc.arg(after) AND status = 'planned'
ORDER BY starts, id LIMIT 1000;

-- name: ShiftsNow :many
-- Who is on duty in a place and everywhere below it at an instant, for the duty room's board.
SELECT id, place, unit, post, kind, starts, ends, person, leader, note, status, revision, created_at, updated_at
FROM duty_shift WHERE place >= sqlc.arg(place) AND place < sqlc.arg(place_end) AND starts <= sqlc.arg(at) AND ends > sqlc.arg(at)
AND status = 'planned' ORDER BY place, unit, starts, id LIMIT 2000;

-- name: ShiftsOfUnitNow :many
-- Who is on duty in one unit at an instant.
SELECT id, place, unit, post, kind, starts, ends, person, leader, note, status, revision, created_at, updated_at
FROM duty_shift WHERE unit = sqlc.arg(unit) AND starts <= sqlc.arg(at) AND ends > sqlc.arg(at) AND status = 'planned'
ORDER BY starts DESC, id LIMIT 20;

-- name: InsertShift :exec
-- A new shift.
INSERT INTO duty_shift (id, place, unit, post, kind, starts, ends, person, leader, note, status, revision, created_at, updated_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);

-- name: UpdateShift :execrows
-- A swap or a cancellation; nothing happens when somebody else was first.
UPDATE duty_shift SET person = $1, leader = $2, note = $3, status = $4, revision = $5, updated_at = $6
WHERE id = $7 AND revision = $5 - 1;

-- name: InsertChange :exec
-- A swap keeps both names.
INSERT INTO duty_change (id, shift, role, was, became, reason, other, actor, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: ChangesOf :many
-- What was swapped in a shift, oldest first.
SELECT id, shift, role, was, became, reason, other, actor, at FROM duty_change WHERE shift = $1 ORDER BY at, id LIMIT 200;

-- name: HandoverOf :one
-- What a shift told the next one.
SELECT id, shift, next, note, given_by, given_at, taken_by, taken_at, revision FROM duty_handover WHERE shift = $1;

-- name: Handover :one
-- One hand-over.
SELECT id, shift, next, note, given_by, given_at, taken_by, taken_at, revision FROM duty_handover WHERE id = $1;

-- name: HandoverFor :one
-- What the shift before told this one.
SELECT id, shift, next, note, given_by, given_at, taken_by, taken_at, revision FROM duty_handover WHERE next = $1 ORDER BY given_at DESC, id LIMIT 1;

-- name: InsertHandover :exec
-- A shift hands over.
INSERT INTO duty_handover (id, shift, next, note, given_by, given_at, taken_by, taken_at, revision)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: TakeHandover :execrows
-- The next shift has read it.
UPDATE duty_handover SET taken_by = $1, taken_at = $2, revision = $3 WHERE id = $4 AND revision = $3 - 1;

-- name: AllShifts :many
-- Every shift, page by page, for the ledger's witness.
SELECT id, place, unit, post, kind, starts, ends, person, leader, note, status, revision, created_at, updated_at
FROM duty_shift WHERE id > $1 ORDER BY id LIMIT 500;

-- name: AllChanges :many
-- Every swap, page by page, for the ledger's witness.
SELECT id, shift, role, was, became, reason, other, actor, at FROM duty_change WHERE id > $1 ORDER BY id LIMIT 500;

-- name: AllHandovers :many
-- Every hand-over, page by page, for the ledger's witness.
SELECT id, shift, next, note, given_by, given_at, taken_by, taken_at, revision FROM duty_handover WHERE id > $1 ORDER BY id LIMIT 500;
