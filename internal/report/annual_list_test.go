package report

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"anlan"
)

// The pages of the union of many ranges are all their facts, by day, each once; a page reads little more than itself.
func TestMerge(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 2022))
		read, limit := 0, 1+r.IntN(40)
		walks, want := ranges(r, &read)
		b := BehindQuery{Limit: limit}
		var got []string
		for {
			read = 0
			p, err := merge(walks, anlan.Scope{All: true}, b)
			if err != nil {
				t.Fatal(err)
			}
			if most := stretchFirst*len(walks) + 4*(limit+stretchFirst); read > most {
				t.Fatalf("seed %d: a page of %d out of %d ranges read %d rows, more than %d", seed, limit, len(walks), read, most)
			}
			for _, f := range p.Items {
				got = append(got, f.Ref)
			}
			if b.Cursor = p.Next; b.Cursor == "" {
				break
			}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("seed %d: %d facts, want %d", seed, len(got), len(want))
		}
	}
}

// ranges makes some ranges of facts of which some are long and some empty, and names all facts in their order.
func ranges(r *rand.Rand, read *int) (walks []walk, order []string) {
	var all []Fact
	for range 1 + r.IntN(60) {
		var own []Fact
		for range r.IntN(1 + r.IntN(120)) {
			own = append(own, Fact{Day: anlan.Date(fmt.Sprintf("2022-%02d-%02d", 1+r.IntN(12), 1+r.IntN(28))), Ref: fmt.Sprintf("%09d", r.IntN(1e9))})
		}
		slices.SortFunc(own, byDay)
		walks = append(walks, func(day anlan.Date, ref string, most int32) ([]Fact, error) {
			at, _ := slices.BinarySearchFunc(own, Fact{Day: day, Ref: ref + "\x00"}, byDay)
			rows := own[at:min(len(own), at+int(most))]
			*read += len(rows)
			return rows, nil
		})
		all = append(all, own...)
	}
	slices.SortFunc(all, byDay)
	for _, f := range all {
		order = append(order, f.Ref)
	}
	return walks, order
}
