package hazard

import (
	"cmp"
	"context"
	"encoding/base64"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
)

// Filter chooses hazards for a list. Each field that names something is served by an index of its own;
// of several the one with the fewest rows leads, and the others are looked at among a bounded number.
type Filter struct {
	States   []State
	Grade    Grade
	Area     string // place code of a township, or of a village
	Branch   anlan.ID
	Unit     anlan.ID
	Site     anlan.ID
	Finder   anlan.ID // unit that found it
	Checker  anlan.ID // unit that checks it
	Source   string
	Sector   string
	Category string
	Listed   string // level
	Relapse  bool
	Stopped  bool
	Overdue  bool
	From, To anlan.Date // days of the finding
	Words    string     // in the text, or a number
	Cursor   string
	Limit    int
}

// Page is one page of a list.
type Page struct {
	Items []Hazard
	Next  string // cursor of the next page; empty at the end
	More  bool   // the bounded search ended before the list did: narrow the filter or go on
}

const (
	limitMost = 200
	lookMost  = 2000 // rows a search looks at per page
	chunk     = 250  // rows of a range that are read at a time where many are left
)

// List returns a page of the hazards that the actor may read, the newest finding first.
func (s *Service) List(ctx context.Context, a anlan.Actor, f Filter) (Page, error) {
	if err := authz.Check(a, actRead); err != nil {
		return Page{}, err
	}
	scope := authz.ScopeFor(a, actRead)
	if scope.Empty() {
		return Page{}, nil
	}
	l := &lister{f: f, scope: scope, own: a, now: s.d.Now(), r: s.d.Reader()}
	if err := l.seek(); err != nil {
		return Page{}, err
	}
	if err := l.chooseWays(ctx); err != nil {
		return Page{}, err
	}
	p, err := l.run(ctx)
	if f.Source != "" { // a list by source tells no more than a record does
		p.Items = slices.DeleteFunc(p.Items, func(h Hazard) bool { return h.SourceFor(a) == "" })
	}
	return p, err
}

// way is one index that a list walks: a column and the value it must have.
type way struct{ col, val string }

// lister carries one list request.
type lister struct {
	f     Filter
	scope anlan.Scope
	own   anlan.Actor
	now   anlan.Instant
	r     db.Reader
	ways  []way // walked side by side: what the actor sees is their union
	from  key   // before this row
	low   anlan.Instant
}

// key is the place of a row in the order of the list.
type key struct {
	found anlan.Instant
	id    anlan.ID
}

func (k key) compare(o key) int {
	return cmp.Or(cmp.Compare(k.found, o.found), cmp.Compare(k.id, o.id))
}

// seek places the start of the page.
func (l *lister) seek() error {
	if l.f.Limit <= 0 || l.f.Limit > limitMost {
		l.f.Limit = 50
	}
	if len(l.f.States) == 0 {
		l.f.States = States()
	}
	if l.f.Overdue {
		l.f.States = slices.DeleteFunc(slices.Clone(l.f.States), func(s State) bool { return !slices.Contains(OpenStates(), s) })
	}
	l.from = key{found: 1 << 60}
	if l.f.To != "" {
		l.from.found = l.f.To.End() + 1
	}
	if l.f.From != "" {
		l.low = l.f.From.Start()
	}
	if l.f.Cursor == "" {
		return nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(l.f.Cursor)
	found, id, ok := strings.Cut(string(raw), "/")
	n, numErr := strconv.ParseInt(found, 10, 64)
	if err != nil || !ok || numErr != nil {
		return anlan.ErrFieldInvalid.With("name", "cursor").With("value", clip(l.f.Cursor, 40)).At("cursor")
	}
	l.from = key{anlan.Instant(n), anlan.ID(id)}
	return nil
}

func (k key) cursor() string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%d/%s", k.found, k.id))
}

// named are the columns that the filter names.
func (l *lister) named() (list []way) {
	for _, w := range []way{{"site", string(l.f.Site)}, {"unit", string(l.f.Unit)}, {"finder", string(l.f.Finder)}, {"checker", string(l.f.Checker)},
		{"listed", l.f.Listed}, {"branch", string(l.f.Branch)}, {"category", l.f.Category}, {"sector", l.f.Sector}, {"source", l.f.Source},
		{"grade", string(l.f.Grade)}} {
		if w.val != "" {
			list = append(list, w)
		}
	}
	switch {
	case len(l.f.Area) > 9:
		list = append(list, way{"village", l.f.Area[:min(12, len(l.f.Area))]})
	case len(l.f.Area) == 9:
		list = append(list, way{"area", l.f.Area})
	}
	if l.f.Relapse {
		list = append(list, way{"relapse", ""})
	}
	if l.f.Stopped {
		list = append(list, way{"stopped", ""})
	}
	return list
}

// countMost is where counting the rows of a filter ends: beyond it an index is wide.
const countMost = 5000

// chooseWays takes the narrowest index: of what the filter names, the column with the fewest rows; else
// what the scope allows.
func (l *lister) chooseWays(ctx context.Context) error {
	named := l.named()
	if len(named) == 0 {
		l.ways = l.ofScope()
		return nil
	}
	best, rows := named[0], countMost+1
	if len(named) > 1 {
		for _, w := range named {
			n, err := l.count(ctx, w, rows)
			if err != nil {
				return err
			}
			if n < rows {
				best, rows = w, n
			}
		}
	}
	l.ways = []way{best}
	return nil
}

