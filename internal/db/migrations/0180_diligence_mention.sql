-- +goose Up
-- Which events speak of a post, a unit, a person or a record: eight bytes of the SHA-256 of its identifier,
-- so that a million events cost megabytes. A reader looks at the event again before it believes a row.
CREATE TABLE diligence_mention (
    who BIGINT NOT NULL,
    pos BIGINT NOT NULL,
    PRIMARY KEY (who, pos)
);

-- +goose Down
DROP TABLE diligence_mention;
