package db

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

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

func migrateSQLite(ctx context.Context, pool *sql.DB) error {
	return migrate(ctx, goose.DialectSQLite3, pool)
}

// Edition is a digest of the migrations: databases of one edition have the same tables.
func Edition() (string, error) {
	sum := sha256.New()
	err := fs.WalkDir(migrations, ".", func(path string, f fs.DirEntry, err error) error {
		if err != nil || f.IsDir() {
			return err
		}
		text, err := migrations.ReadFile(path)
		_, _ = fmt.Fprintf(sum, "%s %d %s", path, len(text), text) // a digest takes everything
		return err
	})
	return hex.EncodeToString(sum.Sum(nil)), err
}

// asItIs brings nothing up to date: the schema is known to be.
func asItIs(context.Context, *sql.DB) error { return nil }

func migrate(ctx context.Context, dialect goose.Dialect, pool *sql.DB) error {
	if upToDate(ctx, pool) {
		return nil
	}
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

// upToDate tells whether every migration has run. Goose finds the same, but reads them all first, which every start
// would wait for. Where anything is in doubt, goose is asked.
func upToDate(ctx context.Context, pool *sql.DB) bool {
	files, err := migrations.ReadDir("migrations")
	if err != nil {
		return false
	}
	rows, err := pool.QueryContext(ctx, `SELECT version_id FROM goose_db_version WHERE is_applied`)
	if err != nil {
		return false // the first start
	}
	defer func() { _ = rows.Close() }() // read to the end, or in doubt
	applied := map[int64]bool{}
	for rows.Next() {
		var version int64
		if rows.Scan(&version) != nil {
			return false
		}
		applied[version] = true
	}
	for _, f := range files {
		number, _, _ := strings.Cut(f.Name(), "_")
		if version, err := strconv.ParseInt(number, 10, 64); err != nil || !applied[version] {
			return false
		}
	}
	return rows.Err() == nil
}
