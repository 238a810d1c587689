package registry

import (
	"context"
	"errors"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
)

// The actions that authz knows of this room.
const (
	actRead    = "registry.read"
	actContact = "registry.contact" // see numbers and addresses unmasked
	actWrite   = "registry.write"
	actImport  = "registry.import"
)

// Service is the registry's door for people: every method asks first who may.
type Service struct{ db *db.DB }

// New returns the service over the database.
func New(d *db.DB) *Service { return &Service{db: d} }

func (s *Service) read() Directory { return In(s.db.Reader()) }

// change runs fn once, after asking who may.
func change[T any](ctx context.Context, s *Service, a anlan.Actor, fn func(w Writer) (T, error), found func(Directory) (T, error)) (T, error) {
	if err := authz.Check(a, actWrite); err != nil {
		var none T
		return none, err
	}
	return once(ctx, s.db, a, fn, found)
}

// once runs fn in one transaction. When the request was carried out before, found answers with what it left (law 9).
func once[T any](ctx context.Context, d *db.DB, a anlan.Actor, fn func(w Writer) (T, error), found func(Directory) (T, error)) (T, error) {
	var out, none T
	err := d.Write(ctx, a, func(tx *db.Tx) (err error) {
		out, err = fn(Within(tx))
		return err
	})
	switch {
	case errors.Is(err, db.ErrDone):
		return found(In(d.Reader()))
	case err != nil:
		return none, err
	}
	return out, nil
}

// Places lists places.
func (s *Service) Places(ctx context.Context, a anlan.Actor, f PlaceFilter) (Page[Place], error) {
	if err := authz.Check(a, actRead); err != nil {
		return Page[Place]{}, err
	}
	return s.read().Places(ctx, f)
}

// Place returns one place.
func (s *Service) Place(ctx context.Context, a anlan.Actor, code string) (Place, error) {
	if err := authz.Check(a, actRead); err != nil {
		return Place{}, err
	}
	return s.read().Place(ctx, code)
}

// SavePlace makes a place (revision 0) or changes one.
func (s *Service) SavePlace(ctx context.Context, a anlan.Actor, p Place) (Place, error) {
	return change(ctx, s, a, func(w Writer) (Place, error) { return w.SavePlace(ctx, p) },
		func(d Directory) (Place, error) { return d.Place(ctx, p.Code) })
}

// Units lists the units that the actor may see.
func (s *Service) Units(ctx context.Context, a anlan.Actor, f UnitFilter) (Page[Unit], error) {
	if err := authz.Check(a, actRead); err != nil {
		return Page[Unit]{}, err
	}
	return s.read().Units(ctx, authz.ScopeFor(a, actRead), f)
}

// Unit returns one unit.
func (s *Service) Unit(ctx context.Context, a anlan.Actor, id UnitID) (Unit, error) {
	if err := authz.Check(a, actRead); err != nil {
		return Unit{}, err
	}
	return s.seen(ctx, a, id)
}

// seen returns the unit if it lies within what the actor may see; else it does not exist for them.
func (s *Service) seen(ctx context.Context, a anlan.Actor, id UnitID) (Unit, error) {
	u, err := s.read().Unit(ctx, id)
	if err != nil {
		return u, err
	}
	if !authz.ScopeFor(a, actRead).Covers(u.ID, u.Place) {
		return Unit{}, anlan.ErrNotFound
	}
	return u, nil
}

// CreateUnit makes a unit.
func (s *Service) CreateUnit(ctx context.Context, a anlan.Actor, d UnitDraft) (Unit, error) {
	return change(ctx, s, a, func(w Writer) (Unit, error) { return w.CreateUnit(ctx, d) },
		func(r Directory) (Unit, error) { return r.Unit(ctx, d.ID) })
}

// UpdateUnit changes a unit that was seen at the revision, and moves it when its parent changed.
func (s *Service) UpdateUnit(ctx context.Context, a anlan.Actor, id UnitID, revision int64, d UnitDraft) (Unit, error) {
	return change(ctx, s, a, func(w Writer) (Unit, error) { return w.UpdateUnit(ctx, id, revision, d) },
		func(r Directory) (Unit, error) { return r.Unit(ctx, id) })
}

// AbolishUnit ends a unit on its last day.
func (s *Service) AbolishUnit(ctx context.Context, a anlan.Actor, id UnitID, revision int64, last anlan.Date) (Unit, error) {
	return change(ctx, s, a, func(w Writer) (Unit, error) { return w.AbolishUnit(ctx, id, revision, last) },
		func(r Directory) (Unit, error) { return r.Unit(ctx, id) })
}

// Resolve finds the units that a name in a text means; see Directory.Resolve.
func (s *Service) Resolve(ctx context.Context, a anlan.Actor, name string) ([]UnitMatch, error) {
	if err := authz.Check(a, actRead); err != nil {
		return nil, err
	}
	return s.read().Resolve(ctx, name, s.db.Now().Date())
}

// SetMember says from when to when a unit sits in a committee.
func (s *Service) SetMember(ctx context.Context, a anlan.Actor, body, unit UnitID, since, until anlan.Date) error {
	_, err := change(ctx, s, a, func(w Writer) (struct{}, error) { return struct{}{}, w.SetMember(ctx, body, unit, since, until) },
		func(Directory) (struct{}, error) { return struct{}{}, nil })
	return err
}
