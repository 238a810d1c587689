package inspection

import (
	"context"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/inspection/inspectiondb"
	"anlan/internal/rule"
)

// Know notes a site that the registry has made or changed, so that it counts as never inspected until
// somebody has been there. It hears the same twice without harm.
func (s *Service) Know(ctx context.Context, tx *db.Tx, site Site) error {
	last, err := queries(tx).LastOfSite(ctx, site.ID)
	if err != nil {
		return db.Classify(err)
	}
	return db.Classify(queries(tx).KnowSite(ctx, inspectiondb.KnowSiteParams{Site: site.ID, Area: site.Area(), Branch: site.Branch, Unit: site.Unit.ID,
		Kind: site.Kind, Active: site.Active, Last: anlan.Instant(last), Name: site.Name, Address: site.Address, Place: site.Place}))
}

// KnowByID notes a site by what the registry says of it now.
func (s *Service) KnowByID(ctx context.Context, id anlan.ID) error {
	site, err := s.sites.Site(ctx, id)
	if err != nil {
		return err
	}
	return s.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error { return s.Know(ctx, tx, site) })
}

// covered notes that a site was inspected. An exercise covers nothing.
func (s *Service) covered(ctx context.Context, tx *db.Tx, site Site, i Inspection) error {
	if site.ID == "" || i.Exercise {
		return nil
	}
	if err := s.Know(ctx, tx, site); err != nil {
		return err
	}
	return s.recount(ctx, tx, site.ID)
}

// recount writes when a site was last inspected, as the ledger has it.
func (s *Service) recount(ctx context.Context, tx *db.Tx, site anlan.ID) error {
	last, err := queries(tx).LastOfSite(ctx, site)
	if err != nil {
		return db.Classify(err)
	}
	return db.Classify(queries(tx).SeenSite(ctx, inspectiondb.SeenSiteParams{Site: site, Last: anlan.Instant(last)}))
}

// Gap is a site that nobody has inspected for longer than its kind allows.
type Gap struct {
	Site    anlan.ID      `json:"site"`
	Name    string        `json:"name"`
	Kind    string        `json:"kind"`
	Unit    anlan.ID      `json:"unit"`
	Branch  anlan.ID      `json:"branch"`
	Place   string        `json:"place"`
	Address string        `json:"address,omitempty"`
	Last    anlan.Instant `json:"last" doc:"of the last inspection; before 1971: never"`
	Never   bool          `json:"never"`
	Days    int           `json:"days" doc:"since the last one"`
	Allowed int           `json:"allowed" doc:"days that policy allows for its kind"`
	Due     bool          `json:"due" doc:"longer than policy allows"`
}

// GapFilter narrows the list of what was not inspected.
type GapFilter struct {
	Area   string
	Branch anlan.ID
	Unit   anlan.ID
	Kind   string
	Never  bool // only what was never inspected
	Cursor string
	Limit  int
}

// Uncovered lists sites by how long nobody was there: first those that were never inspected. It is a
// list of gaps to close, not of people.
func (s *Service) Uncovered(ctx context.Context, a anlan.Actor, f GapFilter) (Page[Gap], error) {
	if err := authz.Check(a, actRead); err != nil {
		return Page[Gap]{}, err
	}
	days, _, err := rule.Get[rule.CoverRule](s.rules(), rule.InspectionCover, s.d.Now().Date())
	if err != nil {
		return Page[Gap]{}, err
	}
	l := lister[Gap]{table: "inspection_cover", columns: "last, site, unit, branch, kind, name, address, place", id: "site", rank: "last", upward: true,
		where: "active", scope: authz.ScopeFor(a, actRead), actor: a, cursor: f.Cursor, limit: bounded(f.Limit)}
	l.equal("unit", string(f.Unit)).equal("branch", string(f.Branch)).equal("area", f.Area).equal("kind", f.Kind)
	if f.Never {
		l.until = 1
	}
	now := s.d.Now()
	l.read = func(scan func(...any) error) (k key, g Gap, err error) {
		if err = scan(&g.Last, &g.Site, &g.Unit, &g.Branch, &g.Kind, &g.Name, &g.Address, &g.Place); err != nil {
			return k, g, err
		}
		g.Never, g.Allowed = g.Last == 0, days.Of(g.Kind)
		g.Days = int(now.Sub(g.Last).Hours() / 24)
		g.Due = g.Never || g.Days > g.Allowed
		return key{g.Last, g.Site}, g, nil
	}
	l.keep = func(g Gap) bool { return l.scope.Covers(g.Unit, g.Place) }
	return l.run(ctx, s.d.Reader())
}
