package hazard

import (
	"cmp"
	"context"
	"slices"
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
	limitMost  = 200
	lookMost   = 2000 // rows a search looks at per page
	passed     = 5    // times as many are passed over by what an index says
	chunkLeast = 40   // rows of one of many ranges that are read at a time
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
	l := &lister{f: f, scope: scope, own: a, now: s.d.Now(), r: s.d.Reader(), most: s.look}
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

	most   int // rows that a page looks at
	looked int // rows looked at by ranges of which only some rows fit
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
	var err error
	l.from.found, l.from.id, err = db.ParseCursor[anlan.Instant, anlan.ID](l.f.Cursor)
	return err
}

func (k key) cursor() string { return db.Cursor(k.found, k.id) }

// named are the columns that the filter names, those that are likely to be narrow first. The index of each ends in
// those that follow it (0106_hazard_narrow.sql), so that of two wide ones the first leads without reading rows.
func (l *lister) named() (list []way) {
	for _, w := range []way{{"site", string(l.f.Site)}, {"unit", string(l.f.Unit)}, {"finder", string(l.f.Finder)}, {"checker", string(l.f.Checker)},
		{"listed", l.f.Listed}, {"branch", string(l.f.Branch)}, l.placed(), {"category", l.f.Category}, {"sector", l.f.Sector}, {"source", l.f.Source},
		{"grade", string(l.f.Grade)}} {
		if w.val != "" {
			list = append(list, w)
		}
	}
	if l.f.Relapse {
		list = append(list, way{"relapse", ""})
	}
	if l.f.Stopped {
		list = append(list, way{"stopped", ""})
	}
	return list
}

// placed is the column of the place that the filter names, if it is a township's or a village's.
func (l *lister) placed() way {
	switch {
	case len(l.f.Area) > 9:
		return way{"village", l.f.Area[:min(12, len(l.f.Area))]}
	case len(l.f.Area) == 9:
		return way{"area", l.f.Area}
	}
	return way{}
}

// chooseWays takes the narrowest of the indexes that hold all that is asked for: each column that the filter names, and
// what the scope allows. Where all are wide, the scope leads: of its rows the actor may see every one.
func (l *lister) chooseWays(ctx context.Context) error {
	var able [][]way
	if !l.scope.All || len(l.named()) == 0 {
		able = append(able, l.ofScope())
	}
	for _, w := range l.named() {
		able = append(able, []way{w})
	}
	l.ways = able[0]
	if len(able) == 1 {
		return nil
	}
	fewest := l.most + 1 // a page looks at no more: beyond it an index is wide
	for _, ways := range able {
		n, err := l.countAll(ctx, ways, fewest)
		if err != nil {
			return err
		}
		if n < fewest {
			l.ways, fewest = ways, n
		}
	}
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

type row struct {
	key
	doc string
}

// listed remembers the hazards of lists, which are only looked at: many ask for the same page.
var listed = db.Memo[Hazard]{Head: db.ByID}

// keep applies what the leading index does not know, and the scope once more: an index may be wider.
func (l *lister) keep(r row) (Hazard, bool, error) {
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
