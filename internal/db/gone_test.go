package db_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
)

// TestWhoGoesAwaySpoilsNothing: a request may end while its work runs. On SQLite the work is in everybody's
// transaction, which an interrupted statement would roll back; so it runs to its end, and nobody else notices.
func TestWhoGoesAwaySpoilsNothing(t *testing.T) {
	t.Parallel()
	d := dbtest.SQLite(t, db.Options{})
	const writers = 40
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			ctx, goAway := context.WithCancel(context.Background())
			defer goAway()
			err := d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
				if _, err := tx.Number(ctx, fmt.Sprint("before", w)); err != nil {
					return err
				}
				if w%4 == 0 {
					goAway()
				}
				if _, err := tx.Number(ctx, fmt.Sprint("after", w)); err != nil {
					return err
				}
				return emit(tx, "test.one")
			})
			if err != nil {
				t.Errorf("write %d: %v", w, err)
			}
		})
	}
	wg.Wait()
	if n := countEvents(t, d); n != writers {
		t.Errorf("%d events of %d", n, writers)
	}
}
