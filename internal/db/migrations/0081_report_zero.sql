-- +goose Up
-- 零报告: somebody declares that there was nothing of a kind in a year, so that nothing is a zero and not
-- "no record". doc is the record (sealed into the ledger).
CREATE TABLE report_zero (
    id       IDTEXT  NOT NULL PRIMARY KEY,
    year     BIGINT  NOT NULL,
    source   TEXT    NOT NULL, -- what there was nothing of
    area     TEXT    NOT NULL, -- township; empty: the county
    holds    BOOLEAN NOT NULL,
    revision BIGINT  NOT NULL,
    doc      TEXT    NOT NULL
);
CREATE UNIQUE INDEX report_zero_once ON report_zero (year, source, area) WHERE holds;

-- +goose Down
DROP TABLE report_zero;
