package matter

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
)

// Filter chooses matters for a list. Every combination is served from an index; what no index knows
// (words of the title, a topic within a territory) is looked for among a bounded number of rows.
type Filter struct {
	States []State  // empty: the open ones
	Lamp   LampKind // overdue or soon, by deadline; others are ignored
	Unit   anlan.ID // lead unit
	Branch anlan.ID // department or township with everything below it
	Area   string   // place code of a township
	Topic  string
	Words  string // in the title, or a number
	Origin string // kind of the demand that it answers, such as committee.decision
	Cursor string
	Limit  int
}

// Page is one page of a list.
type Page struct {
	Items []*Matter // shared with other readers: nobody changes them
	Next  string    // cursor of the next page; empty at the end
	More  bool      // the bounded search ended before the list did: narrow the filter or go on
}

const (
	limitMost = 200
	lookMost  = 5000 // rows a search looks at per page
)

// List returns a page of the matters that the actor may read, in order of deadline (open) or of
// their end, newest first (ended).
func (s *Service) List(ctx context.Context, a anlan.Actor, f Filter) (Page, error) {
	if err := authz.Check(a, "matter.read"); err != nil {
		return Page{}, err
	}
	scope := authz.ScopeFor(a, "matter.read")
	if scope.Empty() {
		return Page{}, nil
	}
	now := s.d.Now()
	l, err := newLister(f, scope, a, now, s.p.soon(now))
	if err != nil {
		return Page{}, err
	}
	if s.d.Engine() == "sqlite" {
		l.place = rowid
	}
	// A page is bounded: watching for a reader who goes away would cost more than its rows.
	return l.run(context.WithoutCancel(ctx), s.d.Reader())
}

// lister carries one list request through its states.
type lister struct {
	f     Filter
	scope anlan.Scope
	col   string // the column whose index serves the list; empty: the whole county
	val   string
	ended bool   // ended matters are listed newest first
	from  key    // after this row
	place string // the column by which the rows of a page are fetched
	low   anlan.Instant
	high  anlan.Instant
}

// rowid is where SQLite keeps a row. Every index holds it, so a row that an index leads to is fetched without
// looking its identity up in another.
const rowid = "rowid"

// key is the place of a row in the order of a list.
type key struct {
	rank anlan.Instant
	id   anlan.ID
}

func (k key) compare(o key) int { return cmp.Or(cmp.Compare(k.rank, o.rank), cmp.Compare(k.id, o.id)) }

func newLister(f Filter, scope anlan.Scope, a anlan.Actor, now anlan.Instant, soon time.Duration) (*lister, error) {
	l := &lister{f: f, scope: scope, low: -1, high: far + 1, place: "id"}
	if len(f.States) == 0 || f.Lamp == LampOverdue || f.Lamp == LampSoon {
		l.f.States = OpenStates()
	}
	l.f.States = distinct(l.f.States)
	if f.Limit <= 0 || f.Limit > limitMost {
		l.f.Limit = 50
	}
	l.ended = l.f.States[0] == Closed || l.f.States[0] == Recalled
	switch f.Lamp {
	case LampOverdue:
		l.high = now
	case LampSoon:
		l.low, l.high = now, now.Add(soon)
	}
	l.chooseIndex(a)
	return l, l.seek()
}

// distinct leaves each state that exists once; of a list without any it leaves the first, which nothing is in.
func distinct(list []State) []State {
	var states []State
	for _, s := range list {
		if slices.Contains(append(OpenStates(), Closed, Recalled), s) && !slices.Contains(states, s) {
			states = append(states, s)
		}
	}
	if len(states) == 0 {
		return list[:1]
	}
	return states
}

// chooseIndex takes the narrowest column: what the filter names, else what the scope allows.
func (l *lister) chooseIndex(a anlan.Actor) {
	switch {
	case l.f.Unit != "":
		l.col, l.val = "unit", string(l.f.Unit)
	case l.f.Branch != "":
		l.col, l.val = "branch", string(l.f.Branch)
	case l.f.Area != "":
		l.col, l.val = "area", l.f.Area
	case !l.scope.All && len(l.scope.Places) > 0 && len(l.scope.Places[0]) <= 9:
		l.col, l.val = "area", l.scope.Places[0]
	case !l.scope.All && len(l.scope.Units) > 1:
		l.col, l.val = "branch", string(a.Unit)
	case !l.scope.All && len(l.scope.Units) == 1:
		l.col, l.val = "unit", string(l.scope.Units[0])
	case l.f.Topic != "":
		l.col, l.val = "topic", l.f.Topic
	}
}

// seek places the start of the page.
func (l *lister) seek() error {
	l.from = key{rank: l.low} // no row has the empty ID: the bound itself is in an open list, not in an ended one
	if l.ended {
		l.from = key{rank: l.high}
	}
	if l.f.Cursor == "" {
		return nil
	}
	rank, id, err := db.ParseCursor[anlan.Instant, anlan.ID](l.f.Cursor)
	if err != nil {
		return err
	}
	at := key{rank, id}
	if beyond := at.compare(l.from); beyond > 0 != l.ended { // a cursor from another list does not widen this one
		l.from = at
	}
	return nil
}

