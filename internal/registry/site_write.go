package registry

import (
	"context"
	"errors"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/registry/registrydb"
	"anlan/internal/rule"
)

// CreateSite enters a site.
func (w Writer) CreateSite(ctx context.Context, d SiteDraft, kinds rule.SiteKindRule) (Site, error) {
	if err := CheckSite(d, kinds); err != nil {
		return Site{}, err
	}
	id, err := w.fresh(d.ID)
	if err != nil {
		return Site{}, err
	}
	s := d.apply(Site{ID: id, Status: Active, Revision: 1, Created: w.tx.Now, Updated: w.tx.Now}, kinds)
	if err := w.stands(ctx, s); err != nil {
		return s, err
	}
	if err := w.q.InsertSite(ctx, registrydb.InsertSiteParams(s.row())); err != nil {
		return s, siteDouble(err, s)
	}
	return s, w.tx.Emit("registry.site_created", s.Ref(), siteNews(s), s)
}

// UpdateSite writes the draft over the site that the writer saw at the revision.
func (w Writer) UpdateSite(ctx context.Context, id SiteID, revision int64, d SiteDraft, kinds rule.SiteKindRule) (Site, error) {
	if err := CheckSite(d, kinds); err != nil {
		return Site{}, err
	}
	was, err := w.Site(ctx, id)
	if err != nil {
		return was, err
	}
	if err := errors.Join(expect(was.Revision, revision), inUse(was.Status, was.Name)); err != nil {
		return was, err
	}
	s := d.apply(was, kinds)
	if err := w.stands(ctx, s); err != nil {
		return was, err
	}
	return w.saveSite(ctx, was, s, "registry.site_changed")
}

// CloseSite ends a site: it stays readable, and nobody is sent there any more.
func (w Writer) CloseSite(ctx context.Context, id SiteID, revision int64) (Site, error) {
	was, err := w.Site(ctx, id)
	if err != nil {
		return was, err
	}
	if err := errors.Join(expect(was.Revision, revision), inUse(was.Status, was.Name)); err != nil {
		return was, err
	}
	s := was
	s.Status = Abolished
	return w.saveSite(ctx, was, s, "registry.site_closed")
}

// restoreSite brings a site back to what it was, as a new revision.
func (w Writer) restoreSite(ctx context.Context, old Site, seen int64) (Site, error) {
	was, err := w.Site(ctx, old.ID)
	if err != nil {
		return was, err
	}
	if err := expect(was.Revision, seen); err != nil {
		return was, err
	}
	return w.saveSite(ctx, was, old, "registry.site_changed")
}

// saveSite stores s in place of was.
func (w Writer) saveSite(ctx context.Context, was, s Site, kind string) (Site, error) {
	s.Revision, s.Created, s.Updated = was.Revision+1, was.Created, w.tx.Now
	if err := w.supersede(ctx, s.Ref(), was.Revision, was); err != nil {
		return was, err
	}
	r := s.row()
	err := first(w.q.UpdateSite(ctx, registrydb.UpdateSiteParams{Unit: r.Unit, Name: r.Name, Kind: r.Kind, Sector: r.Sector, Place: r.Place,
		Lon: r.Lon, Lat: r.Lat, Cell: r.Cell, Address: r.Address, Hours: r.Hours, Initials: r.Initials, Status: r.Status,
		Revision: r.Revision, UpdatedAt: r.UpdatedAt, ID: r.ID}))
	if err != nil {
		return was, siteDouble(err, s)
	}
	return s, w.tx.Emit(kind, s.Ref(), siteNews(s), s)
}

// stands refuses a site that no unit runs, or that lies nowhere.
func (w Writer) stands(ctx context.Context, s Site) error {
	row, err := w.q.Unit(ctx, s.Unit)
	if err != nil {
		return anlan.ErrFieldInvalid.With("name", "unit").With("value", string(s.Unit)).At("unit").Because(err)
	}
	if row.Status != string(Active) {
		return anlan.ErrRegistryAbolished.With("name", row.Name).At("unit")
	}
	if _, err := w.Place(ctx, s.Place); err != nil {
		return anlan.ErrFieldInvalid.With("name", "place").With("value", s.Place).At("place").Because(err)
	}
	return nil
}

func siteNews(s Site) map[string]any {
	return map[string]any{"name": s.Name, "kind": s.Kind, "unit": s.Unit, "place": s.Place, "status": s.Status}
}

func siteDouble(err error, s Site) error {
	err = db.Classify(err)
	if errors.Is(err, anlan.ErrDuplicate) {
		return anlan.ErrSiteDouble.With("name", s.Name).At("name").Because(err)
	}
	return err
}
