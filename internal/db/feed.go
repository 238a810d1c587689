package db

import (
	"context"
	"errors"
	"sync"

	"anlan"
)

var errReadOnly = errors.New("db: a Reader cannot write; use DB.Write")

// feed remembers the position of the newest numbered event and wakes whoever waits for a newer one.
type feed struct {
	mu   sync.Mutex
	pos  int64
	wake chan struct{}
}

func (f *feed) set(pos int64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if pos <= f.pos {
		return
	}
	f.pos = pos
	close(f.wake)
	f.wake = make(chan struct{})
}

// Pos returns the position of the newest event that this program knows of.
func (d *DB) Pos() int64 {
	d.feed.mu.Lock()
	defer d.feed.mu.Unlock()
	return d.feed.pos
}

// Wait blocks until an event with a position above after exists, or ctx ends.
func (d *DB) Wait(ctx context.Context, after int64) error {
	for {
		d.feed.mu.Lock()
		pos, wake := d.feed.pos, d.feed.wake
		d.feed.mu.Unlock()
		if pos > after {
			return nil
		}
		select {
		case <-wake:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// alarm lets one sleeper be woken when a timer is set for a moment before it meant to wake.
type alarm struct {
	mu   sync.Mutex
	next anlan.Instant // when the sleeper will look again; 0 means it sleeps for ever
	ring chan struct{}
}

func (a *alarm) sooner(at anlan.Instant) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if at == 0 || a.next != 0 && at >= a.next {
		return
	}
	a.next = at
	select {
	case a.ring <- struct{}{}:
	default:
	}
}

// Sleep tells that the timers are looked at again at next (0: only when one is set), and returns the
// channel that rings when a timer is set for an earlier moment.
func (d *DB) Sleep(next anlan.Instant) <-chan struct{} {
	d.alarm.mu.Lock()
	defer d.alarm.mu.Unlock()
	d.alarm.next = next
	return d.alarm.ring
}
