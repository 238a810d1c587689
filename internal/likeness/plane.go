package likeness

import (
	"image"
	"math"
)

// plane is a picture reduced to brightness, 0 … 255.
type plane struct {
	w, h int
	pix  []float32
}

func newPlane(w, h int) *plane { return &plane{w, h, make([]float32, w*h)} }

// at samples between points; outside, the nearest edge goes on.
func (p *plane) at(x, y float32) float32 {
	x, y = min(max(x, 0), float32(p.w-1)), min(max(y, 0), float32(p.h-1))
	x0, y0 := int(x), int(y)
	x1, y1 := min(x0+1, p.w-1), min(y0+1, p.h-1)
	fx, fy := x-float32(x0), y-float32(y0)
	top := p.pix[y0*p.w+x0]*(1-fx) + p.pix[y0*p.w+x1]*fx
	low := p.pix[y1*p.w+x0]*(1-fx) + p.pix[y1*p.w+x1]*fx
	return top*(1-fy) + low*fy
}

// brightness reads a picture into a plane of its own size.
func brightness(img image.Image) *plane {
	b := img.Bounds()
	p := newPlane(b.Dx(), b.Dy())
	for y := range p.h {
		row := p.pix[y*p.w : (y+1)*p.w]
		switch m := img.(type) {
		case *image.RGBA:
			for x, o := 0, m.PixOffset(b.Min.X, b.Min.Y+y); x < p.w; x, o = x+1, o+4 {
				row[x] = luma(m.Pix[o], m.Pix[o+1], m.Pix[o+2])
			}
		case *image.Gray:
			for x, o := 0, m.PixOffset(b.Min.X, b.Min.Y+y); x < p.w; x++ {
				row[x] = float32(m.Pix[o+x])
			}
		case *image.YCbCr:
			for x := range p.w {
				row[x] = float32(m.Y[m.YOffset(b.Min.X+x, b.Min.Y+y)])
			}
		default:
			for x := range p.w {
				r, g, bl, _ := img.At(b.Min.X+x, b.Min.Y+y).RGBA()
				row[x] = luma(uint8(r>>8), uint8(g>>8), uint8(bl>>8))
			}
		}
	}
	return p
}

func luma(r, g, b uint8) float32 { return .299*float32(r) + .587*float32(g) + .114*float32(b) }

// fit scales a plane so that its longer side is size points.
func (p *plane) fit(size int) *plane {
	scale := float64(size) / float64(max(p.w, p.h))
	w, h := max(int(math.Round(float64(p.w)*scale)), 1), max(int(math.Round(float64(p.h)*scale)), 1)
	return p.resized(w, h)
}

// resized scales along one direction after the other.
func (p *plane) resized(w, h int) *plane {
	wide := newPlane(w, p.h)
	for i, t := range taps(p.w, w) {
		for y := range p.h {
			wide.pix[y*w+i] = t.sum(p.pix[y*p.w:], 1)
		}
	}
	out := newPlane(w, h)
	for i, t := range taps(p.h, h) {
		for x := range w {
			out.pix[i*w+x] = t.sum(wide.pix[x:], w)
		}
	}
	return out
}

// tap is the weighted part of a line that one new point sees.
type tap struct {
	from    int
	weights []float32
}

func (t tap) sum(line []float32, stride int) (s float32) {
	for i, w := range t.weights {
		s += w * line[(t.from+i)*stride]
	}
	return s
}

// taps weighs the old points of a line of n for each of m new ones, by a triangle as wide as the
// coarser of the two grids.
func taps(n, m int) []tap {
	ratio := float64(n) / float64(m)
	reach := max(ratio, 1)
	list := make([]tap, m)
	for i := range list {
		mid := (float64(i)+.5)*ratio - .5
		from, to := max(int(math.Ceil(mid-reach)), 0), min(int(math.Floor(mid+reach)), n-1)
		t := tap{from: from, weights: make([]float32, to-from+1)}
		var total float64
		for j := range t.weights {
			total += max(1-math.Abs(float64(from+j)-mid)/reach, 1e-6)
		}
		for j := range t.weights {
			t.weights[j] = float32(max(1-math.Abs(float64(from+j)-mid)/reach, 1e-6) / total)
		}
		list[i] = t
	}
	return list
}

// blurred is the plane seen through a Gaussian of that width.
func (p *plane) blurred(sigma float64) *plane {
	reach := int(math.Ceil(3 * sigma))
	kernel := make([]float32, 2*reach+1)
	var total float32
	for i := range kernel {
		kernel[i] = float32(math.Exp(-float64((i-reach)*(i-reach)) / (2 * sigma * sigma)))
		total += kernel[i]
	}
	for i := range kernel {
		kernel[i] /= total
	}
	wide, out := newPlane(p.w, p.h), newPlane(p.w, p.h)
	for y := range p.h {
		convolve(wide.pix[y*p.w:(y+1)*p.w], p.pix[y*p.w:(y+1)*p.w], kernel, reach)
	}
	for y := range p.h { // rows added to rows: memory is walked in order
		to := out.pix[y*p.w : (y+1)*p.w]
		for k, weight := range kernel {
			from := min(max(y+k-reach, 0), p.h-1)
			for x, v := range wide.pix[from*p.w : (from+1)*p.w] {
				to[x] += weight * v
			}
		}
	}
	return out
}

// convolve smooths one row; beyond its ends the last point goes on.
func convolve(to, from, kernel []float32, reach int) {
	n := len(from)
	padded := make([]float32, n+2*reach)
	for i := range padded {
		padded[i] = from[min(max(i-reach, 0), n-1)]
	}
	for k, weight := range kernel {
		for x, v := range padded[k : k+n] {
			to[x] += weight * v
		}
	}
}

// halved takes every second point; the plane must be blurred before.
func (p *plane) halved() *plane {
	out := newPlane((p.w+1)/2, (p.h+1)/2)
	for y := range out.h {
		for x := range out.w {
			out.pix[y*out.w+x] = p.pix[2*y*p.w+2*x]
		}
	}
	return out
}
