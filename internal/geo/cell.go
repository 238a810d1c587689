package geo

import (
	"math"

	"anlan"

	"github.com/paulmach/orb"
)

// The grid by which points are found in a database: bands of latitude, each cut into columns. The cells
// of one band are neighbours by number, so that everything around a point is one range per band, in
// any index that sorts numbers.
const (
	cellSize = 0.005   // degrees: about 550 m from south to north
	perBand  = 100_000 // more than the 72,000 columns of a band

	// NoCell is the cell of what has no point.
	NoCell = -1
	// FarMost bounds a search around a point, in metres: 20 bands.
	FarMost = 5_000
)

// CellOf returns the cell of the grid in which a point lies.
func CellOf(p orb.Point) int64 {
	return int64(math.Floor((p[1]+90)/cellSize))*perBand + int64(math.Floor((p[0]+180)/cellSize))
}

// CellRange is a run of cells, both ends included.
type CellRange struct{ From, To int64 }

// Around covers a circle with runs of cells. Whoever reads them measures each point again: the corners
// are too many.
func Around(p orb.Point, metres float64) []CellRange {
	north := min(metres, FarMost) / 111_000
	east := north / max(math.Cos(p[1]*math.Pi/180), 0.1)
	return Within(orb.Bound{Min: orb.Point{p[0] - east, p[1] - north}, Max: orb.Point{p[0] + east, p[1] + north}})
}

// bandsMost bounds how many ranges a rectangle may become.
const bandsMost = 400

// Within covers a rectangle with runs of cells. One that is too tall for the grid is one single run of
// all its bands.
func Within(b orb.Bound) []CellRange {
	low, high := CellOf(b.Min), CellOf(b.Max)
	first, last := low/perBand, high/perBand
	if last-first >= bandsMost {
		return []CellRange{{first * perBand, last*perBand + perBand - 1}}
	}
	var runs []CellRange
	for band := first; band <= last; band++ {
		runs = append(runs, CellRange{band*perBand + low%perBand, band*perBand + high%perBand})
	}
	return runs
}

// Check tells whether a point that somebody typed or sent can be a place in the country, and names the
// usual mistakes: latitude first, metres of a projection, another country. It comes back with seven
// decimals, a centimetre.
func Check(p orb.Point) (orb.Point, error) {
	blame := func(e *anlan.Error) error {
		return e.With("lon", degrees(p[0])).With("lat", degrees(p[1])).At("point")
	}
	switch swapped := (orb.Point{p[1], p[0]}); {
	case math.IsNaN(p[0]) || math.IsNaN(p[1]):
		return p, blame(anlan.ErrGeoPointOutside)
	case math.Abs(p[0]) > 360 || math.Abs(p[1]) > 360:
		return p, blame(anlan.ErrGeoPointProjected)
	case !china(p) && china(swapped):
		return p, blame(anlan.ErrGeoPointSwapped)
	case !china(p):
		return p, blame(anlan.ErrGeoPointOutside)
	}
	return orb.Point{Round(p[0]), Round(p[1])}, nil
}

// Nowhere tells the place of a device that has found none: it says 0°N 0°E, or next to it, in the middle of the ocean.
// Whoever takes a place that a device sends beside something else drops it, for what is reported is worth more than
// where the device was; who asks for a place and nothing else has not got one. A point that somebody typed is refused
// in words by Check.
func Nowhere(lon, lat float64) bool { return math.Abs(lon) < 0.1 && math.Abs(lat) < 0.1 }

// Round cuts degrees to a centimetre, so that the same point is the same number everywhere.
func Round(degrees float64) float64 { return math.Round(degrees*1e7) / 1e7 }
