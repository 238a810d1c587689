package diligence

import (
	"context"
	"iter"
	"slices"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/diligence/diligencedb"
)

// pageMost is how many events of a source are in memory at a time. Many sources share what one may have.
const (
	pageMost = 200
	inMemory = 6000
)

// source is one stream of events in order: those that mention a word, or those of a record.
type source struct {
	word string
	ref  anlan.Ref
	from int64 // the position before the first
	to   int64 // the last position
	take func(*Entry) bool
}

func (s source) read(ctx context.Context, q *diligencedb.Queries, after int64, page int) ([]*Entry, error) {
	var rows []Row
	if s.word == "" {
		list, err := q.Happened(ctx, diligencedb.HappenedParams{Ref: s.ref.String(), After: after, Upto: s.to, Limit: int32(page)})
		if err != nil {
			return nil, db.Classify(err)
		}
		for _, r := range list {
			rows = append(rows, rowOf(diligencedb.MentioningRow(r)))
		}
		return entries(rows)
	}
	list, err := q.Mentioning(ctx, diligencedb.MentioningParams{Who: Key(s.word), Pos: after, Pos_2: s.to, Limit: int32(page)})
	if err != nil {
		return nil, db.Classify(err)
	}
	for _, r := range list {
		rows = append(rows, rowOf(r))
	}
	return entries(rows)
}

func rowOf(r diligencedb.MentioningRow) Row {
	return Row{r.Pos, r.At, string(r.ID), r.Kind, r.Ref, r.Seal, r.Salt, r.Actor, r.Body}
}

func entries(rows []Row) ([]*Entry, error) {
	list := make([]*Entry, 0, len(rows))
	for _, r := range rows {
		e, err := entryOf(r)
		if err != nil {
			return nil, anlan.ErrDiligenceDamaged.With("pos", r.Pos).Because(err)
		}
		list = append(list, e)
	}
	return list, nil
}

// wants tells whether the source speaks of the event: the index knows words by a number only.
func (s source) wants(e *Entry) bool {
	if s.word != "" && !slices.Contains(Mentions(e), s.word) {
		return false
	}
	return s.take == nil || s.take(e)
}

// cursor is a source under way.
type cursor struct {
	source
	list []*Entry
	last int64
	page int
	done bool
}

// next makes sure that the cursor stands on an event, or at its end.
func (c *cursor) next(ctx context.Context, q *diligencedb.Queries) error {
	for {
		for len(c.list) > 0 {
			if c.wants(c.list[0]) {
				return nil
			}
			c.list = c.list[1:]
		}
		if c.done {
			return nil
		}
		list, err := c.read(ctx, q, c.last, c.page)
		if err != nil {
			return err
		}
		c.list, c.done = list, len(list) < c.page
		if len(list) > 0 {
			c.last = list[len(list)-1].Pos
		}
	}
}

// gather merges sources into one stream, in the order of the ledger, each event once. Only a page of each
// source is in memory.
func gather(ctx context.Context, q *diligencedb.Queries, sources []source) iter.Seq2[*Entry, error] {
	return func(yield func(*Entry, error) bool) {
		list, page := make([]*cursor, len(sources)), max(8, min(pageMost, inMemory/max(1, len(sources))))
		for i, s := range sources {
			list[i] = &cursor{source: s, last: s.from, page: page}
		}
		for {
			var low *Entry
			for _, c := range list {
				if err := c.next(ctx, q); err != nil {
					yield(nil, err)
					return
				}
				if len(c.list) > 0 && (low == nil || c.list[0].Pos < low.Pos) {
					low = c.list[0]
				}
			}
			if low == nil || !yield(low, nil) {
				return
			}
			for _, c := range list {
				if len(c.list) > 0 && c.list[0].Pos == low.Pos {
					c.list = c.list[1:]
				}
			}
		}
	}
}
