package risk

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"

	"github.com/paulmach/orb"

	"anlan"
	"anlan/internal/geo"
)

// The map is cut into the squares that every web map uses; a square's number interleaves its column and
// row, so that everything below a square is one range of numbers.
const (
	finest    = 16 // level of the numbers that points keep: about 500 m at 35 degrees north
	nowhere   = -1
	perDegree = 1e7
)

// levels are those at which points are counted; 0 counts all of them.
var levels = []int{4, 6, 8, 10, 12, 14, 16}

// quadOf is the number of the finest square in which a point lies.
func quadOf(p orb.Point) int64 {
	n := float64(int64(1) << finest)
	lat := math.Max(-85, math.Min(85, p[1])) * math.Pi / 180
	x := int64((p[0] + 180) / 360 * n)
	y := int64((1 - math.Asinh(math.Tan(lat))/math.Pi) / 2 * n)
	clip := func(v int64) int64 { return max(0, min(v, int64(n)-1)) }
	return interleave(clip(x), clip(y))
}

func interleave(x, y int64) (q int64) {
	for i := range finest {
		q |= (x >> i & 1) << (2 * i)
		q |= (y >> i & 1) << (2*i + 1)
	}
	return q
}

func split(q int64) (x, y int64) {
	for i := range finest {
		x |= (q >> (2 * i) & 1) << i
		y |= (q >> (2*i + 1) & 1) << i
	}
	return x, y
}

// centreOf is the middle of a square of a level.
func centreOf(level int, cell int64) orb.Point {
	x, y := split(cell)
	n := float64(int64(1) << level)
	lon := (float64(x)+0.5)/n*360 - 180
	lat := math.Atan(math.Sinh(math.Pi*(1-2*(float64(y)+0.5)/n))) * 180 / math.Pi
	return orb.Point{geo.Round(lon), geo.Round(lat)}
}

// run is a range of squares, both ends included.
type run struct{ from, to int64 }

const runsMost = 36

// runsOf covers a rectangle with ranges of the finest squares: those below the squares of the finest
// level at which no more than 36 are needed. Whoever reads them looks at each point again.
func runsOf(b orb.Bound) (list []run) {
	nw, se := quadOf(orb.Point{b.Min[0], b.Max[1]}), quadOf(orb.Point{b.Max[0], b.Min[1]})
	for level := finest; level >= 0; level-- {
		shift := 2 * (finest - level)
		x0, y0 := split(nw >> shift)
		x1, y1 := split(se >> shift)
		if (x1-x0+1)*(y1-y0+1) > runsMost {
			continue
		}
		for y := y0; y <= y1; y++ {
			for x := x0; x <= x1; x++ {
				q := interleave(x, y)
				list = append(list, run{q << shift, (q+1)<<shift - 1})
			}
		}
		return list
	}
	return list
}

// shape is the geometry of a point as it is stored: GeoJSON, its middle and the rectangle around it.
type shape struct {
	raw    json.RawMessage
	middle orb.Point
	bound  orb.Bound
	shaped bool
}

// readShape checks a GeoJSON geometry: WGS-84, longitude first, rings that are closed and do not cross
// themselves.
func readShape(name string, raw json.RawMessage) (shape, error) {
	if err := typedPoint(raw); err != nil {
		return shape{}, err
	}
	feature, err := json.Marshal(map[string]any{"type": "Feature", "properties": map[string]string{"name": name}, "geometry": raw})
	if err != nil {
		return shape{}, anlan.ErrGeoBroken.With("at", 0).Because(err)
	}
	list, err := geo.Read(bytes.NewReader(feature), geo.Options{})
	if err != nil {
		return shape{}, err
	}
	return shapeOf(list[0].Geometry)
}

// typedPoint checks a single point, which somebody typed into a form, in the words for that; what is none is left to the
// words for files.
func typedPoint(raw json.RawMessage) error {
	var p struct {
		Type        string    `json:"type"`
		Coordinates []float64 `json:"coordinates"`
	}
	typed := json.Unmarshal(raw, &p) == nil && p.Type == "Point" && len(p.Coordinates) == 2
	if !typed {
		return nil
	}
	_, err := geo.Check(orb.Point(p.Coordinates))
	var e *anlan.Error
	if errors.As(err, &e) {
		return e.At("lon")
	}
	return err
}

const pointsMost = 5000 // of one shape

// shapeOf rounds a checked geometry to a centimetre and measures it.
func shapeOf(g orb.Geometry) (shape, error) {
	g = orb.Clone(g)
	n := 0
	each(g, func(p *orb.Point) { n++; p[0], p[1] = geo.Round(p[0]), geo.Round(p[1]) })
	if n > pointsMost {
		return shape{}, anlan.ErrRiskShapeLarge.With("max", pointsMost).At("geometry")
	}
	raw, err := json.Marshal(struct {
		Type        string       `json:"type"`
		Coordinates orb.Geometry `json:"coordinates"`
	}{g.GeoJSONType(), g})
	s := shape{raw: raw, bound: g.Bound(), middle: geo.Centroid(g)}
	_, point := g.(orb.Point)
	s.shaped = !point
	if math.IsNaN(s.middle[0]) || math.IsNaN(s.middle[1]) {
		s.middle = s.bound.Center()
	}
	if p, is := g.(orb.Point); is {
		s.middle = p
	}
	return s, err
}

// each walks the points of a geometry in place. A point itself is not in place and is left to the caller.
func each(g orb.Geometry, do func(*orb.Point)) {
	line := func(ps []orb.Point) {
		for i := range ps {
			do(&ps[i])
		}
	}
	switch g := g.(type) {
	case orb.MultiPoint:
		line(g)
	case orb.LineString:
		line(g)
	case orb.MultiLineString:
		for _, l := range g {
			line(l)
		}
	case orb.Polygon:
		for _, r := range g {
			line(r)
		}
	case orb.MultiPolygon:
		for _, p := range g {
			each(p, do)
		}
	}
}

// stored is the shape of a point that has been checked before; ok is false where it has none.
func (p Point) shape() (shape, bool) {
	if len(p.Geometry) == 0 {
		return shape{}, false
	}
	list, err := geo.Read(bytes.NewReader(append(append([]byte(`{"type":"Feature","geometry":`), p.Geometry...), '}')), geo.Options{})
	if err != nil {
		return shape{}, false
	}
	s, err := shapeOf(list[0].Geometry)
	return s, err == nil
}

// pointShape is the geometry of a single place.
func pointShape(lon, lat float64) json.RawMessage {
	s, _ := shapeOf(orb.Point{geo.Round(lon), geo.Round(lat)}) // a point always has a form
	return s.raw
}
