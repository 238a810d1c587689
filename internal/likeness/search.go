package likeness

import (
	"cmp"
	"context"
	"slices"
)

const (
	compared = 80 // prints that are compared for one search
	enough   = 20 // hits after which a search ends: more of them tell nothing new
)

// Fetch gives the print at a place. It fails only when the search should.
type Fetch func(ctx context.Context, place uint32) (Print, error)

// Hit is a print that shows the same as a picture.
type Hit struct {
	Place uint32
	Match
}

// Search finds the prints that show the same picture, closest first.
func (x *Index) Search(ctx context.Context, s *Sight, fetch Fetch) (hits []Hit, err error) {
	for _, place := range x.candidates(s, compared) {
		p, err := fetch(ctx, place)
		if err != nil {
			return nil, err
		}
		if m, ok := s.Compare(p); ok {
			hits = append(hits, Hit{place, m})
		}
		if len(hits) == enough {
			break
		}
	}
	slices.SortStableFunc(hits, func(a, b Hit) int { return cmp.Compare(b.Agree*b.Fine, a.Agree*a.Fine) })
	return hits, nil
}
