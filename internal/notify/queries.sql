-- The same key is the same notice: a retried transaction tells nobody twice.
-- name: InsertNotice :execrows
INSERT INTO notify_notice (id, key, topic, post, unit, kind, ref, title, body, path, urgent, at, link, read_at, done_at, routed_at, chased_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0, 0, 0, 0)
ON CONFLICT (key) DO NOTHING;

-- name: Notice :one
SELECT id, key, topic, post, unit, kind, ref, title, body, path, urgent, at, read_at, done_at, routed_at, chased_at, link
FROM notify_notice WHERE id = $1;

-- The list of a post or a unit, newest first.
-- name: NoticesBefore :many
SELECT id, key, topic, post, unit, kind, ref, title, body, path, urgent, at, read_at, done_at, routed_at, chased_at, link
FROM notify_notice WHERE topic = $1 AND id < $2 ORDER BY id DESC LIMIT $3;

-- name: UnreadBefore :many
SELECT id, key, topic, post, unit, kind, ref, title, body, path, urgent, at, read_at, done_at, routed_at, chased_at, link
FROM notify_notice WHERE topic = $1 AND id < $2 AND read_at = 0 ORDER BY id DESC LIMIT $3;

-- The number on the bell; beyond a hundred nobody counts.
-- name: CountUnread :one
SELECT count(*) FROM (SELECT 1 FROM notify_notice WHERE topic = $1 AND read_at = 0 LIMIT 100) AS waiting;

-- Everybody who was told about a record.
-- name: NoticesOf :many
SELECT id, key, topic, post, unit, kind, ref, title, body, path, urgent, at, read_at, done_at, routed_at, chased_at, link
FROM notify_notice WHERE ref = $1 AND id > $2 ORDER BY id LIMIT $3;

-- name: MarkRead :execrows
UPDATE notify_notice SET read_at = $2 WHERE id = $1 AND read_at = 0;

-- Everything unread of one list, up to what its owner has seen; newer ones stay unread.
-- name: MarkAllRead :execrows
UPDATE notify_notice SET read_at = $2 WHERE id IN (
    SELECT n.id FROM notify_notice AS n WHERE n.topic = $1 AND n.id <= $3 AND n.read_at = 0 ORDER BY n.id DESC LIMIT $4) AND read_at = 0;

-- What a record asked of a post is done: its notices are read and done.
-- The lists in which something about a record is still open: mostly none.
-- name: OpenTopics :many
SELECT DISTINCT topic FROM notify_notice WHERE ref = $1 AND (done_at = 0 OR read_at = 0);

-- name: MarkDone :execrows
UPDATE notify_notice SET done_at = $3 WHERE ref = $1 AND topic = $2 AND done_at = 0;

-- name: MarkReadOf :execrows
UPDATE notify_notice SET read_at = $3 WHERE ref = $1 AND topic = $2 AND read_at = 0;

-- name: Unrouted :many
SELECT id, key, topic, post, unit, kind, ref, title, body, path, urgent, at, read_at, done_at, routed_at, chased_at, link
FROM notify_notice WHERE routed_at = 0 AND id > $1 ORDER BY id LIMIT $2;

-- name: MarkRouted :execrows
UPDATE notify_notice SET routed_at = $2 WHERE id = $1 AND routed_at = 0;

-- Sent once more, to those who have not read it: outbound deliveries are made again.
-- name: MarkChased :execrows
UPDATE notify_notice SET routed_at = 0, chased_at = $2 WHERE id = $1 AND read_at = 0 AND chased_at <= $3;

-- name: InsertDelivery :exec
INSERT INTO notify_delivery (id, notice, channel, address, state, attempts, due_at, at, error, body)
VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $8, '');

-- name: DueDeliveries :many
SELECT d.id, d.notice, d.channel, d.address, d.state, d.attempts, d.due_at, d.at, d.error, d.body
FROM notify_delivery AS d WHERE d.state = 'waiting' AND d.due_at <= $1 ORDER BY d.due_at, d.id LIMIT $2;

-- name: NextDelivery :many
SELECT due_at FROM notify_delivery WHERE state = 'waiting' ORDER BY due_at, id LIMIT 1;

-- Whoever raises the attempts is the one who sends; when it dies, the delivery falls due again.
-- name: ClaimDelivery :execrows
UPDATE notify_delivery SET attempts = attempts + 1, due_at = $3 WHERE id = $1 AND attempts = $2 AND state = 'waiting';

-- name: FinishDelivery :exec
UPDATE notify_delivery SET state = $2, due_at = $3, at = $4, error = $5, body = $6 WHERE id = $1 AND state = 'waiting';

-- name: DeferDelivery :exec
UPDATE notify_delivery SET due_at = $2 WHERE id = $1 AND state = 'waiting';

-- name: DeliveriesOf :many
SELECT id, notice, channel, address, state, attempts, due_at, at, error, body
FROM notify_delivery WHERE notice = $1 ORDER BY id LIMIT 100;

-- name: Setting :one
SELECT name, value, revision FROM notify_setting WHERE name = $1;

-- name: PutSetting :exec
INSERT INTO notify_setting (name, value, revision) VALUES ($1, $2, 1)
ON CONFLICT (name) DO UPDATE SET value = $2, revision = notify_setting.revision + 1;

-- Every notice in turn, for the ledger's witness.
-- name: AllNotices :many
SELECT id, key, topic, post, unit, kind, ref, title, body, path, urgent, at, read_at, done_at, routed_at, chased_at, link
FROM notify_notice WHERE id > $1 ORDER BY id LIMIT $2;
