package field

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"

	"anlan"
	"anlan/internal/authz"
)

// Rescue is what a rescue file would do, or did.
type Rescue struct {
	Head  RescueHead
	Whole bool // it came to its end
	Parts []RescuedPart
	Files []RescuedFile
}

// RescuedPart is what became of one part of a rescue file.
type RescuedPart struct {
	Outcome
	Path  string
	Title string
	New   bool // dry run: it would be sent
	Known bool // the county has it already
}

// RescuedFile is what became of a file of a rescue file.
type RescuedFile struct {
	RescueFile
	Known  bool // the county has it already
	Stored bool
	Err    error
}

// Rescue reads a rescue file of the actor's own. A dry run says of each record what would become of it and
// stores nothing; else the files are kept, then the parts are carried out in the order in which they were
// saved. Doing it twice does it once. Of a file that was cut off, what is whole counts.
func (s *Service) Rescue(ctx context.Context, a anlan.Actor, in io.Reader, dry bool) (Rescue, error) {
	if err := authz.Check(a, actSend); err != nil {
		return Rescue{}, err
	}
	r := newRescueReader(in)
	out, err := s.open(r, a)
	if err != nil {
		return out, err
	}
	parts, err := s.walk(ctx, a, r, &out, dry)
	if err != nil {
		return out, err
	}
	for _, p := range parts {
		done, err := s.rescuePart(ctx, a, out.Head.Device, p, dry)
		if err != nil {
			return out, err
		}
		out.Parts = append(out.Parts, done)
	}
	return out, nil
}

// open reads the head and refuses what somebody else's phone has saved: its parts would carry the wrong
// name.
func (s *Service) open(r *rescueReader, a anlan.Actor) (Rescue, error) {
	h, err := r.head()
	if err == nil && h.Account != a.Account {
		err = anlan.ErrRescueOther
	}
	return Rescue{Head: h, Parts: []RescuedPart{}, Files: []RescuedFile{}}, err
}

// walk takes the files as they come and gathers the parts.
func (s *Service) walk(ctx context.Context, a anlan.Actor, r *rescueReader, out *Rescue, dry bool) ([]Part, error) {
	var parts []Part
	for {
		e, err := r.entry()
		switch {
		case errors.Is(err, anlan.ErrRescueFormat):
			return parts, nil // cut off or damaged: Whole stays false, what came before counts
		case err != nil:
			return nil, err
		case e.End:
			out.Whole = len(parts) == out.Head.Parts && len(out.Files) == out.Head.Files
			return parts, nil
		case e.Part != nil:
			parts = append(parts, *e.Part)
			continue
		}
		f, err := s.rescueFile(ctx, a, *e.File, dry)
		if err != nil {
			return nil, err
		}
		if err := r.skip(e.File); err != nil {
			return parts, nil //nolint:nilerr // the file was cut off within this picture, which is not counted
		}
		out.Files = append(out.Files, f)
	}
}

// rescueFile keeps one file, or tells in a dry run whether it is what it says.
func (s *Service) rescueFile(ctx context.Context, a anlan.Actor, f RescueFile, dry bool) (RescuedFile, error) {
	out := RescuedFile{RescueFile: f}
	sum := sha256.New()
	f.Data = io.TeeReader(f.Data, sum)
	known, err := s.files.Has(ctx, f.Hash)
	if err != nil {
		return out, err
	}
	if out.Known = known; known || dry {
		if _, err := io.Copy(io.Discard, f.Data); err != nil {
			return out, anlan.ErrBlobInterrupted.Because(err)
		}
		if hex.EncodeToString(sum.Sum(nil)) != f.Hash {
			out.Known, out.Err = false, anlan.ErrBlobHashMismatch
		}
		return out, nil
	}
	err = s.files.Keep(ctx, a, f)
	if anlan.KindOf(err) == anlan.Unavailable {
		return out, err // a full disk is no fault of the file: all is tried again later
	}
	out.Stored, out.Err = err == nil, err
	return out, nil
}

// rescuePart brings one part to its end, or tells what would become of it.
func (s *Service) rescuePart(ctx context.Context, a anlan.Actor, device string, p Part, dry bool) (RescuedPart, error) {
	out := RescuedPart{Outcome: Outcome{ID: p.ID}, Path: p.Path, Title: p.title()}
	if out.Err = p.Check(); out.Err != nil {
		out.State = Refused
		return out, nil //nolint:nilerr // the refusal is the outcome of this part; the others go on
	}
	known, err := s.happened(ctx, p.ID)
	if err != nil {
		return out, err
	}
	if out.Known = known; known || dry {
		out.New = !known
		return out, nil
	}
	out.Outcome = s.take(ctx, a, device, p)
	return out, nil
}

// happened reports whether a call with the key was carried out before.
func (s *Service) happened(ctx context.Context, key anlan.ID) (bool, error) {
	var n int
	err := s.d.Reader().QueryRowContext(ctx, `SELECT count(*) FROM event WHERE id = $1`, string(key)).Scan(&n)
	return n > 0, err
}
