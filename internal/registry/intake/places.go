package intake

import (
	"context"
	"errors"
	"strconv"

	"anlan"
	"anlan/internal/paper"
	"anlan/internal/registry"
)

func placeCells(p registry.Place) map[string]string {
	cells := map[string]string{"code": p.Code, "name": p.Name, "level": levelWords.Say(string(p.Level)), "kind": p.Kind, "parent": p.Parent}
	if p.Tile != nil {
		cells["col"], cells["row"] = strconv.Itoa(p.Tile.Col), strconv.Itoa(p.Tile.Row)
	}
	return cells
}

// planPlace decides what a row about a place would do; its code says which.
func (l *lookup) planPlace(ctx context.Context, s paper.Sheet, row paper.Row) (plan, error) {
	p := plan{name: row.Text("name")}
	was, err := l.Place(ctx, row.Text("code"))
	found := err == nil
	if err != nil && !errors.Is(err, anlan.ErrNotFound) {
		return p, err
	}
	stored := map[string]string{}
	if found {
		stored = placeCells(was)
	}
	cells, diffs := merge(s, stored, row)
	p.diffs, p.fresh = diffs, !found
	next := l.placeOf(&p, row, cells, was)
	p.blameAll(row, registry.CheckPlace(next))
	if earlier, twice := l.again("place "+next.Code, row.Number); twice {
		p.blame(row, "code", anlan.ErrRegistryImportTwice.With("earlier", earlier))
	}
	if _, known := l.places[next.Parent]; !known && next.Parent != "" {
		p.blame(row, "parent", anlan.ErrRegistryPlaceParent.With("code", next.Code).With("parent", next.Parent))
	}
	if len(p.faults) == 0 {
		l.places[next.Code] = next // later rows may stand below it
	}
	p.apply = func(w registry.Writer) ([]registry.Step, error) {
		saved, err := w.SavePlace(ctx, next)
		verb := map[bool]string{true: "changed", false: "created"}[found]
		return []registry.Step{{Ref: saved.Ref(), Verb: verb, Revision: saved.Revision}}, err
	}
	return p, nil
}

func (l *lookup) placeOf(p *plan, row paper.Row, cells map[string]string, was registry.Place) registry.Place {
	next := was
	next.Code, next.Name, next.Kind, next.Parent = cells["code"], cells["name"], cells["kind"], cells["parent"]
	next.Level = registry.Level(levelWords.Key(cells["level"]))
	next.Tile = nil
	if cells["col"] != "" && cells["row"] != "" {
		next.Tile = &registry.Tile{Col: int(p.wholeNumber(row, "col", cells["col"])), Row: int(p.wholeNumber(row, "row", cells["row"]))}
	}
	if next.Status == registry.Abolished {
		next.Status = registry.Active // a table brings an abolished place back into use
	}
	return next
}
