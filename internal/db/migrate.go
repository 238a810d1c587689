package db

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// domains gives PostgreSQL the column types that SQLite takes as they are written.
const domains = `DO $$ BEGIN
	CREATE DOMAIN instant AS bigint;
	CREATE DOMAIN idtext AS text;
	CREATE DOMAIN daytext AS text;
	CREATE SEQUENCE event_turn;
EXCEPTION WHEN duplicate_object THEN NULL; END $$`

func migratePostgres(ctx context.Context, pool *sql.DB) error {
	if _, err := pool.ExecContext(ctx, domains); err != nil {
		return classify(err)
	}
	return migrate(ctx, goose.DialectPostgres, pool)
}

func migrateSQLite(ctx context.Context, path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return err
	}
	pool, err := sql.Open("sqlite", sqliteDSN(path, false))
	if err != nil {
		return err
	}
	defer func() { _ = pool.Close() }() // migrated or not, the answer is known
	pool.SetMaxOpenConns(1)
	return migrate(ctx, goose.DialectSQLite3, pool)
}

func migrate(ctx context.Context, dialect goose.Dialect, pool *sql.DB) error {
	sub, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(dialect, pool, sub, goose.WithAllowOutofOrder(true)) // rooms number their own ranges
	if err != nil {
		return fmt.Errorf("migrations: %w", err)
	}
	if _, err := p.Up(ctx); err != nil {
		return classify(fmt.Errorf("migrations: %w", err))
	}
	return nil
}
