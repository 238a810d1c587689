package registry

import (
	"context"
	"database/sql"
	"strings"

	"anlan"
	"anlan/internal/db"
)

// SeatFilter narrows a list of seats. Zero fields do not narrow.
type SeatFilter struct {
	Units []UnitID
	Below bool // and everything below those units
	Kinds []UnitKind
	Place string // the units at a place and below it
}

// Seat is a post with one of its holders; Person is empty where nobody sits.
type Seat struct {
	Unit     UnitID
	UnitName string
	Post     PostID
	Title    string
	Person   PersonID
	Name     string
}

const selectSeats = `SELECT u.id, u.name, p.id, p.title, h.person, n.name FROM registry_unit u
	JOIN registry_post p ON p.unit = u.id AND p.status = 'active'
	LEFT JOIN registry_holding h ON h.post = p.id AND h.since <= $1 AND (h.until = '' OR h.until >= $1)
	LEFT JOIN registry_person n ON n.id = h.person`

// Seats lists who sits on which post on the day, unit by unit in order of precedence, at most so many.
func (d Directory) Seats(ctx context.Context, f SeatFilter, day anlan.Date, most int) ([]Seat, error) {
	w := where{args: []any{string(day)}}
	w.add("u.status = ?", string(Active))
	if err := w.seated(ctx, d, f); err != nil {
		return nil, err
	}
	rows, err := d.door.QueryContext(ctx, w.text(selectSeats, "u.rank, u.id, p.rank, p.id, h.since, h.id", most-1), w.args...)
	if err != nil {
		return nil, db.Classify(err)
	}
	defer func() { _ = rows.Close() }() // rows.Err below tells what went wrong
	var seats []Seat
	for rows.Next() {
		var s Seat
		var person, name sql.NullString
		if err := rows.Scan(&s.Unit, &s.UnitName, &s.Post, &s.Title, &person, &name); err != nil {
			return nil, db.Classify(err)
		}
		s.Person, s.Name = PersonID(person.String), name.String
		seats = append(seats, s)
	}
	return seats, db.Classify(rows.Err())
}

// seated cuts the list to the chosen units, kinds and place.
func (w *where) seated(ctx context.Context, d Directory, f SeatFilter) error {
	var parts []string
	var args []any
	for _, id := range f.Units {
		u, err := d.q.Unit(ctx, id)
		if err != nil {
			return anlan.ErrNotFound.At("units").Because(err)
		}
		if f.Below {
			parts, args = append(parts, "(u.path >= ? AND u.path < ?)"), append(args, u.Path, pathEnd(u.Path))
		} else {
			parts, args = append(parts, "u.id = ?"), append(args, string(id))
		}
	}
	w.oneOf(parts, args)
	parts, args = nil, nil
	for _, k := range f.Kinds {
		parts, args = append(parts, "u.kind = ?"), append(args, string(k))
	}
	w.oneOf(parts, args)
	if f.Place != "" {
		w.prefix("u.place", f.Place)
	}
	return nil
}

// oneOf asks that one of the clauses holds, where there are any.
func (w *where) oneOf(clauses []string, args []any) {
	if len(clauses) > 0 {
		w.add("("+strings.Join(clauses, " OR ")+")", args...)
	}
}
