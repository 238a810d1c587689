package matrix

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/event"
	"anlan/internal/registry"
	"anlan/internal/timer"
)

// ReaderName is the name under which the examination remembers how far it has heard.
const ReaderName = "matrix"

// watcher is the examination that never sleeps: a model in memory, what it found, and what the table holds.
type watcher struct {
	mu    sync.Mutex
	w     *Watch
	known map[string]Finding // by key, those that are live
}

// Handle hears a batch of events and examines again what they touch: the reader that event.Follow drives.
func (s *Service) Handle(ctx context.Context, batch []anlan.Event) error {
	s.watch.mu.Lock()
	defer s.watch.mu.Unlock()
	if !slices.ContainsFunc(batch, concerns) {
		return nil
	}
	if s.watch.w == nil {
		if err := s.begin(ctx); err != nil {
			return err
		}
	}
	for _, e := range batch {
		if concerns(e) {
			if err := s.touch(ctx, e); err != nil {
				s.watch.w = nil // half a batch was heard: begin anew
				return err
			}
		}
	}
	err := s.settle(ctx, batch[len(batch)-1].Pos)
	if err != nil {
		s.watch.w = nil
	}
	return err
}

// concerns tells whether an event may change who is responsible.
func concerns(e anlan.Event) bool {
	switch e.Ref.Kind {
	case RefCell, RefSector, registry.RefUnit, registry.RefPost, registry.RefHolding, registry.RefSite, registry.RefPlace:
		return true
	}
	return strings.HasPrefix(e.Kind, "matrix.day") || strings.HasPrefix(e.Kind, "letter.")
}

// begin loads the county and what the table knows.
func (s *Service) begin(ctx context.Context) error {
	axes, err := s.axes(s.Today())
	if err != nil {
		return err
	}
	m, err := load(ctx, s.d.Reader(), axes)
	if err != nil {
		return err
	}
	known, cursor := map[string]Finding{}, ""
	for {
		page, err := list(ctx, queries(s.d.Reader()), FindingFilter{Cursor: cursor})
		if err != nil {
			return err
		}
		for _, f := range page.Items {
			known[f.Key()] = f
		}
		if cursor = page.Next; cursor == "" {
			break
		}
	}
	s.watch.w, s.watch.known = NewWatch(m), known
	return s.signatures(ctx)
}

// signatures asks which letters are not signed.
func (s *Service) signatures(ctx context.Context) error {
	if s.letters == nil {
		return nil
	}
	units, err := s.letters.Unsigned(ctx, s.Today())
	s.watch.w.SetUnsigned(units)
	s.watch.w.TouchAll()
	return err
}

// touch reads anew what an event speaks of, and marks what that touches.
func (s *Service) touch(ctx context.Context, e anlan.Event) error {
	w, q, dir := s.watch.w, queries(s.d.Reader()), registry.In(s.d.Reader())
	switch e.Ref.Kind {
	case RefCell:
		c, err := db.Decode[Cell](q.Cell(ctx, e.Ref.ID))
		if err != nil {
			return err
		}
		w.SetCell(c)
		w.TouchCell(c)
	case RefSector:
		x, err := db.Decode[Sector](q.Sector(ctx, e.Ref.ID))
		if err != nil {
			return err
		}
		w.SetSector(x)
		w.TouchAll()
	case registry.RefUnit:
		return s.touchUnit(ctx, e.Ref.ID)
	case registry.RefPost:
		p, err := dir.Post(ctx, e.Ref.ID)
		if err != nil {
			return err
		}
		w.SetPost(p.ID, PostFact{Unit: p.Unit, Chief: p.Kind == registry.Chief, Active: p.Status == registry.Active})
		w.TouchHolder(p.Unit, p.ID)
	case registry.RefHolding:
		h, err := q.HoldingOne(ctx, e.Ref.ID)
		if err != nil {
			return db.Classify(err)
		}
		w.SetHolding(h.ID, h.Post, h.Since, h.Until)
		w.TouchHolder(w.posts[h.Post].Unit, h.Post)
	case registry.RefSite:
		return s.touchSite(ctx, dir, e.Ref.ID)
	case registry.RefPlace:
		towns, err := q.TownshipCodes(ctx)
		if err != nil {
			return db.Classify(err)
		}
		w.SetTowns(towns)
		w.TouchAll()
	default:
		return s.signatures(ctx)
	}
	return nil
}

