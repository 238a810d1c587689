-- +goose Up
-- Documents that people compose. From issue on the text is frozen; sha256 in doc proves it.
CREATE TABLE document_text (
    id       IDTEXT  NOT NULL PRIMARY KEY,
    unit     IDTEXT  NOT NULL,
    state    TEXT    NOT NULL,
    entry    IDTEXT  NOT NULL, -- empty: no number yet
    moved    INSTANT NOT NULL,
    revision BIGINT  NOT NULL,
    doc      TEXT    NOT NULL
);
CREATE INDEX document_text_unit ON document_text (unit, state, moved, id);

-- 送达回证: one per document and unit that it went to.
CREATE TABLE document_receipt (
    id       IDTEXT  NOT NULL PRIMARY KEY,
    entry    IDTEXT  NOT NULL,
    unit     IDTEXT  NOT NULL,
    waits    BOOLEAN NOT NULL, -- nobody signed, and the document still holds
    sent     INSTANT NOT NULL,
    revision BIGINT  NOT NULL,
    doc      TEXT    NOT NULL,
    UNIQUE (entry, unit)
);
CREATE INDEX document_receipt_unit ON document_receipt (unit, waits, sent, id);

-- The county's own .docx by kind; the file lies among the blobs.
CREATE TABLE document_template (
    id       IDTEXT NOT NULL PRIMARY KEY,
    kind     TEXT   NOT NULL UNIQUE,
    revision BIGINT NOT NULL,
    doc      TEXT   NOT NULL
);

-- +goose Down
DROP TABLE document_template;
DROP TABLE document_receipt;
DROP TABLE document_text;
