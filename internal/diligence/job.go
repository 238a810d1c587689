package diligence

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"

	"anlan"
)

// job is a book under way.
type job struct {
	book   Book
	actor  anlan.Actor
	cancel context.CancelFunc
}

func (s *Service) start(a anlan.Actor, id anlan.ID, r Request) (Book, error) {
	b := Book{ID: id, Subject: r.Subject, From: r.From, To: r.To, Purpose: r.Purpose, Lang: r.Lang, Personal: r.Personal, State: Waiting, Asked: s.o.DB.Now(),
		By: a.Post, Account: a.Account}
	s.mu.Lock()
	defer s.mu.Unlock()
	if j := s.jobs[id]; j != nil {
		return Book{}, anlan.ErrKeyReused
	}
	select {
	case s.want <- id:
	default:
		return Book{}, anlan.ErrDiligenceBusy.With("count", waitMost)
	}
	s.jobs[id] = &job{book: b, actor: a}
	return b, nil
}

// Cancel stops a book under way.
func (s *Service) Cancel(ctx context.Context, a anlan.Actor, id anlan.ID) error {
	if _, err := s.Get(ctx, a, id); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if j := s.jobs[id]; j != nil && j.book.running() {
		if j.cancel != nil {
			j.cancel()
		} else {
			j.book.State = Cancelled
		}
	}
	return nil
}

// Run makes one book after another until ctx ends: they are heavy, and nobody's day hangs on one.
func (s *Service) Run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case id := <-s.want:
			s.one(ctx, id)
		}
	}
}

// Step makes the books that wait, and returns how many. Tests and tools call it; Run does it by itself.
func (s *Service) Step(ctx context.Context) int {
	for n := 0; ; n++ {
		select {
		case id := <-s.want:
			s.one(ctx, id)
		default:
			return n
		}
	}
}

func (s *Service) one(ctx context.Context, id anlan.ID) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s.mu.Lock()
	j := s.jobs[id]
	if j == nil || j.book.State != Waiting {
		s.mu.Unlock()
		return
	}
	j.cancel, j.book.State = cancel, Gathering
	b, actor := j.book, j.actor
	s.mu.Unlock()
	dir := filepath.Join(s.o.Dir, string(id))
	err := s.compile(ctx, actor, &b, dir)
	if err != nil {
		err = errors.Join(err, os.RemoveAll(dir))
	}
	s.set(id, func(k *Book) { *k = ended(b, err, s.o.DB.Now()) })
	if err != nil && ctx.Err() == nil {
		s.o.Log.Error("a book could not be made", "subject", b.Subject.String(), "error", err)
	}
}

// ended is the book as it stands after the work.
func ended(b Book, err error, now anlan.Instant) Book {
	b.Made = now
	switch known := (*anlan.Error)(nil); {
	case err == nil:
		b.State = Done
	case errors.Is(err, context.Canceled):
		b.State = Cancelled
	case errors.As(err, &known):
		b.State, b.Error = Failed, known.Say(b.Lang)
	default:
		b.State, b.Error = Failed, anlan.ErrDiligenceFailed.Say(b.Lang)
	}
	return b
}

func (s *Service) set(id anlan.ID, change func(*Book)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if j := s.jobs[id]; j != nil {
		change(&j.book)
	}
}

// keep writes down whose book it is, so that it is found after a restart.
func keep(dir string, b Book) error {
	raw, err := json.MarshalIndent(b, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, fileBook), raw, 0o600)
}
