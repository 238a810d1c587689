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

// fetched is how many prints are fetched at once: a search that finds its twenty early needs no more.
const fetched = 16

// Fetch gives the prints at some places, at most sixteen, in their order; one that is no more is empty. It fails only
// when the search should.
type Fetch func(ctx context.Context, places []uint32) ([]Print, error)

// Hit is a print that shows the same as a picture.
type Hit struct {
	Place uint32
	Match
}

// Search finds the prints that show the same picture, closest first.
func (x *Index) Search(ctx context.Context, s *Sight, fetch Fetch) (hits []Hit, err error) {
	for places := range slices.Chunk(x.candidates(s, compared), fetched) {
		prints, err := fetch(ctx, places)
		if err != nil {
			return nil, err
		}
		for i, p := range prints {
			if m, ok := s.Compare(p); ok && len(hits) < enough {
				hits = append(hits, Hit{places[i], m})
			}
		}
		if len(hits) == enough {
			break
		}
	}
	slices.SortStableFunc(hits, func(a, b Hit) int { return cmp.Compare(b.Agree*b.Fine, a.Agree*a.Fine) })
	return hits, nil
}
