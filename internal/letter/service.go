package letter

import (
	"context"
	"errors"

	"anlan"
	"anlan/internal/authz"
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
	// SameAsPassword tells whether a text is the actor's password.
	SameAsPassword(ctx context.Context, a anlan.Actor, text string) (bool, error)
}

// Options are what the service stands on.
type Options struct {
	DB        *db.DB
	Book      func() *rule.Book
	Confirmer Confirmer
	Cost      Cost // of guessing a signing secret; SecretCost where it is zero
}

// Service is the room on a database.
type Service struct {
	d       *db.DB
	book    func() *rule.Book
	confirm Confirmer
	cost    Cost
}

// New makes the service.
func New(o Options) *Service {
	if o.Cost == (Cost{}) {
		o.Cost = SecretCost()
	}
	return &Service{d: o.DB, book: o.Book, confirm: o.Confirmer, cost: o.Cost}
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

// Send freezes the text of a letter: from now on it never changes.
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
		text := Compose(l)
		next, err := l.send(HashOf(text), tx.Now)
		if err != nil {
			return l, err
		}
		return next, db.Classify(queries(tx).InsertText(ctx, letterdb.InsertTextParams{Letter: l.ID, Hash: next.Hash, Text: text}))
	})
}

// Withdraw takes back a letter that nobody has signed.
func (s *Service) Withdraw(ctx context.Context, a anlan.Actor, id anlan.ID, base int64, reason string) (Letter, error) {
	return s.do(ctx, a, id, base, actWrite, "letter.withdrawn", func(_ *db.Tx, l Letter) (Letter, error) { return l.withdraw(reason) })
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
		if base != 0 && base != was.Revision {
			return anlan.ErrConflict
		}
		next, err := verb(tx, was)
		if err != nil {
			return err
		}
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
