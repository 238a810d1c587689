-- +goose Up
-- One import of a table of paper is one batch; each row keeps what it did, so that it can be undone.
CREATE TABLE registry_batch (
    id         IDTEXT  NOT NULL PRIMARY KEY,
    kind       TEXT    NOT NULL,            -- units organisation enterprises places
    file_name  TEXT    NOT NULL,
    status     TEXT    NOT NULL,            -- committed undone partly_undone
    created    BIGINT  NOT NULL,            -- rows that made a record
    changed    BIGINT  NOT NULL,
    same       BIGINT  NOT NULL,
    wrong      BIGINT  NOT NULL,
    undo_until INSTANT NOT NULL,
    revision   BIGINT  NOT NULL,
    created_at INSTANT NOT NULL,
    updated_at INSTANT NOT NULL
);
CREATE INDEX registry_batch_time ON registry_batch (created_at, id);

-- What one row of the file did to one record: a row of the address book may touch three.
CREATE TABLE registry_batch_step (
    batch    IDTEXT NOT NULL,
    step     BIGINT NOT NULL,               -- order of doing; undone backwards
    line     BIGINT NOT NULL,               -- line in the file
    ref      TEXT   NOT NULL,
    verb     TEXT   NOT NULL,               -- created changed
    revision BIGINT NOT NULL,               -- revision of the record after the step
    undone   TEXT   NOT NULL,               -- empty, undone, or why not
    PRIMARY KEY (batch, step)
);

-- +goose Down
DROP TABLE registry_batch_step;
DROP TABLE registry_batch;
