-- +goose Up
-- Sites (场所): where work is done and hazards are found. Degrees are kept as whole numbers of 1e-7
-- (a centimetre), so that both engines keep the same point; cell is the grid of package geo, -1 when
-- there is no point.
CREATE TABLE registry_site (
    id         IDTEXT  NOT NULL PRIMARY KEY,
    unit       IDTEXT  NOT NULL,            -- who runs it
    name       TEXT    NOT NULL,
    kind       TEXT    NOT NULL,            -- policy site-kinds
    sector     TEXT    NOT NULL,
    place      TEXT    NOT NULL,
    lon        BIGINT  NOT NULL,
    lat        BIGINT  NOT NULL,
    cell       BIGINT  NOT NULL,
    address    TEXT    NOT NULL,
    hours      TEXT    NOT NULL,
    initials   TEXT    NOT NULL,
    status     TEXT    NOT NULL,            -- active abolished
    revision   BIGINT  NOT NULL,
    created_at INSTANT NOT NULL,
    updated_at INSTANT NOT NULL
);
CREATE INDEX registry_site_place ON registry_site (place, id);
CREATE INDEX registry_site_unit ON registry_site (unit, place, id);
CREATE INDEX registry_site_kind ON registry_site (kind, place, id);
CREATE INDEX registry_site_cell ON registry_site (cell, id) WHERE status = 'active' AND cell >= 0;
CREATE UNIQUE INDEX registry_site_name ON registry_site (unit, name) WHERE status = 'active';

-- Labels (标签): the codes on the walls of a site. A label says where one stands; it permits nothing.
CREATE TABLE registry_label (
    code       TEXT    NOT NULL PRIMARY KEY,
    site       IDTEXT  NOT NULL,
    status     TEXT    NOT NULL,            -- active revoked
    reason     TEXT    NOT NULL,            -- why it was revoked
    next       TEXT    NOT NULL,            -- the label that took its place
    revision   BIGINT  NOT NULL,
    created_at INSTANT NOT NULL,
    updated_at INSTANT NOT NULL
);
CREATE INDEX registry_label_site ON registry_label (site, code);

-- How often a label was scanned on a day. Neither who nor whence: nobody is tracked.
CREATE TABLE registry_label_scan (
    label  TEXT    NOT NULL,
    day    DAYTEXT NOT NULL,
    signed BIGINT  NOT NULL,                -- by somebody signed in
    public BIGINT  NOT NULL,                -- by anybody else
    PRIMARY KEY (label, day)
);

CREATE VIEW v_registry_site AS SELECT id, unit, name, kind, sector, place, status FROM registry_site;

-- +goose Down
DROP VIEW v_registry_site;
DROP TABLE registry_label_scan;
DROP TABLE registry_label;
DROP TABLE registry_site;
