package timer_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/timer"
)

var (
	ctx   = context.Background()
	quiet = slog.New(slog.NewTextHandler(io.Discard, nil))
)

func set(t *testing.T, d *db.DB, list ...timer.Timer) {
	t.Helper()
	err := d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		for _, one := range list {
			if err := timer.Set(ctx, tx, one); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestStepFiresWhatIsDueOnce(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		now := d.Now()
		for i := range 150 {
			set(t, d, timer.Timer{Key: fmt.Sprint("k", i), Kind: "test.ring", Due: now.Add(time.Duration(i-100) * time.Hour)})
		}
		var fired atomic.Int64
		r := timer.New(d, quiet, map[string]timer.Handler{"test.ring": func(context.Context, *db.Tx, timer.Timer) error {
			fired.Add(1)
			return nil
		}})
		n, err := r.Step(ctx)
		if err != nil || n != 101 || d.Engine() == "sqlite" && fired.Load() != 101 {
			t.Fatalf("fired %d (%d calls), %v; want 101", n, fired.Load(), err)
		}
		if n, err := r.Step(ctx); err != nil || n != 0 {
			t.Fatalf("fired %d again, %v", n, err)
		}
	})
}

func TestFailedTimerIsKept(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		set(t, d, timer.Timer{Key: "k", Kind: "test.fail", Due: 1})
		r := timer.New(d, quiet, map[string]timer.Handler{"test.fail": func(context.Context, *db.Tx, timer.Timer) error {
			return errors.New("not now")
		}})
		if _, err := r.Step(ctx); err != nil {
			t.Fatal(err)
		}
		next, err := timer.Next(ctx, d.Reader())
		if err != nil || next <= d.Now() {
			t.Errorf("the timer is at %d, %v; want it later than now", next, err)
		}
	})
}

// A sleeping runner wakes for a timer set while it sleeps.
func TestRunWakesForASoonerTimer(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		run, stop := context.WithCancel(ctx)
		defer stop()
		rang := make(chan struct{})
		r := timer.New(d, quiet, map[string]timer.Handler{"test.ring": func(context.Context, *db.Tx, timer.Timer) error {
			close(rang)
			return nil
		}})
		set(t, d, timer.Timer{Key: "far", Kind: "test.ring", Due: d.Now().Add(time.Hour)})
		ended := make(chan struct{})
		go func() { defer close(ended); r.Run(run) }()
		set(t, d, timer.Timer{Key: "near", Kind: "test.ring", Due: d.Now().Add(20 * time.Millisecond)})
		select {
		case <-rang:
		case <-time.After(10 * time.Second):
			t.Error("the runner slept through a timer")
		}
		stop()
		<-ended
	})
}
