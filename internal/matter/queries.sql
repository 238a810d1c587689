-- Every verb loads the matter it changes.
-- name: Matter :one
SELECT doc FROM matter WHERE id = $1;

-- Open.
-- name: InsertMatter :exec
INSERT INTO matter (id, number, area, branch, unit, state, rank, topic, title, overdue, asked, post, revision, doc)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);

-- A change of standing: the lists must follow.
-- name: UpdateMatter :execrows
UPDATE matter SET area = $3, branch = $4, unit = $5, state = $6, rank = $7, overdue = $8, asked = $9, post = $10,
    revision = revision + 1, doc = $11
WHERE id = $1 AND revision = $2;

-- A change of content only (progress feedback): no index is touched.
-- name: UpdateDoc :execrows
UPDATE matter SET doc = $3, revision = revision + 1 WHERE id = $1 AND revision = $2;

-- Parties follow the matter's state, so that "what waits for my review" is one index range.
-- name: InsertParty :exec
INSERT INTO matter_party (unit, part, state, rank, matter) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING;

-- name: MoveParties :exec
UPDATE matter_party SET state = $2, rank = $3 WHERE matter = $1;

-- name: InsertParent :exec
INSERT INTO matter_parent (parent, matter) VALUES ($1, $2) ON CONFLICT DO NOTHING;

-- The demands one matter answers (merged tasks have several).
-- name: Parents :many
SELECT parent FROM matter_parent WHERE matter = $1 ORDER BY parent LIMIT 100;

-- The matters that answer one demand: a decision's progress.
-- name: Children :many
SELECT m.doc FROM matter_parent p JOIN matter m ON m.id = p.matter WHERE p.parent = $1 ORDER BY p.matter LIMIT $2;

-- name: InsertFile :exec
INSERT INTO matter_file (hash, matter) VALUES ($1, $2) ON CONFLICT DO NOTHING;

-- The right to read a file is the right to read a matter that shows it.
-- name: FileMatters :many
SELECT m.doc FROM matter_file f JOIN matter m ON m.id = f.matter WHERE f.hash = $1 ORDER BY f.matter LIMIT 20;

-- name: InsertRung :exec
INSERT INTO matter_rung (id, matter, unit, signed, doc) VALUES ($1, $2, $3, $4, $5);

-- name: UpdateRung :execrows
UPDATE matter_rung SET signed = $2, doc = $3 WHERE id = $1 AND NOT signed;

-- name: Rung :one
SELECT doc FROM matter_rung WHERE id = $1;

-- name: Rungs :many
SELECT doc FROM matter_rung WHERE matter = $1 ORDER BY id LIMIT 200;

-- name: UnsignedRungs :many
SELECT doc FROM matter_rung WHERE unit = $1 AND NOT signed ORDER BY id LIMIT $2;

-- A hand-over moves every open item of a post (law 5), a page at a time.
-- name: OfPost :many
SELECT doc FROM matter WHERE post = $1 AND id > $2 ORDER BY id LIMIT $3;

-- The ledger's witness and the recount walk through everything.
-- Matters with their rows of parties, of one moment.
-- name: All :many
SELECT m.id, m.area, m.branch, m.unit, m.state, m.rank, m.topic, m.title, m.overdue, m.asked, m.post, m.revision, m.number, m.doc,
    coalesce(p.part, '') AS party_part, coalesce(p.unit, '') AS party_unit,
    coalesce(p.state, '') AS party_state, coalesce(p.rank, 0) AS party_rank
FROM (SELECT * FROM matter WHERE matter.id > $1 ORDER BY matter.id LIMIT $2) AS m
LEFT JOIN matter_party p ON p.matter = m.id
ORDER BY m.id, p.part, p.unit;

-- name: AllRungs :many
SELECT id, matter, unit, signed, doc FROM matter_rung WHERE id > $1 ORDER BY id LIMIT $2;

-- Extensions that wait for the issuer's answer.
-- name: Asked :many
SELECT doc FROM matter WHERE asked ORDER BY rank, id LIMIT $1;

-- name: InsertUpload :exec
INSERT INTO matter_upload (hash, doc, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING;

-- name: Upload :one
SELECT doc FROM matter_upload WHERE hash = $1;

-- The ledger's witness.
-- name: AllUploads :many
SELECT hash, doc FROM matter_upload WHERE hash > $1 ORDER BY hash LIMIT $2;

-- Which files uploads and matters name, in a range: those that nobody names go (blob.SweepUnnamed).
-- name: NamedFiles :many
SELECT matter_upload.hash FROM matter_upload WHERE matter_upload.hash >= $1 AND matter_upload.hash < $2 UNION
SELECT matter_file.hash FROM matter_file WHERE matter_file.hash >= $1 AND matter_file.hash < $2;
