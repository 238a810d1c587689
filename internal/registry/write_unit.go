package registry

import (
	"context"
	"errors"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/registry/registrydb"
)

// CreateUnit makes a unit under its parent.
func (w Writer) CreateUnit(ctx context.Context, d UnitDraft) (Unit, error) {
	u := Unit{Status: Active, Revision: 1, Created: w.tx.Now, Updated: w.tx.Now}
	if err := CheckUnit(d); err != nil {
		return u, err
	}
	id, err := w.fresh(d.ID)
	if err != nil {
		return u, err
	}
	u.ID = id
	if u, err = w.settled(ctx, d.apply(u), d.Parent); err != nil {
		return u, err
	}
	if err := w.q.InsertUnit(ctx, registrydb.InsertUnitParams(u.row())); err != nil {
		return u, unitDouble(err, u)
	}
	if err := w.writeNames(ctx, u); err != nil {
		return u, err
	}
	return u, w.tx.Emit("registry.unit_created", u.Ref(), unitNews(u), u)
}

// UpdateUnit writes the draft over the unit that the writer saw at the revision, and moves it with
// everything below it when the parent changed.
func (w Writer) UpdateUnit(ctx context.Context, id UnitID, revision int64, d UnitDraft) (Unit, error) {
	if err := CheckUnit(d); err != nil {
		return Unit{}, err
	}
	was, err := w.Unit(ctx, id)
	if err != nil {
		return was, err
	}
	if err := errors.Join(expect(was.Revision, revision), inUse(was.Status, was.Name)); err != nil {
		return was, err
	}
	u, err := w.settled(ctx, d.apply(was), d.Parent)
	if err != nil {
		return was, err
	}
	if err := w.saveUnit(ctx, was, u); err != nil {
		return was, err
	}
	return w.told(ctx, "registry.unit_changed", id)
}

// AbolishUnit ends a unit on a day. Units and posts below it must have ended before: their work has
// to go somewhere first.
func (w Writer) AbolishUnit(ctx context.Context, id UnitID, revision int64, last anlan.Date) (Unit, error) {
	was, err := w.Unit(ctx, id)
	if err != nil {
		return was, err
	}
	if err := errors.Join(expect(was.Revision, revision), inUse(was.Status, was.Name), checkDay("until", last).Err()); err != nil {
		return was, err
	}
	below, err := w.q.ActiveBelow(ctx, registrydb.ActiveBelowParams{Path: was.Path, PathEnd: pathEnd(was.Path)})
	if err != nil {
		return was, db.Classify(err)
	}
	posts, err := w.Posts(ctx, id)
	if err != nil {
		return was, err
	}
	if below > 0 || len(posts) > 0 {
		return was, anlan.ErrRegistryUnitBusy.With("name", was.Name).With("units", below).With("posts", len(posts))
	}
	u := was
	u.Status, u.Until = Abolished, last
	if err := w.saveUnit(ctx, was, u); err != nil {
		return was, err
	}
	return w.told(ctx, "registry.unit_abolished", id)
}

// settled finds the parent, the place and the regulator of a unit, and its path.
func (w Writer) settled(ctx context.Context, u Unit, parent UnitID) (Unit, error) {
	if u.Place != "" {
		if _, err := w.Place(ctx, u.Place); err != nil {
			return u, anlan.ErrFieldInvalid.With("name", "place").With("value", u.Place).At("place").Because(err)
		}
	}
	if u.Regulator != "" {
		if _, err := w.q.Unit(ctx, u.Regulator); err != nil {
			return u, anlan.ErrFieldInvalid.With("name", "regulator").With("value", string(u.Regulator)).At("regulator").Because(err)
		}
	}
	if parent == "" {
		return u.under(Unit{})
	}
	row, err := w.q.Unit(ctx, parent)
	if err != nil {
		return u, anlan.ErrFieldInvalid.With("name", "parent").With("value", string(parent)).At("parent").Because(err)
	}
	return u.under(unitOf(row))
}

