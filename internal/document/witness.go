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
	for _, walk := range []func(context.Context) error{w.entries, w.texts, w.receipts, w.templates} {
		if err := walk(ctx); err != nil {
			return err
		}
	}
	return nil
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

func (w walker) texts(ctx context.Context) error {
	return db.Pages(func(after anlan.ID) ([]documentdb.DocumentText, error) {
		return w.q.AllTexts(ctx, documentdb.AllTextsParams{ID: after, Limit: 100}) // texts are long
	}, func(r documentdb.DocumentText) (anlan.ID, error) {
		t, err := db.Decode[Text](r.Doc, nil)
		return w.tell(RefDocument, r.ID, r.Doc, err == nil && r == t.row(r.Doc) && t.intact())
	})
}

func (w walker) receipts(ctx context.Context) error {
	return db.Pages(func(after anlan.ID) ([]documentdb.DocumentReceipt, error) {
		return w.q.AllReceipts(ctx, documentdb.AllReceiptsParams{ID: after, Limit: pageSize})
	}, func(r documentdb.DocumentReceipt) (anlan.ID, error) {
		one, err := db.Decode[Receipt](r.Doc, nil)
		return w.tell(RefReceipt, r.ID, r.Doc, err == nil && r == one.row(r.Doc))
	})
}

// templates are few: one a kind.
func (w walker) templates(ctx context.Context) error {
	rows, err := w.q.Templates(ctx)
	if err != nil {
		return db.Classify(err)
	}
	for _, r := range rows {
		one, err := db.Decode[Template](r.Doc, nil)
		if _, err := w.tell(RefTemplate, r.ID, r.Doc, err == nil && r == one.row(r.Doc)); err != nil {
			return err
		}
	}
	return nil
}
