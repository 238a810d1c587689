-- +goose Up
-- Places: the tree of division codes. A code covers every code that begins with it.
CREATE TABLE registry_place (
    code       TEXT    NOT NULL PRIMARY KEY,
    name       TEXT    NOT NULL,
    level      TEXT    NOT NULL,            -- province city county township village area
    kind       TEXT    NOT NULL,            -- town, residents_committee …
    parent     TEXT    NOT NULL,
    initials   TEXT    NOT NULL,            -- pinyin initials, for search
    geometry   TEXT    NOT NULL,            -- GeoJSON or empty
    tile_col   BIGINT  NOT NULL,            -- schematic map; -1 when there is none
    tile_row   BIGINT  NOT NULL,
    status     TEXT    NOT NULL,            -- active abolished
    revision   BIGINT  NOT NULL,
    created_at INSTANT NOT NULL,
    updated_at INSTANT NOT NULL
);
CREATE INDEX registry_place_parent ON registry_place (parent, code);
CREATE INDEX registry_place_level ON registry_place (level, code);

-- Units of all kinds. path is the chain of ids from the root, 32 hexadecimal digits each and no
-- separator, so that a subtree is a range in every collation.
CREATE TABLE registry_unit (
    id         IDTEXT  NOT NULL PRIMARY KEY,
    kind       TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    code       TEXT    NOT NULL,
    parent     IDTEXT  NOT NULL,
    path       TEXT    NOT NULL,
    place      TEXT    NOT NULL,
    sector     TEXT    NOT NULL,
    regulator  IDTEXT  NOT NULL,            -- the department that oversees an enterprise
    address    TEXT    NOT NULL,
    rank       BIGINT  NOT NULL,            -- order of precedence in lists
    initials   TEXT    NOT NULL,
    status     TEXT    NOT NULL,            -- active abolished
    since      DAYTEXT NOT NULL,
    until      DAYTEXT NOT NULL,
    revision   BIGINT  NOT NULL,
    created_at INSTANT NOT NULL,
    updated_at INSTANT NOT NULL
);
CREATE UNIQUE INDEX registry_unit_name_in_parent ON registry_unit (parent, name) WHERE status = 'active';
CREATE UNIQUE INDEX registry_unit_code ON registry_unit (code) WHERE code <> '' AND status = 'active';
CREATE INDEX registry_unit_path ON registry_unit (path);
CREATE INDEX registry_unit_place ON registry_unit (place, rank, id);
CREATE INDEX registry_unit_kind ON registry_unit (kind, rank, id);
CREATE INDEX registry_unit_rank ON registry_unit (rank, id);

-- Every name by which a unit is called; folded is what Resolve compares.
CREATE TABLE registry_unit_name (
    unit   IDTEXT NOT NULL,
    name   TEXT   NOT NULL,
    kind   TEXT   NOT NULL,                 -- full short alias
    folded TEXT   NOT NULL,
    PRIMARY KEY (unit, name)
);
CREATE INDEX registry_unit_name_folded ON registry_unit_name (folded, unit);

-- Who sits in which committee.
CREATE TABLE registry_member (
    body  IDTEXT  NOT NULL,
    unit  IDTEXT  NOT NULL,
    since DAYTEXT NOT NULL,
    until DAYTEXT NOT NULL,
    PRIMARY KEY (body, unit)
);

CREATE TABLE registry_post (
    id         IDTEXT  NOT NULL PRIMARY KEY,
    unit       IDTEXT  NOT NULL,
    title      TEXT    NOT NULL,
    kind       TEXT    NOT NULL,            -- chief deputy liaison duty staff
    rank       BIGINT  NOT NULL,
    status     TEXT    NOT NULL,
    revision   BIGINT  NOT NULL,
    created_at INSTANT NOT NULL,
    updated_at INSTANT NOT NULL
);
CREATE INDEX registry_post_unit ON registry_post (unit, rank, id);
CREATE UNIQUE INDEX registry_post_title ON registry_post (unit, title) WHERE status = 'active';

