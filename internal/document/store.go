package document

import (
	"context"
	"encoding/json"
	"errors"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/document/documentdb"
)

const pageSize = 500 // rows of a bounded walk

func queries(q documentdb.DBTX) *documentdb.Queries { return documentdb.New(q) }

func loadEntry(ctx context.Context, q documentdb.DBTX, id anlan.ID) (Entry, error) {
	return db.Decode[Entry](queries(q).Entry(ctx, id))
}

// row is the entry with its columns: what is stored, and what the witness compares.
func (e Entry) row(doc string) documentdb.DocumentEntry {
	return documentdb.DocumentEntry{ID: e.ID, Series: e.Series, N: e.N, Code: e.Code, Kind: e.Kind, Unit: e.Unit, Issued: e.Issued,
		Void: e.Void != nil, Origin: e.origin(), Revision: e.Revision, Doc: doc}
}

// insertEntry writes a new entry with those whom it concerns.
func insertEntry(ctx context.Context, tx *db.Tx, e Entry) error {
	doc, err := db.Encode(e)
	if err != nil {
		return err
	}
	if err := queries(tx).InsertEntry(ctx, documentdb.InsertEntryParams(e.row(doc))); err != nil {
		return db.Classify(err)
	}
	for _, u := range e.parties() {
		if err := queries(tx).InsertParty(ctx, documentdb.InsertPartyParams{Unit: u, Issued: e.Issued, Entry: e.ID}); err != nil {
			return db.Classify(err)
		}
	}
	return tx.Emit("document.registered", e.Ref(), e, json.RawMessage(doc))
}

// updateEntry writes the entry as it now stands and tells what happened.
func updateEntry(ctx context.Context, tx *db.Tx, kind string, was, e Entry) (Entry, error) {
	e.Revision = was.Revision + 1
	doc, err := db.Encode(e)
	if err != nil {
		return e, err
	}
	err = db.Changed(queries(tx).UpdateEntry(ctx, documentdb.UpdateEntryParams{ID: e.ID, Revision: was.Revision, Void: e.Void != nil, Doc: doc}))
	if err != nil {
		return e, err
	}
	return e, tx.Emit(kind, e.Ref(), e, json.RawMessage(doc))
}

// known returns the entry that a query found, or nil.
func known(doc string, err error) (*Entry, error) {
	e, err := db.Decode[Entry](doc, err)
	if errors.Is(err, anlan.ErrNotFound) {
		return nil, nil
	}
	return &e, err
}
