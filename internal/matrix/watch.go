package matrix

import (
	"maps"

	"anlan"
	"anlan/internal/registry"
)

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
