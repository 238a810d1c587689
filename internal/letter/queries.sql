-- name: Letter :one
SELECT doc FROM letter WHERE id = $1;

-- name: InsertLetter :exec
INSERT INTO letter (id, number, year, kind, issuer, signer, state, rank, revision, doc) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- name: UpdateLetter :execrows
UPDATE letter SET state = $3, rank = $4, number = $5, revision = revision + 1, doc = $6 WHERE id = $1 AND revision = $2;

-- name: LettersOfYear :many
SELECT doc FROM letter WHERE year = $1 AND kind = $2 AND (rank > sqlc.arg(after_rank) OR rank = sqlc.arg(after_rank) AND id > sqlc.arg(after_id))
ORDER BY rank, id LIMIT sqlc.arg(most);

-- name: LettersOfSigner :many
SELECT doc FROM letter WHERE signer = $1 AND year = $2 ORDER BY id LIMIT 50;

-- name: LettersOfIssuer :many
SELECT doc FROM letter WHERE issuer = $1 AND year = $2 AND id > sqlc.arg(after_id) ORDER BY id LIMIT sqlc.arg(most);

-- name: CountLetters :many
SELECT kind, state, COUNT(*) AS n FROM letter WHERE year = $1 AND state <> 'withdrawn' GROUP BY kind, state ORDER BY kind, state;

-- name: AllLetters :many
SELECT id, number, year, kind, issuer, signer, state, rank, revision, doc FROM letter WHERE id > $1 ORDER BY id LIMIT $2;

-- name: InsertText :exec
INSERT INTO letter_text (letter, hash, text) VALUES ($1, $2, $3);

-- name: Text :one
SELECT letter, hash, text FROM letter_text WHERE letter = $1;

-- name: InsertKey :exec
INSERT INTO letter_key (id, account, live, revision, doc, secret) VALUES ($1, $2, $3, $4, $5, $6);

-- name: UpdateKey :execrows
UPDATE letter_key SET live = $3, revision = revision + 1, doc = $4 WHERE id = $1 AND revision = $2;

-- name: Key :one
SELECT id, account, live, revision, doc, secret FROM letter_key WHERE id = $1;

-- name: KeysOf :many
SELECT id, account, live, revision, doc, secret FROM letter_key WHERE account = $1 ORDER BY id DESC LIMIT 50;

-- name: AllKeys :many
SELECT id, account, live, revision, doc, secret FROM letter_key WHERE id > $1 ORDER BY id LIMIT $2;

-- name: LaySheet :exec
INSERT INTO letter_sheet (account, letter, at, statement) VALUES ($1, $2, $3, $4)
ON CONFLICT (account) DO UPDATE SET letter = EXCLUDED.letter, at = EXCLUDED.at, statement = EXCLUDED.statement;

-- name: Sheet :one
SELECT account, letter, at, statement FROM letter_sheet WHERE account = $1;

-- name: TakeSheet :execrows
DELETE FROM letter_sheet WHERE account = $1 AND statement = $2;

-- name: Item :one
SELECT doc FROM letter_item WHERE id = $1 AND kind = $2;

-- name: ItemIn :one
SELECT doc FROM letter_item WHERE kind = $1 AND about = $2 AND slot = $3;

-- name: InsertItem :exec
INSERT INTO letter_item (id, kind, about, slot, year, state, revision, doc) VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: UpdateItem :execrows
UPDATE letter_item SET state = $3, year = $4, revision = revision + 1, doc = $5 WHERE id = $1 AND revision = $2;

-- name: ItemsAbout :many
SELECT doc FROM letter_item WHERE about = $1 AND kind = $2 ORDER BY id LIMIT $3;

-- name: ItemsOfYear :many
SELECT doc FROM letter_item WHERE kind = $1 AND year = $2 AND state = $3 AND id > $4 ORDER BY id LIMIT $5;

-- name: AllItems :many
SELECT id, kind, about, slot, year, state, revision, doc FROM letter_item WHERE id > $1 ORDER BY id LIMIT $2;

-- name: Facts :many
SELECT ref, metric, year, branch, area, village, unit, verdict, day, n, title, sector, grade FROM letter_fact WHERE ref = $1 ORDER BY metric;

-- name: PutFact :exec
INSERT INTO letter_fact (ref, metric, year, branch, area, village, unit, verdict, day, n, title, sector, grade)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
ON CONFLICT (ref, metric) DO UPDATE SET year = EXCLUDED.year, branch = EXCLUDED.branch, area = EXCLUDED.area, village = EXCLUDED.village,
    unit = EXCLUDED.unit, verdict = EXCLUDED.verdict, day = EXCLUDED.day, n = EXCLUDED.n, title = EXCLUDED.title,
    sector = EXCLUDED.sector, grade = EXCLUDED.grade;

