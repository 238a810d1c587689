package blob

import (
	"bytes"
	"encoding/binary"
	"image"
)

// orientation is how the camera was held, 1 to 8 in the counting of EXIF; 1 if nothing is said.
func orientation(data []byte) int {
	t := openTIFF(exifBlock(data))
	if e := t.entry(t.first, tagOrientation); len(e) == entrySize {
		if n := t.order.Uint16(e[8:]); n >= 1 && n <= 8 {
			return int(n)
		}
	}
	return 1
}

// exifBlock finds the TIFF structure in the segments in front of a JPEG's picture.
func exifBlock(data []byte) []byte {
	for at := 2; at+4 <= len(data) && data[at] == 0xff; {
		marker, length := data[at+1], int(binary.BigEndian.Uint16(data[at+2:]))
		end := at + 2 + length
		if marker == 0xda || length < 2 || end > len(data) {
			return nil
		}
		if body, ok := bytes.CutPrefix(data[at+4:end], []byte("Exif\x00\x00")); ok && marker == 0xe1 {
			return body
		}
		at = end
	}
	return nil
}

// upright turns a picture as its orientation asks.
func upright(img *image.RGBA, orientation int) *image.RGBA {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	if orientation <= 1 || orientation > 8 {
		return img
	}
	tw, th := w, h
	if orientation >= 5 { // lying on its side
		tw, th = h, w
	}
	out := image.NewRGBA(image.Rect(0, 0, tw, th))
	for y := range h {
		for x := range w {
			tx, ty := turned(x, y, w, h, orientation)
			out.SetRGBA(tx, ty, img.RGBAAt(x, y))
		}
	}
	return out
}

// turned is where the point x, y of a w by h picture comes to lie.
func turned(x, y, w, h, orientation int) (int, int) {
	switch orientation {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return h - 1 - y, x
	case 7:
		return h - 1 - y, w - 1 - x
	default:
		return y, w - 1 - x
	}
}
