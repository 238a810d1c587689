-- +goose Up
-- What lies before the device of somebody who is about to sign: the exact bytes, for minutes, one for each
-- account. Signing takes it away. It is no record: what was signed is.
CREATE TABLE letter_sheet (
    account   IDTEXT  NOT NULL PRIMARY KEY,
    letter    IDTEXT  NOT NULL,
    at        INSTANT NOT NULL,
    statement TEXT    NOT NULL
);

-- +goose Down
DROP TABLE letter_sheet;
