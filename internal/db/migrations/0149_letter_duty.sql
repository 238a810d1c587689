-- +goose Up
-- What letters ask of whom: one row for each open duty and seat, written from the letter, its marks and its
-- year's assessment in the transaction that changes them, so that the to-do of a post asks once. The seats of
-- before were the signatures alone.
DROP TABLE letter_seat;
CREATE TABLE letter_duty (
    record IDTEXT  NOT NULL, -- the letter, or the objection
    what   TEXT    NOT NULL, -- sign, self, check, answer; stale: to be written anew
    seat   TEXT    NOT NULL, -- whom it waits for: p:post, u:unit, office
    ends   DAYTEXT NOT NULL, -- the last day on which it is asked
    person IDTEXT  NOT NULL, -- who signed last for this post; empty: nobody
    since  INSTANT NOT NULL,
    doc    TEXT    NOT NULL,
    PRIMARY KEY (record, what, seat)
);
CREATE INDEX letter_duty_seat ON letter_duty (seat, ends);
CREATE INDEX letter_duty_stale ON letter_duty (record) WHERE what = 'stale';
-- The letters and objections of before get theirs before the door opens (Service.Settle).
INSERT INTO letter_duty (record, what, seat, ends, person, since, doc)
SELECT id, 'stale', '', '', '', 0, '' FROM letter WHERE state IN ('sent', 'signed');
INSERT INTO letter_duty (record, what, seat, ends, person, since, doc)
SELECT id, 'stale', '', '', '', 0, '' FROM letter_item WHERE kind = 'objection' AND state = 'open';

-- +goose Down
DROP TABLE letter_duty;
CREATE TABLE letter_seat (
    letter IDTEXT NOT NULL,
    role   TEXT   NOT NULL, -- issuer, signer
    post   IDTEXT NOT NULL,
    year   BIGINT NOT NULL,
    person IDTEXT NOT NULL, -- who signed last; empty: nobody
    PRIMARY KEY (letter, role)
);
CREATE INDEX letter_seat_post ON letter_seat (post, year, person, letter);
