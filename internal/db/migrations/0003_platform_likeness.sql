-- +goose Up
-- Every picture that was looked at, in the order of its place in the index. The keys lie apart from the
-- print, so that loading an index reads little.
CREATE TABLE likeness_key (
    place BIGINT  NOT NULL PRIMARY KEY, -- 0, 1, 2 …
    hash  TEXT    NOT NULL UNIQUE,      -- of the file
    state TEXT    NOT NULL,             -- compared, plain, no_decoder, broken, gone
    at    INSTANT NOT NULL,
    keys  BYTEA   NOT NULL              -- four bytes each; none where there is nothing to find
);

CREATE TABLE likeness_print (
    place BIGINT NOT NULL PRIMARY KEY,
    print BYTEA  NOT NULL
);

-- +goose Down
DROP TABLE likeness_print;
DROP TABLE likeness_key;
