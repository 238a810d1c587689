package registry

import (
	"context"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/registry/registrydb"
)

// UnitMatch is a unit that a name in a text means, and why.
type UnitMatch struct {
	Unit Unit   `json:"unit"`
	By   string `json:"by"` // name: one unit's own name; class: a collective name
}

// Resolve finds the units that a name means: one unit by any of its names, or all units of a class
// such as 各乡镇 and 各成员单位. A name of several units answers them all together with
// ErrRegistryUnitAmbiguous; a name of none, ErrRegistryUnitUnknown.
func (d Directory) Resolve(ctx context.Context, name string, day anlan.Date) ([]UnitMatch, error) {
	if c, ok := classOf(name); ok {
		units, err := d.classUnits(ctx, c, day)
		return matches(units, "class"), err
	}
	rows, err := d.q.UnitsNamed(ctx, registrydb.UnitsNamedParams{Folded: Fold(name), Place: d.seat, PlaceEnd: codeEnd(d.seat)})
	if err != nil {
		return nil, db.Classify(err)
	}
	found := matches(narrowed(mapped(rows, unitOf), name), "name")
	switch len(found) {
	case 0:
		return nil, anlan.ErrRegistryUnitUnknown.With("name", name)
	case 1:
		return found, nil
	}
	return found, anlan.ErrRegistryUnitAmbiguous.With("name", name).With("units", d.listed(ctx, found))
}

// narrowed drops doubles, and prefers the units whose full name is exactly what was written.
func narrowed(units []Unit, name string) []Unit {
	units = slices.CompactFunc(units, func(a, b Unit) bool { return a.ID == b.ID })
	var exact []Unit
	for u := range slices.Values(units) {
		if u.Name == name {
			exact = append(exact, u)
		}
	}
	if len(exact) > 0 {
		return exact
	}
	return units
}

func (d Directory) classUnits(ctx context.Context, c class, day anlan.Date) ([]Unit, error) {
	if c.members {
		bodies, err := d.UnitsOfKind(ctx, Committee)
		if err != nil || len(bodies) == 0 {
			return nil, err
		}
		return d.Members(ctx, bodies[0].ID, day)
	}
	var out []Unit
	for kind := range slices.Values(c.kinds) {
		units, err := d.UnitsOfKind(ctx, kind)
		if err != nil {
			return nil, err
		}
		out = append(out, units...)
	}
	return out, nil
}

func matches(units []Unit, by string) []UnitMatch {
	return mapped(units, func(u Unit) UnitMatch { return UnitMatch{Unit: u, By: by} })
}

// listed names units so that a person can tell them apart: namesakes by their place.
func (d Directory) listed(ctx context.Context, found []UnitMatch) string {
	times := map[string]int{}
	for _, m := range found {
		times[m.Unit.Name]++
	}
	return strings.Join(mapped(found, func(m UnitMatch) string {
		if times[m.Unit.Name] == 1 {
			return m.Unit.Name
		}
		place, err := d.Place(ctx, m.Unit.Place)
		if err != nil {
			place.Name = m.Unit.Place
		}
		return m.Unit.Name + "（" + place.Name + "）"
	}), "、")
}

// Namesakes returns the units in use that answer to the name, whatever else they are called.
func (d Directory) Namesakes(ctx context.Context, name string) ([]Unit, error) {
	rows, err := d.q.UnitsNamed(ctx, registrydb.UnitsNamedParams{Folded: Fold(name), Place: d.seat, PlaceEnd: codeEnd(d.seat)})
	units := slices.CompactFunc(mapped(rows, unitOf), func(a, b Unit) bool { return a.ID == b.ID })
	return units, db.Classify(err)
}

// UnitName is one name of a unit, for whoever reads texts.
type UnitName struct {
	Unit  UnitID   `json:"unit"`
	Name  string   `json:"name"`
	By    string   `json:"by"` // full, short, alias, usual
	Kind  UnitKind `json:"kind"`
	Place string   `json:"place"`
}
