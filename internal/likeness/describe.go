package likeness

import "math"

const grid = 16 // samples along each side of what a point describes

// order lists the frequencies whose signs describe a point, from slow to fast.
var order = func() (list [63][2]int) {
	n := 0
	for sum := 1; n < 63; sum++ {
		for u := range sum + 1 {
			if v := sum - u; u < 8 && v < 8 && n < 63 {
				list[n] = [2]int{u, v}
				n++
			}
		}
	}
	return list
}()

var cosines = func() (c [8][grid]float32) {
	for u := range c {
		for i := range grid {
			c[u][i] = float32(math.Cos(math.Pi * float64(u) * (float64(i) + .5) / grid))
		}
	}
	return c
}()

// describe writes down the surroundings of a point: the signs of their slow frequencies.
func (p *point) describe() {
	var patch [grid][8]float32 // rows already turned into frequencies
	side := p.size * around / p.zoom
	step, left, top := side/grid, p.x/p.zoom-side/2+side/grid/2, p.y/p.zoom-side/2+side/grid/2
	for y := range grid {
		var row [grid]float32
		for x := range grid {
			row[x] = p.level.at(left+float32(x)*step, top+float32(y)*step)
		}
		for u := range 8 {
			for x := range grid {
				patch[y][u] += row[x] * cosines[u][x]
			}
		}
	}
	p.bits = 0
	var all float32
	for i, f := range order {
		var c float32
		for y := range grid {
			c += patch[y][f[0]] * cosines[f[1]][y]
		}
		if c > 0 {
			p.bits |= 1 << i
		}
		p.margin[i] = float32(math.Abs(float64(c))) * float32(f[0]+f[1])
		all += p.margin[i]
	}
	for i := range 63 {
		p.margin[i] /= all / 63
	}
}
