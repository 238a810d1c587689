package sim

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/matter"
)

// settled is a county that has lived for some steps.
func settled(t *testing.T, seed uint64, steps int) *county {
	t.Helper()
	c, err := newCounty(context.Background(), Options{Seed: seed, Steps: steps}, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.close(); err != nil {
			t.Error(err)
		}
	})
	if err := c.live(); err != nil {
		t.Fatal(err)
	}
	return c
}

// TestClockSetWrong (R5): the machine's clock is set back two hours, a day, across midnight and across
// the new year, and runs slow, while deadlines are open. Recorded time never runs back; nothing fires
// early, twice or never.
func TestClockSetWrong(t *testing.T) {
	t.Parallel()
	for name, by := range map[string]time.Duration{"two hours": 2 * time.Hour, "an hour": time.Hour, "a day": 24 * time.Hour, "a second": time.Second} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := settled(t, 31, 40)
			for _, at := range []anlan.Instant{anlan.Date("2022-02-10").End(), anlan.Date("2022-12-31").End() + 500} {
				c.must(t, c.pass(max(0, at.Sub(c.clock.instant()))))
				before := c.d.Now()
				c.clock.add(-by)
				if behind := c.d.ClockBehind(); behind < by-time.Millisecond || c.d.Now() < before {
					t.Fatalf("the clock is behind by %v, recorded time went from %d to %d", behind, before, c.d.Now())
				}
				for range 30 {
					c.must(t, c.act())
					c.must(t, c.pass(by/20))
					c.must(t, c.check(false))
				}
				c.must(t, c.crash()) // and the program starts again while the clock is wrong
				if c.d.Now() < before {
					t.Fatal("a new start lost the recorded time")
				}
				c.must(t, c.pass(30*24*time.Hour))
				c.must(t, c.check(true))
			}
		})
	}
}

// TestSlowClock (R5): a clock that loses a minute an hour is late, and nothing else.
func TestSlowClock(t *testing.T) {
	t.Parallel()
	c := settled(t, 32, 30)
	for range 24 * 20 {
		c.must(t, c.pass(59*time.Minute))
	}
	c.must(t, c.check(true))
}

func (c *county) must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestManyAtOnce: many people act on few matters at the same moment. Who comes first is chance; the
// laws are not.
func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	c := settled(t, 33, 60)
	ids := c.runningIDs(12)
	var all sync.WaitGroup
	for who := range uint64(16) {
		all.Go(func() {
			dice := rand.New(rand.NewPCG(who, 1))
			for range 60 {
				c.anyVerb(dice, ids[dice.IntN(len(ids))])
			}
		})
	}
	all.Wait()
	c.must(t, c.ring())
	c.must(t, c.check(true))
	c.must(t, c.verifyLedger())
}

func (c *county) runningIDs(n int) (ids []anlan.ID) {
	for _, s := range c.watch.order {
		if s.open() && len(ids) < n {
			ids = append(ids, s.id)
		}
	}
	return ids
}

// anyVerb tries something; what it answers is its own affair.
func (c *county) anyVerb(dice *rand.Rand, id anlan.ID) {
	office, list := c.cast.office.chief, c.cast.list
	u := list[dice.IntN(len(list))]
	key := db.WithKey(c.ctx, anlan.NewID(c.d.Now(), nil))
	for range 1 + dice.IntN(2) { // now and then the same request twice
		var err error
		switch dice.IntN(8) {
		case 0, 1:
			_, err = c.loop.Sign(key, u.liaison, id, 0)
		case 2, 3:
			_, err = c.loop.Feedback(key, u.liaison, id, 0, matter.Report{Text: "进展"})
		case 4:
			_, err = c.loop.Transfer(key, office, id, 0, u.seat.Unit, "转办")
		case 5:
			_, err = c.loop.Extend(key, u.liaison, id, 0, c.d.Now().Date().AddDays(30), "延期")
		case 6:
			_, err = c.loop.Grant(key, office, id, 0, dice.IntN(2) == 0, "理由")
		case 7:
			_, err = c.loop.Return(key, u.liaison, id, 0, "不属", "")
		}
		if err != nil && anlan.KindOf(err) == anlan.Internal && !errors.Is(err, db.ErrDone) {
			panic(err)
		}
	}
}
