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

// query reads the next rows of a range. It has one bound only: with one at both ends SQLite leaves the
// column's index for that of the state and looks at every row of the county; the other end is cut off here.
func (l *lister) query(ctx context.Context, w way, st State, from key, n int) ([]row, error) {
	text, args := l.text(w, st, from, n)
	rows, err := l.r.QueryContext(ctx, text, args...)
	if err != nil {
		return nil, db.Classify(err)
	}
	list, err := scanRows(rows)
	if i := slices.IndexFunc(list, func(r row) bool { return r.found < l.low }); i >= 0 {
		list = list[:i]
	}
	return list, err
}

// text is the query of one range. Of a row that the columns rule out it brings the place in the order and no
// document: the bound counts rows that are looked at, and a document costs more than all else.
func (l *lister) text(w way, st State, from key, n int) (string, []any) {
	text, args := w.where([]any{int64(from.found), string(from.id), n})
	if st != "" {
		args = append(args, string(st))
		text += fmt.Sprintf(" AND state = $%d", len(args))
	}
	doc := "doc"
	if fits, all := l.fits(args); fits != "" {
		doc, args = "CASE WHEN "+fits+" THEN doc ELSE '' END", all
	}
	return `SELECT found, id, ` + doc + ` FROM hazard WHERE ` + text + ` AND (found, id) < ($1, $2) ORDER BY found DESC, id DESC LIMIT $3`, args
}

// fits is what the columns know of the filter: every row that the filter keeps fits, and few others.
func (l *lister) fits(args []any) (string, []any) {
	var parts []string
	if named := l.named(); len(named) > 1 {
		for _, w := range named {
			var part string
			part, args = w.where(args)
			parts = append(parts, part)
		}
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
