package inspection

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/inspection/checklist"
)

// key is the place of a row in the order of a list.
type key struct {
	rank anlan.Instant
	id   anlan.ID
}

// lister reads one page of a table in the order of (rank, id). The first column that a filter or the
// scope names chooses the index; what else is asked is looked for among a bounded number of rows.
type lister[T any] struct {
	table, columns string // the first two columns are rank and id
	rank, id       string
	where          string // holds for all rows of the list
	upward         bool   // smallest first
	from, until    anlan.Instant
	scope          anlan.Scope
	actor          anlan.Actor
	col, val       string
	units          []anlan.ID // of a scope of several units
	also           []string   // further "column = value" pairs
	cursor         string
	limit          int
	read           func(scan func(...any) error) (key, T, error)
	keep           func(T) bool
}

const (
	lookMost  = 5000 // rows that a search looks at for one page
	unitsMost = 100  // units of an enterprise with branches, in one query
)

// equal asks for a value of a column. The first one chooses the index.
func (l *lister[T]) equal(col, val string) *lister[T] {
	switch {
	case val == "":
	case l.col == "":
		l.col, l.val = col, val
	default:
		l.also = append(l.also, col, val)
	}
	return l
}

// narrow takes the column that the scope allows where the filter named none.
func (l *lister[T]) narrow() {
	switch {
	case l.col != "" || l.scope.All:
	case len(l.scope.Places) > 0 && len(l.scope.Places[0]) <= 9:
		l.col, l.val = "area", l.scope.Places[0]
	case len(l.scope.Places) > 0:
		l.col, l.val = "area", area(l.scope.Places[0])
	case len(l.scope.Units) > 1:
		l.units = l.scope.Units[:min(len(l.scope.Units), unitsMost)]
	case len(l.scope.Units) == 1:
		l.col, l.val = "unit", string(l.scope.Units[0])
	}
}

// run reads the page.
func (l *lister[T]) run(ctx context.Context, r db.Reader) (page Page[T], err error) {
	page.Items = []T{}
	if l.scope.Empty() {
		return page, nil
	}
	l.narrow()
	at, err := l.start()
	if err != nil {
		return page, err
	}
	for looked := 0; ; {
		n, err := l.fetch(ctx, r, &at, &page)
		if err != nil || len(page.Items) == l.limit {
			page.Next = at.cursor()
			return page, err
		}
		if looked += n; n == 0 {
			return page, nil
		}
		if looked >= lookMost {
			page.Next, page.More = at.cursor(), true
			return page, nil
		}
	}
}

// start is the place before the first row of the page.
func (l *lister[T]) start() (key, error) {
	if l.cursor == "" {
		if l.upward {
			return key{rank: max(l.from, 0) - 1}, nil
		}
		return key{rank: math.MaxInt64}, nil
	}
	rank, id, err := db.ParseCursor[anlan.Instant, anlan.ID](l.cursor)
	return key{rank, id}, err
}

func (k key) cursor() string { return db.Cursor(k.rank, k.id) }

// text is the query, with its arguments.
func (l *lister[T]) text(at key, n int) (string, []any) {
	args := []any{int64(at.rank), string(at.id), n}
	var where []string
	if l.where != "" {
		where = append(where, l.where)
	}
	pairs := l.also
	if l.col != "" {
		pairs = append([]string{l.col, l.val}, pairs...)
	}
	for i := 0; i < len(pairs); i += 2 {
		args = append(args, pairs[i+1])
		where = append(where, fmt.Sprintf("%s = $%d", pairs[i], len(args)))
	}
	if len(l.units) > 0 {
		var marks []string
		for _, u := range l.units {
			args = append(args, string(u))
			marks = append(marks, fmt.Sprintf("$%d", len(args)))
		}
		where = append(where, "unit IN ("+strings.Join(marks, ", ")+")")
	}
	if l.from != 0 {
		args = append(args, int64(l.from))
		where = append(where, fmt.Sprintf("%s >= $%d", l.rank, len(args)))
	}
	if l.until != 0 {
		args = append(args, int64(l.until))
		where = append(where, fmt.Sprintf("%s < $%d", l.rank, len(args)))
	}
	op, dir := "<", " DESC"
	if l.upward {
		op, dir = ">", ""
	}
	where = append(where, fmt.Sprintf("(%s, %s) %s ($1, $2)", l.rank, l.id, op))
	return fmt.Sprintf("SELECT %s FROM %s WHERE %s ORDER BY %s%s, %s%s LIMIT $3", l.columns, l.table, strings.Join(where, " AND "),
		l.rank, dir, l.id, dir), args
}

// fetch reads the next rows into the page and tells how many it looked at.
func (l *lister[T]) fetch(ctx context.Context, r db.Reader, at *key, page *Page[T]) (n int, err error) {
	text, args := l.text(*at, l.limit+50)
	rows, err := r.QueryContext(ctx, text, args...)
	if err != nil {
		return 0, db.Classify(err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		k, item, err := l.read(rows.Scan)
		if err != nil {
			return n, err
		}
		n, *at = n+1, k
		if l.keep(item) {
			page.Items = append(page.Items, item)
		}
		if len(page.Items) == l.limit {
			return n, nil
		}
	}
	return n, rows.Err()
}

// readDoc reads rows of rank, id and doc.
func readDoc[T any](scan func(...any) error) (key, T, error) {
	var k key
	var doc string
	var none T
	if err := scan(&k.rank, &k.id, &doc); err != nil {
		return k, none, err
	}
	item, err := db.Decode[T](doc, nil)
	return k, item, err
}

// Filter chooses inspections for the ledger.
type Filter struct {
	Unit      anlan.ID
	Site      anlan.ID
	Branch    anlan.ID
	Area      string
	Inspector anlan.ID // the unit that inspected
	Checklist anlan.ID
	Plan      anlan.ID
	Source    Source
	Result    Result
	From      anlan.Date
	To        anlan.Date
	Words     string // in the names of site and unit, or a number
	Cursor    string
	Limit     int
}

// List returns a page of the ledger, the newest first.
func (s *Service) List(ctx context.Context, a anlan.Actor, f Filter) (Page[Inspection], error) {
	if err := authz.Check(a, actRead); err != nil {
		return Page[Inspection]{}, err
	}
	l := lister[Inspection]{table: "inspection", columns: "rank, id, doc", rank: "rank", id: "id", scope: authz.ScopeFor(a, actRead), actor: a,
		cursor: f.Cursor, limit: bounded(f.Limit), read: readDoc[Inspection]}
	l.equal("site", string(f.Site)).equal("unit", string(f.Unit)).equal("plan", string(f.Plan)).equal("inspector", string(f.Inspector)).
		equal("branch", string(f.Branch)).equal("area", f.Area).equal("checklist", string(f.Checklist)).
		equal("source", string(f.Source)).equal("result", string(f.Result))
	if f.From != "" {
		l.from = f.From.Start()
	}
	if f.To != "" {
		l.until = f.To.End() + 1
	}
	l.keep = func(i Inspection) bool {
		return mayRead(a, actRead, i.units(), i.Place) == nil &&
			(f.Words == "" || strings.Contains(i.SiteName, f.Words) || strings.Contains(i.Unit.Name, f.Words) || strings.Contains(i.Number, f.Words))
	}
	page, err := l.run(ctx, s.d.Reader())
	for n := range page.Items {
		page.Items[n].Answers = []checklist.Answer{} // the ledger lists facts; the answers are one step away
	}
	return page, err
}
