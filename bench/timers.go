package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/timer"
)

var alarms = flag.Int("alarms", 200000, "open timers")

// benchTimers measures 10,000 timers that fall due together among many open ones, and what a look costs
// when nothing is due.
func benchTimers(ctx context.Context) error {
	dir, err := os.MkdirTemp("", "anlan-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	d, err := db.Open(ctx, db.Options{Path: filepath.Join(dir, "anlan.db")})
	if err != nil {
		return err
	}
	defer d.Close()
	const due = 10000
	now := d.Now()
	for done := 0; done < *alarms; done += 5000 {
		err := d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
			for i := done; i < min(done+5000, *alarms); i++ {
				at := now.Add(time.Duration(i) * time.Minute)
				if i < due {
					at = now - 1
				}
				if err := timer.Set(ctx, tx, timer.Timer{Key: fmt.Sprintf("k%08d", i), Kind: "bench.ring", Due: at}); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	r := timer.New(d, slog.New(slog.NewTextHandler(io.Discard, nil)), map[string]timer.Handler{
		"bench.ring": func(_ context.Context, tx *db.Tx, t timer.Timer) error {
			return tx.Emit("bench.rang", anlan.Ref{Kind: "bench.timer", ID: anlan.ID(t.Key)}, nil, nil)
		}})
	start := time.Now()
	fired, err := r.Step(ctx)
	if err != nil {
		return err
	}
	took := time.Since(start)
	fmt.Printf("%d open timers: %d due fired in %.2f s = %.0f/s, each in its own transaction with an event (River on PostgreSQL 10.6 k/s, GoAlert 99/s)\n",
		*alarms, fired, took.Seconds(), float64(fired)/took.Seconds())
	start = time.Now()
	const looks = 1000
	for range looks {
		if n, err := r.Step(ctx); err != nil || n != 0 {
			return fmt.Errorf("fired %d: %w", n, err)
		}
	}
	fmt.Printf("nothing due: a look costs %.0f µs, and the runner sleeps until the next alarm\n", float64(time.Since(start).Microseconds())/looks)
	return nil
}
