package document

import (
	"context"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/rule"
	"anlan/internal/timer"
)

// clockKind is the timer kind under which the room's alarms are set.
const clockKind = "document.clock"

// Timers returns the handlers of the room's timers.
func (s *Service) Timers() map[string]timer.Handler {
	return map[string]timer.Handler{clockKind: s.ring}
}

// tellStep is one moment of a receipt's clock and whom it tells.
type tellStep struct {
	at anlan.Instant
	to string
}

// steps are everything that time will do to a receipt that nobody signs, by the version it was sent under.
func (s *Service) steps(r Receipt) ([]tellStep, error) {
	if r.Stamp == "" {
		return nil, nil
	}
	v, err := s.Book().Version(r.Stamp)
	if err != nil {
		return nil, err
	}
	sign, _, err := rule.As[rule.SignFor](v)
	if err != nil {
		return nil, err
	}
	class, _ := sign.Class(r.Urgency)
	var list []tellStep
	at, clocks := r.Sent, 0
	for _, u := range sign.Unsigned {
		for ; clocks < u.AfterClocks; clocks++ {
			at = s.Calendar().Shift(at, class.Within)
		}
		list = append(list, tellStep{at, u.To})
	}
	return list, nil
}

func timerKey(r Receipt) string { return "document/" + string(r.ID) }

// setClock sets the receipt's one timer for its next step.
func (s *Service) setClock(ctx context.Context, tx *db.Tx, r Receipt) error {
	steps, err := s.steps(r)
	if err != nil {
		return err
	}
	if !r.Waits() || r.Fired >= len(steps) {
		return timer.Cancel(ctx, tx, timerKey(r))
	}
	return timer.Set(ctx, tx, timer.Timer{Key: timerKey(r), Kind: clockKind, Ref: r.Ref(), Due: steps[r.Fired].at})
}

// ring tells whoever is next that nobody has signed.
func (s *Service) ring(ctx context.Context, tx *db.Tx, tm timer.Timer) error {
	was, err := loadReceipt(ctx, tx, tm.Ref.ID)
	if err != nil {
		return err
	}
	steps, err := s.steps(was)
	if err != nil {
		return err
	}
	r, to := was, []string{}
	for r.Waits() && r.Fired < len(steps) && steps[r.Fired].at <= tx.Now {
		to = append(to, steps[r.Fired].to)
		r.Fired++
	}
	if len(to) == 0 {
		return s.setClock(ctx, tx, was)
	}
	_, err = s.updateReceipt(ctx, tx, "document.unsigned", was, r, to)
	return err
}
