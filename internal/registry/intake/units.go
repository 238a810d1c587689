package intake

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"anlan"
	"anlan/internal/paper"
	"anlan/internal/registry"
)

// unitCells writes a unit as the cells of a table of units or of enterprises.
func (l *lookup) unitCells(ctx context.Context, u registry.Unit) (map[string]string, error) {
	cells := map[string]string{"id": string(u.ID), "name": u.Name, "short": u.Short, "aliases": strings.Join(u.Aliases, "、"),
		"kind": unitKindWords.Say(string(u.Kind)), "place": "", "code": u.Code, "sector": u.Sector,
		"address": u.Address, "rank": strconv.FormatInt(u.Rank, 10), "since": string(u.Since)}
	if u.Place != "" {
		cells["place"] = l.label(u.Place)
	}
	for key, id := range map[string]registry.UnitID{"parent": u.Parent, "regulator": u.Regulator} {
		if id == "" {
			continue
		}
		other, err := l.Unit(ctx, id)
		if err != nil {
			return nil, err
		}
		cells[key] = other.Name
	}
	return cells, nil
}

// planUnit decides what a row about a unit would do. kind is Enterprise for the table of enterprises
// and empty for the table of units, which has a column for it.
func (l *lookup) planUnit(ctx context.Context, s paper.Sheet, row paper.Row, kind registry.UnitKind, day anlan.Date) (plan, error) {
	p := plan{name: row.Text("name")}
	if l.circle[row.Number] {
		p.blame(row, "parent", anlan.ErrRegistryUnitCycle.With("unit", p.name).With("parent", row.Text("parent")))
		return p, nil
	}
	was, found, problem := l.storedUnit(ctx, row, kind)
	if problem != nil {
		p.blame(row, fieldKey(problem.Field), problem)
		return p, nil
	}
	stored := map[string]string{}
	if found {
		var err error
		if stored, err = l.unitCells(ctx, was); err != nil {
			return p, err
		}
	}
	cells, diffs := merge(s, stored, row)
	p.diffs, p.fresh = l.sameMeaning(diffs), !found
	draft := l.unitDraft(ctx, &p, row, cells, was, kind, day)
	p.blameAll(row, registry.CheckUnit(draft))
	if earlier, twice := l.again("unit "+registry.Fold(draft.Name)+" "+cells["parent"], row.Number); twice {
		p.blame(row, "name", anlan.ErrRegistryImportTwice.With("earlier", earlier))
	}
	if earlier, twice := l.again("code "+draft.Code, row.Number); twice && draft.Code != "" {
		p.blame(row, "code", anlan.ErrRegistryImportTwice.With("earlier", earlier))
	}
	if len(p.faults) == 0 && !found && !l.trial {
		for _, name := range namesOf(row) {
			l.coming[name] = registry.Unit{Name: draft.Name, Kind: draft.Kind, Status: registry.Active}
		}
	}
	if len(p.faults) == 0 && l.doubt {
		l.drafts = append(l.drafts, drafted{row: row, id: was.ID, names: draft.Names()})
	}
	p.apply = func(w registry.Writer) ([]registry.Step, error) { return applyUnit(ctx, w, was, found, draft) }
	return p, nil
}

// storedUnit finds the unit that a row speaks of: by identity, else by code, else by its full name.
func (l *lookup) storedUnit(ctx context.Context, row paper.Row, kind registry.UnitKind) (u registry.Unit, found bool, problem *anlan.Error) {
	var err error
	switch id, code := row.Text("id"), row.Text("code"); {
	case id != "":
		u, err = l.Unit(ctx, anlan.ID(id))
		if errors.Is(err, anlan.ErrNotFound) {
			return u, false, anlan.ErrRegistryImportID.With("value", id).At("id")
		}
		return u, err == nil, known(err)
	case code != "" && code != cleared:
		u, err = l.UnitByCode(ctx, code)
		if !errors.Is(err, anlan.ErrNotFound) {
			return u, err == nil, known(err)
		}
	}
	return l.unitOfName(ctx, row.Text("name"), row.Text("parent"), kind)
}