func (k key) cursor() string { return db.Cursor(k.rank, k.id) }

// run merges the ordered rows of each state into one page.
func (l *lister) run(ctx context.Context, r db.Reader) (Page, error) {
	page, looked := Page{Items: make([]*Matter, 0, l.f.Limit)}, 0
	for {
		rows, last, err := l.fetch(ctx, r)
		if err != nil {
			return page, err
		}
		for _, row := range rows {
			l.from = row.key
			if m, ok, err := l.keep(row); err != nil {
				return page, err
			} else if ok {
				page.Items = append(page.Items, m)
			}
			if len(page.Items) == l.f.Limit {
				page.Next = l.from.cursor()
				return page, nil
			}
		}
		if last {
			return page, nil
		}
		if looked += len(rows); looked >= lookMost {
			page.Next, page.More = l.from.cursor(), true
			return page, nil
		}
	}
}

// looks reports whether rows are looked at one by one for what no index knows.
func (l *lister) looks() bool { return l.f.Words != "" || l.f.Topic != "" || l.f.Origin != "" }

type row struct {
	key
	doc                  string
	title, topic, number string // where rows are looked at
}

// keep applies what no index knows, and the scope once more: an index may be wider than it.
func (l *lister) keep(r row) (*Matter, bool, error) {
	if l.f.Topic != "" && r.topic != l.f.Topic || l.f.Words != "" && !strings.Contains(r.title, l.f.Words) && !strings.Contains(r.number, l.f.Words) {
		return nil, false, nil
	}
	m, err := decoded.Share(r.doc)
	if err != nil {
		return nil, false, err
	}
	fits := (l.f.Area == "" || m.Lead.Area() == l.f.Area) && (l.f.Origin == "" || m.Origin.Kind == l.f.Origin)
	return m, fits && l.scope.Covers(m.Lead.Unit, m.Lead.Place), nil
}

// fetch reads the next rows in order; last tells that no more follow.
func (l *lister) fetch(ctx context.Context, r db.Reader) (list []row, last bool, err error) {
	n := l.f.Limit
	if l.looks() {
		n = 500
	}
	text, args := l.text(n)
	rows, err := r.QueryContext(ctx, text, args...)
	if err != nil {
		return nil, false, db.Classify(err)
	}
	list, err = l.scan(rows, n)
	slices.SortFunc(list, func(a, b row) int { // a join keeps no order by contract
		if l.ended {
			return b.compare(a.key)
		}
		return a.compare(b.key)
	})
	list = l.within(list)
	return list, len(list) < n, err
}

// text is the query of one page. Each state has its walk of an index that holds all it needs; the walks
// are merged as far as the page goes, and only the rows of the page are fetched. A walk has equalities and
// one bound: with a bound at both ends SQLite leaves the column's index for the county's, and looks at every
// row of the county; so the other end is cut off here.
func (l *lister) text(n int) (string, []any) {
	walk, order := `SELECT rank, id, `+l.place+` AS place FROM matter WHERE `, ` ORDER BY rank, id`
	args := []any{int64(l.from.rank), string(l.from.id), n}
	if l.col != "" {
		walk += l.col + ` = $4 AND `
		args = append(args, l.val)
	}
	bound := ` AND (rank, id) > ($1, $2)`
	if l.ended {
		bound, order = ` AND (rank, id) < ($1, $2)`, ` ORDER BY rank DESC, id DESC`
	}
	walks := make([]string, len(l.f.States))
	for i, state := range l.f.States {
		args = append(args, string(state))
		walks[i] = walk + `state = $` + strconv.Itoa(len(args)) + bound
	}
	columns := `page.rank, page.id, m.doc`
	if l.looks() {
		columns += `, m.title, m.topic, m.number`
	}
	return `SELECT ` + columns + ` FROM (` + strings.Join(walks, ` UNION ALL `) + order +
		` LIMIT $3) AS page JOIN matter AS m ON m.` + l.place + ` = page.place`, args
}

// within cuts off, from rows in the order of the list, what lies beyond its other end.
func (l *lister) within(rows []row) []row {
	for i, r := range rows {
		if l.ended && r.rank < l.low || !l.ended && r.rank >= l.high {
			return rows[:i]
		}
	}
	return rows
}

func (l *lister) scan(rows *sql.Rows, most int) (list []row, err error) {
	defer func() { err = errors.Join(err, rows.Close()) }()
	var r row
	list = make([]row, 0, most)
	into := []any{&r.rank, &r.id, &r.doc}
	if l.looks() {
		into = append(into, &r.title, &r.topic, &r.number)
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, rows.Err()
}
