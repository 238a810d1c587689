package api

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"anlan"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

// siteDoor serves the sites of units and the labels on them.
type siteDoor struct {
	*Server
	Sites *registry.Sites
}

// SiteDoors are the routes of sites and of their labels.
func SiteDoors(sites *registry.Sites) func(*Server) {
	return func(s *Server) {
		d := &siteDoor{Server: s, Sites: sites}
		d.routes()
	}
}

func (s *siteDoor) routes() {
	add(s, http.MethodGet, "/api/v1/sites", "site.read", "List sites by place", s.listSites)
	add(s, http.MethodPost, "/api/v1/sites", "site.write", "Enter a site", s.createSite, status(http.StatusCreated))
	add(s, http.MethodGet, "/api/v1/sites/kinds", "site.read", "The kinds of sites in force", s.siteKinds)
	add(s, http.MethodGet, "/api/v1/sites/near", "site.read", "The sites around a point, the nearest first", s.nearSites)
	s.sends("/api/v1/sites.geojson", "site.read", "Sites as GeoJSON points, at most 5,000; filters as for the list, and ?bbox=west,south,east,north", "application/geo+json", s.sitesGeoJSON)
	add(s, http.MethodGet, "/api/v1/sites/{id}", "site.read", "One site", s.getSite)
	add(s, http.MethodPut, "/api/v1/sites/{id}", "site.write", "Change a site that was seen at a revision", s.updateSite)
	add(s, http.MethodPost, "/api/v1/sites/{id}/close", "site.write", "End a site", s.closeSite)
	s.registerLabels()
}

// SiteView is a site as screens show it.
type SiteView struct {
	registry.Site
	UnitName  string `json:"unitName"`
	PlaceName string `json:"placeName"`
	KindName  string `json:"kindName"`
}

func (s *siteDoor) siteView(ctx context.Context) func(registry.Site) SiteView {
	kinds, err := s.Sites.Kinds()
	if err != nil {
		kinds = rule.SiteKindRule{} // the key stands for itself
	}
	return func(x registry.Site) SiteView {
		v := SiteView{Site: x, UnitName: s.names.unit(ctx, x.Unit).Name, PlaceName: s.names.place(ctx, x.Place), KindName: x.Kind}
		if k, ok := kinds.Kind(x.Kind); ok {
			v.KindName = LangOf(ctx).Pick(k.ZH, k.EN)
		}
		return v
	}
}

// SiteQuery narrows a list of sites.
type SiteQuery struct {
	Paging
	Unit   anlan.ID `query:"unit" maxLength:"36"`
	Kind   string   `query:"kind" maxLength:"40"`
	Place  string   `query:"place" maxLength:"24" doc:"At a place and below it"`
	Status string   `query:"status" required:"false" enum:"active,abolished"`
	Box    string   `query:"bbox" maxLength:"100" doc:"west,south,east,north"`
}

func (q SiteQuery) filter() (registry.SiteFilter, error) {
	f := registry.SiteFilter{Unit: q.Unit, Kind: q.Kind, Place: q.Place, Status: registry.Status(q.Status), Search: strings.TrimSpace(q.Search), After: q.Cursor, Limit: q.Limit}
	if q.Box == "" {
		return f, nil
	}
	b, err := parseBox(q.Box)
	f.Box = &b
	return f, err
}

// parseBox reads west,south,east,north.
func parseBox(text string) (orb.Bound, error) {
	words := strings.Split(text, ",")
	var n [4]float64
	for i, w := range words {
		x, err := strconv.ParseFloat(w, 64)
		if err != nil || len(words) != 4 || x < -360 || x > 360 {
			return orb.Bound{}, anlan.ErrFieldInvalid.With("name", "bbox").With("value", text).At("bbox")
		}
		n[i] = x
	}
	return orb.Bound{Min: orb.Point{n[0], n[1]}, Max: orb.Point{n[2], n[3]}}, nil
}

func (s *siteDoor) listSites(ctx context.Context, in *SiteQuery) (*answer[ListOf[SiteView]], error) {
	f, err := in.filter()
	if err != nil {
		return nil, err
	}
	p, err := s.Sites.List(ctx, Actor(ctx), f)
	return ok(list(p.Items, p.Next, s.siteView(ctx)), err)
}

func (s *siteDoor) siteKinds(context.Context, *struct{}) (*answer[ListOf[rule.SiteKind]], error) {
	kinds, err := s.Sites.Kinds()
	return ok(list(kinds.Kinds, "", func(k rule.SiteKind) rule.SiteKind { return k }), err)
}

