package field_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/event"
	"anlan/internal/field"
	"anlan/internal/rule"
	"anlan/internal/timer"
)

var (
	ctx   = context.Background()
	quiet = slog.New(slog.NewTextHandler(io.Discard, nil))
)

// house is the room with a clock that can be moved, rows of an invented room to carry, and a door that
// keeps count.
type house struct {
	t    *testing.T
	d    *db.DB
	s    *field.Service
	rows *shelf
	door *door
	time *clock
	ring *timer.Runner
}

type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

func both(t *testing.T, fn func(t *testing.T, h house)) {
	t.Helper()
	for name, open := range map[string]func(testing.TB, db.Options) *db.DB{"sqlite": dbtest.SQLite, "postgres": dbtest.OnPostgres} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := &clock{at: time.Date(2022, 1, 17, 9, 0, 0, 0, time.UTC)}
			d := open(t, db.Options{Now: c.now})
			h := house{t: t, d: d, rows: &shelf{rows: map[anlan.ID]row{}}, door: &door{d: d, did: map[anlan.ID]int{}}, time: c}
			h.s = field.New(field.Options{DB: d, Log: quiet, Sources: []field.Source{h.rows}, Files: files{}, Rules: builtin})
			h.s.Through(h.door)
			h.ring = timer.New(d, quiet, h.s.Timers()).Serial()
			fn(t, h)
		})
	}
}

var book = sync.OnceValues(rule.Builtin)

// builtin are the rules as they are shipped.
func builtin() *rule.Book {
	b, err := book()
	if err != nil {
		panic(err) // of the tree itself
	}
	return b
}

// catch lets the room read what has happened.
func (h house) catch() {
	h.t.Helper()
	for range 2000 { // a database that numbers events later needs a moment
		if _, err := event.Catch(ctx, h.d, field.ReaderName, h.s.Handle); err != nil {
			h.t.Fatal(err)
		}
		var waiting int
		var newest int64
		if err := h.d.Reader().QueryRowContext(ctx, `SELECT count(*) - count(pos), coalesce(max(pos), 0) FROM event`).Scan(&waiting, &newest); err != nil {
			h.t.Fatal(err)
		}
		if at, err := event.Position(ctx, h.d, field.ReaderName); err == nil && waiting == 0 && at >= newest {
			return
		}
		time.Sleep(2 * time.Millisecond)
	}
	h.t.Fatal("the room does not catch up")
}

// emit lets something happen to a record.
func (h house) emit(kind string, ref anlan.Ref) {
	h.t.Helper()
	err := h.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error { return tx.Emit(kind, ref, map[string]any{}, nil) })
	if err != nil {
		h.t.Fatal(err)
	}
}

// shelf is an invented room with rows that phones carry.
type shelf struct {
	mu   sync.Mutex
	rows map[anlan.ID]row
}

type row struct {
	audiences []string
	text      string
	hidden    bool // carried, and yet not to be seen
}

func (s *shelf) set(id anlan.ID, r row) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rows[id] = r
}

func (s *shelf) get(id anlan.ID) row {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.rows[id]
}

func (*shelf) Kind() string { return "test" }

func (*shelf) Touched(_ context.Context, e anlan.Event) ([]anlan.ID, error) {
	if e.Ref.Kind != "test.row" {
		return nil, nil
	}
	return []anlan.ID{e.Ref.ID}, nil
}

func (s *shelf) Audience(_ context.Context, ids []anlan.ID) (map[anlan.ID][]string, error) {
	out := map[anlan.ID][]string{}
	for _, id := range ids {
		if r := s.get(id); len(r.audiences) > 0 {
			out[id] = r.audiences
		}
	}
	return out, nil
}

func (s *shelf) Rows(_ context.Context, _ anlan.Actor, ids []anlan.ID) (map[anlan.ID]any, error) {
	out := map[anlan.ID]any{}
	for _, id := range ids {
		if r := s.get(id); !r.hidden {
			out[id] = [2]string{string(id), r.text}
		}
	}
	return out, nil
}

