package risk

import (
	"cmp"
	"context"
	"slices"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/risk/riskdb"
)

// proposals walks the proposals of one state: those that wait by rank, those that were decided the latest first.
type proposals struct {
	r     riskdb.DBTX
	state ProposalState
	scope anlan.Scope
	ways  []way
	from  key
	limit int
}

// listProposals walks the proposals of a state, by the widest index that the scope allows.
func (s *Service) listProposals(ctx context.Context, a anlan.Actor, state ProposalState, f Filter) (Page[Proposal], error) {
	l := proposals{r: s.d.Reader(), state: cmp.Or(state, Proposed), scope: authz.ScopeFor(a, actRead), limit: f.Limit}
	if f.Limit <= 0 || f.Limit > limitMost {
		l.limit = 50
	}
	l.ways = ofScope(l.scope, a)
	for i, w := range l.ways {
		if w.col == "village" { // proposals have no index that fine
			l.ways[i] = way{"area", w.val[:9]}
		}
	}
	if err := l.seek(f.Cursor); err != nil {
		return Page[Proposal]{Items: []Proposal{}}, err
	}
	rows, err := l.fetch(ctx)
	if err != nil {
		return Page[Proposal]{Items: []Proposal{}}, err
	}
	return l.page(rows)
}

func (l *proposals) waiting() bool { return l.state == Proposed }

// seek takes up the cursor; without one the list begins at its own end of the index.
func (l *proposals) seek(cursor string) (err error) {
	l.from = key{rank: -1}
	if !l.waiting() {
		l.from = key{rank: 1 << 62}
	}
	if cursor != "" {
		l.from, err = parseKey(cursor)
	}
	return err
}

// fetch reads the next rows of every way and merges them in order.
func (l *proposals) fetch(ctx context.Context) (all []row, err error) {
	op, dir := ">", "ASC"
	if !l.waiting() {
		op, dir = "<", "DESC"
	}
	for _, w := range l.ways {
		text, args := w.where([]any{l.from.rank, l.from.id, string(l.state), l.limit + 1})
		rows, err := l.r.QueryContext(ctx, `SELECT rank, id, doc FROM risk_proposal WHERE `+text+` AND state = $3 AND (rank, id) `+op+
			` ($1, $2) ORDER BY rank `+dir+`, id `+dir+` LIMIT $4`, args...)
		if err != nil {
			return nil, db.Classify(err)
		}
		list, err := scanRows(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	slices.SortFunc(all, func(x, y row) int {
		if !l.waiting() {
			x, y = y, x
		}
		return cmp.Or(cmp.Compare(x.rank, y.rank), cmp.Compare(x.id, y.id))
	})
	return slices.CompactFunc(all, func(x, y row) bool { return x.id == y.id }), nil
}

// page keeps what the actor may see of the rows.
func (l *proposals) page(rows []row) (Page[Proposal], error) {
	page := Page[Proposal]{Items: []Proposal{}}
	for _, r := range rows {
		if len(page.Items) == l.limit {
			page.Next = l.from.cursor()
			break
		}
		l.from = r.key
		x, err := db.Decode[Proposal](r.doc, nil)
		if err != nil {
			return page, err
		}
		if l.scope.Covers(x.Unit.ID, x.Place) || l.scope.Covers(x.Branch, "") {
			page.Items = append(page.Items, x)
		}
	}
	return page, nil
}
