package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"anlan"
)

// sqliteEngine owns the one writer connection. Writes queue up; whoever is waiting when a batch
// begins shares its commit.
type sqliteEngine struct {
	d      *DB
	path   string
	dsn    string
	pool   *sql.DB
	conn   *sql.Conn
	stmts  map[string]*prepared
	queue  chan *work
	stop   chan struct{}
	closed sync.WaitGroup
	pos    int64         // position of the last stored event
	fresh  []anlan.Event // events of the batch
	stored int           // how many of them have their rows
	lost   error         // why the others cannot have them
	alarm  anlan.Instant // earliest timer set by the batch
	broken error         // set after a failed commit: nothing is acknowledged until reopened

	wal      *os.File // the log, to be synced
	sync     func(*os.File) error
	air      *flight // the batch that is on its way to the disk
	changed  bool    // the batch has changed something
	unsynced bool    // a flight did not land
}

func (d *DB) openSQLite(ctx context.Context, o Options) error {
	if err := os.MkdirAll(filepath.Dir(o.Path), 0o750); err != nil {
		return err
	}
	e := &sqliteEngine{d: d, path: o.Path, dsn: sqliteDSN(o.Path, false), sync: syncData,
		queue: make(chan *work, 4*batchLimit), stop: make(chan struct{})}
	if err := e.connect(ctx, migrateSQLite); err != nil {
		return err
	}
	var err error
	if d.readers, err = sql.Open("sqlite", sqliteDSN(o.Path, true)); err != nil {
		return errors.Join(err, e.pool.Close())
	}
	d.readers.SetMaxOpenConns(o.Readers)
	d.readers.SetMaxIdleConns(o.Readers)
	d.stmts.unnamed = true
	d.engine = e
	e.closed.Add(1)
	go e.loop()
	return nil
}

func sqliteDSN(path string, readOnly bool) string {
	v := url.Values{}
	for _, p := range []string{"busy_timeout(5000)", "journal_mode(WAL)", "foreign_keys(1)",
		"cache_size(-16000)", "temp_store(MEMORY)", "journal_size_limit(67108864)"} {
		v.Add("_pragma", p)
	}
	if readOnly {
		v.Set("mode", "ro")
		v.Add("_pragma", "query_only(1)")
	} else {
		v.Add("_pragma", "synchronous(NORMAL)")       // a commit is synced by its flight, and by SQLite before the log begins anew
		v.Add("_pragma", "wal_autocheckpoint(16000)") // the log at its limit: a page that changed often is copied once
	}
	return "file:" + strings.ReplaceAll(url.PathEscape(path), "%2F", "/") + "?" + v.Encode()
}

// connect opens the writer connection, brings what it finds up to date and learns the last position. One connection
// does all of it: each reads the whole schema first, which takes longer than the rest.
func (e *sqliteEngine) connect(ctx context.Context, update func(context.Context, *sql.DB) error) error {
	pool, err := sql.Open("sqlite", e.dsn)
	if err != nil {
		return err
	}
	pool.SetMaxOpenConns(1)
	if err := update(ctx, pool); err != nil {
		return errors.Join(err, pool.Close())
	}
	conn, err := pool.Conn(ctx)
	if err != nil {
		return errors.Join(classify(err), pool.Close())
	}
	e.pool, e.conn, e.stmts = pool, conn, map[string]*prepared{}
	var pos sql.NullInt64
	if err := conn.QueryRowContext(ctx, lastPos).Scan(&pos); err != nil {
		return errors.Join(classify(err), pool.Close())
	}
	if err := e.openLog(); err != nil {
		return errors.Join(err, pool.Close())
	}
	e.pos = pos.Int64
	e.d.feed.set(e.pos)
	return nil
}

// lastPos finds where the numbering goes on. Without its condition SQLite reads the whole index of another
// column, and a county would start slower with every year.
const lastPos = `SELECT max(pos) FROM event WHERE pos IS NOT NULL`

func (e *sqliteEngine) name() string { return "sqlite" }

func (e *sqliteEngine) close() error {
	close(e.stop)
	e.closed.Wait()
	for _, s := range e.stmts {
		_ = s.Close() // the connection goes next
	}
	e.settle()
	return errors.Join(e.wal.Close(), e.conn.Close(), e.pool.Close())
}

// settle brings the log into the file, so that the next start need not read it. Where somebody still reads it
// stays, and nothing is lost.
func (e *sqliteEngine) settle() {
	for _, pragma := range []string{"PRAGMA busy_timeout(500)", "PRAGMA wal_checkpoint(TRUNCATE)"} {
		if _, err := e.conn.ExecContext(context.Background(), pragma); err != nil {
			e.d.log.Info("the log stays for the next start", "error", err)
			return
		}
	}
}

// reopen closes the failed connection and opens a fresh one, which recovers the log from disk. The
// batch that asked waits at most a moment: while the disk stays broken each batch is refused.
func (e *sqliteEngine) reopen(ctx context.Context) error {
	for _, s := range e.stmts {
		_ = s.Close() // the connection is lost anyway
	}
	e.land()
	_ = errors.Join(e.conn.Close(), e.pool.Close())
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	if err := e.connect(ctx, asItIs); err != nil {
		return fmt.Errorf("reopen after failure: %w", err)
	}
	if e.unsynced {
		if err := e.renew(); err != nil {
			return fmt.Errorf("renew the log after failure: %w", err)
		}
	}
	e.broken = nil
	e.d.log.Info("the database was reopened after a failure")
	return nil
}
