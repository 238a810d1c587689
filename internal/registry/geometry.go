package registry

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
)

// The limits of an upload of geometry: a county's villages fit many times over.
const (
	maxGeometryFile = 32 << 20
	maxGeometry     = 512 << 10 // of one place
	maxFeatures     = 5000
)

// shape is a GeoJSON geometry of a kind that a place can have (RFC 7946).
type shape struct {
	Type        string          `json:"type"`
	Coordinates json.RawMessage `json:"coordinates"`
}

// feature is one member of a GeoJSON FeatureCollection.
type feature struct {
	Properties map[string]any `json:"properties"`
	Geometry   shape          `json:"geometry"`
}

type (
	position []float64
	ring     []position
	polygon  []ring
)

// isGeometry reports whether the text is a geometry that a place can have: a point or area inside
// the country, in degrees, with closed rings.
func isGeometry(raw []byte) bool {
	var s shape
	return len(raw) <= maxGeometry && json.Unmarshal(raw, &s) == nil && s.sound()
}

func (s shape) sound() bool {
	switch s.Type {
	case "Point":
		var p position
		return json.Unmarshal(s.Coordinates, &p) == nil && p.inChina()
	case "Polygon":
		var p polygon
		return json.Unmarshal(s.Coordinates, &p) == nil && p.sound()
	case "MultiPolygon":
		var m []polygon
		return json.Unmarshal(s.Coordinates, &m) == nil && len(m) > 0 &&
			!slices.ContainsFunc(m, func(p polygon) bool { return !p.sound() })
	}
	return false
}

// inChina bounds what can be a place of ours. Coordinates outside are swapped or projected.
func (p position) inChina() bool {
	return (len(p) == 2 || len(p) == 3) && p[0] >= 73 && p[0] <= 136 && p[1] >= 3 && p[1] <= 54
}

func (p polygon) sound() bool {
	for r := range slices.Values(p) {
		if len(r) < 4 || !slices.Equal(r[0], r[len(r)-1]) || slices.ContainsFunc(r, func(at position) bool { return !at.inChina() }) {
			return false
		}
	}
	return len(p) > 0
}

// text is the geometry in the one form that is stored.
func (s shape) text() (string, error) {
	var b bytes.Buffer
	if err := json.Compact(&b, s.Coordinates); err != nil {
		return "", err
	}
	return `{"type":"` + s.Type + `","coordinates":` + b.String() + `}`, nil
}

// GeometryReport is what an upload of geometry would do, or did.
type GeometryReport struct {
	Changed []string       `json:"changed"` // codes of places
	Same    int            `json:"same"`
	Wrong   []*anlan.Error `json:"-"`
}

// ImportGeometry reads a GeoJSON FeatureCollection and gives each feature to the place whose code it
// carries (property code, adcode or id; trailing zeros are forgiven). dry only tells what would
// happen.
func (s *Service) ImportGeometry(ctx context.Context, a anlan.Actor, raw []byte, dry bool) (GeometryReport, error) {
	if err := authz.Check(a, actImport); err != nil {
		return GeometryReport{}, err
	}
	if len(raw) > maxGeometryFile {
		return GeometryReport{}, anlan.ErrTooLarge.With("max", "32 MB")
	}
	var file struct {
		Type     string    `json:"type"`
		Features []feature `json:"features"`
	}
	if err := json.Unmarshal(raw, &file); err != nil || file.Type != "FeatureCollection" || len(file.Features) > maxFeatures {
		return GeometryReport{}, anlan.ErrRegistryGeometryFile.With("max", maxFeatures).Because(err)
	}
	if dry {
		r, _, err := s.read().matchGeometry(ctx, file.Features)
		return r, err
	}
	return s.storeGeometry(ctx, a, file.Features)
}

func (s *Service) storeGeometry(ctx context.Context, a anlan.Actor, features []feature) (r GeometryReport, err error) {
	if err := authz.Check(a, actWrite); err != nil {
		return r, err
	}
	err = s.db.Write(ctx, a, func(tx *db.Tx) error {
		var places []Place
		w := Within(tx)
		if r, places, err = w.matchGeometry(ctx, features); err != nil {
			return err
		}
		for _, p := range places {
			if _, err := w.SavePlace(ctx, p); err != nil {
				return err
			}
		}
		return nil
	})
	if errors.Is(err, db.ErrDone) {
		return GeometryReport{}, nil
	}
	return r, err
}

// matchGeometry finds the place of each feature and gives it its new geometry.
func (d Directory) matchGeometry(ctx context.Context, features []feature) (r GeometryReport, places []Place, err error) {
	seen := map[string]bool{}
	for _, f := range features {
		p, problem, err := d.placeOfFeature(ctx, f)
		if err != nil {
			return r, nil, err
		}
		if problem == nil && seen[p.Code] {
			problem = anlan.ErrDuplicate.With("value", p.Code)
		}
		if problem != nil {
			r.Wrong = append(r.Wrong, problem)
			continue
		}
		seen[p.Code] = true
		text, err := f.Geometry.text()
		if err != nil {
			return r, nil, err
		}
		if p.Geometry == text {
			r.Same++
			continue
		}
		p.Geometry = text
		r.Changed = append(r.Changed, p.Code)
		places = append(places, p)
	}
	return r, places, nil
}

func (d Directory) placeOfFeature(ctx context.Context, f feature) (Place, *anlan.Error, error) {
	code := featureCode(f)
	if len(f.Geometry.Coordinates) > maxGeometry || !f.Geometry.sound() {
		return Place{}, anlan.ErrRegistryGeometry.With("code", code), nil
	}
	for _, c := range []string{code, strings.TrimRight(code, "0"), trimPairs(code)} {
		p, err := d.Place(ctx, c)
		if err == nil {
			return p, nil, nil
		}
		if !errors.Is(err, anlan.ErrNotFound) {
			return p, nil, err
		}
	}
	return Place{}, anlan.ErrRegistryPlaceUnknown.With("name", code), nil
}

// trimPairs cuts the filling of GB/T 2260: 620500 is 6205, 620521000000 is 620521.
func trimPairs(code string) string {
	for strings.HasSuffix(code, "000") && len(code) > 6 {
		code = code[:len(code)-3]
	}
	for strings.HasSuffix(code, "00") && len(code) <= 6 {
		code = code[:len(code)-2]
	}
	return code
}

func featureCode(f feature) string {
	for _, key := range []string{"code", "adcode", "id"} {
		switch v := f.Properties[key].(type) {
		case string:
			return strings.TrimSpace(v)
		case float64:
			return strconv.FormatFloat(v, 'f', 0, 64)
		}
	}
	return ""
}
