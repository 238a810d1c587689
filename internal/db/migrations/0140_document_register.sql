-- +goose Up
-- 发文登记簿: every number that was given to a document, by whichever room. doc is the record (sealed into
-- the ledger); the columns beside it are what lists look for, written from doc in the same statement.
CREATE TABLE document_entry (
    id       IDTEXT  NOT NULL PRIMARY KEY,
    series   TEXT    NOT NULL, -- counter that gave the number; empty: it was typed, and belongs to none
    n        BIGINT  NOT NULL,
    code     TEXT    NOT NULL, -- 机关代字
    kind     TEXT    NOT NULL,
    unit     IDTEXT  NOT NULL, -- in whose name
    issued   INSTANT NOT NULL,
    void     BOOLEAN NOT NULL,
    origin   TEXT    NOT NULL UNIQUE, -- record it comes from, and which of its documents
    revision BIGINT  NOT NULL,
    doc      TEXT    NOT NULL
);
CREATE UNIQUE INDEX document_entry_series ON document_entry (series, n) WHERE series <> '';
CREATE INDEX document_entry_issued ON document_entry (issued, id);
CREATE INDEX document_entry_code ON document_entry (code, issued, id);
CREATE INDEX document_entry_kind ON document_entry (kind, issued, id);
CREATE INDEX document_entry_unit ON document_entry (unit, issued, id);
CREATE INDEX document_entry_void ON document_entry (issued, id) WHERE void;

-- Whom an entry concerns: who issued it, and everybody it went to.
CREATE TABLE document_party (
    unit   IDTEXT  NOT NULL,
    issued INSTANT NOT NULL,
    entry  IDTEXT  NOT NULL,
    PRIMARY KEY (unit, issued, entry)
);
CREATE INDEX document_party_entry ON document_party (entry, unit);

CREATE VIEW v_document AS SELECT id, code, kind, unit, issued, void FROM document_entry;

-- +goose Down
DROP VIEW v_document;
DROP TABLE document_party;
DROP TABLE document_entry;
