package sim

import (
	"maps"
	"slices"
	"time"

	"anlan"
	"anlan/internal/matter"
	"anlan/internal/rule"
)

// moment is one thing that time must do, worked out from the rules alone.
type moment struct {
	key string
	at  anlan.Instant
}

// ladder lists the rungs that a matter must draw, in order. Reminders that lay before the matter
// existed are passed over; from the deadline on nothing is.
func (w *watch) ladder(s *story) ([]moment, error) {
	if s.due == "" {
		return nil, nil
	}
	v, err := w.c.book.Version(s.stamp.Ladder)
	if err != nil {
		return nil, err
	}
	l, _, err := rule.As[rule.Ladder](v)
	var list []moment
	for _, r := range l.Rungs {
		at := w.c.cal.Shift(s.due.End(), r.Offset)
		if at > s.opened || at >= s.due.End() {
			list = append(list, moment{r.Key, at})
		}
	}
	return list, err
}

// signSteps lists who must be told that nobody signs.
func (w *watch) signSteps(s *story) ([]moment, error) {
	v, err := w.c.book.Version(s.stamp.Sign)
	if err != nil {
		return nil, err
	}
	sign, _, err := rule.As[rule.SignFor](v)
	class, _ := sign.Class(s.urgency)
	var list []moment
	at, clocks := s.since, 0
	for _, u := range sign.Unsigned {
		for ; clocks < u.AfterClocks; clocks++ {
			at = w.c.cal.Shift(at, class.Within)
		}
		list = append(list, moment{u.To, at})
	}
	return list, err
}

// hushes are the keys of the silence clock, by where the ball lies.
var hushes = map[matter.State]string{matter.Issued: "unsigned", matter.Doing: "silent", matter.Reported: "unreviewed", matter.Returned: "unruled"}

// silence is when a matter without a word from whoever holds it must be raised.
func (w *watch) silence(s *story) (anlan.Instant, error) {
	v, err := w.c.book.Version(s.stamp.Progress)
	if err != nil {
		return 0, err
	}
	p, _, err := rule.As[rule.ProgressRule](v)
	return s.moved.Add(time.Duration(p.Silence(s.cadence)) * 24 * time.Hour), err
}

// fired holds what time did against what it ought to do: never early, never twice, never out of order.
func (w *watch) fired(s *story, e anlan.Event, t matter.Told) error {
	if slices.Contains(slices.Collect(maps.Values(hushes)), t.Rung) {
		at, err := w.silence(s)
		if err == nil && (hushes[s.state] != t.Rung || e.At < at) {
			err = w.breach(7, "%s: raised as %s at %v while %s, due %v", s.id, t.Rung, e.At.Time(), s.state, at.Time())
		}
		s.moved = e.At
		return err
	}
	signs, err := w.signSteps(s)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(signs, func(m moment) bool { return m.key == t.Rung }) {
		if s.state != matter.Issued {
			return w.breach(1, "%s: told %s that nobody signs, while %s", s.id, t.Rung, s.state)
		}
		return w.next(s, e, t.Rung, signs, &s.signs)
	}
	rungs, err := w.ladder(s)
	if err != nil {
		return err
	}
	return w.next(s, e, t.Rung, rungs, &s.rungs)
}

// next holds a step against the first one that has not fired yet.
func (w *watch) next(s *story, e anlan.Event, key string, want []moment, done *[]string) error {
	n := len(*done)
	switch {
	case n >= len(want) || want[n].key != key:
		return w.breach(1, "%s: %q fired after %v; it is not its turn", s.id, key, *done)
	case e.At < want[n].at:
		return w.breach(1, "%s: %q fired at %v, before its time %v", s.id, key, e.At.Time(), want[n].at.Time())
	}
	*done = append(*done, key)
	return nil
}

// timeActed asks after the clock moved whether time has done everything it had to do by now.
func (w *watch) timeActed() error {
	now := w.c.d.Now()
	for _, s := range w.order {
		if !s.open() {
			continue
		}
		rungs, err := w.ladder(s)
		if err != nil {
			return err
		}
		if n := len(s.rungs); n < len(rungs) && rungs[n].at <= now {
			return w.breach(1, "%s (%s, due %s): %q was due at %v and has not fired", s.id, s.state, s.due, rungs[n].key, rungs[n].at.Time())
		}
		if over := s.due != "" && s.due.End() < now; over != s.last.Overdue {
			return w.breach(1, "%s (%s, due %s): overdue is %v, but counts as %v", s.id, s.state, s.due, over, s.last.Overdue)
		}
		if err := w.untilNow(s, now); err != nil {
			return err
		}
	}
	return nil
}

func (w *watch) untilNow(s *story, now anlan.Instant) error {
	if s.state == matter.Issued {
		signs, err := w.signSteps(s)
		if err != nil {
			return err
		}
		if n := len(s.signs); n < len(signs) && signs[n].at <= now {
			return w.breach(1, "%s: unsigned, %q was to be told at %v", s.id, signs[n].key, signs[n].at.Time())
		} else if n < len(signs) {
			return nil // the sign-for clock still watches
		}
	}
	at, err := w.silence(s)
	if err == nil && at <= now {
		err = w.breach(7, "%s: %s and silent since %v, and nobody was told", s.id, s.state, s.moved.Time())
	}
	return err
}
