package committee

import (
	"context"
	"errors"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/registry"
)

// Addition is a decision that a person adds: a stretch of the text that was not recognised, or words
// of their own (a pledge made on the stage).
type Addition struct {
	ID     anlan.ID     `json:"id,omitempty" maxLength:"36" doc:"made by the client, so that a retry is recognised"`
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
		var err error
		d, err = s.AddIn(ctx, tx, meeting, add)
		return err
	})
	if errors.Is(err, db.ErrDone) {
		return s.newest(ctx, meeting, add.ID)
	}
	return d, err
}

// AddIn makes a decision within the caller's transaction: what another room brings before the meeting. The
// caller has asked who may.
func (s *Service) AddIn(ctx context.Context, tx *db.Tx, meeting anlan.ID, add Addition) (Decision, error) {
	m, err := loadMeeting(ctx, tx, meeting)
	if err != nil {
		return Decision{}, err
	}
	d, err := s.added(ctx, tx, m, add)
	if err != nil {
		return d, err
	}
	return s.insertNext(ctx, tx, m, d)
}

// newest answers a repeated addition with the decision that the first try made: the one of that
// identity, else the last of the meeting.
func (s *Service) newest(ctx context.Context, meeting, id anlan.ID) (Decision, error) {
	if id != "" {
		return loadDecision(ctx, s.d.Reader(), id)
	}
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
	d, err := s.alone(ctx, who, m, text, span)
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
	d.ID = add.ID
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
