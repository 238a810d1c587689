-- The figures are read once, at start; afterwards they live in memory.
-- name: Counts :many
SELECT area, branch, topic, state, overdue, n FROM report_count WHERE n <> 0 ORDER BY area, branch, topic, state, overdue;

-- name: Dues :many
SELECT day, area, branch, n FROM report_due WHERE n <> 0 ORDER BY day, area, branch;

-- name: AddCount :exec
INSERT INTO report_count (area, branch, topic, state, overdue, n) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (area, branch, topic, state, overdue) DO UPDATE SET n = report_count.n + $6;

-- name: AddDue :exec
INSERT INTO report_due (day, area, branch, n) VALUES ($1, $2, $3, $4)
ON CONFLICT (day, area, branch) DO UPDATE SET n = report_due.n + $4;

-- name: HazardCounts :many
SELECT area, branch, state, grade, marks, n FROM report_hazard WHERE n <> 0 ORDER BY area, branch, state, grade, marks;

-- name: AddHazardCount :exec
INSERT INTO report_hazard (area, branch, state, grade, marks, n) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (area, branch, state, grade, marks) DO UPDATE SET n = report_hazard.n + $6;
