package matrix

import (
	"cmp"
	"slices"

	"anlan"
	"anlan/internal/registry"
)

// Way is how we know who answers.
type Way string

// The ways.
const (
	ByCell     Way = "cell"     // a cell of the sector itself
	ByParent   Way = "parent"   // a cell of a sector above it
	ForAll     Way = "all"      // a cell that speaks of every sector
	ByPlace    Way = "place"    // the territory in which it lies
	ByRunning  Way = "operator" // whoever runs it
	ByRegister Way = "register" // the regulator that the register names
)

// State is whether somebody is there to answer.
type State string

// The states of a holder.
const (
	Present State = "present"
	Vacant  State = "vacant" // nobody holds the post
	Gone    State = "gone"   // the post or unit was abolished
)

// Owner is who answers for an object on an axis, and why.
type Owner struct {
	Axis   Axis     `json:"axis"`
	Role   Role     `json:"role" enum:"lead,co"`
	Holder          // unit, and post where one is named
	Way    Way      `json:"way" enum:"cell,parent,all,place,operator,register"`
	State  State    `json:"state" enum:"present,vacant,gone"`
	Cell   anlan.ID `json:"cell,omitempty"`
	Sector anlan.ID `json:"sector,omitempty" doc:"whose cell it is"`
	Place  string   `json:"place,omitempty" doc:"for which the cell speaks"`
	Basis  *Basis   `json:"basis,omitempty"`
}

// Object is what one asks about: an enterprise, a site, an activity, a place.
type Object struct {
	Unit      anlan.ID // who runs it
	Said      string   // the word for its sector
	Sector    anlan.ID // where it is known already
	Place     string
	Regulator anlan.ID // as the register names it
}

// Answer is who is responsible for an object on a day.
type Answer struct {
	Sector   anlan.ID   `json:"sector"`
	Day      anlan.Date `json:"day"`
	Owners   []Owner    `json:"owners" nullable:"false"`
	Missing  []Axis     `json:"missing" nullable:"false" doc:"axes on which nobody answers though somebody must"`
	Overlaps []Axis     `json:"overlaps" nullable:"false" doc:"axes on which two lead"`
}

// Owners works out who answers for the object on the day, on every axis, with the reason for each.
func (m *Model) Owners(o Object, day anlan.Date) Answer {
	a := Answer{Sector: o.Sector, Day: day, Owners: []Owner{}, Missing: []Axis{}, Overlaps: []Axis{}}
	if a.Sector == "" {
		a.Sector = m.SectorOf(o.Said, day)
	}
	for _, axis := range Axes() {
		list := m.answer(axis, a.Sector, o, day)
		rule, leads := m.rules.Axis(string(axis)), 0
		for _, w := range list {
			if w.Role == Lead {
				leads++
			}
		}
		if leads == 0 && rule.Must && !(rule.Over == "place" && len(o.Place) < 9) {
			a.Missing = append(a.Missing, axis)
		}
		if leads > 1 && rule.One {
			a.Overlaps = append(a.Overlaps, axis)
		}
		a.Owners = append(a.Owners, list...)
	}
	return a
}

// answer is who answers on one axis.
func (m *Model) answer(axis Axis, sector anlan.ID, o Object, day anlan.Date) []Owner {
	if axis == Operation {
		return m.only(axis, o.Unit, ByRunning, day)
	}
	list := m.byCells(axis, sector, o.Place, day)
	if slices.ContainsFunc(list, func(w Owner) bool { return w.Role == Lead }) {
		return list
	}
	switch {
	case axis == Industry && o.Regulator != "":
		return append(m.only(axis, o.Regulator, ByRegister, day), list...)
	case axis == Township && len(o.Place) >= 9:
		return append(m.rulers(axis, registry.TownshipUnit, o.Place[:9], day), list...)
	case axis == Village && len(o.Place) >= 12:
		return append(m.rulers(axis, registry.VillageUnit, o.Place[:12], day), list...)
	}
	return list
}

