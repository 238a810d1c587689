package registry

import (
	"context"
	"errors"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/rule"
)

// The actions on sites and labels.
const (
	actSite      = "site.read"
	actSiteWrite = "site.write"
	actLabel     = "site.label"
)

// Sites is the door to sites and their labels for people: every method asks first who may.
type Sites struct {
	db    *db.DB
	rules func() *rule.Book
	scans scans
}

// NewSites returns the service over the database; kinds of sites are read from the rules in force.
func NewSites(d *db.DB, rules func() *rule.Book) *Sites { return &Sites{db: d, rules: rules} }

func (s *Sites) read() Directory { return In(s.db.Reader()) }

// Kinds are the kinds of sites in force now.
func (s *Sites) Kinds() (rule.SiteKindRule, error) { return KindsOf(s.rules(), s.db.Now()) }

// KindsOf are the kinds of sites in force at an instant.
func KindsOf(book *rule.Book, now anlan.Instant) (rule.SiteKindRule, error) {
	kinds, _, err := rule.Get[rule.SiteKindRule](book, rule.SiteKinds, now.Date())
	return kinds, err
}

// Get returns one site within what the actor may see.
func (s *Sites) Get(ctx context.Context, a anlan.Actor, id SiteID) (Site, error) {
	if err := authz.Check(a, actSite); err != nil {
		return Site{}, err
	}
	site, err := s.read().Site(ctx, id)
	if err == nil && !authz.ScopeFor(a, actSite).Covers(site.Unit, site.Place) {
		return Site{}, anlan.ErrNotFound
	}
	return site, err
}

// List lists sites by place.
func (s *Sites) List(ctx context.Context, a anlan.Actor, f SiteFilter) (Page[Site], error) {
	if err := authz.Check(a, actSite); err != nil {
		return Page[Site]{}, err
	}
	return s.read().Sites(ctx, authz.ScopeFor(a, actSite), f)
}

// Near lists the sites around a point, the nearest first.
func (s *Sites) Near(ctx context.Context, a anlan.Actor, p Point, metres float64, limit int) ([]NearSite, error) {
	if err := authz.Check(a, actSite); err != nil {
		return nil, err
	}
	return s.read().Near(ctx, authz.ScopeFor(a, actSite), p, metres, limit)
}

// may refuses unless the actor may change sites of the unit at the place: its own, those of its
// territory, or those of the units that it oversees.
func may(ctx context.Context, d Directory, a anlan.Actor, action string, unit UnitID, place string) error {
	targets := []authz.Target{{Unit: unit, Place: place}}
	if u, err := d.q.Unit(ctx, unit); err == nil && u.Regulator != "" {
		targets = append(targets, authz.Target{Unit: u.Regulator})
	}
	return authz.Check(a, action, targets...)
}

// Create enters a site.
func (s *Sites) Create(ctx context.Context, a anlan.Actor, d SiteDraft) (Site, error) {
	kinds, err := s.Kinds()
	if err != nil {
		return Site{}, err
	}
	return once(ctx, s.db, a, func(w Writer) (Site, error) {
		if err := may(ctx, w.Directory, a, actSiteWrite, d.Unit, d.Place); err != nil {
			return Site{}, err
		}
		return w.CreateSite(ctx, d, kinds)
	}, func(r Directory) (Site, error) { return r.Site(ctx, d.ID) })
}

// Update changes a site that was seen at the revision. Whoever moves it to another unit or place must
// answer for both.
func (s *Sites) Update(ctx context.Context, a anlan.Actor, id SiteID, revision int64, d SiteDraft) (Site, error) {
	kinds, err := s.Kinds()
	if err != nil {
		return Site{}, err
	}
	return once(ctx, s.db, a, func(w Writer) (Site, error) {
		if err := s.mayChange(ctx, w, a, id, d.Unit, d.Place); err != nil {
			return Site{}, err
		}
		return w.UpdateSite(ctx, id, revision, d, kinds)
	}, func(r Directory) (Site, error) { return r.Site(ctx, id) })
}

func (s *Sites) mayChange(ctx context.Context, w Writer, a anlan.Actor, id SiteID, unit UnitID, place string) error {
	was, err := w.Site(ctx, id)
	if err != nil {
		return err
	}
	if !authz.ScopeFor(a, actSite).Covers(was.Unit, was.Place) {
		return anlan.ErrNotFound
	}
	return errors.Join(may(ctx, w.Directory, a, actSiteWrite, was.Unit, was.Place), may(ctx, w.Directory, a, actSiteWrite, unit, place))
}

// Close ends a site.
func (s *Sites) Close(ctx context.Context, a anlan.Actor, id SiteID, revision int64) (Site, error) {
	return once(ctx, s.db, a, func(w Writer) (Site, error) {
		was, err := w.Site(ctx, id)
		if err != nil {
			return was, err
		}
		if err := s.mayChange(ctx, w, a, id, was.Unit, was.Place); err != nil {
			return was, err
		}
		return w.CloseSite(ctx, id, revision)
	}, func(r Directory) (Site, error) { return r.Site(ctx, id) })
}
