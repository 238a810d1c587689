-- +goose Up
-- Files that were uploaded and checked: what a feedback may name as evidence.
CREATE TABLE matter_upload (
    hash TEXT    NOT NULL PRIMARY KEY,
    doc  TEXT    NOT NULL,
    at   INSTANT NOT NULL
);

-- +goose Down
DROP TABLE matter_upload;
