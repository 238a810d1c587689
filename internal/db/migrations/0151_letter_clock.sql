-- +goose Up
-- Letters that wait for a signature and objections that wait for an answer have alarms. Those of before get one that
-- rings at once: it tells what is late, and winds itself for what lies ahead (internal/letter/clock.go).
INSERT INTO timer (key, kind, ref, due_at, attempt)
SELECT 'letter/' || id, 'letter.clock', 'letter.letter:' || id, 1, 0 FROM letter WHERE state = 'sent';
INSERT INTO timer (key, kind, ref, due_at, attempt)
SELECT 'letter/' || id, 'letter.clock', 'letter.objection:' || id, 1, 0 FROM letter_item WHERE kind = 'objection' AND state = 'open';

-- +goose Down
DELETE FROM timer WHERE kind = 'letter.clock';
