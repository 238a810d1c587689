-- +goose Up
-- Which edition of the program's own checklists the county has: a start then need not read them all.
CREATE TABLE inspection_shipped (
    library TEXT NOT NULL PRIMARY KEY,
    seal    TEXT NOT NULL
);

-- +goose Down
DROP TABLE inspection_shipped;
