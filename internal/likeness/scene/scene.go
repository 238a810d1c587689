// Package scene draws made-up photographs for the measurements of likeness: walls, yards, tanks,
// pipes, boxes, signs and lettering in varied light, each from a number. It is a tool of the workshop;
// nothing in the program imports it.
package scene

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"math/rand/v2"
)

// canvas is a picture under the painter's hands, in brightness and two colours.
type canvas struct {
	w, h int
	r    *rand.Rand
	pix  [3][]float32
}

// Draw makes the picture of a number. The same number gives the same picture at every size, except
// for the grain of the sensor.
func Draw(seed uint64, w, h int) *image.RGBA { return Shot(seed, 0, w, h) }

// Shot makes the picture of a number from a slightly different position and in other light: step 0 is
// Draw, other steps are photographs that somebody took on another visit.
func Shot(seed, step uint64, w, h int) *image.RGBA {
	c := &canvas{w: w, h: h, r: rand.New(rand.NewPCG(seed, 77))}
	for i := range c.pix {
		c.pix[i] = make([]float32, w*h)
	}
	c.ground()
	for range 3 + c.r.IntN(5) {
		c.surface()
	}
	for range 6 + c.r.IntN(18) {
		c.thing()
	}
	for range c.r.IntN(5) {
		c.lettering()
	}
	c.light()
	again := rand.New(rand.NewPCG(seed, 1000+step))
	if step != 0 {
		c.moved(again)
	}
	return c.develop(again)
}

// Plain makes a picture of nothing: a wall, the night, a hand over the lens.
func Plain(seed uint64, w, h int) *image.RGBA {
	c := &canvas{w: w, h: h, r: rand.New(rand.NewPCG(seed, 78))}
	base, slope := c.r.Float32()*220, (c.r.Float32()-.5)*40
	for i := range c.pix {
		c.pix[i] = make([]float32, w*h)
		for j := range c.pix[i] {
			c.pix[i][j] = base + slope*float32(j/w)/float32(h) + slope*float32(j%w)/float32(w)
		}
	}
	return c.develop(c.r)
}

// develop turns the canvas into a picture, with the grain of a sensor.
func (c *canvas) develop(r *rand.Rand) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, c.w, c.h))
	grain := 1 + 4*r.Float32()
	for i := range c.pix[0] {
		n := (r.Float32() + r.Float32() - 1) * grain
		for k := range 3 {
			out.Pix[i*4+k] = uint8(min(max(c.pix[k][i]+n, 0), 255))
		}
		out.Pix[i*4+3] = 255
	}
	return out
}

// light lets the brightness fall off across the picture and towards its corners.
func (c *canvas) light() {
	dx, dy, v := (c.r.Float32()-.5)*.8, (c.r.Float32()-.5)*.8, c.r.Float32()*.4
	level := .55 + .6*c.r.Float32()
	for y := range c.h {
		for x := range c.w {
			fx, fy := float32(x)/float32(c.w)-.5, float32(y)/float32(c.h)-.5
			f := level * (1 + dx*fx + dy*fy - v*(fx*fx+fy*fy))
			for k := range 3 {
				c.pix[k][y*c.w+x] *= f
			}
		}
	}
}

// moved looks at the same things from another position: a small turn, a lean, a step aside.
func (c *canvas) moved(r *rand.Rand) {
	s := func(f float64) float64 { return (r.Float64() - .5) * 2 * f }
	scale, turn, dx, dy, lean, tilt := 1+s(.12), s(.06), s(.06), s(.06), s(.12), s(.12)
	for k := range 3 {
		from := c.pix[k]
		to := make([]float32, len(from))
		for y := range c.h {
			for x := range c.w {
				fx, fy := float64(x)/float64(c.w)-.5, float64(y)/float64(c.h)-.5
				z := 1 + lean*fx + tilt*fy
				sx, sy := (scale*fx-turn*fy)/z+dx, (scale*fy+turn*fx)/z+dy
				px := min(max(int((sx+.5)*float64(c.w)), 0), c.w-1)
				py := min(max(int((sy+.5)*float64(c.h)), 0), c.h-1)
				to[y*c.w+x] = from[py*c.w+px] * float32(1+.5*tilt)
			}
		}
		c.pix[k] = to
	}
}

// Stamped puts the band of a field camera under a picture: time, place and hash in white on dark. The
// layout is the same on every picture; only the digits differ.
func Stamped(img image.Image, seed uint64, share float64) *image.RGBA {
	b := img.Bounds()
	out := image.NewRGBA(b)
	draw.Draw(out, b, img, b.Min, draw.Src)
	high := int(float64(b.Dy()) * share)
	band := image.Rect(b.Min.X, b.Max.Y-high, b.Max.X, b.Max.Y)
	draw.Draw(out, band, image.NewUniform(color.RGBA{24, 28, 32, 255}), image.Point{}, draw.Src)
	r := rand.New(rand.NewPCG(seed, 79))
	text := []byte("2026-00-00 00:00:00  34.0000N 106.0000E +-8m  #000000")
	for i, ch := range text {
		if ch == '0' {
			text[i] = byte('0' + r.IntN(10))
		}
	}
	unit := max(float64(b.Dx())/float64(len(text)*7+14), .5)
	write(out, string(text), b.Min.X+int(unit*7), band.Min.Y+high/2-int(unit*6), unit, color.White)
	return out
}

func sq(x float64) float64 { return x * x }

func hypot(x, y float64) float64 { return math.Hypot(x, y) }
