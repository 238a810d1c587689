package blob

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

const (
	// UnnamedDays is how long a file that no record names is watched before it goes. A phone whose report ended in trouble
	// tries again within minutes, one that lay in a drawer over the holidays within weeks; and it brings its picture
	// again if that has gone. A longer wait costs nothing but room on the disk.
	UnnamedDays = 30
	unnamedMost = 1000 // files that go in one sweep: what is more waits a day
	sinceEnd    = ".since"
)

// Named answers the hashes from … to before until that records name, of every room.
type Named func(ctx context.Context, from, until string) ([]string, error)

// Unnamed is what a sweep found.
type Unnamed struct {
	Named, Unnamed, Removed int
	Doubtful                bool // more files without a record than with one: nothing was removed
}

// SweepUnnamed removes pictures, recordings and films that no record has named for UnnamedDays: what a report brought that
// ended in trouble and never came again. Watching begins when a sweep first finds a file without a record, not when
// the file came: a folder that stands beside a new or an older database loses nothing on its first days. Nor does it
// while most files have no record, for then the database is not the one that goes with the folder. A file that
// somebody sends or asks for meanwhile is watched anew. Other kinds of files stay: documents keep the template that
// they were issued with.
func (s *Store) SweepUnnamed(ctx context.Context, now time.Time, named Named) (u Unnamed, err error) {
	watched, err := s.watched()
	if err != nil {
		return u, err
	}
	due, since := []string{}, now.Add(-UnnamedDays*24*time.Hour)
	for i := range 256 {
		lost, n, err := s.unnamedUnder(ctx, fmt.Sprintf("%02x", i), named)
		if err != nil {
			return u, err
		}
		u.Named, u.Unnamed = u.Named+n, u.Unnamed+len(lost)
		for _, hash := range lost {
			if began, known := watched[hash]; !known {
				err = s.watch(hash, now)
			} else if began.Before(since) && len(due) < unnamedMost {
				due = append(due, hash)
			}
			if err != nil {
				return u, err
			}
			delete(watched, hash)
		}
	}
	for hash := range watched { // named by now, or gone
		err = errors.Join(err, s.unwatch(hash))
	}
	if u.Doubtful = u.Unnamed > u.Named; u.Doubtful || err != nil {
		return u, diskError(err)
	}
	return s.dropUnnamed(ctx, u, due, since, named)
}

// dropUnnamed removes what has been watched long enough, each after one more look.
func (s *Store) dropUnnamed(ctx context.Context, u Unnamed, due []string, since time.Time, named Named) (Unnamed, error) {
	for _, hash := range due {
		gone, err := s.removeUnnamed(ctx, hash, since, named)
		if err == nil {
			err = s.unwatch(hash)
		}
		if err != nil {
			return u, err
		}
		if gone {
			u.Removed++
		}
	}
	return u, nil
}

// unnamedUnder lists the files of a folder that no record names, and counts the others.
func (s *Store) unnamedUnder(ctx context.Context, folder string, named Named) (lost []string, known int, err error) {
	files, err := s.stored(folder)
	if err != nil || len(files) == 0 {
		return nil, 0, err
	}
	list, err := named(ctx, folder, folder+"g") // g comes after every digit of a hash
	if err != nil {
		return nil, 0, err
	}
	have := make(map[string]bool, len(list))
	for _, hash := range list {
		have[hash] = true
	}
	for _, hash := range files {
		switch {
		case have[hash]:
			known++
		case wellFormed(hash) && s.fromPhone(hash):
			lost = append(lost, hash)
		}
	}
	return lost, known, nil
}

// stored lists the files of a folder, all below it.
func (s *Store) stored(folder string) (hashes []string, err error) {
	below, err := os.ReadDir(filepath.Join(s.root, folder))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	for _, dir := range below {
		list, failed := os.ReadDir(filepath.Join(s.root, folder, dir.Name()))
		err = errors.Join(err, failed)
		for _, e := range list {
			hashes = append(hashes, e.Name())
		}
	}
	return hashes, diskError(err)
}

// fromPhone tells whether a file is of a kind that a report brings. One that cannot be read is left alone.
func (s *Store) fromPhone(hash string) bool {
	b, err := s.Describe(hash, "")
	if err != nil {
		return false
	}
	media, _, _ := strings.Cut(b.Type, "/")
	return media == "image" || media == "audio" || media == "video"
}

// removeUnnamed removes a file unless a record names it by now, or somebody has come upon it since: whoever is busy with
// it has claimed it, and whoever was has touched it.
func (s *Store) removeUnnamed(ctx context.Context, hash string, since time.Time, named Named) (gone bool, err error) {
	s.claims.claim(hash)
	list, err := named(ctx, hash, hash+"g")
	if err != nil || len(list) > 0 || !s.untouched(hash, since) {
		_ = s.claims.release(hash, nil) // nothing is done, so nothing fails
		return false, err
	}
	err = s.claims.release(hash, func() error { gone = true; return s.Remove(hash) })
	return gone, err
}

// untouched reports whether nobody has come upon a file since then. A file of which that cannot be told, because another
// user of the machine owns it, counts as touched.
func (s *Store) untouched(hash string, since time.Time) bool {
	info, err := os.Stat(s.path(hash))
	return err == nil && info.ModTime().Before(since) && os.Chtimes(s.path(hash), info.ModTime(), info.ModTime()) == nil
}

// touch says that somebody relies on a stored file from now on, though no record may name it yet. Where that fails, the
// file is never removed (see untouched).
func (s *Store) touch(hash string) {
	now := s.clock()
	_ = os.Chtimes(s.path(hash), now, now)
}

func (s *Store) unnamedDir() string { return filepath.Join(s.root, "unnamed") }

// watchPath is an empty file that says since when; its name is not a hash, so that nobody takes it for a stored file.
func (s *Store) watchPath(hash string) string { return filepath.Join(s.unnamedDir(), hash+sinceEnd) }

// watched are the files that earlier sweeps found without a record, and when the first one did.
func (s *Store) watched() (map[string]time.Time, error) {
	list, err := os.ReadDir(s.unnamedDir())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, diskError(err)
	}
	at := map[string]time.Time{}
	for _, e := range list {
		info, err := e.Info()
		if err != nil {
			return nil, diskError(err)
		}
		at[strings.TrimSuffix(e.Name(), sinceEnd)] = info.ModTime()
	}
	return at, nil
}

func (s *Store) watch(hash string, now time.Time) error {
	if err := os.MkdirAll(s.unnamedDir(), 0o750); err != nil {
		return diskError(err)
	}
	path := s.watchPath(hash)
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		return diskError(err)
	}
	return diskError(os.Chtimes(path, now, now))
}

func (s *Store) unwatch(hash string) error {
	if err := os.Remove(s.watchPath(hash)); !errors.Is(err, fs.ErrNotExist) {
		return diskError(err)
	}
	return nil
}
