package matter_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"anlan"
	"anlan/internal/calendar"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/matter"
	"anlan/internal/rule"
	"anlan/internal/timer"
)

var ctx = context.Background()

// county is a tiny county: an office, a township and a department, on a clock that tests move.
type county struct {
	*testing.T
	d      *db.DB
	s      *matter.Service
	timers *timer.Runner
	at     time.Time
	post   anlan.ID // who answers for every unit now; empty: as in seats
}

var seats = map[anlan.ID]matter.Seat{
	"office": {Unit: "office", Post: "office-chief", Branch: "office", Place: "620521"},
	"town":   {Unit: "town", Post: "town-liaison", Branch: "town", Place: "620521100"},
	"dept":   {Unit: "dept", Post: "dept-liaison", Branch: "dept", Place: "620521"},
}

// Seat implements matter.Directory.
func (c *county) Seat(_ context.Context, unit anlan.ID) (matter.Seat, error) {
	s, ok := seats[unit]
	if !ok {
		return s, anlan.ErrNotFound
	}
	if c.post != "" {
		s.Post = c.post
	}
	return s, nil
}

func actor(unit anlan.ID, role anlan.Role) anlan.Actor {
	a := anlan.Actor{Account: "acc-" + unit, Post: seats[unit].Post, Unit: unit, Roles: []anlan.Role{role}, Scope: anlan.Scope{Units: []anlan.ID{unit}}}
	if role == anlan.RoleOffice {
		a.Scope.All = true
	}
	if role == anlan.RoleTownship {
		a.Scope.Places = []string{seats[unit].Place}
	}
	return a
}

var (
	office = actor("office", anlan.RoleOffice)
	town   = actor("town", anlan.RoleTownship)
	dept   = actor("dept", anlan.RoleDepartment)
)

func setup(t *testing.T, open func(testing.TB, db.Options) *db.DB) *county {
	c := &county{T: t, at: time.Date(2022, 1, 17, 10, 0, 0, 0, anlan.County)}
	book, err := rule.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	cal, err := calendar.New(book)
	if err != nil {
		t.Fatal(err)
	}
	c.d = open(t, db.Options{Now: func() time.Time { return c.at }})
	c.s = matter.NewService(c.d, func() *rule.Book { return book }, func() *calendar.Calendar { return cal }, c)
	c.timers = timer.New(c.d, slog.New(slog.NewTextHandler(io.Discard, nil)), c.s.Timers())
	return c
}

// both runs a test on both engines.
func both(t *testing.T, fn func(c *county)) {
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); fn(setup(t, dbtest.SQLite)) })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); fn(setup(t, dbtest.OnPostgres)) })
}

func (c *county) open(lead anlan.ID, due anlan.Date) matter.Matter {
	c.Helper()
	list, err := c.s.OpenAll(ctx, office, []matter.Order{{Title: "查隐患", Lead: seats[lead], Issuer: seats["office"], Due: due}})
	if err != nil {
		c.Fatal(err)
	}
	return list[0]
}

// until moves the clock and lets time act, once an hour as a county would live.
func (c *county) until(at time.Time) {
	c.Helper()
	for c.at.Before(at) {
		c.at = c.at.Add(time.Hour)
		if _, err := c.timers.Step(ctx); err != nil {
			c.Fatal(err)
		}
	}
}

func (c *county) get(id anlan.ID) matter.Matter {
	c.Helper()
	m, err := c.s.Get(ctx, office, id)
	if err != nil {
		c.Fatal(err)
	}
	return m
}

func ok(c *county) func(matter.Matter, error) matter.Matter {
	return func(m matter.Matter, err error) matter.Matter {
		c.Helper()
		if err != nil {
			c.Fatal(err)
		}
		return m
	}
}

func TestTheLoop(t *testing.T) {
	t.Parallel()
	both(t, func(c *county) {
		m := c.open("town", "2022-01-25")
		if m.Number != "安委办〔2022〕1号" {
			c.Errorf("number %s", m.Number)
		}
		m = ok(c)(c.s.Sign(ctx, town, m.ID, m.Revision))
		if _, err := c.s.Feedback(ctx, town, m.ID, 0, matter.Report{Text: "完成", Final: true}); !errors.Is(err, anlan.ErrMatterEvidenceMissing) {
			c.Fatalf("closed without evidence: %v", err)
		}
		f, err := c.s.Upload(ctx, town, matter.File{Hash: "ab", Name: "现场.png", Type: "image/png", Size: 3})
		if err != nil {
			c.Fatal(err)
		}
		m = ok(c)(c.s.Feedback(ctx, town, m.ID, 0, matter.Report{Text: "完成", Final: true, Files: []string{f.Hash}}))
		if _, err := c.s.Review(ctx, town, m.ID, 0, true, ""); !errors.Is(err, anlan.ErrForbidden) {
			c.Fatalf("the township accepted its own work: %v", err)
		}
		m = ok(c)(c.s.Review(ctx, office, m.ID, m.Revision, true, ""))
		if m.State != matter.Closed {
			c.Fatalf("state %s", m.State)
		}
		if err := c.s.File(ctx, dept, f.Hash); !errors.Is(err, anlan.ErrNotFound) {
			c.Errorf("a stranger may read the evidence: %v", err)
		}
		if next, err := timer.Next(ctx, c.d.Reader()); err != nil || next != 0 {
			c.Errorf("a closed matter keeps an alarm: %v, %v", next, err)
		}
	})
}

