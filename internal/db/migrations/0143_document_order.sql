-- +goose Up
-- Papers of one instant (a ladder that rang for many matters) stand in the register in the order of their numbers.
ALTER TABLE document_party ADD COLUMN code TEXT NOT NULL DEFAULT '';
ALTER TABLE document_party ADD COLUMN n BIGINT NOT NULL DEFAULT 0;
UPDATE document_party SET code = (SELECT e.code FROM document_entry e WHERE e.id = document_party.entry),
    n = (SELECT e.n FROM document_entry e WHERE e.id = document_party.entry)
WHERE EXISTS (SELECT 1 FROM document_entry e WHERE e.id = document_party.entry);
CREATE INDEX document_party_order ON document_party (unit, issued, code, n, entry);

DROP INDEX document_entry_issued;
DROP INDEX document_entry_code;
DROP INDEX document_entry_kind;
DROP INDEX document_entry_void;
CREATE INDEX document_entry_issued ON document_entry (issued, code, n, id);
CREATE INDEX document_entry_code ON document_entry (code, issued, n, id);
CREATE INDEX document_entry_kind ON document_entry (kind, issued, code, n, id);
CREATE INDEX document_entry_void ON document_entry (issued, code, n, id) WHERE void;

-- +goose Down
DROP INDEX document_entry_void;
DROP INDEX document_entry_kind;
DROP INDEX document_entry_code;
DROP INDEX document_entry_issued;
CREATE INDEX document_entry_issued ON document_entry (issued, id);
CREATE INDEX document_entry_code ON document_entry (code, issued, id);
CREATE INDEX document_entry_kind ON document_entry (kind, issued, id);
CREATE INDEX document_entry_void ON document_entry (issued, id) WHERE void;
DROP INDEX document_party_order;
ALTER TABLE document_party DROP COLUMN n;
ALTER TABLE document_party DROP COLUMN code;
