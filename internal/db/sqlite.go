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

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"anlan"
)

// batchLimit is how many concurrent writes may share one commit. More would only add waiting: at
// this size the fsync is already a small part of the batch.
const batchLimit = 256

// sqliteEngine owns the one writer connection. Writes queue up; whoever is waiting when a batch
// begins shares its commit.
type sqliteEngine struct {
	d      *DB
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
}

func (d *DB) openSQLite(ctx context.Context, o Options) error {
	if err := os.MkdirAll(filepath.Dir(o.Path), 0o750); err != nil {
		return err
	}
	e := &sqliteEngine{d: d, dsn: sqliteDSN(o.Path, false), queue: make(chan *work, 4*batchLimit), stop: make(chan struct{})}
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
	for _, p := range []string{"busy_timeout(5000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)",
		"cache_size(-16000)", "temp_store(MEMORY)", "journal_size_limit(67108864)"} {
		v.Add("_pragma", p)
	}
	if readOnly {
		v.Set("mode", "ro")
		v.Add("_pragma", "query_only(1)")
	} else {
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
	return errors.Join(e.conn.Close(), e.pool.Close())
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

func (e *sqliteEngine) write(ctx context.Context, w *work) error {
	w.done = make(chan error, 1)
	select {
	case e.queue <- w:
	case <-ctx.Done():
		return ctx.Err() // never queued, so certainly not done
	case <-e.stop:
		return anlan.ErrStorageFailed
	}
	select {
	case err := <-w.done:
		return err
	case <-e.stop:
		return anlan.ErrStorageFailed
	}
}

func (e *sqliteEngine) loop() {
	defer e.closed.Done()
	for {
		select {
		case <-e.stop:
			return
		case w := <-e.queue:
			e.batch(e.gather(w))
		}
	}
}

// gather takes everyone who is already waiting.
func (e *sqliteEngine) gather(first *work) []*work {
	batch := []*work{first}
	for len(batch) < batchLimit {
		select {
		case w := <-e.queue:
			batch = append(batch, w)
		default:
			return batch
		}
	}
	return batch
}

// batch runs the works in one transaction and answers each. A work that fails is rolled back alone;
// a commit that fails is everybody's failure.
//
// Savepoints cost a tenth of a write, and nearly every work that fails does so before it has changed
// anything. So the batch first runs without them; only when a work fails half-way does everybody run
// once more, each in a savepoint.
func (e *sqliteEngine) batch(batch []*work) {
	results := make([]error, len(batch))
	err := e.commit(batch, results, false)
	if errors.Is(err, errHalfWay) {
		err = e.commit(batch, results, true)
	}
	if err != nil {
		err = e.fail(err)
	} else if len(e.fresh) > 0 {
		e.d.Remember(e.fresh)
		e.d.feed.set(e.pos)
	}
	e.d.alarm.sooner(e.alarm)
	for i, w := range batch {
		if err != nil && results[i] == nil {
			results[i] = err
		}
		w.done <- results[i]
	}
}

// errHalfWay says that a work failed after it had changed something.
var errHalfWay = errors.New("db: a work failed half-way")

func (e *sqliteEngine) commit(batch []*work, results []error, savepoints bool) (err error) {
	ctx := context.Background()
	if e.broken != nil {
		if err := e.reopen(ctx); err != nil {
			return err
		}
	}
	q := &sqliteConn{e: e, savepoints: savepoints}
	if err := q.raw("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = q.raw("ROLLBACK") // the error that brought us here is the one to tell
		}
	}()
	start := e.pos
	e.alarm, e.fresh, e.stored, e.lost = 0, nil, 0, nil
	for i, w := range batch {
		if results[i], err = e.one(q, w); err != nil {
			e.pos = start
			return err
		}
	}
	if err = e.storeFresh(q); err != nil {
		e.pos = start
		return err
	}
	if err = q.raw("COMMIT"); err != nil {
		e.pos = start
	}
	return err
}

// one runs a single work in its savepoint. The first result is the work's own, the second says that
// the whole batch cannot go on.
func (e *sqliteEngine) one(q *sqliteConn, w *work) (own, fatal error) {
	q.dirty = false
	tx := &Tx{Now: e.d.Now(), Actor: w.actor, querier: q, key: w.key, rand: e.d.rand}
	before, events := e.pos, len(e.fresh)
	own = tx.run(w)
	if e.lost != nil {
		return own, e.lost
	}
	if own == nil {
		own = e.tell(q, tx)
	}
	if own == nil && tx.alarm != 0 && (e.alarm == 0 || tx.alarm < e.alarm) {
		e.alarm = tx.alarm
	}
	if !q.dirty || own == nil && !q.savepoints {
		return own, nil
	}
	if !q.savepoints {
		return own, errHalfWay
	}
	if own != nil {
		e.pos, e.fresh, e.stored = before, e.fresh[:events], min(e.stored, events)
		if err := q.raw("ROLLBACK TO one"); err != nil {
			return own, err
		}
	}
	return own, q.raw("RELEASE one")
}

// fail decides what a failed batch means. After an I/O error nothing more is acknowledged on this
// connection: the kernel may have dropped the unsynced pages.
func (e *sqliteEngine) fail(err error) error {
	err = classify(err)
	if anlan.KindOf(err) == anlan.Internal {
		err = anlan.ErrStorageFailed.Because(err)
	}
	e.broken = err
	e.d.log.Error("a batch of writes failed", "error", err)
	return err
}

// reopen closes the failed connection and opens a fresh one, which recovers the log from disk. The
// batch that asked waits at most a moment: while the disk stays broken each batch is refused.
func (e *sqliteEngine) reopen(ctx context.Context) error {
	for _, s := range e.stmts {
		_ = s.Close() // the connection is lost anyway
	}
	_ = errors.Join(e.conn.Close(), e.pool.Close())
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	if err := e.connect(ctx, asItIs); err != nil {
		return fmt.Errorf("reopen after failure: %w", err)
	}
	e.broken = nil
	e.d.log.Info("the database was reopened after a failure")
	return nil
}

func isUnique(err error) bool {
	var s *sqlite.Error
	if errors.As(err, &s) {
		return s.Code() == sqlite3.SQLITE_CONSTRAINT_UNIQUE || s.Code() == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY
	}
	return isUniquePostgres(err)
}

func isFull(err error) bool {
	var s *sqlite.Error
	if errors.As(err, &s) {
		return s.Code()&0xff == sqlite3.SQLITE_FULL
	}
	return isFullPostgres(err)
}

func isIO(err error) bool {
	var s *sqlite.Error
	if !errors.As(err, &s) {
		return isAwayPostgres(err)
	}
	switch s.Code() & 0xff {
	case sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return true
	}
	return false
}
