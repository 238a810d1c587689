package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// The ellipsoid of Krasovsky 1940, on which the shift of GCJ-02 is built.
const (
	krasovskyAxis         = 6378245.0
	krasovskyEccentricity = 0.00669342162296594323 // squared
)

// ToGCJ02 turns a point of WGS-84 into what map services in China show. Outside of China the two
// are the same.
func ToGCJ02(p orb.Point) orb.Point {
	if !inChina(p) {
		return p
	}
	d := shift(p)
	return orb.Point{p[0] + d[0], p[1] + d[1]}
}

// FromGCJ02 turns a point taken from a map service in China into WGS-84, to within a centimetre of
// the inverse of ToGCJ02: the shift has no inverse in a formula, so it is approached step by step.
func FromGCJ02(p orb.Point) orb.Point {
	if !inChina(p) {
		return p
	}
	w := p
	for range 10 {
		g := orb.Point{w[0] + shift(w)[0], w[1] + shift(w)[1]}
		dx, dy := p[0]-g[0], p[1]-g[1]
		w = orb.Point{w[0] + dx, w[1] + dy}
		if math.Abs(dx) < 1e-9 && math.Abs(dy) < 1e-9 {
			break
		}
	}
	return w
}

// inChina is the rectangle inside which the shift is applied.
func inChina(p orb.Point) bool {
	return p[0] >= 72.004 && p[0] <= 137.8347 && p[1] >= 0.8293 && p[1] <= 55.8271
}

// shift is the offset at a point, in degrees.
func shift(p orb.Point) orb.Point {
	x, y := p[0]-105, p[1]-35
	root := math.Sqrt(math.Abs(x))
	ripple := waves(x, 20, 6, 20, 2)
	north := -100 + 2*x + 3*y + 0.2*y*y + 0.1*x*y + 0.2*root + ripple +
		waves(y, 20, 1, 40, 1.0/3) + waves(y, 160, 1.0/12, 320, 1.0/30)
	east := 300 + x + 2*y + 0.1*x*x + 0.1*x*y + 0.1*root + ripple +
		waves(x, 20, 1, 40, 1.0/3) + waves(x, 150, 1.0/12, 300, 1.0/30)
	latitude := p[1] / 180 * math.Pi
	flat := 1 - krasovskyEccentricity*math.Pow(math.Sin(latitude), 2)
	perNorth := krasovskyAxis * (1 - krasovskyEccentricity) / (flat * math.Sqrt(flat)) * math.Pi / 180
	perEast := krasovskyAxis / math.Sqrt(flat) * math.Cos(latitude) * math.Pi / 180
	return orb.Point{east / perEast, north / perNorth}
}

// waves is two thirds of the sum of two sines.
func waves(t, high1, often1, high2, often2 float64) float64 {
	return (high1*math.Sin(often1*t*math.Pi) + high2*math.Sin(often2*t*math.Pi)) * 2 / 3
}