// saveUnit stores u in place of was: past, row, names and, when it moved, everything below.
func (w Writer) saveUnit(ctx context.Context, was, u Unit) error {
	u.Revision, u.Updated = was.Revision+1, w.tx.Now
	if err := w.supersede(ctx, u.Ref(), was.Revision, was); err != nil {
		return err
	}
	r := u.row()
	err := first(w.q.UpdateUnit(ctx, registrydb.UpdateUnitParams{Kind: r.Kind, Name: r.Name, Code: r.Code, Parent: r.Parent,
		Path: r.Path, Place: r.Place, Sector: r.Sector, Regulator: r.Regulator, Address: r.Address, Rank: r.Rank,
		Initials: r.Initials, Status: r.Status, Since: r.Since, Until: r.Until, Revision: r.Revision, UpdatedAt: r.UpdatedAt, ID: r.ID}))
	if err != nil {
		return unitDouble(err, u)
	}
	if err := w.q.DeleteUnitNames(ctx, u.ID); err != nil {
		return db.Classify(err)
	}
	if err := w.writeNames(ctx, u); err != nil || was.Path == u.Path {
		return err
	}
	return db.Classify(w.q.MoveSubtree(ctx, registrydb.MoveSubtreeParams{NewPath: u.Path, KeepFrom: int32(len(was.Path) + 1),
		OldPath: was.Path, OldEnd: pathEnd(was.Path)}))
}

// told emits what the unit has become, read back as it will be read ever after.
func (w Writer) told(ctx context.Context, kind string, id UnitID) (Unit, error) {
	u, err := w.Unit(ctx, id)
	if err != nil {
		return u, err
	}
	return u, w.tx.Emit(kind, u.Ref(), unitNews(u), u)
}

func unitNews(u Unit) map[string]any {
	return map[string]any{"name": u.Name, "kind": u.Kind, "parent": u.Parent, "place": u.Place, "status": u.Status}
}

func (w Writer) writeNames(ctx context.Context, u Unit) error {
	for _, n := range u.names() {
		err := w.q.InsertUnitName(ctx, registrydb.InsertUnitNameParams{Unit: u.ID, Name: n.name, Kind: n.kind, Folded: n.folded})
		if err != nil {
			return db.Classify(err)
		}
	}
	return nil
}

// SetMember says from when to when a unit sits in a committee.
func (w Writer) SetMember(ctx context.Context, body, unit UnitID, since, until anlan.Date) error {
	committee, err := w.Unit(ctx, body)
	if err != nil {
		return err
	}
	member, err := w.Unit(ctx, unit)
	if err != nil {
		return err
	}
	if committee.Kind != Committee {
		return anlan.ErrRegistryNoCommittee.With("name", committee.Name).At("body")
	}
	if err := append(checkDay("since", since), checkDay("until", until)...).Err(); err != nil {
		return err
	}
	err = w.q.SetMember(ctx, registrydb.SetMemberParams{Body: body, Unit: unit, Since: since, Until: until})
	if err != nil {
		return db.Classify(err)
	}
	list, err := w.memberList(ctx, body)
	if err != nil {
		return err
	}
	return w.tx.Emit("registry.member_set", anlan.Ref{Kind: RefMembers, ID: body},
		map[string]any{"unit": unit, "name": member.Name, "since": since, "until": until}, list)
}

// inUse refuses to change what was abolished.
func inUse(s Status, name string) error {
	if s != Active {
		return anlan.ErrRegistryAbolished.With("name", name)
	}
	return nil
}

// unitDouble says in words which of a unit's names or codes is taken.
func unitDouble(err error, u Unit) error {
	err = db.Classify(err)
	if errors.Is(err, anlan.ErrDuplicate) {
		return anlan.ErrRegistryUnitDouble.With("name", u.Name).With("code", u.Code).At("name").Because(err)
	}
	return err
}
