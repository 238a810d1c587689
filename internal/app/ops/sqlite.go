package ops

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"anlan"
	"anlan/internal/ledger"
)

// openFile opens a SQLite file as it is, without migrating it. It must exist.
func openFile(path string, pragmas ...string) (*sql.DB, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, anlan.ErrFolderMissing.With("dir", filepath.Dir(path)).Because(err)
	}
	v := url.Values{"mode": {"rw"}}
	for _, p := range append([]string{"busy_timeout(10000)"}, pragmas...) {
		v.Add("_pragma", p)
	}
	pool, err := sql.Open("sqlite", "file:"+strings.ReplaceAll(url.PathEscape(filepath.ToSlash(path)), "%2F", "/")+"?"+v.Encode())
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(1)
	return pool, nil
}

// snapshot copies a database that is being written to into a new file. SQLite reads it within one
// transaction, so the copy is the database of one moment.
func snapshot(ctx context.Context, from, to string) error {
	pool, err := openFile(from)
	if err != nil {
		return err
	}
	_, err = pool.ExecContext(ctx, `VACUUM INTO $1`, to)
	return errors.Join(err, pool.Close())
}

// inspect checks a copied database from end to end and returns the checkpoint in it.
func inspect(ctx context.Context, path string) (c ledger.Checkpoint, err error) {
	pool, err := openFile(path, "query_only(1)")
	if err != nil {
		return c, err
	}
	defer func() { err = errors.Join(err, pool.Close()) }()
	if err := integrity(ctx, pool, "integrity_check"); err != nil {
		return c, err
	}
	return ledger.ReadLast(ctx, pool)
}

// integrity runs one of SQLite's own checks.
func integrity(ctx context.Context, pool *sql.DB, check string) error {
	var said string
	if err := pool.QueryRowContext(ctx, `PRAGMA `+check+`(1)`).Scan(&said); err != nil {
		return anlan.ErrBackupAltered.With("part", databaseName).Because(err)
	}
	if said != "ok" {
		return anlan.ErrBackupAltered.With("part", databaseName).Because(fmt.Errorf("%s: %s", check, said))
	}
	return nil
}

// removeAll removes a file that may not be there.
func removeAll(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// syncDir makes a new name in a folder durable. Windows has no such call and needs none.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
