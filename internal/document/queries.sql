-- name: Entry :one
SELECT doc FROM document_entry WHERE id = $1;

-- name: EntryOf :one
SELECT doc FROM document_entry WHERE origin = $1;

-- name: EntryAt :one
SELECT doc FROM document_entry WHERE series = $1 AND n = $2 AND series <> '';

-- name: LastOfCode :one
SELECT doc FROM document_entry WHERE code = $1 ORDER BY issued DESC, id DESC LIMIT 1;

-- name: LastOfUnit :many
SELECT doc FROM document_entry WHERE unit = $1 ORDER BY issued DESC, id DESC LIMIT $2;

-- name: InsertEntry :exec
INSERT INTO document_entry (id, series, n, code, kind, unit, issued, void, origin, revision, doc)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- name: InsertParty :exec
INSERT INTO document_party (unit, issued, entry, code, n) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING;

-- name: UpdateEntry :execrows
UPDATE document_entry SET void = $3, revision = revision + 1, doc = $4 WHERE id = $1 AND revision = $2;

-- The register, the newest first; what was numbered at one instant stands in the order of its numbers. What is not in
-- the index of a list is looked for along it, a bounded way.
-- name: Entries :many
SELECT e.doc FROM document_entry e
WHERE e.issued >= sqlc.arg(since) AND (e.issued, e.code, e.n, e.id) < (sqlc.arg(issued), CAST(sqlc.arg(code) AS TEXT), CAST(sqlc.arg(n) AS BIGINT), CAST(sqlc.arg(id) AS IDTEXT))
ORDER BY e.issued DESC, e.code DESC, e.n DESC, e.id DESC LIMIT sqlc.arg(most);

-- name: EntriesVoid :many
SELECT e.doc FROM document_entry e
WHERE e.void AND e.issued >= sqlc.arg(since) AND (e.issued, e.code, e.n, e.id) < (sqlc.arg(issued), CAST(sqlc.arg(code) AS TEXT), CAST(sqlc.arg(n) AS BIGINT), CAST(sqlc.arg(id) AS IDTEXT))
ORDER BY e.issued DESC, e.code DESC, e.n DESC, e.id DESC LIMIT sqlc.arg(most);

-- name: EntriesCode :many
SELECT e.doc FROM document_entry e
WHERE e.code = sqlc.arg(code) AND e.issued >= sqlc.arg(since) AND (e.issued, e.n, e.id) < (sqlc.arg(issued), CAST(sqlc.arg(n) AS BIGINT), CAST(sqlc.arg(id) AS IDTEXT))
ORDER BY e.issued DESC, e.n DESC, e.id DESC LIMIT sqlc.arg(most);

-- name: EntriesKind :many
SELECT e.doc FROM document_entry e
WHERE e.kind = sqlc.arg(kind) AND e.issued >= sqlc.arg(since) AND (e.issued, e.code, e.n, e.id) < (sqlc.arg(issued), CAST(sqlc.arg(code) AS TEXT), CAST(sqlc.arg(n) AS BIGINT), CAST(sqlc.arg(id) AS IDTEXT))
ORDER BY e.issued DESC, e.code DESC, e.n DESC, e.id DESC LIMIT sqlc.arg(most);

-- name: EntriesParty :many
SELECT e.doc FROM document_party p JOIN document_entry e ON e.id = p.entry
WHERE p.unit = sqlc.arg(unit) AND p.issued >= sqlc.arg(since) AND (p.issued, p.code, p.n, p.entry) < (sqlc.arg(issued), CAST(sqlc.arg(code) AS TEXT), CAST(sqlc.arg(n) AS BIGINT), CAST(sqlc.arg(id) AS IDTEXT))
ORDER BY p.issued DESC, p.code DESC, p.n DESC, p.entry DESC LIMIT sqlc.arg(most);

-- The codes that stand in the register, each found by one step in its index.
-- name: NextCode :one
SELECT code FROM document_entry WHERE code > $1 ORDER BY code LIMIT 1;

-- Numbers of one series, in order.
-- name: Numbers :many
SELECT n FROM document_entry WHERE series = $1 AND series <> '' AND n > $2 ORDER BY n LIMIT $3;

-- name: CountSeries :one
SELECT count(*) FROM document_entry WHERE series = $1 AND series <> '';

-- The ledger's witness walks through everything.
-- name: AllEntries :many
SELECT id, series, n, code, kind, unit, issued, void, origin, revision, doc FROM document_entry WHERE id > $1 ORDER BY id LIMIT $2;

-- name: Parties :many
SELECT unit FROM document_party WHERE entry = $1 ORDER BY unit;

-- name: Text :one
SELECT doc FROM document_text WHERE id = $1;

-- name: InsertText :exec
INSERT INTO document_text (id, unit, state, entry, moved, revision, doc) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: UpdateText :execrows
UPDATE document_text SET state = $3, entry = $4, moved = $5, revision = revision + 1, doc = $6 WHERE id = $1 AND revision = $2;

-- name: TextsOf :many
SELECT doc FROM document_text WHERE unit = $1 AND state = $2 ORDER BY moved DESC, id DESC LIMIT $3;

-- name: AllTexts :many
SELECT id, unit, state, entry, moved, revision, doc FROM document_text WHERE id > $1 ORDER BY id LIMIT $2;

-- name: Receipt :one
SELECT doc FROM document_receipt WHERE id = $1;

-- name: ReceiptOf :one
SELECT doc FROM document_receipt WHERE entry = $1 AND unit = $2;

-- name: ReceiptsOf :many
SELECT doc FROM document_receipt WHERE entry = $1 ORDER BY unit LIMIT $2;

-- name: InsertReceipt :exec
INSERT INTO document_receipt (id, entry, unit, waits, sent, revision, doc, spent) VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: UpdateReceipt :execrows
UPDATE document_receipt SET waits = $3, spent = $4, revision = revision + 1, doc = $5 WHERE id = $1 AND revision = $2;

-- What a unit received, what waits for its signature or what it signed, the newest first.
-- name: Inbox :many
SELECT doc FROM document_receipt
WHERE unit = sqlc.arg(unit) AND waits = sqlc.arg(waits) AND (sent < sqlc.arg(sent) OR sent = sqlc.arg(sent) AND id < sqlc.arg(id))
ORDER BY sent DESC, id DESC LIMIT sqlc.arg(most);

-- Documents that somebody has not signed for though the whole clock has passed.
-- name: SpentEntries :many
SELECT entry, COUNT(*) AS n FROM document_receipt WHERE spent AND waits GROUP BY entry ORDER BY entry LIMIT $1;

-- name: AllReceipts :many
SELECT id, entry, unit, waits, sent, revision, doc, spent FROM document_receipt WHERE id > $1 ORDER BY id LIMIT $2;

-- name: Template :one
SELECT doc FROM document_template WHERE kind = $1;

-- One a kind: the table never grows.
-- name: Templates :many
SELECT id, kind, revision, doc FROM document_template ORDER BY kind;

-- name: InsertTemplate :exec
INSERT INTO document_template (id, kind, revision, doc) VALUES ($1, $2, $3, $4);

-- name: UpdateTemplate :execrows
UPDATE document_template SET revision = revision + 1, doc = $3 WHERE id = $1 AND revision = $2;
