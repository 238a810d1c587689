package matrix

import (
	"context"
	"errors"
	"slices"

	"anlan"
	"anlan/internal/registry"
)

// Shift is one difference between two days: a cell that began or ended, or a post that somebody else holds.
type Shift struct {
	Kind   string   `json:"kind" enum:"began,ended,people"`
	Cell   Cell     `json:"cell"`
	Before []string `json:"before" nullable:"false" doc:"who held the post on the first day"`
	After  []string `json:"after" nullable:"false"`
}

// Diff compares the matrix of two days (换届): which cells began and ended, and where the same post or the chief of
// the same unit is now somebody else.
func (s *Service) Diff(ctx context.Context, a anlan.Actor, from, to anlan.Date) ([]Shift, error) {
	if err := s.may(a, actRead); err != nil {
		return nil, err
	}
	m, err := s.Rows(ctx)
	if err != nil {
		return nil, err
	}
	list, seen := []Shift{}, map[Holder]bool{}
	for _, c := range m.byID {
		was, is := c.On(from), c.On(to)
		switch {
		case is && !was:
			list = append(list, Shift{Kind: "began", Cell: c, Before: []string{}, After: []string{}})
		case was && !is:
			list = append(list, Shift{Kind: "ended", Cell: c, Before: []string{}, After: []string{}})
		case was && is && c.Role == Lead && !seen[c.holder()]:
			seen[c.holder()] = true
			before, after, err := s.people(ctx, c.holder(), from, to)
			if err != nil {
				return nil, err
			}
			if !slices.Equal(before, after) {
				list = append(list, Shift{Kind: "people", Cell: c, Before: before, After: after})
			}
		}
	}
	slices.SortFunc(list, func(a, b Shift) int {
		return slices.Compare([]string{a.Kind, string(a.Cell.ID)}, []string{b.Kind, string(b.Cell.ID)})
	})
	return list, nil
}

// people are the names of who sat there on two days.
func (s *Service) people(ctx context.Context, h Holder, from, to anlan.Date) (before, after []string, err error) {
	if before, err = s.Seated(ctx, h, from); err != nil {
		return nil, nil, err
	}
	after, err = s.Seated(ctx, h, to)
	return before, after, err
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
