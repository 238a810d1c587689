package committee

import (
	"context"
	"errors"
	"slices"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/matter"
	"anlan/internal/registry"
)

// decide runs a desk verb on one decision: authorize, load, decide, save, tell. revision is what the
// caller has seen; 0 means any.
func (s *Service) decide(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, kind string, fn func(tx *db.Tx, m Meeting, d Decision) (Decision, error)) (Decision, error) {
	var d Decision
	if err := authz.Check(a, actWrite); err != nil {
		return d, err
	}
	err := s.d.Write(ctx, a, func(tx *db.Tx) error {
		m, was, err := s.seen(ctx, tx, id, revision)
		if err != nil {
			return err
		}
		if d, err = fn(tx, m, was); err != nil {
			return err
		}
		d, err = saveDecision(ctx, tx, kind, d)
		return err
	})
	if errors.Is(err, db.ErrDone) {
		return loadDecision(ctx, s.d.Reader(), id)
	}
	return d, err
}

// seen loads a decision with its meeting, refusing one that moved on since the caller looked.
func (s *Service) seen(ctx context.Context, tx *db.Tx, id anlan.ID, revision int64) (Meeting, Decision, error) {
	d, err := loadDecision(ctx, tx, id)
	if err != nil {
		return Meeting{}, d, err
	}
	if revision != 0 && revision != d.Revision {
		return Meeting{}, d, anlan.ErrConflict
	}
	m, err := loadMeeting(ctx, tx, d.Meeting)
	return m, d, err
}

// DecisionEdit is what a person writes at the desk; nil leaves a field as it is.
type DecisionEdit struct {
	Kind     *Kind           `json:"kind,omitempty" enum:"task,commitment,figure,slogan,relay"`
	Title    *string         `json:"title,omitempty" maxLength:"200"`
	Owners   *[]OwnerDraft   `json:"owners,omitempty" maxItems:"100"`
	CoOwners *[]OwnerDraft   `json:"coOwners,omitempty" maxItems:"100"`
	Due      *anlan.Date     `json:"due,omitempty" doc:"empty: no deadline"`
	Cadence  *string         `json:"cadence,omitempty" enum:"none,daily,weekly,tenday,biweekly,monthly,quarterly,semiannual,yearly"`
	Topic    *string         `json:"topic,omitempty" maxLength:"40"`
	Evidence *string         `json:"evidence,omitempty" maxLength:"40" doc:"kind in policy evidence"`
	Urgency  *matter.Urgency `json:"urgency,omitempty" enum:"ordinary,urgent,extra_urgent"`
	Standard *string         `json:"standard,omitempty" maxLength:"1000"`
}

// resolved turns what a person wrote into an edit whose owners are units.
func (e DecisionEdit) resolved(ctx context.Context, who *resolver) (Edit, error) {
	out := Edit{Kind: e.Kind, Title: e.Title, Due: e.Due, Cadence: e.Cadence, Topic: e.Topic, Evidence: e.Evidence,
		Urgency: e.Urgency, Standard: e.Standard}
	for _, f := range []struct {
		from *[]OwnerDraft
		to   **[]Owner
	}{{e.Owners, &out.Owners}, {e.CoOwners, &out.CoOwners}} {
		if f.from == nil {
			continue
		}
		list, err := who.drafts(ctx, *f.from)
		if err != nil {
			return out, err
		}
		*f.to = &list
	}
	return out, nil
}

// EditDecision changes a decision at the desk. Its tick, if it had one, is gone.
func (s *Service) EditDecision(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, e DecisionEdit) (Decision, error) {
	return s.decide(ctx, a, id, revision, "committee.decision_edited", func(tx *db.Tx, m Meeting, d Decision) (Decision, error) {
		edit, err := e.resolved(ctx, newResolver(registry.In(tx), m))
		if err != nil {
			return d, err
		}
		return d.Edit(edit, m.Date, tx.Now)
	})
}

// TickDecision ticks a decision, or takes the tick back.
func (s *Service) TickDecision(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, on bool) (Decision, error) {
	kind := "committee.decision_ticked"
	if !on {
		kind = "committee.decision_unticked"
	}
	return s.decide(ctx, a, id, revision, kind, func(tx *db.Tx, m Meeting, d Decision) (Decision, error) {
		return d.Tick(on, a, m.Date, tx.Now)
	})
}

