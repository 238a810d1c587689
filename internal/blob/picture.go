package blob

import (
	"bytes"
	"image"
	"io"

	"anlan"
)

const (
	maxPixels = 100_000_000 // what is stored; a camera of today makes 50 to 100 million
	maxMemory = 192 << 20   // what a picture may take when unfolded for a thumbnail
	maxScans  = 64          // of a progressive JPEG; honest ones have about ten
)

// measure reads the size of a picture from its header, without unfolding it.
func measure(k kind, r io.Reader) (width, height int, err error) {
	defer notPanic(&err)
	c, err := k.config(r)
	if err != nil || c.Width <= 0 || c.Height <= 0 {
		return 0, 0, anlan.ErrBlobBroken.Because(err)
	}
	if int64(c.Width)*int64(c.Height) > maxPixels {
		return 0, 0, anlan.ErrBlobTooManyPixels.With("width", c.Width).With("height", c.Height)
	}
	return c.Width, c.Height, nil
}

// notPanic turns a panic of a decoder into an error: the bytes are a stranger's, the decoders are
// not all ours.
func notPanic(err *error) {
	if p := recover(); p != nil {
		*err = anlan.ErrBlobBroken
	}
}

// unfold decodes a picture, if it fits into memory.
func unfold(k kind, data []byte) (img image.Image, err error) {
	defer notPanic(&err)
	width, height, err := measure(k, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	if int64(width)*int64(height)*bytesPerPixel(k, data) > maxMemory {
		return nil, anlan.ErrBlobNoThumb
	}
	img, err = k.decode(bytes.NewReader(data))
	if err != nil {
		return nil, anlan.ErrBlobBroken.Because(err)
	}
	return img, nil
}

// bytesPerPixel is what decoding costs at most.
func bytesPerPixel(k kind, data []byte) int64 {
	switch {
	case k.media == kindPNG.media && len(data) > 28 && (data[24] == 16 || data[28] != 0):
		return 8 // 16 bits of four colours, or an interlaced picture that is put together from parts
	case k.media != kindJPEG.media:
		return 4
	}
	if !bytes.Contains(data, []byte("\xff\xc2")) {
		return 3 // not progressive
	}
	if bytes.Count(data, []byte("\xff\xda")) > maxScans {
		return 1 << 40 // every scan walks over the whole picture: refuse
	}
	return 15 // a progressive picture keeps its coefficients too
}
