package intake

import (
	"math"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"anlan"
	"anlan/internal/geo"
	"anlan/internal/paper"
	"anlan/internal/registry"
)

// What tells a point in the wrong system, or in the wrong place, from a good one.
const (
	sameSpot = 30.0   // metres: two measurements of one gate
	farAway  = 20_000 // metres beyond its township: boundaries are drawn roughly
)

// pointOf reads the point of a row, in the system that the row names. It comes back in WGS-84.
func (l *lookup) pointOf(p *plan, row paper.Row, cells map[string]string, was registry.Site, place string) *registry.Point {
	lon, lat := cells["lon"], cells["lat"]
	if lon == "" && lat == "" {
		return nil
	}
	if lon == "" || lat == "" {
		p.blame(row, "lon", anlan.ErrSiteHalfPoint)
		return nil
	}
	x, okX := degree(lon)
	y, okY := degree(lat)
	if !okX || !okY {
		p.blame(row, "lon", anlan.ErrFieldInvalid.With("name", "lon, lat").With("value", lon+", "+lat))
		return nil
	}
	if row.Text("lon") == "" && row.Text("lat") == "" && was.Point != nil {
		return was.Point // nobody touched it
	}
	at, err := geo.Check(orb.Point{x, y})
	if err != nil {
		p.blame(row, "lon", known(err))
		return nil
	}
	if row.Text("datum") == datumGCJ02 {
		at = geo.FromGCJ02(at)
	} else if problem := l.suspect(at, was, place); problem != nil {
		p.blame(row, "lon", problem)
		return nil
	}
	return &registry.Point{Lon: geo.Round(at[0]), Lat: geo.Round(at[1])}
}

// degree reads 106.1372, 106.1372°E and 东经106.1372.
func degree(text string) (float64, bool) {
	text = strings.Trim(text, " °EeNn东经北纬")
	x, err := strconv.ParseFloat(text, 64)
	return x, err == nil && !math.IsNaN(x) && !math.IsInf(x, 0)
}

// suspect names what is wrong with a point that says it is WGS-84: that it is GCJ-02, which shows where the
// site's known point or its township tell; or that it lies in another township altogether.
func (l *lookup) suspect(at orb.Point, was registry.Site, place string) *anlan.Error {
	back := geo.FromGCJ02(at)
	blame := anlan.ErrSiteGcj02.With("lon", degrees(at[0])).With("lat", degrees(at[1])).With("metres", int(geo.Distance(at, back)))
	if was.Point != nil && geo.Distance(was.Point.At(), at) > 2*sameSpot && geo.Distance(was.Point.At(), back) < sameSpot {
		return blame
	}
	shape := l.shapeOf(place)
	switch {
	case shape == nil || geo.Contains(shape, at):
		return nil
	case geo.Contains(shape, back):
		return blame
	}
	if far := beyond(shape.Bound(), at); far > farAway {
		return anlan.ErrSiteAway.With("lon", degrees(at[0])).With("lat", degrees(at[1])).With("place", l.label(place)).With("km", int(far/1000+0.5))
	}
	return nil
}

// beyond is how far a point lies outside of a rectangle, in metres.
func beyond(b orb.Bound, p orb.Point) float64 {
	nearest := orb.Point{min(max(p[0], b.Min[0]), b.Max[0]), min(max(p[1], b.Min[1]), b.Max[1])}
	return geo.Distance(p, nearest)
}

// shapeOf is the area of a place, or of the township that it belongs to; nothing where none is known.
func (l *lookup) shapeOf(code string) orb.Geometry {
	shape, seen := l.shapes[code]
	if seen {
		return shape
	}
	p := l.places[code]
	if p.Geometry != "" {
		features, err := geo.Read(strings.NewReader(`{"type":"Feature","properties":{},"geometry":`+p.Geometry+`}`), geo.Options{})
		if err == nil && features[0].Geometry.Dimensions() == 2 {
			shape = features[0].Geometry
		}
	}
	if shape == nil && (p.Level == registry.Village || p.Level == registry.Area) {
		shape = l.shapeOf(p.Parent)
	}
	l.shapes[code] = shape
	return shape
}

// pointDiffs tells what becomes of the stored point, in the system in which it is stored. The name of the
// system itself is no change.
func pointDiffs(diffs []Diff, stored map[string]string, p *registry.Point) []Diff {
	var out []Diff
	for _, d := range diffs {
		if d.Key != "lon" && d.Key != "lat" && d.Key != "datum" {
			out = append(out, d)
		}
	}
	lon, lat := "", ""
	if p != nil {
		lon, lat = degrees(p.Lon), degrees(p.Lat)
	}
	for key, now := range map[string]string{"lon": lon, "lat": lat} {
		if !sameDegrees(stored[key], now) {
			out = append(out, Diff{Key: key, Old: stored[key], New: now})
		}
	}
	return out
}

// sameDegrees compares to a decimetre: converting there and back moves a point by less.
func sameDegrees(a, b string) bool {
	if a == "" || b == "" {
		return a == b
	}
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	return errX == nil && errY == nil && math.Abs(x-y) < 1e-6
}
