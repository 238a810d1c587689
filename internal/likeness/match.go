package likeness

import (
	"math"
	"math/bits"
)

// Shares of the common part that agree: below faint nothing is there to be found; from distinct on it is the same
// picture or view, and from alike on if many points say so too; from plain on no second look is needed.
// Random alignments of unrelated pictures reach 0.5 once in fifty thousand, with two or three points.
const faint, alike, distinct, plain, many = .1, .5, .65, .7, 6

// Match says how a picture lies in another and how far they agree.
type Match struct {
	Pairs  int     // points that lie as they should
	Agree  float64 // share of the common part that agrees, 0 … 1
	Fine   float64 // how closely the agreeing parts agree, 0 … 1
	Cover  float64 // how much of the print is common
	Within float64 // how much of the picture is common
	Copy   bool    // so close that it is the same photograph; only Closer can tell

	sx, sy, tx, ty float32 // from the print's working plane to the picture's
}

// pair is a point of the print that looks like one of the picture.
type pair struct{ px, py, qx, qy, ratio float32 }

func (s *Sight) pairs(p Print) (list []pair) {
	const most = 13
	for _, m := range p.Marks {
		best, at := most+1, -1
		for i := range s.points {
			if d := bits.OnesCount64(m.Bits ^ s.points[i].bits); d < best {
				best, at = d, i
			}
		}
		if at >= 0 {
			q := &s.points[at]
			list = append(list, pair{m.X, m.Y, q.x, q.y, q.size / m.Size})
		}
	}
	return list
}

// align finds the scale and the shift under which most pairs lie as they should.
func align(list []pair) (best []pair, m Match) {
	try := func(scale, tx, ty, tol float32) {
		var in []pair
		for _, p := range list {
			dx, dy := p.px*scale+tx-p.qx, p.py*scale+ty-p.qy
			if dx*dx+dy*dy < tol*tol {
				in = append(in, p)
			}
		}
		if len(in) > len(best) {
			best, m = in, Match{sx: scale, sy: scale, tx: tx, ty: ty}
		}
	}
	for i, a := range list {
		for _, b := range list[i+1:] {
			dp, dq := math.Hypot(float64(a.px-b.px), float64(a.py-b.py)), math.Hypot(float64(a.qx-b.qx), float64(a.qy-b.qy))
			if dp < 12 || dq < 12 {
				continue
			}
			scale := float32(dq / dp)
			if scale < .5 || scale > 2 || scale/a.ratio > 1.3 || a.ratio/scale > 1.3 {
				continue
			}
			try(scale, (a.qx+b.qx-scale*(a.px+b.px))/2, (a.qy+b.qy-scale*(a.py+b.py))/2, 4)
		}
	}
	return best, m
}

// fitted gives each direction its own scale, by least squares.
func (m Match) fitted(in []pair) Match {
	fit := func(get func(pair) (from, to float32)) (s, t float32, ok bool) {
		var n, x, y, xx, xy float64
		for _, p := range in {
			a, b := get(p)
			n, x, y, xx, xy = n+1, x+float64(a), y+float64(b), xx+float64(a*a), xy+float64(a*b)
		}
		det := n*xx - x*x
		if det < 400*n*n {
			return 0, 0, false
		}
		k := (n*xy - x*y) / det
		return float32(k), float32((y - k*x) / n), true
	}
	if len(in) < 4 {
		return m
	}
	if s, t, ok := fit(func(p pair) (float32, float32) { return p.px, p.qx }); ok && s/m.sx < 1.1 && m.sx/s < 1.1 {
		m.sx, m.tx = s, t
	}
	if s, t, ok := fit(func(p pair) (float32, float32) { return p.py, p.qy }); ok && s/m.sy < 1.1 && m.sy/s < 1.1 {
		m.sy, m.ty = s, t
	}
	return m
}

// Compare lays a print over the picture. It is false where they do not show the same.
func (s *Sight) Compare(p Print) (Match, bool) {
	in, m := align(s.pairs(p))
	if len(in) < 2 {
		return m, false
	}
	m = m.fitted(in)
	m.Pairs = len(in)
	g := s.over(p.thumb, p.W, p.H, m, 5)
	if m = g.score(m); m.Agree >= faint && m.Agree < plain {
		m = g.climb(m, 3) // the decision is open: take the trouble
	}
	m.Cover, m.Within = s.common(p.W, p.H, m)
	agrees := m.Agree >= distinct || m.Agree >= alike && m.Pairs >= many
	return m, agrees && min(m.Cover, m.Within) >= .25 && max(m.Cover, m.Within) >= .5
}

// common is how much of a print of that size, and how much of the picture, the other also shows.
func (s *Sight) common(w, h int, m Match) (cover, within float64) {
	share := func(side, scale, shift, other float32) float32 {
		return max(0, min(side*scale+shift, other)-max(shift, 0))
	}
	both := float64(share(float32(w), m.sx, m.tx, float32(s.base.w)) * share(float32(h), m.sy, m.ty, float32(s.base.h)))
	return both / float64(float32(w*h)*m.sx*m.sy), both / float64(s.base.w*s.base.h)
}

// Closer compares with the picture of which a match found only the print, at five times its grain. It
// tells a copy from another photograph of the same view, which differs by a lean and a step.
func (s *Sight) Closer(o *Sight, m Match) Match {
	const side, block = 192, 8
	near := s.over(o.base.fit(side), o.base.w, o.base.h, m, block).climb(m, 1.5)
	near.Cover, near.Within = s.common(o.base.w, o.base.h, near)
	near.Copy = near.Agree >= .8 && near.Fine >= .92
	return near
}