type nearQuery struct {
	Lon    float64 `query:"lon" required:"true" doc:"WGS-84"`
	Lat    float64 `query:"lat" required:"true"`
	Metres float64 `query:"metres" minimum:"0" maximum:"5000" doc:"0: 500"`
	Limit  int     `query:"limit" minimum:"0" maximum:"200" doc:"0: 20"`
}

// NearView is a site with its distance.
type NearView struct {
	SiteView
	Metres int `json:"metres"`
}

func (s *siteDoor) nearSites(ctx context.Context, in *nearQuery) (*answer[ListOf[NearView]], error) {
	if in.Metres == 0 {
		in.Metres = 500
	}
	if in.Limit == 0 {
		in.Limit = 20
	}
	found, err := s.Sites.Near(ctx, Actor(ctx), registry.Point{Lon: in.Lon, Lat: in.Lat}, in.Metres, in.Limit)
	view := s.siteView(ctx)
	return ok(list(found, "", func(n registry.NearSite) NearView { return NearView{view(n.Site), n.Metres} }), err)
}

func (s *siteDoor) getSite(ctx context.Context, in *RecordID) (*answer[SiteView], error) {
	site, err := s.Sites.Get(ctx, Actor(ctx), in.ID)
	return s.shownSite(ctx, site, err)
}

func (s *siteDoor) shownSite(ctx context.Context, site registry.Site, err error) (*answer[SiteView], error) {
	if err != nil {
		return nil, err
	}
	return ok(s.siteView(ctx)(site), nil)
}

type siteDraft struct{ Body registry.SiteDraft }

func (s *siteDoor) createSite(ctx context.Context, in *siteDraft) (*answer[SiteView], error) {
	in.Body.ID = keyed(ctx, in.Body.ID)
	site, err := s.Sites.Create(ctx, Actor(ctx), in.Body)
	return s.shownSite(ctx, site, err)
}

type siteChange struct {
	ID   anlan.ID `path:"id" maxLength:"36"`
	Body struct {
		registry.SiteDraft
		Revision int64 `json:"revision" doc:"that was seen" minimum:"1"`
	}
}

func (s *siteDoor) updateSite(ctx context.Context, in *siteChange) (*answer[SiteView], error) {
	site, err := s.Sites.Update(ctx, Actor(ctx), in.ID, in.Body.Revision, in.Body.SiteDraft)
	return s.shownSite(ctx, site, err)
}

type siteEnd struct {
	ID   anlan.ID `path:"id" maxLength:"36"`
	Body struct {
		Revision int64 `json:"revision" minimum:"1"`
	}
}

func (s *siteDoor) closeSite(ctx context.Context, in *siteEnd) (*answer[SiteView], error) {
	site, err := s.Sites.Close(ctx, Actor(ctx), in.ID, in.Body.Revision)
	return s.shownSite(ctx, site, err)
}

// geoJSONMost bounds the points of one answer.
const geoJSONMost = 5000

func (s *siteDoor) sitesGeoJSON(w http.ResponseWriter, r *http.Request) error {
	v := r.URL.Query()
	q := SiteQuery{Unit: anlan.ID(v.Get("unit")), Kind: v.Get("kind"), Place: v.Get("place"), Status: v.Get("status"), Box: v.Get("bbox")}
	q.Search = v.Get("q")
	f, err := q.filter()
	if err != nil {
		return err
	}
	features := []map[string]any{}
	view := s.siteView(r.Context())
	for len(features) < geoJSONMost {
		page, err := s.Sites.List(r.Context(), Actor(r.Context()), f)
		if err != nil {
			return err
		}
		for _, x := range page.Items {
			if x.Point != nil {
				features = append(features, siteFeature(view(x)))
			}
		}
		if f.After = page.Next; f.After == "" {
			break
		}
	}
	w.Header().Set("Content-Type", "application/geo+json")
	return json.NewEncoder(w).Encode(map[string]any{"type": "FeatureCollection", "features": features[:min(len(features), geoJSONMost)]})
}

func siteFeature(x SiteView) map[string]any {
	return map[string]any{"type": "Feature", "id": x.ID, "geometry": map[string]any{"type": "Point", "coordinates": []float64{x.Point.Lon, x.Point.Lat}},
		"properties": map[string]any{"name": x.Name, "kind": x.Kind, "kindName": x.KindName, "unit": x.Unit, "unitName": x.UnitName, "place": x.Place,
			"placeName": x.PlaceName, "address": x.Address, "sector": x.Sector}}
}
