package paper

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"anlan"
)

// The limits of an uploaded office file. They are far above honest files (a document of 300 pages
// unpacks to about 10 MB) and far below what would hurt.
const (
	maxFile     = 20 << 20  // the file itself
	maxUnpacked = 256 << 20 // what the directory says all entries come to; pictures are never unpacked
	maxEntries  = 4096
	maxRatio    = 250 // unpacked : packed, of one entry of more than a megabyte
)

var (
	oleMagic = []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}
	zipMagic = []byte("PK\x03\x04")
	// "EncryptedPackage" in UTF-16: the stream in which Office hides a file behind a password.
	encryptedStream = []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e")
)

// archive is an office file whose directory has been checked.
type archive struct {
	files map[string]*zip.File // by lower-case name
}

// openArchive checks an office file from the outside. want is ".docx" or ".xlsx", for the sentence.
func openArchive(r io.ReaderAt, size int64, want string) (*archive, error) {
	if err := checkOutside(r, size, want); err != nil {
		return nil, err
	}
	if err := checkDirectoryLength(io.NewSectionReader(r, 0, size)); err != nil {
		return nil, err
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, anlan.ErrPaperBroken.With("part", "zip").Because(err)
	}
	a := &archive{files: make(map[string]*zip.File, len(z.File))}
	var total uint64
	for f := range slices.Values(z.File) {
		if err := checkEntry(f); err != nil {
			return nil, err
		}
		if total += f.UncompressedSize64; total > maxUnpacked {
			return nil, anlan.ErrPaperBomb.With("part", f.Name)
		}
		name := strings.ToLower(strings.TrimPrefix(f.Name, "/"))
		if a.files[name] != nil {
			return nil, anlan.ErrPaperBroken.With("part", f.Name)
		}
		a.files[name] = f
	}
	return a, nil
}

func checkOutside(r io.ReaderAt, size int64, want string) error {
	switch {
	case size <= 0:
		return anlan.ErrPaperEmpty
	case size > maxFile:
		return anlan.ErrPaperTooLarge.With("max", "20 MB")
	}
	head := make([]byte, min(size, 8))
	if _, err := r.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return anlan.ErrPaperBroken.With("part", "file").Because(err)
	}
	switch {
	case bytes.Equal(head, oleMagic):
		return oldOrLocked(io.NewSectionReader(r, 0, size), want)
	case !bytes.HasPrefix(head, zipMagic):
		return anlan.ErrPaperFormat.With("want", want)
	}
	return nil
}

// oldOrLocked tells a file of before 2007 from a new one behind a password: both wear the same coat.
func oldOrLocked(r io.Reader, want string) error {
	n, err := count(r, encryptedStream)
	if err != nil {
		return anlan.ErrPaperBroken.With("part", "file").Because(err)
	}
	if n > 0 {
		return anlan.ErrPaperEncrypted
	}
	return anlan.ErrPaperOld.With("want", want)
}

// checkDirectoryLength counts the headers of the directory before archive/zip makes an object of
// each: the number that the archive itself states may be a lie.
func checkDirectoryLength(r io.Reader) error {
	n, err := count(r, []byte("PK\x01\x02"))
	if err != nil {
		return anlan.ErrPaperBroken.With("part", "file").Because(err)
	}
	if n > maxEntries {
		return anlan.ErrPaperBomb.With("part", "zip")
	}
	return nil
}

// count counts the places where sep occurs in r, in constant memory.
func count(r io.Reader, sep []byte) (int, error) {
	n, kept, buf := 0, 0, make([]byte, 64<<10)
	for {
		got, err := r.Read(buf[kept:])
		have := buf[:kept+got]
		n += bytes.Count(have, sep)
		if errors.Is(err, io.EOF) {
			return n, nil
		}
		if err != nil {
			return n, err
		}
		kept = copy(buf, have[len(have)-min(len(have), len(sep)-1):])
	}
}

func checkEntry(f *zip.File) error {
	name := strings.ToLower(f.Name)
	packed, unpacked := f.CompressedSize64, f.UncompressedSize64
	switch {
	case f.Flags&1 != 0:
		return anlan.ErrPaperEncrypted
	case path.Base(name) == "vbaproject.bin":
		return anlan.ErrPaperMacros
	case nested(name):
		return anlan.ErrPaperNested.With("part", f.Name)
	case unpacked > 1<<20 && unpacked/max(packed, 1) > maxRatio:
		return anlan.ErrPaperBomb.With("part", f.Name)
	case f.Method != zip.Store && f.Method != zip.Deflate:
		return anlan.ErrPaperBroken.With("part", f.Name)
	}
	return nil
}

// nested reports an archive inside the archive. Charts carry their figures as embedded workbooks;
// those stay closed and are let through.
func nested(name string) bool {
	switch path.Ext(name) {
	case ".zip", ".7z", ".rar", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".jar", ".cab", ".iso":
		return true
	case ".docx", ".xlsx", ".pptx", ".docm", ".xlsm", ".pptm":
		return !strings.Contains(name, "/embeddings/")
	}
	return false
}

// open opens one entry for reading at most limit bytes, whatever the directory says.
func (a *archive) open(name string, limit int64) (io.ReadCloser, error) {
	f := a.files[strings.ToLower(strings.TrimPrefix(name, "/"))]
	if f == nil {
		return nil, anlan.ErrPaperBroken.With("part", name)
	}
	if f.UncompressedSize64 > uint64(limit) {
		return nil, anlan.ErrPaperBomb.With("part", name)
	}
	rc, err := f.Open()
	if err != nil {
		return nil, anlan.ErrPaperBroken.With("part", name).Because(err)
	}
	return &limited{rc: rc, left: limit, name: name}, nil
}

func (a *archive) has(name string) bool { return a.files[strings.ToLower(name)] != nil }

// limited fails, and does not merely end, once more than its limit was read.
type limited struct {
	rc   io.ReadCloser
	left int64
	name string
}

func (l *limited) Read(p []byte) (int, error) {
	n, err := l.rc.Read(p)
	if l.left -= int64(n); l.left < 0 {
		return 0, anlan.ErrPaperBomb.With("part", l.name)
	}
	return n, err
}

func (l *limited) Close() error { return l.rc.Close() }