-- name: DropFact :exec
DELETE FROM letter_fact WHERE ref = $1 AND metric = $2;

-- name: AddCount :exec
INSERT INTO letter_count (scope, year, metric, verdict, n) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (scope, year, metric, verdict) DO UPDATE SET n = letter_count.n + EXCLUDED.n;

-- name: Counts :many
SELECT metric, verdict, n FROM letter_count WHERE scope = $1 AND year = $2 AND n <> 0;

-- name: AllCounts :many
SELECT scope, year, metric, verdict, n FROM letter_count WHERE n <> 0 AND scope > $1 ORDER BY scope, year, metric, verdict LIMIT $2;

-- name: AllFacts :many
SELECT ref, metric, year, branch, area, village, unit, verdict, day, n, title, sector, grade FROM letter_fact
WHERE ref > sqlc.arg(after_ref) OR ref = sqlc.arg(after_ref) AND metric > sqlc.arg(after_metric) ORDER BY ref, metric LIMIT sqlc.arg(most);

-- name: FactsOfBranch :many
SELECT ref, metric, year, branch, area, village, unit, verdict, day, n, title, sector, grade FROM letter_fact
WHERE branch = $1 AND year = $2 AND metric = $3 AND (day > sqlc.arg(after_day) OR day = sqlc.arg(after_day) AND ref > sqlc.arg(after_ref))
ORDER BY day, ref LIMIT sqlc.arg(most);

-- name: FactsOfArea :many
SELECT ref, metric, year, branch, area, village, unit, verdict, day, n, title, sector, grade FROM letter_fact
WHERE area = $1 AND area <> '' AND year = $2 AND metric = $3 AND (day > sqlc.arg(after_day) OR day = sqlc.arg(after_day) AND ref > sqlc.arg(after_ref))
ORDER BY day, ref LIMIT sqlc.arg(most);

-- name: FactsOfVillage :many
SELECT ref, metric, year, branch, area, village, unit, verdict, day, n, title, sector, grade FROM letter_fact
WHERE village = $1 AND village <> '' AND year = $2 AND metric = $3 AND (day > sqlc.arg(after_day) OR day = sqlc.arg(after_day) AND ref > sqlc.arg(after_ref))
ORDER BY day, ref LIMIT sqlc.arg(most);

-- name: FactsOfUnit :many
SELECT ref, metric, year, branch, area, village, unit, verdict, day, n, title, sector, grade FROM letter_fact
WHERE unit = $1 AND year = $2 AND metric = $3 AND (day > sqlc.arg(after_day) OR day = sqlc.arg(after_day) AND ref > sqlc.arg(after_ref))
ORDER BY day, ref LIMIT sqlc.arg(most);

-- name: AddCube :exec
INSERT INTO letter_cube (year, metric, verdict, area, branch, sector, grade, n) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (year, metric, verdict, area, branch, sector, grade) DO UPDATE SET n = letter_cube.n + EXCLUDED.n;

-- name: AddMonth :exec
INSERT INTO letter_month (year, month, metric, area, branch, n) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (year, month, metric, area, branch) DO UPDATE SET n = letter_month.n + EXCLUDED.n;

-- name: Cubes :many
SELECT year, metric, verdict, area, branch, sector, grade, n FROM letter_cube WHERE n <> 0;

-- name: Months :many
SELECT year, month, metric, area, branch, n FROM letter_month WHERE n <> 0;

-- name: PutDuty :exec
INSERT INTO letter_duty (record, what, seat, ends, person, since, doc) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: DropDuties :exec
DELETE FROM letter_duty WHERE record = $1;

-- name: DutiesOf :many
SELECT record, what, seat, ends, person, since, doc FROM letter_duty WHERE record = $1 ORDER BY what, seat;

-- name: DutiesFor :many
SELECT doc FROM letter_duty WHERE seat IN (sqlc.arg(post), sqlc.arg(unit), sqlc.arg(office)) AND ends >= sqlc.arg(today)
    AND person <> sqlc.arg(person) ORDER BY since, record, what, seat LIMIT sqlc.arg(most);

-- name: AllDuties :many
SELECT record, what, seat, ends, person, since, doc FROM letter_duty
WHERE record > $1 OR record = $1 AND (what > $2 OR what = $2 AND seat > $3) ORDER BY record, what, seat LIMIT $4;

-- name: StaleDuties :many
SELECT record FROM letter_duty WHERE what = 'stale' ORDER BY record LIMIT $1;

