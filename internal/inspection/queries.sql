-- name: Checklist :one
SELECT doc FROM inspection_checklist WHERE id = $1;

-- name: ChecklistByCode :one
SELECT doc FROM inspection_checklist WHERE code = $1;

-- name: InsertChecklist :exec
INSERT INTO inspection_checklist (id, code, title, state, unit, revision, doc) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: UpdateChecklist :execrows
UPDATE inspection_checklist SET title = $3, state = $4, revision = revision + 1, doc = $5 WHERE id = $1 AND revision = $2;

-- name: Checklists :many
SELECT doc FROM inspection_checklist WHERE code > $1 ORDER BY code LIMIT $2;

-- name: ChecklistsInState :many
SELECT doc FROM inspection_checklist WHERE state = $1 AND code > $2 ORDER BY code LIMIT $3;

-- name: AllChecklists :many
SELECT id, code, title, state, unit, revision, doc FROM inspection_checklist WHERE id > $1 ORDER BY id LIMIT $2;

-- The checklists that suit a kind of site.
-- name: Suiting :many
SELECT c.doc FROM inspection_suits s JOIN inspection_checklist c ON c.id = s.checklist
WHERE s.kind = $1 AND c.state = 'published' ORDER BY c.code LIMIT $2;

-- name: ForgetSuits :exec
DELETE FROM inspection_suits WHERE checklist = $1;

-- name: InsertSuit :exec
INSERT INTO inspection_suits (kind, checklist) VALUES ($1, $2);

-- name: Version :one
SELECT doc FROM inspection_version WHERE checklist = $1 AND version = $2;

-- name: Versions :many
SELECT doc FROM inspection_version WHERE checklist = $1 ORDER BY version DESC LIMIT 100;

-- name: InsertVersion :exec
INSERT INTO inspection_version (id, checklist, version, doc) VALUES ($1, $2, $3, $4);

-- name: AllVersions :many
SELECT id, checklist, version, doc FROM inspection_version WHERE id > $1 ORDER BY id LIMIT $2;

-- name: Inspection :one
SELECT doc FROM inspection WHERE id = $1;

-- name: InsertInspection :exec
INSERT INTO inspection (id, number, area, branch, unit, site, checklist, source, inspector, plan, result, rank, revision, doc)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);

-- name: UpdateInspection :execrows
UPDATE inspection SET result = $3, revision = revision + 1, doc = $4 WHERE id = $1 AND revision = $2;

-- name: AllInspections :many
SELECT id, number, area, branch, unit, site, checklist, source, inspector, plan, result, rank, revision, doc
FROM inspection WHERE id > $1 ORDER BY id LIMIT $2;

-- The last inspection of a site that still counts.
-- name: LastOfSite :one
SELECT CAST(COALESCE(MAX(rank), 0) AS BIGINT) AS last FROM inspection WHERE site = $1 AND result <> 'void';

-- name: InsertFile :exec
INSERT INTO inspection_file (hash, ref) VALUES ($1, $2) ON CONFLICT (hash, ref) DO NOTHING;

-- name: FileRefs :many
SELECT ref FROM inspection_file WHERE hash = $1 ORDER BY ref LIMIT 50;

-- name: KnowSite :exec
INSERT INTO inspection_cover (site, area, branch, unit, kind, active, last, name, address, place) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (site) DO UPDATE SET area = EXCLUDED.area, branch = EXCLUDED.branch, unit = EXCLUDED.unit, kind = EXCLUDED.kind,
    active = EXCLUDED.active, name = EXCLUDED.name, address = EXCLUDED.address, place = EXCLUDED.place;

-- name: SeenSite :exec
UPDATE inspection_cover SET last = $2 WHERE site = $1;

-- name: Plan :one
SELECT doc FROM inspection_plan WHERE id = $1;

-- name: InsertPlan :exec
INSERT INTO inspection_plan (id, number, unit, state, until, revision, doc) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: UpdatePlan :execrows
UPDATE inspection_plan SET state = $3, until = $4, revision = revision + 1, doc = $5 WHERE id = $1 AND revision = $2;

-- name: AllPlans :many
SELECT id, number, unit, state, until, revision, doc FROM inspection_plan WHERE id > $1 ORDER BY id LIMIT $2;

-- name: Duty :one
SELECT doc FROM inspection_duty WHERE id = $1;

-- name: InsertDuty :exec
INSERT INTO inspection_duty (id, plan, unit, area, branch, site, state, rank, revision, doc)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- name: UpdateDuty :execrows
UPDATE inspection_duty SET state = $3, rank = $4, revision = revision + 1, doc = $5 WHERE id = $1 AND revision = $2;

-- name: AllDuties :many
SELECT id, plan, unit, area, branch, site, state, rank, revision, doc FROM inspection_duty WHERE id > $1 ORDER BY id LIMIT $2;

-- What is still owed at a site, the nearest deadline first.
-- name: OpenDutiesOfSite :many
SELECT doc FROM inspection_duty WHERE site = $1 AND state = 'open' ORDER BY rank, id LIMIT 50;

-- How many duties of a plan stand where.
-- name: PlanTally :many
SELECT state, COUNT(*) AS n FROM inspection_duty WHERE plan = $1 GROUP BY state;

-- name: OpenDutiesOfPlan :many
SELECT doc FROM inspection_duty WHERE plan = $1 AND state = 'open' AND id > $2 ORDER BY id LIMIT $3;

-- name: Permit :one
SELECT doc FROM inspection_permit WHERE id = $1;

-- name: InsertPermit :exec
INSERT INTO inspection_permit (id, number, area, branch, unit, site, kind, state, live, rank, revision, doc)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- name: UpdatePermit :execrows
UPDATE inspection_permit SET state = $3, live = $4, rank = $5, revision = revision + 1, doc = $6 WHERE id = $1 AND revision = $2;

-- name: AllPermits :many
SELECT id, number, area, branch, unit, site, kind, state, live, rank, revision, doc FROM inspection_permit WHERE id > $1 ORDER BY id LIMIT $2;

-- name: InsertLed :exec
INSERT INTO inspection_led (post, rank, inspection) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING;

-- What a post led between two instants, the newest first.
-- name: LedBy :many
SELECT i.doc FROM inspection_led l JOIN inspection i ON i.id = l.inspection
WHERE l.post = sqlc.arg(post) AND l.rank >= sqlc.arg(since) AND l.rank <= sqlc.arg(until) ORDER BY l.rank DESC, l.inspection LIMIT 200;

-- name: Shipped :one
SELECT seal FROM inspection_shipped WHERE library = $1;

-- name: MarkShipped :exec
INSERT INTO inspection_shipped (library, seal) VALUES ($1, $2)
ON CONFLICT (library) DO UPDATE SET seal = excluded.seal;

-- Which files inspections name, in a range: those that nobody names go (blob.SweepUnnamed).
-- name: NamedFiles :many
SELECT inspection_file.hash FROM inspection_file WHERE inspection_file.hash >= $1 AND inspection_file.hash < $2;
