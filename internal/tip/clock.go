package tip

import (
	"context"
	"fmt"
	"slices"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/rule"
	"anlan/internal/timer"
)

// clockKind is the timer kind under which the room's alarms are set.
const clockKind = "tip.clock"

// Timers returns the handlers of the room's timers.
func (s *Service) Timers() map[string]timer.Handler {
	return map[string]timer.Handler{clockKind: s.ring}
}

// alarm is something that happens to a report when its time has come.
type alarm struct {
	key string
	at  anlan.Instant
	do  func(ctx context.Context, tx *db.Tx, t Tip) (Tip, error)
}

// alarms lists what time will do to the report while it stands as it does.
func (s *Service) alarms(t Tip) (list []alarm, err error) {
	desk, err := s.stamped(t)
	if err != nil {
		return nil, err
	}
	if due, clock := t.Due(); due != 0 {
		for i, r := range desk.Ladder {
			if r.Clock == clock {
				key := fmt.Sprintf("%s/%d/%d", clock, due, i)
				list = append(list, alarm{key, s.cal().Shift(due, r.After), s.late(key, clock, r)})
			}
		}
	}
	if t.Reward.waits() && t.Reward.Until != 0 {
		list = append(list, alarm{fmt.Sprintf("reward/%d", t.Reward.At), t.Reward.Until, s.lapse})
	}
	if t.sealed() && t.Identity.Until != 0 {
		list = append(list, alarm{"identity", t.Identity.Until, s.destroy})
	}
	return slices.DeleteFunc(list, func(a alarm) bool { return slices.Contains(t.Fired, a.key) }), nil
}

// setClock sets the report's one timer for the nearest alarm.
func (s *Service) setClock(ctx context.Context, tx *db.Tx, t Tip) error {
	list, err := s.alarms(t)
	if err != nil {
		return err
	}
	key := "tip/" + string(t.ID)
	if len(list) == 0 {
		return timer.Cancel(ctx, tx, key)
	}
	next := slices.MinFunc(list, func(a, b alarm) int { return int(a.at - b.at) })
	return timer.Set(ctx, tx, timer.Timer{Key: key, Kind: clockKind, Ref: t.Ref(), Due: next.at + 1})
}

// ring is what the report's timer does: everything whose time has come, once.
func (s *Service) ring(ctx context.Context, tx *db.Tx, tm timer.Timer) error {
	t, err := load(ctx, tx, tm.Ref.ID)
	if err != nil {
		return err
	}
	list, err := s.alarms(t)
	if err != nil {
		return err
	}
	for _, a := range list {
		if a.at >= tx.Now {
			continue
		}
		if t, err = a.do(ctx, tx, t); err != nil {
			return err
		}
	}
	return s.setClock(ctx, tx, t)
}

// late tells those whom a rung names that the report is late, or soon will be.
func (s *Service) late(key, clock string, r rule.TipRung) func(context.Context, *db.Tx, Tip) (Tip, error) {
	return func(ctx context.Context, tx *db.Tx, t Tip) (Tip, error) {
		was := t
		t.Fired = append(slices.Clone(t.Fired), key)
		return s.commit(ctx, tx, was, t, "tip.late", Told{Clock: clock, To: r.To})
	}
}

// lapse ends a reward that nobody collected.
func (s *Service) lapse(ctx context.Context, tx *db.Tx, t Tip) (Tip, error) {
	was, r := t, *t.Reward
	r.Lapsed = tx.Now
	t.Reward = &r
	return s.commit(ctx, tx, was, t, "tip.reward_lapsed", Told{Amount: r.Amount})
}

// destroy ends what is known of who reported.
func (s *Service) destroy(ctx context.Context, tx *db.Tx, t Tip) (Tip, error) {
	if err := queries(tx).DropSecret(ctx, t.ID); err != nil {
		return t, db.Classify(err)
	}
	was, id := t, *t.Identity
	id.Destroyed = tx.Now
	t.Identity = &id
	return s.commit(ctx, tx, was, t, "tip.identity_destroyed", Told{})
}

// keep works out until when the identity is kept: some months after everything is over.
func (t Tip) keep(desk rule.TipDesk) Tip {
	if !t.sealed() {
		return t
	}
	id := *t.Identity
	id.Until = 0
	if t.Ended != 0 && !t.Reward.waits() {
		over := t.Ended
		if t.Reward != nil {
			over = max(over, t.Reward.Collected, t.Reward.Lapsed)
		}
		id.Until = anlan.At(over.Time().AddDate(0, desk.KeepMonths, 0))
	}
	t.Identity = &id
	return t
}
