-- +goose Up
-- Which record showed a picture, as what, and when it came: what a picture that looks alike belongs to.
CREATE TABLE hazard_picture (
    hash TEXT    NOT NULL,
    ref  TEXT    NOT NULL, -- hazard or other matter
    role TEXT    NOT NULL, -- before, after, check, papers, work
    unit IDTEXT  NOT NULL, -- who owes the record
    at   INSTANT NOT NULL,
    PRIMARY KEY (hash, ref, role)
);

-- Who last reported a hazard's rectification complete.
CREATE TABLE hazard_hand (
    hazard  IDTEXT  NOT NULL PRIMARY KEY,
    post    IDTEXT  NOT NULL,
    account IDTEXT  NOT NULL,
    at      INSTANT NOT NULL
);

-- Closings by the post that closed: how many in a minute.
CREATE TABLE hazard_closing (
    hazard IDTEXT  NOT NULL,
    at     INSTANT NOT NULL,
    post   IDTEXT  NOT NULL,
    PRIMARY KEY (hazard, at)
);
CREATE INDEX hazard_closing_post ON hazard_closing (post, at);

-- Index of the doubts that stand in the hazards' documents, for the list.
CREATE TABLE hazard_doubt (
    id     TEXT    NOT NULL PRIMARY KEY, -- hazard/n
    hazard IDTEXT  NOT NULL,
    kind   TEXT    NOT NULL,
    at     INSTANT NOT NULL,
    open   BOOLEAN NOT NULL              -- not answered yet
);
CREATE INDEX hazard_doubt_at ON hazard_doubt (at, id);
CREATE INDEX hazard_doubt_kind ON hazard_doubt (kind, at, id);
CREATE INDEX hazard_doubt_open ON hazard_doubt (at, id) WHERE open;

-- +goose Down
DROP TABLE hazard_doubt;
DROP TABLE hazard_closing;
DROP TABLE hazard_hand;
DROP TABLE hazard_picture;
