package registry

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/registry/registrydb"
)

// Page is one bounded page of a list; Next, when not empty, asks for the following one.
type Page[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next,omitempty"`
}

// PageLimit bounds every page.
const PageLimit = 200

// UnitFilter narrows a list of units. Zero fields do not narrow.
type UnitFilter struct {
	Kind   UnitKind
	Parent UnitID
	Under  UnitID // the subtree of a unit
	Place  string // the units at a place and below it
	Status Status // empty means in use
	Search string // part of a name, or pinyin initials
	After  string
	Limit  int
}

// PlaceFilter narrows a list of places.
type PlaceFilter struct {
	Level  Level
	Parent string
	Under  string // codes that begin with this
	Search string
	After  string
	Limit  int
}

// PersonFilter narrows a list of people.
type PersonFilter struct {
	Search string
	Status Status // empty: those who are here
	After  string
	Limit  int
}

// where collects the conditions of a list whose filters vary; every ? becomes the next $N.
type where struct {
	clauses []string
	args    []any
}

func (w *where) add(clause string, args ...any) {
	for _, a := range args {
		w.args = append(w.args, a)
		clause = strings.Replace(clause, "?", "$"+strconv.Itoa(len(w.args)), 1)
	}
	w.clauses = append(w.clauses, clause)
}

// search looks for a part of a name or the beginning of its initials. Typed wildcards are letters.
func (w *where) search(term string) {
	if term == "" {
		return
	}
	escaped := likely(term)
	w.add(`(name LIKE ? ESCAPE '\' OR initials LIKE ? ESCAPE '\')`, "%"+escaped+"%", strings.ToLower(escaped)+"%")
}

// searchUnits looks among the other names of units too.
func (w *where) searchUnits(term string) {
	if term == "" {
		return
	}
	escaped := likely(term)
	w.add(`(name LIKE ? ESCAPE '\' OR initials LIKE ? ESCAPE '\' OR id IN (SELECT unit FROM registry_unit_name WHERE name LIKE ? ESCAPE '\'))`,
		"%"+escaped+"%", strings.ToLower(escaped)+"%", "%"+escaped+"%")
}

// likely turns typed wildcards into letters.
func likely(term string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(term)
}

// prefix covers a code and everything that begins with it, as a range that an index serves.
func (w *where) prefix(column, code string) {
	w.add("("+column+" >= ? AND "+column+" < ?)", code, codeEnd(code))
}

// scope cuts a list of units to what the actor may see.
func (w *where) scope(s anlan.Scope) {
	if s.All {
		return
	}
	var parts []string
	var args []any
	for _, id := range s.Units {
		parts, args = append(parts, "id = ?"), append(args, string(id))
	}
	for _, code := range s.Places {
		parts, args = append(parts, "(place >= ? AND place < ?)"), append(args, code, codeEnd(code))
	}
	if len(parts) == 0 {
		parts = []string{"1 = 0"}
	}
	w.add("("+strings.Join(parts, " OR ")+")", args...)
}

// text completes the query with its order and bound: one row more than the page shows.
func (w *where) text(head, order string, limit int) string {
	q := head
	if len(w.clauses) > 0 {
		q += " WHERE " + strings.Join(w.clauses, " AND ")
	}
	return fmt.Sprintf("%s ORDER BY %s LIMIT %d", q, order, limit+1)
}

func bounded(limit int) int {
	if limit <= 0 || limit > PageLimit {
		return PageLimit
	}
	return limit
}

// Units lists units by order of precedence within the scope.
func (d Directory) Units(ctx context.Context, scope anlan.Scope, f UnitFilter) (Page[Unit], error) {
	var w where
	w.scope(scope)
	if f.Kind != "" {
		w.add("kind = ?", string(f.Kind))
	}
	if f.Parent != "" {
		w.add("parent = ?", string(f.Parent))
	}
	if f.Under != "" {
		top, err := d.q.Unit(ctx, f.Under)
		if err != nil {
			return Page[Unit]{}, db.Classify(err)
		}
		w.add("(path >= ? AND path < ?)", top.Path, pathEnd(top.Path))
	}
	if f.Place != "" {
		w.prefix("place", f.Place)
	}
	w.add("status = ?", string(orActive(f.Status)))
	w.searchUnits(f.Search)
	if err := w.afterRank(f.After); err != nil {
		return Page[Unit]{}, err
	}
	limit := bounded(f.Limit)
	rows, err := d.door.QueryContext(ctx, w.text(selectUnits, "rank, id", limit), w.args...)
	page, err := collect(rows, err, limit, scanUnit, func(u Unit) string { return db.Cursor(u.Rank, u.ID) })
	if err != nil {
		return page, err
	}
	return page, d.shorts(ctx, page.Items)
}

