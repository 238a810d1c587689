package hazard

import (
	"context"
	"time"

	"anlan"
)

// Pictures can wait, people cannot. While the county writes much, the examiner rests after each picture, so that
// unfolding and comparing take a small part of one processor; what waits is looked at when it is quiet again.
const (
	busyRate = 25               // events a second from which on the county writes much
	restOf   = 12               // then it rests so many times as long as it looked
	restMost = 2 * time.Second  // but no longer: some pictures are looked at in the worst hour too
	window   = time.Second / 10 // over less than this no rate is told
)

// pace remembers when the county was last counted, and how many events there were.
type pace struct {
	at   anlan.Instant
	pos  int64
	busy bool
}

// seen counts again, and tells how long to rest after a look that took so long.
func (p *pace) seen(now anlan.Instant, pos int64, took time.Duration) time.Duration {
	if span := now.Sub(p.at); span >= window {
		p.busy = p.at != 0 && float64(pos-p.pos) >= busyRate*span.Seconds()
		p.at, p.pos = now, pos
	}
	if !p.busy {
		return 0
	}
	return min(restOf*took, restMost)
}

// stepBack looks at pictures, and then rests as long as the county asks for.
func (x *Examiner) stepBack(ctx context.Context, look func() error) error {
	begun := x.s.d.Now()
	if err := look(); err != nil {
		return err
	}
	now := x.s.d.Now()
	t := time.NewTimer(x.pace.seen(now, x.s.d.Pos(), now.Sub(begun)))
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
