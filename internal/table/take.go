package table

import (
	"context"
	"errors"

	"anlan"
	"anlan/internal/db"
)

// Intake is what a table would do, or did.
type Intake struct {
	Counts
	Refused []Refused
	Dry     bool
	Unknown []string // heads that belong to no column
}

// Judge carries out one row within a transaction. What is wrong with it is found before anything of it is written.
type Judge[R any] func(ctx context.Context, row R) (Verdict, error)

// How says how the rows of a table are stored.
type How[R any] struct {
	Part  int  // rows of one transaction
	Dry   bool // judge and take back
	Begin func(ctx context.Context, tx *db.Tx) (Judge[R], error)
	Name  func(row R) (number int, name string)
}

// errDry ends the transaction of a dry run without a trace.
var errDry = errors.New("dry run")

// Take stores the rows of a table in parts. What is wrong is told and left out. A part that an earlier try of the same
// request has stored is not stored again; what became of its rows was answered then.
func Take[R any](ctx context.Context, d *db.DB, a anlan.Actor, rows []R, how How[R]) (Intake, error) {
	r := Intake{Dry: how.Dry}
	for start := 0; start < len(rows); start += how.Part {
		part := rows[start:min(start+how.Part, len(rows))]
		var done Intake
		err := d.Write(db.WithPart(ctx, start), a, func(tx *db.Tx) (err error) {
			if done, err = how.part(ctx, tx, part); err == nil && how.Dry {
				err = errDry
			}
			return err
		})
		switch {
		case errors.Is(err, db.ErrDone):
			continue
		case err != nil && !errors.Is(err, errDry):
			return r, err
		}
		r.Counts, r.Refused = r.Plus(done.Counts), append(r.Refused, done.Refused...)
	}
	return r, nil
}

// part judges the rows of one transaction.
func (how How[R]) part(ctx context.Context, tx *db.Tx, rows []R) (r Intake, err error) {
	judge, err := how.Begin(ctx, tx)
	if err != nil {
		return r, err
	}
	for _, row := range rows {
		verdict, err := judge(ctx, row)
		if spoilt(err) {
			return r, err
		}
		bad, err := Problems(err)
		if err != nil {
			return r, err
		}
		if len(bad) > 0 {
			verdict = Wrong
			number, name := how.Name(row)
			r.Refused = append(r.Refused, Refused{number, name, bad})
		}
		r.Count(verdict, 1)
	}
	return r, nil
}

// spoilt reports a statement that failed because somebody else was first: the transaction is of no more use on PostgreSQL.
func spoilt(err error) bool {
	return errors.Is(err, anlan.ErrConflict) || errors.Is(err, anlan.ErrDuplicate)
}
