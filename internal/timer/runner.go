package timer

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"anlan"
	"anlan/internal/db"
)

// Handler does what a timer was set for, within the transaction that removes the timer.
type Handler func(ctx context.Context, tx *db.Tx, t Timer) error

const (
	stepLimit = 1000             // timers fired between two looks at the lease
	leaseTime = 15 * time.Second // another program takes over after this silence
	parallel  = 64               // transactions under way at once: on SQLite they share commits
)

// Runner fires timers. Handlers are given once, by timer kind.
type Runner struct {
	d        *db.DB
	log      *slog.Logger
	handlers map[string]Handler
	holder   string
	parallel int
}

// New makes a runner. A timer whose kind has no handler stays and is reported.
func New(d *db.DB, log *slog.Logger, handlers map[string]Handler) *Runner {
	return &Runner{d: d, log: log, handlers: handlers, holder: string(d.NewID()), parallel: parallel}
}

// Serial makes the runner fire one timer after the other, in (due, key) order, so that a simulation
// can be repeated exactly.
func (r *Runner) Serial() *Runner {
	r.parallel = 1
	return r
}

// Step fires everything that is due now and returns how many timers fired.
func (r *Runner) Step(ctx context.Context) (fired int, err error) {
	for {
		list, err := Due(ctx, r.d.Reader(), r.d.Now(), stepLimit)
		if err != nil || len(list) == 0 {
			return fired, err
		}
		n, err := r.fireAll(ctx, list)
		fired += n
		if err != nil || n == 0 {
			return fired, err
		}
	}
}

func (r *Runner) fireAll(ctx context.Context, list []Timer) (fired int, err error) {
	var wg sync.WaitGroup
	var mu sync.Mutex
	slots := make(chan struct{}, r.parallel)
	for _, t := range list {
		slots <- struct{}{}
		wg.Go(func() {
			defer func() { <-slots }()
			ok, e := r.fire(ctx, t)
			mu.Lock()
			defer mu.Unlock()
			if ok {
				fired++
			}
			if e != nil {
				err = e
			}
		})
	}
	wg.Wait()
	return fired, err
}

// fire runs one timer. A handler that fails puts the timer back a little later; it is never lost.
func (r *Runner) fire(ctx context.Context, t Timer) (bool, error) {
	err := r.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error { return r.handle(ctx, tx, t) })
	if err == nil {
		return true, nil
	}
	if anlan.KindOf(err) == anlan.Unavailable {
		return false, err
	}
	r.log.Error("a timer failed and will be tried again", "timer", t.Key, "attempt", t.Attempt+1, "error", err)
	return true, r.postpone(ctx, t)
}

// handle removes the timer and does its work. The removal names the due time: a timer that was moved
// meanwhile is left alone.
func (r *Runner) handle(ctx context.Context, tx *db.Tx, t Timer) error {
	res, err := tx.ExecContext(ctx, `DELETE FROM timer WHERE key = $1 AND due_at = $2`, t.Key, int64(t.Due))
	if err != nil {
		return db.Classify(err)
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return err
	}
	h, ok := r.handlers[t.Kind]
	if !ok {
		return fmt.Errorf("timer: nobody handles %q", t.Kind)
	}
	return h(ctx, tx, t)
}

func (r *Runner) postpone(ctx context.Context, t Timer) error {
	wait := min(time.Second<<min(t.Attempt, 10), 15*time.Minute)
	return r.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		due := tx.Now.Add(wait)
		_, err := tx.ExecContext(ctx, `UPDATE timer SET due_at = $1, attempt = attempt + 1 WHERE key = $2 AND due_at = $3`,
			int64(due), t.Key, int64(t.Due))
		tx.Alarm(due)
		return db.Classify(err)
	})
}

// Run fires timers until ctx ends, sleeping until the next one is due; it never polls.
func (r *Runner) Run(ctx context.Context) {
	for ctx.Err() == nil {
		if err := r.turn(ctx); err != nil && ctx.Err() == nil {
			r.log.Error("timers stopped for a moment", "error", err)
			sleep(ctx, time.Second)
		}
	}
}

// turn takes the lease, fires what is due and sleeps until there is more to do.
func (r *Runner) turn(ctx context.Context) error {
	leader, err := r.lease(ctx)
	if err != nil {
		return err
	}
	if !leader {
		sleep(ctx, leaseTime/3)
		return nil
	}
	ring := r.d.Sleep(0)
	if _, err := r.Step(ctx); err != nil {
		return err
	}
	next, err := Next(ctx, r.d.Reader())
	if err != nil {
		return err
	}
	r.d.Sleep(next)
	r.doze(ctx, next, ring)
	return nil
}

// doze sleeps until next, a ring, or the time to renew the lease where programs share a database.
func (r *Runner) doze(ctx context.Context, next anlan.Instant, ring <-chan struct{}) {
	wait := time.Hour
	if r.d.Engine() != "sqlite" {
		wait = leaseTime / 3
	}
	if next != 0 {
		wait = min(wait, max(next.Sub(r.d.Now())+r.d.ClockBehind(), time.Millisecond))
	}
	t := time.NewTimer(wait)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ring:
	case <-ctx.Done():
	}
}

// lease reports whether this program is the one that fires timers. On SQLite there is no other.
func (r *Runner) lease(ctx context.Context) (bool, error) {
	if r.d.Engine() == "sqlite" {
		return true, nil
	}
	var won bool
	err := r.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		res, err := tx.ExecContext(ctx, `INSERT INTO lease (name, holder, until) VALUES ('timer', $1, $2)
			ON CONFLICT (name) DO UPDATE SET holder = $1, until = $2 WHERE lease.holder = $1 OR lease.until < $3`,
			r.holder, int64(tx.Now.Add(leaseTime)), int64(tx.Now))
		if err != nil {
			return db.Classify(err)
		}
		n, err := res.RowsAffected()
		won = n == 1
		return err
	})
	return won, err
}

func sleep(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}
