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
		if err := queries(tx).InsertParty(ctx, documentdb.InsertPartyParams{Unit: u, Issued: e.Issued, Entry: e.ID, Code: e.Code, N: e.N}); err != nil {
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

func loadText(ctx context.Context, q documentdb.DBTX, id anlan.ID) (Text, error) {
	return db.Decode[Text](queries(q).Text(ctx, id))
}

// row is the document with its columns: what is stored, and what the witness compares.
func (t Text) row(doc string) documentdb.DocumentText {
	return documentdb.DocumentText{ID: t.ID, Unit: t.Unit, State: string(t.State), Entry: t.Entry, Moved: t.Moved, Revision: t.Revision, Doc: doc}
}

// textTold is what an event tells of a document: not what it says.
type textTold struct {
	Unit   anlan.ID `json:"unit"`
	State  State    `json:"state"`
	Number string   `json:"number,omitempty"`
	Entry  anlan.ID `json:"entry,omitempty"`
	SHA256 string   `json:"sha256,omitempty"`
}

func (t Text) told() textTold { return textTold{t.Unit, t.State, t.Number, t.Entry, t.SHA256} }

func insertText(ctx context.Context, tx *db.Tx, t Text) error {
	doc, err := db.Encode(t)
	if err != nil {
		return err
	}
	if err := queries(tx).InsertText(ctx, documentdb.InsertTextParams(t.row(doc))); err != nil {
		return db.Classify(err)
	}
	return tx.Emit("document.drafted", t.Ref(), t.told(), json.RawMessage(doc))
}

func updateText(ctx context.Context, tx *db.Tx, kind string, was, t Text) (Text, error) {
	t.Revision = was.Revision + 1
	doc, err := db.Encode(t)
	if err != nil {
		return t, err
	}
	err = db.Changed(queries(tx).UpdateText(ctx, documentdb.UpdateTextParams{ID: t.ID, Revision: was.Revision, State: string(t.State), Entry: t.Entry, Moved: t.Moved, Doc: doc}))
	if err != nil {
		return t, err
	}
	return t, tx.Emit(kind, t.Ref(), t.told(), json.RawMessage(doc))
}

func loadReceipt(ctx context.Context, q documentdb.DBTX, id anlan.ID) (Receipt, error) {
	return db.Decode[Receipt](queries(q).Receipt(ctx, id))
}

// row is the receipt with its columns.
func (r Receipt) row(doc string) documentdb.DocumentReceipt {
	return documentdb.DocumentReceipt{ID: r.ID, Entry: r.Entry, Unit: r.Unit, Waits: r.Waits(), Sent: r.Sent, Revision: r.Revision, Doc: doc, Spent: r.Spent}
}

func (s *Service) insertReceipt(ctx context.Context, tx *db.Tx, r Receipt) error {
	doc, err := db.Encode(r)
	if err != nil {
		return err
	}
	if err := queries(tx).InsertReceipt(ctx, documentdb.InsertReceiptParams(r.row(doc))); err != nil {
		return db.Classify(err)
	}
	if err := s.setClock(ctx, tx, r); err != nil {
		return err
	}
	return tx.Emit("document.served", r.Ref(), ReceiptTold{Receipt: r}, json.RawMessage(doc))
}

// updateReceipt writes the receipt as it now stands, moves its clock and tells what happened.
func (s *Service) updateReceipt(ctx context.Context, tx *db.Tx, kind string, was, r Receipt, to []string) (Receipt, error) {
	r.Revision = was.Revision + 1
	doc, err := db.Encode(r)
	if err != nil {
		return r, err
	}
	err = db.Changed(queries(tx).UpdateReceipt(ctx, documentdb.UpdateReceiptParams{ID: r.ID, Revision: was.Revision, Waits: r.Waits(), Spent: r.Spent, Doc: doc}))
	if err != nil {
		return r, err
	}
	if err := s.setClock(ctx, tx, r); err != nil {
		return r, err
	}
	return r, tx.Emit(kind, r.Ref(), ReceiptTold{Receipt: r, To: to}, json.RawMessage(doc))
}
