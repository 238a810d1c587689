package committee

import (
	"context"
	"errors"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/committee/committeedb"
	"anlan/internal/db"
	"anlan/internal/registry"
)

// AddDocument records a document that the meeting studied, and asks its units for receipts.
func (s *Service) AddDocument(ctx context.Context, a anlan.Actor, meeting anlan.ID, draft DocumentDraft) (Document, error) {
	var d Document
	if err := authz.Check(a, actWrite); err != nil {
		return d, err
	}
	err := s.d.Write(ctx, a, func(tx *db.Tx) error {
		m, err := loadMeeting(ctx, tx, meeting)
		if err != nil {
			return err
		}
		if err := draft.check(m.Date); err != nil {
			return err
		}
		if d, err = newDocument(ctx, tx, m, draft); err != nil {
			return err
		}
		if d, err = s.wound(ctx, tx, d); err != nil {
			return err
		}
		return insertDocument(ctx, tx, d)
	})
	if errors.Is(err, db.ErrDone) && draft.ID != "" {
		return db.Decode[Document](queries(s.d.Reader()).Document(ctx, draft.ID))
	}
	return d, err
}

func newDocument(ctx context.Context, tx *db.Tx, m Meeting, draft DocumentDraft) (Document, error) {
	d := Document{ID: draft.ID, Meeting: m.ID, Title: strings.TrimSpace(draft.Title), Number: strings.TrimSpace(draft.Number),
		Organ: strings.TrimSpace(draft.Organ), Due: draft.Due, Units: []Named{}, By: seatOf(tx.Actor), Created: tx.Now, Revision: 1}
	if d.ID == "" {
		d.ID = tx.NewID()
	} else if _, err := anlan.ParseID(string(d.ID)); err != nil {
		return d, err
	}
	dir := registry.In(tx)
	if len(draft.Units) == 0 {
		return withEverybody(ctx, dir, m, d)
	}
	o, err := newResolver(dir, m).picked(ctx, OwnerDraft{Units: draft.Units})
	for _, u := range o.Units {
		if !slices.Contains(d.Units, u) {
			d.Units = append(d.Units, u)
		}
	}
	return d, err
}

// withEverybody asks the members of the committee and all townships.
func withEverybody(ctx context.Context, dir registry.Directory, m Meeting, d Document) (Document, error) {
	members, err := dir.Members(ctx, m.Unit.ID, m.Date)
	if err != nil {
		return d, err
	}
	towns, err := dir.UnitsOfKind(ctx, registry.TownshipUnit)
	for _, u := range append(members, towns...) {
		if n := (Named{u.ID, u.Name}); !slices.Contains(d.Units, n) {
			d.Units = append(d.Units, n)
		}
	}
	return d, err
}

func insertDocument(ctx context.Context, tx *db.Tx, d Document) error {
	doc, err := db.Encode(d)
	if err != nil {
		return err
	}
	q := queries(tx)
	if err := q.InsertDocument(ctx, committeedb.InsertDocumentParams{ID: d.ID, Meeting: d.Meeting, Revision: d.Revision, Doc: doc}); err != nil {
		return db.Classify(err)
	}
	for _, u := range d.Units {
		if err := q.InsertOwed(ctx, committeedb.InsertOwedParams{Unit: u.ID, Document: d.ID}); err != nil {
			return db.Classify(err)
		}
	}
	return tx.Emit("committee.document_studied", d.Ref(), d, d)
}

// GiveReceipt (传达学习回执) answers for a unit that it relayed a document. Answering twice is no error:
// the first receipt stands.
func (s *Service) GiveReceipt(ctx context.Context, a anlan.Actor, document anlan.ID, draft ReceiptDraft) (Receipt, error) {
	if draft.Unit == "" {
		draft.Unit = a.Unit
	}
	if err := authz.Check(a, actReceipt, authz.Target{Unit: draft.Unit}); err != nil {
		return Receipt{}, err
	}
	var r Receipt
	err := s.d.Write(ctx, a, func(tx *db.Tx) (err error) {
		r, err = receive(ctx, tx, document, draft)
		return err
	})
	if errors.Is(err, db.ErrDone) {
		return db.Decode[Receipt](queries(s.d.Reader()).Receipt(ctx, committeedb.ReceiptParams{Document: document, Unit: draft.Unit}))
	}
	return r, err
}