// shorts fills in the short names of a page, in one question.
func (d Directory) shorts(ctx context.Context, units []Unit) error {
	if len(units) == 0 {
		return nil
	}
	at, marks, args := make(map[UnitID]int, len(units)), make([]string, 0, len(units)), make([]any, 0, len(units))
	for i, u := range units {
		at[u.ID], args = i, append(args, string(u.ID))
		marks = append(marks, "$"+strconv.Itoa(i+1))
	}
	rows, err := d.door.QueryContext(ctx, `SELECT unit, name FROM registry_unit_name WHERE kind = 'short' AND unit IN (`+strings.Join(marks, ",")+`)`, args...)
	if err != nil {
		return db.Classify(err)
	}
	defer func() { _ = rows.Close() }() // rows.Err below tells what went wrong
	for rows.Next() {
		var id UnitID
		var short string
		if err := rows.Scan(&id, &short); err != nil {
			return db.Classify(err)
		}
		units[at[id]].Short = short
	}
	return db.Classify(rows.Err())
}

// afterRank continues behind a (rank, id); a cursor that we did not write is refused.
func (w *where) afterRank(cursor string) error {
	if cursor == "" {
		return nil
	}
	rank, id, err := db.ParseCursor[int64, string](cursor)
	if err == nil {
		w.add("(rank > ? OR rank = ? AND id > ?)", rank, rank, id)
	}
	return err
}

// Places lists places by code.
func (d Directory) Places(ctx context.Context, f PlaceFilter) (Page[Place], error) {
	var w where
	w.add("status = ?", string(Active))
	if f.Level != "" {
		w.add("level = ?", string(f.Level))
	}
	if f.Parent != "" {
		w.add("parent = ?", f.Parent)
	}
	if f.Under != "" {
		w.prefix("code", f.Under)
	}
	w.search(f.Search)
	if f.After != "" {
		w.add("code > ?", f.After)
	}
	limit := bounded(f.Limit)
	rows, err := d.door.QueryContext(ctx, w.text(selectPlaces, "code", limit), w.args...)
	return collect(rows, err, limit, scanPlace, func(p Place) string { return p.Code })
}

// People lists people in use by identity, that is by when they were entered.
func (d Directory) People(ctx context.Context, f PersonFilter) (Page[Person], error) {
	var w where
	w.add("status = ?", string(cmp.Or(f.Status, Active)))
	w.search(f.Search)
	if f.After != "" {
		w.add("id > ?", f.After)
	}
	limit := bounded(f.Limit)
	rows, err := d.door.QueryContext(ctx, w.text(selectPeople, "id", limit), w.args...)
	return collect(rows, err, limit, scanPerson, func(p Person) string { return string(p.ID) })
}

const (
	selectUnits = `SELECT id, kind, name, code, parent, path, place, sector, regulator, address, rank, initials, status,
		since, until, revision, created_at, updated_at FROM registry_unit`
	selectPlaces = `SELECT code, name, level, kind, parent, initials, geometry, tile_col, tile_row, status, revision,
		created_at, updated_at FROM registry_place`
	selectPeople = `SELECT id, name, mobile, initials, status, revision, created_at, updated_at FROM registry_person`
)

func scanUnit(rows *sql.Rows) (Unit, error) {
	var r registrydb.RegistryUnit
	err := rows.Scan(&r.ID, &r.Kind, &r.Name, &r.Code, &r.Parent, &r.Path, &r.Place, &r.Sector, &r.Regulator, &r.Address, &r.Rank,
		&r.Initials, &r.Status, &r.Since, &r.Until, &r.Revision, &r.CreatedAt, &r.UpdatedAt)
	return unitOf(r), err
}

func scanPlace(rows *sql.Rows) (Place, error) {
	var r registrydb.RegistryPlace
	err := rows.Scan(&r.Code, &r.Name, &r.Level, &r.Kind, &r.Parent, &r.Initials, &r.Geometry, &r.TileCol, &r.TileRow, &r.Status,
		&r.Revision, &r.CreatedAt, &r.UpdatedAt)
	return placeOf(r), err
}

func scanPerson(rows *sql.Rows) (Person, error) {
	var r registrydb.RegistryPerson
	err := rows.Scan(&r.ID, &r.Name, &r.Mobile, &r.Initials, &r.Status, &r.Revision, &r.CreatedAt, &r.UpdatedAt)
	return personOf(r), err
}

// collect reads a page; the row too many becomes the cursor to the next page.
func collect[T any](rows *sql.Rows, err error, limit int, scan func(*sql.Rows) (T, error), cursor func(T) string) (Page[T], error) {
	page := Page[T]{Items: []T{}}
	if err != nil {
		return page, db.Classify(err)
	}
	defer func() { _ = rows.Close() }() // rows.Err below tells what went wrong
	for rows.Next() {
		item, err := scan(rows)
		if err != nil {
			return page, err
		}
		page.Items = append(page.Items, item)
	}
	if len(page.Items) > limit {
		page.Items = page.Items[:limit]
		page.Next = cursor(page.Items[limit-1])
	}
	return page, db.Classify(rows.Err())
}

func orActive(s Status) Status {
	if s == "" {
		return Active
	}
	return s
}
