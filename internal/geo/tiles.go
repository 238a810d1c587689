package geo

import (
	"cmp"
	"math"
	"slices"

	"anlan"
)

// Layout is the shape of the tiles of a schematic map.
type Layout string

// The layouts.
const (
	Squares  Layout = "squares"
	Hexagons Layout = "hexagons" // pointed at the top, odd rows half a tile to the right
)

const maxTiles = 2000

// Spot says roughly where a place lies: X columns to the east and Y rows to the south. Fractions
// are allowed, and two places may claim one spot.
type Spot struct {
	Key  string
	X, Y float64
}

// Grid is a schematic map: every place is one tile of the same size. It keeps, as far as a grid can,
// who is north or east of whom; shapes, areas and distances mean nothing, and whoever draws it says
// so beside it.
type Grid struct {
	Layout        Layout
	Width, Height float64 // of the drawing; a tile is 100 wide
	Cells         []Cell  // in the order of the spots
}

// Cell is one tile: its place in the grid, its centre and its corners, clockwise from the top left
// or the top.
type Cell struct {
	Key      string
	Col, Row int
	X, Y     float64
	Corners  [][2]float64
}

// Tiles puts every spot into the nearest free tile, those first that lie best. The same spots give
// the same grid. It fails with geo_tile_twice if a key comes twice and with too_large for more
// than 2,000 spots.
func Tiles(layout Layout, spots []Spot) (Grid, error) {
	if len(spots) > maxTiles {
		return Grid{}, anlan.ErrTooLarge.With("max", maxTiles)
	}
	order := make([]int, len(spots))
	keys := map[string]bool{}
	for i, s := range spots {
		if keys[s.Key] || !finite(s.X) || !finite(s.Y) {
			return Grid{}, anlan.ErrGeoTileTwice.With("key", s.Key)
		}
		keys[s.Key], order[i] = true, i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(off(spots[a]), off(spots[b])), cmp.Compare(spots[a].Key, spots[b].Key))
	})
	taken := map[[2]int]bool{}
	cells := make([]Cell, len(spots))
	for _, i := range order {
		at := nearestFree(spots[i], taken)
		taken[at] = true
		cells[i] = Cell{Key: spots[i].Key, Col: at[0], Row: at[1]}
	}
	return draw(layout, cells), nil
}

func finite(f float64) bool { return !math.IsNaN(f) && math.Abs(f) < 10_000 }

// off is how far a spot lies from the middle of its tile.
func off(s Spot) float64 { return math.Hypot(s.X-math.Round(s.X), s.Y-math.Round(s.Y)) }

// nearestFree looks in growing rings around the spot. A ring one further out may hold a nearer tile
// than a corner of this one, so it looks one ring beyond the first find.
func nearestFree(s Spot, taken map[[2]int]bool) [2]int {
	col, row := int(math.Round(s.X)), int(math.Round(s.Y))
	best, far, last := [2]int{}, math.Inf(1), maxTiles
	for ring := 0; ring <= last; ring++ {
		for dy := -ring; dy <= ring; dy++ {
			for dx := -ring; dx <= ring; dx++ {
				at := [2]int{col + dx, row + dy}
				if max(abs(dx), abs(dy)) != ring || taken[at] {
					continue
				}
				if d := math.Hypot(float64(at[0])-s.X, float64(at[1])-s.Y); d < far {
					best, far, last = at, d, min(last, ring+ring/2+1)
				}
			}
		}
	}
	return best
}

func abs(n int) int { return max(n, -n) }

// draw moves the grid to the top left corner and gives every tile its outline.
func draw(layout Layout, cells []Cell) Grid {
	g := Grid{Layout: layout, Cells: cells}
	if len(cells) == 0 {
		return g
	}
	left := slices.MinFunc(cells, func(a, b Cell) int { return a.Col - b.Col }).Col
	top := slices.MinFunc(cells, func(a, b Cell) int { return a.Row - b.Row }).Row
	for i := range cells {
		c := &cells[i]
		c.Col, c.Row = c.Col-left, c.Row-top
		c.X, c.Y, c.Corners = outline(layout, c.Col, c.Row)
		for _, p := range c.Corners {
			g.Width, g.Height = max(g.Width, p[0]), max(g.Height, p[1])
		}
	}
	return g
}

// outline is the centre and the corners of a tile.
func outline(layout Layout, col, row int) (x, y float64, corners [][2]float64) {
	if layout != Hexagons {
		x, y = float64(col)*100+50, float64(row)*100+50
		return x, y, [][2]float64{{x - 50, y - 50}, {x + 50, y - 50}, {x + 50, y + 50}, {x - 50, y + 50}}
	}
	side := 100 / math.Sqrt(3)
	x, y = float64(col)*100+50+50*float64(row&1), float64(row)*side*1.5+side
	for _, d := range [][2]float64{{0, -1}, {50, -0.5}, {50, 0.5}, {0, 1}, {-50, 0.5}, {-50, -0.5}} {
		corners = append(corners, [2]float64{tenth(x + d[0]), tenth(y + d[1]*side)})
	}
	return tenth(x), tenth(y), corners
}

// tenth rounds to what a drawing needs.
func tenth(f float64) float64 { return math.Round(f*10) / 10 }