// unitOfName finds the unit with exactly this full name, and the parent if it is written too.
func (l *lookup) unitOfName(ctx context.Context, name, parent string, kind registry.UnitKind) (registry.Unit, bool, *anlan.Error) {
	matches, err := l.Resolve(ctx, name, "")
	if err != nil && !errors.Is(err, anlan.ErrRegistryUnitUnknown) && !errors.Is(err, anlan.ErrRegistryUnitAmbiguous) {
		return registry.Unit{}, false, known(err)
	}
	var hits []registry.Unit
	for _, m := range matches {
		if m.By != "name" || m.Unit.Name != name || (kind == registry.Enterprise) != (m.Unit.Kind == registry.Enterprise) {
			continue
		}
		u, err := l.Unit(ctx, m.Unit.ID)
		if err != nil {
			return u, false, known(err)
		}
		if parent == "" || parent == cleared && u.Parent == "" || l.isNamed(ctx, u.Parent, parent) {
			hits = append(hits, u)
		}
	}
	switch len(hits) {
	case 0:
		return registry.Unit{}, false, nil
	case 1:
		return hits[0], true, nil
	}
	return registry.Unit{}, false, anlan.ErrRegistryUnitAmbiguous.With("name", name).With("units", len(hits)).At("name")
}

func (l *lookup) isNamed(ctx context.Context, id registry.UnitID, name string) bool {
	found, _ := l.Resolve(ctx, name, "")
	return slices.ContainsFunc(found, func(m registry.UnitMatch) bool { return m.Unit.ID == id })
}

// sameMeaning drops differences of writing: a place by its code, a parent by its short name.
func (l *lookup) sameMeaning(diffs []Diff) []Diff {
	return slices.DeleteFunc(diffs, func(d Diff) bool {
		switch d.Key {
		case "place":
			code, problem := l.place(d.New)
			return problem == nil && l.label(code) == d.Old
		case "parent", "regulator", "unit":
			return d.Old != "" && registry.Fold(d.Old) == registry.Fold(d.New)
		case "aliases":
			a, b := splitNames(d.Old), splitNames(d.New)
			slices.Sort(a)
			slices.Sort(b)
			return slices.Equal(a, b)
		}
		return false
	})
}

// unitDraft reads the cells, blaming those that it cannot read.
func (l *lookup) unitDraft(ctx context.Context, p *plan, row paper.Row, cells map[string]string, was registry.Unit, kind registry.UnitKind, day anlan.Date) registry.UnitDraft {
	d := was.Draft()
	d.Name, d.Short, d.Code, d.Sector, d.Since = cells["name"], cells["short"], cells["code"], cells["sector"], anlan.Date(cells["since"])
	if kind == registry.Enterprise {
		d.Kind, d.Address = kind, cells["address"]
		d.Regulator = l.unitCell(ctx, p, row, "regulator", cells, was, day)
	} else {
		d.Kind, d.Aliases = registry.UnitKind(unitKindWords.Key(cells["kind"])), splitNames(cells["aliases"])
		d.Rank = p.wholeNumber(row, "rank", cells["rank"])
		d.Parent = l.unitCell(ctx, p, row, "parent", cells, was, day)
	}
	d.Place = ""
	if cells["place"] != "" {
		code, problem := l.place(cells["place"])
		if d.Place = code; problem != nil {
			p.blame(row, "place", problem)
		}
	}
	return d
}

// unitCell reads a cell that names another unit. An unchanged cell keeps the very unit it named.
func (l *lookup) unitCell(ctx context.Context, p *plan, row paper.Row, key string, cells map[string]string, was registry.Unit, day anlan.Date) registry.UnitID {
	if cells[key] == "" {
		return ""
	}
	if row.Text(key) == "" {
		return map[string]registry.UnitID{"parent": was.Parent, "regulator": was.Regulator}[key]
	}
	u, problem := l.unit(ctx, cells[key], day)
	if problem != nil {
		p.blame(row, key, problem)
		return ""
	}
	if key == "parent" && was.ID != "" && u.ID != "" {
		p.blameAll(row, registry.CheckParent(was, u))
	}
	return u.ID
}

func applyUnit(ctx context.Context, w registry.Writer, was registry.Unit, found bool, d registry.UnitDraft) ([]registry.Step, error) {
	if !found {
		u, err := w.CreateUnit(ctx, d)
		return []registry.Step{{Ref: u.Ref(), Verb: "created", Revision: u.Revision}}, err
	}
	u, err := w.UpdateUnit(ctx, was.ID, was.Revision, d)
	return []registry.Step{{Ref: u.Ref(), Verb: "changed", Revision: u.Revision}}, err
}
