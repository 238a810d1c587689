package sim

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"time"

	"anlan"
	"anlan/internal/event"
	"anlan/internal/report"
	"anlan/internal/timer"
)

const (
	deepEvery   = 40  // steps between two checks of everything
	ledgerEvery = 200 // steps between two exports that are verified
)

// Run lets a county live. The error is a *Breach when a law was broken.
func Run(ctx context.Context, o Options) (r Result, err error) {
	dir, err := os.MkdirTemp(fastDir(), "anlan-sim")
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	c, err := newCounty(ctx, o, dir)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, c.close()) }()
	if err := c.live(); err != nil {
		return r, err
	}
	return c.result(), nil
}

func (c *county) live() error {
	for c.step = range c.Steps {
		if err := c.turn(); err != nil {
			return err
		}
		if err := c.check(c.step%deepEvery == deepEvery-1); err != nil {
			return err
		}
		if c.step%ledgerEvery == ledgerEvery-1 {
			if err := c.verifyLedger(); err != nil {
				return err
			}
		}
	}
	if err := c.check(true); err != nil {
		return err
	}
	return c.verifyLedger()
}

// turn is one step of the county: somebody does something, time passes, readers catch up, and now
// and then something breaks.
func (c *county) turn() error {
	if err := c.act(); err != nil {
		return err
	}
	if c.Bug.Each != nil {
		if err := c.Bug.Each(c); err != nil {
			return err
		}
	}
	switch p := c.dice.IntN(1000); {
	case p < 15:
		return c.jump()
	case p < 30:
		return c.crash()
	case p < 40:
		return c.amend()
	case p < 700:
		return c.pass(c.stretch())
	}
	return nil
}

// stretch is how long nobody does anything.
func (c *county) stretch() time.Duration {
	switch c.dice.IntN(10) {
	case 0, 1, 2:
		return time.Duration(c.dice.IntN(20*60)) * time.Second
	case 3, 4, 5, 6:
		return time.Duration(c.dice.IntN(6*3600)) * time.Second
	case 7, 8:
		return time.Duration(c.dice.IntN(30*3600)) * time.Second
	default:
		return time.Duration(c.dice.IntN(4*24*3600)) * time.Second
	}
}

// pass lets time pass. Mostly the runner wakes at the very millisecond of each timer, sometimes a
// little late, and sometimes it slept through all of it.
func (c *county) pass(d time.Duration) error {
	target := c.clock.instant().Add(d)
	asleep := c.dice.IntN(8) == 0
	for !asleep {
		next, err := timer.Next(c.ctx, c.d.Reader())
		if err != nil {
			return err
		}
		if next == 0 || next > target {
			break
		}
		if c.dice.IntN(4) == 0 {
			next = min(target, next.Add(time.Duration(c.dice.IntN(90_000))*time.Millisecond))
		}
		c.clock.set(max(next, c.clock.instant()))
		if err := c.ring(); err != nil {
			return err
		}
	}
	c.clock.set(target)
	return c.ring()
}

// ring fires what is due and holds it against the laws at once: later events may move a deadline.
func (c *county) ring() error {
	was := c.d.Pos()
	if _, err := c.timers.Step(c.ctx); err != nil {
		return fmt.Errorf("step %d: timers: %w", c.step, err)
	}
	if err := c.watch.read(); err != nil {
		return err
	}
	if n := c.d.Pos() - was; n > 0 {
		c.note("time: %d events", n)
	}
	return c.watch.timeActed()
}

// jump sets the machine's clock wrong, lets the county live with it for a moment and, if it was set
// forward, sets it right again.
func (c *county) jump() error {
	by := []time.Duration{time.Hour, -time.Hour, 2 * time.Hour, -2 * time.Hour, 24 * time.Hour, -24 * time.Hour, time.Second, -time.Second}[c.dice.IntN(8)]
	c.note("the clock jumps by %v", by)
	c.clock.add(by)
	if err := c.ring(); err != nil {
		return err
	}
	if err := c.act(); err != nil {
		return err
	}
	if by > 0 {
		c.clock.add(-by)
	}
	return c.ring()
}

// check asks whether the laws hold now.
func (c *county) check(deep bool) error {
	if err := c.watch.read(); err != nil {
		return err
	}
	if err := c.watch.touchedRows(); err != nil {
		return err
	}
	if deep || c.dice.IntN(3) > 0 { // readers of events lag behind now and then
		if err := c.catchUp(); err != nil {
			return err
		}
		if err := c.watch.figures(); err != nil {
			return err
		}
	}
	if !deep {
		return nil
	}
	return c.watch.everything()
}

var errLost = errors.New("sim: the answer was lost")

// catchUp folds what is waiting. A fold may fail before anything is stored, or be stored although
// its answer was lost.
func (c *county) catchUp() error {
	switch c.dice.IntN(40) {
	case 0:
		if err := c.fold(func(context.Context, []anlan.Event) error { return errLost }); err != nil && !errors.Is(err, errLost) {
			return err
		}
	case 1:
		if err := c.fold(c.foldedElsewhere); err != nil && !errors.Is(err, errLost) {
			return err
		}
		c.note("a fold was stored, but its answer was lost")
		c.blind = c.d.Pos() // the next event shows it
	case 2:
		if err := c.crash(); err != nil {
			return err
		}
	}
	if err := c.fold(c.report.Handle); err != nil {
		return fmt.Errorf("fold: %w", err)
	}
	if c.dice.IntN(4) > 0 {
		return nil
	}
	err := c.ledger.Catch(c.ctx)
	if errors.Is(err, anlan.ErrLedgerBroken) {
		return c.breach(15, "the ledger refuses to sign: %v", err)
	}
	return err
}

// foldedElsewhere stores the fold of a batch without the running service learning of it: what a
// commit is that reaches the disk and still answers with an error.
func (c *county) foldedElsewhere(ctx context.Context, batch []anlan.Event) error {
	twin := report.New(c.d, c.matter)
	if err := twin.Load(ctx); err != nil {
		return err
	}
	if err := twin.Handle(ctx, batch); err != nil {
		return err
	}
	return errLost
}

// result sums up a county that kept the laws.
func (c *county) result() Result {
	sum := sha256.New()
	for _, d := range c.watch.digests {
		sum.Write(d[:])
	}
	return Result{Hash: hex.EncodeToString(sum.Sum(nil)), Events: len(c.watch.digests), Matters: len(c.watch.order),
		Days: c.d.Now().Sub(begin).Hours() / 24, Deeds: c.deeds}
}

// eventsAfter pages through the events.
func (c *county) eventsAfter(pos int64) ([]anlan.Event, error) {
	var all []anlan.Event
	for {
		list, err := event.After(c.ctx, c.d.Reader(), pos, event.PageLimit)
		if err != nil || len(list) == 0 {
			return all, err
		}
		all, pos = append(all, list...), list[len(list)-1].Pos
	}
}