CREATE TABLE registry_person (
    id         IDTEXT  NOT NULL PRIMARY KEY,
    name       TEXT    NOT NULL,
    mobile     TEXT    NOT NULL,            -- only what reaching the holder of a post needs
    initials   TEXT    NOT NULL,
    status     TEXT    NOT NULL,            -- active left
    revision   BIGINT  NOT NULL,
    created_at INSTANT NOT NULL,
    updated_at INSTANT NOT NULL
);
CREATE INDEX registry_person_name ON registry_person (name, id);
CREATE UNIQUE INDEX registry_person_mobile ON registry_person (mobile) WHERE mobile <> '' AND status = 'active';

-- Who holds which post from which day to which; an empty until means still.
CREATE TABLE registry_holding (
    id         IDTEXT  NOT NULL PRIMARY KEY,
    post       IDTEXT  NOT NULL,
    person     IDTEXT  NOT NULL,
    mode       TEXT    NOT NULL,            -- full acting part
    since      DAYTEXT NOT NULL,
    until      DAYTEXT NOT NULL,
    revision   BIGINT  NOT NULL,
    created_at INSTANT NOT NULL,
    updated_at INSTANT NOT NULL
);
CREATE INDEX registry_holding_post ON registry_holding (post, since, id);
CREATE INDEX registry_holding_person ON registry_holding (person, since, id);

-- A/B 角: the posts that stand in for a post, in order.
CREATE TABLE registry_deputy (
    post   IDTEXT NOT NULL,
    deputy IDTEXT NOT NULL,
    rank   BIGINT NOT NULL,
    PRIMARY KEY (post, deputy)
);
CREATE INDEX registry_deputy_deputy ON registry_deputy (deputy, post);

-- How a post or a unit is reached, for which purpose, and whether its holder agreed.
CREATE TABLE registry_contact (
    id         IDTEXT  NOT NULL PRIMARY KEY,
    owner_kind TEXT    NOT NULL,            -- registry.post registry.unit
    owner      IDTEXT  NOT NULL,
    channel    TEXT    NOT NULL,            -- phone mail wecom dingtalk feishu
    address    TEXT    NOT NULL,
    secret     TEXT    NOT NULL,            -- signing secret of a robot; never shown again
    purpose    TEXT    NOT NULL,
    opted_in   BIGINT  NOT NULL,            -- 0 or 1
    status     TEXT    NOT NULL,
    revision   BIGINT  NOT NULL,
    created_at INSTANT NOT NULL,
    updated_at INSTANT NOT NULL
);
CREATE INDEX registry_contact_owner ON registry_contact (owner, channel, id);

-- What a record was before it was superseded: nothing is overwritten (law 8).
CREATE TABLE registry_past (
    ref      TEXT    NOT NULL,
    revision BIGINT  NOT NULL,
    record   TEXT    NOT NULL,
    at       INSTANT NOT NULL,              -- when it was superseded
    PRIMARY KEY (ref, revision)
);

CREATE VIEW v_registry_place AS SELECT code, name, level, kind, parent, status FROM registry_place;
CREATE VIEW v_registry_unit AS SELECT id, kind, name, parent, path, place, sector, rank, status FROM registry_unit;
CREATE VIEW v_registry_post AS SELECT id, unit, title, kind, rank, status FROM registry_post;

-- +goose Down
DROP VIEW v_registry_post;
DROP VIEW v_registry_unit;
DROP VIEW v_registry_place;
DROP TABLE registry_past;
DROP TABLE registry_contact;
DROP TABLE registry_deputy;
DROP TABLE registry_holding;
DROP TABLE registry_person;
DROP TABLE registry_post;
DROP TABLE registry_member;
DROP TABLE registry_unit_name;
DROP TABLE registry_unit;
DROP TABLE registry_place;
