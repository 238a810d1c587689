package document

import (
	"context"
	"slices"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/document/documentdb"
)

// Records streams every sealed record of the room for the ledger's witness. A row whose columns, or whose
// parties, contradict its document is yielded as what it is, so that its seal does not fit.
func (s *Service) Records(ctx context.Context, yield func(ref anlan.Ref, record any) error) error {
	w := walker{q: queries(s.d.Reader()), yield: yield}
	return w.entries(ctx)
}

type walker struct {
	q     *documentdb.Queries
	yield func(ref anlan.Ref, record any) error
}

func (w walker) tell(kind string, id anlan.ID, doc string, honest bool) (anlan.ID, error) {
	return id, w.yield(anlan.Ref{Kind: kind, ID: id}, db.AsStored(doc, honest))
}

func (w walker) entries(ctx context.Context) error {
	return db.Pages(func(after anlan.ID) ([]documentdb.DocumentEntry, error) {
		return w.q.AllEntries(ctx, documentdb.AllEntriesParams{ID: after, Limit: pageSize})
	}, func(r documentdb.DocumentEntry) (anlan.ID, error) {
		e, err := db.Decode[Entry](r.Doc, nil)
		parties, broken := w.q.Parties(ctx, r.ID)
		if broken != nil {
			return r.ID, db.Classify(broken)
		}
		want := e.parties()
		slices.Sort(want)
		return w.tell(RefEntry, r.ID, r.Doc, err == nil && r == e.row(r.Doc) && slices.Equal(parties, want))
	})
}
