-- +goose Up
CREATE TABLE notify_notice (
    id        IDTEXT  NOT NULL PRIMARY KEY,
    key       TEXT    NOT NULL UNIQUE, -- chosen by the sender: the same key is the same notice
    topic     TEXT    NOT NULL,        -- post:… or unit:…, whose list it stands in
    post      IDTEXT  NOT NULL,
    unit      IDTEXT  NOT NULL,
    kind      TEXT    NOT NULL,
    ref       TEXT    NOT NULL,
    title     TEXT    NOT NULL,
    body      TEXT    NOT NULL,
    path      TEXT    NOT NULL,        -- page that it opens; never shown in the log
    urgent    BOOLEAN NOT NULL,
    at        INSTANT NOT NULL,
    read_at   INSTANT NOT NULL,
    done_at   INSTANT NOT NULL,
    routed_at INSTANT NOT NULL,        -- when its outbound deliveries were made
    chased_at INSTANT NOT NULL
);
CREATE INDEX notify_notice_topic ON notify_notice (topic, id);
CREATE INDEX notify_notice_unread ON notify_notice (topic, id) WHERE read_at = 0;
CREATE INDEX notify_notice_ref ON notify_notice (ref, id);
CREATE INDEX notify_notice_unrouted ON notify_notice (id) WHERE routed_at = 0;

-- Whom was told what, by which way, and what came of it.
CREATE TABLE notify_delivery (
    id       IDTEXT  NOT NULL PRIMARY KEY,
    notice   IDTEXT  NOT NULL,
    channel  TEXT    NOT NULL, -- mail, wecom, dingtalk, feishu
    address  TEXT    NOT NULL,
    state    TEXT    NOT NULL, -- waiting, sent, failed, skipped
    attempts BIGINT  NOT NULL,
    due_at   INSTANT NOT NULL,
    at       INSTANT NOT NULL, -- of the last change of state
    error    TEXT    NOT NULL,
    body     TEXT    NOT NULL  -- the text as it was sent
);
CREATE INDEX notify_delivery_due ON notify_delivery (due_at, id) WHERE state = 'waiting';
CREATE INDEX notify_delivery_notice ON notify_delivery (notice, id);

-- Settings of the channels; secrets inside are sealed.
CREATE TABLE notify_setting (
    name     TEXT   NOT NULL PRIMARY KEY,
    value    TEXT   NOT NULL,
    revision BIGINT NOT NULL
);

-- +goose Down
DROP TABLE notify_setting;
DROP TABLE notify_delivery;
DROP TABLE notify_notice;
