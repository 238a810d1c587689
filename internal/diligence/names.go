package diligence

import (
	"context"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/diligence/diligencedb"
)

// namesMost bounds the names that are kept while a book is composed.
const namesMost = 20_000

// named reads names from the events that gave them, as they were at a position. So a book of last January
// calls a unit as it was called then, and can be composed again after it was renamed.
type named struct {
	ctx  context.Context
	q    *diligencedb.Queries
	upto int64
	kept map[anlan.ID]string
	err  error // the first error of the store; the book fails with it
}

func newNamed(ctx context.Context, q *diligencedb.Queries, upto int64) *named {
	return &named{ctx: ctx, q: q, upto: upto, kept: map[anlan.ID]string{}}
}

// Name says how something was called.
func (n *named) Name(id anlan.ID) string {
	if s, known := n.kept[id]; known {
		return s
	}
	if len(n.kept) >= namesMost {
		clear(n.kept)
	}
	s := n.find(id)
	n.kept[id] = s
	return s
}

func (n *named) find(id anlan.ID) string {
	for _, kind := range []string{"registry.post", "registry.unit", "registry.person", "registry.site"} {
		e, err := lately(n.ctx, n.q, anlan.Ref{Kind: kind, ID: id}, n.upto)
		if err != nil {
			n.err = err
			return string(id)
		}
		switch {
		case e == nil:
		case kind == "registry.post":
			return e.text("title") + "（" + n.Name(anlan.ID(e.text("unit"))) + "）"
		case e.text("name") != "":
			return e.text("name")
		}
	}
	if len(id) < 8 {
		return string(id)
	}
	return "…" + string(id[len(id)-8:])
}

// lately is the newest event of a record until a position; nil when there is none.
func lately(ctx context.Context, q *diligencedb.Queries, ref anlan.Ref, upto int64) (*Entry, error) {
	list, err := q.Lately(ctx, diligencedb.LatelyParams{Ref: ref.String(), Upto: upto})
	if err != nil || len(list) == 0 {
		return nil, db.Classify(err)
	}
	return entryOf(rowOf(diligencedb.MentioningRow(list[0])))
}

// first is the first event of a record; nil when there is none.
func first(ctx context.Context, q *diligencedb.Queries, ref anlan.Ref) (*Entry, error) {
	list, err := q.Happened(ctx, diligencedb.HappenedParams{Ref: ref.String(), Upto: 1 << 62, Limit: 1})
	if err != nil || len(list) == 0 {
		return nil, db.Classify(err)
	}
	return entryOf(rowOf(diligencedb.MentioningRow(list[0])))
}
