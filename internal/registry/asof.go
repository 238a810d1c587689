package registry

import (
	"context"
	"encoding/json"

	"anlan"
	"anlan/internal/db"
)

// UnitAsOf returns the unit as the registry had it at the end of the day. Before it was entered, the earliest
// form that is known: what is entered late was there before.
func (d Directory) UnitAsOf(ctx context.Context, id UnitID, day anlan.Date) (Unit, error) {
	u, err := d.Unit(ctx, id)
	if err != nil || u.Updated.Date() <= day {
		return u, err
	}
	return asOf(ctx, d, u.Ref(), u, day)
}

// SiteAsOf returns the site as the registry had it at the end of the day.
func (d Directory) SiteAsOf(ctx context.Context, id SiteID, day anlan.Date) (Site, error) {
	s, err := d.Site(ctx, id)
	if err != nil || s.Updated.Date() <= day {
		return s, err
	}
	return asOf(ctx, d, s.Ref(), s, day)
}

// asOf walks back through what a record was until it finds the form that stood when the day ended.
func asOf[T any](ctx context.Context, d Directory, ref anlan.Ref, now T, day anlan.Date) (T, error) {
	past, err := d.q.PastOf(ctx, ref.String())
	if err != nil {
		return now, db.Classify(err)
	}
	for _, p := range past { // newest first
		if p.At <= day.End() {
			break
		}
		var was T
		if err := json.Unmarshal([]byte(p.Record), &was); err != nil {
			return now, err
		}
		now = was
	}
	return now, nil
}
