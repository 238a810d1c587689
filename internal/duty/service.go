package duty

import (
	"context"
	"errors"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/calendar"
	"anlan/internal/db"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

const (
	actRead  = "duty.read"
	actWrite = "duty.write"
)

// Service is the door of rosters for people: every method asks first who may.
type Service struct {
	db   *db.DB
	book func() *rule.Book
	cal  func() *calendar.Calendar
}

// New returns the service. book answers the rules in force, cal the calendar, which tells days off when a rotation is
// dealt out.
func New(d *db.DB, book func() *rule.Book, cal func() *calendar.Calendar) *Service {
	return &Service{db: d, book: book, cal: cal}
}

func (s *Service) read() Directory { return In(s.db.Reader()) }

// ours refuses unless the actor may write the rosters of the unit.
func (s *Service) ours(ctx context.Context, a anlan.Actor, unit anlan.ID) (registry.Unit, error) {
	if err := authz.Check(a, actWrite); err != nil { // without the permission, not even whether the unit exists
		return registry.Unit{}, err
	}
	u, err := s.read().reg.Unit(ctx, unit)
	if err != nil {
		return u, err
	}
	return u, authz.Check(a, actWrite, authz.Target{Unit: u.ID, Place: u.Place})
}

// MayWrite reports whether the actor may write the rosters of the unit, for screens that offer verbs.
func (s *Service) MayWrite(ctx context.Context, a anlan.Actor, unit anlan.ID) bool {
	_, err := s.ours(ctx, a, unit)
	return err == nil
}

// Roster returns the shifts of a unit in a stretch of time.
func (s *Service) Roster(ctx context.Context, a anlan.Actor, unit anlan.ID, from, to anlan.Date) ([]Shift, error) {
	if err := authz.Check(a, actRead); err != nil {
		return nil, err
	}
	return s.read().Roster(ctx, unit, from.Start(), to.End())
}

// OnDuty returns who answers for a unit now.
func (s *Service) OnDuty(ctx context.Context, a anlan.Actor, unit anlan.ID) ([]Watch, error) {
	if err := authz.Check(a, actRead); err != nil {
		return nil, err
	}
	return s.read().OnDuty(ctx, unit, s.db.Now())
}

// Board returns the shifts that stand now in a place and below it.
func (s *Service) Board(ctx context.Context, a anlan.Actor, place string) ([]Shift, error) {
	if err := authz.Check(a, actRead); err != nil {
		return nil, err
	}
	return s.read().Now(ctx, place, s.db.Now())
}

// Changes returns what was swapped in a shift.
func (s *Service) Changes(ctx context.Context, a anlan.Actor, shift ShiftID) ([]Change, error) {
	if err := authz.Check(a, actRead); err != nil {
		return nil, err
	}
	return s.read().Changes(ctx, shift)
}

// maxShifts bounds one submission.
const maxShifts = 400

// Plan adds shifts to the roster of a unit, all or none.
func (s *Service) Plan(ctx context.Context, a anlan.Actor, unit anlan.ID, drafts []Draft) ([]Shift, error) {
	u, err := s.ours(ctx, a, unit)
	if err != nil {
		return nil, err
	}
	if len(drafts) > maxShifts {
		return nil, anlan.ErrTooLarge.With("max", maxShifts).At("shifts")
	}
	spans, _, err := rule.Get[rule.SpanRule](s.book(), rule.LongestSpans, s.db.Now().Date())
	if err != nil {
		return nil, err
	}
	var out []Shift
	err = s.db.Write(ctx, a, func(tx *db.Tx) error {
		out = out[:0]
		for _, d := range drafts {
			shift, err := within(tx).add(ctx, u, d, spans.Shift())
			if err != nil {
				return err
			}
			out = append(out, shift)
		}
		return nil
	})
	if errors.Is(err, db.ErrDone) {
		return s.planned(ctx, drafts)
	}
	return out, err
}

// planned returns what an earlier try of the same request left.
func (s *Service) planned(ctx context.Context, drafts []Draft) ([]Shift, error) {
	var out []Shift
	for _, d := range drafts {
		shift, err := s.read().Shift(ctx, d.ID)
		if err != nil {
			return nil, err
		}
		out = append(out, shift)
	}
	return out, nil
}

// Rotate proposes the shifts of a rotation, for a person to look at and then to Plan.
func (s *Service) Rotate(ctx context.Context, a anlan.Actor, unit anlan.ID, r Rotation) ([]Draft, error) {
	if _, err := s.ours(ctx, a, unit); err != nil {
		return nil, err
	}
	if err := r.Check(); err != nil {
		return nil, err
	}
	return Rotate(r, func(d anlan.Date) bool { working, _ := s.cal().IsWorkingDay(d); return !working }), nil
}

// Swap is a wish to put another person into a shift, or to exchange two shifts.
type Swap struct {
	Role   Role     `json:"role" enum:"person,leader"`
	Person anlan.ID `json:"person,omitempty" doc:"who takes the shift; empty for an exchange"`
	With   ShiftID  `json:"with,omitempty" doc:"the other shift of an exchange"`
	Reason string   `json:"reason" minLength:"1" maxLength:"200"`
}

// Swap puts another person into a shift, or exchanges the people of two shifts.
func (s *Service) Swap(ctx context.Context, a anlan.Actor, id ShiftID, revision int64, sw Swap) (Shift, error) {
	if sw.Role != OnDuty && sw.Role != InCharge {
		return Shift{}, anlan.ErrFieldInvalid.With("name", "role").With("value", string(sw.Role)).At("role")
	}
	return s.change(ctx, a, id, revision, func(w writer, shift Shift) (Shift, error) {
		if sw.With == "" {
			shift, err := w.substitute(ctx, shift, sw.Role, sw.Person, sw.Reason, "")
			if err != nil {
				return shift, err
			}
			return shift, w.free(ctx, shift)
		}
		other, err := w.Shift(ctx, sw.With)
		if err != nil {
			return shift, err
		}
		shift, _, err = w.exchange(ctx, shift, other, sw.Role, sw.Reason)
		return shift, err
	})
}

// Cancel takes back a shift that has not begun.
func (s *Service) Cancel(ctx context.Context, a anlan.Actor, id ShiftID, revision int64, reason string) (Shift, error) {
	return s.change(ctx, a, id, revision, func(w writer, shift Shift) (Shift, error) {
		shift, err := shift.cancel(w.tx.Now)
		if err != nil {
			return shift, err
		}
		return w.save(ctx, "duty.cancelled", shift, map[string]any{"unit": shift.Unit, "reason": reason})
	})
}

// change loads a shift that was seen at the revision, and lets fn change it.
func (s *Service) change(ctx context.Context, a anlan.Actor, id ShiftID, revision int64, fn func(writer, Shift) (Shift, error)) (Shift, error) {
	if err := authz.Check(a, actWrite); err != nil {
		return Shift{}, err
	}
	shift, err := s.read().Shift(ctx, id)
	if err != nil {
		return shift, err
	}
	if _, err := s.ours(ctx, a, shift.Unit); err != nil {
		return Shift{}, err
	}
	err = s.db.Write(ctx, a, func(tx *db.Tx) error {
		w := within(tx)
		present, err := w.Shift(ctx, id)
		if err != nil {
			return err
		}
		if present.Revision != revision {
			return anlan.ErrConflict
		}
		shift, err = fn(w, present)
		return err
	})
	if errors.Is(err, db.ErrDone) {
		return s.read().Shift(ctx, id)
	}
	return shift, err
}
