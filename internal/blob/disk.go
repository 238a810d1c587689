package blob

import (
	"errors"
	"hash/maphash"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"syscall"

	"anlan"
)

// settle gives the temporary file its final name, and makes sure that the name is on disk too. A
// stored file that is no longer what it was is replaced by the good one. Whoever calls it holds a claim to the file. It
// is fresh if there was none of this name.
func (s *Store) settle(temp string, b Blob) (fresh bool, err error) {
	target := s.path(b.SHA256)
	known := s.Verify(b.SHA256)
	if known == nil {
		s.touch(b.SHA256)
		return false, diskError(errors.Join(os.Remove(temp), syncDir(filepath.Dir(target))))
	}
	if err := s.makeDirs(filepath.Dir(target)); err != nil {
		return false, diskError(err)
	}
	if err := os.Rename(temp, target); err != nil {
		return false, diskError(err)
	}
	return errors.Is(known, anlan.ErrNotFound), diskError(syncDir(filepath.Dir(target)))
}

// makeDirs makes dir below the root and syncs every directory that got a new entry. Those who wait for the same
// folder wait for each other; all others sync at the same time, which a disk does in one go.
func (s *Store) makeDirs(dir string) error {
	if dir == s.root {
		return nil
	}
	parent := filepath.Dir(dir)
	if err := s.makeDirs(parent); err != nil {
		return err
	}
	defer s.folders.lock(dir)()
	err := os.Mkdir(dir, 0o750)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err == nil {
		err = syncDir(parent)
	}
	if err != nil {
		_ = os.Remove(dir) // the next one shall not take an entry for safe that is not
	}
	return err
}

// locks are many locks under names. Names that share one only wait for each other.
type locks [64]sync.Mutex

func (l *locks) lock(name string) (unlock func()) {
	one := &l[maphash.String(lockSeed, name)%uint64(len(l))]
	one.Lock()
	return one.Unlock
}

var lockSeed = maphash.MakeSeed()

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// diskError turns an error of the disk into one that says what the user should do.
func diskError(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return anlan.ErrStorageFull.Because(err)
	}
	return anlan.ErrStorageFailed.Because(err)
}
