package tip

import (
	"context"
	"encoding/json"
	"math"
	"slices"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/tip/tipdb"
)

// Get returns one report. What the actor may not see is not found.
func (s *Service) Get(ctx context.Context, a anlan.Actor, id anlan.ID) (Tip, error) {
	t, err := load(ctx, s.d.Reader(), id)
	if err != nil {
		return t, err
	}
	return t, allowed(a, actRead, t)
}

// Photo tells whether the actor may see a picture: that of a report that the actor may read.
func (s *Service) Photo(ctx context.Context, a anlan.Actor, id anlan.ID, hash string) error {
	t, err := s.Get(ctx, a, id)
	if err == nil && !slices.ContainsFunc(t.Photos, func(p Photo) bool { return p.Hash == hash }) {
		err = anlan.ErrNotFound
	}
	return err
}

// OfHazard lists the reports that led to a hazard, as far as the actor may read them.
func (s *Service) OfHazard(ctx context.Context, a anlan.Actor, hazard anlan.ID) ([]Tip, error) {
	if authz.Check(a, actRead) != nil {
		return nil, nil
	}
	list, err := db.DecodeAll[Tip](queries(s.d.Reader()).OfHazard(ctx, tipdb.OfHazardParams{Hazard: hazard, Limit: 20}))
	return slices.DeleteFunc(list, func(t Tip) bool { return allowed(a, actRead, t) != nil }), err
}

// Page is one page of a list.
type Page struct {
	Items []Tip
	Next  string // cursor of the next page; empty at the end
}

// Filter chooses reports.
type Filter struct {
	Ended  bool // what ended, the newest first; else what waits, the most urgent first
	Cursor string
	Limit  int
}

const limitMost = 200

// List returns the reports of the actor's desk, or all of them to whoever may read all.
func (s *Service) List(ctx context.Context, a anlan.Actor, f Filter) (Page, error) {
	if err := authz.Check(a, actRead); err != nil {
		return Page{}, err
	}
	if f.Limit <= 0 || f.Limit > limitMost {
		f.Limit = 50
	}
	rank, id, err := f.from()
	if err != nil {
		return Page{}, err
	}
	q, most, desk := queries(s.d.Reader()), int32(f.Limit)+1, a.Unit
	all := authz.ScopeFor(a, actRead).All
	var docs []string
	switch {
	case f.Ended && all:
		docs, err = q.Ended(ctx, tipdb.EndedParams{Rank: rank, ID: id, Most: most})
	case f.Ended:
		docs, err = q.EndedAt(ctx, tipdb.EndedAtParams{Desk: desk, Rank: rank, ID: id, Most: most})
	case all:
		docs, err = q.Waiting(ctx, tipdb.WaitingParams{Rank: rank, ID: id, Most: most})
	default:
		docs, err = q.WaitingAt(ctx, tipdb.WaitingAtParams{Desk: desk, Rank: rank, ID: id, Most: most})
	}
	list, err := db.DecodeAll[Tip](docs, err)
	if err != nil {
		return Page{}, err
	}
	p := Page{Items: list}
	if len(list) > f.Limit {
		p.Items = list[:f.Limit]
		last := p.Items[f.Limit-1]
		p.Next = db.Cursor(last.rank(), last.ID)
	}
	p.Items = slices.DeleteFunc(p.Items, func(t Tip) bool { return accused(a, t) })
	return p, nil
}

// from is the row before which, or after which, the page begins.
func (f Filter) from() (anlan.Instant, anlan.ID, error) {
	if f.Cursor == "" {
		if f.Ended {
			return math.MaxInt64, "", nil
		}
		return 0, "", nil
	}
	return db.ParseCursor[anlan.Instant, anlan.ID](f.Cursor)
}

// Records streams every report for the ledger's witness. A row whose columns contradict its document is
// yielded as what it is, so that its seal no longer fits.
func (s *Service) Records(ctx context.Context, yield func(ref anlan.Ref, record any) error) error {
	var after anlan.ID
	for {
		rows, err := queries(s.d.Reader()).All(ctx, tipdb.AllParams{ID: after, Limit: pageSize})
		if err != nil || len(rows) == 0 {
			return db.Classify(err)
		}
		for _, r := range rows {
			after = r.ID
			if err := yield(anlan.Ref{Kind: RefTip, ID: r.ID}, sealedRecord(r)); err != nil {
				return err
			}
		}
	}
}

func sealedRecord(r tipdb.Tip) any {
	t, err := db.Decode[Tip](r.Doc, nil)
	switch {
	case err != nil:
		return map[string]any{"not JSON": r.Doc}
	case r != t.row(r.Doc):
		return map[string]any{"columns differ from": json.RawMessage(r.Doc)}
	}
	return json.RawMessage(r.Doc)
}
