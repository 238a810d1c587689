package diligence

import (
	"context"
	"log/slog"
	"sync"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/rule"
)

// RefBook is the kind of a book's Ref.
const RefBook = "diligence.book"

// EventCompiled tells that a book was made: for whom, of what, and the digests of its files.
const EventCompiled = "diligence.compiled"

// Binder proves the lines of a book and puts its files into one. The landing implements it with the ledger.
type Binder interface {
	// Origin is the name of the ledger.
	Origin() string
	// Line is the event as the bundle carries it, and its leaf. What is withheld is proved by its commitment.
	Line(r Row, withhold bool) (line []byte, leaf string)
	// Bind writes bundle.zip from the files of the folder, with the proof of every position that they list
	// and of the event at pos.
	Bind(ctx context.Context, dir string, pos int64, step func(done int)) error
}

// Options say what the service works with.
type Options struct {
	DB     *db.DB
	Book   func() *rule.Book
	Binder Binder
	Dir    string // where finished books are kept for a while
	Log    *slog.Logger
}

// Service makes books.
type Service struct {
	o        Options
	indexing sync.Mutex // one reader of the index at a time
	want     chan anlan.ID

	mu   sync.Mutex
	jobs map[anlan.ID]*job
}

// New makes the service.
func New(o Options) *Service {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	return &Service{o: o, want: make(chan anlan.ID, waitMost), jobs: map[anlan.ID]*job{}}
}

// Make asks for a book. The answer is where it stands; it is made beside the requests. The same request
// again is the same book.
func (s *Service) Make(ctx context.Context, a anlan.Actor, r Request) (Book, error) {
	if err := authz.Check(a, actOwn); err != nil {
		return Book{}, err
	}
	if r.Subject.Kind == Person && r.Subject.ID == "" {
		r.Subject.ID = a.Person // nobody else is meant
	}
	r = r.stated(r.Subject.of(a))
	if err := r.check(s.o.DB.Now().Date()); err != nil {
		return Book{}, err
	}
	if err := s.may(ctx, a, r.Subject); err != nil {
		return Book{}, err
	}
	if err := s.exists(ctx, r.Subject); err != nil {
		return Book{}, err
	}
	id := db.Key(ctx)
	if id == "" {
		id = s.o.DB.NewID()
	}
	if b, err := s.find(id); err == nil && b.mine(a) {
		return b, nil
	} else if err == nil {
		return Book{}, anlan.ErrKeyReused
	}
	return s.start(a, id, r)
}

// exists refuses a subject that no event ever named.
func (s *Service) exists(ctx context.Context, sub Subject) error {
	e, err := first(ctx, s.queries(), sub.record())
	if err == nil && e == nil {
		err = anlan.ErrDiligenceSubject.With("subject", anlan.Shorten(sub.String(), 60)).At("subject")
	}
	return err
}
