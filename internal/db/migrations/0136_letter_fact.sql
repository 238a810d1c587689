-- +goose Up
-- What the letters count: one row for each fact and metric, folded from the events of the other rooms.
CREATE TABLE letter_fact (
    ref     TEXT    NOT NULL,
    metric  TEXT    NOT NULL,
    year    BIGINT  NOT NULL,
    branch  IDTEXT  NOT NULL,
    area    TEXT    NOT NULL, -- place code cut to the township; empty: none
    village TEXT    NOT NULL, -- cut to the village; empty: none
    unit    IDTEXT  NOT NULL,
    verdict TEXT    NOT NULL, -- good, bad, open, waived
    day     DAYTEXT NOT NULL,
    n       BIGINT  NOT NULL,
    title   TEXT    NOT NULL,
    PRIMARY KEY (ref, metric)
);
CREATE INDEX letter_fact_branch ON letter_fact (branch, year, metric, day, ref);
CREATE INDEX letter_fact_area ON letter_fact (area, year, metric, day, ref) WHERE area <> '';
CREATE INDEX letter_fact_village ON letter_fact (village, year, metric, day, ref) WHERE village <> '';
CREATE INDEX letter_fact_unit ON letter_fact (unit, year, metric, day, ref);

-- How many of them there are, by whose letter they count for. A score reads only these rows.
CREATE TABLE letter_count (
    scope   TEXT   NOT NULL, -- b:branch, a:area, v:village, u:unit
    year    BIGINT NOT NULL,
    metric  TEXT   NOT NULL,
    verdict TEXT   NOT NULL,
    n       BIGINT NOT NULL,
    PRIMARY KEY (scope, year, metric, verdict)
);
CREATE INDEX letter_count_year ON letter_count (year, scope);

-- +goose Down
DROP TABLE letter_count;
DROP TABLE letter_fact;
