package matrix

import (
	"cmp"
	"fmt"
	"slices"

	"anlan"
	"anlan/internal/registry"
)

// Kind is what sort of hole a finding is.
type Kind string

// The kinds of findings.
const (
	Gap      Kind = "gap"      // 缺口：无人负责
	Overlap  Kind = "overlap"  // 重叠：两个牵头
	Empty    Kind = "vacant"   // 空岗：岗位无人
	Ended    Kind = "gone"     // 已撤销的单位或岗位仍在册
	Unsigned Kind = "unsigned" // 责任书未签
	Unsorted Kind = "unsorted" // 对象未归入任何行业
)

// Found is a hole as the examination sees it.
type Found struct {
	Kind    Kind     `json:"kind" enum:"gap,overlap,vacant,gone,unsigned,unsorted"`
	Axis    Axis     `json:"axis,omitempty"`
	Sector  anlan.ID `json:"sector,omitempty"`
	Place   string   `json:"place,omitempty"`
	Holder  Holder   `json:"holder,omitzero" doc:"who is missing, gone or has not signed"`
	Word    string   `json:"word,omitempty" doc:"what the register calls the sector that no node knows"`
	Holders []Holder `json:"holders,omitempty" doc:"who leads at once"`
	Objects int      `json:"objects" doc:"how many objects it touches"`
}

// Key names the hole, the same one each time it is found.
func (f Found) Key() string {
	switch f.Kind {
	case Gap, Overlap:
		return fmt.Sprintf("%s/%s/%s/%s", f.Kind, f.Axis, f.Sector, f.Place)
	case Unsorted:
		return "unsorted/" + fold(f.Word)
	default:
		return fmt.Sprintf("%s/%s/%s", f.Kind, f.Holder.Unit, f.Holder.Post)
	}
}

// scope is one question that the examination asks; what a change touches is a few of them.
type scope struct {
	sector anlan.ID
	axis   Axis
	place  string
	holder Holder
	word   string
	what   byte // s sector × axis, p place × axis, h holder, w word
}

// Examine asks every question about the day.
func (m *Model) Examine(day anlan.Date) map[string]Found {
	out := map[string]Found{}
	for s := range m.scopes(day) {
		for _, f := range m.ask(s, day) {
			out[f.Key()] = f
		}
	}
	return out
}

// scopes are all questions.
func (m *Model) scopes(day anlan.Date) map[scope]bool {
	all := map[scope]bool{}
	for _, axis := range Axes() {
		rule := m.rules.Axis(string(axis))
		for _, s := range m.on(day).below("") {
			if rule.Over == "sector" || rule.Over == "county" && s == "" || len(m.cells[slot{s, axis}]) > 0 {
				all[scope{what: 's', sector: s, axis: axis}] = true
			}
		}
		for _, town := range m.towns {
			if rule.Over == "place" {
				all[scope{what: 'p', axis: axis, place: town}] = true
			}
		}
	}
	for h := range m.of {
		all[scope{what: 'h', holder: h}] = true
	}
	for _, units := range m.ruling {
		for id := range units {
			all[scope{what: 'h', holder: Holder{Unit: id}}] = true
		}
	}
	for w := range m.said {
		all[scope{what: 'w', word: w}] = true
	}
	return all
}

// ask answers one question with the holes that it shows, and how many objects each touches.
func (m *Model) ask(s scope, day anlan.Date) (list []Found) {
	switch s.what {
	case 's':
		list = append(m.overlaps(s, day), m.gap(s, day)...)
	case 'p':
		list = m.placeGap(s, day)
	case 'h':
		list = m.absent(s.holder, day)
	default:
		list = m.unsorted(s.word, day)
	}
	for i := range list {
		list[i].Objects = m.weigh(list[i], day)
	}
	return list
}

