package letter

import (
	"context"
	"errors"
	"strings"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/letter/letterdb"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

// SelfMark is what a signer says of a clause.
type SelfMark struct {
	Self  int64      `json:"self" minimum:"0" maximum:"100000" doc:"Hundredths of a point"`
	Text  string     `json:"text" maxLength:"1000"`
	Files []Evidence `json:"files" nullable:"false" maxItems:"20"`
}

func clauseOf(t rule.LetterTemplate, key string) (rule.LetterClause, bool) {
	for _, p := range t.Parts {
		for _, c := range p.Clauses {
			if c.Key == key {
				return c, true
			}
		}
	}
	return rule.LetterClause{}, false
}

// AssessSelf takes the signer's own mark for a clause that nothing can count. A mark that was checked is
// given anew and checked anew.
func (s *Service) AssessSelf(ctx context.Context, a anlan.Actor, id anlan.ID, clause string, m SelfMark) (Mark, error) {
	return s.mark(ctx, a, id, clause, func(tx *db.Tx, l Letter, x rule.LetterClause, was Mark) (Mark, string, error) {
		if err := allowed(a, actSelf, l, l.Signer.target()); err != nil {
			return was, "", err
		}
		if err := checkMark(x, m.Self, m.Text, m.Files); err != nil {
			return was, "", err
		}
		was.Self, was.Text, was.Files, was.By, was.At = m.Self, strings.TrimSpace(m.Text), m.Files, seatOf(a), tx.Now
		was.Checked, was.Found, was.CheckBy, was.CheckAt = nil, "", "", 0
		return was, "letter.self_marked", nil
	})
}

// Check gives the checked mark; never by the signing unit itself (law 3).
func (s *Service) Check(ctx context.Context, a anlan.Actor, id anlan.ID, clause string, points int64, found string) (Mark, error) {
	return s.mark(ctx, a, id, clause, func(tx *db.Tx, l Letter, x rule.LetterClause, was Mark) (Mark, string, error) {
		if err := s.checker(ctx, tx, l); err != nil {
			return was, "", err
		}
		switch {
		case x.How != rule.HowSelf:
			return was, "", anlan.ErrLetterCounted.With("clause", x.ZH).At("clause")
		case points < 0 || points > rule.Hundredths(x.Weight):
			return was, "", anlan.ErrLetterMark.With("max", Points(rule.Hundredths(x.Weight))).At("points")
		case strings.TrimSpace(found) == "" && points != was.Self:
			return was, "", anlan.ErrFieldRequired.With("name", "found").At("found")
		}
		was.Checked, was.Found, was.CheckBy, was.CheckAt = &points, strings.TrimSpace(found), seatOf(a), tx.Now
		return was, "letter.checked", nil
	})
}

// checker asks whether the actor may judge the letter: the issuer's side or a check team of the year, and
// never the signing unit.
func (s *Service) checker(ctx context.Context, tx *db.Tx, l Letter) error {
	a := tx.Actor
	if a.Unit == l.Signer.Unit {
		return anlan.ErrLetterOwn.With("number", l.Number)
	}
	if allowed(a, actCheck, l, l.Issuer.target()) == nil {
		return nil
	}
	r, err := s.roundOf(ctx, tx, l.Year)
	if err == nil && r.inTeam(a.Post, l.ID) {
		return nil
	}
	return allowed(a, actCheck, l, l.Issuer.target())
}

// mark runs one change of a clause's mark.
func (s *Service) mark(ctx context.Context, a anlan.Actor, id anlan.ID, clause string,
	verb func(tx *db.Tx, l Letter, x rule.LetterClause, was Mark) (Mark, string, error)) (Mark, error) {
	var m Mark
	err := s.d.Write(ctx, a, func(tx *db.Tx) error {
		l, err := s.load(ctx, tx, id)
		if err != nil {
			return err
		}
		if l.State != Sent && l.State != Signed {
			return anlan.ErrLetterState.With("number", l.Number).With("state", string(l.State))
		}
		if err := s.thawed(ctx, tx, l.Year); err != nil {
			return err
		}
		x, there := clauseOf(l.Template, clause)
		if !there {
			return anlan.ErrNotFound
		}
		was, err := db.Decode[Mark](queries(tx).ItemIn(ctx, letterdb.ItemInParams{Kind: "mark", About: string(id), Slot: clause}))
		fresh := errors.Is(err, anlan.ErrNotFound)
		if err != nil && !fresh {
			return err
		}
		if fresh {
			was = Mark{ID: tx.NewID(), Letter: id, Clause: clause, Files: []Evidence{}}
		}
		next, event, err := verb(tx, l, x, was)
		if err != nil {
			return err
		}
		if next.Files == nil {
			next.Files = []Evidence{}
		}
		next.Revision = was.Revision + 1
		m = next
		if fresh {
			return insertItem(ctx, tx, event, m, m)
		}
		return updateItem(ctx, tx, event, m, m)
	})
	if errors.Is(err, db.ErrDone) {
		return db.Decode[Mark](queries(s.d.Reader()).ItemIn(ctx, letterdb.ItemInParams{Kind: "mark", About: string(id), Slot: clause}))
	}
	return m, err
}

// Record enters a fact that no room counts yet.
func (s *Service) Record(ctx context.Context, a anlan.Actor, d RecordDraft) (Record, error) {
	if err := authz.Check(a, actRecord); err != nil {
		return Record{}, err
	}
	var r Record
	err := s.d.Write(ctx, a, func(tx *db.Tx) error {
		set, _, err := s.set(tx.Now.Date())
		if err != nil {
			return err
		}
		m, err := d.check(set, tx.Now.Date())
		if err != nil {
			return err
		}
		if err := s.thawed(ctx, tx, d.Day.Year()); err != nil {
			return err
		}
		u, err := registry.In(tx).Unit(ctx, d.Unit)
		if err != nil {
			return blame(err, "unit")
		}
		r = Record{ID: d.ID, Unit: u.ID, Name: u.Name, Metric: d.Metric, Good: m.Good, Day: d.Day, N: d.N, Text: strings.TrimSpace(d.Text),
			Basis: strings.TrimSpace(d.Basis), By: seatOf(a), At: tx.Now, Place: u.Place, Sector: u.Sector, Revision: 1}
		if r.ID == "" {
			r.ID = tx.NewID()
		}
		return insertItem(ctx, tx, "letter.recorded", r, r)
	})
	if errors.Is(err, db.ErrDone) && d.ID != "" {
		return getItem[Record](ctx, s.d.Reader(), d.ID)
	}
	return r, err
}

// VoidRecord says that a recorded fact does not hold; it stays readable.
func (s *Service) VoidRecord(ctx context.Context, a anlan.Actor, id anlan.ID, reason string) (Record, error) {
	if err := authz.Check(a, actRecord); err != nil {
		return Record{}, err
	}
	if strings.TrimSpace(reason) == "" {
		return Record{}, anlan.ErrFieldRequired.With("name", "reason").At("reason")
	}
	var r Record
	err := s.d.Write(ctx, a, func(tx *db.Tx) (err error) {
		if r, err = getItem[Record](ctx, tx, id); err != nil {
			return err
		}
		if r.Void != "" {
			return anlan.ErrConflict
		}
		if err := s.thawed(ctx, tx, r.Day.Year()); err != nil {
			return err
		}
		r.Void, r.VoidBy, r.Revision = strings.TrimSpace(reason), seatOf(a), r.Revision+1
		return updateItem(ctx, tx, "letter.record_voided", r, r)
	})
	if errors.Is(err, db.ErrDone) {
		return getItem[Record](ctx, s.d.Reader(), id)
	}
	return r, err
}

// RecordsOf lists what was recorded in a year.
func (s *Service) RecordsOf(ctx context.Context, a anlan.Actor, year int, after anlan.ID) ([]Record, error) {
	if err := authz.Check(a, actRecord); err != nil {
		return nil, err
	}
	return itemsOfYear[Record](ctx, s.d.Reader(), year, "holds", after, 200)
}

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
		f, err := s.fact(ctx, tx, l, fact, metric)
		if err != nil {
			return err
		}
		if r, err := s.roundOf(ctx, tx, l.Year); err == nil && r.State == RoundClosed {
			return anlan.ErrLetterRound.With("year", l.Year).With("state", string(r.State))
		}
		if files == nil {
			files = []Evidence{}
		}
		o = Objection{ID: id, Letter: l.ID, Number: l.Number, Year: l.Year, Unit: l.Signer.Unit, Issuer: l.Issuer.Unit, Post: l.Issuer.Post, Fact: f.Ref, Metric: f.Metric,
			Title: f.Title, Said: f.Verdict, N: f.N, State: Asked, Text: strings.TrimSpace(text), Files: files, By: seatOf(a), At: tx.Now, Revision: 1}
		if o.ID == "" {
			o.ID = tx.NewID()
		}
		return insertItem(ctx, tx, "letter.objected", o, o)
	})
	if errors.Is(err, db.ErrDone) && id != "" {
		return getItem[Objection](ctx, s.d.Reader(), id)
	}
	return o, err
}

// Answer decides an objection. An upheld one waives its fact in every letter that counts it.
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
			return anlan.ErrLetterOwn.With("number", l.Number)
		}
		if err := allowed(a, actAnswer, l, l.Issuer.target()); err != nil {
			return err
		}
		if o, err = was.answer(upheld, text, a, tx.Now); err != nil {
			return err
		}
		o.Revision = was.Revision + 1
		return updateItem(ctx, tx, "letter.objection_answered", o, o)
	})
	if errors.Is(err, db.ErrDone) {
		return getItem[Objection](ctx, s.d.Reader(), id)
	}
	return o, err
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