// phone keeps what it was sent, as a phone does.
type phone struct {
	a      anlan.Actor
	cursor string
	rows   map[string]string
}

// sync fetches page after page until nothing is missing.
func (p *phone) sync(h house, limit int) (pages int) {
	h.t.Helper()
	for {
		if !p.page(h, limit) {
			return pages + 1
		}
		if pages++; pages > 1000 {
			h.t.Fatal("the pack does not end")
		}
	}
}

func (p *phone) page(h house, limit int) (more bool) {
	h.t.Helper()
	got, err := h.s.Pack(ctx, p.a, p.cursor, limit)
	if err != nil {
		h.t.Fatal(err)
	}
	if n := len(got.Rows["test"]) + len(got.Gone["test"]); n > limit {
		h.t.Fatalf("a page of %d holds %d rows", limit, n)
	}
	if got.Reset || p.rows == nil {
		p.rows = map[string]string{}
	}
	for _, r := range got.Rows["test"] {
		pair := r.([2]string)
		p.rows[pair[0]] = pair[1]
	}
	for _, id := range got.Gone["test"] {
		delete(p.rows, string(id))
	}
	p.cursor = got.Cursor
	return got.More
}

// door carries calls out once each, and is out of order when told so.
type door struct {
	d      *db.DB
	mu     sync.Mutex
	did    map[anlan.ID]int
	order  []anlan.ID
	broken func() bool // answers 503
	lost   func() bool // does it and loses the answer
}

func (x *door) Deliver(ctx context.Context, as field.Chair, c field.Call) (int, []byte, error) {
	if x.broken != nil && x.broken() {
		return 503, []byte(`{"status":503,"code":"storage_full"}`), nil
	}
	if strings.HasSuffix(c.Path, "/nonsense") {
		return 422, []byte(`{"status":422,"code":"field_invalid"}`), nil
	}
	var body struct{ ID anlan.ID }
	if json.Unmarshal(c.Body, &body) != nil {
		return 422, []byte(`{"status":422}`), nil //nolint:nilerr // a refusal is an answer
	}
	err := x.d.Write(db.WithKey(ctx, c.Key), anlan.Actor{Account: as.Account, Post: as.Post}, func(tx *db.Tx) error {
		ref := anlan.Ref{Kind: "hazard.hazard", ID: body.ID}
		if verb := strings.Count(c.Path, "/") > 3; verb {
			if known, err := event.Known(ctx, tx, ref); err != nil || !known {
				return errors.Join(err, anlan.ErrNotFound)
			}
		}
		return tx.Emit("hazard.test", ref, map[string]any{}, nil)
	})
	switch {
	case errors.Is(err, db.ErrDone):
	case errors.Is(err, anlan.ErrNotFound):
		return 404, []byte(`{"status":404,"code":"not_found"}`), nil
	case err != nil:
		return 0, nil, err
	default:
		x.mu.Lock()
		x.did[c.Key]++
		x.order = append(x.order, c.Key)
		x.mu.Unlock()
	}
	if x.lost != nil && x.lost() {
		return 503, nil, nil
	}
	return 200, []byte(`{"id":"` + string(body.ID) + `"}`), nil
}

type files struct{}

func (files) Has(context.Context, string) (bool, error) { return false, nil }
func (files) Keep(_ context.Context, _ anlan.Actor, f field.RescueFile) error {
	_, err := io.Copy(io.Discard, f.Data)
	return err
}

// seeds runs a property over several seeds, each named in a failure.
func seeds(n int) []uint64 {
	list := make([]uint64, n)
	for i := range list {
		list[i] = rand.Uint64()
	}
	return list
}

func sorted(m map[string]string) []string {
	var list []string
	for id, text := range m {
		list = append(list, id+" "+text)
	}
	slices.Sort(list)
	return list
}
