package db_test

import (
	"errors"
	"slices"
	"sync"
	"testing"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
)

// together lets n writes wait behind one that is under way, so that most of them share its commit or the next.
func together(t *testing.T, d *db.DB, n int, do func(i int)) {
	t.Helper()
	busy, free := make(chan struct{}), make(chan struct{})
	tell := sync.OnceFunc(func() { close(busy) }) // a work may run again
	var wg sync.WaitGroup
	wg.Go(func() {
		if err := d.Write(ctx, anlan.Clock, func(*db.Tx) error { tell(); <-free; return nil }); err != nil {
			t.Error(err)
		}
	})
	<-busy
	for i := range n {
		wg.Go(func() { do(i) })
	}
	close(free)
	wg.Wait()
}

// Of those who use one key in the same moment one writes, and the others are told so.
func TestOneKeyInOneCommit(t *testing.T) {
	t.Parallel()
	d := dbtest.SQLite(t, db.Options{})
	for range 20 {
		one := db.WithKey(ctx, d.NewID())
		errs := make([]error, 40)
		together(t, d, len(errs), func(i int) {
			errs[i] = d.Write(one, anlan.Actor{Account: "a"}, func(tx *db.Tx) error { return emit(tx, "test.one") })
		})
		slices.SortFunc(errs, func(a, b error) int {
			if a == nil {
				return -1
			}
			return 1
		})
		if errs[0] != nil || !errors.Is(errs[1], db.ErrDone) || !errors.Is(errs[len(errs)-1], db.ErrDone) {
			t.Fatalf("answers %v", errs)
		}
		if err := d.Write(one, anlan.Actor{Account: "b"}, func(tx *db.Tx) error { return emit(tx, "test.one") }); !errors.Is(err, anlan.ErrKeyReused) {
			t.Fatalf("somebody else's key: %v", err)
		}
	}
	if n := countEvents(t, d); n != 20 {
		t.Errorf("%d events of 20", n)
	}
}

// Who looks at the events finds those of every work before, also of the same commit, and none of its own; a work
// that fails half-way takes nobody's events with it.
func TestEventsOfOneCommitAreSeenInIt(t *testing.T) {
	t.Parallel()
	d := dbtest.SQLite(t, db.Options{})
	const n = 60
	seen := make([]int, n)
	boom := errors.New("boom")
	together(t, d, n, func(i int) {
		err := d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
			if i%7 == 3 {
				if _, err := tx.Number(ctx, "half"); err != nil {
					return err
				}
				return boom
			}
			if err := emit(tx, "test.one"); err != nil || i%2 == 0 {
				return err
			}
			return tx.QueryRowContext(ctx, `SELECT count(*) FROM event`).Scan(&seen[i])
		})
		if (i%7 == 3) != errors.Is(err, boom) {
			t.Error(err)
		}
	})
	stored := countEvents(t, d)
	if want := n - 9; stored != want {
		t.Errorf("%d events of %d", stored, want)
	}
	var looked []int
	for i, k := range seen {
		if i%2 == 1 && i%7 != 3 {
			looked = append(looked, k)
		}
	}
	slices.Sort(looked)
	if len(slices.Compact(slices.Clone(looked))) != len(looked) || looked[len(looked)-1] >= stored {
		t.Errorf("works saw the same events as others before them: %v", looked)
	}
}
