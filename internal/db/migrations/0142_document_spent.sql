-- +goose Up
-- Receipts whose clock has told everybody it knows while nobody signed: they stand in the to-do of whoever
-- sent the document, and of the office, until somebody does.
ALTER TABLE document_receipt ADD COLUMN spent BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX document_receipt_spent ON document_receipt (entry) WHERE spent AND waits;

-- +goose Down
DROP INDEX document_receipt_spent;
ALTER TABLE document_receipt DROP COLUMN spent;
