-- +goose Up
-- Ended hazards whose doubts still ask for a reason, by the unit that has to look again.
CREATE TABLE hazard_vouch (
    hazard IDTEXT  NOT NULL PRIMARY KEY,
    unit   IDTEXT  NOT NULL,
    at     INSTANT NOT NULL
);
CREATE INDEX hazard_vouch_unit ON hazard_vouch (unit, at, hazard);

-- Those that ended before somebody was asked. What does not ask is passed over when the list is read.
INSERT INTO hazard_vouch (hazard, unit, at)
SELECT h.id, h.checker, min(d.at) FROM hazard_doubt d JOIN hazard h ON h.id = d.hazard
WHERE d.open AND h.state IN ('closed', 'fixed') GROUP BY h.id, h.checker;

-- +goose Down
DROP TABLE hazard_vouch;
