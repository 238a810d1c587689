-- name: Point :one
SELECT doc FROM risk_point WHERE id = $1;

-- name: PointByNumber :one
SELECT doc FROM risk_point WHERE number = $1;

-- name: InsertPoint :exec
INSERT INTO risk_point (id, number, rank, area, village, branch, unit, site, sector, ladder, keeper, gap, anew, quad, shaped, west, south, east, north, revision, doc)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21);

-- name: UpdatePoint :execrows
UPDATE risk_point SET rank = $3, area = $4, village = $5, branch = $6, unit = $7, site = $8, sector = $9, ladder = $10, keeper = $11,
    gap = $12, anew = $13, quad = $14, shaped = $15, west = $16, south = $17, east = $18, north = $19, revision = revision + 1, doc = $20
WHERE id = $1 AND revision = $2;

-- name: AllPoints :many
SELECT id, number, rank, area, village, branch, unit, site, sector, ladder, keeper, gap, anew, quad, shaped, west, south, east, north, revision, doc
FROM risk_point WHERE id > $1 ORDER BY id LIMIT $2;

-- name: PointsOfSite :many
SELECT doc FROM risk_point WHERE site = $1 AND site <> '' AND rank < 9 ORDER BY rank, id LIMIT $2;

-- name: PointsOfUnit :many
SELECT doc FROM risk_point WHERE unit = $1 AND rank < 9 ORDER BY rank, id LIMIT $2;

-- name: CountUnit :many
SELECT rank, COUNT(*) AS n, CAST(SUM(CASE WHEN gap THEN 1 ELSE 0 END) AS BIGINT) AS gaps, CAST(SUM(CASE WHEN anew THEN 1 ELSE 0 END) AS BIGINT) AS anew
FROM risk_point WHERE unit = $1 AND rank < 9 GROUP BY rank;

-- name: AddTile :exec
INSERT INTO risk_tile (level, cell, area, rank, n) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (level, cell, area, rank) DO UPDATE SET n = risk_tile.n + EXCLUDED.n;

-- name: TilesIn :many
SELECT cell, area, rank, n FROM risk_tile WHERE level = $1 AND cell >= sqlc.arg(from_cell) AND cell <= sqlc.arg(to_cell) AND n > 0
ORDER BY cell, area, rank LIMIT sqlc.arg(most);

-- name: CountAll :many
SELECT area, rank, n FROM risk_tile WHERE level = 0 AND n > 0 ORDER BY area, rank;

-- name: PointsInQuads :many
SELECT doc FROM risk_point WHERE quad >= sqlc.arg(from_quad) AND quad <= sqlc.arg(to_quad) AND rank < 9 ORDER BY quad LIMIT sqlc.arg(most);

-- Lines and areas that reach into a rectangle.
-- name: ShapesIn :many
SELECT doc FROM risk_point WHERE shaped AND rank < 9 AND west <= sqlc.arg(east) AND east >= sqlc.arg(west) AND south <= sqlc.arg(north) AND north >= sqlc.arg(south)
ORDER BY west LIMIT sqlc.arg(most);

-- name: InsertRating :exec
INSERT INTO risk_rating (id, point, version, doc) VALUES ($1, $2, $3, $4);

-- name: Ratings :many
SELECT doc FROM risk_rating WHERE point = $1 ORDER BY version DESC LIMIT $2;

-- name: AllRatings :many
SELECT id, point, version, doc FROM risk_rating WHERE id > $1 ORDER BY id LIMIT $2;

-- name: InsertTask :exec
INSERT INTO risk_task (id, point, measure, state, work, rank, revision, doc) VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: UpdateTask :execrows
UPDATE risk_task SET state = $3, rank = $4, revision = revision + 1, doc = $5 WHERE id = $1 AND revision = $2;

-- name: TaskOfWork :one
SELECT doc FROM risk_task WHERE work = $1;

-- name: Tasks :many
SELECT doc FROM risk_task WHERE point = $1 ORDER BY rank DESC, id DESC LIMIT $2;

-- name: OpenTask :one
SELECT doc FROM risk_task WHERE measure = $1 AND state = 'open' ORDER BY rank, id LIMIT 1;

-- name: Task :one
SELECT doc FROM risk_task WHERE id = $1;

-- name: AllTasks :many
SELECT id, point, measure, state, work, rank, revision, doc FROM risk_task WHERE id > $1 ORDER BY id LIMIT $2;

-- name: Proposal :one
SELECT doc FROM risk_proposal WHERE id = $1;

-- name: OpenProposal :one
SELECT doc FROM risk_proposal WHERE point = $1 AND state = 'open' ORDER BY rank, id LIMIT 1;

-- name: ProposalsOfPoint :many
SELECT doc FROM risk_proposal WHERE point = $1 ORDER BY id DESC LIMIT $2;

-- name: InsertProposal :exec
INSERT INTO risk_proposal (id, point, state, area, branch, unit, rank, revision, doc) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: UpdateProposal :execrows
UPDATE risk_proposal SET state = $3, rank = $4, revision = revision + 1, doc = $5 WHERE id = $1 AND revision = $2;

-- name: AllProposals :many
SELECT id, point, state, area, branch, unit, rank, revision, doc FROM risk_proposal WHERE id > $1 ORDER BY id LIMIT $2;

-- name: Hear :execrows
INSERT INTO risk_heard (cause) VALUES ($1) ON CONFLICT (cause) DO NOTHING;
