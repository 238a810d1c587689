package geo

import (
	"github.com/paulmach/orb"
	orbgeo "github.com/paulmach/orb/geo"
	"github.com/paulmach/orb/planar"
)

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
