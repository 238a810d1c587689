package inspection

import (
	"context"
	"slices"

	"anlan"
	"anlan/internal/authz"
)

// planSites bounds how many sites one plan covers.
const planSites = 2000

// pick finds the sites that a plan covers, within the territory of whoever plans.
func (s *Service) pick(ctx context.Context, a anlan.Actor, d PlanDraft) ([]Site, error) {
	list, seen := []Site{}, map[anlan.ID]bool{}
	scope := authz.ScopeFor(a, actPlan)
	add := func(site Site) error {
		if seen[site.ID] || !site.Active || !scope.Covers(site.Unit.ID, site.Place) {
			return nil
		}
		if len(d.Grades) > 0 {
			if g, err := s.grade(ctx, site.ID); err != nil || !slices.Contains(d.Grades, g) {
				return err
			}
		}
		if len(list) == planSites {
			return anlan.ErrInspectionPlanLarge.With("max", planSites).At("kinds")
		}
		seen[site.ID], list = true, append(list, site)
		return nil
	}
	areas := d.Areas
	if len(areas) == 0 {
		areas = []string{""}
	}
	for _, kind := range d.Kinds {
		for _, area := range areas {
			if err := s.eachKnown(ctx, kind, area, add); err != nil {
				return nil, err
			}
		}
	}
	for _, id := range d.Sites {
		site, err := s.sites.Site(ctx, id)
		if err != nil {
			return nil, anlan.ErrFieldInvalid.With("name", "sites").With("value", string(id)).At("sites").Because(err)
		}
		if err := add(site); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func (s *Service) grade(ctx context.Context, site anlan.ID) (string, error) {
	if s.rater == nil {
		return "", nil
	}
	return s.rater.Grade(ctx, site)
}

// eachKnown walks the known sites of a kind in an area.
func (s *Service) eachKnown(ctx context.Context, kind, place string, do func(Site) error) error {
	cursor := ""
	for {
		l := lister[Site]{table: "inspection_cover", columns: "last, site, unit, branch, kind, name, address, place", id: "site", rank: "last", upward: true,
			where: "active", scope: anlan.Scope{All: true}, cursor: cursor, limit: 200, keep: func(Site) bool { return true }}
		l.equal("kind", kind).equal("area", place)
		l.read = func(scan func(...any) error) (k key, x Site, err error) {
			x.Active = true
			err = scan(&k.rank, &x.ID, &x.Unit.ID, &x.Branch, &x.Kind, &x.Name, &x.Address, &x.Place)
			k.id = x.ID
			return k, x, err
		}
		page, err := l.run(ctx, s.d.Reader())
		if err != nil {
			return err
		}
		for _, x := range page.Items {
			if err := do(x); err != nil {
				return err
			}
		}
		if cursor = page.Next; cursor == "" {
			return nil
		}
	}
}
