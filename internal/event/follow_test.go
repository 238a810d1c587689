package event

import (
	"context"
	"io"
	"log/slog"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
)

// TestAStreamIsHeardInFewLooks: a reader hears everything, and while events stream in it looks no more often
// than it may.
func TestAStreamIsHeardInFewLooks(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		ctx, stop := context.WithCancel(context.Background())
		var looks, heard atomic.Int64
		var reader sync.WaitGroup
		start := time.Now()
		reader.Go(func() {
			Follow(ctx, d, slog.New(slog.NewTextHandler(io.Discard, nil)), "test", func(_ context.Context, batch []anlan.Event) error {
				looks.Add(1)
				heard.Add(int64(len(batch)))
				return nil
			})
		})
		const events = 200
		for range events {
			err := d.Write(ctx, anlan.Clock, func(tx *db.Tx) error { return tx.Emit("test.done", anlan.Ref{Kind: "test.thing", ID: "x"}, nil, nil) })
			if err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Millisecond)
		}
		for patience := time.Now().Add(20 * time.Second); heard.Load() < events && time.Now().Before(patience); {
			time.Sleep(time.Millisecond)
		}
		took := time.Since(start)
		stop()
		reader.Wait()
		if heard.Load() != events {
			t.Errorf("%d of %d events were heard", heard.Load(), events)
		}
		if most := int64(took/pace) + 2; looks.Load() > most {
			t.Errorf("%d looks in %v, at most %d may be", looks.Load(), took, most)
		}
	})
}
