package risk

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
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

// way is one index that a list walks: a column and the value it must have.
type way struct{ col, val string }

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

// named are the columns that the filter names.
func (l *lister) named() (list []way) {
	for _, w := range []way{{"site", string(l.f.Site)}, {"unit", string(l.f.Unit)}, {"branch", string(l.f.Branch)}, {"sector", l.f.Sector},
		{"keeper", l.f.Keeper}} {
		if w.val != "" {
			list = append(list, w)
		}
	}
	switch n := len(l.f.Area); {
	case n > 9:
		list = append(list, way{"village", l.f.Area[:min(12, n)]})
	case n == 9:
		list = append(list, way{"area", l.f.Area})
	}
	if l.f.Gap {
		list = append(list, way{"gap", ""})
	}
	if l.f.Anew {
		list = append(list, way{"anew", ""})
	}
	return list
}

// chooseWays takes the narrowest index: of what the filter names the one with the fewest rows, else what
// the scope allows.
func (l *lister) chooseWays(ctx context.Context) error {
	named := l.named()
	if len(named) == 0 {
		l.ways = ofScope(l.scope, l.own)
		return nil
	}
	best, rows := named[0], lookMost+1
	for _, w := range named {
		if len(named) == 1 {
			break
		}
		text, args := w.where(nil)
		args = append(args, l.from.rank, l.most, rows)
		n, at := 0, len(args)
		err := l.r.QueryRowContext(ctx, fmt.Sprintf(`SELECT count(*) FROM (SELECT 1 FROM risk_point WHERE %s AND rank >= $%d AND rank <= $%d LIMIT $%d) x`,
			text, at-2, at-1, at), args...).Scan(&n)
		if err != nil {
			return db.Classify(err)
		}
		if n < rows {
			best, rows = w, n
		}
	}
	l.ways = []way{best}
	return nil
}

// where writes the condition of a way. A partial index needs its own condition in words.
func (w way) where(args []any) (string, []any) {
	switch w.col {
	case "":
		return "TRUE", args
	case "gap", "anew":
		return w.col, args
	case "site":
		return fmt.Sprintf("site = $%d AND site <> ''", len(args)+1), append(args, w.val)
	default:
		return fmt.Sprintf("%s = $%d", w.col, len(args)+1), append(args, w.val)
	}
}

const unitsMost = 50

// ofScope are the indexes that hold everything that an actor may read.
func ofScope(scope anlan.Scope, own anlan.Actor) (list []way) {
	if scope.All {
		return []way{{}}
	}
	for _, p := range scope.Places {
		if len(p) > 9 {
			list = append(list, way{"village", p[:min(12, len(p))]})
		} else {
			list = append(list, way{"area", p})
		}
	}
	if own.Unit != "" {
		list = append(list, way{"branch", string(own.Unit)})
	}
	for _, u := range scope.Units[:min(len(scope.Units), unitsMost)] {
		list = append(list, way{"unit", string(u)})
	}
	return list
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

// listProposals walks the proposals of a state, by the widest index that the scope allows.
func (s *Service) listProposals(ctx context.Context, a anlan.Actor, state ProposalState, f Filter) (Page[Proposal], error) {
	page := Page[Proposal]{Items: []Proposal{}}
	if state == "" {
		state = Proposed
	}
	if f.Limit <= 0 || f.Limit > limitMost {
		f.Limit = 50
	}
	scope := authz.ScopeFor(a, actRead)
	ways := ofScope(scope, a)
	for i, w := range ways {
		if w.col == "village" {
			ways[i] = way{"area", w.val[:9]}
		}
	}
	at := key{rank: -1}
	op, dir := ">", "ASC"
	if state != Proposed {
		at, op, dir = key{rank: 1 << 62}, "<", "DESC"
	}
	var err error
	if f.Cursor != "" {
		if at, err = parseKey(f.Cursor); err != nil {
			return page, err
		}
	}
	var all []row
	for _, w := range ways {
		text, args := w.where([]any{at.rank, at.id, string(state), f.Limit + 1})
		rows, err := s.d.Reader().QueryContext(ctx, `SELECT rank, id, doc FROM risk_proposal WHERE `+text+` AND state = $3 AND (rank, id) `+op+
			` ($1, $2) ORDER BY rank `+dir+`, id `+dir+` LIMIT $4`, args...)
		if err != nil {
			return page, db.Classify(err)
		}
		list, err := scanRows(rows)
		if err != nil {
			return page, err
		}
		all = append(all, list...)
	}
	slices.SortFunc(all, func(x, y row) int {
		c := strings.Compare(fmt.Sprintf("%020d/%s", x.rank, x.id), fmt.Sprintf("%020d/%s", y.rank, y.id))
		if state != Proposed {
			return -c
		}
		return c
	})
	all = slices.CompactFunc(all, func(x, y row) bool { return x.id == y.id })
	for _, r := range all {
		if len(page.Items) == f.Limit {
			page.Next = at.cursor()
			break
		}
		at = r.key
		x, err := db.Decode[Proposal](r.doc, nil)
		if err != nil {
			return page, err
		}
		if scope.Covers(x.Unit.ID, x.Place) || scope.Covers(x.Branch, "") {
			page.Items = append(page.Items, x)
		}
	}
	return page, nil
}
