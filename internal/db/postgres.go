package db

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
)

// writeTries bounds how often a transaction that lost a race is run again.
const writeTries = 20

type postgresEngine struct {
	d    *DB
	pool *sql.DB
	stop context.CancelFunc
	wait chan struct{} // closed when the sequencer has ended
	bell chan struct{} // a write has committed events that wait for numbers
}

func (d *DB) openPostgres(ctx context.Context, o Options) error {
	pool, err := sql.Open("pgx", o.URL)
	if err != nil {
		return err
	}
	pool.SetMaxOpenConns(4 * o.Readers)
	pool.SetMaxIdleConns(4 * o.Readers)
	if err := migratePostgres(ctx, pool); err != nil {
		return errors.Join(err, pool.Close())
	}
	if d.readers, err = sql.Open("pgx", o.URL); err != nil {
		return errors.Join(err, pool.Close())
	}
	d.readers.SetMaxOpenConns(2 * o.Readers)
	d.readers.SetMaxIdleConns(2 * o.Readers)
	run, stop := context.WithCancel(context.Background())
	e := &postgresEngine{d: d, pool: pool, stop: stop, wait: make(chan struct{}), bell: make(chan struct{}, 1)}
	d.engine = e
	go e.sequence(run)
	return nil
}

func (e *postgresEngine) name() string { return "postgres" }

func (e *postgresEngine) close() error {
	e.stop()
	<-e.wait
	return e.pool.Close()
}

// write runs the work in a serializable transaction and runs it again when it lost a race.
func (e *postgresEngine) write(ctx context.Context, w *work) error {
	for try := 1; ; try++ {
		err := e.try(w)
		if err == nil {
			e.ring()
			return nil
		}
		if !isRace(err) || try == writeTries || ctx.Err() != nil {
			return classify(err)
		}
		time.Sleep(time.Duration(try) * time.Millisecond)
	}
}

func (e *postgresEngine) try(w *work) error {
	t, err := e.pool.BeginTx(w.ctx, &sql.TxOptions{Isolation: sql.LevelSerializable})
	if err != nil {
		return err
	}
	turn, err := takeTurn(w.ctx, t)
	if err != nil {
		_ = t.Rollback() // the first error is the one to tell
		return err
	}
	tx := &Tx{Now: e.d.Now(), Actor: w.actor, querier: t, key: w.key, rand: e.d.rand}
	err = tx.run(w)
	for i := range tx.events {
		if err == nil {
			err = store(w.ctx, t, &tx.events[i], nil, turn+int64(i))
		}
	}
	if err != nil {
		_ = t.Rollback() // the first error is the one to tell
		return err
	}
	if err := t.Commit(); err != nil {
		return err
	}
	e.d.alarm.sooner(tx.alarm)
	return nil
}

// eventsPerTurn bounds the events of one transaction; a turn leaves room for as many.
const eventsPerTurn = 1 << 20

// takeTurn draws the transaction's place in the order of events. It is the transaction's first
// statement, so whoever sees what another has committed also has the later turn: events of one record
// are numbered in the order in which they happened, also within a millisecond.
func takeTurn(ctx context.Context, t *sql.Tx) (int64, error) {
	var turn int64
	err := t.QueryRowContext(ctx, `SELECT nextval('event_turn')`).Scan(&turn)
	return turn * eventsPerTurn, err
}

func (e *postgresEngine) ring() {
	select {
	case e.bell <- struct{}{}:
	default:
	}
}

// sequence numbers events after their commit: 1, 2, 3 … without gaps. Several programs may try; the
// serializable transaction lets one win.
func (e *postgresEngine) sequence(ctx context.Context) {
	defer close(e.wait)
	tick := time.NewTicker(250 * time.Millisecond) // events of other programs on the same database
	defer tick.Stop()
	for {
		pos, n, err := e.number(ctx)
		switch {
		case ctx.Err() != nil:
			return
		case err != nil && !isRace(err):
			e.d.log.Error("numbering events failed", "error", err)
		case err == nil:
			e.d.feed.set(pos)
			if n == sequenceLimit {
				continue
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-e.bell:
		case <-tick.C:
		}
	}
}

const sequenceLimit = 1000

func (e *postgresEngine) number(ctx context.Context) (pos, n int64, err error) {
	t, err := e.pool.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelSerializable})
	if err != nil {
		return 0, 0, err
	}
	defer func() { _ = t.Rollback() }() // does nothing after a commit
	if err := t.QueryRowContext(ctx, `SELECT n FROM counter WHERE series = 'event'`).Scan(&pos); err != nil {
		return 0, 0, err
	}
	r, err := t.ExecContext(ctx, `UPDATE event SET pos = $1 + w.row FROM (
		SELECT id, row_number() OVER (ORDER BY turn) AS row FROM (
			SELECT id, turn FROM event WHERE pos IS NULL ORDER BY turn LIMIT $2) AS waiting) AS w
		WHERE event.id = w.id`, pos, sequenceLimit)
	if err != nil {
		return 0, 0, err
	}
	if n, err = r.RowsAffected(); err != nil || n == 0 {
		return pos, 0, err
	}
	pos += n
	if _, err := t.ExecContext(ctx, `UPDATE counter SET n = $1 WHERE series = 'event'`, pos); err != nil {
		return 0, 0, err
	}
	return pos, n, t.Commit()
}

func pgCode(err error) string {
	var p *pgconn.PgError
	if errors.As(err, &p) {
		return p.Code
	}
	return ""
}

func isRace(err error) bool {
	c := pgCode(err)
	return c == "40001" || c == "40P01"
}

func isUniquePostgres(err error) bool { return pgCode(err) == "23505" }

func isFullPostgres(err error) bool { return pgCode(err) == "53100" }

func isAwayPostgres(err error) bool {
	c := pgCode(err)
	var connect *pgconn.ConnectError
	return strings.HasPrefix(c, "08") || strings.HasPrefix(c, "57P") || strings.HasPrefix(c, "58") || errors.As(err, &connect)
}
