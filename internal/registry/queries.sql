-- Places ---------------------------------------------------------------------------------------

-- name: Place :one
-- One place by its code, for every screen that shows one.
SELECT code, name, level, kind, parent, initials, geometry, tile_col, tile_row, status, revision, created_at, updated_at
FROM registry_place WHERE code = $1;

-- name: InsertPlace :exec
-- A new place, by hand, import or seed.
INSERT INTO registry_place (code, name, level, kind, parent, initials, geometry, tile_col, tile_row, status, revision, created_at, updated_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);

-- name: UpdatePlace :execrows
-- A changed place; nothing happens when somebody else was first.
UPDATE registry_place SET name = $1, level = $2, kind = $3, parent = $4, initials = $5, geometry = $6, tile_col = $7,
    tile_row = $8, status = $9, revision = $10, updated_at = $11
WHERE code = $12 AND revision = $10 - 1;

-- name: PlaceTiles :many
-- The schematic map of one parent, bounded by the number of tiles that a screen can show.
SELECT code, name, level, kind, parent, initials, geometry, tile_col, tile_row, status, revision, created_at, updated_at
FROM registry_place WHERE parent = $1 AND status = 'active' ORDER BY code LIMIT 500;

-- Units ----------------------------------------------------------------------------------------

-- name: Unit :one
-- One unit by its identity.
SELECT id, kind, name, code, parent, path, place, sector, regulator, address, rank, initials, status, since, until, revision, created_at, updated_at
FROM registry_unit WHERE id = $1;

-- name: UnitByCode :one
-- One unit by its code, for imports.
SELECT id, kind, name, code, parent, path, place, sector, regulator, address, rank, initials, status, since, until, revision, created_at, updated_at
FROM registry_unit WHERE code = $1 AND code <> '' AND status = 'active';

-- name: UnitsNamed :many
-- The units with exactly this full name, for imports and for doubles.
SELECT u.id, u.kind, u.name, u.code, u.parent, u.path, u.place, u.sector, u.regulator, u.address, u.rank, u.initials, u.status, u.since, u.until, u.revision, u.created_at, u.updated_at
FROM registry_unit u JOIN registry_unit_name n ON n.unit = u.id
WHERE n.folded = sqlc.arg(folded) AND u.status = 'active' AND u.place >= sqlc.arg(place) AND u.place < sqlc.arg(place_end)
ORDER BY u.rank, u.id LIMIT 50;

-- name: UnitsOfKind :many
-- The units that a collective name means (各乡镇), in order of precedence.
SELECT id, kind, name, code, parent, path, place, sector, regulator, address, rank, initials, status, since, until, revision, created_at, updated_at
FROM registry_unit WHERE kind = sqlc.arg(kind) AND status = 'active' AND place >= sqlc.arg(place) AND place < sqlc.arg(place_end)
ORDER BY rank, id LIMIT 2000;

-- name: MembersOf :many
-- The units that sit in a committee on a day.
SELECT u.id, u.kind, u.name, u.code, u.parent, u.path, u.place, u.sector, u.regulator, u.address, u.rank, u.initials, u.status, u.since, u.until, u.revision, u.created_at, u.updated_at
FROM registry_unit u JOIN registry_member m ON m.unit = u.id
WHERE m.body = $1 AND u.status = 'active' AND m.since <= $2 AND (m.until = '' OR m.until >= $2)
ORDER BY u.rank, u.id LIMIT 500;

-- name: SubtreeIDs :many
-- A unit with everything below it, for the scope of whoever signs in.
SELECT id FROM registry_unit WHERE path >= $1 AND path < $2 ORDER BY path LIMIT 20000;

-- name: InsertUnit :exec
-- A new unit.
INSERT INTO registry_unit (id, kind, name, code, parent, path, place, sector, regulator, address, rank, initials, status, since, until, revision, created_at, updated_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18);

-- name: UpdateUnit :execrows
-- A changed unit; nothing happens when somebody else was first.
UPDATE registry_unit SET kind = $1, name = $2, code = $3, parent = $4, path = $5, place = $6, sector = $7, regulator = $8,
    address = $9, rank = $10, initials = $11, status = $12, since = $13, until = $14, revision = $15, updated_at = $16
WHERE id = $17 AND revision = $15 - 1;

