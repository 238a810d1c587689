-- +goose Up
-- Settings of this room, such as the single sign-on; secrets inside are sealed.
CREATE TABLE account_setting (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- +goose Down
DROP TABLE account_setting;
