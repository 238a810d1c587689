package letter

import (
	"context"
	"errors"
	"strings"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
)

// Object says that a fact behind a letter's score is wrong.
func (s *Service) Object(ctx context.Context, a anlan.Actor, id, letter anlan.ID, fact, metric, text string, files []Evidence) (Objection, error) {
	if strings.TrimSpace(text) == "" {
		return Objection{}, anlan.ErrFieldRequired.With("name", "text").At("text")
	}
	var o Objection
	err := s.d.Write(ctx, a, func(tx *db.Tx) error {
		l, err := s.load(ctx, tx, letter)
		if err != nil {
			return err
		}
		if err := allowed(a, actObject, l, l.Signer.target()); err != nil {
			return err
		}
		if !l.inForce() {
			return anlan.ErrLetterState.With("number", l.Name()).With("state", l.State.Word())
		}
		if r, err := s.roundOf(ctx, tx, l.Year); err == nil && r.State == RoundClosed {
			return anlan.ErrLetterRound.With("year", l.Year).With("state", string(r.State))
		}
		f, err := s.fact(ctx, tx, l, fact, metric)
		if err != nil {
			return err
		}
		if gone, err := s.waiversOf(ctx, tx, l); err != nil || gone[waiver{fact, metric}] {
			return errors.Join(err, anlan.ErrLetterFactWaived.With("fact", f.Title).At("fact"))
		}
		if files == nil {
			files = []Evidence{}
		}
		o = Objection{ID: id, Letter: l.ID, Number: l.Number, Year: l.Year, Unit: l.Signer.Unit, Issuer: l.Issuer.Unit, Post: l.Issuer.Post, Fact: f.Ref, Metric: f.Metric,
			Title: f.Title, Said: f.Verdict, N: f.N, State: Asked, Text: strings.TrimSpace(text), Files: files, By: seatOf(a), At: tx.Now, Revision: 1}
		if o.ID == "" {
			o.ID = tx.NewID()
		}
		if err := shows(ctx, tx, l.ID, o.Unit, o.Files); err != nil {
			return err
		}
		if o.Clock, err = s.clockSince(OwedAnswer, o.At); err != nil {
			return err
		}
		if err := s.asks(ctx, tx, o); err != nil {
			return err
		}
		return insertItem(ctx, tx, "letter.objected", o, o)
	})
	if errors.Is(err, db.ErrDone) && id != "" {
		return getItem[Objection](ctx, s.d.Reader(), id)
	}
	return o, err
}

// Answer decides an objection. An upheld one waives its fact for the letter that it was raised about.
func (s *Service) Answer(ctx context.Context, a anlan.Actor, id anlan.ID, upheld bool, text string) (Objection, error) {
	var o Objection
	err := s.d.Write(ctx, a, func(tx *db.Tx) error {
		was, err := getItem[Objection](ctx, tx, id)
		if err != nil {
			return err
		}
		l, err := s.load(ctx, tx, was.Letter)
		if err != nil {
			return err
		}
		if a.Unit == l.Signer.Unit {
			return anlan.ErrLetterOwn.With("number", l.Name())
		}
		if err := allowed(a, actAnswer, l, l.Issuer.target()); err != nil {
			return err
		}
		if o, err = was.answer(upheld, text, a, tx.Now); err != nil {
			return err
		}
		o.Revision = was.Revision + 1
		if o.Upheld {
			if err := waive(ctx, tx, o); err != nil {
				return err
			}
		}
		return s.keep(ctx, tx, "letter.objection_answered", o, o)
	})
	if errors.Is(err, db.ErrDone) {
		return getItem[Objection](ctx, s.d.Reader(), id)
	}
	return o, err
}

// keep writes a loaded objection back as its next revision, with whom it waits for, and tells.
func (s *Service) keep(ctx context.Context, tx *db.Tx, event string, o Objection, body any) error {
	if err := s.asks(ctx, tx, o); err != nil {
		return err
	}
	return updateItem(ctx, tx, event, o, body)
}

// lapse ends the objections that wait for an answer when their letter is taken back.
func (s *Service) lapse(ctx context.Context, tx *db.Tx, l Letter) error {
	list, err := itemsAbout[Objection](ctx, tx, string(l.ID), hangingMost)
	for _, o := range list {
		if o.State != Asked {
			continue
		}
		o.State, o.Revision = Lapsed, o.Revision+1
		if err := s.keep(ctx, tx, "letter.objection_lapsed", o, o); err != nil {
			return err
		}
	}
	return err
}

// Objections lists objections of a year that wait or were answered, as far as the actor may read their
// letters.
func (s *Service) Objections(ctx context.Context, a anlan.Actor, year int, state ObjectionState) ([]Objection, error) {
	if err := authz.Check(a, actRead); err != nil {
		return nil, err
	}
	all, err := itemsOfYear[Objection](ctx, s.d.Reader(), year, string(state), "", pageSize)
	list := []Objection{}
	for _, o := range all {
		if authz.Check(a, actRead, authz.Target{Unit: o.Unit}, authz.Target{Unit: o.Issuer}) == nil {
			list = append(list, o)
		}
	}
	return list, err
}
