-- Every verb loads the hazard it changes.
-- name: Hazard :one
SELECT doc FROM hazard WHERE id = $1;

-- A row of an imported ledger is recognised by its number in the system it came from.
-- name: FromOutside :one
SELECT doc FROM hazard WHERE outside = $1 AND outside <> '';

-- name: InsertHazard :exec
INSERT INTO hazard (id, number, found, state, grade, area, village, branch, unit, finder, checker, site, source, sector, category,
    due, closed, relapse, listed, stopped, exercise, habit, outside, text, revision, doc)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26);

-- name: UpdateHazard :execrows
UPDATE hazard SET state = $3, grade = $4, area = $5, village = $6, branch = $7, unit = $8, checker = $9, site = $10, sector = $11,
    category = $12, due = $13, closed = $14, relapse = $15, listed = $16, stopped = $17, habit = $18, text = $19,
    revision = revision + 1, doc = $20
WHERE id = $1 AND revision = $2;

-- name: InsertBecause :exec
INSERT INTO hazard_because (because, hazard) VALUES ($1, $2) ON CONFLICT DO NOTHING;

-- What a campaign, a meeting sentence or an inspection led to, the newest first.
-- name: BecauseOf :many
SELECT h.doc FROM hazard_because b JOIN hazard h ON h.id = b.hazard WHERE b.because = $1 AND b.hazard < $2 ORDER BY b.hazard DESC LIMIT $3;

-- name: InsertFile :exec
INSERT INTO hazard_file (hash, hazard) VALUES ($1, $2) ON CONFLICT DO NOTHING;

-- The right to read a file is the right to read a hazard that shows it.
-- name: FileHazards :many
SELECT h.doc FROM hazard_file f JOIN hazard h ON h.id = f.hazard WHERE f.hash = $1 ORDER BY f.hazard LIMIT 20;

-- Earlier findings of the same demand at the same place, the newest first.
-- name: SameHabit :many
SELECT doc FROM hazard WHERE habit = sqlc.arg(habit) AND found >= sqlc.arg(since) AND found <= sqlc.arg(until)
    AND id <> sqlc.arg(self) AND state <> 'dropped' AND NOT exercise
ORDER BY found DESC, id DESC LIMIT sqlc.arg(most);

-- name: CountUnit :exec
INSERT INTO hazard_unit (unit, n, own, last, last_own) VALUES ($1, 1, $2, $3, $4)
ON CONFLICT (unit) DO UPDATE SET n = hazard_unit.n + 1, own = hazard_unit.own + $2,
    last = CASE WHEN hazard_unit.last > $3 THEN hazard_unit.last ELSE $3 END,
    last_own = CASE WHEN hazard_unit.last_own > $4 THEN hazard_unit.last_own ELSE $4 END;

-- What was dropped was no finding.
-- name: UncountUnit :exec
UPDATE hazard_unit SET n = n - 1, own = own - $2 WHERE unit = $1;

-- name: UnitCount :one
SELECT unit, n, own, last, last_own FROM hazard_unit WHERE unit = $1;

-- The site's history, by which its categories are ordered.
-- name: SiteHistory :many
SELECT category FROM hazard WHERE site = $1 AND site <> '' AND state = $2 ORDER BY found DESC, id DESC LIMIT $3;

-- The ledger's witness walks through everything.
-- name: All :many
SELECT id, number, found, state, grade, area, village, branch, unit, finder, checker, site, source, sector, category, due, closed,
    relapse, listed, stopped, exercise, habit, outside, text, revision, doc
FROM hazard WHERE id > $1 ORDER BY id LIMIT $2;

-- Findings of a sector in a state since a moment: what peers had. The index alone answers it.
-- name: FoundInSector :one
SELECT count(*) FROM hazard WHERE sector = $1 AND state = $2 AND found >= $3;

-- name: ExercisesInSector :one
SELECT count(*) FROM hazard WHERE exercise AND sector = $1 AND state = $2 AND found >= $3;

