-- name: Meeting :one
SELECT doc FROM committee_meeting WHERE id = $1;

-- name: InsertMeeting :exec
INSERT INTO committee_meeting (id, number, unit, day, series, ordinal, state, revision, doc)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: UpdateMeeting :execrows
UPDATE committee_meeting SET unit = $3, day = $4, series = $5, ordinal = $6, state = $7, revision = revision + 1, doc = $8
WHERE id = $1 AND revision = $2;

-- The ordinal of the next meeting of a class.
-- name: LastOrdinal :one
SELECT CAST(COALESCE(MAX(ordinal), 0) AS BIGINT) AS ordinal FROM committee_meeting WHERE series = $1;

-- Meetings, newest first, a page at a time.
-- name: Meetings :many
SELECT doc FROM committee_meeting WHERE (day, id) < (sqlc.arg(day), sqlc.arg(id)) ORDER BY day DESC, id DESC LIMIT sqlc.arg(most);

-- name: MeetingsInState :many
SELECT doc FROM committee_meeting WHERE state = sqlc.arg(state) AND (day, id) < (sqlc.arg(day), sqlc.arg(id)) ORDER BY day DESC, id DESC LIMIT sqlc.arg(most);

-- The witness walks through everything.
-- name: AllMeetings :many
SELECT id, number, unit, day, series, ordinal, state, revision, doc FROM committee_meeting WHERE id > $1 ORDER BY id LIMIT $2;

-- name: Minutes :one
SELECT doc, text FROM committee_minutes WHERE id = $1;

-- name: InsertMinutes :exec
INSERT INTO committee_minutes (id, meeting, version, text, doc) VALUES ($1, $2, $3, $4, $5);

-- Every version of a meeting's text; nothing is overwritten.
-- name: MinutesOf :many
SELECT doc FROM committee_minutes WHERE meeting = $1 ORDER BY version DESC LIMIT 100;

-- name: AllMinutes :many
SELECT id, meeting, version, text, doc FROM committee_minutes WHERE id > $1 ORDER BY id LIMIT $2;

-- name: Decision :one
SELECT doc FROM committee_decision WHERE id = $1;

-- name: InsertDecision :exec
INSERT INTO committee_decision (id, meeting, no, state, revision, doc) VALUES ($1, $2, $3, $4, $5, $6);

-- name: UpdateDecision :execrows
UPDATE committee_decision SET state = $3, revision = revision + 1, doc = $4 WHERE id = $1 AND revision = $2;

-- The desk: all decisions of one meeting (bounded when they are made).
-- name: Decisions :many
SELECT doc FROM committee_decision WHERE meeting = $1 ORDER BY no LIMIT $2;

-- name: LastNo :one
SELECT CAST(COALESCE(MAX(no), 0) AS BIGINT) AS no FROM committee_decision WHERE meeting = $1;

-- name: AllDecisions :many
SELECT id, meeting, no, state, revision, doc FROM committee_decision WHERE id > $1 ORDER BY id LIMIT $2;

-- name: Dispatch :one
SELECT doc FROM committee_dispatch WHERE id = $1;

-- name: InsertDispatch :exec
INSERT INTO committee_dispatch (id, meeting, number, recalled, revision, doc) VALUES ($1, $2, $3, $4, $5, $6);

-- name: UpdateDispatch :execrows
UPDATE committee_dispatch SET recalled = $3, revision = revision + 1, doc = $4 WHERE id = $1 AND revision = $2;

-- What a meeting sent, newest first.
-- name: Dispatches :many
SELECT doc FROM committee_dispatch WHERE meeting = $1 ORDER BY id DESC LIMIT 100;

-- name: AllDispatches :many
SELECT id, meeting, number, recalled, revision, doc FROM committee_dispatch WHERE id > $1 ORDER BY id LIMIT $2;

-- The number that the next notice would take; the check page shows it without taking it.
-- name: NextNumber :one
SELECT n FROM counter WHERE series = $1;

-- name: Document :one
SELECT doc FROM committee_document WHERE id = $1;

-- name: InsertDocument :exec
INSERT INTO committee_document (id, meeting, revision, doc) VALUES ($1, $2, $3, $4);

-- name: Documents :many
SELECT doc FROM committee_document WHERE meeting = $1 ORDER BY id LIMIT 100;

-- name: AllDocuments :many
SELECT id, meeting, revision, doc FROM committee_document WHERE id > $1 ORDER BY id LIMIT $2;

-- name: InsertReceipt :exec
INSERT INTO committee_receipt (id, document, unit, doc) VALUES ($1, $2, $3, $4);

-- name: Receipt :one
SELECT doc FROM committee_receipt WHERE document = $1 AND unit = $2;

-- name: Receipts :many
SELECT doc FROM committee_receipt WHERE document = $1 ORDER BY id LIMIT 1000;

-- name: AllReceipts :many
SELECT id, document, unit, doc FROM committee_receipt WHERE id > $1 ORDER BY id LIMIT $2;

-- name: InsertOwed :exec
INSERT INTO committee_owed (unit, document) VALUES ($1, $2) ON CONFLICT DO NOTHING;

-- name: DeleteOwed :exec
DELETE FROM committee_owed WHERE unit = $1 AND document = $2;

-- Who has not yet relayed a document.
-- name: OwedOf :many
SELECT unit FROM committee_owed WHERE document = $1 ORDER BY unit LIMIT 1000;

-- What a unit still has to relay.
-- name: OwedBy :many
SELECT d.doc FROM committee_owed o JOIN committee_document d ON d.id = o.document WHERE o.unit = $1 ORDER BY d.id LIMIT $2;
