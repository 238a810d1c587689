package db

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"sync/atomic"
	"time"

	"anlan"
)

// Options say which database to open and with which clock.
type Options struct {
	Path    string           // SQLite file; used when URL is empty
	URL     string           // PostgreSQL connection string
	Readers int              // size of the read pool; 0 means 4
	Now     func() time.Time // the wall clock; nil means time.Now
	Rand    io.Reader        // source of identifiers and salts; nil means crypto/rand
	Log     *slog.Logger     // nil means slog.Default
}

// DB is an open database. It is safe for concurrent use.
type DB struct {
	engine  engine
	readers *sql.DB
	stmts   stmtCache
	now     func() time.Time
	rand    io.Reader
	log     *slog.Logger
	last    atomic.Int64 // latest instant given out: recorded time never runs backwards
	feed    feed
	recent  recent
	alarm   alarm
}

// engine is what SQLite and PostgreSQL do differently: how a batch of writes becomes durable.
type engine interface {
	write(ctx context.Context, w *work) error
	close() error
	name() string
}

// Open opens the database, brings its schema up to date and starts the writer.
func Open(ctx context.Context, o Options) (*DB, error) {
	d := &DB{now: o.Now, rand: o.Rand, log: o.Log}
	if d.now == nil {
		d.now = time.Now
	}
	if d.log == nil {
		d.log = slog.Default()
	}
	if o.Readers == 0 {
		o.Readers = 4
	}
	d.feed.wake = make(chan struct{})
	d.alarm.ring = make(chan struct{}, 1)
	var err error
	if o.URL != "" {
		err = d.openPostgres(ctx, o)
	} else {
		err = d.openSQLite(ctx, o)
	}
	if err != nil {
		return nil, err
	}
	return d, d.restoreClock(ctx)
}

// Close waits for running writes and closes the database.
func (d *DB) Close() error {
	d.stmts.close()
	return errors.Join(d.engine.close(), d.readers.Close())
}

// Engine names the engine: sqlite or postgres.
func (d *DB) Engine() string { return d.engine.name() }

// restoreClock makes sure that no new instant lies before one already recorded, even when the
// machine's clock was set back while the program was down.
func (d *DB) restoreClock(ctx context.Context) error {
	for _, newest := range []string{
		`SELECT at FROM event WHERE pos IS NOT NULL ORDER BY pos DESC LIMIT 1`,
		`SELECT at FROM event WHERE pos IS NULL ORDER BY turn DESC LIMIT 1`,
	} {
		var at int64
		err := d.readers.QueryRowContext(ctx, newest).Scan(&at)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return classify(err)
		}
		d.last.Store(max(d.last.Load(), at))
	}
	return nil
}

// Now returns the present instant. It never goes back: when the wall clock does, the last instant
// is given again until the wall clock has caught up.
func (d *DB) Now() anlan.Instant {
	n := d.now().UnixMilli()
	for {
		last := d.last.Load()
		if n <= last {
			return anlan.Instant(last)
		}
		if d.last.CompareAndSwap(last, n) {
			return anlan.Instant(n)
		}
	}
}

// ClockBehind tells how far the machine's clock lies behind the recorded time; zero is healthy.
func (d *DB) ClockBehind() time.Duration {
	return max(0, time.Duration(d.last.Load()-d.now().UnixMilli())*time.Millisecond)
}

// NewID makes an identifier outside a transaction, for what is not a record (a session, a trace).
func (d *DB) NewID() anlan.ID { return anlan.NewID(d.Now(), d.rand) }

// keyContext carries a request's idempotency key.
type keyContext struct{}

// WithKey attaches a request's client-made key to ctx; see the package comment.
func WithKey(ctx context.Context, key anlan.ID) context.Context {
	return context.WithValue(ctx, keyContext{}, key)
}

// Key returns the key attached to ctx, or none.
func Key(ctx context.Context) anlan.ID {
	k, _ := ctx.Value(keyContext{}).(anlan.ID)
	return k
}

// ErrDone is returned by Write when the request's key is already in the record: the work was done
// by an earlier try of the same request.
var ErrDone = errors.New("db: this request was carried out before")

// Write runs fn in one transaction on behalf of actor. Rows and events are stored together or not
// at all, and are on disk when Write returns nil. fn may run again after a serialization failure,
// so it touches nothing but tx. Errors of fn come back unchanged; errors of the store come back as
// *anlan.Error of kind Unavailable, Conflict or Internal.
func (d *DB) Write(ctx context.Context, actor anlan.Actor, fn func(tx *Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return d.engine.write(ctx, &work{ctx: context.WithoutCancel(ctx), actor: actor, key: Key(ctx), fn: fn})
}

// Reader returns the read side: it runs sqlc's generated queries outside any transaction and
// refuses writes on SQLite.
func (d *DB) Reader() Reader { return Reader{d} }

// classify turns an engine's error into the house's words.
func classify(err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	var known *anlan.Error
	switch {
	case errors.As(err, &known):
		return err
	case errors.Is(err, sql.ErrNoRows):
		return anlan.ErrNotFound.Because(err)
	case isUnique(err):
		return anlan.ErrDuplicate.With("value", constraintName(err)).Because(err)
	case isFull(err):
		return anlan.ErrStorageFull.Because(err)
	case isIO(err):
		return anlan.ErrStorageFailed.Because(err)
	default:
		return err
	}
}

// Classify turns an engine's error into an *anlan.Error where its meaning is known: a missing row,
// a duplicate, a full or failing disk. Rooms call it on errors of generated queries.
func Classify(err error) error { return classify(err) }

// constraintName returns the column or constraint that was violated, for the error's sentence.
func constraintName(err error) string {
	s := err.Error()
	if i := strings.LastIndex(s, "failed: "); i >= 0 { // SQLite says it twice
		s, _, _ = strings.Cut(s[i+len("failed: "):], " (")
	}
	return s
}

// WithPart gives the i-th part of a request that makes several Writes a key of its own, derived from
// the request's, so that a retry recognises each part.
func WithPart(ctx context.Context, i int) context.Context {
	key := Key(ctx)
	if key == "" {
		return ctx
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s/%d", key, i))
	part := []byte(hex.EncodeToString(sum[:16]))
	copy(part, strings.ReplaceAll(string(key), "-", "")[:13]) // its instant and version
	part[16] = "89ab"[part[16]&3]
	id := string(part[:8]) + "-" + string(part[8:12]) + "-" + string(part[12:16]) + "-" + string(part[16:20]) + "-" + string(part[20:])
	return WithKey(ctx, anlan.ID(id))
}
