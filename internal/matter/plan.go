package matter

import (
	"sync/atomic"
	"time"

	"anlan"
	"anlan/internal/calendar"
	"anlan/internal/rule"
)

// policies reads the dated rules that matters live by and counts their days.
type policies struct {
	book func() *rule.Book
	cal  func() *calendar.Calendar

	ladders *ladders
	lamp    *atomic.Pointer[soonOn]
}

// soonOn is what the rule of one day says of lamps: a page of a list asks for it at each of its rows.
type soonOn struct {
	book        *rule.Book
	first, last anlan.Instant // of the day
	span        time.Duration
}

// stamp names the versions in force on the day a matter is opened.
func (p policies) stamp(day anlan.Date) (Stamp, error) {
	var s Stamp
	for subject, id := range map[rule.Subject]*string{rule.UrgingLadder: &s.Ladder, rule.SignClock: &s.Sign,
		rule.Progress: &s.Progress, rule.Evidence: &s.Evidence, rule.ReturnHops: &s.Hops} {
		v, err := p.book().At(subject, day)
		if err != nil {
			return Stamp{}, err
		}
		*id = v.ID
	}
	return s, nil
}

// soon is how long before the deadline the lamp turns to 临期, by the rule of the day.
func (p policies) soon(now anlan.Instant) time.Duration {
	book := p.book()
	if s := p.lamp.Load(); s != nil && s.book == book && s.first <= now && now <= s.last {
		return s.span
	}
	day := now.Date()
	s := &soonOn{book, day.Start(), day.End(), time.Duration(rule.SoonDays(book, day)) * 24 * time.Hour}
	p.lamp.Store(s)
	return s.span
}

// stamped returns the value of a version by its identity.
func stamped[T rule.Value](b *rule.Book, id string) (T, error) {
	v, err := b.Version(id)
	if err != nil {
		var none T
		return none, err
	}
	value, _, err := rule.As[T](v)
	return value, err
}

// clock works out every moment at which time will act on the matter as it stands.
func (p policies) clock(m Matter) (c Clock, err error) {
	b := p.book()
	if m.State == Issued {
		sign, err := stamped[rule.SignFor](b, m.Stamp.Sign)
		if err != nil {
			return c, err
		}
		c.Sign = p.signSteps(m, sign)
	}
	if m.Deadline != 0 {
		if c.Ladder, err = p.ladder(m.Stamp.Ladder, m.Deadline); err != nil {
			return c, err
		}
	}
	if m.IsOpen() {
		progress, err := stamped[rule.ProgressRule](b, m.Stamp.Progress)
		if err != nil {
			return c, err
		}
		c.Silent = m.Moved.Add(time.Duration(progress.Silence(m.Cadence)) * 24 * time.Hour)
	}
	return c, nil
}

// ladder tells when the rungs of a ladder's version stand for a deadline.
func (p policies) ladder(version string, deadline anlan.Instant) ([]Step, error) {
	cal := p.cal()
	return p.ladders.at(cal, version, deadline, func() (list []Step, _ error) {
		ladder, err := stamped[rule.Ladder](p.book(), version)
		for _, r := range ladder.Rungs {
			list = append(list, Step{Key: r.Key, At: cal.Shift(deadline, r.Offset), To: r.To, Document: r.Document})
		}
		return list, err
	})
}

// signSteps counts whole sign-for clocks from the moment the matter came to its present owner.
func (p policies) signSteps(m Matter, sign rule.SignFor) []Step {
	class, _ := sign.Class(string(m.Urgency))
	var steps []Step
	at, clocks := m.Since, 0
	for _, u := range sign.Unsigned {
		for ; clocks < u.AfterClocks; clocks++ {
			at = p.cal().Shift(at, class.Within)
		}
		steps = append(steps, Step{Key: u.To, At: at, To: []string{u.To}, Document: "none"})
	}
	return steps
}

// asks returns what evidence the matter's kind asks for.
func (p policies) asks(m Matter) ([]Ask, error) {
	e, err := stamped[rule.EvidenceRule](p.book(), m.Stamp.Evidence)
	if err != nil {
		return nil, err
	}
	var list []Ask
	for _, a := range e.Kind(m.Evidence).Asks {
		list = append(list, Ask{Kind: a.Kind, Min: a.Min, ZH: a.ZH, EN: a.EN})
	}
	return list, nil
}