// ofScope are the indexes that hold everything the actor may read: what its units owe, found and check,
// and what lies in its places.
func (l *lister) ofScope() (list []way) {
	if l.scope.All {
		return []way{{}}
	}
	for _, p := range l.scope.Places {
		if len(p) > 9 {
			list = append(list, way{"village", p[:min(12, len(p))]})
		} else {
			list = append(list, way{"area", p})
		}
	}
	if len(l.scope.Units) == 1 {
		list = append(list, way{"unit", string(l.scope.Units[0])})
	} else if l.own.Unit != "" {
		list = append(list, way{"branch", string(l.own.Unit)}, way{"unit", string(l.own.Unit)})
	}
	for _, u := range l.scope.Units[:min(len(l.scope.Units), 20)] {
		list = append(list, way{"finder", string(u)}, way{"checker", string(u)})
	}
	return list
}

// run merges the ordered rows of every way and state into one page. Each row is read once, however many
// streams there are.
func (l *lister) run(ctx context.Context) (Page, error) {
	var page Page
	streams := l.open()
	for looked := 0; looked < lookMost; looked++ {
		next, err := l.next(ctx, streams)
		if err != nil || next == nil {
			return page, err
		}
		r := next.take()
		if r.key == l.from {
			continue // reached by two ways
		}
		l.from = r.key
		h, keep, err := l.keep(r)
		if err != nil {
			return page, err
		}
		if keep {
			page.Items = append(page.Items, h)
		}
		if len(page.Items) == l.f.Limit {
			page.Next = l.from.cursor()
			return page, nil
		}
	}
	page.Next, page.More = l.from.cursor(), true
	return page, nil
}

// stream is one index range: a way and a state, read a chunk at a time.
type stream struct {
	way
	state State
	from  key // before this row
	rows  []row
	ended bool
}

func (s *stream) take() row {
	r := s.rows[0]
	s.rows = s.rows[1:]
	return r
}

// open lists the ranges that the page is merged from.
func (l *lister) open() (list []*stream) {
	for _, w := range l.ways {
		states := l.f.States
		if w.col == "" && len(states) == len(States()) {
			states = []State{""} // the whole ledger has an index of its own
		}
		for _, st := range states {
			list = append(list, &stream{way: w, state: st, from: l.from})
		}
	}
	return list
}

// next returns the stream whose first row is the newest, reading on where a stream has run dry.
func (l *lister) next(ctx context.Context, streams []*stream) (newest *stream, err error) {
	for _, s := range streams {
		if len(s.rows) == 0 && !s.ended {
			if err := l.fill(ctx, s); err != nil {
				return nil, err
			}
		}
		if len(s.rows) > 0 && (newest == nil || s.rows[0].compare(newest.rows[0].key) > 0) {
			newest = s
		}
	}
	return newest, nil
}

// fill reads the next chunk of a stream: a page's worth, or more where rows are looked at and left.
func (l *lister) fill(ctx context.Context, s *stream) (err error) {
	n := l.f.Limit
	if l.f.Words != "" || l.f.Overdue || len(l.named()) > 1 {
		n = chunk
	}
	if s.rows, err = l.query(ctx, s.way, s.state, s.from, n); err != nil {
		return err
	}
	s.ended = len(s.rows) < n
	if len(s.rows) > 0 {
		s.from = s.rows[len(s.rows)-1].key
	}
	return nil
}

type row struct {
	key
	doc string // empty: the columns rule it out
}

// listed remembers the hazards of lists, which are only looked at: many ask for the same page.
var listed db.Memo[Hazard]

// keep applies what the leading index does not know, and the scope once more: an index may be wider.
func (l *lister) keep(r row) (Hazard, bool, error) {
	if r.doc == "" {
		return Hazard{}, false, nil
	}
	h, err := listed.Decode(r.doc)
	if err != nil {
		return h, false, err
	}
	f := l.f
	fits := func(want, have string) bool { return want == "" || want == have }
	return h, fits(string(f.Grade), string(h.Grade)) && strings.HasPrefix(h.spot(), f.Area) && fits(string(f.Branch), string(h.Lead.Branch)) &&
		fits(string(f.Unit), string(h.Lead.Unit)) && fits(string(f.Site), string(h.Site)) && fits(string(f.Finder), string(h.Finder.Unit)) &&
		fits(string(f.Checker), string(h.Checker.Unit)) && fits(f.Source, h.Source) && fits(f.Sector, h.Sector) && fits(f.Category, h.Category) &&
		fits(f.Listed, h.Listed()) && (!f.Relapse || h.Relapse != nil) && (!f.Stopped || h.Stopped()) && (!f.Overdue || h.Overdue(l.now)) &&
		(f.Words == "" || strings.Contains(h.Text, f.Words) || strings.Contains(h.Where, f.Words) || strings.Contains(h.Number, f.Words)) &&
		l.sees(h), nil
}

// sees applies the scope of the actor.
func (l *lister) sees(h Hazard) bool {
	for _, t := range targets(actRead, h) {
		if l.scope.Covers(t.Unit, t.Place) {
			return true
		}
	}
	return false
}
