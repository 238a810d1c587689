-- +goose Up
CREATE TABLE account (
    id          IDTEXT  NOT NULL PRIMARY KEY,
    login       TEXT    NOT NULL UNIQUE, -- normalised: lower case, half width
    person      IDTEXT  NOT NULL UNIQUE, -- one account a person, so that powers cannot be split over two
    name        TEXT    NOT NULL,
    status      TEXT    NOT NULL,        -- active, disabled
    hash        TEXT    NOT NULL,        -- argon2id in PHC form; empty until the first password
    password_at INSTANT NOT NULL,
    totp        TEXT    NOT NULL,        -- sealed with the key file; empty without a second factor
    subject     TEXT    NOT NULL,        -- issuer|sub of the bound OIDC identity; empty without one
    created_at  INSTANT NOT NULL,
    revision    BIGINT  NOT NULL
);
CREATE UNIQUE INDEX account_subject ON account (subject) WHERE subject <> '';

-- What wrong tries and used codes leave behind: it changes with every sign-in and is no record.
CREATE TABLE account_door (
    account      IDTEXT  NOT NULL PRIMARY KEY,
    failed       BIGINT  NOT NULL,
    locked_until INSTANT NOT NULL,
    totp_step    BIGINT  NOT NULL, -- the newest 30-second step whose code was used
    totp_new     TEXT    NOT NULL  -- a sealed second factor that waits for its first code
);

-- Sign-ins with a login that nobody has: counted by day, never stored one by one.
CREATE TABLE account_unknown (
    day DAYTEXT NOT NULL PRIMARY KEY,
    n   BIGINT  NOT NULL
);

CREATE TABLE account_password (
    account IDTEXT  NOT NULL,
    at      INSTANT NOT NULL,
    hash    TEXT    NOT NULL,
    PRIMARY KEY (account, at)
);

-- A browser that signed in before: it keeps its own count of wrong tries, so that a stranger who
-- locks an account does not lock out its owner.
CREATE TABLE account_device (
    token   TEXT    NOT NULL PRIMARY KEY, -- SHA-256 of the cookie
    account IDTEXT  NOT NULL,
    failed  BIGINT  NOT NULL,
    at      INSTANT NOT NULL
);
CREATE INDEX account_device_account ON account_device (account, at);

CREATE TABLE account_session (
    id         IDTEXT  NOT NULL PRIMARY KEY,
    token      TEXT    NOT NULL UNIQUE, -- SHA-256 of the cookie
    account    IDTEXT  NOT NULL,
    post       IDTEXT  NOT NULL,
    door       TEXT    NOT NULL, -- desk, field
    label      TEXT    NOT NULL,
    ip         TEXT    NOT NULL,
    created_at INSTANT NOT NULL,
    seen_at    INSTANT NOT NULL,
    idle       BIGINT  NOT NULL, -- milliseconds without use that end it, as the rule stood at sign-in
    expires_at INSTANT NOT NULL
);
CREATE INDEX account_session_account ON account_session (account, created_at);

CREATE TABLE account_grant (
    id         IDTEXT  NOT NULL PRIMARY KEY,
    post       IDTEXT  NOT NULL,
    role       TEXT    NOT NULL,
    granted_by TEXT    NOT NULL,
    granted_at INSTANT NOT NULL,
    revoked_by TEXT    NOT NULL,
    revoked_at INSTANT NOT NULL,
    revision   BIGINT  NOT NULL
);
CREATE UNIQUE INDEX account_grant_live ON account_grant (post, role) WHERE revoked_at = 0;

-- One-time tickets: the set-up of the house and the setting of a password.
CREATE TABLE account_ticket (
    token      TEXT    NOT NULL PRIMARY KEY, -- SHA-256 of the link's secret
    kind       TEXT    NOT NULL, -- setup, reset
    account    IDTEXT  NOT NULL,
    expires_at INSTANT NOT NULL,
    used_at    INSTANT NOT NULL
);
CREATE INDEX account_ticket_account ON account_ticket (account);

-- Deep links: one verb on one record for one post, once.
CREATE TABLE account_link (
    id         IDTEXT  NOT NULL PRIMARY KEY,
    post       IDTEXT  NOT NULL,
    ref        TEXT    NOT NULL,
    verb       TEXT    NOT NULL,
    made_at    INSTANT NOT NULL,
    expires_at INSTANT NOT NULL,
    used_at    INSTANT NOT NULL
);
CREATE INDEX account_link_expiry ON account_link (expires_at);

-- +goose Down
DROP TABLE account_link;
DROP TABLE account_ticket;
DROP TABLE account_grant;
DROP TABLE account_session;
DROP TABLE account_device;
DROP TABLE account_password;
DROP TABLE account_unknown;
DROP TABLE account_door;
DROP TABLE account;
