package letter

import (
	"context"
	"errors"
	"strings"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/letter/letterdb"
	"anlan/internal/rule"
)

// SelfMark is what a signer says of a clause.
type SelfMark struct {
	Self  int64 // hundredths of a point
	Text  string
	Files []Evidence
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
			return was, "", anlan.ErrLetterCounted.With("clause", anlan.Both{ZH: x.ZH, EN: x.EN}).At("clause")
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
		return anlan.ErrLetterOwn.With("number", l.Name())
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
			return anlan.ErrLetterState.With("number", l.Name()).With("state", l.State.Word())
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
		if err := shows(ctx, tx, l.ID, l.Signer.Unit, next.Files); err != nil {
			return err
		}
		next.Revision = was.Revision + 1
		m = next
		if fresh {
			err = insertItem(ctx, tx, event, m, m)
		} else {
			err = updateItem(ctx, tx, event, m, m)
		}
		if err != nil {
			return err
		}
		return s.ask(ctx, tx, l)
	})
	if errors.Is(err, db.ErrDone) {
		return db.Decode[Mark](queries(s.d.Reader()).ItemIn(ctx, letterdb.ItemInParams{Kind: "mark", About: string(id), Slot: clause}))
	}
	return m, err
}
