package scene

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"golang.org/x/image/font"
	"golang.org/x/image/font/basicfont"
	"golang.org/x/image/math/fixed"
)

// ground lays a sky or a wall above and a floor below, with soft clouds and stains at several sizes.
func (c *canvas) ground() {
	horizon := .2 + .5*c.r.Float64()
	var up, down [3]float32
	a, b := c.r.Float32()*180+50, c.r.Float32()*150+30
	for k := range 3 {
		up[k], down[k] = a+(c.r.Float32()-.5)*50, b+(c.r.Float32()-.5)*40
	}
	clouds, stains := c.noise(2+c.r.IntN(3), .5+.2*c.r.Float64()), c.noise(4+c.r.IntN(12), .55+.25*c.r.Float64())
	strength := [2]float32{c.r.Float32() * 60, 15 + c.r.Float32()*70}
	for y := range c.h {
		for x := range c.w {
			i := y*c.w + x
			base, n, s := up, clouds[i], strength[0]
			if float64(y)/float64(c.h) > horizon {
				base, n, s = down, stains[i], strength[1]
			}
			for k := range 3 {
				c.pix[k][i] = base[k] + n*s
			}
		}
	}
}

// noise is a texture between about -1 and 1: value noise from coarse to fine, each half as wide.
func (c *canvas) noise(cells int, keep float64) []float32 {
	out := make([]float32, c.w*c.h)
	amp := 1.0
	for n := cells; n < 200; n *= 2 {
		grid := make([]float32, (n+2)*(n+2))
		for i := range grid {
			grid[i] = c.r.Float32()*2 - 1
		}
		if n*2 < c.w {
			c.spread(out, grid, n, float32(amp))
		}
		amp *= keep
	}
	return out
}

func (c *canvas) spread(out, grid []float32, n int, amp float32) {
	for y := range c.h {
		gy := float32(y) * float32(n) / float32(c.h)
		y0 := int(gy)
		fy := smooth(gy - float32(y0))
		top, low := grid[y0*(n+2):], grid[(y0+1)*(n+2):]
		for x := range c.w {
			gx := float32(x) * float32(n) / float32(c.w)
			x0 := int(gx)
			fx := smooth(gx - float32(x0))
			out[y*c.w+x] += amp * ((top[x0]*(1-fx)+top[x0+1]*fx)*(1-fy) + (low[x0]*(1-fx)+low[x0+1]*fx)*fy)
		}
	}
}

func smooth(t float32) float32 { return t * t * (3 - 2*t) }

// shape tells how far a point (in shares of the picture's height) is inside something, 0 … 1.
type shape func(x, y float64) bool

// surface is a large part of the picture with a texture of its own: bricks, tiles, boards, leaves.
func (c *canvas) surface() {
	x0, y0 := c.r.Float64()*1.2-.2, c.r.Float64()*.9-.1
	w, h := .2+c.r.Float64()*.7, .2+c.r.Float64()*.5
	lean := (c.r.Float64() - .5) * .5
	bw, bh, joint := .03+c.r.Float64()*.1, .02+c.r.Float64()*.08, .05+c.r.Float64()*.15
	kind := c.r.IntN(4)
	tex := c.noise(8+c.r.IntN(30), .7)
	base, amp, dark := c.r.Float32()*200+20, c.r.Float32()*50, c.r.Float32()*60
	var tint [3]float32
	for k := range tint {
		tint[k] = (c.r.Float32() - .5) * 60
	}
	c.fill([2]float64{x0 + w/2, y0 + h/2}, [2]float64{w / 2, h/2 + math.Abs(lean)*w}, func(x, y float64) bool {
		yy := y + lean*(x-x0)
		return x > x0 && x < x0+w && yy > y0 && yy < y0+h
	}, func(x, y float64, i, k int) float32 {
		v := base + tint[k] + tex[i]*amp
		row := math.Floor(y / bh)
		fx, fy := frac(x/bw+row*.5+100), frac(y/bh+100)
		if kind == 0 && (fx < joint || fy < joint) || kind == 1 && fx < joint || kind == 2 && fy < joint {
			v -= dark
		}
		return v
	})
}

