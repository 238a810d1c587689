-- The figures are read once, at start; afterwards they live in memory. In no order: one would cost an index beside the rows.
-- name: Counts :many
SELECT area, branch, topic, state, overdue, n FROM report_count WHERE n <> 0;

-- name: Dues :many
SELECT day, area, branch, n FROM report_due WHERE n <> 0;

-- name: AddCount :exec
INSERT INTO report_count (area, branch, topic, state, overdue, n) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (area, branch, topic, state, overdue) DO UPDATE SET n = report_count.n + $6;

-- name: AddDue :exec
INSERT INTO report_due (day, area, branch, n) VALUES ($1, $2, $3, $4)
ON CONFLICT (day, area, branch) DO UPDATE SET n = report_due.n + $4;

-- name: HazardCounts :many
SELECT area, branch, state, grade, marks, n FROM report_hazard WHERE n <> 0;

-- name: AddHazardCount :exec
INSERT INTO report_hazard (area, branch, state, grade, marks, n) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (area, branch, state, grade, marks) DO UPDATE SET n = report_hazard.n + $6;

-- What letters count, by sort and by month: the yearly figures are made of nothing else.
-- name: YearCounts :many
SELECT year, metric, verdict, area, branch, sector, grade, n FROM v_letter_cube WHERE year = $1;

-- name: YearMonths :many
SELECT year, month, metric, area, branch, n FROM v_letter_month WHERE year = $1;

-- name: FirstYears :many
SELECT metric, CAST(MIN(year) AS BIGINT) AS year FROM v_letter_month GROUP BY metric;

-- name: FactsOfYear :many
SELECT ref, metric, year, branch, area, unit, verdict, day, n, title, sector, grade FROM v_letter_fact
WHERE year = $1 AND metric = $2 AND verdict = $3 AND (day > sqlc.arg(after_day) OR day = sqlc.arg(after_day) AND ref > sqlc.arg(after_ref))
ORDER BY day, ref LIMIT sqlc.arg(most);

-- name: FactsOfSector :many
SELECT ref, metric, year, branch, area, unit, verdict, day, n, title, sector, grade FROM v_letter_fact
WHERE year = $1 AND metric = $2 AND verdict = $3 AND sector = $4 AND (day > sqlc.arg(after_day) OR day = sqlc.arg(after_day) AND ref > sqlc.arg(after_ref))
ORDER BY day, ref LIMIT sqlc.arg(most);

-- name: FactsOfGrade :many
SELECT ref, metric, year, branch, area, unit, verdict, day, n, title, sector, grade FROM v_letter_fact
WHERE year = $1 AND metric = $2 AND verdict = $3 AND grade = $4 AND (day > sqlc.arg(after_day) OR day = sqlc.arg(after_day) AND ref > sqlc.arg(after_ref))
ORDER BY day, ref LIMIT sqlc.arg(most);

-- name: FactsOfTown :many
SELECT ref, metric, year, branch, area, unit, verdict, day, n, title, sector, grade FROM v_letter_fact
WHERE area = $1 AND area <> '' AND year = $2 AND metric = $3 AND verdict = $4 AND (day > sqlc.arg(after_day) OR day = sqlc.arg(after_day) AND ref > sqlc.arg(after_ref))
ORDER BY day, ref LIMIT sqlc.arg(most);

-- name: FactsOfBranchOnly :many
SELECT ref, metric, year, branch, area, unit, verdict, day, n, title, sector, grade FROM v_letter_fact
WHERE branch = $1 AND area = '' AND year = $2 AND metric = $3 AND verdict = $4 AND (day > sqlc.arg(after_day) OR day = sqlc.arg(after_day) AND ref > sqlc.arg(after_ref))
ORDER BY day, ref LIMIT sqlc.arg(most);

-- name: ZeroByID :one
SELECT doc FROM report_zero WHERE id = $1;

-- name: ZerosOfYear :many
SELECT doc FROM report_zero WHERE year = $1 AND holds ORDER BY source, area LIMIT 1000;

-- name: InsertZero :exec
INSERT INTO report_zero (id, year, source, area, holds, revision, doc) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: UpdateZero :execrows
UPDATE report_zero SET holds = $3, revision = revision + 1, doc = $4 WHERE id = $1 AND revision = $2;

-- name: AllZeros :many
SELECT id, year, source, area, holds, revision, doc FROM report_zero WHERE id > $1 ORDER BY id LIMIT $2;
