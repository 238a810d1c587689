// Package dbtest gives every store test a fresh database on both engines.
package dbtest

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"

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
	return open(t, o)
}

// OnPostgres opens an empty schema on the test server, or skips the test where there is none.
func OnPostgres(t testing.TB, o db.Options) *db.DB {
	t.Helper()
	o.URL = Schema(t)
	return open(t, o)
}

// Schema makes a schema for one test and returns the URL that leads into it.
func Schema(t testing.TB) string {
	t.Helper()
	server := os.Getenv(Postgres)
	if server == "" {
		t.Skipf("no PostgreSQL: set %s, or run make test", Postgres)
	}
	var b [6]byte
	_, _ = rand.Read(b[:]) // never fails
	name := "t" + hex.EncodeToString(b[:])
	exec(t, server, "CREATE SCHEMA "+name)
	t.Cleanup(func() { exec(t, server, "DROP SCHEMA "+name+" CASCADE") })
	u, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set("search_path", name)
	u.RawQuery = q.Encode()
	return u.String()
}

func exec(t testing.TB, server, text string) {
	t.Helper()
	pool, err := sql.Open("pgx", server)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = pool.Close() }()
	for try := 1; ; try++ { // schemas made and dropped side by side may deadlock
		_, err := pool.ExecContext(context.Background(), text)
		if err == nil {
			return
		}
		if try == 10 || !strings.Contains(err.Error(), "40P01") {
			t.Fatal(err)
		}
	}
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
