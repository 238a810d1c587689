package geo

import (
	"slices"
	"strconv"
	"strings"

	"anlan"

	"github.com/paulmach/orb"
)

// checker checks the geometry of one feature.
type checker struct {
	Options
	feature anlan.Both
}

// check returns the geometry in the form in which it is stored.
func (c *checker) check(g orb.Geometry) (orb.Geometry, error) {
	switch g := g.(type) {
	case orb.Point:
		ps, err := c.points([]orb.Point{g})
		if err != nil {
			return nil, err
		}
		return ps[0], nil
	case orb.MultiPoint:
		ps, err := c.points(g)
		return orb.MultiPoint(ps), err
	case orb.LineString:
		ps, err := c.line(g)
		return orb.LineString(ps), err
	case orb.MultiLineString:
		for i := range g {
			ps, err := c.line(g[i])
			if err != nil {
				return nil, err
			}
			g[i] = ps
		}
		return g, c.some(len(g))
	case orb.Polygon:
		return g, c.polygon(g)
	case orb.MultiPolygon:
		for _, p := range g {
			if err := c.polygon(p); err != nil {
				return nil, err
			}
		}
		return g, c.some(len(g))
	}
	return nil, anlan.ErrGeoKind.With("got", g.GeoJSONType()).With("feature", c.feature)
}

func (c *checker) some(n int) error {
	if n == 0 {
		return anlan.ErrGeoRingShort.With("feature", c.feature).With("ring", 0)
	}
	return nil
}

func (c *checker) line(ps []orb.Point) ([]orb.Point, error) {
	if len(ps) < 2 {
		return nil, c.some(0)
	}
	return c.points(ps)
}

// points checks where points lie and turns them into WGS-84.
func (c *checker) points(ps []orb.Point) ([]orb.Point, error) {
	if len(ps) == 0 {
		return nil, c.some(0)
	}
	for i, p := range ps {
		if err := c.place(p); err != nil {
			return nil, err
		}
		if c.GCJ02 {
			ps[i] = FromGCJ02(p)
		}
	}
	return ps, nil
}

// place tells the mistakes apart that exports make: metres, latitude first, another country.
func (c *checker) place(p orb.Point) error {
	blame := func(e *anlan.Error) error {
		return e.With("feature", c.feature).With("lon", degrees(p[0])).With("lat", degrees(p[1]))
	}
	swapped := orb.Point{p[1], p[0]}
	switch {
	case p[0] > 360 || p[0] < -360 || p[1] > 360 || p[1] < -360:
		return blame(anlan.ErrGeoProjected)
	case !china(p) && china(swapped):
		return blame(anlan.ErrGeoSwapped)
	case p[0] > 180 || p[0] < -180 || p[1] > 90 || p[1] < -90:
		return blame(anlan.ErrGeoOutside)
	case !c.Anywhere && !china(p):
		return blame(anlan.ErrGeoOutside)
	}
	return nil
}

// degrees writes a coordinate as a map shows it: six places are a hand's breadth, and metres are no power of ten.
func degrees(v float64) string {
	return strings.TrimSuffix(strings.TrimRight(strconv.FormatFloat(v, 'f', 6, 64), "0"), ".")
}

// china is the rectangle around the country.
func china(p orb.Point) bool { return p[0] > 73 && p[0] < 136 && p[1] > 3 && p[1] < 54 }

// polygon checks the rings and turns them the way in which they are stored.
func (c *checker) polygon(p orb.Polygon) error {
	if err := c.some(len(p)); err != nil {
		return err
	}
	for i := range p {
		ring, err := c.ring(p[i], i+1)
		if err != nil {
			return err
		}
		if outer := i == 0; (ring.Orientation() == orb.CCW) != outer {
			ring.Reverse()
		}
		p[i] = ring
	}
	return nil
}

func (c *checker) ring(r orb.Ring, n int) (orb.Ring, error) {
	blame := func(e *anlan.Error) *anlan.Error { return e.With("feature", c.feature).With("ring", n) }
	if len(r) < 4 {
		return nil, blame(anlan.ErrGeoRingShort)
	}
	if r[0] != r[len(r)-1] {
		return nil, blame(anlan.ErrGeoRingOpen)
	}
	ps, err := c.points(r)
	if err != nil {
		return nil, err
	}
	r = slices.Compact(ps)
	if len(r) < 4 {
		return nil, blame(anlan.ErrGeoRingShort)
	}
	at, crosses, ok := crossing(r)
	switch flat := r.Orientation() == 0; {
	case !ok:
		return nil, blame(anlan.ErrGeoTooComplex)
	case flat && (!crosses || len(r) == 4): // a line; an even figure of eight is flat as well
		return nil, blame(anlan.ErrGeoRingShort)
	}
	if crosses {
		return nil, blame(anlan.ErrGeoRingCrosses).With("lon", degrees(at[0])).With("lat", degrees(at[1]))
	}
	return r, nil
}
