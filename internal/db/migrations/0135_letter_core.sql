-- +goose Up
-- 目标责任书. doc is the record (sealed into the ledger); the columns beside it are what lists look for,
-- written from doc in the same statement.
CREATE TABLE letter (
    id       IDTEXT  NOT NULL PRIMARY KEY,
    number   TEXT    NOT NULL UNIQUE,
    year     BIGINT  NOT NULL,
    kind     TEXT    NOT NULL, -- of signer
    issuer   IDTEXT  NOT NULL,
    signer   IDTEXT  NOT NULL,
    state    TEXT    NOT NULL,
    rank     TEXT    NOT NULL, -- lists stand in the order of the signers' rank
    revision BIGINT  NOT NULL,
    doc      TEXT    NOT NULL
);
CREATE UNIQUE INDEX letter_pair ON letter (year, issuer, signer) WHERE state <> 'withdrawn';
CREATE INDEX letter_year ON letter (year, kind, rank, id);
CREATE INDEX letter_signer ON letter (signer, year, id);
CREATE INDEX letter_issuer ON letter (issuer, year, id);

-- The exact text that was frozen when the letter was sent. Rows are only ever added.
CREATE TABLE letter_text (
    letter IDTEXT NOT NULL PRIMARY KEY,
    hash   TEXT   NOT NULL, -- SHA-256, hex
    text   TEXT   NOT NULL
);

-- Keys of those who sign. secret is the private key, wrapped by a secret that only the signer knows.
CREATE TABLE letter_key (
    id       IDTEXT  NOT NULL PRIMARY KEY,
    account  IDTEXT  NOT NULL,
    live     BOOLEAN NOT NULL,
    revision BIGINT  NOT NULL,
    doc      TEXT    NOT NULL,
    secret   TEXT    NOT NULL
);
CREATE INDEX letter_key_account ON letter_key (account, id);

-- What hangs on a letter or on a year: templates, signatures, marks, recorded facts, objections, reviews.
CREATE TABLE letter_item (
    id       IDTEXT NOT NULL PRIMARY KEY,
    kind     TEXT   NOT NULL,
    about    TEXT   NOT NULL, -- the letter, the unit or the kind of signer
    slot     TEXT   NOT NULL, -- what there is one of: the clause, the role; else the id
    year     BIGINT NOT NULL,
    state    TEXT   NOT NULL,
    revision BIGINT NOT NULL,
    doc      TEXT   NOT NULL,
    UNIQUE (kind, about, slot)
);
CREATE INDEX letter_item_about ON letter_item (about, kind, id);
CREATE INDEX letter_item_year ON letter_item (kind, year, state, id);

-- +goose Down
DROP TABLE letter_item;
DROP TABLE letter_key;
DROP TABLE letter_text;
DROP TABLE letter;
