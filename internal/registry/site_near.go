package registry

import (
	"cmp"
	"context"
	"slices"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/geo"
	"anlan/internal/registry/registrydb"
)

// NearSite is a site with its distance from where somebody stands.
type NearSite struct {
	Site
	Metres int `json:"metres"`
}

// Near returns up to limit sites in use within so many metres of a point, the nearest first. A circle
// too full to be looked at whole is looked at from its middle: the first rings are complete.
func (d Directory) Near(ctx context.Context, scope anlan.Scope, p Point, metres float64, limit int) ([]NearSite, error) {
	metres, limit = min(max(metres, 1), geo.FarMost), bounded(limit)
	for _, radius := range []float64{metres / 16, metres / 4, metres} {
		list, err := d.within(ctx, scope, p, radius)
		if err != nil {
			return nil, err
		}
		if len(list) >= limit || radius == metres {
			return list[:min(limit, len(list))], nil
		}
	}
	return nil, nil
}

func (d Directory) within(ctx context.Context, scope anlan.Scope, p Point, metres float64) ([]NearSite, error) {
	list := []NearSite{}
	for _, run := range geo.Around(p.At(), metres) {
		rows, err := d.q.SitesInCells(ctx, registrydb.SitesInCellsParams{FromCell: run.From, ToCell: run.To})
		if err != nil {
			return nil, db.Classify(err)
		}
		for _, r := range rows {
			s := siteOf(r)
			if far := geo.Distance(p.At(), s.Point.At()); far <= metres && scope.Covers(s.Unit, s.Place) {
				list = append(list, NearSite{s, int(far + 0.5)})
			}
		}
	}
	slices.SortFunc(list, func(a, b NearSite) int { return cmp.Or(cmp.Compare(a.Metres, b.Metres), cmp.Compare(a.ID, b.ID)) })
	return list, nil
}
