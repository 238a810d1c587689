package inspection

import (
	"context"
	"errors"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
)

// DutiesByID returns those of the tasks that the actor may see, for phones that carry them.
func (s *Service) DutiesByID(ctx context.Context, a anlan.Actor, ids []anlan.ID) ([]Duty, error) {
	if err := authz.Check(a, actRead); err != nil {
		return nil, err
	}
	scope := authz.ScopeFor(a, actRead)
	var list []Duty
	for _, id := range ids {
		d, err := db.Decode[Duty](queries(s.d.Reader()).Duty(ctx, id))
		if errors.Is(err, anlan.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if scope.Covers(d.Unit.ID, d.Place) {
			list = append(list, d)
		}
	}
	return list, nil
}
