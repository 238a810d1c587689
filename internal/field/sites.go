package field

import (
	"context"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

// sites are the places where a phone's post may have to look: in its territory, of the units it oversees,
// or its own.
type sites struct{ d *db.DB }

// Sites is the source of sites.
func Sites(d *db.DB) Source { return sites{d} }

// SiteRow is a site as a phone keeps it.
type SiteRow struct {
	ID       anlan.ID `json:"id"`
	Name     string   `json:"name"`
	Kind     string   `json:"kind"`
	Unit     anlan.ID `json:"unit"`
	UnitName string   `json:"unitName,omitempty" doc:"Where it is not the site's own name"`
	Place    string   `json:"place"`
	Lon      float64  `json:"lon,omitempty"`
	Lat      float64  `json:"lat,omitempty"`
	Address  string   `json:"address,omitempty"`
	Sector   string   `json:"sector,omitempty" doc:"Where it is not that of the kind"`
	Labels   []string `json:"labels,omitempty" doc:"Codes on its walls"`
	Revoked  []string `json:"revoked,omitempty" doc:"Codes that were taken out of use and may still hang there"`
	Initials string   `json:"initials,omitempty"`
	Revision int64    `json:"revision"`
}

func (sites) Kind() string { return "sites" }

// Touched: a site changes with itself, with its labels, and with who oversees its unit.
func (s sites) Touched(ctx context.Context, e anlan.Event) ([]anlan.ID, error) {
	dir := registry.In(s.d.Reader())
	switch e.Ref.Kind {
	case registry.RefSite:
		return []anlan.ID{e.Ref.ID}, nil
	case registry.RefLabel:
		l, err := dir.Label(ctx, string(e.Ref.ID))
		return []anlan.ID{l.Site}, err
	case registry.RefUnit:
		if e.Kind == "registry.unit_created" {
			return nil, nil
		}
		return dir.SitesOfUnit(ctx, e.Ref.ID)
	}
	return nil, nil
}

func (s sites) Audience(ctx context.Context, ids []anlan.ID) (map[anlan.ID][]string, error) {
	dir := registry.In(s.d.Reader())
	list, err := dir.SitesByID(ctx, ids)
	overseer := map[anlan.ID]anlan.ID{}
	out := make(map[anlan.ID][]string, len(list))
	for _, site := range list {
		if site.Status != registry.Active {
			continue
		}
		regulator, known := overseer[site.Unit]
		if !known {
			u, err := dir.Unit(ctx, site.Unit)
			if err != nil {
				return nil, err
			}
			regulator = u.Regulator
			overseer[site.Unit] = regulator
		}
		who := append([]string{AudienceCounty, AudienceUnit(site.Unit)}, Places(site.Place)...)
		if regulator != "" {
			who = append(who, AudienceOversees(regulator))
		}
		out[site.ID] = who
	}
	return out, err
}

func (s sites) Rows(ctx context.Context, a anlan.Actor, ids []anlan.ID) (map[anlan.ID]any, error) {
	dir := registry.In(s.d.Reader())
	list, err := dir.SitesByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	labels, err := dir.LabelsBySite(ctx, ids)
	if err != nil {
		return nil, err
	}
	revoked, err := dir.RevokedBySite(ctx, ids)
	if err != nil {
		return nil, err
	}
	name, scope := unitNames{dir: dir}, authz.ScopeFor(a, "site.read")
	out := make(map[anlan.ID]any, len(list))
	for _, site := range list {
		if site.Status == registry.Active && scope.Covers(site.Unit, site.Place) {
			out[site.ID] = siteRow(site, name.of(ctx, site.Unit), labels[site.ID], revoked[site.ID])
		}
	}
	return out, nil
}

func siteRow(s registry.Site, unit string, labels, revoked []string) SiteRow {
	r := SiteRow{ID: s.ID, Name: s.Name, Kind: s.Kind, Unit: s.Unit, Place: s.Place, Address: s.Address, Sector: s.Sector, Labels: labels, Revoked: revoked, Initials: s.Initials, Revision: s.Revision}
	if unit != s.Name {
		r.UnitName = unit
	}
	if s.Point != nil {
		r.Lon, r.Lat = s.Point.Lon, s.Point.Lat
	}
	return r
}

// siteKinds is the dictionary of kinds of sites.
type siteKinds struct {
	d     *db.DB
	rules func() *rule.Book
}

// SiteKinds is the set of the kinds of sites in force.
func SiteKinds(d *db.DB, rules func() *rule.Book) Set { return siteKinds{d, rules} }

func (siteKinds) Kind() string { return "siteKinds" }

func (k siteKinds) Version(context.Context, anlan.Actor) (string, error) {
	v, err := k.rules().At(rule.SiteKinds, k.d.Now().Date())
	return v.ID, err
}

func (k siteKinds) Rows(context.Context, anlan.Actor) ([]any, error) {
	kinds, err := registry.KindsOf(k.rules(), k.d.Now())
	list := make([]any, 0, len(kinds.Kinds))
	for _, one := range kinds.Kinds {
		list = append(list, one)
	}
	return list, err
}
