package letter

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/letter/letterdb"
	"anlan/internal/rule"
)

// Every open duty has one row for each seat that it waits for, written from the records that it follows from
// in the transaction that changes them. [Service.Recount] holds all rows against the records; the witness
// holds those that follow from one record alone.

const (
	seatOffice = "office"
	stale      = "stale" // what the migration wrote: to be written anew
)

func seatOfPost(post anlan.ID) string { return "p:" + string(post) }
func seatOfUnit(unit anlan.ID) string { return "u:" + string(unit) }

func lastDay(year int) anlan.Date { return anlan.Date(fmt.Sprintf("%04d-12-31", year)) }

// on makes the row by which a duty of a record waits at a seat until a day.
func (o Owed) on(record anlan.ID, seat string, ends anlan.Date) letterdb.LetterDuty {
	doc, _ := db.Encode(o) // strings and numbers
	return letterdb.LetterDuty{Record: record, What: o.What, Seat: seat, Ends: ends, Person: o.Last, Since: o.Since, Doc: doc}
}

// owed begins a duty of the letter.
func (l Letter) owed(what string, side Party) Owed {
	return Owed{What: what, Letter: l.ID, Number: l.Number, Name: l.Signer.Name, Side: side, Since: l.SentAt}
}

// askedUntil is the last day on which the letter asks for signatures.
func (l Letter) askedUntil() anlan.Date {
	if c := l.running(); c != nil {
		return max(lastDay(l.Year), c.Due.AddDays(chased))
	}
	return lastDay(l.Year)
}

// inForce tells whether the letter asks anything of anybody.
func (l Letter) inForce() bool { return l.State == Sent || l.State == Signed }

// signatures are asked of both sides' posts until the letter's year ends: also of a post that has signed, for
// whoever comes to it signs the same text again.
func (l Letter) signatures() (list []letterdb.LetterDuty) {
	if !l.inForce() {
		return nil
	}
	for _, role := range []string{RoleIssuer, RoleSigner} {
		o := l.owed(OwedSign, l.Side(role))
		o.Role = role
		if last := l.signing(role); last != nil {
			o.Last = last.Person
		} else if l.Clock != nil {
			o.Due = l.Clock.Due
		}
		list = append(list, o.on(l.ID, seatOfPost(o.Side.Post), l.askedUntil()))
	}
	return list
}

// assessing are the marks and checks that an open assessment of the letter's year asks for.
func (l Letter) assessing(r Round, marks map[string]Mark) (list []letterdb.LetterDuty) {
	if !l.inForce() || r.State != RoundOpen {
		return nil
	}
	unmarked, unchecked := l.unassessed(marks)
	if unmarked > 0 {
		o := l.owed(OwedSelf, l.Signer)
		o.Clauses, o.Due = unmarked, r.SelfBy
		list = append(list, o.on(l.ID, seatOfUnit(l.Signer.Unit), lastDay(l.Year+1)))
	}
	if unchecked > 0 {
		o := l.owed(OwedCheck, l.Signer)
		o.Clauses, o.Due = unchecked, r.SelfBy
		for _, post := range r.checkers(l.ID) {
			list = append(list, o.on(l.ID, seatOfPost(post), lastDay(l.Year+1)))
		}
	}
	return list
}

// unassessed counts the clauses that nothing can count: those without a mark, and marks without a check.
func (l Letter) unassessed(marks map[string]Mark) (unmarked, unchecked int) {
	for _, p := range l.Template.Parts {
		for _, c := range p.Clauses {
			m, marked := marks[c.Key]
			switch {
			case c.How != rule.HowSelf:
			case !marked:
				unmarked++
			case m.Checked == nil:
				unchecked++
			}
		}
	}
	return unmarked, unchecked
}

// askedUntil is the last day on which the objection asks for an answer.
func (o Objection) askedUntil() anlan.Date { return lastDay(o.Year + 1) }

// duties are the answer that an open objection waits for: of the issuing post and unit, and of the office.
func (o Objection) duties() (list []letterdb.LetterDuty) {
	if o.State != Asked {
		return nil
	}
	asked := Owed{What: OwedAnswer, Letter: o.Letter, Number: o.Number, Side: Party{Unit: o.Unit}, Objection: o.ID, Title: o.Title, Since: o.At}
	if o.Clock != nil {
		asked.Due = o.Clock.Due
	}
	for _, seat := range []string{seatOffice, seatOfPost(o.Post), seatOfUnit(o.Issuer)} {
		list = append(list, asked.on(o.ID, seat, o.askedUntil()))
	}
	return list
}

// duties are all that a letter asks, as its records stand.
func (s *Service) duties(ctx context.Context, door letterdb.DBTX, l Letter) ([]letterdb.LetterDuty, error) {
	list := l.signatures()
	if len(list) == 0 {
		return nil, nil
	}
	r, err := s.roundOf(ctx, door, l.Year)
	if errors.Is(err, anlan.ErrNotFound) || err == nil && r.State != RoundOpen {
		return list, nil
	}
	if err != nil {
		return nil, err
	}
	marks, err := itemsAbout[Mark](ctx, door, string(l.ID), hangingMost)
	return append(list, l.assessing(r, byClause(marks))...), err
}

// ask writes what a letter asks, after it, a mark or its year's assessment has changed.
func (s *Service) ask(ctx context.Context, tx *db.Tx, l Letter) error {
	list, err := s.duties(ctx, tx, l)
	if err != nil {
		return err
	}
	return putDuties(ctx, tx, l.ID, list)
}

// askYear writes what all letters of a year ask, after its assessment was opened, changed or frozen.
func (s *Service) askYear(ctx context.Context, tx *db.Tx, r Round) error {
	return each(ctx, tx, r.Year, func(l Letter) error { return s.ask(ctx, tx, l) })
}

// asks writes whom an objection waits for, and winds its clock.
func (s *Service) asks(ctx context.Context, tx *db.Tx, o Objection) error {
	if err := putDuties(ctx, tx, o.ID, o.duties()); err != nil {
		return err
	}
	return s.wind(ctx, tx, o.Ref(), o.running())
}

// putDuties replaces the duties of a record; a post that sits on two teams is asked once.
func putDuties(ctx context.Context, tx *db.Tx, record anlan.ID, list []letterdb.LetterDuty) error {
	q := queries(tx)
	if err := q.DropDuties(ctx, record); err != nil {
		return db.Classify(err)
	}
	for _, d := range inOrder(list) {
		if err := q.PutDuty(ctx, letterdb.PutDutyParams(d)); err != nil {
			return db.Classify(err)
		}
	}
	return nil
}

// inOrder sorts duties as their table does, each once.
func inOrder(list []letterdb.LetterDuty) []letterdb.LetterDuty {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b letterdb.LetterDuty) int {
		return cmp.Or(cmp.Compare(a.Record, b.Record), cmp.Compare(a.What, b.What), cmp.Compare(a.Seat, b.Seat))
	})
	return slices.Compact(list)
}

func sameDuties(a, b []letterdb.LetterDuty) bool { return slices.Equal(inOrder(a), inOrder(b)) }
