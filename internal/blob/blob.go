package blob

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"anlan"
)

// DefaultMax is the size limit of a file unless the caller says otherwise.
const DefaultMax = 20 << 20

// Blob describes a stored file.
type Blob struct {
	SHA256 string `json:"sha256"`
	Size   int64  `json:"size"`
	Type   string `json:"type"` // media type, from the content
	Name   string `json:"name"` // cleaned, with the ending of its type
	Width  int    `json:"width,omitempty"`
	Height int    `json:"height,omitempty"`
}

// Store is a folder of files.
type Store struct {
	root     string
	decoding chan struct{} // one picture at a time is unfolded into memory
	create   func(dir string) (tempFile, error)
	folders  locks // nobody relies on a folder that another is still syncing
	parts    locks // one piece of a file at a time
	claims   claims
	clock    func() time.Time // the machine's, which the times of its files are held against; no record takes a time from it
}

// tempFile is what Put writes to; tests put faulty ones here.
type tempFile interface {
	io.Writer
	io.ReaderAt
	Name() string
	Sync() error
	Close() error
}

// New opens the store in a folder, makes it if it is missing, and sweeps away what an earlier run
// left half-written. One process may use a folder at a time.
func New(root string) (*Store, error) {
	s := &Store{root: root, decoding: make(chan struct{}, 1), create: createTemp, clock: time.Now}
	if err := os.MkdirAll(s.tempDir(), 0o750); err != nil {
		return nil, diskError(err)
	}
	left, err := filepath.Glob(filepath.Join(s.tempDir(), "put-*"))
	for _, name := range left {
		err = errors.Join(err, os.Remove(name))
	}
	if err != nil {
		return nil, diskError(err)
	}
	return s, nil
}

func createTemp(dir string) (tempFile, error) { return os.CreateTemp(dir, "put-*") }

func (s *Store) tempDir() string { return filepath.Join(s.root, "tmp") }

// Put stores what r holds under its hash and returns its description. name is what the sender calls
// it; at most max bytes are taken (DefaultMax if 0). The file is on disk when Put returns. Storing
// the same bytes again costs no space. Errors: blob_empty, blob_too_large, blob_refused,
// blob_name_mismatch, blob_macros, blob_broken, blob_too_many_pixels, blob_interrupted,
// storage_full, storage_failed.
func (s *Store) Put(ctx context.Context, r io.Reader, name string, max int64) (Blob, error) {
	l, err := s.Lay(ctx, r, name, max)
	if err != nil {
		return Blob{}, err
	}
	l.Keep()
	return l.Blob, nil
}

// sync makes sure that the content is on disk, and meanwhile makes the folder for it.
func (s *Store) sync(f tempFile, b Blob) error {
	made := make(chan error, 1)
	go func() { made <- s.makeDirs(filepath.Dir(s.path(b.SHA256))) }()
	err := f.Sync()
	return diskError(errors.Join(err, <-made))
}

// fill copies the content into the temporary file and finds out what it is.
func (s *Store) fill(ctx context.Context, f tempFile, r io.Reader, name string, max int64) (Blob, error) {
	hash := sha256.New()
	size, err := transfer(ctx, io.MultiWriter(f, hash), r, max)
	if err != nil {
		return Blob{}, err
	}
	if size == 0 {
		return Blob{}, anlan.ErrBlobEmpty
	}
	return describe(f, Blob{SHA256: hex.EncodeToString(hash.Sum(nil)), Size: size}, name)
}

// describe finds out what a file is, and refuses what is not on the list.
func describe(f io.ReaderAt, b Blob, name string) (Blob, error) {
	kind, err := detect(f, b.Size)
	if err != nil {
		return b, err
	}
	if err := soundSize(kind, b.Size); err != nil {
		return b, err
	}
	b.Type = kind.media
	if b.Name, err = fitName(name, kind); err != nil {
		return b, err
	}
	if kind.config != nil {
		b.Width, b.Height, err = measure(kind, io.NewSectionReader(f, 0, b.Size))
	}
	return b, err
}

// transfer copies at most max bytes. It tells a sender that broke off from a disk that failed.
func transfer(ctx context.Context, w io.Writer, r io.Reader, max int64) (int64, error) {
	var size int64
	buf := make([]byte, 64<<10)
	for {
		if err := ctx.Err(); err != nil {
			return size, anlan.ErrBlobInterrupted.Because(err)
		}
		n, err := fill(r, buf)
		if size += int64(n); size > max {
			return size, anlan.ErrBlobTooLarge.With("max", megabytes(max))
		}
		if _, werr := w.Write(buf[:n]); werr != nil {
			return size, diskError(werr)
		}
		switch {
		case errors.Is(err, io.EOF):
			return size, nil
		case err != nil:
			return size, anlan.ErrBlobInterrupted.Because(err)
		}
	}
}

// fill reads until the buffer is full: a form hands out four kilobytes at a time, and each write is a call of the system.
// Unlike io.ReadFull it leaves the end of a file apart from a sender that broke off.
func fill(r io.Reader, buf []byte) (n int, err error) {
	for n < len(buf) && err == nil {
		var more int
		more, err = r.Read(buf[n:])
		n += more
	}
	return n, err
}

func megabytes(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d kB", n>>10)
	}
	return fmt.Sprintf("%d MB", n>>20)
}

func (s *Store) path(hash string) string {
	return filepath.Join(s.root, hash[:2], hash[2:4], hash)
}

// wellFormed keeps anything but a hash away from the file system.
func wellFormed(hash string) bool {
	if len(hash) != 64 {
		return false
	}
	for i := range len(hash) {
		if c := hash[i]; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// Open opens a stored file, or fails with not_found.
func (s *Store) Open(hash string) (*os.File, error) {
	if !wellFormed(hash) {
		return nil, anlan.ErrNotFound
	}
	f, err := os.Open(s.path(hash))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, anlan.ErrNotFound.Because(err)
	}
	return f, diskError(err)
}

// Verify reads a stored file again and fails with blob_altered if it is no longer what was stored,
// or with not_found.
func (s *Store) Verify(hash string) error {
	f, err := s.Open(hash)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return diskError(err)
	}
	if hex.EncodeToString(h.Sum(nil)) != hash {
		return anlan.ErrBlobAltered.With("hash", hash)
	}
	return nil
}

// Remove destroys a stored file and its thumbnails, for personal data whose time is over. Removing
// what is not there is no error.
func (s *Store) Remove(hash string) error {
	if !wellFormed(hash) {
		return anlan.ErrNotFound
	}
	var failed error
	for _, name := range []string{s.thumbPath(hash, Small), s.thumbPath(hash, Large), s.path(hash)} {
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			failed = errors.Join(failed, err)
		}
	}
	return diskError(failed)
}
