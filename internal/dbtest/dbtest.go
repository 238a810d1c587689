// Package dbtest gives every store test a fresh database on both engines.
package dbtest

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"os"
	"path/filepath"
	"testing"

	"anlan/internal/db"
)

// Postgres names the environment variable with the URL of a PostgreSQL server that tests may use.
// `make test` starts one and sets it.
const Postgres = "ANLAN_TEST_POSTGRES"

// Both runs fn once on SQLite and once on PostgreSQL, each on an empty database of its own.
func Both(t *testing.T, fn func(t *testing.T, d *db.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); fn(t, SQLite(t, db.Options{})) })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); fn(t, OnPostgres(t, db.Options{})) })
}

// SQLite opens an empty SQLite database in the test's own folder. Only o's clock and randomness
// are used.
func SQLite(t testing.TB, o db.Options) *db.DB {
	t.Helper()
	o.Path = filepath.Join(t.TempDir(), "anlan.db")
	empty, err := emptySQLite()
	if err == nil {
		err = os.WriteFile(o.Path, empty, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	return open(t, o)
}

// OnPostgres opens an empty database on the test server, or skips the test where there is none.
func OnPostgres(t testing.TB, o db.Options) *db.DB {
	t.Helper()
	o.URL = Database(t)
	return open(t, o)
}

// Database makes an empty database for one test and returns the URL that leads to it.
func Database(t testing.TB) string {
	t.Helper()
	if os.Getenv(Postgres) == "" {
		t.Skipf("no PostgreSQL: set %s, or run make test", Postgres)
	}
	template, err := emptyPostgres()
	if err != nil {
		t.Fatal(err)
	}
	var b [6]byte
	_, _ = rand.Read(b[:]) // never fails
	name := "t" + hex.EncodeToString(b[:])
	if err := order("CREATE DATABASE " + name + " TEMPLATE " + template); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := order("DROP DATABASE " + name + " WITH (FORCE)"); err != nil {
			t.Error(err)
		}
	})
	return to(name)
}

func open(t testing.TB, o db.Options) *db.DB {
	t.Helper()
	o.Readers = 2
	d, err := db.Open(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return d
}
