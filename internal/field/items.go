package field

import (
	"context"
	"errors"
	"iter"
	"strconv"
	"strings"

	"anlan"
	"anlan/internal/db"
)

// pieces cuts a list into pieces of fifty, of ten and of one, so that there are three texts of each statement
// and not one for each length.
func pieces[T any](list []T) iter.Seq[[]T] {
	return func(yield func([]T) bool) {
		for _, n := range []int{50, 10, 1} {
			for len(list) >= n {
				if !yield(list[:n:n]) {
					return
				}
				list = list[n:]
			}
		}
	}
}

// itemsOf returns who carries the records of a kind.
func itemsOf(ctx context.Context, tx *db.Tx, kind string, ids []anlan.ID) (who map[anlan.ID][]string, err error) {
	args := []any{kind}
	for _, id := range ids {
		args = append(args, string(id))
	}
	rows, err := tx.QueryContext(ctx, `SELECT id, audience FROM field_item WHERE kind = $1 AND NOT gone AND id IN (`+marks(2, len(ids))+`)`, args...)
	if err != nil {
		return nil, db.Classify(err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	who = make(map[anlan.ID][]string, len(ids))
	for rows.Next() {
		var id anlan.ID
		var audience string
		if err := rows.Scan(&id, &audience); err != nil {
			return nil, err
		}
		who[id] = append(who[id], audience)
	}
	return who, rows.Err()
}

// change says that a record changed for an audience at an event.
type change struct {
	audience string
	kind     string
	pos      int64
	id       anlan.ID
}

// insertChanges adds changes, many in a statement. What a batch that comes again tells once more is known.
func insertChanges(ctx context.Context, tx *db.Tx, list []change) error {
	for some := range pieces(list) {
		values, args := make([]string, len(some)), make([]any, 0, 4*len(some))
		for i, c := range some {
			values[i] = "(" + marks(1+4*i, 4) + ")"
			args = append(args, c.audience, c.kind, c.pos, string(c.id))
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO field_change (audience, kind, pos, id) VALUES `+strings.Join(values, ",")+` ON CONFLICT DO NOTHING`, args...)
		if err != nil {
			return db.Classify(err)
		}
	}
	return nil
}

// marks writes n placeholders, from a number on.
func marks(from, n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = "$" + strconv.Itoa(from+i)
	}
	return strings.Join(list, ",")
}