-- name: WaitingLetters :many
SELECT id, number, year, kind, issuer, signer, state, rank, revision, doc FROM letter
WHERE year = $1 AND state = 'sent' AND id > $2 ORDER BY id LIMIT $3;

-- name: GivenLetters :many
SELECT id, number, year, kind, issuer, signer, state, rank, revision, doc FROM letter
WHERE year = $1 AND state IN ('sent', 'signed') AND id > $2 ORDER BY id LIMIT $3;

-- name: PutWaiver :exec
INSERT INTO letter_waiver (letter, ref, metric) VALUES ($1, $2, $3) ON CONFLICT (letter, ref, metric) DO NOTHING;

-- name: Waived :many
SELECT f.ref, f.metric, f.year, f.branch, f.area, f.village, f.unit, f.verdict, f.day, f.n, f.title, f.sector, f.grade
FROM letter_waiver w JOIN letter_fact f ON f.ref = w.ref AND f.metric = w.metric WHERE w.letter = $1 ORDER BY w.ref, w.metric LIMIT 500;

-- name: AllWaivers :many
SELECT letter, ref, metric FROM letter_waiver WHERE letter > $1 OR letter = $1 AND (ref > $2 OR ref = $2 AND metric > $3) ORDER BY letter, ref, metric LIMIT $4;

-- name: PutFile :exec
INSERT INTO letter_file (hash, letter, unit) VALUES ($1, $2, $3) ON CONFLICT (hash, letter, unit) DO NOTHING;

-- name: FileOf :many
SELECT hash, letter, unit FROM letter_file WHERE hash = $1 ORDER BY letter, unit LIMIT 100;

-- Which files letters and recorded facts name, in a range: those that nobody names go (blob.SweepUnnamed).
-- name: NamedFiles :many
SELECT letter_file.hash FROM letter_file WHERE letter_file.hash >= $1 AND letter_file.hash < $2;

-- name: KeepFact :exec
INSERT INTO letter_fact_was (ref, metric, year, branch, area, village, unit, verdict, day, n, title, sector, grade)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (year, ref, metric) DO NOTHING;

-- name: FrozenFact :one
SELECT ref, metric, year, branch, area, village, unit, verdict, day, n, title, sector, grade FROM letter_fact_frozen WHERE year = $1 AND ref = $2 AND metric = $3;

-- name: FrozenFacts :many
SELECT ref, metric, year, branch, area, village, unit, verdict, day, n, title, sector, grade FROM letter_fact_frozen
WHERE year = $1 AND (ref > sqlc.arg(after_ref) OR ref = sqlc.arg(after_ref) AND metric > sqlc.arg(after_metric)) ORDER BY ref, metric LIMIT sqlc.arg(most);

-- name: WaiversOf :many
SELECT letter, ref, metric FROM letter_waiver WHERE letter = $1 ORDER BY ref, metric LIMIT 500;

-- name: FrozenOfBranch :many
SELECT ref, metric, year, branch, area, village, unit, verdict, day, n, title, sector, grade FROM letter_fact_frozen
WHERE branch = $1 AND year = $2 AND metric = $3 AND (day > sqlc.arg(after_day) OR day = sqlc.arg(after_day) AND ref > sqlc.arg(after_ref))
ORDER BY day, ref LIMIT sqlc.arg(most);

-- name: FrozenOfArea :many
SELECT ref, metric, year, branch, area, village, unit, verdict, day, n, title, sector, grade FROM letter_fact_frozen
WHERE area = $1 AND area <> '' AND year = $2 AND metric = $3 AND (day > sqlc.arg(after_day) OR day = sqlc.arg(after_day) AND ref > sqlc.arg(after_ref))
ORDER BY day, ref LIMIT sqlc.arg(most);

-- name: FrozenOfVillage :many
SELECT ref, metric, year, branch, area, village, unit, verdict, day, n, title, sector, grade FROM letter_fact_frozen
WHERE village = $1 AND village <> '' AND year = $2 AND metric = $3 AND (day > sqlc.arg(after_day) OR day = sqlc.arg(after_day) AND ref > sqlc.arg(after_ref))
ORDER BY day, ref LIMIT sqlc.arg(most);

-- name: FrozenOfUnit :many
SELECT ref, metric, year, branch, area, village, unit, verdict, day, n, title, sector, grade FROM letter_fact_frozen
WHERE unit = $1 AND year = $2 AND metric = $3 AND (day > sqlc.arg(after_day) OR day = sqlc.arg(after_day) AND ref > sqlc.arg(after_ref))
ORDER BY day, ref LIMIT sqlc.arg(most);