func receive(ctx context.Context, tx *db.Tx, document anlan.ID, draft ReceiptDraft) (Receipt, error) {
	d, err := db.Decode[Document](queries(tx).Document(ctx, document))
	if err != nil {
		return Receipt{}, err
	}
	m, err := loadMeeting(ctx, tx, d.Meeting)
	if err != nil {
		return Receipt{}, err
	}
	if err := draft.check(m.Date, tx.Now.Date()); err != nil {
		return Receipt{}, err
	}
	i := slices.IndexFunc(d.Units, func(u Named) bool { return u.ID == draft.Unit })
	if i < 0 {
		return Receipt{}, anlan.ErrCommitteeNotAsked
	}
	first, err := db.Decode[Receipt](queries(tx).Receipt(ctx, committeedb.ReceiptParams{Document: document, Unit: draft.Unit}))
	if !isGone(err) {
		return first, err
	}
	r := Receipt{ID: tx.NewID(), Document: d.ID, Unit: d.Units[i], Post: seatOf(tx.Actor), On: draft.On, At: tx.Now,
		People: draft.People, Note: strings.TrimSpace(draft.Note)}
	if r.On == "" {
		r.On = tx.Now.Date()
	}
	return r, insertReceipt(ctx, tx, r)
}

func insertReceipt(ctx context.Context, tx *db.Tx, r Receipt) error {
	doc, err := db.Encode(r)
	if err != nil {
		return err
	}
	q := queries(tx)
	if err := q.InsertReceipt(ctx, committeedb.InsertReceiptParams{ID: r.ID, Document: r.Document, Unit: r.Unit.ID, Doc: doc}); err != nil {
		return db.Classify(err)
	}
	if err := q.DeleteOwed(ctx, committeedb.DeleteOwedParams{Unit: r.Unit.ID, Document: r.Document}); err != nil {
		return db.Classify(err)
	}
	return tx.Emit("committee.relayed", r.Ref(), r, r)
}

// Studied is a document with who has relayed it and who has not yet.
type Studied struct {
	Document
	Receipts []Receipt `json:"receipts" nullable:"false"`
	Waiting  []Named   `json:"waiting" nullable:"false"`
}

// Studied returns what a meeting studied, with the receipts.
func (s *Service) Studied(ctx context.Context, a anlan.Actor, meeting anlan.ID) ([]Studied, error) {
	if err := authz.Check(a, actRead); err != nil {
		return nil, err
	}
	list, err := db.DecodeAll[Document](queries(s.d.Reader()).Documents(ctx, meeting))
	if err != nil {
		return nil, err
	}
	out := make([]Studied, 0, len(list))
	for _, d := range list {
		one, err := s.studied(ctx, d)
		if err != nil {
			return nil, err
		}
		out = append(out, one)
	}
	return out, nil
}

func (s *Service) studied(ctx context.Context, d Document) (Studied, error) {
	out := Studied{Document: d, Waiting: []Named{}}
	var err error
	if out.Receipts, err = db.DecodeAll[Receipt](queries(s.d.Reader()).Receipts(ctx, d.ID)); err != nil {
		return out, err
	}
	owed, err := queries(s.d.Reader()).OwedOf(ctx, d.ID)
	for _, u := range d.Units {
		if slices.Contains(owed, u.ID) {
			out.Waiting = append(out.Waiting, u)
		}
	}
	return out, db.Classify(err)
}

// Owed returns the documents that a unit still has to relay, for its to-do list.
func (s *Service) Owed(ctx context.Context, a anlan.Actor, unit anlan.ID, most int) ([]Document, error) {
	if err := authz.Check(a, actReceipt, authz.Target{Unit: unit}); err != nil {
		return nil, err
	}
	return db.DecodeAll[Document](queries(s.d.Reader()).OwedBy(ctx, committeedb.OwedByParams{Unit: unit, Limit: int32(min(max(most, 1), 200))}))
}
