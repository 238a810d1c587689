package matrix

import (
	"cmp"
	"fmt"
	"maps"
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

// Kinds lists the kinds.
func Kinds() []Kind { return []Kind{Gap, Overlap, Empty, Ended, Unsigned, Unsorted} }

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

// ask answers one question with the holes that it shows.
func (m *Model) ask(s scope, day anlan.Date) []Found {
	switch s.what {
	case 's':
		return append(m.overlaps(s, day), m.gap(s, day)...)
	case 'p':
		return m.placeGap(s, day)
	case 'h':
		return m.absent(s.holder, day)
	default:
		return m.unsorted(s.word, day)
	}
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
	open := slices.DeleteFunc(slices.Clone(m.towns), func(town string) bool { return m.led(s.axis, s.sector, town, day) })
	if rule.Over == "sector" && len(m.towns) > 0 && len(open) == 0 {
		return nil
	}
	f := Found{Kind: Gap, Axis: s.axis, Sector: s.sector}
	if len(open) == len(m.towns) {
		f.Objects = m.weigh(s.sector, "", day)
		return []Found{f}
	}
	for _, town := range open {
		f.Objects += m.weigh(s.sector, town, day)
	}
	return []Found{f}
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
		if c.n > 0 && m.on(day).words[word] == sector {
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
			list = append(list, Found{Kind: Overlap, Axis: s.axis, Sector: s.sector, Place: place, Holders: holders, Objects: m.weigh(s.sector, place, day)})
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
	return []Found{{Kind: Gap, Axis: s.axis, Place: s.place, Objects: m.weigh("", s.place, day)}}
}

// absent: a holder that leads something and is not there, or has not signed.
func (m *Model) absent(h Holder, day anlan.Date) []Found {
	leads, objects := false, 0
	for id := range m.of[h] {
		if c := m.byID[id]; c.On(day) && c.Role == Lead {
			leads = true
			objects += m.weigh(c.Sector, c.Place, day)
		}
	}
	u := m.units[h.Unit]
	if h.Post == "" && u.Kind == registry.TownshipUnit && m.unitThere(h.Unit, day) {
		leads = true
		objects += m.weigh("", u.Place, day)
	}
	if !leads {
		return nil
	}
	var list []Found
	switch m.state(h, day) {
	case Gone:
		list = append(list, Found{Kind: Ended, Holder: h, Objects: objects})
	case Vacant:
		list = append(list, Found{Kind: Empty, Holder: h, Objects: objects})
	}
	if h.Post == "" && m.unsigned[h.Unit] {
		list = append(list, Found{Kind: Unsigned, Holder: h, Objects: objects})
	}
	return list
}

// unsorted: objects whose sector no node of the tree knows.
func (m *Model) unsorted(word string, day anlan.Date) []Found {
	c := m.said[word]
	if c == nil || c.n == 0 || m.on(day).words[word] != "" {
		return nil
	}
	return []Found{{Kind: Unsorted, Word: c.word, Objects: c.n}}
}

// Watch keeps what an examination found, so that after a change only what it touches is asked again.
type Watch struct {
	*Model
	day   anlan.Date
	found map[scope][]Found
	dirty map[scope]bool
	all   bool
}

// NewWatch begins without having asked anything.
func NewWatch(m *Model) *Watch { return &Watch{Model: m, all: true, dirty: map[scope]bool{}} }

// Again examines what was touched since, or everything on a new day, and returns every hole there is.
func (w *Watch) Again(day anlan.Date) map[string]Found {
	if w.all || day != w.day {
		w.day, w.all, w.found = day, false, map[scope][]Found{}
		w.dirty = w.scopes(day)
	}
	for s := range w.dirty {
		if list := w.ask(s, day); len(list) > 0 {
			w.found[s] = list
		} else {
			delete(w.found, s)
		}
	}
	clear(w.dirty)
	out := make(map[string]Found, len(w.found))
	for _, list := range w.found {
		for _, f := range list {
			out[f.Key()] = f
		}
	}
	return out
}

// TouchAll makes the next examination ask everything: the tree has changed.
func (w *Watch) TouchAll() { w.all = true }

// TouchCell marks what a cell has a say in.
func (w *Watch) TouchCell(c Cell) {
	if w.all {
		return
	}
	over := w.rules.Axis(string(c.Axis)).Over
	for _, s := range w.on(w.day).below(c.Sector) {
		if over == "sector" || s == c.Sector || len(w.cells[slot{s, c.Axis}]) > 0 {
			w.dirty[scope{what: 's', sector: s, axis: c.Axis}] = true
		}
	}
	if over == "place" {
		for _, town := range w.towns {
			w.dirty[scope{what: 'p', axis: c.Axis, place: town}] = true
		}
	}
	w.dirty[scope{what: 'h', holder: c.holder()}] = true
}

// TouchHolder marks a unit, or a post with its unit.
func (w *Watch) TouchHolder(unit, post anlan.ID) {
	if w.all {
		return
	}
	w.dirty[scope{what: 'h', holder: Holder{Unit: unit}}] = true
	if post != "" {
		w.dirty[scope{what: 'h', holder: Holder{Unit: unit, Post: post}}] = true
		return
	}
	for h := range maps.Keys(w.of) {
		if h.Unit == unit {
			w.dirty[scope{what: 'h', holder: h}] = true
		}
	}
	if u := w.units[unit]; u.Kind == registry.TownshipUnit {
		for _, axis := range Axes() {
			if w.rules.Axis(string(axis)).Over == "place" {
				w.dirty[scope{what: 'p', axis: axis, place: u.Place}] = true
			}
		}
	}
}

// TouchObject marks what counts an object.
func (w *Watch) TouchObject(o ObjectFact) {
	if w.all {
		return
	}
	w.dirty[scope{what: 'w', word: fold(o.Said)}] = true
	for _, s := range w.on(w.day).chain(w.SectorOf(o.Said, w.day)) {
		for _, axis := range Axes() {
			over := w.rules.Axis(string(axis)).Over
			if over == "sector" || over == "county" && s == "" || len(w.cells[slot{s, axis}]) > 0 {
				w.dirty[scope{what: 's', sector: s, axis: axis}] = true
			}
			for _, c := range w.cells[slot{s, axis}] {
				w.dirty[scope{what: 'h', holder: c.holder()}] = true
			}
			if over == "place" && len(o.Place) >= 9 {
				w.dirty[scope{what: 'p', axis: axis, place: o.Place[:9]}] = true
			}
		}
	}
	for id := range w.ruling[o.Place[:min(9, len(o.Place))]] {
		w.dirty[scope{what: 'h', holder: Holder{Unit: id}}] = true
	}
}
