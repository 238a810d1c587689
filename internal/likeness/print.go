package likeness

import (
	"encoding/binary"
	"errors"
	"math"
)

// Print is what is kept of a picture: where its points lie, what they look like, and a picture of a
// thousand dots.
type Print struct {
	W, H  int // of the working plane
	Marks []Mark
	thumb *plane
}

// Mark is a point of a print.
type Mark struct {
	X, Y, Size float32 // in points of the working plane
	Bits       uint64
}

// Keys are the words under which an index finds the print.
func (p Print) Keys() []uint32 {
	list := make([]uint32, min(len(p.Marks), keyPoints))
	for i := range list {
		list[i] = uint32(p.Marks[i].Bits)
	}
	return list
}

// A print on disk: version, width and height of the working plane less one, number of marks, width
// and height of the small picture; then the marks, 13 bytes each; then the small picture. At most
// 1.8 kB.
const (
	version  = 1
	headSize = 6
	markSize = 13
)

// Marshal writes a print down.
func (p Print) Marshal() []byte {
	b := make([]byte, 0, headSize+markSize*len(p.Marks)+len(p.thumb.pix))
	b = append(b, version, byte(p.W-1), byte(p.H-1), byte(len(p.Marks)), byte(p.thumb.w), byte(p.thumb.h))
	for _, m := range p.Marks {
		b = binary.BigEndian.AppendUint16(b, uint16(m.X*128))
		b = binary.BigEndian.AppendUint16(b, uint16(m.Y*128))
		b = append(b, byte(math.Round(math.Log2(float64(m.Size))*32)))
		b = binary.BigEndian.AppendUint64(b, m.Bits)
	}
	for _, v := range p.thumb.pix {
		b = append(b, uint8(min(max(v+.5, 0), 255)))
	}
	return b
}

var errPrint = errors.New("likeness: not a print")

// Unmarshal reads a print back.
func Unmarshal(b []byte) (Print, error) {
	if len(b) < headSize || b[0] != version {
		return Print{}, errPrint
	}
	n, w, h := int(b[3]), int(b[4]), int(b[5])
	if n > keptPoints || w < 1 || h < 1 || len(b) != headSize+markSize*n+w*h {
		return Print{}, errPrint
	}
	p := Print{W: int(b[1]) + 1, H: int(b[2]) + 1, Marks: make([]Mark, n), thumb: newPlane(w, h)}
	at := b[headSize:]
	for i := range p.Marks {
		p.Marks[i] = Mark{
			X: float32(binary.BigEndian.Uint16(at)) / 128, Y: float32(binary.BigEndian.Uint16(at[2:])) / 128,
			Size: float32(math.Exp2(float64(at[4]) / 32)), Bits: binary.BigEndian.Uint64(at[5:])}
		at = at[markSize:]
	}
	for i, v := range at {
		p.thumb.pix[i] = float32(v)
	}
	return p, nil
}
