package hazard

import (
	"context"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/rule"
)

// Grading is a reasoned grade: by a walk through the criteria, or by naming standard, clause and reason
// where the criteria do not stand here.
type Grading struct {
	Grade    Grade   `json:"grade" enum:"general,major"`
	Walk     *Walked `json:"walk,omitempty"`
	Standard string  `json:"standard,omitempty" maxLength:"200"`
	Clause   string  `json:"clause,omitempty" maxLength:"200"`
	Text     string  `json:"text,omitempty" maxLength:"1000" doc:"What the clause says"`
	Reason   string  `json:"reason" maxLength:"1000"`
}

// Grade (定级) decides whether a hazard is general or major.
func (s *Service) Grade(ctx context.Context, a anlan.Actor, id anlan.ID, base int64, g Grading) (Hazard, error) {
	return s.do(ctx, a, id, base, actGrade, "hazard.graded", func(ctx context.Context, tx *db.Tx, h Hazard) (Hazard, Told, error) {
		basis, err := s.basis(g, tx)
		if err != nil {
			return h, Told{}, err
		}
		next, err := h.Graded(g.Grade, basis)
		if err != nil {
			return h, Told{}, err
		}
		if next, err = s.regraded(ctx, tx, h, next); err != nil {
			return h, Told{}, err
		}
		return next, Told{Basis: next.Basis, Reason: g.Reason}, nil
	})
}

// basis is why a person gives the grade.
func (s *Service) basis(g Grading, tx *db.Tx) (Basis, error) {
	if err := require("reason", g.Reason, reasonMax).Err(); err != nil {
		return Basis{}, err
	}
	b := Basis{Standard: g.Standard, Clause: g.Clause, Text: g.Text}
	if g.Walk != nil {
		v, err := s.walk(tx.Now.Date(), *g.Walk)
		if err != nil {
			return b, err
		}
		b = v.Basis
		if g.Clause != "" && b.Clause == "" {
			b.Standard, b.Clause, b.Text = g.Standard, g.Clause, g.Text // the paper says what does not stand here
		}
	}
	b.Reason, b.By, b.At = g.Reason, tx.Actor.Post, tx.Now
	if g.Grade == Major && b.Clause == "" {
		return b, anlan.ErrHazardGradeBasis.With("sector", b.Sector).At("clause")
	}
	return b, nil
}

// Graded gives the hazard a grade. A rectification that runs goes on; one that is now major needs its
// plan first. A listed hazard stays major until it is delisted.
func (h Hazard) Graded(to Grade, b Basis) (Hazard, error) {
	if err := h.in("grade", Judging, Planned, Rectifying); err != nil {
		return h, err
	}
	if to != General && to != Major {
		return h, invalid("grade", string(to))
	}
	if to == General && h.Listed() != "" {
		return h, anlan.ErrHazardListedAlready.With("number", h.Listing.Number)
	}
	h.Grade, h.Basis = to, &b
	switch {
	case to == General:
		h.State = Rectifying
	case len(h.Plan.Lacks()) > 0:
		h.State = Planned
	default:
		h.State = Rectifying
	}
	return h, nil
}

// regraded keeps the matter in step: a hazard that turns out major has the time that the policy gives
// to major ones.
func (s *Service) regraded(ctx context.Context, tx *db.Tx, was, h Hazard) (Hazard, error) {
	if h.Grade == Major && was.Grade != Major {
		d, err := s.inForce(tx.Now.Date())
		if err != nil {
			return h, err
		}
		if until := s.defaultDue(h, d, tx.Now); until > h.Due {
			if h, err = s.moveDue(ctx, tx, h, until, "定为重大隐患，按重大隐患的整改期限"); err != nil {
				return h, err
			}
		}
	}
	return h, s.hold(ctx, tx, h)
}

// moveDue moves the deadline of hazard and matter by a decision that is its own record (law 2).
func (s *Service) moveDue(ctx context.Context, tx *db.Tx, h Hazard, until anlan.Date, reason string) (Hazard, error) {
	h.Due, h.Deadline = until, until.End()
	_, err := s.matters.ExtendIn(ctx, tx, h.Matter, until, reason)
	return h, err
}

// in refuses the verb outside the given states.
func (h Hazard) in(verb string, states ...State) error {
	for _, st := range states {
		if h.State == st {
			return nil
		}
	}
	return anlan.ErrHazardWrongState.With("state", stateWords[h.State]).With("verb", verbWords[verb])
}

