package registry

import (
	"context"
	"encoding/json"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/registry/registrydb"
)

// CheckParent refuses a parent under which the unit cannot stand: itself, one of its own, one that
// is abolished or too deep.
func CheckParent(u, parent Unit) error {
	_, err := u.under(parent)
	return err
}

// Withdraw takes back a record that an import made, if nobody has touched it since. It stays
// readable: a unit or post is abolished, a person has left, a holding covers no day.
func (w Writer) Withdraw(ctx context.Context, ref anlan.Ref, seen int64) error {
	today := w.tx.Now.Date()
	switch ref.Kind {
	case RefUnit:
		_, err := w.AbolishUnit(ctx, ref.ID, seen, today)
		return err
	case RefPost:
		_, err := w.AbolishPost(ctx, ref.ID, seen)
		return err
	case RefPerson:
		_, err := w.RetirePerson(ctx, ref.ID, seen)
		return err
	case RefHolding:
		return w.rewriteHolding(ctx, ref.ID, seen, func(h Holding) Holding { h.Until = h.Since.AddDays(-1); return h })
	case RefPlace:
		return w.withdrawPlace(ctx, string(ref.ID), seen)
	case RefSite:
		_, err := w.CloseSite(ctx, ref.ID, seen)
		return err
	}
	return anlan.ErrNotFound
}

func (w Writer) withdrawPlace(ctx context.Context, code string, seen int64) error {
	p, err := w.Place(ctx, code)
	if err != nil {
		return err
	}
	p.Status, p.Revision = Abolished, seen
	_, err = w.SavePlace(ctx, p)
	return err
}

// Restore brings a record back to what it was before the revision seen, if that is still the present
// one. The restored record is a new revision: nothing is unmade.
func (w Writer) Restore(ctx context.Context, ref anlan.Ref, seen int64) error {
	raw, err := w.q.Past(ctx, registrydb.PastParams{Ref: ref.String(), Revision: seen - 1})
	if err != nil {
		return db.Classify(err)
	}
	switch ref.Kind {
	case RefUnit:
		return restored(raw, func(u Unit) error { _, err := w.UpdateUnit(ctx, ref.ID, seen, u.Draft()); return err })
	case RefPost:
		return restored(raw, func(p Post) error {
			_, err := w.UpdatePost(ctx, ref.ID, seen, PostDraft{Title: p.Title, Kind: p.Kind, Rank: p.Rank})
			return err
		})
	case RefPerson:
		return restored(raw, func(p Person) error {
			_, err := w.UpdatePerson(ctx, ref.ID, seen, PersonDraft{Name: p.Name, Mobile: p.Mobile})
			return err
		})
	case RefHolding:
		return restored(raw, func(was Holding) error {
			return w.rewriteHolding(ctx, ref.ID, seen, func(h Holding) Holding {
				h.Mode, h.Since, h.Until = was.Mode, was.Since, was.Until
				return h
			})
		})
	case RefSite:
		return restored(raw, func(s Site) error { _, err := w.restoreSite(ctx, s, seen); return err })
	case RefPlace:
		return restored(raw, func(p Place) error { p.Revision = seen; _, err := w.SavePlace(ctx, p); return err })
	}
	return anlan.ErrNotFound
}

func restored[T any](raw string, save func(T) error) error {
	var was T
	if err := json.Unmarshal([]byte(raw), &was); err != nil {
		return err
	}
	return save(was)
}

// rewriteHolding puts a holding right after the fact.
func (w Writer) rewriteHolding(ctx context.Context, id anlan.ID, seen int64, rewrite func(Holding) Holding) error {
	was, err := w.holding(ctx, id)
	if err != nil {
		return err
	}
	if err := expect(was.Revision, seen); err != nil {
		return err
	}
	h, err := w.saveHolding(ctx, was, rewrite(was))
	if err != nil {
		return err
	}
	news := map[string]any{"post": h.Post, "person": h.Person, "since": h.Since, "until": h.Until}
	return w.tx.Emit("registry.holding_corrected", h.Ref(), news, h)
}

// Revision returns the present revision of a record.
func (d Directory) Revision(ctx context.Context, ref anlan.Ref) (int64, error) {
	record, err := d.Record(ctx, ref)
	if err != nil {
		return 0, err
	}
	switch r := record.(type) {
	case Place:
		return r.Revision, nil
	case Unit:
		return r.Revision, nil
	case Post:
		return r.Revision, nil
	case Person:
		return r.Revision, nil
	case Holding:
		return r.Revision, nil
	case Site:
		return r.Revision, nil
	case sealedContact:
		return r.Revision, nil
	}
	return 0, anlan.ErrNotFound
}

// Past is what a record was, and until when.
type Past struct {
	Revision int64           `json:"revision"`
	Record   json.RawMessage `json:"record"`
	Until    anlan.Instant   `json:"until"`
}

// PastOf returns the superseded forms of a record, newest first (law 8).
func (d Directory) PastOf(ctx context.Context, ref anlan.Ref) ([]Past, error) {
	rows, err := d.q.PastOf(ctx, ref.String())
	return mapped(rows, func(r registrydb.PastOfRow) Past {
		return Past{Revision: r.Revision, Record: json.RawMessage(r.Record), Until: r.At}
	}), db.Classify(err)
}
