package intake

import (
	"context"
	"errors"
	"strconv"

	"anlan"
	"anlan/internal/paper"
	"anlan/internal/registry"
)

// sitesMost bounds an upload of sites: a county's shops, workshops and schools. It is stored in slices.
const sitesMost = 50_000

// The systems of coordinates that a table may use.
const (
	datumWGS84 = "WGS-84"
	datumGCJ02 = "GCJ-02"
)

func siteColumns(l *lookup) []paper.Column {
	return []paper.Column{
		idColumn(),
		{Key: "unit", Title: "经营单位", TitleEN: "Run by", Required: true, MaxLen: 100, Width: 34,
			Hint: "单位名录或企业名录中的名称", HintEN: "A name from the table of units or of enterprises"},
		{Key: "name", Title: "场所名称", TitleEN: "Name", Required: true, MaxLen: 100, Width: 30},
		paper.Column{Key: "kind", Title: "场所类别", TitleEN: "Kind", Required: true, Width: 18}.Choice(l.kindWords()),
		{Key: "place", Title: "所在地", TitleEN: "Place", Required: true, Choices: l.order, Width: 26, Hint: "可选到村（社区）", HintEN: "Down to the village"},
		{Key: "address", Title: "地址", TitleEN: "Address", MaxLen: 200, Width: 36},
		{Key: "lon", Title: "经度", TitleEN: "Longitude", Aliases: []string{"东经", "lng"}, MaxLen: 20, Hint: "如 106.1372", HintEN: "Such as 106.1372"},
		{Key: "lat", Title: "纬度", TitleEN: "Latitude", Aliases: []string{"北纬"}, MaxLen: 20, Hint: "如 34.7498", HintEN: "Such as 34.7498"},
		{Key: "datum", Title: "坐标系", TitleEN: "Datum", Kind: paper.Choice, Choices: []string{datumWGS84, datumGCJ02},
			Hint: "空白为 WGS-84（CGCS2000 同）；高德、腾讯地图选 GCJ-02", HintEN: "Empty means WGS-84 (CGCS2000 is the same); choose GCJ-02 for Amap and Tencent maps"},
		{Key: "sector", Title: "主管领域", TitleEN: "Sector", MaxLen: 40, Hint: "空白按类别", HintEN: "Empty: by the kind"},
		{Key: "hours", Title: "营业时间", TitleEN: "Hours", MaxLen: 60},
	}
}

// kindWords are the kinds of sites between their names and their keys.
func (l *lookup) kindWords() (w paper.Words) {
	for _, k := range l.kinds.Kinds {
		w = append(w, [3]string{k.Key, k.ZH, k.EN})
	}
	return w
}

// siteCells writes a site as the cells of a table.
func (l *lookup) siteCells(ctx context.Context, s registry.Site) (map[string]string, error) {
	unit, ok := l.known[s.Unit]
	if !ok {
		u, err := l.Unit(ctx, s.Unit)
		if err != nil {
			return nil, err
		}
		unit = u.Name
		l.known[s.Unit] = unit
	}
	cells := map[string]string{"id": string(s.ID), "unit": unit, "name": s.Name, "kind": l.kindWords().Say(s.Kind), "place": l.label(s.Place),
		"address": s.Address, "sector": s.Sector, "hours": s.Hours}
	if s.Point != nil {
		cells["lon"], cells["lat"], cells["datum"] = degrees(s.Point.Lon), degrees(s.Point.Lat), datumWGS84
	}
	return cells, nil
}

