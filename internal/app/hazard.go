package app

import (
	"context"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/hazard"
	"anlan/internal/registry"
)

// places tells the hazard ledger of the registry's sites.
type places struct{ d *db.DB }

var _ hazard.Sites = places{}

// Site implements hazard.Sites.
func (x places) Site(ctx context.Context, id anlan.ID) (hazard.Site, error) {
	s, err := registry.In(x.d.Reader()).Site(ctx, id)
	return hazard.Site{ID: s.ID, Unit: s.Unit, Name: s.Name, Kind: s.Kind, Sector: s.Sector, Place: s.Place, Active: s.Status == registry.Active}, err
}
