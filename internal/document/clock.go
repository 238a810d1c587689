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

// step is what time does to a receipt that nobody signs, after n steps that were told, by the version it
// was sent under. When the ladder has ended its last step is told again, as often as the policy says; without
// an end, while somebody ought to have signed (law 7).
func (s *Service) step(r Receipt, n int) (step tellStep, last, there bool, err error) {
	if r.Stamp == "" {
		return step, false, false, nil
	}
	v, err := s.Book().Version(r.Stamp)
	if err != nil {
		return step, false, false, err
	}
	sign, _, err := rule.As[rule.SignFor](v)
	if err != nil {
		return step, false, false, err
	}
	class, _ := sign.Class(r.Urgency)
	end := len(sign.Unsigned) - 1
	clocks := sign.Unsigned[min(n, end)].AfterClocks
	if n > end {
		clocks += (n - end) * sign.RepeatClocks
	}
	at := r.Sent
	for range clocks {
		at = s.Calendar().Shift(at, class.Within)
	}
	return tellStep{at, sign.Unsigned[min(n, end)].To}, n >= end, n <= end || sign.RepeatClocks > 0, nil
}

func timerKey(r Receipt) string { return "document/" + string(r.ID) }

// setClock sets the receipt's one timer for its next step.
func (s *Service) setClock(ctx context.Context, tx *db.Tx, r Receipt) error {
	next, _, there, err := s.step(r, r.Fired)
	if err != nil {
		return err
	}
	if !r.Waits() || !there {
		return timer.Cancel(ctx, tx, timerKey(r))
	}
	return timer.Set(ctx, tx, timer.Timer{Key: timerKey(r), Kind: clockKind, Ref: r.Ref(), Due: next.at})
}

// ring tells whoever is next that nobody has signed.
func (s *Service) ring(ctx context.Context, tx *db.Tx, tm timer.Timer) error {
	was, err := loadReceipt(ctx, tx, tm.Ref.ID)
	if err != nil {
		return err
	}
	r, to := was, []string{}
	for r.Waits() {
		next, last, there, err := s.step(was, r.Fired)
		if err != nil {
			return err
		}
		if !there || next.at > tx.Now {
			break
		}
		if len(to) == 0 || to[len(to)-1] != next.to { // many repeats at once are told once
			to = append(to, next.to)
		}
		r.Fired, r.Spent = r.Fired+1, last
	}
	if len(to) == 0 {
		return s.setClock(ctx, tx, was)
	}
	_, err = s.updateReceipt(ctx, tx, "document.unsigned", was, r, to)
	return err
}
