package letter

import (
	"context"
	"slices"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/letter/letterdb"
)

// Records streams every sealed record of the room for the ledger's witness. A row whose columns
// contradict its document, or whose frozen text does not fit its digest, is yielded as what it is, so
// that its seal does not fit.
func (s *Service) Records(ctx context.Context, yield func(ref anlan.Ref, record any) error) error {
	w := walker{q: queries(s.d.Reader()), yield: yield}
	for _, walk := range []func(context.Context) error{w.letters, w.keys, w.items} {
		if err := walk(ctx); err != nil {
			return err
		}
	}
	return nil
}

type walker struct {
	q     *letterdb.Queries
	yield func(ref anlan.Ref, record any) error
}

// tell yields one record as it is stored, or as a contradiction.
func (w walker) tell(kind string, id anlan.ID, doc string, honest bool) (anlan.ID, error) {
	return id, w.yield(anlan.Ref{Kind: kind, ID: id}, db.AsStored(doc, honest))
}

func (w walker) letters(ctx context.Context) error {
	return db.Pages(func(after anlan.ID) ([]letterdb.Letter, error) {
		return w.q.AllLetters(ctx, letterdb.AllLettersParams{ID: after, Limit: pageSize})
	}, func(r letterdb.Letter) (anlan.ID, error) {
		l, err := db.Decode[Letter](r.Doc, nil)
		honest := err == nil && r == l.row(r.Doc)
		if honest && l.Hash != "" {
			text, err := w.q.Text(ctx, l.ID)
			honest = err == nil && text.Hash == l.Hash && HashOf(text.Text) == l.Hash
		}
		if honest {
			honest = w.asks(ctx, l.ID, l.signatures())
		}
		return w.tell(RefLetter, r.ID, r.Doc, honest)
	})
}

func (w walker) keys(ctx context.Context) error {
	return db.Pages(func(after anlan.ID) ([]letterdb.LetterKey, error) {
		return w.q.AllKeys(ctx, letterdb.AllKeysParams{ID: after, Limit: pageSize})
	}, func(r letterdb.LetterKey) (anlan.ID, error) {
		k, err := db.Decode[Key](r.Doc, nil)
		honest := err == nil && r == letterdb.LetterKey{ID: k.ID, Account: k.Account, Live: k.Ended == 0, Revision: k.Revision, Doc: r.Doc, Secret: r.Secret}
		return w.tell(RefKey, r.ID, r.Doc, honest)
	})
}

func (w walker) items(ctx context.Context) error {
	return db.Pages(func(after anlan.ID) ([]letterdb.LetterItem, error) {
		return w.q.AllItems(ctx, letterdb.AllItemsParams{ID: after, Limit: pageSize})
	}, func(r letterdb.LetterItem) (anlan.ID, error) {
		honest := honestItem(r)
		if o, err := db.Decode[Objection](r.Doc, nil); honest && err == nil && r.Kind == "objection" {
			honest = w.asks(ctx, o.ID, o.duties())
		}
		return w.tell("letter."+r.Kind, r.ID, r.Doc, honest)
	})
}

// asks tells whether a record asks what it should of whom. What marks and an assessment ask follows from
// several records, of which one may be newer than another while the ledger walks: the recount holds that.
func (w walker) asks(ctx context.Context, record anlan.ID, want []letterdb.LetterDuty) bool {
	have, err := w.q.DutiesOf(ctx, record)
	if slices.ContainsFunc(have, func(d letterdb.LetterDuty) bool { return d.What == stale }) {
		return err == nil // older than the index; written anew before the door opens
	}
	have = slices.DeleteFunc(have, func(d letterdb.LetterDuty) bool { return d.What == OwedSelf || d.What == OwedCheck })
	return err == nil && sameDuties(have, want)
}

func honestItem(r letterdb.LetterItem) bool {
	switch r.Kind {
	case "template":
		return fits[Template](r)
	case "signature":
		return fits[Signature](r)
	case "mark":
		return fits[Mark](r)
	case "record":
		return fits[Record](r)
	case "objection":
		return fits[Objection](r)
	case "round":
		return fits[Round](r)
	case "review":
		return fits[Review](r)
	}
	return false
}

func fits[T item](r letterdb.LetterItem) bool {
	v, err := db.Decode[T](r.Doc, nil)
	return err == nil && r == v.row(r.Doc)
}
