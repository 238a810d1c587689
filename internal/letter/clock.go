package letter

import (
	"context"
	"slices"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/rule"
	"anlan/internal/timer"
)

// clockKind is the timer kind under which the room's alarms are set: one for each letter that waits for a
// signature and each objection that waits for an answer.
const clockKind = "letter.clock"

// chased is for how long after its last day a letter is asked for at the least, though its year may be over.
const chased = 60

// Timers returns the handlers of the room's timers.
func (s *Service) Timers() map[string]timer.Handler {
	return map[string]timer.Handler{clockKind: s.ring}
}

// Clock is until when a letter is to be signed, or an objection to be answered, and how far the ladder is that
// tells of it. It starts when the letter is sent and when the objection is made; nothing starts it anew (law 2).
type Clock struct {
	Due   anlan.Date `json:"due"`
	Rule  string     `json:"rule" doc:"Version of the ladder that it was born with"`
	Fired int        `json:"fired,omitempty" doc:"Rungs of the ladder that are past"`
	Late  bool       `json:"late,omitempty" doc:"The last day passed, and those above were told"`
}

// Urging is what a rung of the ladder tells: which, whom, of which day, and by which version.
type Urging struct {
	Rung string     `json:"rung"`
	To   []string   `json:"to"`
	Due  anlan.Date `json:"due"`
	Late bool       `json:"late"`
	Rule string     `json:"rule"`
}

// clockSince makes the clock of what waits since an instant, by the policy of that day; nil where it sets no day.
// Rungs that lie before it are past: whoever is given two days is not reminded three days ahead.
func (s *Service) clockSince(what string, since anlan.Instant) (*Clock, error) {
	set, _, err := s.set(since.Date())
	days, subject := set.SignDays, rule.LetterSigning
	if what == OwedAnswer {
		days, subject = set.AnswerDays, rule.LetterAnswering
	}
	if err != nil || days == 0 {
		return nil, err
	}
	_, v, err := rule.Get[rule.Ladder](s.book(), subject, since.Date())
	if err != nil {
		return nil, err
	}
	c, _, err := s.tick(Clock{Due: since.Date().AddDays(days), Rule: v.ID}, since)
	return &c, err
}

// rungs are the steps of the clock's ladder.
func (s *Service) rungs(c Clock) ([]rule.Rung, error) {
	v, err := s.book().Version(c.Rule)
	if err != nil {
		return nil, err
	}
	l, _, err := rule.As[rule.Ladder](v)
	return l.Rungs, err
}

// at is when a rung is reached.
func (s *Service) at(c Clock, r rule.Rung) anlan.Instant { return s.cal().Shift(c.Due.End(), r.Offset) }

// tick lets time act. Of several rungs that are reached at once one is told, to everybody whom they name.
func (s *Service) tick(c Clock, now anlan.Instant) (Clock, Urging, error) {
	rungs, err := s.rungs(c)
	var u Urging
	for c.Fired < len(rungs) && s.at(c, rungs[c.Fired]) < now {
		r := rungs[c.Fired]
		u.Rung = r.Key
		for _, to := range r.To {
			if !slices.Contains(u.To, to) {
				u.To = append(u.To, to)
			}
		}
		c.Fired++
	}
	c.Late = now > c.Due.End()
	u.Due, u.Late, u.Rule = c.Due, c.Late, c.Rule
	return c, u, err
}

// next is when the clock's timer is to ring; 0: never again.
func (s *Service) next(c *Clock) (anlan.Instant, error) {
	if c == nil {
		return 0, nil
	}
	rungs, err := s.rungs(*c)
	if err != nil || c.Fired >= len(rungs) {
		return 0, err
	}
	return s.at(*c, rungs[c.Fired]) + 1, nil
}

func timerKey(record anlan.ID) string { return "letter/" + string(record) }

// wind sets the one timer of a record by the clock that runs; none runs: none is set.
func (s *Service) wind(ctx context.Context, tx *db.Tx, ref anlan.Ref, c *Clock) error {
	at, err := s.next(c)
	if err != nil {
		return err
	}
	if at == 0 {
		return timer.Cancel(ctx, tx, timerKey(ref.ID))
	}
	return timer.Set(ctx, tx, timer.Timer{Key: timerKey(ref.ID), Kind: clockKind, Ref: ref, Due: at})
}

// running is the clock of a letter that a side has still to sign for the first time; nil: none runs. Whoever comes to
// a post and signs again has no day: the letter's own has passed before him.
func (l Letter) running() *Clock {
	if l.State != Sent {
		return nil
	}
	return l.Clock
}

// running is the clock of an objection that waits; nil: none runs.
func (o Objection) running() *Clock {
	if o.State != Asked {
		return nil
	}
	return o.Clock
}

// ring is what the timer of a letter or an objection does.
func (s *Service) ring(ctx context.Context, tx *db.Tx, t timer.Timer) error {
	if t.Ref.Kind == RefObjection {
		return s.ringObjection(ctx, tx, t.Ref.ID)
	}
	return s.ringLetter(ctx, tx, t.Ref.ID)
}

func (s *Service) ringLetter(ctx context.Context, tx *db.Tx, id anlan.ID) error {
	l, err := s.load(ctx, tx, id)
	if err != nil || l.State != Sent {
		return err
	}
	u, err := s.reached(&l.Clock, OwedSign, l.SentAt, tx.Now)
	if err != nil || len(u.To) == 0 || tx.Now.Date() > l.askedUntil() {
		return s.rewind(ctx, tx, l.Ref(), l.running(), l.askedUntil(), err)
	}
	l.Noted++ // by the house: it refuses no form that is open
	told := Urged{Told: l.told(), Urging: u}
	for _, role := range []string{RoleIssuer, RoleSigner} {
		if l.signing(role) == nil {
			told.Waits = append(told.Waits, l.Side(role))
		}
	}
	_, err = s.save(ctx, tx, "letter.unsigned", l, told)
	return err
}

func (s *Service) ringObjection(ctx context.Context, tx *db.Tx, id anlan.ID) error {
	o, err := getItem[Objection](ctx, tx, id)
	if err != nil || o.State != Asked {
		return err
	}
	u, err := s.reached(&o.Clock, OwedAnswer, o.At, tx.Now)
	if err != nil || len(u.To) == 0 || tx.Now.Date() > o.askedUntil() {
		return s.rewind(ctx, tx, o.Ref(), o.running(), o.askedUntil(), err)
	}
	o.Revision++
	return s.keep(ctx, tx, "letter.unanswered", o, UrgedAnswer{Objection: o, Urging: u})
}

// reached moves a clock on; a record from before there were clocks gets its own.
func (s *Service) reached(c **Clock, what string, since, now anlan.Instant) (u Urging, err error) {
	if *c == nil {
		if *c, err = s.clockSince(what, since); err != nil || *c == nil {
			return u, err
		}
	}
	next, u, err := s.tick(**c, now)
	*c = &next
	return u, err
}

// rewind sets the timer anew when nothing was to be told; after the last day on which anything is asked, none.
func (s *Service) rewind(ctx context.Context, tx *db.Tx, ref anlan.Ref, c *Clock, until anlan.Date, err error) error {
	if err != nil || tx.Now.Date() > until {
		return err
	}
	return s.wind(ctx, tx, ref, c)
}

// Urged is what is told of a letter that is not signed in time: by which sides.
type Urged struct {
	Told
	Urging
	Waits []Party `json:"waits"`
}

// UrgedAnswer is what is told of an objection that is not answered in time.
type UrgedAnswer struct {
	Objection
	Urging
}
