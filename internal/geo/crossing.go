package geo

import (
	"slices"

	"github.com/paulmach/orb"
)

// maxCompare bounds the work on one ring. Real boundaries need a few comparisons for each point.
const maxCompare = 30_000_000

type segment struct{ a, b orb.Point }

func (s segment) left() float64  { return min(s.a[0], s.b[0]) }
func (s segment) right() float64 { return max(s.a[0], s.b[0]) }

// crossing looks for two sides of a closed ring that cross; sides that only touch do not. It sweeps
// from west to east, so that only sides above each other are compared. ok is false if the ring is too
// tangled to be judged.
func crossing(r orb.Ring) (at orb.Point, crosses, ok bool) {
	sides := make([]segment, 0, len(r)-1)
	for i := range len(r) - 1 {
		sides = append(sides, segment{r[i], r[i+1]})
	}
	slices.SortFunc(sides, func(a, b segment) int {
		switch d := a.left() - b.left(); {
		case d < 0:
			return -1
		case d > 0:
			return 1
		}
		return 0
	})
	work := 0
	for i, s := range sides {
		for _, t := range sides[i+1:] {
			if t.left() > s.right() {
				break
			}
			if work++; work > maxCompare {
				return orb.Point{}, false, false
			}
			if cross(s, t) {
				return t.a, true, true
			}
		}
	}
	return orb.Point{}, false, true
}

// cross reports whether two sides properly cross, or lie on each other.
func cross(s, t segment) bool {
	if max(s.a[1], s.b[1]) < min(t.a[1], t.b[1]) || max(t.a[1], t.b[1]) < min(s.a[1], s.b[1]) {
		return false
	}
	d1, d2 := side(s, t.a), side(s, t.b)
	d3, d4 := side(t, s.a), side(t, s.b)
	if d1 == 0 && d2 == 0 {
		return overlap(s, t)
	}
	return d1*d2 < 0 && d3*d4 < 0
}

// side is positive if p lies left of the segment, negative if right, zero if in line with it.
func side(s segment, p orb.Point) float64 {
	d := (s.b[0]-s.a[0])*(p[1]-s.a[1]) - (s.b[1]-s.a[1])*(p[0]-s.a[0])
	switch {
	case d > 0:
		return 1
	case d < 0:
		return -1
	}
	return 0
}

// overlap reports whether two segments in one line share more than an end.
func overlap(s, t segment) bool {
	axis := 0
	if s.a[0] == s.b[0] {
		axis = 1
	}
	low := max(min(s.a[axis], s.b[axis]), min(t.a[axis], t.b[axis]))
	high := min(max(s.a[axis], s.b[axis]), max(t.a[axis], t.b[axis]))
	return low < high
}
