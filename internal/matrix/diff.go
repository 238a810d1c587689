package matrix

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"anlan"
	"anlan/internal/registry"
)

// The kinds of differences, in the order in which they are listed.
const (
	ShiftPeople = "people" // somebody else sits in a public post
	ShiftBegan  = "began"  // a cell that did not hold on the first day
	ShiftEnded  = "ended"  // a cell that no longer holds on the last day
)

// Shift is one difference between two days.
type Shift struct {
	Kind          string
	Cell          Cell       // that began or ended
	Holder        Holder     // who sits elsewhere now
	Leads         []anlan.ID // sectors that the holder leads on the last day
	Before, After []string   // names
}

// Diff compares two days (换届): in which public posts somebody else sits, which cells began and which ended.
func (s *Service) Diff(ctx context.Context, a anlan.Actor, from, to anlan.Date) ([]Shift, error) {
	if err := s.may(a, actRead); err != nil {
		return nil, err
	}
	if bad := checkSpan(from, to); len(bad) > 0 {
		return nil, bad
	}
	c, err := s.compared(ctx, days{from, to}, true)
	return c.shifts, err
}

// compare works the whole comparison out.
func (s *Service) compare(ctx context.Context, d days) (compared, error) {
	m, err := s.Rows(ctx)
	if err != nil {
		return compared{}, err
	}
	people, err := registry.In(s.d.Reader()).HandedOver(ctx, d.from, d.to)
	if err != nil {
		return compared{}, err
	}
	c := compared{shifts: append(m.peopleShifts(people, d.to), m.cellShifts(d.from, d.to)...), counts: map[string]int{}}
	for _, x := range c.shifts {
		c.counts[x.Kind]++
	}
	return c, nil
}

// peopleShifts says of each post that changed hands what it leads in the matrix; a chief leads what the unit leads.
func (m *Model) peopleShifts(people []registry.HandedOver, day anlan.Date) []Shift {
	leads := map[Holder][]anlan.ID{}
	for _, c := range m.byID {
		if c.Role == Lead && c.Sector != "" && c.On(day) && !slices.Contains(leads[c.holder()], c.Sector) {
			leads[c.holder()] = append(leads[c.holder()], c.Sector)
		}
	}
	list := make([]Shift, 0, len(people))
	for _, p := range people {
		x := Shift{Kind: ShiftPeople, Holder: Holder{Unit: p.Unit, Post: p.Post}, Before: p.Before, After: p.After}
		x.Leads = leads[x.Holder]
		if p.Kind == registry.Chief {
			x.Leads = append(x.Leads, leads[Holder{Unit: p.Unit}]...)
		}
		slices.Sort(x.Leads)
		x.Leads = slices.Compact(x.Leads)
		list = append(list, x)
	}
	return list
}

// cellShifts are the cells that hold on one of the two days only, those that began first.
func (m *Model) cellShifts(from, to anlan.Date) []Shift {
	list := []Shift{}
	for _, c := range m.byID {
		switch was, is := c.On(from), c.On(to); {
		case is && !was:
			list = append(list, Shift{Kind: ShiftBegan, Cell: c})
		case was && !is:
			list = append(list, Shift{Kind: ShiftEnded, Cell: c})
		}
	}
	slices.SortFunc(list, func(a, b Shift) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Cell.ID, b.Cell.ID))
	})
	return list
}

// Seated are the names of who answers on a day: the holders of the post, or of the chief's chair of the unit.
// Names of officials in office are public; nothing else of them is told.
func (s *Service) Seated(ctx context.Context, h Holder, day anlan.Date) ([]string, error) {
	dir, names := registry.In(s.d.Reader()), []string{}
	if h.Post == "" {
		chief, err := dir.Chief(ctx, h.Unit)
		if errors.Is(err, anlan.ErrNotFound) {
			return names, nil
		}
		if err != nil {
			return nil, err
		}
		h.Post = chief.ID
	}
	holders, err := dir.Holders(ctx, h.Post, day)
	for _, x := range holders {
		names = append(names, x.Name)
	}
	return names, err
}
