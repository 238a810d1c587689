package report

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"sync"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/event"
	"anlan/internal/matter"
	"anlan/internal/report/reportdb"
	"anlan/internal/rule"
)

// ReaderName is the name under which the fold remembers how far it has come.
const ReaderName = "report"

// Service keeps the county's figures.
type Service struct {
	d      *db.DB
	matter *matter.Service

	eachHazard EachHazard        // nil: the recount leaves hazards out
	book       func() *rule.Book // of the yearly report

	folding sync.Mutex // one fold at a time

	mu      sync.RWMutex
	f       figures
	pos     int64         // newest event that is counted
	changed chan struct{} // closed and replaced at every change
}

// New makes the service; Load or Begin brings the figures from the database.
func New(d *db.DB, m *matter.Service) *Service {
	return &Service{d: d, matter: m, f: newFigures(), changed: make(chan struct{})}
}

// Begin reads the figures beside whatever else happens at a start: a large county has many, and its door need not wait
// for them. Whoever asks for a figure, or counts on, waits. What it returns waits too, and says how it went.
func (s *Service) Begin(ctx context.Context) (read func() error) {
	s.folding.Lock()
	s.mu.Lock()
	done := make(chan error, 1)
	go func() {
		defer s.folding.Unlock()
		defer s.mu.Unlock()
		f, pos, err := s.kept(ctx)
		if err == nil {
			s.f, s.pos = f, pos
		}
		done <- err
	}()
	return sync.OnceValue(func() error { return <-done })
}

// Load reads the figures as they were last stored.
func (s *Service) Load(ctx context.Context) error {
	f, pos, err := s.kept(ctx)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.f, s.pos = f, pos
	return nil
}

// kept reads the figures of the database, and up to where they count.
func (s *Service) kept(ctx context.Context) (f figures, pos int64, err error) {
	q := reportdb.New(s.d.Reader())
	counts, err := q.Counts(ctx)
	if err != nil {
		return f, 0, db.Classify(err)
	}
	dues, err := q.Dues(ctx)
	if err != nil {
		return f, 0, db.Classify(err)
	}
	f = newFigures()
	for _, c := range counts {
		f.cells[cell{c.Area, c.Branch, c.Topic, matter.State(c.State), c.Overdue}] = c.N
	}
	for _, c := range dues {
		f.dues[dueCell{c.Day, c.Area, c.Branch}] = c.N
	}
	if err := loadHazards(ctx, q, f); err != nil {
		return f, 0, err
	}
	pos, err = event.Position(ctx, s.d, ReaderName)
	return f, pos, err
}

// Handle folds a batch of events: the reader that event.Follow drives. Where the store has counted more
// than memory (an earlier fold was stored although its commit reported a failure, or another program
// on the same database was faster), the figures are read anew.
func (s *Service) Handle(ctx context.Context, batch []anlan.Event) error {
	s.folding.Lock()
	defer s.folding.Unlock()
	if batch[0].Pos > s.counted()+1 {
		if err := s.Load(ctx); err != nil {
			return err
		}
	}
	err := s.foldIn(ctx, batch)
	if errors.Is(err, errOvertaken) {
		if err := s.Load(ctx); err != nil {
			return err
		}
		err = s.foldIn(ctx, batch)
	}
	return err
}

// errOvertaken says that the store has counted events that memory has not.
var errOvertaken = errors.New("report: somebody else has counted on")

// foldIn counts what memory has not counted yet.
func (s *Service) foldIn(ctx context.Context, batch []anlan.Event) error {
	seen := s.counted()
	fresh := slices.DeleteFunc(slices.Clone(batch), func(e anlan.Event) bool { return e.Pos <= seen }) // came again after a crash
	if len(fresh) == 0 {
		return nil
	}
	last := fresh[len(fresh)-1].Pos
	change, err := fold(fresh)
	if err != nil {
		return err
	}
	if err := s.store(ctx, change, seen, last); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.f.merge(change)
	s.pos = last
	close(s.changed)
	s.changed = make(chan struct{})
	return nil
}

// counted is the position of the newest event that memory has counted.
func (s *Service) counted() int64 {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.pos
}

// store writes the change and the position together, so that each event counts exactly once.
func (s *Service) store(ctx context.Context, change figures, seen, pos int64) error {
	return s.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		var stored int64
		err := tx.QueryRowContext(ctx, `SELECT pos FROM reader WHERE name = $1`, ReaderName).Scan(&stored)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return db.Classify(err)
		}
		if stored != seen {
			return errOvertaken
		}
		q := reportdb.New(tx)
		for c, n := range change.cells {
			if n == 0 {
				continue
			}
			if err := q.AddCount(ctx, reportdb.AddCountParams{Area: c.area, Branch: c.branch, Topic: c.topic, State: string(c.state), Overdue: c.overdue, N: n}); err != nil {
				return db.Classify(err)
			}
		}
		for c, n := range change.dues {
			if n == 0 {
				continue
			}
			if err := q.AddDue(ctx, reportdb.AddDueParams{Day: c.day, Area: c.area, Branch: c.branch, N: n}); err != nil {
				return db.Classify(err)
			}
		}
		if err := storeHazards(ctx, q, change); err != nil {
			return err
		}
		return event.Advance(ctx, tx, ReaderName, pos)
	})
}

// Changed returns a channel that closes at the next change of any figure, and the position of the
// newest event that is counted.
func (s *Service) Changed() (<-chan struct{}, int64) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.changed, s.pos
}

// Recount walks through every matter and returns whether the figures agree with it. Nothing may be
// written meanwhile: the simulation and the proofs ask it after every quiet moment.
func (s *Service) Recount(ctx context.Context) (agree bool, err error) {
	truth := newFigures()
	err = s.matter.EachRow(ctx, func(m matter.Matter, _ bool, _ json.RawMessage) error {
		truth.add(m.Facet(), 1)
		return nil
	})
	if err == nil && s.eachHazard != nil {
		err = s.eachHazard(ctx, func(x HazardFacet) error { truth.addHazard(x, 1); return nil })
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	return maps.Equal(truth.cells, s.f.cells) && maps.Equal(truth.dues, s.f.dues) &&
		(s.eachHazard == nil || maps.Equal(truth.hazards, s.f.hazards)), err
}
