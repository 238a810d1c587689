package sim

import (
	"sync/atomic"
	"time"

	"anlan"
)

// clock is the machine's clock. It moves only when it is told to, and may be set wrong.
type clock struct{ wall atomic.Int64 }

func newClock(at anlan.Instant) *clock {
	c := &clock{}
	c.wall.Store(int64(at))
	return c
}

func (c *clock) now() time.Time         { return time.UnixMilli(c.wall.Load()) }
func (c *clock) instant() anlan.Instant { return anlan.Instant(c.wall.Load()) }
func (c *clock) set(at anlan.Instant)   { c.wall.Store(int64(at)) }
func (c *clock) add(d time.Duration)    { c.wall.Add(d.Milliseconds()) }
