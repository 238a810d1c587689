package blob

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"strconv"

	"anlan"

	"golang.org/x/image/draw"
)

// Size is the longer side of a thumbnail, in pixels.
type Size int

// The sizes that are made: one for lists, one for a screen.
const (
	Small Size = 320
	Large Size = 1280
)

func (s *Store) thumbPath(hash string, size Size) string {
	return filepath.Join(s.root, "thumb", hash[:2], hash[2:4], hash+"-"+strconv.Itoa(int(size))+".jpg")
}

// Thumb opens the thumbnail of a picture, a JPEG without the camera's data, and makes it if it is
// asked for the first time. Errors: not_found; blob_no_thumb if the file is no picture, or one that
// cannot be shown (HEIC, too large to unfold); blob_broken.
func (s *Store) Thumb(ctx context.Context, hash string, size Size) (*os.File, error) {
	if !wellFormed(hash) || size != Small && size != Large {
		return nil, anlan.ErrNotFound
	}
	if f, err := os.Open(s.thumbPath(hash, size)); err == nil {
		return f, nil
	}
	select { // unfolding takes memory: one at a time
	case s.decoding <- struct{}{}:
		defer func() { <-s.decoding }()
	case <-ctx.Done():
		return nil, anlan.ErrBlobInterrupted.Because(ctx.Err())
	}
	if f, err := os.Open(s.thumbPath(hash, size)); err == nil {
		return f, nil // somebody made it while we waited
	}
	if err := s.makeThumbs(hash); err != nil {
		return nil, err
	}
	f, err := os.Open(s.thumbPath(hash, size))
	return f, diskError(err)
}

// makeThumbs makes both sizes, because unfolding is what costs.
func (s *Store) makeThumbs(hash string) error {
	img, data, err := s.unfold(hash)
	if err != nil {
		return err
	}
	return s.saveThumbs(hash, img, orientation(data))
}

func (s *Store) saveThumbs(hash string, img image.Image, orientation int) error {
	for _, size := range []Size{Large, Small} {
		small := shrink(img, int(size))
		var b bytes.Buffer
		if err := jpeg.Encode(&b, upright(small, orientation), &jpeg.Options{Quality: 80}); err != nil {
			return anlan.ErrBlobBroken.Because(err)
		}
		if err := s.saveThumb(s.thumbPath(hash, size), b.Bytes()); err != nil {
			return err
		}
		img = small // the smaller one is made from the larger one
	}
	return nil
}

// saveThumb writes a thumbnail under its name in one step. It is not synced: it can be made again.
func (s *Store) saveThumb(name string, data []byte) error {
	if err := s.makeDirs(filepath.Dir(name)); err != nil {
		return diskError(err)
	}
	f, err := s.create(s.tempDir())
	if err != nil {
		return diskError(err)
	}
	_, err = f.Write(data)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return diskError(err)
}

// shrink scales a picture down so that its longer side is at most size. Whole steps are averages
// over squares, made from one band of rows at a time: a library's scaler would keep the whole
// picture in floating point. What is left after that is less than twice the size.
func shrink(img image.Image, size int) *image.RGBA {
	w, h := img.Bounds().Dx(), img.Bounds().Dy()
	if step := max(w, h) / size; step > 1 {
		img = average(img, step)
	}
	tw, th := w, h
	if longest := max(w, h); longest > size {
		tw, th = max(w*size/longest, 1), max(h*size/longest, 1)
	}
	out := blank(tw, th)
	draw.ApproxBiLinear.Scale(out, out.Rect, img, img.Bounds(), draw.Over, nil)
	return out
}

// blank is a white picture: JPEG has no transparency.
func blank(w, h int) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
	return out
}

// average makes one point of every square of step by step points; a narrower rest at the right and
// lower edge is left out.
func average(img image.Image, step int) *image.RGBA {
	from := img.Bounds()
	out := blank(max(from.Dx()/step, 1), max(from.Dy()/step, 1))
	step = min(step, max(from.Dx(), 1), max(from.Dy(), 1))
	for y := range out.Rect.Dy() {
		band := blank(from.Dx(), step)
		draw.Draw(band, band.Rect, img, image.Pt(from.Min.X, from.Min.Y+y*step), draw.Over)
		for x := range out.Rect.Dx() {
			averagePoint(out.Pix[out.PixOffset(x, y):], band, x*step, step)
		}
	}
	return out
}

func averagePoint(to []uint8, band *image.RGBA, left, step int) {
	var sum [3]int
	for y := range step {
		row := band.Pix[band.PixOffset(left, y):]
		for x := range step {
			sum[0] += int(row[x*4])
			sum[1] += int(row[x*4+1])
			sum[2] += int(row[x*4+2])
		}
	}
	for i := range sum {
		to[i] = uint8(sum[i] / (step * step))
	}
}
