package app

import (
	"context"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/matter"
	"anlan/internal/registry"
)

// seats tells the loop where units sit.
type seats struct{ d *db.DB }

var _ matter.Directory = seats{}

// Seat tells where a unit sits: its branch is the highest unit above it that is not the committee or
// the government itself, i.e. the department or township whose work it counts as.
func (x seats) Seat(ctx context.Context, unit anlan.ID) (matter.Seat, error) {
	dir := registry.In(x.d.Reader())
	u, err := dir.Unit(ctx, unit)
	if err != nil {
		return matter.Seat{}, err
	}
	seat := matter.Seat{Unit: u.ID, Branch: u.ID, Place: u.Place}
	if post, err := dir.LeadPost(ctx, unit); err == nil {
		seat.Post = post.ID
	}
	for u.Parent != "" {
		if u, err = dir.Unit(ctx, u.Parent); err != nil {
			return seat, err
		}
		if !isBranch(u.Kind) {
			break
		}
		seat.Branch = u.ID
	}
	return seat, nil
}

func isBranch(k registry.UnitKind) bool {
	return k == registry.Department || k == registry.TownshipUnit || k == registry.PartyOrgan || k == registry.Park
}
