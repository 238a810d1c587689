package risk

import (
	"context"
	"encoding/json"

	"anlan"
)

// Collection is a GeoJSON FeatureCollection of risk points. What it says can be taken in again.
type Collection struct {
	Type     string    `json:"type"`
	Features []Feature `json:"features"`
}

// Feature is one risk point on the map.
type Feature struct {
	Type       string          `json:"type"`
	ID         anlan.ID        `json:"id"`
	Geometry   json.RawMessage `json:"geometry"`
	Properties map[string]any  `json:"properties"`
}

const featuresMost = 5000

// GeoJSON returns the points of a filter that lie somewhere.
func (s *Service) GeoJSON(ctx context.Context, a anlan.Actor, f Filter) (Collection, error) {
	c := Collection{Type: "FeatureCollection", Features: []Feature{}}
	f.Limit = limitMost
	for {
		page, err := s.List(ctx, a, f)
		if err != nil {
			return c, err
		}
		for _, p := range page.Items {
			if len(p.Geometry) > 0 && len(c.Features) < featuresMost {
				c.Features = append(c.Features, p.feature())
			}
		}
		if f.Cursor = page.Next; f.Cursor == "" || len(c.Features) == featuresMost {
			return c, nil
		}
	}
}

func (p Point) feature() Feature {
	m := map[string]any{"number": p.Number, "name": p.Name, "unitName": p.Unit.Name, "siteName": p.SiteName, "place": p.Place, "sector": p.Sector, "what": p.What,
		"ladder": p.Ladder, "colour": p.Colour, "grade": ColourName(p.Colour, false)}
	if r := p.Rating; r != nil {
		m["method"], m["reason"], m["score"] = r.Method, r.Reason, r.Score
		for k, v := range r.Values {
			m[k] = v
		}
	}
	return Feature{Type: "Feature", ID: p.ID, Geometry: p.Geometry, Properties: m}
}
