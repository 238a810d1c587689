package dbtest

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"

	"anlan/internal/db"
)

// An empty database with all its tables takes ninety migrations: a second of two processors. It is made once —
// on SQLite by each process, on PostgreSQL once for all of an edition — and copied for each test.

var emptySQLite = sync.OnceValues(func() (file []byte, err error) {
	dir, err := os.MkdirTemp("", "anlan-empty")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	path := filepath.Join(dir, "anlan.db")
	d, err := db.Open(context.Background(), db.Options{Path: path})
	if err != nil {
		return nil, err
	}
	if err := d.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(path) //nolint:gosec // the file just made
})

// server is the test server as this process speaks to it.
var server = sync.OnceValues(func() (*sql.DB, error) {
	pool, err := sql.Open("pgx", os.Getenv(Postgres))
	if err == nil {
		pool.SetMaxOpenConns(4)
	}
	return pool, err
})

// to leads to a database of the test server.
func to(name string) string {
	u, err := url.Parse(os.Getenv(Postgres))
	if err != nil {
		return "" // server has said what is wrong with it
	}
	u.Path = "/" + name
	return u.String()
}

// order tells the server something, again where copies made side by side are in each other's way.
func order(text string) error {
	pool, err := server()
	if err != nil {
		return err
	}
	for try := 1; ; try++ {
		_, err := pool.ExecContext(context.Background(), text)
		var p *pgconn.PgError
		if err == nil || try == 20 || !errors.As(err, &p) || !slices.Contains([]string{"40P01", "55006"}, p.Code) {
			return err
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// emptyPostgres names the database that the tests copy. Whoever needs it first makes it; packages are tested at the
// same time, so one locks the others out meanwhile.
var emptyPostgres = sync.OnceValues(func() (name string, err error) {
	edition, err := db.Edition()
	if err != nil {
		return "", err
	}
	pool, err := server()
	if err != nil {
		return "", err
	}
	ctx := context.Background()
	lock, err := pool.Conn(ctx)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, lock.Close()) }()
	const ours = 20221124 // any number, the same in every process
	if _, err := lock.ExecContext(ctx, `SELECT pg_advisory_lock($1)`, ours); err != nil {
		return "", err
	}
	defer func() {
		_, e := lock.ExecContext(ctx, `SELECT pg_advisory_unlock($1)`, ours)
		err = errors.Join(err, e)
	}()
	name = "anlan_empty_" + edition[:12]
	var whole bool
	err = lock.QueryRowContext(ctx, `SELECT datistemplate FROM pg_database WHERE datname = $1`, name).Scan(&whole)
	if whole {
		return name, err
	}
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", err
	}
	return name, fill(ctx, name)
})

// fill makes the database with its tables; that it is a template tells that it is whole.
func fill(ctx context.Context, name string) error {
	for _, text := range []string{"DROP DATABASE IF EXISTS " + name + " WITH (FORCE)", "CREATE DATABASE " + name + " TEMPLATE template0"} {
		if err := order(text); err != nil {
			return err
		}
	}
	d, err := db.Open(ctx, db.Options{URL: to(name)})
	if err != nil {
		return err
	}
	if err := d.Close(); err != nil {
		return err
	}
	return order("ALTER DATABASE " + name + " IS_TEMPLATE true ALLOW_CONNECTIONS false")
}
