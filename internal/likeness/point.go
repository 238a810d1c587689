package likeness

import (
	"math"
	"slices"
)

const (
	working = 256  // longer side of the plane in which points are looked for
	finest  = 1.6  // blur of the finest level
	steps   = 3    // levels to an octave
	octaves = 4    // halvings
	around  = 12.0 // side of what a point describes, in widths of its blur
	inside  = .75  // as much of that side lies within the picture on every side of the point; the rest is its edge, drawn out
)

// weakest is the least contrast of a point, in brightness, in each octave: below is noise and compression, which the
// coarser octaves have smoothed away.
var weakest = [octaves]float32{1, .7, .5, .5}

// point is a blob that stands out from its surroundings at some size, in points of the working plane.
type point struct {
	x, y, size float32 // size is the width of the Gaussian at which it stands out most
	force      float32
	level      *plane // the blurred picture in which it was found
	zoom       float32
	bits       uint64
	margin     [64]float32
}

// points finds the blobs of a working plane, strongest first.
func points(base *plane) []point {
	var list []point
	zoom := float32(1)
	first := base.blurred(math.Sqrt(finest*finest - .25))
	for octave := range octaves {
		levels := []*plane{first}
		for i := 1; i < steps+3; i++ {
			was, now := finest*math.Exp2(float64(i-1)/steps), finest*math.Exp2(float64(i)/steps)
			levels = append(levels, levels[i-1].blurred(math.Sqrt(now*now-was*was)))
		}
		list = append(list, extremes(levels, zoom, weakest[octave])...)
		first, zoom = levels[steps].halved(), zoom*2
		if min(first.w, first.h) < 24 {
			break
		}
	}
	slices.SortFunc(list, func(a, b point) int {
		if a.force > b.force {
			return -1
		} else if a.force < b.force {
			return 1
		}
		return 0
	})
	return list
}

// extremes finds points that differ from their surroundings more than all neighbours in place and size.
func extremes(levels []*plane, zoom, weakest float32) (list []point) {
	diffs := make([]*plane, len(levels)-1)
	for i := range diffs {
		d := newPlane(levels[i].w, levels[i].h)
		for j := range d.pix {
			d.pix[j] = levels[i+1].pix[j] - levels[i].pix[j]
		}
		diffs[i] = d
	}
	for i := 1; i < len(diffs)-1; i++ {
		d := diffs[i]
		for y := 1; y < d.h-1; y++ {
			for x := 1; x < d.w-1; x++ {
				v := d.pix[y*d.w+x]
				if v < weakest && v > -weakest || !extreme(diffs[i-1:i+2], x, y, v) || edge(d, x, y) {
					continue
				}
				if p, ok := refined(diffs[i-1:i+2], x, y, i, zoom); ok {
					p.level, p.zoom = levels[i], zoom
					list = append(list, p)
				}
			}
		}
	}
	return list
}

func extreme(d []*plane, x, y int, v float32) bool {
	w := d[0].w
	for k := range d {
		for dy := -1; dy <= 1; dy++ {
			row := d[k].pix[(y+dy)*w+x-1:]
			for dx := range 3 {
				if k == 1 && dy == 0 && dx == 1 {
					continue
				}
				if v > 0 && row[dx] >= v || v < 0 && row[dx] <= v {
					return false
				}
			}
		}
	}
	return true
}

// edge tells a line from a blob: along a line the place is not certain.
func edge(d *plane, x, y int) bool {
	o, w := y*d.w+x, d.w
	xx, yy := d.pix[o+1]+d.pix[o-1]-2*d.pix[o], d.pix[o+w]+d.pix[o-w]-2*d.pix[o]
	xy := (d.pix[o+w+1] - d.pix[o+w-1] - d.pix[o-w+1] + d.pix[o-w-1]) / 4
	det, trace := xx*yy-xy*xy, xx+yy
	const most = 8
	return det <= 0 || trace*trace*most >= (most+1)*(most+1)*det
}

// refined places the point between the grid's points, each direction by itself.
func refined(d []*plane, x, y, level int, zoom float32) (point, bool) {
	o, w := y*d[1].w+x, d[1].w
	shift := func(a, b, c float32) float32 {
		if q := a + c - 2*b; q != 0 {
			return min(max((a-c)/(2*q), -.5), .5)
		}
		return 0
	}
	v := d[1].pix[o]
	dx, dy, ds := shift(d[1].pix[o-1], v, d[1].pix[o+1]), shift(d[1].pix[o-w], v, d[1].pix[o+w]), shift(d[0].pix[o], v, d[2].pix[o])
	size := finest * float32(math.Exp2(float64(float32(level)+ds)/steps))
	half := size * around / 2 * inside
	fx, fy := float32(x)+dx, float32(y)+dy
	if fx < half || fy < half || fx > float32(d[1].w-1)-half || fy > float32(d[1].h-1)-half {
		return point{}, false // what it would describe reaches too far out of the picture
	}
	return point{x: fx * zoom, y: fy * zoom, size: size * zoom, force: float32(math.Abs(float64(v)))}, true
}
