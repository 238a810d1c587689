package likeness

import (
	"cmp"
	"slices"
	"sync"
)

const (
	tries     = 24   // drawers opened for one point of the picture looked for
	sift      = 3    // of the sixteen bits that sift what lies in a drawer, how many may differ
	crowded   = 256  // of a drawer fuller than this only the front is read: lettering, logos
	looseMost = 4096 // entries that may lie loose
	shrink    = 6    // a part is merged into the one before it when it is no longer that much smaller
)

// Index finds prints by their keys. A print is known by its place: 0, 1, 2 … in the order of Add. It is
// safe for concurrent use; a search sees what was added before it began.
//
// Entries lie sorted by the first bits of their key in parts that shrink from the oldest to the
// newest; the newest lie loose. A part is never changed: adding makes new ones.
type Index struct {
	mu    sync.RWMutex
	n     int
	parts []*part
	loose []entry
}

// entry is one key of one print.
type entry struct{ key, place uint32 }

// Len is how many prints were added.
func (x *Index) Len() int {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.n
}

// Bytes is the memory that the index takes.
func (x *Index) Bytes() (n int) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	for _, p := range x.parts {
		n += 4*len(p.begin) + 6*len(p.places)
	}
	return n + 8*cap(x.loose)
}

// Add puts the keys of prints behind those already there. A print without keys keeps its place and is
// never found.
func (x *Index) Add(prints ...[]uint32) {
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, keys := range prints {
		for _, k := range keys {
			x.loose = append(x.loose, entry{k, uint32(x.n)})
		}
		x.n++
	}
	if len(x.loose) > looseMost {
		x.settle()
	}
}

// settle makes a part of what lies loose, and merges parts that have become too alike in size.
func (x *Index) settle() {
	loose := x.loose
	parts := append(slices.Clone(x.parts), sorted(len(loose), func(yield func(entry)) {
		for _, e := range loose {
			yield(e)
		}
	}))
	for len(parts) > 1 {
		a, b := parts[len(parts)-2], parts[len(parts)-1]
		if len(b.places)*shrink < len(a.places) {
			break
		}
		merged := sorted(len(a.places)+len(b.places), func(yield func(entry)) { a.each(yield); b.each(yield) })
		parts = append(parts[:len(parts)-2], merged)
	}
	x.parts, x.loose = parts, nil
}

// view is what a search reads while others add.
func (x *Index) view() (parts []*part, loose []entry, n int) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.parts, x.loose, x.n
}

// candidates lists the places whose keys answer most of the picture's points, best first.
func (x *Index) candidates(s *Sight, most int) []uint32 {
	parts, loose, n := x.view()
	var votes []uint32
	for i := range s.points {
		q := &s.points[i]
		masks := q.near(tries)
		for _, p := range parts {
			votes = p.ask(votes, uint32(q.bits), masks)
		}
		votes = ask(votes, loose, uint32(q.bits))
	}
	return elected(votes, n, most)
}

// elected lists the places with most votes among the first n, best first; of those with equally many the older comes first.
// To count them in one number a place costs less than to sort them: nearly all have one vote or two.
func elected(votes []uint32, n, most int) []uint32 {
	counts := make([]uint16, n) // a place has 32 keys and a picture 120 points: never too many to count
	have := []int{n}            // places with so many votes, or more
	for _, v := range votes {
		counts[v]++
		if c := int(counts[v]); c == len(have) {
			have = append(have, 1)
		} else {
			have[c]++
		}
	}
	line := len(have) - 1 // votes that a place needs
	for line > 1 && have[line] < most {
		line--
	}
	type count struct {
		place uint32
		n     uint16
	}
	list := make([]count, 0, have[line])
	for _, v := range votes {
		if c := counts[v]; line > 0 && int(c) >= line {
			list, counts[v] = append(list, count{v, c}), 0 // once
		}
	}
	slices.SortFunc(list, func(a, b count) int { return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.place, b.place)) })
	places := make([]uint32, min(len(list), most))
	for i := range places {
		places[i] = list[i].place
	}
	return places
}
