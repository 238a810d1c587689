-- +goose Up
-- Who led an inspection (带队): the post of whoever made it, and of the leader who was in front, each with when it
-- ended. A leader's duties are counted from here.
CREATE TABLE inspection_led (
    post       IDTEXT  NOT NULL,
    rank       INSTANT NOT NULL,
    inspection IDTEXT  NOT NULL,
    PRIMARY KEY (post, rank, inspection)
);

-- +goose Down
DROP TABLE inspection_led;
