package facts_test

import (
	"slices"
	"strings"
	"testing"

	"anlan/internal/registry/facts"
)

// TestCounty checks the file against the counts that docs state: 18 townships, one park, 268 below.
func TestCounty(t *testing.T) {
	t.Parallel()
	all, err := facts.Divisions("620521")
	if err != nil {
		t.Fatal(err)
	}
	counts, seen := map[string]int{}, map[string]bool{"": true}
	for _, d := range all {
		counts[d.Kind]++
		if !seen[d.Parent] || seen[d.Code] || !strings.HasPrefix(d.Code, d.Parent) || d.Name == "" {
			t.Errorf("%+v: parent missing, double or not a prefix", d)
		}
		seen[d.Code] = true
	}
	want := map[string]int{"town": 15, "township": 3, "statistical_park": 1, "villagers_committee": 209, "residents_committee": 58, "virtual": 1}
	for kind, n := range want {
		if counts[kind] != n {
			t.Errorf("%s: %d, want %d", kind, counts[kind], n)
		}
	}
}

func TestEveryTownshipHasItsOwnTile(t *testing.T) {
	t.Parallel()
	tiles, err := facts.Tiles("620521")
	if err != nil {
		t.Fatal(err)
	}
	all, err := facts.Divisions("620521")
	if err != nil {
		t.Fatal(err)
	}
	taken := map[[2]int]string{}
	for _, tile := range tiles {
		if other := taken[[2]int{tile.Col, tile.Row}]; other != "" {
			t.Errorf("%s and %s share a tile", tile.Code, other)
		}
		taken[[2]int{tile.Col, tile.Row}] = tile.Code
		if !slices.ContainsFunc(all, func(d facts.Division) bool { return d.Code == tile.Code && d.Level == "township" }) {
			t.Errorf("%s is no township", tile.Code)
		}
	}
	if len(tiles) != 19 {
		t.Errorf("%d tiles, want 19", len(tiles))
	}
}

func TestProvince(t *testing.T) {
	t.Parallel()
	all, err := facts.Divisions("62")
	if err != nil || len(all) < 100 {
		t.Fatal(len(all), err)
	}
	if _, err := facts.Divisions("99"); err == nil {
		t.Error("a file that does not exist is read")
	}
}
