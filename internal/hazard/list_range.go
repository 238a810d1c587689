package hazard

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"anlan/internal/db"
)

// where writes the condition of a way. A partial index needs its own condition in words.
func (w way) where(args []any) (string, []any) {
	switch w.col {
	case "":
		return "TRUE", args
	case "relapse", "stopped":
		return w.col, args
	case "site", "listed":
		args = append(args, w.val)
		return fmt.Sprintf("%s = $%d AND %s <> ''", w.col, len(args), w.col), args
	default:
		args = append(args, w.val)
		return fmt.Sprintf("%s = $%d", w.col, len(args)), args
	}
}

// count counts the rows of a way, up to a bound.
func (l *lister) count(ctx context.Context, w way, most int) (n int, err error) {
	text, args := w.where(nil)
	args = append(args, most)
	err = l.r.QueryRowContext(ctx, `SELECT count(*) FROM (SELECT 1 FROM hazard WHERE `+text+fmt.Sprintf(` LIMIT $%d) x`, len(args)), args...).Scan(&n)
	return n, db.Classify(err)
}

// countAll counts the rows of several ways together, up to a bound.
func (l *lister) countAll(ctx context.Context, ways []way, most int) (n int, err error) {
	for i := 0; i < len(ways) && n < most && err == nil; i++ {
		var rows int
		rows, err = l.count(ctx, ways[i], most-n)
		n += rows
	}
	return n, err
}

// above cuts off what was found before the days that are asked for. The query has one bound only: with one at both
// ends SQLite leaves the column's index for that of the state and looks at every row of the county.
func (l *lister) above(list []row) []row {
	if i := slices.IndexFunc(list, func(r row) bool { return r.found < l.low }); i >= 0 {
		return list[:i]
	}
	return list
}

// bounds writes the condition of a range: a way, a state, and before which row.
func bounds(w way, st State, from key, args []any) (string, []any) {
	text, args := w.where(args)
	if st != "" {
		args = append(args, string(st))
		text += fmt.Sprintf(" AND state = $%d", len(args))
	}
	args = append(args, int64(from.found), string(from.id))
	return text + fmt.Sprintf(" AND (found, id) < ($%d, $%d) ORDER BY found DESC, id DESC", len(args)-1, len(args)), args
}

// query reads the next rows of a range.
func (l *lister) query(ctx context.Context, w way, st State, from key, n int) ([]row, error) {
	text, args := plainText(w, st, from, n)
	rows, err := l.r.QueryContext(ctx, text, args...)
	if err != nil {
		return nil, db.Classify(err)
	}
	return scanRows(rows)
}

func plainText(w way, st State, from key, n int) (string, []any) {
	text, args := bounds(w, st, from, nil)
	return fmt.Sprintf(`SELECT found, id, doc FROM hazard WHERE %s LIMIT $%d`, text, len(args)+1), append(args, n)
}

// sifted reads those of the next n rows of a stream that fit. What the columns rule out is left inside the database,
// and where the stream's index ends in those columns, without reading the row: a row costs more than all else.
func (l *lister) sifted(ctx context.Context, s *stream, fits string, args []any, n int) ([]row, error) {
	text, args := siftText(s, fits, args, n, l.f.Limit)
	rows, err := l.r.QueryContext(ctx, text, args...)
	if err != nil {
		return nil, db.Classify(err)
	}
	list, err := scanRows(rows)
	slices.SortFunc(list, func(a, b row) int { return b.compare(a.key) })
	return list, db.Classify(err)
}

func siftText(s *stream, fits string, args []any, n, most int) (string, []any) {
	text, args := bounds(s.way, s.state, s.from, args)
	inner := fmt.Sprintf(`SELECT found, id, %s AS fits FROM hazard WHERE %s LIMIT $%d`, fits, text, len(args)+1)
	kept := fmt.Sprintf(`SELECT id FROM (%s) x WHERE fits ORDER BY found DESC, id DESC LIMIT $%d`, inner, len(args)+2)
	return `SELECT h.found, h.id, h.doc FROM (` + kept + `) k JOIN hazard h ON h.id = k.id`, append(args, n, most)
}

// nth is the place of the nth row from here in a stream, if there are so many.
func (l *lister) nth(ctx context.Context, s *stream, n int) (k key, more bool, err error) {
	text, args := bounds(s.way, s.state, s.from, nil)
	text = fmt.Sprintf(`SELECT found, id FROM hazard WHERE %s LIMIT 1 OFFSET $%d`, text, len(args)+1)
	err = l.r.QueryRowContext(ctx, text, append(args, n-1)...).Scan(&k.found, &k.id)
	if errors.Is(err, sql.ErrNoRows) {
		return key{}, false, nil
	}
	return k, err == nil, db.Classify(err)
}

// fits is what the columns know of the filter and of the scope, beyond the way that leads: every row that the filter
// keeps fits, and few others. It is empty where the way says it all.
func (l *lister) fits(lead way, args []any) (string, []any) {
	var parts []string
	add := func(w way) (part string) {
		part, args = w.where(args)
		return part
	}
	for _, w := range l.named() {
		if w != lead {
			parts = append(parts, add(w))
		}
	}
	if scope := l.ofScope(); !l.scope.All && !slices.Contains(scope, lead) {
		var any []string
		for _, w := range scope {
			any = append(any, add(w))
		}
		parts = append(parts, "("+strings.Join(any, " OR ")+")")
	}
	if l.f.Overdue {
		args = append(args, string(l.now.Date()))
		parts = append(parts, fmt.Sprintf("due <> '' AND due <= $%d", len(args)))
	}
	if l.f.Words != "" {
		args = append(args, "%"+likely.Replace(quoted(l.f.Words))+"%")
		parts = append(parts, fmt.Sprintf("doc LIKE $%d ESCAPE '!'", len(args)))
	}
	return strings.Join(parts, " AND "), args
}

// likely spells a word so that LIKE looks for it as it stands.
var likely = strings.NewReplacer("!", "!!", "%", "!%", "_", "!_")

func scanRows(rows *sql.Rows) (list []row, err error) {
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var r row
		if err := rows.Scan(&r.found, &r.id, &r.doc); err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, rows.Err()
}

// quoted is a word as it stands inside a JSON text.
func quoted(w string) string {
	raw, _ := json.Marshal(w) // a string always has a JSON form
	return strings.Trim(string(raw), `"`)
}
