package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"anlan"
	"anlan/internal/db"
)

// thing is the record of the test's room.
type thing struct {
	ID       anlan.ID `json:"id"`
	Name     string   `json:"name"`
	Revision int64    `json:"revision"`
}

func (t thing) ref() anlan.Ref { return anlan.Ref{Kind: "test.thing", ID: t.ID} }

// things is the room: one table, and what a ledger asks of it.
type things struct{ d *db.DB }

// Records yields every thing.
func (r things) Records(ctx context.Context, yield func(anlan.Ref, any) error) (err error) {
	rows, err := r.d.Reader().QueryContext(ctx, `SELECT id, name, revision FROM thing ORDER BY id`)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var t thing
		if err := rows.Scan(&t.ID, &t.Name, &t.Revision); err != nil {
			return err
		}
		if err := yield(t.ref(), t); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (r things) put(tx *db.Tx, t thing) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO thing (id, name, revision) VALUES ($1, $2, $3)
		ON CONFLICT (id) DO UPDATE SET name = $2, revision = $3`, string(t.ID), t.Name, t.Revision)
	if err != nil {
		return err
	}
	return tx.Emit("test.written", t.ref(), map[string]any{"name": t.Name}, t)
}

// county is a database file with a history, the key that signed it and the checkpoints on the way.
type county struct {
	path  string
	key   Key
	since []string
	size  int64
	opens int
}

// live makes a county: n events about n/3 things, signed every 50.
func live(t testing.TB, n int) *county {
	t.Helper()
	dir := t.TempDir()
	k, err := OpenOrMakeKey(dir, Origin("620521"), true)
	if err != nil {
		t.Fatal(err)
	}
	c := &county{path: filepath.Join(dir, "anlan.db"), key: k, size: int64(n)}
	at := time.Date(2026, 1, 17, 9, 0, 0, 0, time.UTC)
	d, err := db.Open(ctx, db.Options{Path: c.path, Readers: 2, Log: quiet, Now: func() time.Time {
		at = at.Add(time.Second)
		return at
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = d.Close()
		c.exec(t, `PRAGMA wal_checkpoint(TRUNCATE)`) // so that copying the one file copies everything
	}()
	c.exec(t, `CREATE TABLE thing (id TEXT PRIMARY KEY, name TEXT NOT NULL, revision BIGINT NOT NULL)`)
	l, room := New(Options{DB: d, Key: k, Log: quiet}), things{d}
	var ids []anlan.ID
	for i := range n {
		err := d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
			if i%3 == 0 {
				ids = append(ids, tx.NewID())
			}
			return room.put(tx, thing{ID: ids[(i*7)%len(ids)], Name: fmt.Sprintf("整改事项 %d", i), Revision: int64(i)})
		})
		if err != nil {
			t.Fatal(err)
		}
		if i%50 == 49 || i == n-1 {
			catch(t, l)
			row, err := l.Last(ctx)
			if err != nil {
				t.Fatal(err)
			}
			c.since = append(c.since, row.Note)
		}
	}
	return c
}

// copy makes another county with the same history, to be tampered with.
func (c *county) copy(t testing.TB) *county {
	t.Helper()
	to := *c
	to.path = filepath.Join(t.TempDir(), "anlan.db")
	b, err := os.ReadFile(c.path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to.path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return &to
}

// open runs fn on the file behind the program's back.
func (c *county) behind(t testing.TB, fn func(pool *sql.DB)) {
	t.Helper()
	pool, err := sql.Open("sqlite", "file:"+c.path+"?_pragma=busy_timeout(5000)")
	if err != nil {
		t.Fatal(err)
	}
	fn(pool)
	if err := pool.Close(); err != nil {
		t.Fatal(err)
	}
}

// exec runs statements behind the program's back.
func (c *county) exec(t testing.TB, texts ...string) {
	t.Helper()
	c.behind(t, func(pool *sql.DB) {
		for _, text := range texts {
			if _, err := pool.Exec(text); err != nil {
				t.Fatalf("%s: %v", text, err)
			}
		}
	})
}

// export opens the county as the program would and exports its ledger.
func (c *county) export(t testing.TB) (dir string) {
	t.Helper()
	c.opens++
	dir = filepath.Join(filepath.Dir(c.path), fmt.Sprint("out", c.opens))
	d, err := db.Open(ctx, db.Options{Path: c.path, Readers: 2, Log: quiet})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = d.Close() }()
	l := New(Options{DB: d, Key: c.key, Log: quiet})
	if _, err := l.Export(ctx, dir, things{d}); err != nil {
		t.Fatal(err)
	}
	return dir
}

// verify exports and verifies.
func (c *county) verify(t testing.TB, since ...string) *Report {
	t.Helper()
	r, err := Verify(ctx, c.export(t), VerifyOptions{Key: c.key.Public, Since: since})
	if err != nil {
		t.Fatal(err)
	}
	return r
}
