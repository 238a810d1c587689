package geo

import (
	"errors"
	"fmt"
	"math"
	"testing"

	"anlan"

	"github.com/google/go-cmp/cmp"
)

func TestTiles(t *testing.T) {
	t.Parallel()
	g, err := Tiles(Squares, []Spot{{"东", 3, 1}, {"西", 1.2, 0.9}, {"也西", 1, 1}})
	if err != nil {
		t.Fatal(err)
	}
	want := Grid{Layout: Squares, Width: 300, Height: 100, Cells: []Cell{
		{"东", 2, 0, 250, 50, [][2]float64{{200, 0}, {300, 0}, {300, 100}, {200, 100}}},
		{"西", 1, 0, 150, 50, [][2]float64{{100, 0}, {200, 0}, {200, 100}, {100, 100}}},
		{"也西", 0, 0, 50, 50, [][2]float64{{0, 0}, {100, 0}, {100, 100}, {0, 100}}},
	}}
	if d := cmp.Diff(want, g); d != "" {
		t.Error(d)
	}
}

func TestHexagons(t *testing.T) {
	t.Parallel()
	g, err := Tiles(Hexagons, []Spot{{"a", 0, 0}, {"b", 0, 1}})
	if err != nil {
		t.Fatal(err)
	}
	a, b := g.Cells[0], g.Cells[1]
	if a.X != 50 || b.X != 100 || len(a.Corners) != 6 || g.Width != 150 {
		t.Errorf("%+v", g)
	}
	if d := math.Hypot(a.X-b.X, a.Y-b.Y); math.Abs(d-100) > 0.2 {
		t.Errorf("neighbours are %.1f apart", d)
	}
	if !cmp.Equal(a.Corners[2], b.Corners[5]) && !cmp.Equal(a.Corners[2], b.Corners[0]) {
		t.Errorf("neighbours do not share a corner: %v %v", a.Corners, b.Corners)
	}
}

// TestTilesCrowd: however many places claim one spot, each gets a tile of its own and nobody is sent
// further than need be.
func TestTilesCrowd(t *testing.T) {
	t.Parallel()
	var spots []Spot
	for i := range 300 {
		spots = append(spots, Spot{fmt.Sprintf("%03d", i), 7.3, -2.1})
	}
	g, err := Tiles(Squares, spots)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[[2]int]bool{}
	for _, c := range g.Cells {
		if at := [2]int{c.Col, c.Row}; seen[at] {
			t.Fatalf("%v is taken twice", at)
		} else {
			seen[at] = true
		}
	}
	if g.Width > 2200 || g.Height > 2200 { // a disc of 300 tiles is 20 across
		t.Errorf("%v by %v", g.Width, g.Height)
	}
	again, _ := Tiles(Squares, spots)
	if !cmp.Equal(g, again) {
		t.Error("the same spots gave another grid")
	}
}

func TestTilesRefused(t *testing.T) {
	t.Parallel()
	for _, spots := range [][]Spot{{{"a", 0, 0}, {"a", 1, 1}}, {{"a", math.NaN(), 0}}, {{"a", 0, math.Inf(1)}}, {{"a", 1e300, 0}}} {
		if _, err := Tiles(Squares, spots); !errors.Is(err, anlan.ErrGeoTileTwice) {
			t.Errorf("%v: %v", spots, err)
		}
	}
	if _, err := Tiles(Squares, make([]Spot, maxTiles+1)); !errors.Is(err, anlan.ErrTooLarge) {
		t.Errorf("too many: %v", err)
	}
	if g, err := Tiles(Squares, nil); err != nil || len(g.Cells) != 0 {
		t.Errorf("none: %v %v", g, err)
	}
}