// thing is one object: a box, a tank, a cylinder, a pipe, a cable, a door, a sign.
func (c *canvas) thing() {
	x0, y0, size := c.r.Float64()*1.4-.05, c.r.Float64(), .02+sq(c.r.Float64())*.3
	ratio := math.Exp((c.r.Float64() - .5) * 2)
	turn := (c.r.Float64() - .5) * .6
	cos, sin := math.Cos(turn), math.Sin(turn)
	var in shape
	local := func(x, y float64) (float64, float64) {
		dx, dy := x-x0, y-y0
		return (dx*cos + dy*sin) / (size * ratio), (dy*cos - dx*sin) / size
	}
	switch c.r.IntN(5) {
	case 0, 1:
		in = func(x, y float64) bool { u, v := local(x, y); return math.Abs(u) < 1 && math.Abs(v) < 1 }
	case 2:
		in = func(x, y float64) bool { u, v := local(x, y); return u*u+v*v < 1 }
	case 3:
		thick := .005 + c.r.Float64()*.03
		in = func(x, y float64) bool {
			u, v := local(x, y)
			return math.Abs(v*size) < thick && math.Abs(u) < 4
		}
	default:
		sag, thick := (c.r.Float64()-.5)*2, .004+c.r.Float64()*.01
		in = func(x, y float64) bool {
			u, v := local(x, y)
			return math.Abs(u) < 3 && math.Abs(v-sag*u*u/3)*size < thick
		}
	}
	base, shade, stripes, amp := c.r.Float32()*240, (c.r.Float32()-.5)*120, c.r.Float64(), (c.r.Float32()-.5)*120
	var tint [3]float32
	for k := range tint {
		tint[k] = (c.r.Float32() - .5) * 140
	}
	far := size * max(ratio, 1) * 6
	c.fill([2]float64{x0, y0}, [2]float64{far, far}, in, func(x, y float64, _, k int) float32 {
		u, v := local(x, y)
		out := base + tint[k] + shade*float32(u)*.5
		if stripes < .3 && frac(v*2.5+100) < .4 {
			out += amp
		}
		if stripes > .75 && hypot(u, v) < .5 {
			out -= amp
		}
		return out
	})
}

// fill paints where a shape is, which lies within reach of the middle.
func (c *canvas) fill(mid, reach [2]float64, in shape, colour func(x, y float64, i, k int) float32) {
	h := float64(c.h)
	for py := max(int((mid[1]-reach[1])*h), 0); py < min(int((mid[1]+reach[1])*h)+1, c.h); py++ {
		y := float64(py) / h
		for px := max(int((mid[0]-reach[0])*h), 0); px < min(int((mid[0]+reach[0])*h)+1, c.w); px++ {
			x := float64(px) / float64(c.h)
			if !in(x, y) {
				continue
			}
			for k := range 3 {
				c.pix[k][py*c.w+px] = colour(x, y, py*c.w+px, k)
			}
		}
	}
}

// lettering writes on a board.
func (c *canvas) lettering() {
	text := make([]byte, 3+c.r.IntN(9))
	for i := range text {
		text[i] = byte('A' + c.r.IntN(26))
	}
	unit := float64(c.h) * (.002 + .008*c.r.Float64())
	x, y := c.r.Float64()*float64(c.w)*.8, c.r.Float64()*float64(c.h)*.9
	w, h := unit*float64(len(text)*7+4), unit*17
	paper, ink := c.r.Float32()*255, float32(0)
	if paper < 128 {
		ink = 255
	}
	mask := image.NewRGBA(image.Rect(0, 0, c.w, c.h))
	write(mask, string(text), int(x+2*unit), int(y+2*unit), unit, color.White)
	for py := max(int(y), 0); py < min(int(y+h), c.h); py++ {
		for px := max(int(x), 0); px < min(int(x+w), c.w); px++ {
			v := paper
			if mask.Pix[mask.PixOffset(px, py)] > 128 {
				v = ink
			}
			for k := range 3 {
				c.pix[k][py*c.w+px] = v
			}
		}
	}
}

// write sets letters of a bitmap font, unit points to a dot.
func write(on draw.Image, text string, x, y int, unit float64, ink color.Color) {
	small := image.NewAlpha(image.Rect(0, 0, len(text)*7, 13))
	d := font.Drawer{Dst: small, Src: image.Opaque, Face: basicfont.Face7x13, Dot: fixed.P(0, 11)}
	d.DrawString(text)
	b := on.Bounds()
	for py := range int(13 * unit) {
		for px := range int(float64(len(text)*7) * unit) {
			at := image.Pt(x+px, y+py)
			if at.In(b) && small.AlphaAt(int(float64(px)/unit), int(float64(py)/unit)).A > 0 {
				on.Set(at.X, at.Y, ink)
			}
		}
	}
}

// frac is what stands behind the point of a positive number.
func frac(x float64) float64 { return x - math.Floor(x) }