func TestTwoPeopleDecideAtOnce(t *testing.T) {
	t.Parallel()
	both(t, func(c *county) {
		m := c.open("town", "")
		ok(c)(c.s.Sign(ctx, town, m.ID, m.Revision))
		if _, err := c.s.Transfer(ctx, office, m.ID, m.Revision, "dept", "裁定"); !errors.Is(err, anlan.ErrConflict) {
			c.Errorf("decided on a matter that had moved on: %v", err)
		}
	})
}

// Two people press at the same instant, one accepts and one refuses: one decision stands, the others hear that the
// matter has moved on, and the history knows of one.
func TestTwoPeopleReviewAtTheSameInstant(t *testing.T) {
	t.Parallel()
	both(t, func(c *county) {
		m := c.open("town", "")
		ok(c)(c.s.Sign(ctx, town, m.ID, m.Revision))
		f, err := c.s.Upload(ctx, town, matter.File{Hash: "ab", Name: "现场.png", Type: "image/png", Size: 3})
		if err != nil {
			c.Fatal(err)
		}
		m = ok(c)(c.s.Feedback(ctx, town, m.ID, 0, matter.Report{Text: "完成", Final: true, Files: []string{f.Hash}}))
		errs := make([]error, 6)
		var wg sync.WaitGroup
		for i := range errs {
			wg.Go(func() { _, errs[i] = c.s.Review(ctx, office, m.ID, m.Revision, i%2 == 0, "佐证不清") })
		}
		wg.Wait()
		won := 0
		for _, err := range errs {
			if err == nil {
				won++
			} else if anlan.KindOf(err) != anlan.Conflict {
				c.Errorf("the loser hears: %v", err)
			}
		}
		decided := 0 // counted before PostgreSQL has numbered them
		if err := c.d.Reader().QueryRowContext(ctx, `SELECT count(*) FROM event WHERE ref = $1
			AND kind IN ('matter.closed', 'matter.review_failed')`, anlan.Ref{Kind: "matter.matter", ID: m.ID}.String()).Scan(&decided); err != nil {
			c.Fatal(err)
		}
		if won != 1 || decided != 1 {
			c.Errorf("%d decisions went through, the history knows %d", won, decided)
		}
	})
}

func TestDoubleSubmissionHappensOnce(t *testing.T) {
	t.Parallel()
	both(t, func(c *county) {
		m := c.open("town", "")
		once := db.WithKey(ctx, c.d.NewID())
		first := ok(c)(c.s.Sign(once, town, m.ID, 0))
		second := ok(c)(c.s.Sign(once, town, m.ID, 0))
		if first.Revision != second.Revision {
			c.Errorf("revisions %d and %d", first.Revision, second.Revision)
		}
	})
}

// Law 1, through the database and the timers: the ladder climbs by itself, each rung with its number.
func TestTheLadderClimbsByItself(t *testing.T) {
	t.Parallel()
	both(t, func(c *county) {
		m := c.open("dept", "2022-01-25")
		ok(c)(c.s.Sign(ctx, dept, m.ID, 0))
		c.until(time.Date(2022, 2, 12, 0, 0, 0, 0, anlan.County))
		rungs, err := c.s.Rungs(ctx, office, c.get(m.ID))
		if err != nil {
			c.Fatal(err)
		}
		var got []string
		for _, r := range rungs {
			got = append(got, r.Number)
		}
		want := []string{"安委办催〔2022〕1号", "安委办督〔2022〕1号", "安委办通〔2022〕1号", "安委办约〔2022〕1号"}
		if !slices.Equal(got, want) {
			c.Errorf("documents %v, want %v", got, want)
		}
		if m = c.get(m.ID); !m.Overdue || c.s.Lamp(m).Kind != matter.LampOverdue {
			c.Errorf("overdue %v, lamp %v", m.Overdue, c.s.Lamp(m))
		}
		p, err := c.s.SignPaper(ctx, dept, rungs[0].ID)
		if err != nil || p.Signed == 0 {
			c.Errorf("sign for the paper: %+v, %v", p, err)
		}
	})
}

func TestUnsignedIsToldUpwards(t *testing.T) {
	t.Parallel()
	both(t, func(c *county) {
		m := c.open("town", "")
		c.until(time.Date(2022, 1, 21, 0, 0, 0, 0, anlan.County))
		if m = c.get(m.ID); m.Fired.Sign != 3 || c.s.Lamp(m).Kind != matter.LampUnsigned {
			c.Errorf("sign steps %d, lamp %v", m.Fired.Sign, c.s.Lamp(m))
		}
	})
}

