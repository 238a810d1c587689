package inspection

import (
	"context"
	"fmt"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/registry"
)

// whoInspected writes the inspecting side down and settles the source.
func (s *Service) whoInspected(ctx context.Context, tx *db.Tx, d Draft, i *Inspection) error {
	dir, a := registry.In(tx), tx.Actor
	u, err := dir.Unit(ctx, a.Unit)
	if err != nil {
		return err
	}
	i.Inspector = Seat{Unit: u.ID, Name: u.Name, Post: a.Post}
	for n, id := range d.Team {
		t, err := dir.Unit(ctx, id)
		if err != nil {
			return anlan.ErrFieldInvalid.With("name", "team").With("value", string(id)).At(fmt.Sprintf("team[%d]", n)).Because(err)
		}
		i.Team = append(i.Team, Named{t.ID, t.Name})
	}
	if i.Source, err = sourceOf(a, d); err != nil {
		return err
	}
	return leader(ctx, dir, d, i)
}

// sourceOf is the source that the role of whoever records it stands for. Only a joint inspection is
// said by hand: nobody can call an enterprise's own check one of the county.
func sourceOf(a anlan.Actor, d Draft) (Source, error) {
	var own Source
	switch {
	case a.Is(anlan.RoleEnterprise):
		own = Self
	case a.Is(anlan.RoleVillage):
		own = Village
	case a.Is(anlan.RoleTownship):
		own = Township
	default:
		own = Department
	}
	switch {
	case d.Source == "" && len(d.Team) > 0 && own != Self:
		return Joint, nil
	case d.Source == "" || d.Source == own:
		return own, nil
	case d.Source == Joint && own != Self:
		return Joint, nil
	}
	return "", anlan.ErrInspectionSource.With("source", string(d.Source)).At("source")
}
