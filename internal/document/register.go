package document

import (
	"context"
	"errors"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/document/documentdb"
)

// Paper is a numbered document of another room, as the landing tells of it.
type Paper struct {
	Kind     string
	Number   string
	Organ    string // by which the series is named: the organ's code without its mark, or a unit
	Subject  bool   // Organ says what the paper is about: no organ's own documents go under it
	Title    string
	Unit     anlan.ID
	To       []anlan.ID
	At       anlan.Instant
	By       anlan.ID
	Origin   anlan.Ref
	Part     string
	Under    anlan.ID
	Exercise bool
	Own      bool // its own room proves who received it: nobody signs for it here
}

// entry is the line that the paper becomes. A number that does not read like one was typed by somebody
// and stands outside of every series.
func (p Paper) entry(id anlan.ID) Entry {
	e := Entry{ID: id, Number: p.Number, Kind: p.Kind, Title: p.Title, Unit: p.Unit, To: p.To, Issued: p.At, By: p.By,
		Origin: p.Origin, Part: p.Part, Under: p.Under, Subject: p.Subject, Exercise: p.Exercise, Revision: 1}
	read, ok := ReadNumber(p.Number)
	e.Code = read.Code
	if kind, known := KindOf(p.Kind); known && ok && p.Organ != "" {
		e.Series, e.N = kind.Series(p.Organ, read.Year), read.N
	}
	return e
}

// Register writes a paper of another room into the register. Hearing of it again changes nothing.
func (s *Service) Register(ctx context.Context, tx *db.Tx, p Paper) error {
	e := p.entry(tx.NewID())
	before, err := known(queries(tx).EntryOf(ctx, e.origin()))
	if err != nil || before != nil {
		return err
	}
	if e.Series != "" { // a typed number may look like one of the series
		taken, err := known(queries(tx).EntryAt(ctx, documentdb.EntryAtParams{Series: e.Series, N: e.N}))
		if err != nil {
			return err
		}
		if taken != nil {
			e.Series, e.N = "", 0
		}
	}
	if err := insertEntry(ctx, tx, e); err != nil || p.Own {
		return err
	}
	return s.serve(ctx, tx, e, "")
}

// Give takes the next number of an organ's documents of a kind for a paper of another room, and writes the
// paper into the register, all in the transaction in which that room makes it.
func (s *Service) Give(ctx context.Context, tx *db.Tx, p Paper) (number string, err error) {
	kind, there := KindOf(p.Kind)
	if !there {
		return "", anlan.ErrDocumentKind.With("kind", p.Kind).At("kind")
	}
	year := p.At.Date().Year()
	n, err := tx.Number(ctx, kind.Series(p.Organ, year))
	if err != nil {
		return "", err
	}
	p.Number = numberOf(p.Organ+kind.Mark, year, n)
	return p.Number, s.Register(ctx, tx, p)
}

// CodeFor is the code under which a unit's documents of a kind are numbered: the one that it used last, else
// the first of the names that no other unit uses.
func (s *Service) CodeFor(ctx context.Context, tx *db.Tx, unit anlan.ID, key string, names ...string) (string, error) {
	kind, _ := KindOf(key)
	used, err := s.codesOf(ctx, tx, unit)
	if err != nil {
		return "", err
	}
	for _, code := range append(used, names...) {
		last, err := known(queries(tx).LastOfCode(ctx, code+kind.Mark))
		if err != nil {
			return "", err
		}
		if codeForm.MatchString(code) && (last == nil || last.Unit == unit) {
			return code, nil
		}
	}
	return "", anlan.ErrDocumentCodeNone.With("unit", names[0]).At("issuer")
}

// Withdrawn voids the number of a paper that another room took back. Hearing of it again changes nothing.
func (s *Service) Withdrawn(ctx context.Context, tx *db.Tx, origin anlan.Ref, reason string) error {
	was, err := known(queries(tx).EntryOf(ctx, origin.String()))
	if err != nil || was == nil || was.Void != nil {
		return err
	}
	if reason == "" {
		reason = "撤回"
	}
	e, err := was.Strike(reason, "", tx.Now)
	if err == nil {
		_, err = s.strike(ctx, tx, *was, e)
	}
	return err
}

// strike stores a voided entry; nobody has to sign for it any more.
func (s *Service) strike(ctx context.Context, tx *db.Tx, was, e Entry) (Entry, error) {
	e, err := updateEntry(ctx, tx, "document.voided", was, e)
	if err == nil {
		_, err = s.eachWaiting(ctx, tx, e.ID, "document.receipt_ended", func(r Receipt) Receipt {
			r.Ended = tx.Now
			return r
		})
	}
	return e, err
}

// Void (作废) ends a number by hand, with a reason.
func (s *Service) Void(ctx context.Context, a anlan.Actor, id anlan.ID, reason string) (Entry, error) {
	var e Entry
	err := s.d.Write(ctx, a, func(tx *db.Tx) error {
		was, err := loadEntry(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := mayRead(a, was); err != nil {
			return err
		}
		if err := authz.Check(a, actVoid, authz.Target{Unit: was.Unit}); err != nil {
			return err
		}
		if e, err = was.Strike(reason, a.Post, tx.Now); err != nil {
			return err
		}
		e, err = s.strike(ctx, tx, was, e)
		return err
	})
	if errors.Is(err, db.ErrDone) {
		return loadEntry(ctx, s.d.Reader(), id)
	}
	return e, err
}

// Entry returns one line of the register. What the actor may not see is not found.
func (s *Service) Entry(ctx context.Context, a anlan.Actor, id anlan.ID) (Entry, error) {
	e, err := loadEntry(ctx, s.d.Reader(), id)
	if err != nil {
		return e, err
	}
	return e, mayRead(a, e)
}
