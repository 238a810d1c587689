package likeness

import "math"

// overlay is a small picture and the larger one that it is laid over, brought to about the same grain.
type overlay struct {
	small, large *plane
	block        int     // points along each side of what is compared at once
	w, h         float32 // of the small one's working plane
	fx, fy       float32 // from the small picture to its working plane
	zx, zy       float32 // from the large one's working plane to the large picture
}

func (s *Sight) over(small *plane, w, h int, m Match, block int) overlay {
	g := overlay{small: small, block: block, w: float32(w), h: float32(h), fx: float32(w) / float32(small.w), fy: float32(h) / float32(small.h)}
	const finest = 512
	lw := min(max(int(float32(s.base.w)/(g.fx*m.sx)+.5), 8), finest)
	lh := min(max(int(float32(s.base.h)/(g.fy*m.sy)+.5), 8), finest)
	g.large = s.base.resized(lw, lh)
	g.zx, g.zy = float32(lw)/float32(s.base.w), float32(lh)/float32(s.base.h)
	return g
}

// score compares block by block, so that a band or a new lamp spoils only its own block.
func (g overlay) score(m Match) Match {
	const contrast, same, least = 2.5, .8, 5
	var telling, agree int
	var fine float64
	for y := 0; y+g.block <= g.small.h; y += g.block {
		for x := 0; x+g.block <= g.small.w; x += g.block {
			r, c, inside := g.correlation(m, x, y)
			if !inside || c < contrast {
				continue
			}
			if telling++; r > same {
				agree, fine = agree+1, fine+r
			}
		}
	}
	m.Agree, m.Fine = 0, 0
	if telling >= least && agree > 0 {
		m.Agree, m.Fine = float64(agree)/float64(telling), fine/float64(agree)
	}
	return m
}

// correlation is how far one block rises and falls together in both, and the contrast it has in one.
func (g overlay) correlation(m Match, bx, by int) (r, contrast float64, inside bool) {
	var a, b, aa, bb, ab float64
	for y := by; y < by+g.block; y++ {
		qy := (((float32(y)+.5)*g.fy-.5)*m.sy+m.ty+.5)*g.zy - .5
		for x := bx; x < bx+g.block; x++ {
			qx := (((float32(x)+.5)*g.fx-.5)*m.sx+m.tx+.5)*g.zx - .5
			if qx < -.5 || qy < -.5 || qx > float32(g.large.w)-.5 || qy > float32(g.large.h)-.5 {
				return 0, 0, false
			}
			u, v := float64(g.small.pix[y*g.small.w+x]), float64(g.large.at(qx, qy))
			a, b, aa, bb, ab = a+u, b+v, aa+u*u, bb+v*v, ab+u*v
		}
	}
	n := float64(g.block * g.block)
	va, vb := aa/n-a*a/n/n, bb/n-b*b/n/n
	return (ab/n - a*b/n/n) / math.Sqrt((va+1)*(vb+1)), math.Sqrt(max(va, vb, 0)), true
}

// climb moves and stretches the small picture a little as long as that makes the two agree better.
func (g overlay) climb(m Match, reach float32) Match {
	best := g.score(m)
	for step := reach; step > .7; step /= 2 {
		for moved := true; moved; {
			moved = false
			for _, d := range [][4]float32{{1, 0, 0, 0}, {-1, 0, 0, 0}, {0, 1, 0, 0}, {0, -1, 0, 0}, {0, 0, 1, 0}, {0, 0, -1, 0}, {0, 0, 0, 1}, {0, 0, 0, -1}} {
				next := best
				dx, dy := 2*d[2]*step/g.w, 2*d[3]*step/g.h
				next.sx, next.sy = best.sx+dx, best.sy+dy
				next.tx, next.ty = best.tx+d[0]*step-dx*g.w/2, best.ty+d[1]*step-dy*g.h/2
				if next = g.score(next); next.Agree*next.Fine > best.Agree*best.Fine+1e-4 {
					best, moved = next, true
				}
			}
		}
	}
	return best
}
