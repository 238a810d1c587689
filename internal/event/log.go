package event

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"anlan"
	"anlan/internal/db"
)

// PageLimit bounds every read of events.
const PageLimit = 1000

// After returns up to limit numbered events with positions above pos, in order.
func After(ctx context.Context, r db.Reader, pos int64, limit int) ([]anlan.Event, error) {
	rows, err := r.QueryContext(ctx, `SELECT id, kind, ref, actor, at, body, seal, salt, pos FROM event
		WHERE pos > $1 AND pos <= $3 ORDER BY pos LIMIT $2`, pos, min(limit, PageLimit), r.Landed())
	if err != nil {
		return nil, db.Classify(err)
	}
	return scan(rows)
}

// Of returns up to limit events of one record, oldest first, with positions above pos: the river
// line of the record.
func Of(ctx context.Context, r db.Reader, ref anlan.Ref, pos int64, limit int) ([]anlan.Event, error) {
	rows, err := r.QueryContext(ctx, `SELECT id, kind, ref, actor, at, body, seal, salt, pos FROM event
		WHERE ref = $1 AND pos > $2 ORDER BY pos LIMIT $3`, ref.String(), pos, min(limit, PageLimit))
	if err != nil {
		return nil, db.Classify(err)
	}
	return scan(rows)
}

// SameAct returns the records of up to limit events that the request with the key caused, of the kind
// of its first one: what a repeated request answers with.
func SameAct(ctx context.Context, r db.Reader, key anlan.ID, limit int) (list []anlan.Ref, err error) {
	rows, err := r.QueryContext(ctx, `SELECT e.ref FROM event k JOIN event e ON e.pos BETWEEN k.pos AND k.pos + $2
		WHERE k.id = $1 AND e.at = k.at AND e.actor = k.actor AND e.kind = k.kind ORDER BY e.pos LIMIT $3`, string(key), 4*PageLimit, limit)
	if err != nil {
		return nil, db.Classify(err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var ref string
		if err := rows.Scan(&ref); err != nil {
			return nil, err
		}
		list = append(list, anlan.ParseRef(ref))
	}
	return list, rows.Err()
}

func scan(rows *sql.Rows) (list []anlan.Event, err error) {
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var e anlan.Event
		var ref, actor, body string
		if err := rows.Scan(&e.ID, &e.Kind, &ref, &actor, &e.At, &body, &e.Seal, &e.Salt, &e.Pos); err != nil {
			return nil, err
		}
		e.Ref, e.Body = anlan.ParseRef(ref), json.RawMessage(body)
		if err := json.Unmarshal([]byte(actor), &e.Actor); err != nil {
			return nil, err
		}
		list = append(list, e)
	}
	return list, rows.Err()
}

// Rower asks for one row: a Reader, or a transaction.
type Rower interface {
	QueryRowContext(ctx context.Context, text string, args ...any) *sql.Row
}

// Known reports whether anything ever happened to the record: from its first event on, it exists.
func Known(ctx context.Context, q Rower, ref anlan.Ref) (bool, error) {
	var one int
	err := q.QueryRowContext(ctx, `SELECT 1 FROM event WHERE ref = $1 LIMIT 1`, ref.String()).Scan(&one)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, db.Classify(err)
}

// Until returns the position of the newest event of a moment or of before it; 0 when there is none.
// Positions are given in the order of time, so a few looks find it.
func Until(ctx context.Context, d *db.DB, at anlan.Instant) (int64, error) {
	low, high := int64(0), d.Pos()
	for low < high {
		mid := low + (high-low+1)/2
		var when anlan.Instant
		if err := d.Reader().QueryRowContext(ctx, `SELECT at FROM event WHERE pos = $1`, mid).Scan(&when); err != nil {
			return 0, db.Classify(err)
		}
		if when <= at {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return low, nil
}
