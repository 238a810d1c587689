package letter

import (
	"context"
	"errors"
	"fmt"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/calendar"
	"anlan/internal/db"
	"anlan/internal/letter/letterdb"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

// The actions that authz knows of this room.
const (
	actRead     = "letter.read"
	actTemplate = "letter.template"
	actWrite    = "letter.write"
	actSign     = "letter.sign"
	actKey      = "letter.key"
	actSelf     = "letter.self"
	actCheck    = "letter.check"
	actRecord   = "letter.record"
	actObject   = "letter.object"
	actAnswer   = "letter.answer"
	actAssess   = "letter.assess"
)

// Confirmer proves anew who somebody is, at the moment of signing.
type Confirmer interface {
	// Again asks for the second factor's code, else for the password, and says which it was.
	Again(ctx context.Context, a anlan.Actor, password, code string) (how string, err error)
}

// Numbers gives letters their numbers. The landing implements it by the one register of documents.
type Numbers interface {
	// Give takes the next number of the issuer's letters and writes the letter into the register.
	Give(ctx context.Context, tx *db.Tx, l Letter) (number string, err error)
	// Void ends the number of a letter that was taken back; it is never given again.
	Void(ctx context.Context, tx *db.Tx, l Letter) error
}

// counting gives numbers where there is no register: in a room that stands alone.
type counting struct{}

func (counting) Give(ctx context.Context, tx *db.Tx, l Letter) (string, error) {
	n, err := tx.Number(ctx, fmt.Sprintf("letter/%d", l.Year))
	return numberOf(l.Year, n), err
}

func (counting) Void(context.Context, *db.Tx, Letter) error { return nil }

// Options are what the service stands on.
type Options struct {
	DB        *db.DB
	Book      func() *rule.Book
	Calendar  func() *calendar.Calendar // moves the rungs of the ladders to working days and office hours
	Confirmer Confirmer
	Numbers   Numbers
	Cost      Cost // the least of guessing a signing secret; SecretCost where it is zero
}

// Service is the room on a database.
type Service struct {
	d       *db.DB
	book    func() *rule.Book
	cal     func() *calendar.Calendar
	confirm Confirmer
	numbers Numbers
	cost    Cost
}

// New makes the service.
func New(o Options) *Service {
	if o.Cost == (Cost{}) {
		o.Cost = SecretCost()
	}
	if o.Numbers == nil {
		o.Numbers = counting{}
	}
	return &Service{d: o.DB, book: o.Book, cal: o.Calendar, confirm: o.Confirmer, numbers: o.Numbers, cost: o.Cost}
}

// WithNumbers lets the letters take their numbers from a register that was made after the room.
func (s *Service) WithNumbers(n Numbers) *Service {
	s.numbers = n
	return s
}

func queries(door letterdb.DBTX) *letterdb.Queries { return letterdb.New(door) }

// set returns the metrics and default templates in force on a day.
func (s *Service) set(day anlan.Date) (rule.LetterTemplates, rule.Version, error) {
	return rule.Get[rule.LetterTemplates](s.book(), rule.LetterSet, day)
}

func blame(err error, field string) error {
	var e *anlan.Error
	if errors.As(err, &e) {
		return e.At(field)
	}
	return err
}

// Send gives a letter its number and freezes its text in one transaction: from now on neither changes.
func (s *Service) Send(ctx context.Context, a anlan.Actor, id anlan.ID, base int64) (Letter, error) {
	return s.do(ctx, a, id, base, actWrite, "letter.sent", func(tx *db.Tx, l Letter) (Letter, error) {
		issuer, _, _, err := s.party(ctx, registry.In(tx), l.Issuer.Unit)
		if err != nil {
			return l, err
		}
		signer, _, rank, err := s.party(ctx, registry.In(tx), l.Signer.Unit)
		if err != nil {
			return l, err
		}
		l.Issuer, l.Signer, l.Rank = issuer, signer, rank
		if _, err := l.send("", tx.Now); err != nil {
			return l, err // before a number is taken for nothing
		}
		if l.Number, err = s.numbers.Give(ctx, tx, l); err != nil {
			return l, err
		}
		text := Compose(l)
		next, err := l.send(HashOf(text), tx.Now)
		if err != nil {
			return l, err
		}
		if next.Clock, err = s.clockSince(OwedSign, tx.Now); err != nil {
			return l, err
		}
		return next, db.Classify(queries(tx).InsertText(ctx, letterdb.InsertTextParams{Letter: l.ID, Hash: next.Hash, Text: text}))
	})
}

// Withdraw takes back a letter that nobody has signed. The number that it may have had stays in the register;
// objections to what it counted wait for nobody any more.
func (s *Service) Withdraw(ctx context.Context, a anlan.Actor, id anlan.ID, base int64, reason string) (Letter, error) {
	return s.do(ctx, a, id, base, actWrite, "letter.withdrawn", func(tx *db.Tx, l Letter) (Letter, error) {
		next, err := l.withdraw(reason)
		if err != nil || l.Number == "" {
			return next, err
		}
		if err := s.lapse(ctx, tx, next); err != nil {
			return next, err
		}
		return next, s.numbers.Void(ctx, tx, next)
	})
}

// decision is one verb on a loaded letter.
type decision func(tx *db.Tx, l Letter) (Letter, error)

// do runs a verb of the issuer: load, authorize, decide, save, emit.
func (s *Service) do(ctx context.Context, a anlan.Actor, id anlan.ID, base int64, action, kind string, verb decision) (Letter, error) {
	var l Letter
	err := s.d.Write(ctx, a, func(tx *db.Tx) error {
		was, err := s.load(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := allowed(a, action, was, was.Issuer.target()); err != nil {
			return err
		}
		if base != 0 && (base < was.Revision-was.Noted || base > was.Revision) {
			return anlan.ErrConflict
		}
		next, err := verb(tx, was)
		if err != nil {
			return err
		}
		next.Noted = 0
		l, err = s.save(ctx, tx, kind, next, next.told())
		return err
	})
	if errors.Is(err, db.ErrDone) {
		return s.load(ctx, s.d.Reader(), id)
	}
	return l, err
}

// allowed asks who may; what one may not even read is not there.
func allowed(a anlan.Actor, action string, l Letter, targets ...authz.Target) error {
	err := authz.Check(a, action, targets...)
	if errors.Is(err, anlan.ErrForbidden) && authz.Check(a, actRead, l.targets()...) != nil {
		return anlan.ErrNotFound
	}
	return err
}
