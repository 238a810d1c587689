package sim

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"anlan"
	"anlan/internal/calendar"
	"anlan/internal/committee"
	"anlan/internal/db"
	"anlan/internal/event"
	"anlan/internal/ledger"
	"anlan/internal/matrix"
	"anlan/internal/matter"
	"anlan/internal/report"
	"anlan/internal/rule"
	"anlan/internal/timer"
)

var quiet = slog.New(slog.DiscardHandler)

// Options say which county lives, and how long.
type Options struct {
	Seed  uint64
	Steps int
	Bug   *Bug      // a mistake planted from outside; nil for the product as it is
	Story io.Writer // every deed as it happens; nil for none
}

// Result is what a county that kept the laws has lived through.
type Result struct {
	Hash    string // of every event, in order
	Events  int
	Matters int
	Days    float64
	Deeds   map[string]int // by name and outcome
}

// county is a running program with its people, its clock and whoever watches the laws.
type county struct {
	Options
	ctx  context.Context
	dice *rand.Rand
	// division are dice of their own for the matrix: see divide.
	division *rand.Rand
	clock    *clock
	dir      string
	opens    int

	d       *db.DB
	behind  *sql.DB // a second door to the file, as an attacker or a disk would have it
	loop    loop
	matter  *matter.Service
	meeting *committee.Service
	matrix  *matrix.Service
	report  *report.Service
	ledger  *ledger.Ledger
	timers  *timer.Runner
	key     ledger.Key

	cast   *cast
	book   *rule.Book // the rules as they ought to be
	served *rule.Book // the rules as the services read them
	cal    *calendar.Calendar

	watch    *watch
	step     int
	requests int   // made so far
	blind    int64 // newest event whose fold was stored without the program knowing
	deeds    map[string]int
	tail     []string // what happened last
}

// loop is what people may do with matters. Bugs wrap it.
type loop interface {
	OpenAll(ctx context.Context, a anlan.Actor, orders []matter.Order) ([]matter.Matter, error)
	Sign(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64) (matter.Matter, error)
	Feedback(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, r matter.Report) (matter.Matter, error)
	Review(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, pass bool, reason string) (matter.Matter, error)
	Return(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, reason string, suggest anlan.ID) (matter.Matter, error)
	Transfer(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, unit anlan.ID, reason string) (matter.Matter, error)
	Recall(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, reason string) (matter.Matter, error)
	Extend(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, until anlan.Date, reason string) (matter.Matter, error)
	Grant(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, grant bool, reason string) (matter.Matter, error)
	Reopen(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, reason string, due anlan.Date) (matter.Matter, error)
	Urge(ctx context.Context, a anlan.Actor, id anlan.ID, text string) (matter.Matter, error)
	SignPaper(ctx context.Context, a anlan.Actor, id anlan.ID) (matter.Rung, error)
	Handover(ctx context.Context, a anlan.Actor, from, to anlan.ID) (int, error)
	Upload(ctx context.Context, a anlan.Actor, f matter.File) (matter.File, error)
}

func newCounty(ctx context.Context, o Options, dir string) (*county, error) {
	f, err := template()
	if err != nil {
		return nil, fmt.Errorf("found the county: %w", err)
	}
	c := &county{Options: o, ctx: ctx, dir: dir, clock: newClock(begin), cast: newCast(f.units), deeds: map[string]int{},
		dice: rand.New(rand.NewPCG(o.Seed, 0xA17A)), division: newDivision(o.Seed)}
	if c.Bug == nil {
		c.Bug = &Bug{}
	}
	if err := c.readRules(); err != nil {
		return nil, err
	}
	c.watch = newWatch(c)
	if c.key, err = ledger.OpenOrMakeKey(dir, ledger.Origin("620521"), true); err != nil {
		return nil, err
	}
	if err := os.WriteFile(c.path(), f.file, 0o600); err != nil {
		return nil, err
	}
	if err := c.open(); err != nil {
		return nil, err
	}
	for _, text := range c.Bug.Triggers {
		if err := c.sql(text); err != nil {
			return nil, fmt.Errorf("plant %s: %w", c.Bug.Name, err)
		}
	}
	return c, nil
}

// readRules gives the watch the true rules, and the services what the bug makes of them.
func (c *county) readRules() (err error) {
	if c.book, err = rule.Builtin(); err != nil {
		return err
	}
	if c.cal, err = calendar.New(c.book); err != nil {
		return err
	}
	if c.served = c.book; c.Bug.Rules != nil {
		c.served, err = c.Bug.Rules()
	}
	return err
}

