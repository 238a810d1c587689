package blob

import (
	"context"
	"image"
	"io"

	"anlan"
)

// Photo is a stored picture, unfolded small and upright, and what its camera claims.
type Photo struct {
	Image *image.RGBA
	Taken anlan.Instant // the camera's own time; 0 if it says none. A claim, not a fact
}

// Photo unfolds a stored picture so that its longer side is at most side points. Errors: not_found;
// blob_no_thumb if the file is no picture, or one that cannot be shown (HEIC, too large to unfold);
// blob_broken.
func (s *Store) Photo(ctx context.Context, hash string, side int) (Photo, error) {
	select { // unfolding takes memory: one at a time
	case s.decoding <- struct{}{}:
		defer func() { <-s.decoding }()
	case <-ctx.Done():
		return Photo{}, anlan.ErrBlobInterrupted.Because(ctx.Err())
	}
	img, data, err := s.unfold(hash)
	if err != nil {
		return Photo{}, err
	}
	return Photo{Image: upright(shrink(img, side), orientation(data)), Taken: taken(data)}, nil
}

// unfold reads and decodes a stored picture.
func (s *Store) unfold(hash string) (image.Image, []byte, error) {
	f, err := s.Open(hash)
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return nil, nil, diskError(err)
	}
	k, err := detect(f, info.Size())
	if err != nil || k.decode == nil || info.Size() > DefaultMax*2 {
		return nil, nil, anlan.ErrBlobNoThumb.Because(err)
	}
	data, err := io.ReadAll(f)
	if err != nil {
		return nil, nil, diskError(err)
	}
	img, err := unfold(k, data)
	return img, data, err
}