func degrees(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// everySite writes every site in use.
func (l *lookup) everySite(ctx context.Context, add func(map[string]string)) error {
	for after := ""; ; {
		page, err := l.Sites(ctx, anlan.Scope{All: true}, registry.SiteFilter{After: after})
		if err != nil {
			return err
		}
		for _, s := range page.Items {
			cells, err := l.siteCells(ctx, s)
			if err != nil {
				return err
			}
			add(cells)
		}
		if after = page.Next; after == "" {
			return nil
		}
	}
}

// planSite decides what a row about a site would do: its identity says which, else its unit and name.
func (l *lookup) planSite(ctx context.Context, s paper.Sheet, row paper.Row, day anlan.Date) (plan, error) {
	p := plan{name: row.Text("name")}
	was, unit, found, problem := l.storedSite(ctx, row, day)
	if problem != nil {
		p.blame(row, fieldKey(problem.Field), problem)
		return p, nil
	}
	stored := map[string]string{}
	if found {
		var err error
		if stored, err = l.siteCells(ctx, was); err != nil {
			return p, err
		}
	}
	cells, diffs := merge(s, stored, row)
	draft := l.siteDraft(&p, row, cells, was)
	draft.Unit = unit
	p.diffs, p.fresh = l.sameMeaning(pointDiffs(diffs, stored, draft.Point)), !found
	p.blameAll(row, registry.CheckSite(draft, l.kinds))
	if earlier, twice := l.again("site "+string(unit)+" "+draft.Name, row.Number); twice {
		p.blame(row, "name", anlan.ErrRegistryImportTwice.With("earlier", earlier))
	}
	p.apply = func(w registry.Writer) ([]registry.Step, error) { return l.applySite(ctx, w, was, found, draft) }
	return p, nil
}

// storedSite finds the site that a row speaks of, and the unit that runs it.
func (l *lookup) storedSite(ctx context.Context, row paper.Row, day anlan.Date) (s registry.Site, unit anlan.ID, found bool, problem *anlan.Error) {
	if id := row.Text("id"); id != "" {
		var err error
		s, err = l.Site(ctx, anlan.ID(id))
		if errors.Is(err, anlan.ErrNotFound) || err == nil && s.Status != registry.Active {
			return s, "", false, anlan.ErrRegistryImportID.With("value", id).At("id")
		}
		if err != nil {
			return s, "", false, known(err)
		}
	}
	name := row.Text("unit")
	if name == "" && s.ID != "" {
		return s, s.Unit, true, nil
	}
	u, problem := l.namedUnit(ctx, name, day)
	if problem != nil || s.ID != "" {
		return s, u.ID, s.ID != "", problem
	}
	s, err := l.SiteNamed(ctx, u.ID, row.Text("name"))
	if errors.Is(err, anlan.ErrNotFound) {
		return registry.Site{}, u.ID, false, nil
	}
	return s, u.ID, err == nil, known(err)
}

// namedUnit finds a unit once for all rows that name it.
func (l *lookup) namedUnit(ctx context.Context, name string, day anlan.Date) (registry.Unit, *anlan.Error) {
	if u, ok := l.named[name]; ok {
		return u, nil
	}
	u, problem := l.unit(ctx, name, day)
	if problem != nil {
		return u, problem.At("unit")
	}
	l.named[name] = u
	return u, nil
}

// siteDraft reads the cells, blaming those that it cannot read.
func (l *lookup) siteDraft(p *plan, row paper.Row, cells map[string]string, was registry.Site) registry.SiteDraft {
	d := was.Draft()
	d.Name, d.Kind, d.Sector, d.Address, d.Hours = cells["name"], l.kindWords().Key(cells["kind"]), cells["sector"], cells["address"], cells["hours"]
	code, problem := l.place(cells["place"])
	if d.Place = code; problem != nil {
		p.blame(row, "place", problem)
	}
	d.Point = l.pointOf(p, row, cells, was, code)
	return d
}

func (l *lookup) applySite(ctx context.Context, w registry.Writer, was registry.Site, found bool, d registry.SiteDraft) ([]registry.Step, error) {
	if !found {
		s, err := w.CreateSite(ctx, d, l.kinds)
		return []registry.Step{{Ref: s.Ref(), Verb: "created", Revision: s.Revision}}, err
	}
	s, err := w.UpdateSite(ctx, was.ID, was.Revision, d, l.kinds)
	return []registry.Step{{Ref: s.Ref(), Verb: "changed", Revision: s.Revision}}, err
}
