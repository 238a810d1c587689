package ledger

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"os"
	"path/filepath"

	"anlan"
)

// The files of an export.
const (
	fileCheckpoint  = "checkpoint"        // the newest signed checkpoint
	fileCheckpoints = "checkpoints.jsonl" // older ones: the last of each day and the most recent
	fileKey         = "key.pub"           // the county's public key
	fileManifest    = "manifest"          // signed list of the files with their SHA-256
	folderEntries   = "entries"
	folderRecords   = "records"
	folderTiles     = "tile"
)

// A file of entries or records ends after so many lines or bytes, whichever comes first.
const (
	fileLines = 4096
	fileBytes = 8 << 20
)

// fileSum is one line of the manifest.
type fileSum struct {
	name  string
	bytes int64
	sum   [32]byte
}

// folder writes the files of an export and remembers their sums.
type folder struct {
	dir  string
	sums []fileSum
}

// newFolder makes the folder, which must be new or empty.
func newFolder(dir string) (*folder, error) {
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return nil, err
	}
	list, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	if len(list) > 0 {
		return nil, anlan.ErrLedgerFolderNotEmpty.With("dir", dir)
	}
	return &folder{dir: dir}, nil
}

// put writes one whole file. Tiles are not listed in the manifest: the tree itself vouches for them.
func (f *folder) put(name string, data []byte, listed bool) error {
	path := filepath.Join(f.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return err
	}
	if listed {
		f.sums = append(f.sums, fileSum{name, int64(len(data)), sha256.Sum256(data)})
	}
	return os.WriteFile(path, data, 0o640)
}

// lines is a file of lines under way.
type lines struct {
	name  string
	file  *os.File
	buf   *bufio.Writer
	sum   hash.Hash
	bytes int64
	lines int
}

func (f *folder) open(name string) (*lines, error) {
	path := filepath.Join(f.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return nil, err
	}
	file, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	return &lines{name: name, file: file, buf: bufio.NewWriterSize(file, 1<<16), sum: sha256.New()}, nil
}

func (l *lines) add(line []byte) error {
	_, _ = l.sum.Write(line) // a hash never fails
	l.bytes += int64(len(line))
	l.lines++
	_, err := l.buf.Write(line)
	return err
}

func (f *folder) close(l *lines) error {
	sum := fileSum{name: l.name, bytes: l.bytes}
	copy(sum.sum[:], l.sum.Sum(nil))
	f.sums = append(f.sums, sum)
	return errors.Join(l.buf.Flush(), l.file.Close())
}

// series writes lines into files of bounded size, prefix.000001.jsonl and so on.
type series struct {
	f      *folder
	prefix string
	n      int
	now    *lines
}

func (s *series) add(line []byte) error {
	if s.now != nil && (s.now.lines == fileLines || s.now.bytes+int64(len(line)) > fileBytes) {
		if err := s.close(); err != nil {
			return err
		}
	}
	if s.now == nil {
		s.n++
		l, err := s.f.open(fmt.Sprintf("%s%06d.jsonl", s.prefix, s.n))
		if err != nil {
			return err
		}
		s.now = l
	}
	return s.now.add(line)
}

func (s *series) close() error {
	if s.now == nil {
		return nil
	}
	l := s.now
	s.now = nil
	return s.f.close(l)
}

// safeName turns the kind of a record into part of a file name.
func safeName(kind string) string {
	for _, c := range []byte(kind) {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '.' && c != '_' && c != '-' {
			return "x" + hex.EncodeToString([]byte(kind))
		}
	}
	return kind
}
