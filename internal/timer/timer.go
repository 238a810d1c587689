// Package timer remembers everything that must happen later. A timer is set, moved and cancelled in
// the transaction that it guards, so a deadline and its clock are never apart. [Runner.Step] fires
// what is due, each in a transaction of its own; one program at a time holds the lease to do so.
//
// A statutory deadline is a fact of its room, visible and amendable; the timer is only the alarm
// set for it.
package timer

import (
	"context"
	"database/sql"
	"errors"

	"anlan"
	"anlan/internal/db"
)

// Timer is one alarm. Key is chosen by who sets it, and unique: setting it again moves it.
type Timer struct {
	Key     string
	Kind    string // room.purpose; chooses the handler
	Ref     anlan.Ref
	Due     anlan.Instant
	Attempt int64 // how often the handler has failed
}

// Set makes or moves a timer within tx.
func Set(ctx context.Context, tx *db.Tx, t Timer) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO timer (key, kind, ref, due_at, attempt) VALUES ($1, $2, $3, $4, 0)
		ON CONFLICT (key) DO UPDATE SET kind = $2, ref = $3, due_at = $4, attempt = 0`,
		t.Key, t.Kind, t.Ref.String(), int64(t.Due))
	tx.Alarm(t.Due)
	return db.Classify(err)
}

// Cancel removes a timer within tx; a timer that is not there is no error.
func Cancel(ctx context.Context, tx *db.Tx, key string) error {
	_, err := tx.ExecContext(ctx, `DELETE FROM timer WHERE key = $1`, key)
	return db.Classify(err)
}

// Next returns when the earliest timer is due; zero when there is none.
func Next(ctx context.Context, r db.Reader) (anlan.Instant, error) {
	var due anlan.Instant
	err := r.QueryRowContext(ctx, `SELECT due_at FROM timer ORDER BY due_at, key LIMIT 1`).Scan(&due)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return due, db.Classify(err)
}

// At returns when the timer with the key is due; zero when it is not set.
func At(ctx context.Context, r db.Reader, key string) (anlan.Instant, error) {
	var due anlan.Instant
	err := r.QueryRowContext(ctx, `SELECT due_at FROM timer WHERE key = $1`, key).Scan(&due)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return due, db.Classify(err)
}

// Due returns up to limit timers that are due at now, in (due, key) order.
func Due(ctx context.Context, r db.Reader, now anlan.Instant, limit int) (list []Timer, err error) {
	rows, err := r.QueryContext(ctx, `SELECT key, kind, ref, due_at, attempt FROM timer
		WHERE due_at <= $1 ORDER BY due_at, key LIMIT $2`, int64(now), limit)
	if err != nil {
		return nil, db.Classify(err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var t Timer
		var ref string
		if err := rows.Scan(&t.Key, &t.Kind, &ref, &t.Due, &t.Attempt); err != nil {
			return nil, err
		}
		t.Ref = anlan.ParseRef(ref)
		list = append(list, t)
	}
	return list, rows.Err()
}
