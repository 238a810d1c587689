package registry

import (
	"context"
	"database/sql"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/geo"
	"anlan/internal/registry/registrydb"
)

// perDegree is how many stored units a degree has.
const perDegree = 1e7

func siteOf(r registrydb.RegistrySite) Site {
	s := Site{ID: r.ID, Unit: r.Unit, Name: r.Name, Kind: r.Kind, Sector: r.Sector, Place: r.Place, Address: r.Address, Hours: r.Hours,
		Initials: r.Initials, Status: Status(r.Status), Revision: r.Revision, Created: r.CreatedAt, Updated: r.UpdatedAt}
	if r.Cell != geo.NoCell {
		s.Point = &Point{float64(r.Lon) / perDegree, float64(r.Lat) / perDegree}
	}
	return s
}

func (s Site) row() registrydb.RegistrySite {
	r := registrydb.RegistrySite{ID: s.ID, Unit: s.Unit, Name: s.Name, Kind: s.Kind, Sector: s.Sector, Place: s.Place, Cell: geo.NoCell,
		Address: s.Address, Hours: s.Hours, Initials: s.Initials, Status: string(s.Status), Revision: s.Revision, CreatedAt: s.Created, UpdatedAt: s.Updated}
	if s.Point != nil {
		r.Lon, r.Lat = int64(math.Round(s.Point.Lon*perDegree)), int64(math.Round(s.Point.Lat*perDegree))
		r.Cell = geo.CellOf(s.Point.At())
	}
	return r
}

// Site returns the site.
func (d Directory) Site(ctx context.Context, id SiteID) (Site, error) {
	row, err := d.q.Site(ctx, id)
	return siteOf(row), db.Classify(err)
}

// SiteNamed returns the site in use of a unit with exactly this name.
func (d Directory) SiteNamed(ctx context.Context, unit UnitID, name string) (Site, error) {
	row, err := d.q.SiteNamed(ctx, registrydb.SiteNamedParams{Unit: unit, Name: name})
	return siteOf(row), db.Classify(err)
}

// SitesOfUnit names the sites that a unit runs.
func (d Directory) SitesOfUnit(ctx context.Context, unit UnitID) ([]SiteID, error) {
	ids, err := d.q.SitesOfUnit(ctx, unit)
	return ids, db.Classify(err)
}

// SiteFilter narrows a list of sites. Zero fields do not narrow.
type SiteFilter struct {
	Unit   UnitID
	Kind   string
	Place  string // at a place and below it
	Status Status // empty means in use
	Search string // part of a name or address, or pinyin initials
	Box    *orb.Bound
	After  string
	Limit  int
}

const selectSites = `SELECT id, unit, name, kind, sector, place, lon, lat, cell, address, hours, initials, status, revision,
	created_at, updated_at FROM registry_site`

// Sites lists sites by place within the scope.
func (d Directory) Sites(ctx context.Context, scope anlan.Scope, f SiteFilter) (Page[Site], error) {
	w := where{}
	w.sites(scope, f)
	if err := w.afterPlace(f.After); err != nil {
		return Page[Site]{}, err
	}
	limit := bounded(f.Limit)
	rows, err := d.door.QueryContext(ctx, w.text(selectSites, "place, id", limit), w.args...)
	return collect(rows, err, limit, scanSite, func(s Site) string { return db.TextCursor(s.Place, s.ID) })
}

// sites adds the conditions of a filter.
func (w *where) sites(scope anlan.Scope, f SiteFilter) {
	if !scope.All {
		w.either(scope)
	}
	if f.Unit != "" {
		w.add("unit = ?", string(f.Unit))
	}
	if f.Kind != "" {
		w.add("kind = ?", f.Kind)
	}
	if f.Place != "" {
		w.prefix("place", f.Place)
	}
	w.add("status = ?", string(orActive(f.Status)))
	if f.Search != "" {
		likely := likely(f.Search)
		w.add(`(name LIKE ? ESCAPE '\' OR initials LIKE ? ESCAPE '\' OR address LIKE ? ESCAPE '\')`, "%"+likely+"%", strings.ToLower(likely)+"%", "%"+likely+"%")
	}
	if f.Box != nil {
		w.box(*f.Box)
	}
}