func (m *Model) only(axis Axis, unit anlan.ID, way Way, day anlan.Date) []Owner {
	if unit == "" {
		return nil
	}
	h := Holder{Unit: unit}
	return []Owner{{Axis: axis, Role: Lead, Holder: h, Way: way, State: m.state(h, day)}}
}

// rulers are the units that govern the place.
func (m *Model) rulers(axis Axis, kind registry.UnitKind, place string, day anlan.Date) []Owner {
	var list []Owner
	for id := range m.ruling[place] {
		u := m.units[id]
		if u.Kind == kind && m.unitThere(id, day) {
			h := Holder{Unit: id}
			list = append(list, Owner{Axis: axis, Role: Lead, Holder: h, Way: ByPlace, State: m.state(h, day), Place: place})
		}
	}
	slices.SortFunc(list, func(a, b Owner) int { return cmp.Compare(a.Unit, b.Unit) })
	return list
}

// byCells reads the cells: the nearest sector first, there the nearest place. Who leads nearer hides who
// leads farther; who takes part, takes part.
func (m *Model) byCells(axis Axis, sector anlan.ID, place string, day anlan.Date) []Owner {
	var leads, cos []Owner
	for _, s := range m.on(day).chain(sector) {
		way := ByParent
		switch s {
		case "":
			way = ForAll
		case sector:
			way = ByCell
		}
		longest := -1
		var near []Owner
		for _, c := range m.cells[slot{s, axis}] {
			if !c.On(day) || !c.at(place) {
				continue
			}
			w := Owner{Axis: axis, Role: c.Role, Holder: c.holder(), Way: way, State: m.state(c.holder(), day), Cell: c.ID, Sector: s, Place: c.Place, Basis: &c.Basis}
			switch {
			case c.Role == Co:
				cos = append(cos, w)
			case len(c.Place) > longest:
				longest, near = len(c.Place), []Owner{w}
			case len(c.Place) == longest:
				near = append(near, w)
			}
		}
		if len(leads) == 0 {
			leads = near
		}
	}
	return append(sorted(leads), sorted(cos)...)
}

// sorted puts owners into a fixed order and names each holder once.
func sorted(list []Owner) []Owner {
	slices.SortFunc(list, func(a, b Owner) int {
		return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Post, b.Post), cmp.Compare(a.Cell, b.Cell))
	})
	return slices.CompactFunc(list, func(a, b Owner) bool { return a.Holder == b.Holder })
}

// state tells whether somebody sits there on the day: in the post, or in the chief's chair of the unit.
func (m *Model) state(h Holder, day anlan.Date) State {
	if !m.unitThere(h.Unit, day) {
		return Gone
	}
	if h.Post != "" {
		p, known := m.posts[h.Post]
		if !known || !p.Active && !m.heldOn(h.Post, day) {
			return Gone
		}
		return vacantUnless(m.heldOn(h.Post, day))
	}
	chief := false
	for id := range m.seats[h.Unit] {
		if p := m.posts[id]; p.Chief {
			chief = true
			if m.heldOn(id, day) {
				return Present
			}
		}
	}
	return vacantUnless(!chief) // where no chair of a chief is kept, nobody is missing from it
}

func vacantUnless(there bool) State {
	if there {
		return Present
	}
	return Vacant
}

func (m *Model) heldOn(post anlan.ID, day anlan.Date) bool {
	for _, s := range m.held[post] {
		if covers(s.since, s.until, day) {
			return true
		}
	}
	return false
}

// unitThere tells whether the unit was there on the day. Of units without a first day nobody knows better.
func (m *Model) unitThere(id anlan.ID, day anlan.Date) bool {
	u, known := m.units[id]
	if !known {
		return false
	}
	return u.Since <= day && (u.Active || u.Until != "" && day <= u.Until)
}
