-- What a book is gathered from: the events that mention a word, in order, a page at a time.
-- name: Mentioning :many
SELECT m.pos, CAST(e.at AS TEXT) AS at, e.id, e.kind, e.ref, e.seal, e.salt, e.actor, e.body
FROM diligence_mention AS m JOIN event AS e ON e.pos = m.pos
WHERE m.who = $1 AND m.pos > $2 AND m.pos <= $3 ORDER BY m.pos LIMIT $4;

-- What happened to a record, in order, a page at a time.
-- name: Happened :many
SELECT CAST(e.pos AS BIGINT) AS pos, CAST(e.at AS TEXT) AS at, e.id, e.kind, e.ref, e.seal, e.salt, e.actor, e.body
FROM event AS e WHERE e.ref = $1 AND e.pos > CAST(sqlc.arg(after) AS BIGINT) AND e.pos <= CAST(sqlc.arg(upto) AS BIGINT) ORDER BY e.pos LIMIT $2;

-- How a record was called at a moment: its newest events until then.
-- name: Lately :many
SELECT CAST(e.pos AS BIGINT) AS pos, CAST(e.at AS TEXT) AS at, e.id, e.kind, e.ref, e.seal, e.salt, e.actor, e.body
FROM event AS e WHERE e.ref = $1 AND e.pos <= CAST(sqlc.arg(upto) AS BIGINT) ORDER BY e.pos DESC LIMIT 1;

-- How many mentions lie in a period, how long a book will be at most, for the bar that shows how far it is.
-- name: CountMentions :one
SELECT count(*) FROM (SELECT pos FROM diligence_mention AS m WHERE m.who = $1 AND m.pos > $2 AND m.pos <= $3 LIMIT $4) AS found;

-- How people are called, a page at a time.
-- name: PersonNames :many
SELECT id, name FROM v_registry_person_name WHERE id > $1 ORDER BY id LIMIT $2;
