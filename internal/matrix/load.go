package matrix

import (
	"context"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/matrix/matrixdb"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

// load fills a model from the rows: the whole county.
func load(ctx context.Context, door matrixdb.DBTX, axes rule.MatrixAxes) (*Model, error) {
	m, q := NewModel(axes), queries(door)
	for _, part := range []func() error{
		func() error { return loadTree(ctx, q, m) },
		func() error { return loadCells(ctx, q, m) },
		func() error { return loadUnits(ctx, q, m, true) },
		func() error { return loadPosts(ctx, q, m) },
		func() error { return loadSites(ctx, q, m) },
	} {
		if err := part(); err != nil {
			return nil, err
		}
	}
	towns, err := q.TownshipCodes(ctx)
	m.SetTowns(towns)
	return m, db.Classify(err)
}

// loadOwners fills a model with what one answer needs: no objects are counted.
func loadOwners(ctx context.Context, door matrixdb.DBTX, axes rule.MatrixAxes) (*Model, error) {
	m, q := NewModel(axes), queries(door)
	for _, part := range []func() error{
		func() error { return loadTree(ctx, q, m) },
		func() error { return loadCells(ctx, q, m) },
		func() error { return loadUnits(ctx, q, m, false) },
		func() error { return loadPosts(ctx, q, m) },
	} {
		if err := part(); err != nil {
			return nil, err
		}
	}
	return m, nil
}

func loadTree(ctx context.Context, q *matrixdb.Queries, m *Model) error {
	list, err := db.DecodeAll[Sector](q.Sectors(ctx))
	for _, s := range list {
		m.SetSector(s)
	}
	return err
}

func loadCells(ctx context.Context, q *matrixdb.Queries, m *Model) error {
	return db.Pages(func(after anlan.ID) ([]matrixdb.MatrixCell, error) {
		return q.AllCells(ctx, matrixdb.AllCellsParams{ID: after, Limit: pageSize})
	}, func(r matrixdb.MatrixCell) (anlan.ID, error) {
		c, err := db.Decode[Cell](r.Doc, nil)
		m.SetCell(c)
		return r.ID, err
	})
}

// isObject tells whether a unit is one of those that somebody must answer for.
func isObject(k registry.UnitKind) bool {
	return k == registry.Enterprise || k == registry.PublicInstitution
}

func unitFact(r matrixdb.VRegistryLife) UnitFact {
	return UnitFact{Kind: registry.UnitKind(r.Kind), Place: r.Place, Active: r.Status == string(registry.Active), Since: r.Since, Until: r.Until}
}

func loadUnits(ctx context.Context, q *matrixdb.Queries, m *Model, objects bool) error {
	return db.Pages(func(after anlan.ID) ([]matrixdb.VRegistryLife, error) {
		return q.LivesOfUnits(ctx, matrixdb.LivesOfUnitsParams{ID: after, Limit: pageSize})
	}, func(r matrixdb.VRegistryLife) (anlan.ID, error) {
		f := unitFact(r)
		if objects || !isObject(f.Kind) {
			m.SetUnit(r.ID, f)
		}
		if objects && isObject(f.Kind) && f.Active {
			m.SetObject(r.ID, ObjectFact{Place: r.Place, Said: r.Sector, Unit: r.ID})
		}
		return r.ID, nil
	})
}

func loadPosts(ctx context.Context, q *matrixdb.Queries, m *Model) error {
	err := db.Pages(func(after anlan.ID) ([]matrixdb.VRegistryPost, error) {
		return q.PostsAll(ctx, matrixdb.PostsAllParams{ID: after, Limit: pageSize})
	}, func(r matrixdb.VRegistryPost) (anlan.ID, error) {
		m.SetPost(r.ID, PostFact{Unit: r.Unit, Chief: r.Kind == string(registry.Chief), Active: r.Status == string(registry.Active)})
		return r.ID, nil
	})
	if err != nil {
		return err
	}
	return db.Pages(func(after anlan.ID) ([]matrixdb.VRegistryHolding, error) {
		return q.HoldingsAll(ctx, matrixdb.HoldingsAllParams{ID: after, Limit: pageSize})
	}, func(r matrixdb.VRegistryHolding) (anlan.ID, error) {
		m.SetHolding(r.ID, r.Post, r.Since, r.Until)
		return r.ID, nil
	})
}

func loadSites(ctx context.Context, q *matrixdb.Queries, m *Model) error {
	return db.Pages(func(after anlan.ID) ([]matrixdb.VRegistrySite, error) {
		return q.SitesAll(ctx, matrixdb.SitesAllParams{ID: after, Limit: pageSize})
	}, func(r matrixdb.VRegistrySite) (anlan.ID, error) {
		if r.Status == string(registry.Active) {
			m.SetObject(r.ID, m.siteFact(r.Unit, r.Sector, r.Place))
		}
		return r.ID, nil
	})
}

// siteFact is a site as an object: where it names no sector of its own, that of whoever runs it.
func (m *Model) siteFact(unit anlan.ID, sector, place string) ObjectFact {
	if sector == "" {
		return ObjectFact{Place: place, Said: m.objects[unit].Said, Unit: unit, Inherits: true}
	}
	return ObjectFact{Place: place, Said: sector, Unit: unit}
}

// inherit gives the sites of a unit that name no sector the one that it has now.
func (w *Watch) inherit(unit anlan.ID) {
	said := w.objects[unit].Said
	for id, o := range w.objects {
		if o.Unit == unit && o.Inherits && o.Said != said {
			w.TouchObject(o)
			o.Said = said
			w.SetObject(id, o)
			w.TouchObject(o)
		}
	}
}
