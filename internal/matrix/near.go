package matrix

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"anlan"
)

// Why is in what way somebody is near a hole (业务相近, Work Safety Law art. 10).
type Why string

// The ways of being near, the nearest first.
const (
	WhyCo      Why = "co"      // takes part in this very thing on the axis
	WhyAxis    Why = "axis"    // leads this very thing on another axis
	WhyPlace   Why = "place"   // leads this very thing on the axis at another place
	WhyBelow   Why = "below"   // leads a part of it
	WhySibling Why = "sibling" // leads another part of what it is a part of
	WhyClass   Why = "class"   // leads a thing of the same class of GB/T 4754
)

// nearness is the order of the ways.
var nearness = []Why{WhyCo, WhyAxis, WhyPlace, WhyBelow, WhySibling, WhyClass}

// Reason is one thing that brings somebody near.
type Reason struct {
	Why    Why      `json:"why" enum:"co,axis,place,below,sibling,class"`
	Axis   Axis     `json:"axis"`
	Sector anlan.ID `json:"sector,omitempty"`
	Place  string   `json:"place,omitempty" doc:"for which the cell speaks"`
	Class  string   `json:"class,omitempty" doc:"Of GB/T 4754, as far as both share it"`
	Cell   anlan.ID `json:"cell" doc:"that says so"`
}

// Near is somebody whose business is near a hole, with what brings it near. It is a fact for those who negotiate:
// nobody is chosen, and the committee decides.
type Near struct {
	Holder
	Facts []Reason
	Count int // of facts, also of those that are not listed
}

// How many are listed, and how many facts of each.
const (
	NearMost  = 8
	factsMost = 4
)

// Nearest lists those whose business is near a hole, the nearest first: by the way and by how many facts there
// are. Whoever is missing itself, abolished or without a head is nobody's neighbour.
func (m *Model) Nearest(f Found, day anlan.Date) []Near {
	facts := map[Holder][]Reason{}
	for _, q := range m.questions(f, day) {
		m.around(q, day, func(h Holder, x Reason) {
			if h != f.Holder && !holds(facts[h], x) {
				facts[h] = append(facts[h], x)
			}
		})
	}
	list := make([]Near, 0, len(facts))
	for h, known := range facts {
		if m.state(h, day) == Present {
			list = append(list, Near{Holder: h, Facts: known, Count: len(known)})
		}
	}
	for _, n := range list {
		slices.SortFunc(n.Facts, byNearness)
	}
	slices.SortFunc(list, func(a, b Near) int {
		return cmp.Or(cmp.Compare(rankOf(a.Facts[0]), rankOf(b.Facts[0])), cmp.Compare(b.Count, a.Count), cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Post, b.Post))
	})
	list = list[:min(len(list), NearMost)]
	for i := range list {
		list[i].Facts = list[i].Facts[:min(len(list[i].Facts), factsMost)]
	}
	return list
}

func holds(list []Reason, x Reason) bool {
	return slices.ContainsFunc(list, func(o Reason) bool { return o.Sector == x.Sector && o.Axis == x.Axis && o.Place == x.Place })
}

func rankOf(f Reason) int { return slices.Index(nearness, f.Why) }

func byNearness(a, b Reason) int {
	return cmp.Or(cmp.Compare(rankOf(a), rankOf(b)), -cmp.Compare(len(a.Class), len(b.Class)), cmp.Compare(a.Sector, b.Sector), cmp.Compare(a.Place, b.Place), cmp.Compare(a.Axis, b.Axis))
}

// question is a sector at a place on an axis, around which one looks.
type question struct {
	sector anlan.ID
	axis   Axis
	place  string
}

// questionsMost bounds the sectors of somebody who is missing.
const questionsMost = 20

// questions are what a hole leaves without an answer: its own, or what somebody leads who is not there.
func (m *Model) questions(f Found, day anlan.Date) (list []question) {
	switch f.Kind {
	case Gap, Overlap:
		return []question{{f.Sector, f.Axis, f.Place}}
	case Empty, Ended:
		for id := range m.of[f.Holder] {
			if c := m.byID[id]; c.Role == Lead && c.On(day) {
				list = append(list, question{c.Sector, c.Axis, c.Place})
			}
		}
		slices.SortFunc(list, func(a, b question) int {
			return cmp.Or(cmp.Compare(a.sector, b.sector), cmp.Compare(a.axis, b.axis), cmp.Compare(a.place, b.place))
		})
	}
	return list[:min(len(list), questionsMost)]
}

// around walks what lies near a question and tells who has a part in it.
func (m *Model) around(q question, day anlan.Date, tell func(Holder, Reason)) {
	see := func(why Why, sector anlan.ID, axis Axis, class string, role Role) {
		for _, c := range m.cells[slot{sector, axis}] {
			if c.Role == role && c.On(day) && (why == WhyPlace && c.Place != q.place || why != WhyPlace && meets(c.Place, q.place)) {
				tell(c.holder(), Reason{Why: why, Axis: axis, Sector: sector, Place: c.Place, Class: class, Cell: c.ID})
			}
		}
	}
	see(WhyCo, q.sector, q.axis, "", Co)
	see(WhyPlace, q.sector, q.axis, "", Lead)
	if q.sector == "" { // who answers for everything on another axis is no nearer than anybody
		return
	}
	for _, axis := range m.alike(q.axis) {
		see(WhyAxis, q.sector, axis, "", Lead)
	}
	t := m.on(day)
	below := t.below(q.sector)[1:]
	for _, s := range below {
		see(WhyBelow, s, q.axis, "", Lead)
	}
	if up := t.up[q.sector]; up != "" {
		for _, s := range t.down[up] {
			if s != q.sector {
				see(WhySibling, s, q.axis, "", Lead)
			}
		}
	}
	for _, s := range m.inOrder() {
		if class := shared(m.sectors[q.sector].Classes, s.Classes); class != "" && s.ID != q.sector && s.On(day) {
			see(WhyClass, s.ID, q.axis, class, Lead)
		}
	}
}

// alike are the other axes on which the same sort of holder answers: a unit is no neighbour of a leader.
func (m *Model) alike(axis Axis) (list []Axis) {
	own := m.rules.Axis(string(axis)).Owner
	for _, x := range Axes() {
		if x != axis && x.assignable() && m.rules.Axis(string(x)).Owner == own {
			list = append(list, x)
		}
	}
	return list
}

// meets tells whether one place lies in the other; the empty one holds all.
func meets(a, b string) bool { return strings.HasPrefix(a, b) || strings.HasPrefix(b, a) }

// shared is the longest class that two lists share, at least a division (two digits).
func shared(a, b []string) (class string) {
	for _, x := range a {
		for _, y := range b {
			n := 0
			for n < len(x) && n < len(y) && x[n] == y[n] {
				n++
			}
			if n >= 2 && n > len(class) {
				class = x[:n]
			}
		}
	}
	return class
}

// Nearest lists those whose business is near a live finding.
func (s *Service) Nearest(ctx context.Context, a anlan.Actor, id anlan.ID) ([]Near, error) {
	var list []Near
	err := s.living(ctx, a, id, func(m *Model, f Found) { list = m.Nearest(f, s.Today()) })
	return list, err
}
