package matrix

import (
	"context"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/registry"
)

// tally keeps the objects that a register names by one word for their sector, and how many lie where.
type tally struct {
	word  string // as it is written
	ids   map[anlan.ID]string
	place map[string]int
	town  map[string]int
}

func newTally(word string) *tally {
	return &tally{word: strings.TrimSpace(word), ids: map[anlan.ID]string{}, place: map[string]int{}, town: map[string]int{}}
}

func (c *tally) add(id anlan.ID, place string) {
	c.ids[id] = place
	c.place[place]++
	c.town[place[:min(9, len(place))]]++
}

func (c *tally) drop(id anlan.ID, place string) {
	delete(c.ids, id)
	c.place[place]--
	c.town[place[:min(9, len(place))]]--
}

// at counts the objects in a place and below it.
func (c *tally) at(place string) (n int) {
	if place == "" {
		return len(c.ids)
	}
	counts := c.town
	if len(place) > 9 {
		counts = c.place
	}
	for at, k := range counts {
		if strings.HasPrefix(at, place) {
			n += k
		}
	}
	return n
}

// patch is a sector with all below it, in a place with all in it; empty means all.
type patch struct {
	sector anlan.ID
	place  string
}

// patches are where a hole is felt. What nobody has sorted lies in no sector, and so in no patch.
func (m *Model) patches(f Found, day anlan.Date) []patch {
	switch {
	case f.Kind == Unsorted:
		return nil
	case f.Kind == Overlap || f.Kind == Gap && f.Place != "":
		return []patch{{f.Sector, f.Place}}
	case f.Kind == Gap:
		open := m.openTowns(f.Axis, f.Sector, day)
		if len(open) == len(m.towns) {
			return []patch{{f.Sector, ""}}
		}
		list := make([]patch, 0, len(open))
		for _, town := range open {
			list = append(list, patch{f.Sector, town})
		}
		return list
	default:
		return m.patchesOf(f.Holder, day)
	}
}

// patchesOf is what a holder leads; a township's government leads its township.
func (m *Model) patchesOf(h Holder, day anlan.Date) (list []patch) {
	for id := range m.of[h] {
		if c := m.byID[id]; c.On(day) && c.Role == Lead {
			list = append(list, patch{c.Sector, c.Place})
		}
	}
	u := m.units[h.Unit]
	if h.Post == "" && u.Kind == registry.TownshipUnit && m.unitThere(h.Unit, day) {
		list = append(list, patch{"", u.Place})
	}
	return list
}

// covered yields every word of the registers that the hole concerns, and in which places: none of them lies in
// another, so that nothing is counted twice.
func (m *Model) covered(f Found, day anlan.Date, yield func(c *tally, places []string)) {
	if f.Kind == Unsorted {
		if c := m.said[fold(f.Word)]; c != nil {
			yield(c, []string{""})
		}
		return
	}
	patches, t := m.patches(f, day), m.on(day)
	for word, c := range m.said {
		own := t.words[word]
		var places []string
		for _, p := range patches {
			if p.sector == "" || own != "" && slices.Contains(t.chain(own), p.sector) {
				places = append(places, p.place)
			}
		}
		if places = outermost(places); len(places) > 0 {
			yield(c, places)
		}
	}
}

// outermost drops every place that lies in another one of the list.
func outermost(places []string) (out []string) {
	slices.Sort(places) // an outer place comes right before those in it
	for _, p := range places {
		if len(out) == 0 || !strings.HasPrefix(p, out[len(out)-1]) {
			out = append(out, p)
		}
	}
	return out
}

// weigh counts the objects that a hole touches.
func (m *Model) weigh(f Found, day anlan.Date) (n int) {
	m.covered(f, day, func(c *tally, places []string) {
		for _, place := range places {
			n += c.at(place)
		}
	})
	return n
}

// touched lists the first objects, by id, that weigh counts.
func (m *Model) touched(f Found, day anlan.Date, most int) (ids []anlan.ID) {
	m.covered(f, day, func(c *tally, places []string) {
		for id, at := range c.ids {
			if slices.ContainsFunc(places, func(place string) bool { return strings.HasPrefix(at, place) }) {
				ids = firsts(ids, id, most)
			}
		}
	})
	return ids
}

// firsts puts an id into a sorted list that keeps the smallest ones only.
func firsts(list []anlan.ID, id anlan.ID, most int) []anlan.ID {
	i, _ := slices.BinarySearch(list, id)
	if i == most {
		return list
	}
	list = slices.Insert(list, i, id)
	return list[:min(len(list), most)]
}

// TouchedMost is how many objects of a finding are listed.
const TouchedMost = 100

// Touched lists the enterprises and sites that a live finding touches, the oldest records first, at most
// TouchedMost.
func (s *Service) Touched(ctx context.Context, a anlan.Actor, id anlan.ID) ([]anlan.Ref, error) {
	var refs []anlan.Ref
	err := s.living(ctx, a, id, func(m *Model, f Found) {
		refs = []anlan.Ref{}
		for _, id := range m.touched(f, s.Today(), TouchedMost) {
			kind := registry.RefSite
			if _, unit := m.units[id]; unit {
				kind = registry.RefUnit
			}
			refs = append(refs, anlan.Ref{Kind: kind, ID: id})
		}
	})
	return refs, err
}

// living looks at a finding that still lives in the model of this moment; nothing is seen of one that does not.
func (s *Service) living(ctx context.Context, a anlan.Actor, id anlan.ID, see func(*Model, Found)) error {
	f, err := s.Finding(ctx, a, id)
	if err != nil || !f.Live {
		return err
	}
	s.watch.mu.Lock()
	defer s.watch.mu.Unlock()
	m, err := s.counted(ctx)
	if err != nil {
		return err
	}
	see(m, f.Found)
	return nil
}

// counted is the model that the examination keeps, or, in a program that does not examine, one of this moment.
func (s *Service) counted(ctx context.Context) (*Model, error) {
	if s.watch.w != nil {
		return s.watch.w.Model, nil
	}
	axes, err := s.axes(s.Today())
	if err != nil {
		return nil, err
	}
	return load(ctx, s.d.Reader(), axes)
}