// DropDecision sets a decision aside with a reason.
func (s *Service) DropDecision(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, reason string) (Decision, error) {
	return s.decide(ctx, a, id, revision, "committee.decision_dropped", func(tx *db.Tx, m Meeting, d Decision) (Decision, error) {
		return d.Drop(reason, m.Date, tx.Now)
	})
}

// AnswerBy says which running matters answer the decision instead of new ones, each for the unit that
// leads it; none at all takes the choice back.
func (s *Service) AnswerBy(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, matters []anlan.ID) (Decision, error) {
	if err := authz.Check(a, actWrite); err != nil {
		return Decision{}, err
	}
	running := make([]matter.Matter, 0, len(matters))
	for _, m := range matters {
		r, err := s.matters.Get(ctx, a, m)
		if err != nil {
			return Decision{}, err
		}
		running = append(running, r)
	}
	return s.decide(ctx, a, id, revision, "committee.decision_answered", func(tx *db.Tx, m Meeting, d Decision) (Decision, error) {
		into, err := answers(d, m, running)
		if err != nil {
			return d, err
		}
		return d.Answered(into, m.Date, tx.Now)
	})
}

// answers checks that each matter runs and belongs to a unit that leads the decision, one per unit.
func answers(d Decision, m Meeting, running []matter.Matter) ([]Into, error) {
	list := []Into{}
	leads := d.Leads()
	for _, r := range running {
		leading := slices.ContainsFunc(leads, func(u Named) bool { return u.ID == r.Lead.Unit })
		twice := slices.ContainsFunc(list, func(x Into) bool { return x.Unit == r.Lead.Unit })
		if !r.IsOpen() || !leading || twice {
			return nil, anlan.ErrCommitteeNotRunning.With("number", r.Number).At("matters")
		}
		if r.Exercise != m.Exercise {
			return nil, anlan.ErrMatterExerciseMixed.At("matters")
		}
		list = append(list, Into{Unit: r.Lead.Unit, Matter: r.ID, Number: r.Number})
	}
	return list, nil
}

// JoinDecisions takes another decision of the same meeting into this one.
func (s *Service) JoinDecisions(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, other anlan.ID) (Decision, error) {
	return s.decide(ctx, a, id, revision, "committee.decision_joined", func(tx *db.Tx, m Meeting, d Decision) (Decision, error) {
		o, err := loadDecision(ctx, tx, other)
		if err != nil {
			return d, err
		}
		d, o, err = d.Join(o, m.Date, tx.Now)
		if err != nil {
			return d, err
		}
		_, err = saveDecision(ctx, tx, "committee.decision_dropped", o)
		return d, err
	})
}

// SplitDecision cuts a decision in two at a character of the raw text; the second half is new.
func (s *Service) SplitDecision(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, at int) (first, second Decision, err error) {
	first, err = s.decide(ctx, a, id, revision, "committee.decision_split", func(tx *db.Tx, m Meeting, d Decision) (Decision, error) {
		_, text, err := loadText(ctx, tx, d.Minutes)
		if isGone(err) {
			return d, anlan.ErrCommitteeNoMinutes
		}
		if err != nil {
			return d, err
		}
		half, rest, err := d.Split(at, []rune(text), s.reader.Plain, m.Date, tx.Now)
		if err != nil {
			return d, err
		}
		second, err = s.insertNext(ctx, tx, m, rest)
		return half, err
	})
	if err == nil && second.ID == "" { // carried out before
		second, err = s.newest(ctx, first.Meeting, "")
	}
	return first, second, err
}

func (s *Service) insertNext(ctx context.Context, tx *db.Tx, m Meeting, d Decision) (Decision, error) {
	last, err := queries(tx).LastNo(ctx, m.ID)
	if err != nil {
		return d, db.Classify(err)
	}
	if last >= decisionsMost {
		return d, anlan.ErrCommitteeTooMany.With("max", decisionsMost)
	}
	d.Meeting, d.No = m.ID, last+1
	return insertDecision(ctx, tx, d.normal(m.Date))
}
