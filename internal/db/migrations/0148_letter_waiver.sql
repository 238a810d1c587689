-- +goose Up
-- Facts that do not count for one letter, because an objection of its signer was upheld (ADR 11). For every
-- other letter they count as before. Rows are only ever added, with the answer that they follow from.
CREATE TABLE letter_waiver (
    letter IDTEXT NOT NULL,
    ref    TEXT   NOT NULL,
    metric TEXT   NOT NULL,
    PRIMARY KEY (letter, ref, metric)
);

-- Which record shows a file as evidence: a letter (with what hangs on it), or a unit's recorded fact. Who
-- may read the one may open the file.
CREATE TABLE letter_file (
    hash   TEXT   NOT NULL,
    letter IDTEXT NOT NULL, -- empty: of a recorded fact
    unit   IDTEXT NOT NULL,
    PRIMARY KEY (hash, letter, unit)
);

-- +goose Down
DROP TABLE letter_file;
DROP TABLE letter_waiver;
