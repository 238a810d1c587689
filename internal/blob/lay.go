package blob

import (
	"context"
	"io"
	"os"
	"sync"
)

// Laid is a file that was put for a record which may still be refused: it is on disk, and ends with Keep or Withdraw.
type Laid struct {
	Blob
	s     *Store
	fresh bool // nobody had stored it before
}

// Lay stores a file as Put does, for a record that may still be refused.
func (s *Store) Lay(ctx context.Context, r io.Reader, name string, max int64) (Laid, error) {
	if max <= 0 {
		max = DefaultMax
	}
	f, err := s.create(s.tempDir())
	if err != nil {
		return Laid{}, diskError(err)
	}
	l, err := s.lay(ctx, f, r, name, max)
	if err != nil {
		_ = os.Remove(f.Name()) // if even this fails, the next start sweeps it away
		return Laid{}, err
	}
	return l, nil
}

func (s *Store) lay(ctx context.Context, f tempFile, r io.Reader, name string, max int64) (Laid, error) {
	b, err := s.fill(ctx, f, r, name, max)
	if err == nil {
		err = s.sync(f, b)
	}
	if closed := f.Close(); err == nil {
		err = diskError(closed)
	}
	if err != nil {
		return Laid{}, err
	}
	s.claims.claim(b.SHA256)
	fresh, err := s.settle(f.Name(), b)
	if err != nil {
		_ = s.claims.release(b.SHA256, nil) // nothing is done, so nothing fails
		return Laid{}, err
	}
	return Laid{b, s, fresh}, nil
}

// Keep ends the laying: the file stays.
func (l Laid) Keep() { _ = l.s.claims.release(l.SHA256, nil) } // nothing is done, so nothing fails

// Fresh reports whether nobody had stored the file before.
func (l Laid) Fresh() bool { return l.fresh }

// Withdraw ends the laying because the record was refused: the file goes, unless somebody else has come upon it
// meanwhile and may rely on it. The caller knows that no record names it.
func (l Laid) Withdraw() error {
	var gone func() error
	if l.fresh {
		gone = func() error { return l.s.Remove(l.SHA256) }
	}
	return l.s.claims.release(l.SHA256, gone)
}

// claims tell who is busy with which file, so that nobody takes away what another one has found in its place.
type claims struct {
	mu sync.Mutex
	of map[string]*claim
}

type claim struct {
	users  int
	shared bool // there was more than one at some moment
}

func (c *claims) claim(hash string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.of == nil {
		c.of = map[string]*claim{}
	}
	one := c.of[hash]
	if one == nil {
		one = &claim{}
		c.of[hash] = one
	}
	one.users++
	one.shared = one.shared || one.users > 1
}

// release ends a claim; gone is done where nobody else was ever busy with the file.
func (c *claims) release(hash string, gone func() error) (err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	one := c.of[hash]
	if gone != nil && !one.shared {
		err = gone()
	}
	if one.users--; one.users == 0 {
		delete(c.of, hash)
	}
	return err
}

// glance is a claim for as long as one looks whether a file is there.
func (c *claims) glance(hash string) (over func()) {
	c.claim(hash)
	return func() { _ = c.release(hash, nil) } // nothing is done, so nothing fails
}
