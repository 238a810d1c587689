package blob

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"anlan"
)

// Part describes one piece of a file that comes in over a network that breaks off.
type Part struct {
	Hash   string // of the whole file: its name until it is complete
	Owner  string // whose upload it is; two people sending the same file do not meet half-way
	Offset int64  // where the piece begins
	Size   int64  // of the whole file
	Max    int64  // largest whole file; DefaultMax if 0
	Name   string // what the sender calls the file
}

// Progress is how much of a file is safely on disk. It never says more than that.
type Progress struct {
	Received int64
	Done     bool
	Blob     Blob // once done
}

const (
	// PieceMost is the largest piece.
	PieceMost = 1 << 20
	// partsMost bounds the unfinished files of one owner.
	partsMost = 100
	// PartDays is how long an unfinished file waits for its next piece.
	PartDays = 7
)

func (s *Store) partDir() string { return filepath.Join(s.root, "parts") }

// partPath names an unfinished file. The owner stands in it by digest: it may be any text.
func (s *Store) partPath(hash, owner string) string {
	sum := sha256.Sum256([]byte(owner))
	return filepath.Join(s.partDir(), hex.EncodeToString(sum[:8])+"-"+hash)
}

// Received tells how much of a file is on disk: where the sender goes on.
func (s *Store) Received(hash, owner string) (Progress, error) {
	if !wellFormed(hash) {
		return Progress{}, anlan.ErrFieldInvalid.With("name", "sha256").With("value", clip(hash)).At("sha256")
	}
	defer s.claims.glance(hash)()
	if info, err := os.Stat(s.path(hash)); err == nil {
		s.touch(hash)
		return Progress{Received: info.Size(), Done: true, Blob: Blob{SHA256: hash, Size: info.Size()}}, nil
	}
	info, err := os.Stat(s.partPath(hash, owner))
	if errors.Is(err, fs.ErrNotExist) {
		return Progress{}, nil
	}
	if err != nil {
		return Progress{}, diskError(err)
	}
	return Progress{Received: info.Size()}, nil
}

// Describe tells what a stored file is, under the name that somebody gives it.
func (s *Store) Describe(hash, name string) (Blob, error) {
	f, err := s.Open(hash)
	if err != nil {
		return Blob{}, err
	}
	defer func() { _ = f.Close() }() // read only
	info, err := f.Stat()
	if err != nil {
		return Blob{}, diskError(err)
	}
	return describe(f, Blob{SHA256: hash, Size: info.Size()}, name)
}

// PutPart takes one piece of a file. A piece that came before, or comes too early, changes nothing: the
// answer says where to go on. The last piece completes the file, which is then checked like any
// other. Errors: those of Put, and blob_part_size, blob_hash_mismatch, blob_parts_full.
func (s *Store) PutPart(ctx context.Context, r io.Reader, p Part) (Progress, error) {
	if err := p.check(); err != nil {
		return Progress{}, err
	}
	path := s.partPath(p.Hash, p.Owner)
	defer s.parts.lock(p.Hash)()
	at, err := s.Received(p.Hash, p.Owner)
	if err != nil || at.Done {
		return at, err
	}
	if p.Offset > at.Received || p.Offset == p.Size {
		return at, nil
	}
	if at.Received == 0 {
		if err := s.room(p.Owner); err != nil {
			return at, err
		}
	}
	if at.Received, err = s.appendPart(ctx, r, path, at.Received, p); err != nil || at.Received < p.Size {
		return at, err
	}
	return s.complete(ctx, path, p)
}

func (p Part) check() error {
	if p.Max <= 0 {
		p.Max = DefaultMax
	}
	switch {
	case !wellFormed(p.Hash):
		return anlan.ErrFieldInvalid.With("name", "sha256").With("value", clip(p.Hash)).At("sha256")
	case p.Size == 0:
		return anlan.ErrBlobEmpty
	case p.Size > p.Max:
		return anlan.ErrBlobTooLarge.With("max", megabytes(p.Max))
	case p.Size < 0 || p.Offset < 0 || p.Offset > p.Size:
		return anlan.ErrBlobPartSize.With("offset", p.Offset).With("size", p.Size)
	}
	return nil
}

// room refuses a new unfinished file to an owner who has too many of them.
func (s *Store) room(owner string) error {
	if err := os.MkdirAll(s.partDir(), 0o750); err != nil {
		return diskError(err)
	}
	prefix, _, _ := strings.Cut(filepath.Base(s.partPath("", owner)), "-")
	have, err := filepath.Glob(filepath.Join(s.partDir(), prefix+"-*"))
	if len(have) >= partsMost {
		have = s.unfinished(have)
	}
	if err == nil && len(have) >= partsMost {
		return anlan.ErrBlobPartsFull.With("count", len(have)).With("days", PartDays)
	}
	return diskError(err)
}

