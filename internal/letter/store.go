package letter

import (
	"cmp"
	"context"
	"strings"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/letter/letterdb"
)

const pageSize = 500 // rows of a bounded walk

func (l Letter) row(doc string) letterdb.Letter {
	return letterdb.Letter{ID: l.ID, Number: cmp.Or(l.Number, string(l.ID)), Year: int64(l.Year), Kind: l.Kind, Issuer: l.Issuer.Unit, Signer: l.Signer.Unit,
		State: string(l.State), Rank: l.Rank, Revision: l.Revision, Doc: doc}
}

func (s *Service) load(ctx context.Context, door letterdb.DBTX, id anlan.ID) (Letter, error) {
	return db.Decode[Letter](queries(door).Letter(ctx, id))
}

func (s *Service) insert(ctx context.Context, tx *db.Tx, l Letter) error {
	doc, err := db.Encode(l)
	if err != nil {
		return err
	}
	if err := queries(tx).InsertLetter(ctx, letterdb.InsertLetterParams(l.row(doc))); err != nil {
		return db.Classify(err)
	}
	return tx.Emit("letter.made", l.Ref(), l.told(), l)
}

// save writes a loaded letter back as its next revision and tells.
func (s *Service) save(ctx context.Context, tx *db.Tx, kind string, l Letter, told any) (Letter, error) {
	seen := l.Revision
	l.Revision, l.Updated = seen+1, tx.Now
	doc, err := db.Encode(l)
	if err != nil {
		return l, err
	}
	r := l.row(doc)
	err = db.Changed(queries(tx).UpdateLetter(ctx, letterdb.UpdateLetterParams{ID: l.ID, Revision: seen, State: r.State, Rank: r.Rank, Number: r.Number, Doc: doc}))
	if err != nil {
		return l, err
	}
	if err := s.ask(ctx, tx, l); err != nil {
		return l, err
	}
	if err := s.wind(ctx, tx, l.Ref(), l.running()); err != nil {
		return l, err
	}
	return l, tx.Emit(kind, l.Ref(), told, l)
}

// item is a record that hangs on a letter, a unit or a year.
type item interface {
	Ref() anlan.Ref
	row(doc string) letterdb.LetterItem
}

func kindOfItem(ref anlan.Ref) string { return strings.TrimPrefix(ref.Kind, "letter.") }

func insertItem(ctx context.Context, tx *db.Tx, event string, i item, body any) error {
	doc, err := db.Encode(i)
	if err != nil {
		return err
	}
	if err := queries(tx).InsertItem(ctx, letterdb.InsertItemParams(i.row(doc))); err != nil {
		return db.Classify(err)
	}
	return tx.Emit(event, i.Ref(), body, i)
}

// updateItem writes an item whose revision is one above the stored one.
func updateItem(ctx context.Context, tx *db.Tx, event string, i item, body any) error {
	doc, err := db.Encode(i)
	if err != nil {
		return err
	}
	r := i.row(doc)
	err = db.Changed(queries(tx).UpdateItem(ctx, letterdb.UpdateItemParams{ID: r.ID, Revision: r.Revision - 1, State: r.State, Year: r.Year, Doc: doc}))
	if err != nil {
		return err
	}
	return tx.Emit(event, i.Ref(), body, i)
}

func getItem[T item](ctx context.Context, door letterdb.DBTX, id anlan.ID) (v T, err error) {
	return db.Decode[T](queries(door).Item(ctx, letterdb.ItemParams{ID: id, Kind: kindOfItem(v.Ref())}))
}

func itemsAbout[T item](ctx context.Context, door letterdb.DBTX, about string, most int) ([]T, error) {
	var v T
	return db.DecodeAll[T](queries(door).ItemsAbout(ctx, letterdb.ItemsAboutParams{About: about, Kind: kindOfItem(v.Ref()), Limit: int32(most)}))
}

func itemsOfYear[T item](ctx context.Context, door letterdb.DBTX, year int, state string, after anlan.ID, most int) ([]T, error) {
	var v T
	return db.DecodeAll[T](queries(door).ItemsOfYear(ctx, letterdb.ItemsOfYearParams{Kind: kindOfItem(v.Ref()), Year: int64(year), State: state, ID: after, Limit: int32(most)}))
}

func rowOf(i item, about, slot string, id anlan.ID, year int, state string, revision int64, doc string) letterdb.LetterItem {
	if slot == "" {
		slot = string(id)
	}
	return letterdb.LetterItem{ID: id, Kind: kindOfItem(i.Ref()), About: about, Slot: slot, Year: int64(year), State: state, Revision: revision, Doc: doc}
}

func (t Template) row(doc string) letterdb.LetterItem {
	return rowOf(t, t.Body.Kind, "", t.ID, 0, t.State, t.Revision, doc)
}

func (s Signature) row(doc string) letterdb.LetterItem {
	return rowOf(s, string(s.Letter), "", s.ID, 0, s.Role, 1, doc)
}

func (m Mark) row(doc string) letterdb.LetterItem {
	return rowOf(m, string(m.Letter), m.Clause, m.ID, 0, "", m.Revision, doc)
}

func (r Record) row(doc string) letterdb.LetterItem {
	state := "holds"
	if r.Void != "" {
		state = "void"
	}
	return rowOf(r, string(r.Unit), "", r.ID, r.Day.Year(), state, r.Revision, doc)
}

func (o Objection) row(doc string) letterdb.LetterItem {
	return rowOf(o, string(o.Letter), "", o.ID, o.Year, string(o.State), o.Revision, doc)
}
