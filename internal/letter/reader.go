package letter

import (
	"context"
	"fmt"
	"maps"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/event"
	"anlan/internal/letter/letterdb"
)

// ReaderName is the name under which the fold of facts remembers how far it has come.
const ReaderName = "letter"

// cell is one place where facts are counted.
type cell struct {
	scope   string
	year    int64
	metric  string
	verdict string
}

// tallies are changes of counts: by whose letter they count for, and of the county by sort and by month.
type tallies struct {
	scopes map[cell]int64
	cubes  map[cube]int64
	months map[month]int64
}

func newTallies() tallies {
	return tallies{scopes: map[cell]int64{}, cubes: map[cube]int64{}, months: map[month]int64{}}
}

func (t tallies) add(f Fact, sign int64) {
	for _, scope := range scopesOf(f) {
		t.scopes[cell{scope, f.Year, f.Metric, f.Verdict}] += sign * f.N
	}
	t.cubes[cubeOf(f)] += sign * f.N
	t.months[monthOf(f)] += sign * f.N
}

// Handle folds a batch of events into facts and counts, in one transaction with the position: each event
// counts exactly once, also after a crash.
func (s *Service) Handle(ctx context.Context, batch []anlan.Event) error {
	return s.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		seen, err := folded(ctx, tx)
		if err != nil {
			return err
		}
		if batch[len(batch)-1].Pos <= seen {
			return nil
		}
		if err := s.foldIn(ctx, tx, batch, seen); err != nil {
			return err
		}
		return event.Advance(ctx, tx, ReaderName, batch[len(batch)-1].Pos)
	})
}

func (s *Service) foldIn(ctx context.Context, tx *db.Tx, batch []anlan.Event, seen int64) error {
	q := queries(tx)
	was, now := map[string]facts{}, map[string]facts{}
	for _, e := range batch {
		ref := ""
		if e.Pos > seen {
			ref = about(e)
		}
		if ref == "" {
			continue
		}
		if now[ref] == nil {
			known, err := loadFacts(ctx, q, ref)
			if err != nil {
				return err
			}
			was[ref], now[ref] = maps.Clone(known), known
		}
		if err := fold(now[ref], ref, e); err != nil {
			return fmt.Errorf("letter: event %d (%s): %w", e.Pos, e.Kind, err)
		}
	}
	change, kept := newTallies(), keeper{q, map[int64]bool{}}
	for ref := range now {
		if err := storeFacts(ctx, q, was[ref], now[ref], change, kept); err != nil {
			return err
		}
	}
	if err := change.storeFigures(ctx, q); err != nil {
		return err
	}
	for c, n := range change.scopes {
		if n == 0 {
			continue
		}
		if err := q.AddCount(ctx, letterdb.AddCountParams{Scope: c.scope, Year: c.year, Metric: c.metric, Verdict: c.verdict, N: n}); err != nil {
			return db.Classify(err)
		}
	}
	return nil
}

func loadFacts(ctx context.Context, q *letterdb.Queries, ref string) (facts, error) {
	rows, err := q.Facts(ctx, ref)
	known := facts{}
	for _, f := range rows {
		known[f.Metric] = f
	}
	return known, db.Classify(err)
}

// storeFacts writes what changed of one record and collects what that changes in the counts.
func storeFacts(ctx context.Context, q *letterdb.Queries, was, now facts, change tallies, kept keeper) error {
	for metric, f := range was {
		if now[metric] == f {
			continue
		}
		if err := kept.keep(ctx, f, now[metric]); err != nil {
			return err
		}
		change.add(f, -1)
		if _, there := now[metric]; !there {
			if err := q.DropFact(ctx, letterdb.DropFactParams{Ref: f.Ref, Metric: metric}); err != nil {
				return db.Classify(err)
			}
		}
	}
	for metric, f := range now {
		before, there := was[metric]
		if before == f {
			continue
		}
		if !there {
			if err := kept.keep(ctx, Fact{}, f); err != nil {
				return err
			}
		}
		change.add(f, 1)
		if err := q.PutFact(ctx, letterdb.PutFactParams(f)); err != nil {
			return db.Classify(err)
		}
	}
	return nil
}

// Recount folds every event anew and holds the stored facts and counts against it: nil when they agree.
func (s *Service) Recount(ctx context.Context) error {
	pos, err := event.Position(ctx, s.d, ReaderName)
	if err != nil {
		return err
	}
	known, err := s.replay(ctx, pos)
	if err != nil {
		return err
	}
	want := newTallies()
	left := 0
	for _, fs := range known {
		left += len(fs)
		for _, f := range fs {
			want.add(f, 1)
		}
	}
	ref, metric := "", ""
	for {
		rows, err := queries(s.d.Reader()).AllFacts(ctx, letterdb.AllFactsParams{AfterRef: ref, AfterMetric: metric, Most: pageSize})
		if err != nil {
			return db.Classify(err)
		}
		for _, f := range rows {
			if known[f.Ref][f.Metric] != f {
				return fmt.Errorf("letter: the fact %s %s is %q, by its events %q", f.Ref, f.Metric, f.Verdict, known[f.Ref][f.Metric].Verdict)
			}
			left--
			ref, metric = f.Ref, f.Metric
		}
		if len(rows) < pageSize {
			break
		}
	}
	if left != 0 {
		return fmt.Errorf("letter: %d facts that events tell of are not kept", left)
	}
	if err := s.sameWaivers(ctx); err != nil {
		return err
	}
	if err := s.sameFrozen(ctx); err != nil {
		return err
	}
	if err := s.sameAsked(ctx); err != nil {
		return err
	}
	if err := s.sameFigures(ctx, want); err != nil {
		return err
	}
	return s.sameCounts(ctx, want.scopes)
}

func (s *Service) replay(ctx context.Context, pos int64) (map[string]facts, error) {
	known := map[string]facts{}
	for at := int64(0); at < pos; {
		batch, err := event.After(ctx, s.d.Reader(), at, event.PageLimit)
		if err != nil || len(batch) == 0 {
			return known, err
		}
		for _, e := range batch {
			at = e.Pos
			ref := about(e)
			if ref == "" || at > pos {
				continue
			}
			if known[ref] == nil {
				known[ref] = facts{}
			}
			if err := fold(known[ref], ref, e); err != nil {
				return nil, err
			}
		}
	}
	return known, nil
}

func (s *Service) sameCounts(ctx context.Context, want map[cell]int64) error {
	for c, n := range want {
		if n == 0 {
			delete(want, c)
		}
	}
	rows, err := s.d.Reader().QueryContext(ctx, `SELECT scope, year, metric, verdict, n FROM letter_count WHERE n <> 0`)
	if err != nil {
		return db.Classify(err)
	}
	defer func() { _ = rows.Close() }() // read to the end below
	for rows.Next() {
		var c cell
		var n int64
		if err := rows.Scan(&c.scope, &c.year, &c.metric, &c.verdict, &n); err != nil {
			return err
		}
		if want[c] != n {
			return fmt.Errorf("letter: %v is counted %d times, by its events %d", c, n, want[c])
		}
		delete(want, c)
	}
	if len(want) > 0 {
		return fmt.Errorf("letter: %d counts are missing", len(want))
	}
	return rows.Err()
}
