package likeness

import (
	"cmp"
	"math/bits"
	"slices"
)

const (
	fewBits  = 16 // of a key choose the drawer at least; the other sixteen are kept as its tag
	mostBits = 22
)

// part is a sorted, unchanging piece of an index: six bytes an entry.
type part struct {
	wide   int      // bits of a key that choose the drawer
	begin  []uint32 // where each drawer begins
	places []uint32
	tags   []uint16 // the upper sixteen bits of the key
}

// sorted lays n entries into drawers of about four, the order within a drawer being that of each.
func sorted(n int, each func(func(entry))) *part {
	p := &part{wide: min(max(bits.Len(uint(n))-3, fewBits), mostBits), places: make([]uint32, n), tags: make([]uint16, n)}
	p.begin = make([]uint32, 1<<p.wide+1)
	mask := uint32(1)<<p.wide - 1
	each(func(e entry) { p.begin[e.key&mask+1]++ })
	for i := 1; i < len(p.begin); i++ {
		p.begin[i] += p.begin[i-1]
	}
	each(func(e entry) {
		at := &p.begin[e.key&mask]
		p.places[*at], p.tags[*at] = e.place, uint16(e.key>>16)
		*at++
	})
	copy(p.begin[1:], p.begin) // each begin has moved to its end, which is the next one's begin
	p.begin[0] = 0
	return p
}

// each gives the entries back, drawer by drawer.
func (p *part) each(yield func(entry)) {
	for d := range len(p.begin) - 1 {
		for i := p.begin[d]; i < p.begin[d+1]; i++ {
			yield(entry{uint32(d)&0xffff | uint32(p.tags[i])<<16, p.places[i]})
		}
	}
}

// ask adds a vote for every print with a key close to this one: within the drawers that the masks lead
// to, those whose tag hardly differs.
func (p *part) ask(votes []uint32, key uint32, masks []uint32) []uint32 {
	tag := uint16(key >> 16)
	for _, m := range masks {
		if m>>p.wide != 0 {
			continue // flips a bit that does not choose here
		}
		d := (key ^ m) & (1<<p.wide - 1)
		from, to := p.begin[d], p.begin[d+1]
		for i := from; i < min(to, from+crowded); i++ {
			if bits.OnesCount16(p.tags[i]^tag) <= sift {
				votes = append(votes, p.places[i])
			}
		}
	}
	return votes
}

// ask reads through what lies loose.
func ask(votes []uint32, list []entry, key uint32) []uint32 {
	for _, e := range list {
		if bits.OnesCount32(e.key^key) <= sift {
			votes = append(votes, e.place)
		}
	}
	return votes
}

// near lists the masks under which the point's key may have been stored: nothing flipped, then the
// bits that were closest to falling the other way.
func (p *point) near(most int) []uint32 {
	const doubtful = 6
	order := make([]int, mostBits)
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(p.margin[a], p.margin[b]) })
	type flip struct {
		mask uint32
		cost float32
	}
	flips := make([]flip, 1<<doubtful)
	for set := range flips {
		for i := range doubtful {
			if set>>i&1 == 1 {
				m := p.margin[order[i]]
				flips[set].mask |= 1 << order[i]
				flips[set].cost += m * m
			}
		}
	}
	slices.SortFunc(flips, func(a, b flip) int { return cmp.Compare(a.cost, b.cost) })
	masks := make([]uint32, min(most, len(flips)))
	for i := range masks {
		masks[i] = flips[i].mask
	}
	return masks
}