-- Truth of closure: every picture with the records that showed it.
-- name: PutPicture :exec
INSERT INTO hazard_picture (hash, ref, role, unit, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING;

-- A picture that looks alike belongs to these records, the oldest first.
-- name: PictureOwners :many
SELECT hash, ref, role, unit, at FROM hazard_picture WHERE hash = $1 ORDER BY at, ref LIMIT 20;

-- name: PutHand :exec
INSERT INTO hazard_hand (hazard, post, account, at) VALUES ($1, $2, $3, $4)
ON CONFLICT (hazard) DO UPDATE SET post = $2, account = $3, at = $4;

-- A closing by whoever reported the work complete is a doubt.
-- name: Hand :one
SELECT hazard, post, account, at FROM hazard_hand WHERE hazard = $1;

-- name: PutClosing :exec
INSERT INTO hazard_closing (hazard, at, post) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING;

-- Many closings of one post within a minute are a doubt.
-- name: Closings :many
SELECT hazard FROM hazard_closing WHERE post = $1 AND at >= $2 AND at <= $3 ORDER BY at DESC, hazard LIMIT 100;

-- name: PutDoubt :exec
INSERT INTO hazard_doubt (id, hazard, kind, at, open) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (id) DO UPDATE SET open = $5;

-- The list of doubts, the newest first; with a kind, or those not answered.
-- name: Doubts :many
SELECT id, hazard, kind, at, open FROM hazard_doubt WHERE at <= CAST($1 AS BIGINT) AND (at < CAST($1 AS BIGINT) OR id < $2) ORDER BY at DESC, id DESC LIMIT $3;

-- name: DoubtsOfKind :many
SELECT id, hazard, kind, at, open FROM hazard_doubt WHERE kind = $4 AND at <= CAST($1 AS BIGINT) AND (at < CAST($1 AS BIGINT) OR id < $2) ORDER BY at DESC, id DESC LIMIT $3;

-- name: OpenDoubts :many
SELECT id, hazard, kind, at, open FROM hazard_doubt WHERE open AND at <= CAST($1 AS BIGINT) AND (at < CAST($1 AS BIGINT) OR id < $2) ORDER BY at DESC, id DESC LIMIT $3;

-- An ended hazard whose doubts ask: the unit that has to look again.
-- name: PutVouch :exec
INSERT INTO hazard_vouch (hazard, unit, at) VALUES ($1, $2, $3) ON CONFLICT (hazard) DO UPDATE SET unit = $2;

-- name: EndVouch :exec
DELETE FROM hazard_vouch WHERE hazard = $1;

-- What a unit has to look at again, the oldest first.
-- name: Vouches :many
SELECT h.doc FROM hazard_vouch v JOIN hazard h ON h.id = v.hazard WHERE v.unit = $1 ORDER BY v.at, v.hazard LIMIT $2;

-- Who closed a hazard last, and when.
-- name: ClosingOf :one
SELECT hazard, at, post FROM hazard_closing WHERE hazard = $1 ORDER BY at DESC LIMIT 1;

-- What the same post closed around that time and somebody still has to look at again, in the order of the closings.
-- name: ClosedTogether :many
SELECT h.doc FROM hazard_closing c JOIN hazard_vouch v ON v.hazard = c.hazard JOIN hazard h ON h.id = c.hazard
WHERE c.post = $1 AND c.at >= $2 AND c.at <= $3 AND c.hazard <> $4 ORDER BY c.at, c.hazard LIMIT $5;

-- Which files hazards name, in a range: those that nobody names go (blob.SweepUnnamed).
-- name: NamedFiles :many
SELECT hazard_file.hash FROM hazard_file WHERE hazard_file.hash >= $1 AND hazard_file.hash < $2 UNION
SELECT hazard_picture.hash FROM hazard_picture WHERE hazard_picture.hash >= $1 AND hazard_picture.hash < $2;
