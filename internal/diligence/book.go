package diligence

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/diligence/diligencedb"
)

// The states of a book.
const (
	Waiting   = "waiting"
	Gathering = "gathering"
	Composing = "composing"
	Proving   = "proving"
	Done      = "done"
	Failed    = "failed"
	Cancelled = "cancelled"
)

// Bounds of the desk at which books are made.
const (
	waitMost = 16  // books that wait
	keepDays = 7   // how long a finished one is kept; it can be made again
	keepMost = 300 // and how many
	tidyUp   = keepDays * 24 * time.Hour
)

// Book is a book as it is asked for, under way and finished.
type Book struct {
	ID       anlan.ID      `json:"id"`
	Subject  Subject       `json:"subject"`
	Name     string        `json:"name" doc:"Of the subject"`
	From     anlan.Date    `json:"from"`
	To       anlan.Date    `json:"to"`
	Purpose  string        `json:"purpose"`
	Lang     anlan.Lang    `json:"lang"`
	Personal bool          `json:"personal"`
	State    string        `json:"state" enum:"waiting,gathering,composing,proving,done,failed,cancelled"`
	Done     int           `json:"done" doc:"Lines that are ready"`
	Total    int           `json:"total" doc:"Lines that are expected, at most"`
	Asked    anlan.Instant `json:"asked"`
	Made     anlan.Instant `json:"made"`
	Pos      int64         `json:"pos" doc:"Where the ledger records that it was made"`
	Size     int64         `json:"size" doc:"Bytes of the bundle"`
	Error    string        `json:"error"`
	Contents *Contents     `json:"contents,omitempty"`

	By      anlan.ID `json:"by"` // post
	Account anlan.ID `json:"account"`
}

// Ref names the book.
func (b Book) Ref() anlan.Ref { return anlan.Ref{Kind: RefBook, ID: b.ID} }

// mine tells whether the actor asked for the book: nobody else opens it, they ask for their own and say why.
func (b Book) mine(a anlan.Actor) bool { return b.By == a.Post && b.Account == a.Account }

// running tells whether somebody still works on it.
func (b Book) running() bool {
	return slices.Contains([]string{Waiting, Gathering, Composing, Proving}, b.State)
}

func (s *Service) queries() *diligencedb.Queries { return diligencedb.New(s.o.DB.Reader()) }

// Get returns a book that the actor asked for.
func (s *Service) Get(_ context.Context, a anlan.Actor, id anlan.ID) (Book, error) {
	if err := authz.Check(a, actOwn); err != nil {
		return Book{}, err
	}
	if _, err := anlan.ParseID(string(id)); err != nil {
		return Book{}, anlan.ErrNotFound
	}
	b, err := s.find(id)
	if err == nil && !b.mine(a) {
		err = anlan.ErrNotFound
	}
	return b, err
}

func (s *Service) find(id anlan.ID) (Book, error) {
	s.mu.Lock()
	j := s.jobs[id]
	if j != nil {
		b := j.book
		s.mu.Unlock()
		return b, nil
	}
	s.mu.Unlock()
	raw, err := os.ReadFile(filepath.Join(s.o.Dir, string(id), fileBook))
	if errors.Is(err, fs.ErrNotExist) {
		return Book{}, anlan.ErrNotFound
	}
	var b Book
	if err == nil {
		err = json.Unmarshal(raw, &b)
	}
	return b, err
}

// List returns the books that the actor asked for, the newest first.
func (s *Service) List(_ context.Context, a anlan.Actor) ([]Book, error) {
	if err := authz.Check(a, actOwn); err != nil {
		return nil, err
	}
	list := []Book{}
	for _, id := range s.known() {
		if b, err := s.find(id); err == nil && b.mine(a) && len(list) < 50 {
			b.Contents = nil
			list = append(list, b)
		}
	}
	return list, nil
}

// known lists the books at the desk and on disk, the newest first.
func (s *Service) known() []anlan.ID {
	var list []anlan.ID
	s.mu.Lock()
	for id := range s.jobs {
		list = append(list, id)
	}
	s.mu.Unlock()
	dirs, _ := os.ReadDir(s.o.Dir) // no folder, no books
	for _, d := range dirs {
		if isID(d.Name()) {
			list = append(list, anlan.ID(d.Name()))
		}
	}
	slices.SortFunc(list, func(a, b anlan.ID) int { return strings.Compare(string(b), string(a)) })
	return slices.Compact(list)
}

// The files of a book.
const (
	fileBook     = "made.json"    // beside the bundle: who asked
	FileHTML     = "book.html"    // the book
	FileEvents   = "events.jsonl" // its events with what makes their leaves
	FilePosition = "positions"    // number, position and leaf of every line
	FileIndex    = "index.json"   // its contents for machines
	FileReadme   = "README.txt"
	FileProofs   = "proofs.jsonl"  // why each leaf stands in the tree
	FileManifest = "manifest.json" // the event that vouches for the files, the signed checkpoint, the key
	FileBundle   = "bundle.zip"    // all of them
	FolderRules  = "rules"
)

// File opens a file of a finished book.
func (s *Service) File(ctx context.Context, a anlan.Actor, id anlan.ID, name string) (*os.File, Book, error) {
	b, err := s.Get(ctx, a, id)
	if err != nil {
		return nil, b, err
	}
	if b.State != Done {
		return nil, b, anlan.ErrDiligenceState.With("state", b.State)
	}
	f, err := os.Open(filepath.Join(s.o.Dir, string(id), name))
	if errors.Is(err, fs.ErrNotExist) {
		err = anlan.ErrNotFound
	}
	return f, b, err
}

// Sweep removes what is older than it is kept. A book can always be made again.
func (s *Service) Sweep(_ context.Context) error {
	var errs []error
	kept := 0
	for _, id := range s.known() {
		b, err := s.find(id)
		if err != nil || b.running() {
			continue
		}
		if kept++; kept <= keepMost && s.o.DB.Now().Sub(b.Made) < tidyUp {
			continue
		}
		s.mu.Lock()
		delete(s.jobs, id)
		s.mu.Unlock()
		errs = append(errs, os.RemoveAll(filepath.Join(s.o.Dir, string(id))))
	}
	return errors.Join(errs...)
}
