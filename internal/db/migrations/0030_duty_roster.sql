-- +goose Up
-- One shift of a duty post: who is on duty and which leader is in charge, from an instant to another.
CREATE TABLE duty_shift (
    id         IDTEXT  NOT NULL PRIMARY KEY,
    place      TEXT    NOT NULL,            -- of the unit, for the county's view
    unit       IDTEXT  NOT NULL,
    post       IDTEXT  NOT NULL,
    kind       TEXT    NOT NULL,            -- whole day night
    starts     INSTANT NOT NULL,
    ends       INSTANT NOT NULL,            -- the first instant after the shift
    person     IDTEXT  NOT NULL,
    leader     IDTEXT  NOT NULL,            -- 带班领导, may be empty
    note       TEXT    NOT NULL,
    status     TEXT    NOT NULL,            -- planned cancelled
    revision   BIGINT  NOT NULL,
    created_at INSTANT NOT NULL,
    updated_at INSTANT NOT NULL
);
CREATE INDEX duty_shift_unit ON duty_shift (unit, starts, id);
CREATE INDEX duty_shift_person ON duty_shift (person, starts, id);
CREATE INDEX duty_shift_place ON duty_shift (place, starts, id);
CREATE INDEX duty_shift_ends ON duty_shift (ends, starts);

-- A swap keeps both names, the reason and who agreed to it.
CREATE TABLE duty_change (
    id     IDTEXT  NOT NULL PRIMARY KEY,
    shift  IDTEXT  NOT NULL,
    role   TEXT    NOT NULL,                -- person leader
    was    IDTEXT  NOT NULL,
    became IDTEXT  NOT NULL,
    reason TEXT    NOT NULL,
    other  IDTEXT  NOT NULL,                -- the other shift of an exchange, or empty
    actor  TEXT    NOT NULL,
    at     INSTANT NOT NULL
);
CREATE INDEX duty_change_shift ON duty_change (shift, at, id);

-- 交接班: what one shift tells the next, and when the next has read it.
CREATE TABLE duty_handover (
    id         IDTEXT  NOT NULL PRIMARY KEY,
    shift      IDTEXT  NOT NULL,            -- the one that ends
    next       IDTEXT  NOT NULL,            -- the one that begins
    note       TEXT    NOT NULL,            -- what is still open
    given_by   IDTEXT  NOT NULL,
    given_at   INSTANT NOT NULL,
    taken_by   IDTEXT  NOT NULL,            -- empty until taken
    taken_at   INSTANT NOT NULL,
    revision   BIGINT  NOT NULL
);
CREATE UNIQUE INDEX duty_handover_shift ON duty_handover (shift);
CREATE INDEX duty_handover_next ON duty_handover (next);

CREATE VIEW v_duty_shift AS SELECT id, place, unit, post, kind, starts, ends, person, leader, status FROM duty_shift;

-- +goose Down
DROP VIEW v_duty_shift;
DROP TABLE duty_handover;
DROP TABLE duty_change;
DROP TABLE duty_shift;
