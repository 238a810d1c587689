package db_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
)

var ctx = context.Background()

func emit(tx *db.Tx, kind string) error {
	return tx.Emit(kind, anlan.Ref{Kind: "test.thing", ID: "1"}, map[string]int{"n": 1}, nil)
}

func countEvents(t *testing.T, d *db.DB) (n int) {
	t.Helper()
	if err := d.Reader().QueryRowContext(ctx, `SELECT count(*) FROM event`).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestFailedWriteLeavesNothing(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		boom := errors.New("boom")
		err := d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
			if _, err := tx.Number(ctx, "a"); err != nil {
				return err
			}
			if err := emit(tx, "test.one"); err != nil {
				return err
			}
			return boom
		})
		if !errors.Is(err, boom) || countEvents(t, d) != 0 {
			t.Fatalf("err %v, %d events", err, countEvents(t, d))
		}
		var n int64
		if err := d.Write(ctx, anlan.Clock, func(tx *db.Tx) (err error) { n, err = tx.Number(ctx, "a"); return err }); err != nil || n != 1 {
			t.Fatalf("the number was not given back: %d, %v", n, err)
		}
	})
}

func TestPanicIsAnErrorOfThatWriteAlone(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		if err := d.Write(ctx, anlan.Clock, func(*db.Tx) error { panic("bad") }); err == nil {
			t.Fatal("a panic was swallowed")
		}
		if err := d.Write(ctx, anlan.Clock, func(tx *db.Tx) error { return emit(tx, "test.one") }); err != nil {
			t.Fatal(err)
		}
	})
}

// Positions are 1, 2, 3 … without gaps, whatever fails in between and however many write at once.
func TestPositionsHaveNoGaps(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		const writers, each = 8, 25
		var wg sync.WaitGroup
		for w := range writers {
			wg.Go(func() {
				for i := range each {
					err := d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
						if err := emit(tx, fmt.Sprintf("test.w%d", w)); err != nil {
							return err
						}
						if i%5 == 4 {
							return anlan.ErrConflict
						}
						return nil
					})
					if i%5 != 4 && err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		want := int64(writers * each * 4 / 5)
		wait, cancel := context.WithTimeout(ctx, 10*time.Second)
		defer cancel()
		if err := d.Wait(wait, want-1); err != nil {
			t.Fatalf("positions up to %d: %v", d.Pos(), err)
		}
		var low, high, n int64
		if err := d.Reader().QueryRowContext(ctx, `SELECT min(pos), max(pos), count(*) FROM event`).Scan(&low, &high, &n); err != nil {
			t.Fatal(err)
		}
		if low != 1 || high != want || n != want {
			t.Errorf("positions %d…%d, %d events; want 1…%d", low, high, n, want)
		}
	})
}

func TestRetriedRequestHappensOnce(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		one := db.WithKey(ctx, d.NewID())
		runs := 0
		try := func(a anlan.Actor) error {
			return d.Write(one, a, func(tx *db.Tx) error { runs++; return emit(tx, "test.one") })
		}
		a := anlan.Actor{Account: "a"}
		if err := try(a); err != nil {
			t.Fatal(err)
		}
		if err := try(a); !errors.Is(err, db.ErrDone) {
			t.Fatalf("second try: %v", err)
		}
		if err := try(anlan.Actor{Account: "b"}); !errors.Is(err, anlan.ErrKeyReused) {
			t.Fatalf("somebody else's key: %v", err)
		}
		if runs != 1 || countEvents(t, d) != 1 {
			t.Errorf("ran %d times, %d events", runs, countEvents(t, d))
		}
	})
}

func TestRecordedTimeNeverRunsBack(t *testing.T) {
	t.Parallel()
	wall := time.Date(2022, 1, 17, 14, 0, 0, 0, time.UTC)
	d := dbtest.SQLite(t, db.Options{Now: func() time.Time { return wall }})
	first := d.Now()
	wall = wall.Add(-2 * time.Hour)
	if second := d.Now(); second < first {
		t.Errorf("time ran from %d to %d", first, second)
	}
	if d.ClockBehind() != 2*time.Hour {
		t.Errorf("behind by %v", d.ClockBehind())
	}
}

// Events of one record are numbered in the order in which they happened, also within a millisecond.
func TestOrderWithinAMillisecond(t *testing.T) {
	t.Parallel()
	wall := time.Date(2022, 1, 17, 14, 0, 0, 0, time.UTC)
	still := db.Options{Now: func() time.Time { return wall }}
	for name, open := range map[string]func(testing.TB, db.Options) *db.DB{"sqlite": dbtest.SQLite, "postgres": dbtest.OnPostgres} {
		t.Run(name, func(t *testing.T) {
			d := open(t, still)
			const writes = 20
			for w := range writes {
				err := d.Write(db.WithKey(ctx, d.NewID()), anlan.Clock, func(tx *db.Tx) error {
					return errors.Join(emit(tx, fmt.Sprintf("test.k%03d", 2*w)), emit(tx, fmt.Sprintf("test.k%03d", 2*w+1)))
				})
				if err != nil {
					t.Fatal(err)
				}
			}
			wait, cancel := context.WithTimeout(ctx, 20*time.Second)
			defer cancel()
			if err := d.Wait(wait, 2*writes-1); err != nil {
				t.Fatal(err)
			}
			var disorder int
			err := d.Reader().QueryRowContext(ctx, `SELECT count(*) FROM event a JOIN event b ON b.pos = a.pos + 1 WHERE b.kind < a.kind`).Scan(&disorder)
			if err != nil || disorder != 0 {
				t.Errorf("%d events out of order, %v", disorder, err)
			}
		})
	}
}