// Planning fills the five implementations; what is left empty can be filled later.
func (s *Service) Planning(ctx context.Context, a anlan.Actor, id anlan.ID, base int64, p Plan) (Hazard, error) {
	return s.do(ctx, a, id, base, actPlan, "hazard.planned", func(ctx context.Context, tx *db.Tx, h Hazard) (Hazard, Told, error) {
		p.By, p.At = tx.Actor.Post, tx.Now
		d, err := stamped[rule.HazardDeadlines](s.book(), h.Stamp.Deadline)
		if err != nil {
			return h, Told{}, err
		}
		next, err := h.Planned(p, h.Found.Date().AddDays(d.MostDays), d.MostDays)
		if err != nil {
			return h, Told{}, err
		}
		if err := s.came(ctx, tx, nil, p.Files...); err != nil {
			return h, Told{}, err
		}
		if next.Due != h.Due {
			if next, err = s.moveDue(ctx, tx, next, next.Due, "按重大隐患治理方案的时限"); err != nil {
				return h, Told{}, err
			}
		}
		return next, Told{Plan: next.Plan}, s.hold(ctx, tx, next)
	})
}

// Planned takes over the plan of a major hazard. Only when all five are filled does the rectification
// begin. A limit earlier than the deadline shortens it; one later than the deadline is an extension and
// is asked for.
func (h Hazard) Planned(p Plan, last anlan.Date, days int) (Hazard, error) {
	if h.Grade != Major {
		return h, anlan.ErrHazardNotMajor.With("verb", verbWords["plan"])
	}
	if err := h.in("plan", Planned, Rectifying); err != nil {
		return h, err
	}
	if err := p.check(); err != nil {
		return h, err
	}
	if p.Until > last {
		return h, anlan.ErrHazardPlanLong.With("until", string(p.Until)).With("days", days).With("last", string(last)).At("until")
	}
	if missing := p.Lacks(); len(missing) > 0 && h.State == Rectifying {
		return h, anlan.ErrHazardPlanLacks.With("missing", missing) // what was filled is not emptied again
	}
	begins := h.State == Planned && len(p.Lacks()) == 0
	h.Plan = &p
	if begins {
		h.State = Rectifying
		if h.Listed() == "" {
			h.Due = p.Until
		} else {
			h.Due = min(h.Due, p.Until)
		}
	}
	return h, nil
}

func (p Plan) check() error {
	var bad anlan.Problems
	bad = append(bad, limit("duty", p.Duty, 500)...)
	bad = append(bad, limit("measures", p.Measures, 4000)...)
	bad = append(bad, limit("money", p.Money, 500)...)
	bad = append(bad, limit("emergency", p.Emergency, 4000)...)
	if p.Until != "" {
		if _, err := anlan.ParseDate(string(p.Until)); err != nil {
			bad = append(bad, anlan.ErrDateMalformed.With("value", string(p.Until)).At("until"))
		} else if p.At != 0 && p.Until < p.At.Date() {
			bad = append(bad, anlan.ErrMatterDueBeforeStart.With("due", string(p.Until)).With("start", string(p.At.Date())).At("until"))
		}
	}
	return bad.Err()
}

// Notify records that a major hazard was reported, as the law asks, to the regulator or to the workers'
// congress.
func (s *Service) Notify(ctx context.Context, a anlan.Actor, id anlan.ID, base int64, n Notice) (Hazard, error) {
	return s.do(ctx, a, id, base, actNotice, "hazard.noticed", func(ctx context.Context, tx *db.Tx, h Hazard) (Hazard, Told, error) {
		n.By, n.At = tx.Actor.Post, tx.Now
		if n.To == ToRegulator && n.Unit == "" {
			n.Unit = h.Checker.Unit
		}
		next, err := h.Noticed(n)
		if err != nil {
			return h, Told{}, err
		}
		return next, Told{Notice: &n}, s.came(ctx, tx, nil, n.File)
	})
}

// Noticed adds the record of a report.
func (h Hazard) Noticed(n Notice) (Hazard, error) {
	if h.Grade != Major {
		return h, anlan.ErrHazardNotMajor.With("verb", verbWords["notice"])
	}
	if n.To != ToRegulator && n.To != ToCongress {
		return h, invalid("to", n.To)
	}
	if _, err := anlan.ParseDate(string(n.Day)); err != nil {
		return h, anlan.ErrDateMalformed.With("value", string(n.Day)).At("day")
	}
	if today := n.At.Date(); n.Day > today {
		return h, future("day", n.Day, today)
	}
	if err := require("text", n.Text, reasonMax).Err(); err != nil {
		return h, err
	}
	h.Notices = append(h.Notices[:len(h.Notices):len(h.Notices)], n)
	return h, nil
}

// Reported tells whether the report was made.
func (h Hazard) Reported(to string) bool {
	for _, n := range h.Notices {
		if n.To == to {
			return true
		}
	}
	return false
}