// Law 6: a later policy does not rewrite what is running. Law 2: an extension moves the deadline.
func TestExtensionMovesTheLadder(t *testing.T) {
	t.Parallel()
	both(t, func(c *county) {
		m := c.open("dept", "2022-01-19")
		m = ok(c)(c.s.Extend(ctx, dept, m.ID, 0, "2022-01-28", "降雪封路"))
		waiting, err := c.s.Waiting(ctx, office, 10)
		if err != nil || len(waiting) != 1 {
			c.Fatalf("waiting %d, %v", len(waiting), err)
		}
		m = ok(c)(c.s.Grant(ctx, office, m.ID, 0, true, ""))
		ok(c)(c.s.Sign(ctx, dept, m.ID, 0))
		c.until(time.Date(2022, 1, 27, 0, 0, 0, 0, anlan.County))
		if m = c.get(m.ID); m.Overdue {
			c.Error("overdue before the new deadline")
		}
		if rungs, err := c.s.Rungs(ctx, office, m); err != nil || len(rungs) != 0 {
			c.Errorf("%d documents, %v", len(rungs), err)
		}
	})
}

func TestHandoverMovesEveryOpenItem(t *testing.T) {
	t.Parallel()
	both(t, func(c *county) {
		for range 3 {
			c.open("town", "")
		}
		n, err := c.s.Handover(ctx, office, "town-liaison", "town-new")
		if err != nil || n != 3 {
			c.Fatalf("moved %d, %v", n, err)
		}
		page, err := c.s.List(ctx, office, matter.Filter{Unit: "town"})
		if err != nil {
			c.Fatal(err)
		}
		for _, m := range page.Items {
			if m.Lead.Post != "town-new" {
				c.Errorf("%s stayed with %s", m.Number, m.Lead.Post)
			}
		}
	})
}

// Pages cover the list exactly once, in order, for every scope.
func TestPagesCoverTheList(t *testing.T) {
	t.Parallel()
	both(t, func(c *county) {
		for i := range 23 {
			c.open([]anlan.ID{"town", "dept"}[i%2], anlan.Date("2022-02-01").AddDays(i%7))
		}
		for _, who := range []struct {
			a    anlan.Actor
			want int
		}{{office, 23}, {town, 12}, {dept, 11}} {
			seen := map[anlan.ID]bool{}
			var last anlan.Instant
			f := matter.Filter{Limit: 5}
			for {
				page, err := c.s.List(ctx, who.a, f)
				if err != nil {
					c.Fatal(err)
				}
				for _, m := range page.Items {
					if seen[m.ID] || m.Rank() < last {
						c.Errorf("%s twice or out of order", m.Number)
					}
					seen[m.ID], last = true, m.Rank()
				}
				if f.Cursor = page.Next; f.Cursor == "" {
					break
				}
			}
			if len(seen) != who.want {
				c.Errorf("%s sees %d, want %d", who.a.Unit, len(seen), who.want)
			}
		}
		page, err := c.s.List(ctx, office, matter.Filter{Words: "〔2022〕7号"})
		if err != nil || len(page.Items) != 1 {
			c.Errorf("search by number: %d, %v", len(page.Items), err)
		}
		of := matter.Order{Title: "查客运车辆", Lead: seats["dept"], Issuer: seats["office"], Origin: anlan.Ref{Kind: "committee.decision", ID: "d1"}}
		if _, err := c.s.OpenAll(ctx, office, []matter.Order{of}); err != nil {
			c.Fatal(err)
		}
		for kind, want := range map[string]int{"committee.decision": 1, "hazard.hazard": 0} {
			if page, err := c.s.List(ctx, office, matter.Filter{Origin: kind}); err != nil || len(page.Items) != want {
				c.Errorf("of the origin %s: %d, %v", kind, len(page.Items), err)
			}
		}
	})
}

// Every record fits the seal of its last event; a row changed behind the program's back does not.
func TestRecordsFitTheirSeals(t *testing.T) {
	t.Parallel()
	both(t, func(c *county) {
		m := c.open("town", "2022-01-18")
		ok(c)(c.s.Sign(ctx, town, m.ID, 0))
		c.until(time.Date(2022, 1, 23, 0, 0, 0, 0, anlan.County))
		if dbtest.Fits(c, c.d, "matter.", c.s) == 0 {
			c.Error("no record is witnessed")
		}
	})
}

// The names of uploads are listed by ranges of their hashes, each in one range.
func TestNamedFiles(t *testing.T) {
	t.Parallel()
	both(t, func(c *county) {
		for _, hash := range []string{"00" + strings.Repeat("0", 62), "a1" + strings.Repeat("f", 62), "a2" + strings.Repeat("0", 62), "ff" + strings.Repeat("f", 62)} {
			if _, err := c.s.Upload(ctx, town, matter.File{Hash: hash, Name: "a.jpg", Type: "image/jpeg", Size: 1}); err != nil {
				c.Fatal(err)
			}
			for _, from := range []string{hash[:2], hash} {
				got, err := c.s.NamedFiles(ctx, from, from+"g")
				if err != nil || !slices.Contains(got, hash) || len(got) != 1 {
					c.Errorf("from %s: %v %v", from, got, err)
				}
			}
		}
	})
}
