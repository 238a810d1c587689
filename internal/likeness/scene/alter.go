package scene

import (
	"bytes"
	"image"
	"image/draw"
	"image/jpeg"
	"math"
	"math/rand/v2"

	xdraw "golang.org/x/image/draw"
)

// Alteration is what somebody does to a photograph before he hands it in a second time.
type Alteration struct {
	Name string
	Do   func(*image.RGBA, *rand.Rand) *image.RGBA
}

// Alterations lists them, from nothing to everything at once.
func Alterations() []Alteration {
	return []Alteration{
		{"unchanged", chain()},
		{"JPEG quality 30-90", compress},
		{"resized to 30-100 %", resize},
		{"20 % cut off one side", cutOneSide},
		{"0-20 % cut off each side", cut},
		{"brightness, contrast, gamma", brighten},
		{"stamped band 5-10 %", stamp},
		{"band, JPEG", chain(stamp, compress)},
		{"cut, brightness, JPEG", chain(cut, brighten, compress)},
		{"cut, resized, JPEG", chain(cut, resize, compress)},
		{"cut, resized, brightness, band, JPEG", chain(cut, resize, brighten, stamp, compress)},
	}
}

// Extreme leaves the middle third: more than is promised, measured all the same.
func Extreme(m *image.RGBA, _ *rand.Rand) *image.RGBA { return Crop(m, .2, .2, .2, .2) }

func chain(all ...func(*image.RGBA, *rand.Rand) *image.RGBA) func(*image.RGBA, *rand.Rand) *image.RGBA {
	return func(m *image.RGBA, r *rand.Rand) *image.RGBA {
		for _, f := range all {
			m = f(m, r)
		}
		return m
	}
}

func between(r *rand.Rand, a, b float64) float64 { return a + (b-a)*r.Float64() }

// Crop cuts shares of a picture off its four sides.
func Crop(m *image.RGBA, left, top, right, bottom float64) *image.RGBA {
	w, h := float64(m.Rect.Dx()), float64(m.Rect.Dy())
	from := image.Rect(int(w*left), int(h*top), int(w*(1-right)), int(h*(1-bottom)))
	out := image.NewRGBA(image.Rect(0, 0, from.Dx(), from.Dy()))
	draw.Draw(out, out.Rect, m, m.Rect.Min.Add(from.Min), draw.Src)
	return out
}

func cut(m *image.RGBA, r *rand.Rand) *image.RGBA {
	return Crop(m, r.Float64()*.2, r.Float64()*.2, r.Float64()*.2, r.Float64()*.2)
}

func cutOneSide(m *image.RGBA, r *rand.Rand) *image.RGBA {
	var off [4]float64
	off[r.IntN(4)] = .2
	return Crop(m, off[0], off[1], off[2], off[3])
}

// Compress writes a picture as JPEG and reads it back.
func Compress(m image.Image, quality int) *image.RGBA {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: quality}); err != nil {
		panic(err) // a picture of ours, into memory
	}
	back, err := jpeg.Decode(&b)
	if err != nil {
		panic(err)
	}
	out := image.NewRGBA(back.Bounds())
	draw.Draw(out, out.Rect, back, image.Point{}, draw.Src)
	return out
}

func compress(m *image.RGBA, r *rand.Rand) *image.RGBA { return Compress(m, 30+r.IntN(61)) }

func resize(m *image.RGBA, r *rand.Rand) *image.RGBA {
	f := between(r, .3, 1)
	out := image.NewRGBA(image.Rect(0, 0, int(float64(m.Rect.Dx())*f), int(float64(m.Rect.Dy())*f)))
	xdraw.BiLinear.Scale(out, out.Rect, m, m.Rect, xdraw.Src, nil)
	return out
}

func brighten(m *image.RGBA, r *rand.Rand) *image.RGBA {
	gain, add, gamma := between(r, .7, 1.35), between(r, -35, 35), between(r, .75, 1.3)
	return Tone(m, gain, add, gamma)
}

// Tone changes contrast, brightness and gamma; what leaves the range is clipped, as any program does.
func Tone(m *image.RGBA, gain, add, gamma float64) *image.RGBA {
	var table [256]uint8
	for i := range table {
		table[i] = uint8(min(max((255*math.Pow(float64(i)/255, gamma)-128)*gain+128+add, 0), 255))
	}
	out := image.NewRGBA(m.Rect)
	for i, v := range m.Pix {
		if out.Pix[i] = table[v]; i%4 == 3 {
			out.Pix[i] = 255
		}
	}
	return out
}

func stamp(m *image.RGBA, r *rand.Rand) *image.RGBA {
	return Stamped(m, r.Uint64(), between(r, .05, .1))
}

// Turned mirrors and turns a picture in one of eight ways; 0 leaves it as it is.
func Turned(m *image.RGBA, way int) *image.RGBA {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	if way&4 != 0 {
		out = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			tx, ty := x, y
			if way&1 != 0 {
				tx = w - 1 - x
			}
			if way&2 != 0 {
				ty = h - 1 - y
			}
			if way&4 != 0 {
				tx, ty = ty, tx
			}
			out.SetRGBA(tx, ty, m.RGBAAt(x, y))
		}
	}
	return out
}
