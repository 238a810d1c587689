package likeness

import (
	"errors"
	"image"
	"slices"
)

const (
	keyPoints  = 32  // of a print, by which the index finds it
	keptPoints = 40  // of a print, by which a comparison aligns it
	askPoints  = 120 // of a picture that is looked for
	fewest     = 5   // points below which a picture says too little
	smallest   = 48  // shorter side of a picture below which it says too little
	thumbSide  = 40  // longer side of the small picture kept in a print
	calm       = .9  // below this share of the height a field camera writes its band: no points there
)

// Sight is a picture looked at: what is needed to search for it. It lives in memory only.
type Sight struct {
	base   *plane
	points []point
}

// ErrPlain says that a picture shows too little to be told from others: a wall, the night.
var ErrPlain = errors.New("likeness: too plain to compare")

// Look finds what is telling in a picture that stands upright. It fails with ErrPlain.
func Look(img image.Image) (*Sight, error) {
	w, h := img.Bounds().Dx(), img.Bounds().Dy()
	if min(w, h) < smallest || max(w, h) > 8*min(w, h) {
		return nil, ErrPlain
	}
	s := &Sight{base: brightness(img).fit(working)}
	for _, p := range points(s.base) {
		if p.y <= calm*float32(s.base.h) && len(s.points) < askPoints {
			p.describe()
			s.points = append(s.points, p)
		}
	}
	if len(s.points) < fewest {
		return nil, ErrPlain
	}
	s.scatter()
	return s, nil
}

// scatter orders the points so that those in front are strong and lie all over the picture: whatever
// is cut off, some of them stay.
func (s *Sight) scatter() {
	const cells, most = 4, 3
	var count [cells][cells]int
	var front, back []point
	for _, p := range s.points {
		n := &count[int(p.x)*cells/s.base.w][int(p.y)*cells/s.base.h]
		if *n++; *n <= most {
			front = append(front, p)
		} else {
			back = append(back, p)
		}
	}
	s.points = slices.Concat(front, back)
}

// Print is what to keep of the picture.
func (s *Sight) Print() Print {
	p := Print{W: s.base.w, H: s.base.h, thumb: s.base.fit(thumbSide)}
	for _, q := range s.points[:min(len(s.points), keptPoints)] {
		p.Marks = append(p.Marks, Mark{q.x, q.y, q.size, q.bits})
	}
	return p
}
