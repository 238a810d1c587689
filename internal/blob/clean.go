package blob

import (
	"bytes"
	"context"
	"errors"
	"image/jpeg"
	"io"

	"anlan"
)

const cleanSide = 2560 // pixels of the longer side of a picture that is drawn anew: a screen of today

// PutClean takes a picture, draws it anew and keeps only that: upright, without position, device, name
// or anything else that the camera or a program wrote into it. What came is never on disk. said is when
// the camera claims to have taken it. Errors: those of Put, and blob_no_photo if it is no picture that
// can be shown.
func (s *Store) PutClean(ctx context.Context, r io.Reader, name string, max int64) (b Blob, said anlan.Instant, err error) {
	if max <= 0 {
		max = DefaultMax
	}
	var raw bytes.Buffer
	size, err := transfer(ctx, &raw, r, max)
	if err != nil {
		return b, 0, err
	}
	if size == 0 {
		return b, 0, anlan.ErrBlobEmpty
	}
	k, err := detect(bytes.NewReader(raw.Bytes()), size)
	if err != nil {
		return b, 0, err
	}
	if k.decode == nil {
		return b, 0, anlan.ErrBlobNoPhoto.With("found", k.exts[0])
	}
	select { // unfolding takes memory: one at a time
	case s.decoding <- struct{}{}:
		defer func() { <-s.decoding }()
	case <-ctx.Done():
		return b, 0, anlan.ErrBlobInterrupted.Because(ctx.Err())
	}
	clean, err := redraw(k, raw.Bytes())
	if err != nil {
		return b, 0, err
	}
	b, err = s.Put(ctx, bytes.NewReader(clean), "photo.jpg", DefaultMax)
	return b, taken(raw.Bytes()), err
}

// redraw makes a new JPEG of the points of a picture.
func redraw(k kind, data []byte) ([]byte, error) {
	img, err := unfold(k, data)
	if errors.Is(err, anlan.ErrBlobNoThumb) {
		return nil, anlan.ErrBlobNoPhoto.With("found", k.exts[0]).Because(err)
	}
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = jpeg.Encode(&b, upright(shrink(img, cleanSide), orientation(data)), &jpeg.Options{Quality: 82})
	if err != nil {
		return nil, anlan.ErrBlobBroken.Because(err)
	}
	return b.Bytes(), nil
}