func (c *county) path() string { return filepath.Join(c.dir, fmt.Sprintf("%d.db", c.opens)) }

// open starts the program on the county's file.
func (c *county) open() (err error) {
	c.d, err = db.Open(c.ctx, db.Options{Path: c.path(), Readers: 1, Now: c.clock.now, Rand: newBytes(c.Seed, uint64(c.opens)), Log: quiet})
	if err != nil {
		return err
	}
	if c.behind, err = sql.Open("sqlite", "file:"+c.path()+"?_pragma=busy_timeout(5000)&_pragma=synchronous(0)"); err != nil {
		return err
	}
	c.behind.SetMaxOpenConns(1)
	served, cal := func() *rule.Book { return c.served }, func() *calendar.Calendar { return c.cal }
	c.matter = matter.NewService(c.d, served, cal, c.cast)
	c.meeting = committee.New(committee.Options{DB: c.d, Matters: c.matter, Seats: c.cast, Reader: lines{}, Rules: served, Days: cal})
	c.matrix = matrix.New(matrix.Options{DB: c.d, Book: served, Calendar: cal, Log: quiet})
	if c.loop = c.matter; c.Bug.Loop != nil {
		c.loop = c.Bug.Loop(c.loop)
	}
	c.report = report.New(c.d, c.matter)
	if err := c.report.Load(c.ctx); err != nil {
		return err
	}
	c.ledger = ledger.New(ledger.Options{DB: c.d, Key: c.key, Head: filepath.Join(c.dir, "checkpoint"), Log: quiet})
	handlers := map[string]timer.Handler{}
	for kind, h := range c.matter.Timers() {
		if handlers[kind] = h; c.Bug.Timer != nil {
			handlers[kind] = c.Bug.Timer(c, h)
		}
	}
	c.timers = timer.New(c.d, quiet, handlers).Serial()
	return nil
}

func (c *county) close() error { return errors.Join(c.behind.Close(), c.d.Close()) }

// crash kills the program as SIGKILL would: whatever is in the files at this moment is all there is.
// Readers of events that had not caught up start where they were stored.
func (c *county) crash() error {
	from := c.path()
	c.opens++
	for _, part := range []string{"", "-wal"} {
		b, err := os.ReadFile(from + part)
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		if part == "-wal" && c.Bug.Tear != nil {
			b = c.Bug.Tear(b)
		}
		if err := os.WriteFile(c.path()+part, b, 0o600); err != nil {
			return err
		}
	}
	if err := c.close(); err != nil {
		return err
	}
	for _, part := range []string{"", "-wal", "-shm"} {
		_ = os.Remove(from + part) // the copy lives on
	}
	if err := c.open(); err != nil {
		return err
	}
	c.note("killed and started again")
	if c.Bug.Reopen != nil {
		if err := c.Bug.Reopen(c); err != nil {
			return err
		}
	}
	return c.report.Load(c.ctx)
}

// sql runs a statement behind the program's back.
func (c *county) sql(text string, args ...any) error {
	_, err := c.behind.ExecContext(c.ctx, text, args...)
	return err
}

// fold brings the board's figures up to date.
func (c *county) fold(handle event.Handler) error {
	if c.Bug.Fold != nil {
		handle = c.Bug.Fold(handle)
	}
	_, err := event.Catch(c.ctx, c.d, report.ReaderName, handle)
	return err
}

// note remembers what happened, for the message of a breach.
func (c *county) note(format string, args ...any) {
	line := fmt.Sprintf("%5d  %s  ", c.step, c.d.Now().Time().Format("2006-01-02 15:04:05.000")) + fmt.Sprintf(format, args...)
	if c.Story != nil {
		fmt.Fprintln(c.Story, line)
	}
	if c.tail = append(c.tail, line); len(c.tail) > 40 {
		c.tail = c.tail[1:]
	}
}

// Breach is a law that was broken.
type Breach struct {
	Law  int
	Why  string
	Seed uint64
	Step int
	Tail []string
}

// Error names the law, and how to see the same again.
func (b *Breach) Error() string {
	return fmt.Sprintf("law %d: %s\n  again: go test ./sim -run TestCounty -seed %d -steps %d\n%s", b.Law, b.Why, b.Seed, b.Step+1, strings.Join(b.Tail, "\n"))
}

func (c *county) breach(law int, format string, args ...any) error {
	return &Breach{Law: law, Why: fmt.Sprintf(format, args...), Seed: c.Seed, Step: c.step, Tail: c.tail}
}