// either cuts to what a scope covers: the units that run a site, or where it lies.
func (w *where) either(s anlan.Scope) {
	parts, args := []string{"1 = 0"}, []any{}
	for id := range slices.Values(s.Units) {
		parts, args = append(parts, "unit = ?"), append(args, string(id))
	}
	for code := range slices.Values(s.Places) {
		parts, args = append(parts, "(place >= ? AND place < ?)"), append(args, code, codeEnd(code))
	}
	w.add("("+strings.Join(parts, " OR ")+")", args...)
}

// box cuts to a rectangle.
func (w *where) box(b orb.Bound) {
	runs := geo.Within(b)
	w.add("(cell >= ? AND cell <= ? AND cell >= 0)", runs[0].From, runs[len(runs)-1].To)
	degrees := func(x float64) int64 { return int64(math.Round(x * perDegree)) }
	w.add("(lon >= ? AND lon <= ? AND lat >= ? AND lat <= ?)", degrees(b.Min[0]), degrees(b.Max[0]), degrees(b.Min[1]), degrees(b.Max[1]))
}

// afterPlace continues behind a (place, id); a cursor that we did not write is refused.
func (w *where) afterPlace(cursor string) error {
	if cursor == "" {
		return nil
	}
	place, id, err := db.ParseTextCursor[string, string](cursor)
	if err == nil {
		w.add("(place > ? OR place = ? AND id > ?)", place, place, id)
	}
	return err
}

func scanSite(rows *sql.Rows) (Site, error) {
	var r registrydb.RegistrySite
	err := rows.Scan(&r.ID, &r.Unit, &r.Name, &r.Kind, &r.Sector, &r.Place, &r.Lon, &r.Lat, &r.Cell, &r.Address, &r.Hours, &r.Initials,
		&r.Status, &r.Revision, &r.CreatedAt, &r.UpdatedAt)
	return siteOf(r), err
}

// inMost bounds how many sites one question names.
const inMost = 200

// SitesByID returns the sites with the identities, in no order; one that is not there is left out.
func (d Directory) SitesByID(ctx context.Context, ids []SiteID) (list []Site, err error) {
	for chunk := range slices.Chunk(ids, inMost) {
		rows, err := d.door.QueryContext(ctx, selectSites+` WHERE id IN (`+marks(len(chunk))+`)`, args(chunk)...)
		page, err := collect(rows, err, len(chunk), scanSite, func(Site) string { return "" })
		if err != nil {
			return nil, err
		}
		list = append(list, page.Items...)
	}
	return list, nil
}

// LabelsBySite returns the labels in use of the sites.
func (d Directory) LabelsBySite(ctx context.Context, ids []SiteID) (map[SiteID][]string, error) {
	return d.codesBySite(ctx, ids, LabelActive)
}

// RevokedBySite returns the codes that lead nowhere any more, by site: a phone without a network says so.
func (d Directory) RevokedBySite(ctx context.Context, ids []SiteID) (map[SiteID][]string, error) {
	return d.codesBySite(ctx, ids, LabelRevoked)
}

func (d Directory) codesBySite(ctx context.Context, ids []SiteID, status LabelStatus) (map[SiteID][]string, error) {
	found := map[SiteID][]string{}
	for chunk := range slices.Chunk(ids, inMost) {
		rows, err := d.door.QueryContext(ctx, `SELECT site, code FROM registry_label WHERE site IN (`+marks(len(chunk))+`) AND status = '`+string(status)+`' ORDER BY site, code`, args(chunk)...)
		page, err := collect(rows, err, labelsMost*len(chunk), scanLabel, func(Label) string { return "" })
		if err != nil {
			return nil, err
		}
		for _, l := range page.Items {
			found[l.Site] = append(found[l.Site], l.Code)
		}
	}
	return found, nil
}

func scanLabel(rows *sql.Rows) (l Label, err error) {
	err = rows.Scan(&l.Site, &l.Code)
	return l, err
}

// marks makes $1, $2 … for n values.
func marks(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = "$" + strconv.Itoa(i+1)
	}
	return strings.Join(list, ",")
}

func args(ids []anlan.ID) []any { return mapped(ids, func(id anlan.ID) any { return string(id) }) }
