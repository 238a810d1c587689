package risk

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
)

// Filter chooses points for a list. Each field that names something has an index of its own; of several
// the one with the fewest rows leads, the others are looked at among a bounded number.
type Filter struct {
	Colour  Colour // or "none": not rated yet
	Area    string // place code of a township, or of a village
	Branch  anlan.ID
	Unit    anlan.ID
	Site    anlan.ID
	Sector  string
	Keeper  string // the highest level that keeps it
	Gap     bool
	Anew    bool
	Retired bool
	Words   string
	Cursor  string
	Limit   int
}

// Page is one page of a list.
type Page[T any] struct {
	Items []T
	Next  string // cursor of the next page; empty at the end
	More  bool   // the bounded search ended before the list did
}

const (
	limitMost = 200
	lookMost  = 5000 // rows a search looks at per page
)

// List returns a page of the points that the actor may read, the worst colour first.
func (s *Service) List(ctx context.Context, a anlan.Actor, f Filter) (Page[Point], error) {
	if err := authz.Check(a, actRead); err != nil {
		return Page[Point]{}, err
	}
	l := &lister{f: f, scope: authz.ScopeFor(a, actRead), own: a, r: s.d.Reader()}
	if l.scope.Empty() {
		return Page[Point]{Items: []Point{}}, nil
	}
	if err := l.seek(); err != nil {
		return Page[Point]{}, err
	}
	if err := l.chooseWays(ctx); err != nil {
		return Page[Point]{}, err
	}
	return l.run(ctx)
}

// key is the place of a row in the order of the list.
type key struct {
	rank int64
	id   string
}

func (k key) cursor() string { return db.Cursor(k.rank, k.id) }

func parseKey(cursor string) (k key, err error) {
	k.rank, k.id, err = db.ParseCursor[int64, string](cursor)
	return k, err
}

// lister carries one list request.
type lister struct {
	f     Filter
	scope anlan.Scope
	own   anlan.Actor
	r     db.Reader
	ways  []way
	from  key   // after this row
	most  int64 // the last rank
}

// seek places the start and the end of the page.
func (l *lister) seek() (err error) {
	if l.f.Limit <= 0 || l.f.Limit > limitMost {
		l.f.Limit = 50
	}
	low, high := int64(1), int64(unrated)
	switch {
	case l.f.Retired:
		low, high = retired, retired
	case l.f.Colour != "":
		low = l.f.Colour.Rank()
		high = low
	}
	l.from, l.most = key{rank: low}, high
	if l.f.Cursor != "" {
		l.from, err = parseKey(l.f.Cursor)
	}
	return err
}

// run merges the ordered rows of every way into one page.
func (l *lister) run(ctx context.Context) (Page[Point], error) {
	page := Page[Point]{Items: []Point{}}
	for looked := 0; ; {
		rows, err := l.fetch(ctx)
		if err != nil {
			return page, err
		}
		for _, r := range rows {
			if r.key == l.from {
				continue // reached by two ways
			}
			l.from = r.key
			p, keep, err := l.keep(r)
			if err != nil {
				return page, err
			}
			if keep {
				page.Items = append(page.Items, p)
			}
			if len(page.Items) == l.f.Limit {
				page.Next = l.from.cursor()
				return page, nil
			}
		}
		if looked += len(rows); len(rows) == 0 {
			return page, nil
		}
		if looked >= lookMost {
			page.Next, page.More = l.from.cursor(), true
			return page, nil
		}
	}
}

type row struct {
	key
	doc string
}

// keep applies what the leading index does not know, and the scope once more: an index may be wider.
func (l *lister) keep(r row) (Point, bool, error) {
	p, err := db.Decode[Point](r.doc, nil)
	f := l.f
	fits := func(want, have string) bool { return want == "" || want == have }
	return p, err == nil && strings.HasPrefix(p.Place, f.Area) && fits(string(f.Branch), string(p.Branch)) && fits(string(f.Unit), string(p.Unit.ID)) &&
		fits(string(f.Site), string(p.Site)) && fits(f.Sector, p.Sector) && fits(f.Keeper, p.keeper()) && (!f.Gap || len(p.Gaps) > 0) &&
		(!f.Anew || p.Proposal != "") && p.says(f.Words) && sees(l.scope, p), err
}

func (p Point) says(w string) bool {
	return w == "" || slices.ContainsFunc([]string{p.Name, p.Number, p.Unit.Name, p.SiteName, p.What}, func(s string) bool { return strings.Contains(s, w) })
}

// sees applies the scope of an actor.
func sees(scope anlan.Scope, p Point) bool {
	return scope.Covers(p.Unit.ID, p.Place) || scope.Covers(p.Branch, "")
}

// fetch reads the next rows of every way and merges them in order.
func (l *lister) fetch(ctx context.Context) ([]row, error) {
	n := l.f.Limit + 1
	if l.f.Words != "" || len(l.named()) > 1 {
		n = 500
	}
	var all []row
	for _, w := range l.ways {
		text, args := w.where([]any{l.from.rank, l.from.id, l.most, n})
		rows, err := l.r.QueryContext(ctx, `SELECT rank, id, doc FROM risk_point WHERE `+text+
			` AND (rank, id) > ($1, $2) AND rank <= $3 ORDER BY rank, id LIMIT $4`, args...)
		if err != nil {
			return nil, db.Classify(err)
		}
		list, err := scanRows(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	slices.SortFunc(all, func(a, b row) int {
		if a.rank != b.rank {
			return int(a.rank - b.rank)
		}
		return strings.Compare(a.id, b.id)
	})
	return all[:min(n, len(all))], nil
}

func scanRows(rows *sql.Rows) (list []row, err error) {
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var r row
		if err := rows.Scan(&r.rank, &r.id, &r.doc); err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, rows.Err()
}