// unfinished drops the beginnings of files that have come another way, such as by a rescue file, and returns
// the others.
func (s *Store) unfinished(parts []string) (open []string) {
	for _, path := range parts {
		_, hash, _ := strings.Cut(filepath.Base(path), "-")
		if _, err := os.Stat(s.path(hash)); err != nil || os.Remove(path) != nil {
			open = append(open, path)
		}
	}
	return open
}

// appendPart writes what is new of a piece behind what is there, and answers the length that is safely on
// disk. What a full disk cut off is taken back.
func (s *Store) appendPart(ctx context.Context, r io.Reader, path string, have int64, p Part) (int64, error) {
	if _, err := io.CopyN(io.Discard, r, have-p.Offset); err != nil {
		if errors.Is(err, io.EOF) {
			return have, nil // all of it came before
		}
		return have, anlan.ErrBlobInterrupted.Because(err)
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o640)
	if err != nil {
		return have, diskError(err)
	}
	n, err := transfer(ctx, f, r, min(PieceMost, p.Size-have))
	if err != nil && !errors.Is(err, anlan.ErrBlobInterrupted) { // what an interrupted sender did send is kept
		n, err = 0, errors.Join(tooLong(err, p), diskError(f.Truncate(have)))
	}
	if failed := diskError(f.Sync()); failed != nil {
		n, err = 0, errors.Join(err, failed)
	}
	if closed := diskError(f.Close()); closed != nil {
		err = errors.Join(err, closed)
	}
	switch {
	case err == nil && have == 0:
		err = diskError(syncDir(s.partDir()))
	case err != nil && have+n == 0:
		_ = os.Remove(path) // nothing is kept; if even this fails, it is swept away later
	}
	return have + n, first(err)
}

// tooLong says that a piece is longer than it may be, in the words of pieces.
func tooLong(err error, p Part) error {
	if errors.Is(err, anlan.ErrBlobTooLarge) {
		return anlan.ErrBlobPartSize.With("offset", p.Offset).With("size", p.Size)
	}
	return err
}

// first returns the error that came first of several joined ones: it says what the sender should do.
func first(err error) error {
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		return many.Unwrap()[0]
	}
	return err
}

// complete holds the whole file against its hash and keeps it like any other. A file that is not what it
// was said to be is dropped, so that it can be sent again from the start; one that the disk could not
// take waits.
func (s *Store) complete(ctx context.Context, path string, p Part) (Progress, error) {
	b, err := s.judge(ctx, path, p)
	if err == nil {
		defer s.claims.glance(p.Hash)()
		_, err = s.settle(path, b)
	}
	if err == nil {
		return Progress{Received: b.Size, Done: true, Blob: b}, nil
	}
	if anlan.KindOf(err) == anlan.Unavailable {
		return Progress{Received: p.Size}, err
	}
	return Progress{}, first(errors.Join(err, os.Remove(path)))
}

// judge reads the whole file once more: its hash, and what it really is.
func (s *Store) judge(ctx context.Context, path string, p Part) (Blob, error) {
	f, err := os.Open(path)
	if err != nil {
		return Blob{}, diskError(err)
	}
	defer func() { _ = f.Close() }() // read only
	hash := sha256.New()
	size, err := transfer(ctx, hash, f, p.Size)
	if err != nil {
		return Blob{}, err
	}
	if size != p.Size || hex.EncodeToString(hash.Sum(nil)) != p.Hash {
		return Blob{}, anlan.ErrBlobHashMismatch
	}
	return describe(f, Blob{SHA256: p.Hash, Size: size}, p.Name)
}

// SweepParts drops unfinished files whose last piece came before then, and answers how many.
func (s *Store) SweepParts(then time.Time) (dropped int, err error) {
	list, err := os.ReadDir(s.partDir())
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	for _, e := range list {
		info, failed := e.Info()
		if failed != nil || !info.ModTime().Before(then) {
			continue
		}
		if gone := os.Remove(filepath.Join(s.partDir(), e.Name())); gone != nil {
			err = errors.Join(err, gone)
			continue
		}
		dropped++
	}
	return dropped, diskError(err)
}

func clip(s string) string {
	if len(s) > 80 {
		return s[:80]
	}
	return s
}
