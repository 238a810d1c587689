-- name: InsertAccount :exec
INSERT INTO account (id, login, person, name, status, hash, password_at, totp, subject, created_at, revision)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- name: InsertDoor :exec
INSERT INTO account_door (account, failed, locked_until, totp_step, totp_new) VALUES ($1, 0, 0, 0, '');

-- An account by what its owner types.
-- name: AccountByLogin :one
SELECT id, login, person, name, status, hash, password_at, totp, subject, created_at, revision
FROM account WHERE login = $1;

-- name: AccountByID :one
SELECT id, login, person, name, status, hash, password_at, totp, subject, created_at, revision
FROM account WHERE id = $1;

-- name: AccountByPerson :one
SELECT id, login, person, name, status, hash, password_at, totp, subject, created_at, revision
FROM account WHERE person = $1;

-- name: AccountBySubject :one
SELECT id, login, person, name, status, hash, password_at, totp, subject, created_at, revision
FROM account WHERE subject = $1 AND subject <> '';

-- The administrator's list, by login; also how the ledger walks every record.
-- name: AccountsAfter :many
SELECT id, login, person, name, status, hash, password_at, totp, subject, created_at, revision
FROM account WHERE login > $1 ORDER BY login LIMIT $2;

-- Whether anybody exists: the house is set up once.
-- name: AnyAccount :many
SELECT id FROM account LIMIT 1;

-- name: UpdateAccount :execrows
UPDATE account SET name = $3, status = $4, hash = $5, password_at = $6, totp = $7, subject = $8, revision = revision + 1
WHERE id = $1 AND revision = $2;

-- name: Door :one
SELECT account, failed, locked_until, totp_step, totp_new FROM account_door WHERE account = $1;

-- name: SetDoor :exec
UPDATE account_door SET failed = $2, locked_until = $3 WHERE account = $1;

-- A code is good once: only a newer step than the last one passes.
-- name: SpendStep :execrows
UPDATE account_door SET totp_step = $2 WHERE account = $1 AND totp_step < $2;

-- name: SetNewTOTP :exec
UPDATE account_door SET totp_new = $2 WHERE account = $1;

-- name: CountUnknown :exec
INSERT INTO account_unknown (day, n) VALUES ($1, 1) ON CONFLICT (day) DO UPDATE SET n = account_unknown.n + 1;

-- name: InsertPassword :exec
INSERT INTO account_password (account, at, hash) VALUES ($1, $2, $3) ON CONFLICT (account, at) DO UPDATE SET hash = $3;

-- The newest former passwords, which may not come back.
-- name: Passwords :many
SELECT at, hash FROM account_password WHERE account = $1 ORDER BY at DESC LIMIT $2;

-- name: DropPasswords :exec
DELETE FROM account_password WHERE account = $1 AND at < $2;

-- name: Device :one
SELECT token, account, failed, at FROM account_device WHERE token = $1;

-- name: PutDevice :exec
INSERT INTO account_device (token, account, failed, at) VALUES ($1, $2, $3, $4)
ON CONFLICT (token) DO UPDATE SET failed = $3, at = $4;

-- name: DropDevice :exec
DELETE FROM account_device WHERE token = $1;

-- name: DropDevices :exec
DELETE FROM account_device WHERE account = $1 AND at < $2;

-- name: InsertSession :exec
INSERT INTO account_session (id, token, account, post, door, label, ip, created_at, seen_at, idle, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- Who holds this cookie; asked once per session and minute, then remembered in memory.
-- name: SessionByToken :one
SELECT id, token, account, post, door, label, ip, created_at, seen_at, idle, expires_at
FROM account_session WHERE token = $1;

-- My sessions, newest first; the number per account is bounded by the session rule.
-- name: SessionsOf :many
SELECT id, token, account, post, door, label, ip, created_at, seen_at, idle, expires_at
FROM account_session WHERE account = $1 ORDER BY created_at DESC, id DESC LIMIT $2;

-- name: MoveSession :execrows
UPDATE account_session SET token = $3, post = $4, seen_at = $5, idle = $6, expires_at = $7
WHERE id = $1 AND token = $2;

-- name: TouchSession :exec
UPDATE account_session SET seen_at = $2 WHERE id = $1 AND seen_at < $2;

-- name: DropSession :execrows
DELETE FROM account_session WHERE id = $1 AND account = $2;

-- name: DropSessions :execrows
DELETE FROM account_session WHERE account = $1 AND id <> $2;

-- name: InsertGrant :exec
INSERT INTO account_grant (id, post, role, granted_by, granted_at, revoked_by, revoked_at, revision)
VALUES ($1, $2, $3, $4, $5, '', 0, 1);

-- What a post may do now; at most one live grant for each role.
-- name: LiveGrants :many
SELECT id, post, role, granted_by, granted_at, revoked_by, revoked_at, revision
FROM account_grant WHERE post = $1 AND revoked_at = 0 ORDER BY role LIMIT 20;

-- Who else holds a role: the last administrator of a kind must stay. Two are enough to know.
-- name: LiveOfRole :many
SELECT id, post, role, granted_by, granted_at, revoked_by, revoked_at, revision
FROM account_grant WHERE role = $1 AND revoked_at = 0 ORDER BY id LIMIT 2;

-- name: GrantByID :one
SELECT id, post, role, granted_by, granted_at, revoked_by, revoked_at, revision
FROM account_grant WHERE id = $1;

-- name: GrantsAfter :many
SELECT id, post, role, granted_by, granted_at, revoked_by, revoked_at, revision
FROM account_grant WHERE id > $1 ORDER BY id LIMIT $2;

-- name: RevokeGrant :execrows
UPDATE account_grant SET revoked_by = $3, revoked_at = $4, revision = revision + 1
WHERE id = $1 AND revision = $2 AND revoked_at = 0;

-- name: InsertTicket :exec
INSERT INTO account_ticket (token, kind, account, expires_at, used_at) VALUES ($1, $2, $3, $4, 0);

-- name: Ticket :one
SELECT token, kind, account, expires_at, used_at FROM account_ticket WHERE token = $1;

-- name: SpendTicket :execrows
UPDATE account_ticket SET used_at = $2 WHERE token = $1 AND used_at = 0;

-- A newer ticket of the same kind makes the older ones worthless.
-- name: DropTickets :exec
DELETE FROM account_ticket WHERE account = $1 AND kind = $2;

-- name: InsertLink :exec
INSERT INTO account_link (id, post, ref, verb, made_at, expires_at, used_at) VALUES ($1, $2, $3, $4, $5, $6, 0);

-- name: Link :one
SELECT id, post, ref, verb, made_at, expires_at, used_at FROM account_link WHERE id = $1;

-- name: SpendLink :execrows
UPDATE account_link SET used_at = $2 WHERE id = $1 AND used_at = 0;

-- A link whose action failed may be tried again.
-- name: RestoreLink :exec
UPDATE account_link SET used_at = 0 WHERE id = $1 AND used_at = $2;

-- name: DropLinks :exec
DELETE FROM account_link WHERE expires_at < $1;

-- The posts that hold a role: the committee's office, the leaders; to whom an escalation goes.
-- name: PostsOfRole :many
SELECT post FROM account_grant WHERE role = $1 AND revoked_at = 0 ORDER BY id LIMIT 500;

-- name: Setting :one
SELECT name, value FROM account_setting WHERE name = $1;

-- name: PutSetting :exec
INSERT INTO account_setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = $2;
