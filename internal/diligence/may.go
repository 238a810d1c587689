package diligence

import (
	"context"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/diligence/diligencedb"
)

// The actions of the table.
const (
	actOwn      = "diligence.own"      // one's own post, and oneself
	actUnit     = "diligence.unit"     // a post or a unit of one's reach
	actPerson   = "diligence.person"   // somebody else
	actIncident = "diligence.incident" // a record and what came of it
)

// may asks who may have this book. Everybody may have their own.
func (s *Service) may(ctx context.Context, a anlan.Actor, sub Subject) error {
	switch {
	case sub.of(a):
		return authz.Check(a, actOwn)
	case sub.Kind == Person:
		return authz.Check(a, actPerson)
	}
	targets, err := s.targets(ctx, sub)
	if err != nil {
		return err
	}
	if sub.Kind == Incident {
		return authz.Check(a, actIncident, targets...)
	}
	return authz.Check(a, actUnit, targets...)
}

// targets are the units and places that a book would speak of.
func (s *Service) targets(ctx context.Context, sub Subject) ([]authz.Target, error) {
	q := diligencedb.New(s.o.DB.Reader())
	e, err := lately(ctx, q, sub.record(), 1<<62)
	if err != nil {
		return nil, err
	}
	if e == nil {
		return []authz.Target{{}}, nil // covered by nobody's own reach; who may have all learns that there is none
	}
	switch sub.Kind {
	case Unit:
		return []authz.Target{{Unit: sub.ID, Place: e.text("place")}}, nil
	case Post:
		unit := anlan.ID(e.text("unit"))
		u, err := lately(ctx, q, anlan.Ref{Kind: "registry.unit", ID: unit}, 1<<62)
		if err != nil || u == nil {
			return []authz.Target{{Unit: unit}}, err
		}
		return []authz.Target{{Unit: unit, Place: u.text("place")}}, nil
	}
	list := []authz.Target{{Unit: anlan.ID(e.text("lead.unit")), Place: e.text("lead.place")}}
	for _, path := range []string{"issuer", "reviewer", "finder.unit", "checker.unit", "unit.id", "unit", "signer", "inspector"} {
		if id := e.text(path); isID(id) {
			list = append(list, authz.Target{Unit: anlan.ID(id)})
		}
	}
	return list, nil
}
