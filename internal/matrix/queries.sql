-- name: Sector :one
SELECT doc FROM matrix_sector WHERE id = $1;

-- The whole tree, ended ones too: bounded when it is made.
-- name: Sectors :many
SELECT doc FROM matrix_sector ORDER BY rank, id LIMIT 2000;

-- name: InsertSector :exec
INSERT INTO matrix_sector (id, code, rank, since, until, revision, doc) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: UpdateSector :execrows
UPDATE matrix_sector SET rank = $3, since = $4, until = $5, revision = revision + 1, doc = $6 WHERE id = $1 AND revision = $2;

-- name: AllSectors :many
SELECT id, code, rank, since, until, revision, doc FROM matrix_sector WHERE id > $1 ORDER BY id LIMIT $2;

-- name: Cell :one
SELECT doc FROM matrix_cell WHERE id = $1;

-- name: InsertCell :exec
INSERT INTO matrix_cell (id, sector, axis, place, unit, post, since, until, revision, doc) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- name: UpdateCell :execrows
UPDATE matrix_cell SET until = $3, revision = revision + 1, doc = $4 WHERE id = $1 AND revision = $2;

-- Every cell of a sector, past ones too: its history.
-- name: CellsOfSector :many
SELECT doc FROM matrix_cell WHERE sector = $1 ORDER BY axis, since, id LIMIT 2000;

-- What is said of one unit in one box: a double is refused.
-- name: CellsLike :many
SELECT doc FROM matrix_cell WHERE sector = $1 AND axis = $2 AND unit = $3 ORDER BY since, id LIMIT 500;

-- Every cell, page by page: for the examination and the witness.
-- name: AllCells :many
SELECT id, sector, axis, place, unit, post, since, until, revision, doc FROM matrix_cell WHERE id > $1 ORDER BY id LIMIT $2;

-- name: CountCells :one
SELECT count(*) AS n FROM matrix_cell;

-- name: Finding :one
SELECT rank, doc FROM matrix_finding WHERE id = $1;

-- name: FindingByKey :one
SELECT rank, doc FROM matrix_finding WHERE key = $1;

-- name: FindingTabled :many
SELECT rank, doc FROM matrix_finding WHERE tabled = $1 ORDER BY id LIMIT 20;

-- name: InsertFinding :exec
INSERT INTO matrix_finding (id, key, kind, live, state, sector, rank, tabled, revision, doc) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- name: UpdateFinding :execrows
UPDATE matrix_finding SET live = $3, state = $4, rank = $5, tabled = $6, revision = revision + 1, doc = $7 WHERE id = $1 AND revision = $2;

-- The largest holes first.
-- name: FindingsLive :many
SELECT rank, doc FROM matrix_finding WHERE live = sqlc.arg(live) AND rank >= sqlc.arg(rank) AND (rank > sqlc.arg(rank) OR id > sqlc.arg(id)) ORDER BY rank, id LIMIT sqlc.arg(most);

-- name: FindingsOfKind :many
SELECT rank, doc FROM matrix_finding WHERE live = sqlc.arg(live) AND kind = sqlc.arg(kind) AND rank >= sqlc.arg(rank) AND (rank > sqlc.arg(rank) OR id > sqlc.arg(id)) ORDER BY rank, id LIMIT sqlc.arg(most);

-- name: FindingsInState :many
SELECT rank, doc FROM matrix_finding WHERE live = sqlc.arg(live) AND state = sqlc.arg(state) AND rank >= sqlc.arg(rank) AND (rank > sqlc.arg(rank) OR id > sqlc.arg(id)) ORDER BY rank, id LIMIT sqlc.arg(most);

-- How many there are of each kind, for the lamps.
-- name: CountFindings :many
SELECT kind, count(*) AS n FROM matrix_finding WHERE live GROUP BY kind;

-- name: AllFindings :many
SELECT id, key, kind, live, state, sector, rank, tabled, revision, doc FROM matrix_finding WHERE id > $1 ORDER BY id LIMIT $2;

-- Only how many objects it touches: no record changes.
-- name: WeighFinding :exec
UPDATE matrix_finding SET rank = $2 WHERE id = $1;

-- name: InsertAsked :exec
INSERT INTO matrix_asked (unit, finding) VALUES ($1, $2) ON CONFLICT DO NOTHING;

-- name: DeleteAsked :exec
DELETE FROM matrix_asked WHERE unit = $1 AND finding = $2;

-- What a unit still has to answer.
-- name: AskedOf :many
SELECT f.rank, f.doc FROM matrix_asked a JOIN matrix_finding f ON f.id = a.finding WHERE a.unit = $1 ORDER BY f.id LIMIT $2;

-- name: Task :one
SELECT doc FROM matrix_task WHERE id = $1;

-- name: InsertTask :exec
INSERT INTO matrix_task (id, post, since, until, revision, doc) VALUES ($1, $2, $3, $4, $5, $6);

-- name: UpdateTask :execrows
UPDATE matrix_task SET until = $3, revision = revision + 1, doc = $4 WHERE id = $1 AND revision = $2;

-- name: TasksOf :many
SELECT doc FROM matrix_task WHERE post = $1 ORDER BY since, id LIMIT 200;

-- name: Tasks :many
SELECT doc FROM matrix_task WHERE since <= sqlc.arg(day) AND (until = '' OR until >= sqlc.arg(day)) ORDER BY post, since, id LIMIT 2000;

-- name: AllTasks :many
SELECT id, post, since, until, revision, doc FROM matrix_task WHERE id > $1 ORDER BY id LIMIT $2;

-- The registry, as far as it is published ---------------------------------------------------------

-- name: LivesOfUnits :many
SELECT id, kind, sector, place, regulator, parent, status, since, until FROM v_registry_life WHERE id > $1 ORDER BY id LIMIT $2;

-- name: LifeOfUnit :one
SELECT id, kind, sector, place, regulator, parent, status, since, until FROM v_registry_life WHERE id = $1;

-- name: UnitsAt :many
SELECT id, kind, sector, place, regulator, parent, status, since, until FROM v_registry_life WHERE place = $1 AND kind = $2 ORDER BY id LIMIT 50;

-- name: HoldingOne :one
SELECT id, post, person, mode, since, until FROM v_registry_holding WHERE id = $1;

-- name: PostsAll :many
SELECT id, unit, title, kind, rank, status FROM v_registry_post WHERE id > $1 ORDER BY id LIMIT $2;

-- name: HoldingsAll :many
SELECT id, post, person, mode, since, until FROM v_registry_holding WHERE id > $1 ORDER BY id LIMIT $2;

-- name: SitesAll :many
SELECT id, unit, name, kind, sector, place, status FROM v_registry_site WHERE id > $1 ORDER BY id LIMIT $2;

-- name: TownshipCodes :many
SELECT code FROM v_registry_place WHERE level = 'township' AND status = 'active' ORDER BY code LIMIT 5000;
