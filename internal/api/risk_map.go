package api

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"anlan"
	"anlan/internal/risk"
)

// RiskArea is how many points of each colour a township has.
type RiskArea struct {
	risk.AreaCount
	Name string `json:"name"`
}

// RiskSummary counts the points that the reader may see.
type RiskSummary struct {
	Areas  []RiskArea     `json:"areas" nullable:"false"`
	Counts map[string]int `json:"counts" doc:"By colour; “none” is not rated yet"`
	Total  int            `json:"total"`
}

func (s *riskDoor) riskSummary(ctx context.Context, _ *struct{}) (*answer[RiskSummary], error) {
	areas, err := s.Risk.Summary(ctx, Actor(ctx))
	if err != nil {
		return nil, err
	}
	v := RiskSummary{Areas: []RiskArea{}, Counts: map[string]int{}}
	for _, a := range areas {
		v.Areas = append(v.Areas, RiskArea{a, s.names.place(ctx, a.Area)})
		v.Total += a.Total
		for c, n := range a.Counts {
			v.Counts[colourKey(c)] += n
		}
	}
	return ok(v, nil)
}

func colourKey(c risk.Colour) string {
	if c == "" {
		return "none"
	}
	return string(c)
}

type riskMapQuery struct {
	Box    string `query:"bbox" maxLength:"100" doc:"west,south,east,north in degrees, WGS-84"`
	Zoom   int    `query:"zoom" minimum:"0" maximum:"22"`
	Colour string `query:"colour" enum:"red,orange,yellow,blue,none" required:"false"`
	Area   string `query:"area" maxLength:"12"`
}

// RiskMapPoint is a risk point as the map draws it.
type RiskMapPoint struct {
	ID       anlan.ID        `json:"id"`
	Number   string          `json:"number"`
	Name     string          `json:"name"`
	Unit     string          `json:"unit"`
	Colour   risk.Colour     `json:"colour"`
	Geometry json.RawMessage `json:"geometry" doc:"GeoJSON, WGS-84"`
}

// RiskMapView is what a rectangle of the map shows.
type RiskMapView struct {
	Total    int            `json:"total"`
	Points   []RiskMapPoint `json:"points" nullable:"false"`
	Clusters []risk.Cluster `json:"clusters" nullable:"false"`
	Cut      bool           `json:"cut" doc:"More shapes reach into the rectangle than are drawn"`
}

// riskBox reads west,south,east,north.
func riskBox(text string) (orb.Bound, error) {
	bad := anlan.ErrRiskBbox.With("value", text).At("bbox")
	parts := strings.Split(text, ",")
	if len(parts) != 4 {
		return orb.Bound{}, bad
	}
	var n [4]float64
	for i, part := range parts {
		v, err := strconv.ParseFloat(strings.TrimSpace(part), 64)
		if err != nil || !(v >= -180 && v <= 180) {
			return orb.Bound{}, bad
		}
		n[i] = v
	}
	if n[0] >= n[2] || n[1] >= n[3] || n[1] < -90 || n[3] > 90 {
		return orb.Bound{}, bad
	}
	return orb.Bound{Min: orb.Point{n[0], n[1]}, Max: orb.Point{n[2], n[3]}}, nil
}

func (s *riskDoor) riskMap(ctx context.Context, q *riskMapQuery) (*answer[RiskMapView], error) {
	box, err := riskBox(q.Box)
	if err != nil {
		return nil, err
	}
	m, err := s.Risk.Map(ctx, Actor(ctx), risk.View{Bound: box, Zoom: q.Zoom, Colour: risk.Colour(q.Colour), Area: q.Area})
	if err != nil {
		return nil, err
	}
	v := RiskMapView{Total: m.Total, Clusters: m.Clusters, Cut: m.Cut, Points: []RiskMapPoint{}}
	for _, p := range m.Points {
		v.Points = append(v.Points, RiskMapPoint{p.ID, p.Number, p.Name, p.Unit.Name, p.Colour, p.Geometry})
	}
	return ok(v, nil)
}
