package ops

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"hash"
	"io"
	"path"
	"path/filepath"
	"strings"

	"anlan"
)

const (
	format       = "anlan-backup/1"
	manifestName = "manifest.json"
	databaseName = "anlan.db"
	headName     = "checkpoint"
	manifestMost = 256 << 20 // far above a county with a million files
)

// Manifest is the last entry of a backup: what is in it, and how the ledger stood.
type Manifest struct {
	Format     string        `json:"format"`
	Made       anlan.Instant `json:"made"`
	Engine     string        `json:"engine"` // sqlite, or postgres: then the database is not in the file
	Checkpoint string        `json:"checkpoint"`
	Entries    []Item        `json:"entries"`
}

// Item is one file of a backup.
type Item struct {
	Name  string `json:"name"` // with forward slashes, below the data folder
	Bytes int64  `json:"bytes"`
	Sum   string `json:"sha256"`
}

// summed hashes and counts what passes through.
type summed struct {
	w     io.Writer
	sum   hash.Hash
	bytes int64

	failed error // of the writer
}

func newSummed(w io.Writer) *summed { return &summed{w: w, sum: sha256.New()} }

// Write passes on and remembers.
func (s *summed) Write(b []byte) (int, error) {
	n, err := s.w.Write(b)
	_, _ = s.sum.Write(b[:n]) // a hash never fails
	s.bytes += int64(n)
	s.failed = err
	return n, err
}

func (s *summed) item(name string) Item {
	return Item{Name: name, Bytes: s.bytes, Sum: hex.EncodeToString(s.sum.Sum(nil))}
}

// openBackup opens a backup and reads its manifest. It refuses a file that is no backup, one that was
// cut short, and one whose list of entries is not exactly the manifest's.
func openBackup(file string) (*zip.ReadCloser, *Manifest, error) {
	z, err := zip.OpenReader(file)
	if errors.Is(err, zip.ErrFormat) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, nil, anlan.ErrBackupForeign.With("file", filepath.Base(file)).Because(err)
	}
	if err != nil {
		return nil, nil, err
	}
	m, err := readManifest(&z.Reader)
	if err == nil {
		err = m.lists(&z.Reader)
	}
	if err != nil {
		return nil, nil, errors.Join(err, z.Close())
	}
	return z, m, nil
}

func readManifest(z *zip.Reader) (*Manifest, error) {
	if len(z.File) == 0 || z.File[len(z.File)-1].Name != manifestName {
		return nil, anlan.ErrBackupForeign.With("file", manifestName)
	}
	r, err := z.File[len(z.File)-1].Open()
	if err != nil {
		return nil, anlan.ErrBackupAltered.With("part", manifestName).Because(err)
	}
	b, err := io.ReadAll(io.LimitReader(r, manifestMost))
	if err = errors.Join(err, r.Close()); err != nil {
		return nil, anlan.ErrBackupAltered.With("part", manifestName).Because(err)
	}
	m := &Manifest{}
	if err := json.Unmarshal(b, m); err != nil || !strings.HasPrefix(m.Format, "anlan-backup/") {
		return nil, anlan.ErrBackupForeign.With("file", manifestName)
	}
	if m.Format != format {
		return nil, anlan.ErrBackupNewer.With("format", m.Format)
	}
	return m, nil
}

// lists checks that archive and manifest name the same files, in the same order, each once, and none
// outside the folder.
func (m *Manifest) lists(z *zip.Reader) error {
	files := z.File[:len(z.File)-1]
	if len(files) != len(m.Entries) {
		return anlan.ErrBackupAltered.With("part", manifestName)
	}
	met := map[string]bool{}
	for i, f := range files {
		name := f.Name
		odd := met[strings.ToLower(name)] || !f.Mode().IsRegular() || name != m.Entries[i].Name ||
			f.UncompressedSize64 != uint64(m.Entries[i].Bytes) || !inside(name)
		if odd {
			return anlan.ErrBackupAltered.With("part", name)
		}
		met[strings.ToLower(name)] = true
	}
	return nil
}

// inside reports whether a name stays below the folder, on every operating system.
func inside(name string) bool {
	return name != "" && !strings.ContainsAny(name, "\\:\x00") && path.Clean(name) == name && filepath.IsLocal(filepath.FromSlash(name))
}

// copyEntry copies one entry to w and refuses it when it is not what the manifest says.
func copyEntry(w io.Writer, f *zip.File, want Item) error {
	r, err := f.Open()
	if err != nil {
		return anlan.ErrBackupAltered.With("part", want.Name).Because(err)
	}
	s := newSummed(w)
	_, err = io.Copy(s, io.LimitReader(r, want.Bytes+1))
	if e := r.Close(); err == nil {
		err = e
	}
	if s.failed != nil {
		return s.failed // the disk, not the backup
	}
	if err != nil || s.item(want.Name) != want {
		return anlan.ErrBackupAltered.With("part", want.Name).Because(err)
	}
	return nil
}
