package likeness

import (
	"cmp"
	"maps"
	"math/bits"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestIndexIsAScan: whatever was added in whatever portions, the parts give exactly what a scan over all
// entries gives, however they were merged.
func TestIndexIsAScan(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var x Index
		var all []entry
		near := rapid.Uint32().Draw(t, "near")
		for i := range rapid.IntRange(1, 60).Draw(t, "portions") {
			keys := make([]uint32, rapid.IntRange(0, 700).Draw(t, "keys"))
			for j := range keys {
				keys[j] = near ^ 1<<(uint(i*j)%32) ^ 1<<(uint(i+j)%32)
				all = append(all, entry{keys[j], uint32(x.Len())})
			}
			x.Add(keys)
		}
		parts, loose, _ := x.view()
		if n := len(loose); n > looseMost {
			t.Fatalf("%d lie loose", n)
		}
		flip := uint32(1) << rapid.IntRange(0, fewBits-1).Draw(t, "flip")
		var got []uint32
		for _, p := range parts {
			got = p.ask(got, near, []uint32{0, flip})
		}
		want := scan(all[:len(all)-len(loose)], parts, near, flip)
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Fatalf("%d votes, a scan gives %d", len(got), len(want))
		}
	})
}

// TestElected: who has most votes is who has most when all are sorted and counted one by one.
func TestElected(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 50).Draw(t, "places")
		votes := rapid.SliceOfN(rapid.Uint32Range(0, uint32(n-1)), 0, 400).Draw(t, "votes")
		most := rapid.IntRange(1, 60).Draw(t, "most")
		counts := map[uint32]int{}
		for _, v := range votes {
			counts[v]++
		}
		want := slices.SortedFunc(maps.Keys(counts), func(a, b uint32) int {
			return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
		})
		want = want[:min(len(want), most)]
		if got := elected(slices.Clone(votes), n, most); !slices.Equal(got, want) {
			t.Fatalf("%v, want %v", got, want)
		}
	})
}

// scan is the plain way: look at every entry of every part.
func scan(all []entry, parts []*part, key, flip uint32) (votes []uint32) {
	from := 0
	for _, p := range parts {
		drawers := map[uint32]int{}
		for _, e := range all[from : from+len(p.places)] {
			d := e.key & (1<<p.wide - 1)
			drawers[d]++
			hit := d == key&(1<<p.wide-1) || d == (key^flip)&(1<<p.wide-1)
			if hit && drawers[d] <= crowded && bits.OnesCount16(uint16(e.key>>16)^uint16(key>>16)) <= sift {
				votes = append(votes, e.place)
			}
		}
		from += len(p.places)
	}
	slices.Sort(votes)
	return votes
}

func FuzzUnmarshal(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte{1, 255, 191, 0, 1, 1, 7})
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := Unmarshal(b)
		if err != nil {
			return
		}
		(&Sight{base: newPlane(256, 192), points: []point{{x: 9, y: 9, size: 2}}}).Compare(p)
	})
}