-- name: MoveSubtree :exec
-- Everything below a unit that moved gets the new beginning of its path.
UPDATE registry_unit SET path = CAST(sqlc.arg(new_path) AS TEXT) || substr(path, CAST(sqlc.arg(keep_from) AS INTEGER))
WHERE path > sqlc.arg(old_path) AND path < sqlc.arg(old_end);

-- name: ActiveBelow :one
-- How many units in use stand below a unit that shall be abolished.
SELECT count(*) FROM registry_unit WHERE path > sqlc.arg(path) AND path < sqlc.arg(path_end) AND status = 'active';

-- name: UnitNames :many
-- The names of one unit.
SELECT name, kind, folded FROM registry_unit_name WHERE unit = $1 ORDER BY kind, name LIMIT 50;

-- name: InsertUnitName :exec
-- One more name of a unit.
INSERT INTO registry_unit_name (unit, name, kind, folded) VALUES ($1, $2, $3, $4);

-- name: DeleteUnitNames :exec
-- The names are derived from the unit, which keeps its past: they are written anew.
DELETE FROM registry_unit_name WHERE unit = $1;

-- name: SetMember :exec
-- A unit joins or leaves a committee.
INSERT INTO registry_member (body, unit, since, until) VALUES ($1, $2, $3, $4)
ON CONFLICT (body, unit) DO UPDATE SET since = $3, until = $4;

-- Posts ----------------------------------------------------------------------------------------

-- name: Post :one
-- One post.
SELECT id, unit, title, kind, rank, status, revision, created_at, updated_at, stand_ins FROM registry_post WHERE id = $1;

-- name: PostsOfUnit :many
-- The posts of a unit, the chief first by rank.
SELECT id, unit, title, kind, rank, status, revision, created_at, updated_at, stand_ins
FROM registry_post WHERE unit = $1 AND status = 'active' ORDER BY rank, id LIMIT 500;

-- name: PostsOfKind :many
-- The posts of one kind in a unit: who is its chief, its liaison, its duty post.
SELECT id, unit, title, kind, rank, status, revision, created_at, updated_at, stand_ins
FROM registry_post WHERE unit = $1 AND kind = $2 AND status = 'active' ORDER BY rank, id LIMIT 50;

-- name: InsertPost :exec
-- A new post.
INSERT INTO registry_post (id, unit, title, kind, rank, status, revision, created_at, updated_at, stand_ins)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- name: UpdatePost :execrows
-- A changed post; nothing happens when somebody else was first.
UPDATE registry_post SET title = $1, kind = $2, rank = $3, status = $4, stand_ins = $5, revision = $6, updated_at = $7
WHERE id = $8 AND revision = $6 - 1;

-- name: Deputies :many
-- The posts that stand in for a post, in order.
SELECT p.id, p.unit, p.title, p.kind, p.rank, p.status, p.revision, p.created_at, p.updated_at, p.stand_ins
FROM registry_deputy d JOIN registry_post p ON p.id = d.deputy
WHERE d.post = $1 AND p.status = 'active' ORDER BY d.rank, p.id LIMIT 20;

-- name: InsertDeputy :exec
-- One more post that stands in.
INSERT INTO registry_deputy (post, deputy, rank) VALUES ($1, $2, $3);

-- name: DeleteDeputies :exec
-- The index of deputies is written anew; the post keeps its past.
DELETE FROM registry_deputy WHERE post = $1;

-- People ---------------------------------------------------------------------------------------

-- name: Person :one
-- One person.
SELECT id, name, mobile, initials, status, revision, created_at, updated_at FROM registry_person WHERE id = $1;

-- name: PersonByMobile :one
-- The person with a number, for imports.
SELECT id, name, mobile, initials, status, revision, created_at, updated_at
FROM registry_person WHERE mobile = $1 AND mobile <> '' AND status = 'active';

-- name: PeopleNamed :many
-- The people with a name, for imports.
SELECT id, name, mobile, initials, status, revision, created_at, updated_at
FROM registry_person WHERE name = $1 AND status = 'active' ORDER BY id LIMIT 50;

