package ledger

import (
	"path/filepath"
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
