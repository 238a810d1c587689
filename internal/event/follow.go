package event

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"time"

	"anlan"
	"anlan/internal/db"
)

// Handler receives events in order. An error stops the reader at the batch's begin and the batch
// comes again. Other readers get the same events: a handler changes nothing in them.
type Handler func(ctx context.Context, batch []anlan.Event) error

// Position returns how far the named reader has come; 0 when it never ran.
func Position(ctx context.Context, d *db.DB, name string) (int64, error) {
	var pos int64
	err := d.Reader().QueryRowContext(ctx, `SELECT pos FROM reader WHERE name = $1`, name).Scan(&pos)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return pos, db.Classify(err)
}

// Advance remembers within tx that the named reader has seen everything up to pos. A handler that
// writes calls it in its own transaction, so that effect and position are stored together.
func Advance(ctx context.Context, tx *db.Tx, name string, pos int64) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO reader (name, pos) VALUES ($1, $2)
		ON CONFLICT (name) DO UPDATE SET pos = $2 WHERE reader.pos < $2`, name, pos)
	if told, ok := ctx.Value(advanceKey{}).(*int64); ok && err == nil {
		*told = pos
	}
	return db.Classify(err)
}

// advanceKey leads a handler's context to where Advance tells what it has stored.
type advanceKey struct{}

// Catch handles everything that is waiting for the named reader and returns the new position.
func Catch(ctx context.Context, d *db.DB, name string, handle Handler) (int64, error) {
	pos, err := Position(ctx, d, name)
	for n := 1; err == nil && n > 0; {
		n, pos, err = look(ctx, d, name, pos, handle)
	}
	return pos, err
}

// look handles the next events behind a position, and returns how many there were and the new position.
func look(ctx context.Context, d *db.DB, name string, pos int64, handle Handler) (int, int64, error) {
	batch, err := next(ctx, d, pos)
	if err != nil || len(batch) == 0 {
		return 0, pos, err
	}
	var advanced int64
	if err := handle(context.WithValue(ctx, advanceKey{}, &advanced), batch); err != nil {
		return 0, pos, err
	}
	last := batch[len(batch)-1].Pos
	if advanced < last { // the handler has not done so in its own transaction
		err = d.Write(ctx, anlan.Clock, func(tx *db.Tx) error { return Advance(ctx, tx, name, last) })
	}
	if err != nil {
		return 0, pos, err
	}
	return len(batch), last, nil
}

// next returns the events that follow a position: of the newest ones the table is read once, if at all.
func next(ctx context.Context, d *db.DB, pos int64) ([]anlan.Event, error) {
	if list := d.Recent(pos, PageLimit); len(list) > 0 {
		return list, nil
	}
	list, err := After(ctx, d.Reader(), pos, PageLimit)
	if err == nil {
		d.Remember(list)
	}
	return list, err
}

// pace is how often a reader looks at the most. The first event after a quiet moment is heard at once; of
// a stream of them each look takes what has come meanwhile. So the readers' own writes become few and large
// while the county is busy, and all of them share a commit: they woke for the same event.
const pace = 50 * time.Millisecond

// Follow keeps the named reader at the head of the log until ctx ends. Errors are logged and tried
// again after a growing pause.
func Follow(ctx context.Context, d *db.DB, log *slog.Logger, name string, handle Handler) {
	pause := 100 * time.Millisecond
	known, pos := false, int64(0)
	for ctx.Err() == nil {
		turn := time.NewTimer(pace)
		n, at, err := follow(ctx, d, name, known, pos, handle)
		if err == nil {
			pause = 100 * time.Millisecond
			known, pos = d.Engine() == "sqlite", at // elsewhere another program may be faster
			if n < PageLimit {
				_ = d.Wait(ctx, pos) // ends with ctx, and then so does the loop
				await(ctx, turn)
			}
			continue
		}
		if ctx.Err() != nil {
			return
		}
		log.Error("a reader of events failed and tries again", "reader", name, "position", at, "error", err)
		known = false
		sleep(ctx, pause)
		pause = min(2*pause, 30*time.Second)
	}
}

// follow looks once, from the position that is known or else stored.
func follow(ctx context.Context, d *db.DB, name string, known bool, pos int64, handle Handler) (n int, _ int64, err error) {
	if !known {
		if pos, err = Position(ctx, d, name); err != nil {
			return 0, pos, err
		}
	}
	return look(ctx, d, name, pos, handle)
}

func sleep(ctx context.Context, d time.Duration) { await(ctx, time.NewTimer(d)) }

func await(ctx context.Context, t *time.Timer) {
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}

// Tail calls the handler with every event that is numbered from now on, without remembering how far
// it came: for what lives in memory only.
func Tail(ctx context.Context, d *db.DB, log *slog.Logger, handle Handler) {
	pos := d.Pos()
	for ctx.Err() == nil {
		if d.Wait(ctx, pos) != nil {
			return
		}
		batch, err := next(ctx, d, pos)
		if err == nil && len(batch) > 0 {
			pos = batch[len(batch)-1].Pos
			err = handle(ctx, batch)
		}
		if err != nil && ctx.Err() == nil {
			log.Error("reading the newest events failed", "error", err)
			sleep(ctx, time.Second)
		}
	}
}
