package matrix

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/event"
)

// days are the two that one compares.
type days struct{ from, to anlan.Date }

// compared is what differs between two days, in the order of its pages.
type compared struct {
	shifts []Shift
	counts map[string]int
	at     time.Time
}

// ShiftPage is one page of a comparison.
type ShiftPage struct {
	Items  []Shift
	Counts map[string]int // of the whole comparison, by kind
	Next   string
}

// shiftsMost is how many differences stand on a page.
const shiftsMost = 100

// DiffPage is a page of what differs between two days. The comparison is worked out once and read by the pages that
// follow, until the matrix or the registry changes.
func (s *Service) DiffPage(ctx context.Context, a anlan.Actor, from, to anlan.Date, cursor string) (ShiftPage, error) {
	if err := s.may(a, actRead); err != nil {
		return ShiftPage{}, err
	}
	if bad := checkSpan(from, to); len(bad) > 0 {
		return ShiftPage{}, bad
	}
	c, err := s.compared(ctx, days{from, to}, cursor == "")
	if err != nil {
		return ShiftPage{}, err
	}
	at, err := c.behind(cursor)
	if err != nil {
		return ShiftPage{}, err
	}
	end := min(at+shiftsMost, len(c.shifts))
	p := ShiftPage{Items: c.shifts[at:end:end], Counts: maps.Clone(c.counts)}
	if end < len(c.shifts) {
		p.Next = db.Cursor(int64(end), c.shifts[end-1].key())
	}
	return p, nil
}

// key names a difference, the same one however many come before it.
func (x Shift) key() string {
	if x.Kind == ShiftPeople {
		return x.Kind + "/" + string(x.Holder.Post)
	}
	return x.Kind + "/" + string(x.Cell.ID)
}

// behind is where the page after a cursor begins: behind the difference that it names, also when others came or went;
// where that one is gone, at its place.
func (c compared) behind(cursor string) (int, error) {
	if cursor == "" {
		return 0, nil
	}
	n, key, err := db.ParseCursor[int64, string](cursor)
	if err != nil {
		return 0, err
	}
	at := int(min(max(n, 0), int64(len(c.shifts))))
	if at > 0 && c.shifts[at-1].key() == key {
		return at, nil
	}
	if i := slices.IndexFunc(c.shifts, func(x Shift) bool { return x.key() == key }); i >= 0 {
		return i + 1, nil
	}
	return at, nil
}

// comparisons remembers a few of them until an event speaks of the matrix or of the registry.
type comparisons struct {
	ear   *event.Ear
	mu    sync.Mutex
	kept  map[days]compared
	epoch int // how often all was forgotten: what was begun before is not remembered
}

// How many comparisons are remembered, and for how long where other programs write too.
const (
	comparisonsMost = 8
	comparisonLives = time.Minute
)

func newComparisons(d *db.DB) *comparisons {
	c := &comparisons{kept: map[days]compared{}}
	c.ear = event.NewEar(d, c.hear)
	return c
}

// hear forgets everything when who sits where, or who answers for what, may have changed.
func (c *comparisons) hear(batch []anlan.Event, gap bool) {
	speaks := func(e anlan.Event) bool {
		return strings.HasPrefix(e.Kind, "registry.") || e.Ref.Kind == RefCell || e.Ref.Kind == RefSector
	}
	if !gap && !slices.ContainsFunc(batch, speaks) {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	clear(c.kept)
	c.epoch++
}

func (c *comparisons) get(d days, now time.Time) (compared, int, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	found, known := c.kept[d]
	return found, c.epoch, known && (c.ear.Exact() || now.Sub(found.at) < comparisonLives)
}

func (c *comparisons) put(d days, found compared, epoch int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.epoch != epoch {
		return
	}
	if _, known := c.kept[d]; !known && len(c.kept) >= comparisonsMost {
		oldest := slices.MinFunc(slices.Collect(maps.Keys(c.kept)), func(a, b days) int { return c.kept[a].at.Compare(c.kept[b].at) })
		delete(c.kept, oldest)
	}
	c.kept[d] = found
}

// compared returns a comparison, worked out or remembered. Where other programs write too, whoever begins to read
// (first) has it worked out anew.
func (s *Service) compared(ctx context.Context, d days, first bool) (compared, error) {
	s.diffs.ear.Catch()
	found, epoch, known := s.diffs.get(d, s.d.Now().Time())
	if known && (s.diffs.ear.Exact() || !first) {
		return found, nil
	}
	found, err := s.compare(ctx, d)
	if err == nil {
		found.at = s.d.Now().Time()
		s.diffs.put(d, found, epoch)
	}
	return found, err
}