-- name: InsertPerson :exec
-- A new person.
INSERT INTO registry_person (id, name, mobile, initials, status, revision, created_at, updated_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: UpdatePerson :execrows
-- A changed person; nothing happens when somebody else was first.
UPDATE registry_person SET name = $1, mobile = $2, initials = $3, status = $4, revision = $5, updated_at = $6
WHERE id = $7 AND revision = $5 - 1;

-- Holdings -------------------------------------------------------------------------------------

-- name: Holding :one
-- One holding.
SELECT id, post, person, mode, since, until, revision, created_at, updated_at FROM registry_holding WHERE id = $1;

-- name: HoldingsOfPost :many
-- Who held a post, newest first.
SELECT id, post, person, mode, since, until, revision, created_at, updated_at
FROM registry_holding WHERE post = $1 ORDER BY since DESC, id DESC LIMIT 500;

-- name: HoldingsOfPerson :many
-- Which posts a person held, newest first.
SELECT id, post, person, mode, since, until, revision, created_at, updated_at
FROM registry_holding WHERE person = $1 ORDER BY since DESC, id DESC LIMIT 500;

-- name: HoldersOn :many
-- Who holds a post on a day: the holder proper before the acting one.
SELECT h.id, h.post, h.person, h.mode, h.since, h.until, h.revision, h.created_at, h.updated_at, p.name, p.mobile
FROM registry_holding h JOIN registry_person p ON p.id = h.person
WHERE h.post = sqlc.arg(post) AND h.since <= sqlc.arg(day) AND (h.until = '' OR h.until >= sqlc.arg(day))
ORDER BY CASE h.mode WHEN 'full' THEN 0 WHEN 'acting' THEN 1 ELSE 2 END, h.since DESC, h.id LIMIT 20;

-- name: HoldersAround :many
-- Who sat, on the first or the last of two days, in the public posts that somebody took or left between them.
SELECT h.post, po.unit, po.kind, p.name, h.since, h.until
FROM registry_holding h JOIN registry_person p ON p.id = h.person
  JOIN registry_post po ON po.id = h.post JOIN registry_unit u ON u.id = po.unit
WHERE h.post IN (
    SELECT came.post FROM registry_holding came WHERE came.since > sqlc.arg(first) AND came.since <= sqlc.arg(last)
    UNION SELECT went.post FROM registry_holding went WHERE went.until >= sqlc.arg(first) AND went.until < sqlc.arg(last) AND went.until <> '')
  AND u.kind <> 'enterprise'
ORDER BY u.rank, u.id, po.rank, h.post, h.since, h.id LIMIT sqlc.arg(most);

-- name: InsertHolding :exec
-- A person takes a post.
INSERT INTO registry_holding (id, post, person, mode, since, until, revision, created_at, updated_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: UpdateHolding :execrows
-- A holding ends or is put right; nothing happens when somebody else was first.
UPDATE registry_holding SET mode = $1, since = $2, until = $3, revision = $4, updated_at = $5
WHERE id = $6 AND revision = $4 - 1;

-- Contacts -------------------------------------------------------------------------------------

-- name: Contact :one
-- One contact.
SELECT id, owner_kind, owner, channel, address, secret, purpose, opted_in, status, revision, created_at, updated_at
FROM registry_contact WHERE id = $1;

-- name: ContactsOf :many
-- How a post or a unit is reached.
SELECT id, owner_kind, owner, channel, address, secret, purpose, opted_in, status, revision, created_at, updated_at
FROM registry_contact WHERE owner = $1 AND status = 'active' ORDER BY channel, id LIMIT 100;

-- name: InsertContact :exec
-- A new contact.
INSERT INTO registry_contact (id, owner_kind, owner, channel, address, secret, purpose, opted_in, status, revision, created_at, updated_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- name: UpdateContact :execrows
-- A changed contact; nothing happens when somebody else was first.
UPDATE registry_contact SET channel = $1, address = $2, secret = $3, purpose = $4, opted_in = $5, status = $6, revision = $7, updated_at = $8
WHERE id = $9 AND revision = $7 - 1;

-- The past -------------------------------------------------------------------------------------

-- name: KeepPast :exec
-- What a record was, before it is superseded.
INSERT INTO registry_past (ref, revision, record, at) VALUES ($1, $2, $3, $4);

-- name: Past :one
-- What a record was at a revision, for undoing and for reading.
SELECT record FROM registry_past WHERE ref = $1 AND revision = $2;

-- name: ErasePast :exec
-- The one place where the past is rewritten: the number of a person who has left is destroyed.
UPDATE registry_past SET record = $1 WHERE ref = $2 AND revision = $3;

-- name: PastOf :many
-- The superseded forms of a record, newest first.
SELECT revision, record, at FROM registry_past WHERE ref = $1 ORDER BY revision DESC LIMIT 200;

-- Batches --------------------------------------------------------------------------------------

-- name: Batch :one
-- One import.
SELECT id, kind, file_name, status, created, changed, same, wrong, undo_until, revision, created_at, updated_at
FROM registry_batch WHERE id = $1;

-- name: Batches :many
-- The imports, newest first, from a point on.
SELECT id, kind, file_name, status, created, changed, same, wrong, undo_until, revision, created_at, updated_at
FROM registry_batch WHERE id < $1 ORDER BY id DESC LIMIT $2;

-- name: InsertBatch :exec
-- A committed import.
INSERT INTO registry_batch (id, kind, file_name, status, created, changed, same, wrong, undo_until, revision, created_at, updated_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- name: UpdateBatch :execrows
-- An import was undone.
UPDATE registry_batch SET status = $1, revision = $2, updated_at = $3 WHERE id = $4 AND revision = $2 - 1;

-- name: GrowBatch :execrows
-- One more slice of a long import was stored.
UPDATE registry_batch SET created = $1, changed = $2, same = $3, wrong = $4, revision = $5, updated_at = $6 WHERE id = $7 AND revision = $5 - 1;

-- name: InsertStep :exec
-- What one row of the file did.
INSERT INTO registry_batch_step (batch, step, line, ref, verb, revision, undone) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: Steps :many
-- What an import did, last first, so that undoing walks backwards.
SELECT batch, step, line, ref, verb, revision, undone FROM registry_batch_step WHERE batch = $1 ORDER BY step DESC LIMIT 300000;

-- name: HoldingsOfBatch :many
-- The terms in posts that an import began or changed and that were not taken back.
SELECT s.verb, h.since, h.until FROM registry_batch_step s JOIN registry_holding h ON h.id = substr(s.ref, 18)
WHERE s.batch = $1 AND substr(s.ref, 1, 17) = 'registry.holding:' AND s.undone <> 'undone' LIMIT $2;

-- name: MarkStep :exec
-- Whether a step was undone, or why not.
UPDATE registry_batch_step SET undone = $1 WHERE batch = $2 AND step = $3;

-- The witness ----------------------------------------------------------------------------------

-- name: AllPlaces :many
-- Every place, page by page, for the ledger's witness.
SELECT code, name, level, kind, parent, initials, geometry, tile_col, tile_row, status, revision, created_at, updated_at
FROM registry_place WHERE code > $1 ORDER BY code LIMIT 500;

-- name: AllUnits :many
-- Every unit, page by page, for the ledger's witness.
SELECT id, kind, name, code, parent, path, place, sector, regulator, address, rank, initials, status, since, until, revision, created_at, updated_at
FROM registry_unit WHERE id > $1 ORDER BY id LIMIT 500;

-- name: AllPosts :many
-- Every post, page by page, for the ledger's witness.
SELECT id, unit, title, kind, rank, status, revision, created_at, updated_at, stand_ins FROM registry_post WHERE id > $1 ORDER BY id LIMIT 500;

-- name: AllPeople :many
-- Every person, page by page, for the ledger's witness.
SELECT id, name, mobile, initials, status, revision, created_at, updated_at FROM registry_person WHERE id > $1 ORDER BY id LIMIT 500;

-- name: AllHoldings :many
-- Every holding, page by page, for the ledger's witness.
SELECT id, post, person, mode, since, until, revision, created_at, updated_at FROM registry_holding WHERE id > $1 ORDER BY id LIMIT 500;

-- name: AllContacts :many
-- Every contact, page by page, for the ledger's witness.
SELECT id, owner_kind, owner, channel, address, secret, purpose, opted_in, status, revision, created_at, updated_at
FROM registry_contact WHERE id > $1 ORDER BY id LIMIT 500;

-- name: AllBatches :many
-- Every import, page by page, for the ledger's witness.
SELECT id, kind, file_name, status, created, changed, same, wrong, undo_until, revision, created_at, updated_at
FROM registry_batch WHERE id > $1 ORDER BY id LIMIT 500;

-- name: DeputyIDs :many
-- The index of a post's deputies, to compare with the post.
SELECT deputy FROM registry_deputy WHERE post = $1 ORDER BY rank, deputy LIMIT 20;

-- name: MemberBodies :many
-- Every committee with members, page by page, for the ledger's witness.
SELECT DISTINCT body FROM registry_member WHERE body > $1 ORDER BY body LIMIT 500;

-- name: MemberSpans :many
-- Who sat in a committee from when to when, as it was sealed.
SELECT body, unit, since, until FROM registry_member WHERE body = $1 ORDER BY unit LIMIT 1000;

-- Sites ----------------------------------------------------------------------------------------

-- name: Site :one
-- One site.
SELECT id, unit, name, kind, sector, place, lon, lat, cell, address, hours, initials, status, revision, created_at, updated_at
FROM registry_site WHERE id = $1;

-- name: SiteNamed :one
-- The site of a unit with exactly this name, for imports.
SELECT id, unit, name, kind, sector, place, lon, lat, cell, address, hours, initials, status, revision, created_at, updated_at
FROM registry_site WHERE unit = $1 AND name = $2 AND status = 'active';

-- name: SitesOfUnit :many
-- The sites of a unit, for whoever carries them to a phone.
SELECT id FROM registry_site WHERE unit = $1 ORDER BY place, id LIMIT 20000;

-- name: SitesInCells :many
-- The sites in use in a run of cells of the grid.
SELECT id, unit, name, kind, sector, place, lon, lat, cell, address, hours, initials, status, revision, created_at, updated_at
FROM registry_site WHERE cell >= sqlc.arg(from_cell) AND cell <= sqlc.arg(to_cell) AND cell >= 0 AND status = 'active' ORDER BY cell, id LIMIT 2000;

-- name: InsertSite :exec
-- A new site.
INSERT INTO registry_site (id, unit, name, kind, sector, place, lon, lat, cell, address, hours, initials, status, revision, created_at, updated_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16);

-- name: UpdateSite :execrows
-- A changed site; nothing happens when somebody else was first.
UPDATE registry_site SET unit = $1, name = $2, kind = $3, sector = $4, place = $5, lon = $6, lat = $7, cell = $8, address = $9,
    hours = $10, initials = $11, status = $12, revision = $13, updated_at = $14
WHERE id = $15 AND revision = $13 - 1;

-- name: AllSites :many
-- Every site, page by page, for the ledger's witness.
SELECT id, unit, name, kind, sector, place, lon, lat, cell, address, hours, initials, status, revision, created_at, updated_at
FROM registry_site WHERE id > $1 ORDER BY id LIMIT 500;

-- Labels ---------------------------------------------------------------------------------------

-- name: Label :one
-- The label that somebody scanned.
SELECT code, site, status, reason, next, revision, created_at, updated_at FROM registry_label WHERE code = $1;

-- name: LabelsOf :many
-- The labels of a site, those that were revoked too.
SELECT code, site, status, reason, next, revision, created_at, updated_at FROM registry_label WHERE site = $1 ORDER BY code LIMIT 200;

-- name: InsertLabel :exec
-- A new label.
INSERT INTO registry_label (code, site, status, reason, next, revision, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: UpdateLabel :execrows
-- A label was revoked; nothing happens when somebody else was first.
UPDATE registry_label SET status = $1, reason = $2, next = $3, revision = $4, updated_at = $5 WHERE code = $6 AND revision = $4 - 1;

-- name: AllLabels :many
-- Every label, page by page, for the ledger's witness.
SELECT code, site, status, reason, next, revision, created_at, updated_at FROM registry_label WHERE code > $1 ORDER BY code LIMIT 500;

-- name: CountScans :exec
-- Scans of a label on a day.
INSERT INTO registry_label_scan (label, day, signed, public) VALUES ($1, $2, $3, $4)
ON CONFLICT (label, day) DO UPDATE SET signed = registry_label_scan.signed + $3, public = registry_label_scan.public + $4;

-- name: ScansOf :many
-- How often the labels of a site were scanned, the newest day first.
SELECT s.label, s.day, s.signed, s.public FROM registry_label_scan s JOIN registry_label l ON l.code = s.label
WHERE l.site = $1 AND s.day >= $2 ORDER BY s.day DESC, s.label LIMIT 1000;

-- name: RevokedStillScanned :many
-- Labels that were revoked and still hang somewhere: they were scanned after that day.
SELECT l.code, l.site, l.updated_at, CAST(sum(s.signed + s.public) AS BIGINT) AS scans FROM registry_label l JOIN registry_label_scan s ON s.label = l.code
WHERE l.status = 'revoked' AND s.day >= $1 GROUP BY l.code, l.site, l.updated_at ORDER BY l.code LIMIT 200;
-- name: UnitsBySector :many
SELECT sector, count(*) AS n FROM registry_unit WHERE kind = $1 AND status = 'active' GROUP BY sector;
