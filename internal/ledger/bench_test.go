package ledger

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"anlan/internal/db"
	"anlan/internal/dbtest"
)

// BenchmarkMillion witnesses, exports and verifies ANLAN_BENCH_ENTRIES entries (a hundred thousand
// unless told otherwise) and reports entries per second for each.
func BenchmarkMillion(b *testing.B) {
	n := fromEnv("ANLAN_BENCH_ENTRIES", 100_000)
	d := dbtest.SQLite(b, db.Options{})
	l := setup(b, d)
	for range n / 1000 {
		emit(b, d, 1000)
	}
	rate := func(name string, fn func()) {
		start := time.Now()
		fn()
		b.ReportMetric(float64(n)/time.Since(start).Seconds(), name)
	}
	rate("witnessed/s", func() { catch(b, l) })
	dir := filepath.Join(b.TempDir(), "out")
	rate("exported/s", func() {
		if _, err := l.Export(ctx, dir); err != nil {
			b.Fatal(err)
		}
	})
	rate("verified/s", func() {
		r, err := Verify(ctx, dir, VerifyOptions{Key: l.key.Public})
		if err != nil || !r.OK {
			b.Fatal(err, say(r))
		}
	})
}

// BenchmarkBeside writes from 64 hands for a few seconds, without and with the ledger at work beside
// them, and reports durable writes per second and how many entries were unsigned at the end.
func BenchmarkBeside(b *testing.B) {
	for _, witness := range []bool{false, true} {
		b.Run(fmt.Sprint("ledger=", witness), func(b *testing.B) {
			d := dbtest.SQLite(b, db.Options{})
			l := setup(b, d)
			work, stop := context.WithTimeout(ctx, 4*time.Second)
			defer stop()
			run, end := context.WithCancel(ctx)
			var beside, hands sync.WaitGroup
			if witness {
				beside.Go(func() { l.Run(run) })
			}
			var n atomic.Int64
			for range 64 {
				hands.Go(func() {
					for work.Err() == nil {
						emit(b, d, 1)
						n.Add(1)
					}
				})
			}
			hands.Wait()
			b.ReportMetric(float64(n.Load())/4, "writes/s")
			if witness {
				c, err := l.Last(ctx)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(d.Pos()-c.Size), "unsigned")
			}
			end()
			beside.Wait()
		})
	}
}
