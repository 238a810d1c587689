package ledger

import (
	"context"
	"path/filepath"
	"sync"
	"testing"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
)

// An export beside a program that is writing and signing all the time, from another program on the
// same database, verifies every time.
func TestExportBesideARunningProgram(t *testing.T) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		beside(t, db.Options{Path: filepath.Join(t.TempDir(), "anlan.db")})
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		beside(t, db.Options{URL: dbtest.Database(t)})
	})
}

func beside(t *testing.T, o db.Options) {
	o.Readers, o.Log = 2, quiet
	serving, err := db.Open(ctx, o)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = serving.Close() }()
	run(t, serving, `CREATE TABLE thing (id TEXT PRIMARY KEY, name TEXT NOT NULL, revision BIGINT NOT NULL)`)
	l := setup(t, serving)
	work, stop := context.WithCancel(ctx)
	var wg sync.WaitGroup
	wg.Go(func() { l.Run(work) })
	for i := range 3 {
		wg.Go(func() { busy(work, t, serving, i) })
	}
	settle(t, serving, 50)
	for range 2 {
		other, err := db.Open(ctx, o)
		if err != nil {
			t.Fatal(err)
		}
		dir := filepath.Join(t.TempDir(), "out")
		s, err := New(Options{DB: other, Key: l.key, Log: quiet}).Export(ctx, dir, things{other})
		if err != nil || s.Broken != "" {
			t.Errorf("export: %+v, %v", s, err)
		}
		if r, err := Verify(ctx, dir, VerifyOptions{Key: l.key.Public}); err != nil || !r.OK {
			t.Errorf("a busy county does not verify: %v\n%s", err, say(r))
		}
		if err := other.Close(); err != nil {
			t.Error(err)
		}
	}
	stop()
	wg.Wait()
	if l.broken != nil {
		t.Error(l.broken)
	}
}

func run(t *testing.T, d *db.DB, text string) {
	t.Helper()
	err := d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		_, err := tx.ExecContext(ctx, text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// busy changes one thing after another, and now and then makes a new one.
func busy(work context.Context, t *testing.T, d *db.DB, seat int) {
	id := d.NewID()
	for i := int64(0); work.Err() == nil; i++ {
		if i%5 == 0 {
			id = d.NewID()
		}
		err := d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
			return things{d}.put(tx, thing{ID: id, Name: "忙", Revision: int64(seat)*1_000_000 + i})
		})
		if err != nil {
			t.Error(err)
			return
		}
	}
}