func (s *Service) touchUnit(ctx context.Context, id anlan.ID) error {
	w := s.watch.w
	row, err := queries(s.d.Reader()).LifeOfUnit(ctx, id)
	if err != nil {
		return db.Classify(err)
	}
	f := unitFact(row)
	was, before := w.units[id], w.objects[id]
	w.TouchHolder(id, "")
	w.SetUnit(id, f)
	w.TouchHolder(id, "")
	if isObject(was.Kind) || isObject(f.Kind) {
		w.TouchObject(before)
		w.DropObject(id)
		if isObject(f.Kind) && f.Active {
			w.SetObject(id, ObjectFact{Place: row.Place, Said: row.Sector, Unit: id})
			w.TouchObject(w.objects[id])
		}
		w.inherit(id)
	}
	return nil
}

func (s *Service) touchSite(ctx context.Context, dir registry.Directory, id anlan.ID) error {
	w := s.watch.w
	x, err := dir.Site(ctx, id)
	if err != nil {
		return err
	}
	if was, known := w.objects[id]; known {
		w.TouchObject(was)
		w.DropObject(id)
	}
	if x.Status == registry.Active {
		w.SetObject(id, w.siteFact(x.Unit, x.Sector, x.Place))
		w.TouchObject(w.objects[id])
	}
	return nil
}

// settle examines what was touched and writes down what has changed: new holes, holes that are filled, holes
// that are back. Until a county has a tree, there is nothing to miss.
func (s *Service) settle(ctx context.Context, pos int64) error {
	today := s.Today()
	found := map[string]Found{}
	if len(s.watch.w.sectors) > 0 {
		found = s.watch.w.Again(today)
	}
	known := map[string]Finding{}
	err := s.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		clear(known) // the function may run again
		for key, f := range found {
			next, err := note(ctx, tx, s.watch.known, key, f)
			if err != nil {
				return err
			}
			known[key] = next
		}
		for key, f := range s.watch.known {
			if _, still := found[key]; !still {
				if err := fill(ctx, tx, f.ID); err != nil {
					return err
				}
			}
		}
		if err := setDawn(ctx, tx, today); err != nil {
			return err
		}
		return event.Advance(ctx, tx, ReaderName, pos)
	})
	if err == nil {
		s.watch.known = known
	}
	return err
}

// note writes down a hole: a new one, one that is back, or one that touches more or fewer objects.
func note(ctx context.Context, tx *db.Tx, known map[string]Finding, key string, f Found) (Finding, error) {
	was, live := known[key]
	if live && slices.Equal(was.Holders, f.Holders) {
		if was.Objects == f.Objects {
			return was, nil
		}
		was.Objects = f.Objects
		return was, db.Classify(queries(tx).WeighFinding(ctx, weight(was.ID, f.Objects)))
	}
	row, err := queries(tx).FindingByKey(ctx, key)
	stored, err := findingOf(row.Rank, row.Doc, err)
	switch {
	case errors.Is(err, anlan.ErrNotFound):
		x := Finding{ID: tx.NewID(), Found: f, State: Open, Live: true, Opened: tx.Now, Updated: tx.Now, Revision: 1}
		return x, insertFinding(ctx, tx, x)
	case err != nil:
		return stored, err
	case stored.Live:
		stored.Found = f
		return saveFinding(ctx, tx, "matrix.finding_changed", stored)
	}
	x := Finding{ID: stored.ID, Found: f, State: Open, Live: true, Opened: tx.Now, Revision: stored.Revision}
	if stored.State == Tabled { // a ruling that was recalled: it still is before the committee
		x.State, x.Talk, x.Meeting, x.Decision, x.Opened = Tabled, stored.Talk, stored.Meeting, stored.Decision, stored.Opened
	}
	return saveFinding(ctx, tx, "matrix.finding_back", x)
}

// fill notes that a hole is no longer there.
func fill(ctx context.Context, tx *db.Tx, id anlan.ID) error {
	f, err := loadFinding(ctx, tx, id)
	if err != nil || !f.Live {
		return err
	}
	if err := forget(ctx, tx, f); err != nil {
		return err
	}
	f.Live, f.Closed = false, tx.Now
	_, err = saveFinding(ctx, tx, "matrix.finding_filled", f)
	return err
}

// setDawn lets the next day begin with an examination.
func setDawn(ctx context.Context, tx *db.Tx, today anlan.Date) error {
	return timer.Set(ctx, tx, timer.Timer{Key: "matrix/day", Kind: dayClock, Due: today.AddDays(1).Start().Add(5 * time.Minute)})
}

// dawn tells the examination that a day has begun; what it hears sets the next one.
func (s *Service) dawn(ctx context.Context, tx *db.Tx, _ timer.Timer) error {
	if err := setDawn(ctx, tx, tx.Now.Date()); err != nil {
		return err
	}
	return tx.Emit("matrix.day_began", anlan.Ref{}, map[string]any{"day": tx.Now.Date()}, nil)
}
