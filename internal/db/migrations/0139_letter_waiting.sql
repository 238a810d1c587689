-- +goose Up
-- Which letters wait for a signature: the matrix asks after each event of a letter.
CREATE INDEX letter_waiting ON letter (year, id) WHERE state = 'sent';

-- +goose Down
DROP INDEX letter_waiting;
