package registry

import (
	"context"
	"encoding/json"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/registry/registrydb"
)

// Writer changes the registry inside one transaction: decide, save, keep the past, tell. It asks
// nobody's permission; whoever opened the transaction has asked. Service and the imports use it.
type Writer struct {
	Directory
	tx *db.Tx
}

// Within returns the writer of the transaction.
func Within(tx *db.Tx) Writer { return Writer{Directory: In(tx), tx: tx} }

// fresh returns the identity that the client made, or a new one.
func (w Writer) fresh(id anlan.ID) (anlan.ID, error) {
	if id == "" {
		return w.tx.NewID(), nil
	}
	return anlan.ParseID(string(id))
}

// supersede keeps what the record was. A first revision has no past.
func (w Writer) supersede(ctx context.Context, ref anlan.Ref, revision int64, was any) error {
	raw, err := json.Marshal(was)
	if err != nil {
		return err
	}
	return w.q.KeepPast(ctx, registrydb.KeepPastParams{Ref: ref.String(), Revision: revision, Record: string(raw), At: w.tx.Now})
}

// first answers a save: one row, or somebody else was first.
func first(rows int64, err error) error {
	if err != nil {
		return db.Classify(err)
	}
	if rows == 0 {
		return anlan.ErrConflict
	}
	return nil
}

// expect refuses a change of a record that is no longer what the writer of the change saw.
func expect(revision, seen int64) error {
	if revision != seen {
		return anlan.ErrConflict
	}
	return nil
}

// SavePlace makes or changes a place. p.Revision is the revision that was seen, 0 for a new place.
func (w Writer) SavePlace(ctx context.Context, p Place) (Place, error) {
	if err := CheckPlace(p); err != nil {
		return p, err
	}
	if p.Parent != "" {
		if _, err := w.Place(ctx, p.Parent); err != nil {
			return p, anlan.ErrRegistryPlaceParent.With("code", p.Code).With("parent", p.Parent).At("parent").Because(err)
		}
	}
	p.Initials = Initials(ShortPlaceName(p.Name))
	if p.Status == "" {
		p.Status = Active
	}
	if p.Revision == 0 {
		return w.insertPlace(ctx, p)
	}
	return w.updatePlace(ctx, p)
}

func (w Writer) insertPlace(ctx context.Context, p Place) (Place, error) {
	p.Revision, p.Created, p.Updated = 1, w.tx.Now, w.tx.Now
	if err := w.q.InsertPlace(ctx, registrydb.InsertPlaceParams(p.row())); err != nil {
		return p, db.Classify(err)
	}
	return p, w.tx.Emit("registry.place_created", p.Ref(), map[string]any{"code": p.Code, "name": p.Name, "level": p.Level}, p)
}

func (w Writer) updatePlace(ctx context.Context, p Place) (Place, error) {
	was, err := w.Place(ctx, p.Code)
	if err != nil {
		return p, err
	}
	if err := expect(was.Revision, p.Revision); err != nil {
		return was, err
	}
	p.Revision, p.Created, p.Updated = was.Revision+1, was.Created, w.tx.Now
	if err := w.supersede(ctx, p.Ref(), was.Revision, was); err != nil {
		return p, err
	}
	r := p.row()
	err = first(w.q.UpdatePlace(ctx, registrydb.UpdatePlaceParams{Name: r.Name, Level: r.Level, Kind: r.Kind, Parent: r.Parent,
		Initials: r.Initials, Geometry: r.Geometry, TileCol: r.TileCol, TileRow: r.TileRow, Status: r.Status,
		Revision: r.Revision, UpdatedAt: r.UpdatedAt, Code: r.Code}))
	if err != nil {
		return p, err
	}
	return p, w.tx.Emit("registry.place_changed", p.Ref(), map[string]any{"code": p.Code, "name": p.Name, "status": p.Status}, p)
}

// Try runs fn behind a savepoint: when it fails, its rows are gone and the transaction goes on. Events
// stay with the transaction, so fn emits last, or the transaction is given up after all.
func (w Writer) Try(ctx context.Context, fn func() error) error {
	if _, err := w.tx.ExecContext(ctx, "SAVEPOINT registry_try"); err != nil {
		return err
	}
	failed := fn()
	if failed != nil {
		if _, err := w.tx.ExecContext(ctx, "ROLLBACK TO SAVEPOINT registry_try"); err != nil {
			return err
		}
	}
	if _, err := w.tx.ExecContext(ctx, "RELEASE SAVEPOINT registry_try"); err != nil {
		return err
	}
	return failed
}

// Now is the transaction's instant.
func (w Writer) Now() anlan.Instant { return w.tx.Now }