// gap: a sector that nobody leads, by itself or through what stands above it. A node that only gathers others is
// not asked, nor one that answers in every township.
func (m *Model) gap(s scope, day anlan.Date) []Found {
	rule := m.rules.Axis(string(s.axis))
	if !rule.Must || !m.asked(rule.Over, s.sector, day) {
		return nil
	}
	if m.led(s.axis, s.sector, "", day) {
		return nil
	}
	if rule.Over == "sector" && len(m.towns) > 0 && len(m.openTowns(s.axis, s.sector, day)) == 0 {
		return nil
	}
	return []Found{{Kind: Gap, Axis: s.axis, Sector: s.sector}}
}

// openTowns lists the townships in which nobody leads the sector on the axis.
func (m *Model) openTowns(axis Axis, sector anlan.ID, day anlan.Date) []string {
	return slices.DeleteFunc(slices.Clone(m.towns), func(town string) bool { return m.led(axis, sector, town, day) })
}

// asked tells whether a node must be led: along sectors the leaves, and those that registers name themselves.
func (m *Model) asked(over string, sector anlan.ID, day anlan.Date) bool {
	switch over {
	case "county":
		return sector == ""
	case "sector":
		return sector != "" && m.on(day).has(sector) && (len(m.on(day).down[sector]) == 0 || m.direct(sector, day))
	}
	return false
}

// direct tells whether registers name the node itself, although others stand below it.
func (m *Model) direct(sector anlan.ID, day anlan.Date) bool {
	for word, c := range m.said {
		if len(c.ids) > 0 && m.on(day).words[word] == sector {
			return true
		}
	}
	return false
}

// led tells whether anybody leads: what byCells would find, without asking who.
func (m *Model) led(axis Axis, sector anlan.ID, place string, day anlan.Date) bool {
	for _, s := range m.on(day).chain(sector) {
		for _, c := range m.cells[slot{s, axis}] {
			if c.Role == Lead && c.On(day) && c.at(place) {
				return true
			}
		}
	}
	return false
}

// overlaps: two that lead the same sector at the same place.
func (m *Model) overlaps(s scope, day anlan.Date) []Found {
	if !m.rules.Axis(string(s.axis)).One || !m.on(day).has(s.sector) {
		return nil
	}
	at := map[string][]Holder{}
	for _, c := range m.cells[slot{s.sector, s.axis}] {
		if c.Role == Lead && c.On(day) && !slices.Contains(at[c.Place], c.holder()) {
			at[c.Place] = append(at[c.Place], c.holder())
		}
	}
	var list []Found
	for place, holders := range at {
		if len(holders) > 1 {
			slices.SortFunc(holders, func(a, b Holder) int { return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Post, b.Post)) })
			list = append(list, Found{Kind: Overlap, Axis: s.axis, Sector: s.sector, Place: place, Holders: holders})
		}
	}
	return list
}

// placeGap: a township for which nobody answers on the axis, or for which no unit is kept.
func (m *Model) placeGap(s scope, day anlan.Date) []Found {
	if !m.rules.Axis(string(s.axis)).Must || m.led(s.axis, "", s.place, day) {
		return nil
	}
	if s.axis == Township && len(m.rulers(Township, registry.TownshipUnit, s.place, day)) > 0 {
		return nil
	}
	return []Found{{Kind: Gap, Axis: s.axis, Place: s.place}}
}

// absent: a holder that leads something and is not there, or has not signed.
func (m *Model) absent(h Holder, day anlan.Date) []Found {
	if len(m.patchesOf(h, day)) == 0 {
		return nil
	}
	var list []Found
	switch m.state(h, day) {
	case Gone:
		list = append(list, Found{Kind: Ended, Holder: h})
	case Vacant:
		list = append(list, Found{Kind: Empty, Holder: h})
	}
	if h.Post == "" && m.unsigned[h.Unit] {
		list = append(list, Found{Kind: Unsigned, Holder: h})
	}
	return list
}

// unsorted: objects whose sector no node of the tree knows.
func (m *Model) unsorted(word string, day anlan.Date) []Found {
	c := m.said[word]
	if c == nil || len(c.ids) == 0 || m.on(day).words[word] != "" {
		return nil
	}
	return []Found{{Kind: Unsorted, Word: c.word}}
}
