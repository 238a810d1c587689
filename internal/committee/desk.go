package committee

import (
	"context"
	"errors"
	"slices"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/committee/minutes"
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
	Cadence  *string         `json:"cadence,omitempty" enum:"none,daily,weekly,monthly"`
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
		half, rest, err := d.Split(at, []rune(text), m.Date, tx.Now)
		if err != nil {
			return d, err
		}
		second, err = s.insertNext(ctx, tx, m, rest)
		return half, err
	})
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

// Addition is a decision that a person adds: a stretch of the text that was not recognised, or words
// of their own (a pledge made on the stage).
type Addition struct {
	Start  *int         `json:"start,omitempty" doc:"first character of the stretch in the raw text"`
	End    *int         `json:"end,omitempty" doc:"character after the stretch"`
	Kind   Kind         `json:"kind,omitempty" enum:"task,commitment,figure,slogan,relay,"`
	Text   string       `json:"text,omitempty" maxLength:"4000" doc:"own words, where nothing of the text is meant"`
	Owners []OwnerDraft `json:"owners,omitempty" maxItems:"100"`
	Due    anlan.Date   `json:"due,omitempty"`
}

// AddDecision makes a decision by hand. What can be read in its words is filled in.
func (s *Service) AddDecision(ctx context.Context, a anlan.Actor, meeting anlan.ID, add Addition) (Decision, error) {
	var d Decision
	if err := authz.Check(a, actWrite); err != nil {
		return d, err
	}
	err := s.d.Write(ctx, a, func(tx *db.Tx) error {
		m, err := loadMeeting(ctx, tx, meeting)
		if err != nil {
			return err
		}
		if d, err = s.added(ctx, tx, m, add); err != nil {
			return err
		}
		d, err = s.insertNext(ctx, tx, m, d)
		return err
	})
	if errors.Is(err, db.ErrDone) {
		return s.newest(ctx, meeting)
	}
	return d, err
}

// newest answers a repeated addition with the decision that the first try made.
func (s *Service) newest(ctx context.Context, meeting anlan.ID) (Decision, error) {
	list, err := loadDecisions(ctx, s.d.Reader(), meeting)
	if err != nil || len(list) == 0 {
		return Decision{}, errors.Join(err, anlan.ErrNotFound)
	}
	return list[len(list)-1], nil
}

func (s *Service) added(ctx context.Context, tx *db.Tx, m Meeting, add Addition) (Decision, error) {
	text, span, err := s.words(ctx, tx, m, add)
	if err != nil {
		return Decision{}, err
	}
	who := newResolver(registry.In(tx), m)
	item := minutes.Decision{Kind: minutes.Task, Text: text}
	if p := s.reader.ParseString(text, minutes.Options{Date: m.Date}); len(p.Decisions) > 0 {
		item = p.Decisions[0]
	}
	item.Text, item.Source, item.Kind, item.Why = text, minutes.Source(span), minutes.Task, "人工添加"
	d, err := proposed(ctx, who, item)
	if err != nil {
		return d, err
	}
	e := DecisionEdit{}
	if add.Kind != "" {
		e.Kind = &add.Kind
	}
	if len(add.Owners) > 0 {
		e.Owners = &add.Owners
	}
	if add.Due != "" {
		e.Due = &add.Due
	}
	edit, err := e.resolved(ctx, who)
	if err != nil {
		return d, err
	}
	d.Minutes = m.Minutes
	return d.Edit(edit, m.Date, tx.Now)
}

// words returns the text of an addition and where it stands.
func (s *Service) words(ctx context.Context, tx *db.Tx, m Meeting, add Addition) (string, Span, error) {
	if add.Start == nil || add.End == nil {
		return add.Text, nowhere, require(nil, "text", add.Text, textMax).Err()
	}
	if m.Minutes == "" {
		return "", nowhere, anlan.ErrCommitteeNoMinutes
	}
	_, text, err := loadText(ctx, tx, m.Minutes)
	if err != nil {
		return "", nowhere, err
	}
	raw, span := []rune(text), Span{*add.Start, *add.End}
	if span.Start < 0 || span.End > len(raw) || span.Start >= span.End || words(raw, span) == 0 || span.End-span.Start > textMax {
		return "", span, anlan.ErrCommitteeSpan.With("start", span.Start).With("end", span.End).At("start")
	}
	span = trimmed(raw, span)
	return string(raw[span.Start:span.End]), span, nil
}
