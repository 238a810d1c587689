package geo

import (
	"math"

	"github.com/paulmach/orb"
	orbgeo "github.com/paulmach/orb/geo"
	"github.com/paulmach/orb/planar"
	"github.com/paulmach/orb/simplify"
)

// Bound is the rectangle around the features.
func Bound(features []Feature) orb.Bound {
	var b orb.Bound
	for i, f := range features {
		if i == 0 {
			b = f.Geometry.Bound()
		}
		b = b.Union(f.Geometry.Bound())
	}
	return b
}

// Area is the area of a geometry on the globe in square metres, without its holes.
func Area(g orb.Geometry) float64 { return orbgeo.Area(g) }

// Distance is the distance of two points on the globe in metres.
func Distance(a, b orb.Point) float64 { return orbgeo.DistanceHaversine(a, b) }

// Centroid is the centre of gravity; of a crescent it may lie outside.
func Centroid(g orb.Geometry) orb.Point {
	p, _ := planar.CentroidArea(g)
	return p
}

// Contains reports whether a point lies in a polygon or multipolygon.
func Contains(g orb.Geometry, p orb.Point) bool {
	switch g := g.(type) {
	case orb.Polygon:
		return planar.PolygonContains(g, p)
	case orb.MultiPolygon:
		return planar.MultiPolygonContains(g, p)
	}
	return false
}

// Simplify drops points that lie less than so many metres beside the line, for drawing. A ring that
// would collapse, or cross itself, stays as it is. Neighbours are simplified each for itself: for
// anything but drawing, use the original.
func Simplify(g orb.Geometry, metres float64) orb.Geometry {
	s := simplify.DouglasPeucker(metres / (math.Pi / 180 * 6_371_000))
	switch g := orb.Clone(g).(type) {
	case orb.Polygon:
		return simplifyRings(g, s)
	case orb.MultiPolygon:
		for i := range g {
			g[i] = simplifyRings(g[i], s)
		}
		return g
	case orb.LineString:
		return s.LineString(g)
	case orb.MultiLineString:
		return s.MultiLineString(g)
	default:
		return g
	}
}

func simplifyRings(p orb.Polygon, s *simplify.DouglasPeuckerSimplifier) orb.Polygon {
	for i, ring := range p {
		small := s.Ring(ring.Clone())
		if len(small) < 4 || small.Orientation() != ring.Orientation() {
			continue
		}
		if _, crosses, ok := crossing(small); ok && !crosses {
			p[i] = small
		}
	}
	return p
}
