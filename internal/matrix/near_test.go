package matrix

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"anlan"
)

// told writes who is near and why, in order.
func told(list []Near) string {
	var out []string
	for _, n := range list {
		var facts []string
		for _, f := range n.Facts {
			facts = append(facts, strings.Trim(fmt.Sprintf("%s %s %s%s", f.Why, f.Sector, f.Class, f.Place), " "))
		}
		out = append(out, string(n.Unit)+": "+strings.Join(facts, ", "))
	}
	return strings.Join(out, "; ")
}

func TestWhoIsNearInBusiness(t *testing.T) {
	m := small(t)
	class := func(id anlan.ID, classes ...string) {
		s := m.sectors[id]
		s.Classes = classes
		m.SetSector(s)
	}
	m.SetSector(Sector{ID: "booth", Code: "booth", Name: "booth", Since: "2020-01-01", Stays: []Stay{{"mall", "2020-01-01"}}})
	m.SetSector(Sector{ID: "camp", Code: "camp", Name: "camp", Since: "2020-01-01", Classes: []string{"6140"}, Stays: []Stay{{"", "2020-01-01"}}})
	m.SetSector(Sector{ID: "old", Code: "old", Name: "old", Since: "2020-01-01", Until: "2021-12-31", Classes: []string{"6130"}, Stays: []Stay{{"", "2020-01-01"}}})
	class("inn", "6130", "90")
	hole := Found{Kind: Gap, Axis: Industry, Sector: "inn"}
	if got := told(m.Nearest(hole, day)); got != "" {
		t.Errorf("nobody leads anything: %s", got)
	}
	for _, c := range []Cell{lead("a", "mall", "trade", ""), lead("b", "camp", "culture", ""), lead("c", "old", "brigade", ""), lead("d", "inn", "town1", "620521101")} {
		m.SetCell(c)
	}
	co := lead("e", "inn", "brigade", "")
	co.Role = Co
	m.SetCell(co)
	business := lead("f", "inn", "culture", "")
	business.Axis = Business
	m.SetCell(business)
	if got, want := told(m.Nearest(hole, day)), "brigade: co inn; culture: axis inn, class camp 61; town1: place inn 620521101; trade: sibling mall"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	// a part of a thing is nearer than a sibling; whoever is abolished is nobody's neighbour
	m.SetCell(lead("g", "booth", "shop", ""))
	m.SetUnit("culture", UnitFact{Kind: "department", Place: "620521", Until: "2021-12-31"})
	if got, want := told(m.Nearest(Found{Kind: Overlap, Axis: Industry, Sector: "mall", Holders: []Holder{{Unit: "trade"}, {Unit: "shop"}}}, day)), "shop: below booth; town1: sibling inn 620521101"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if got := told(m.Nearest(hole, day)); strings.Contains(got, "culture") {
		t.Errorf("an abolished unit is proposed: %s", got)
	}
	// of somebody who is missing: around all that it leads, and never itself
	if got, want := told(m.Nearest(Found{Kind: Ended, Holder: Holder{Unit: "trade"}}, day)), "shop: below booth; town1: sibling inn 620521101"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	// of a place without a leader: who leads others, and not who heads the county
	leader, head := lead("l", "", "shop", "620521101"), lead("h", "", "trade", "")
	leader.Axis, leader.Post, head.Axis, head.Post = CountyLeader, "deputy", Government, "magistrate"
	for _, c := range []Cell{leader, head} {
		m.SetCell(c)
		m.SetPost(c.Post, PostFact{Unit: c.Unit, Active: true})
		m.SetHolding("of"+c.Post, c.Post, "2020-01-01", "")
	}
	if got, want := told(m.Nearest(Found{Kind: Gap, Axis: CountyLeader, Place: "620521100"}, day)), "shop: place  620521101"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := m.Nearest(Found{Kind: Unsorted, Word: "x"}, day); len(got) != 0 {
		t.Errorf("%v", got)
	}
}

// Whatever the county, what is listed is bounded, in one order, and each fact is a cell that holds.
func TestNeighboursAreBoundedAndTrue(t *testing.T) {
	m := small(t)
	for i := range 40 {
		id := anlan.ID(fmt.Sprintf("s%02d", i))
		m.SetSector(Sector{ID: id, Code: string(id), Name: string(id), Since: "2020-01-01", Classes: []string{"61"}, Stays: []Stay{{"fire", "2020-01-01"}}})
		unit := anlan.ID(fmt.Sprintf("u%02d", i%15))
		m.SetUnit(unit, UnitFact{Kind: "department", Place: "620521", Active: true})
		m.SetCell(lead(fmt.Sprintf("c%02d", i), string(id), string(unit), ""))
	}
	hole := Found{Kind: Gap, Axis: Industry, Sector: "inn"}
	list := m.Nearest(hole, day)
	if len(list) != NearMost || !slices.IsSortedFunc(list, func(a, b Near) int { return b.Count - a.Count }) || told(list) != told(m.Nearest(hole, day)) {
		t.Errorf("%s", told(list))
	}
	for _, n := range list {
		for _, f := range n.Facts {
			if c := m.byID[f.Cell]; !c.On(day) || c.holder() != n.Holder || c.Sector != f.Sector {
				t.Errorf("%+v is not so: %+v", f, c)
			}
		}
		if len(n.Facts) > factsMost || n.Count < len(n.Facts) {
			t.Errorf("%+v", n)
		}
	}
}
