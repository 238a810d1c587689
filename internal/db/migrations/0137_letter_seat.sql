-- +goose Up
-- Whose post signs which letter, and who signed last: what my to-do looks for. Written from the letter in
-- the same transaction; a letter that is no longer to be signed has no rows.
CREATE TABLE letter_seat (
    letter IDTEXT NOT NULL,
    role   TEXT   NOT NULL, -- issuer, signer
    post   IDTEXT NOT NULL,
    year   BIGINT NOT NULL,
    person IDTEXT NOT NULL, -- who signed last; empty: nobody
    PRIMARY KEY (letter, role)
);
CREATE INDEX letter_seat_post ON letter_seat (post, year, person, letter);

-- +goose Down
DROP TABLE letter_seat;
