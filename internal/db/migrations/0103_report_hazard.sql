-- +goose Up
-- How many hazards stand where: folded from events, never queried from the hazards themselves.
CREATE TABLE report_hazard (
    area    TEXT    NOT NULL,
    branch  IDTEXT  NOT NULL,
    state   TEXT    NOT NULL,
    grade   TEXT    NOT NULL,
    marks   TEXT    NOT NULL, -- what else it is: listed, relapse, stopped, in this order
    n       BIGINT  NOT NULL,
    PRIMARY KEY (area, branch, state, grade, marks)
);

-- +goose Down
DROP TABLE report_hazard;
