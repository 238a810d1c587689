package blob

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/iotest"

	"anlan"
)

func newStore(t testing.TB) *Store {
	t.Helper()
	s, err := New(filepath.Join(t.TempDir(), "files"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func put(t testing.TB, s *Store, data []byte, name string) (Blob, error) {
	t.Helper()
	return s.Put(context.Background(), bytes.NewReader(data), name, 0)
}

// files lists what stands in the store, except folders.
func files(t testing.TB, s *Store) []string {
	t.Helper()
	var list []string
	err := filepath.WalkDir(s.root, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			list = append(list, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestPutOpenVerify(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	data := picture(t, 40, 30, "jpeg")
	b, err := put(t, s, data, "../现场 照片.JPG")
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(data)
	want := Blob{SHA256: hex.EncodeToString(sum[:]), Size: int64(len(data)), Type: "image/jpeg", Name: "现场 照片.jpg", Width: 40, Height: 30}
	if b != want {
		t.Errorf("got %+v, want %+v", b, want)
	}
	f, err := s.Open(b.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got, _ := io.ReadAll(f); !bytes.Equal(got, data) {
		t.Error("other bytes came back")
	}
	if err := s.Verify(b.SHA256); err != nil {
		t.Error(err)
	}
}

func TestSameFileOnce(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	data := picture(t, 10, 10, "png")
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if _, err := put(t, s, data, "a.png"); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if list := files(t, s); len(list) != 1 {
		t.Errorf("stored %v", list)
	}
}

func TestVerifyFindsAlteration(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	b, err := put(t, s, []byte("原始记录"), "a.txt")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(s.path(b.SHA256), []byte("改过的记录"), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := s.Verify(b.SHA256); !errors.Is(err, anlan.ErrBlobAltered) {
		t.Errorf("got %v", err)
	}
	if _, err := put(t, s, []byte("原始记录"), "a.txt"); err != nil || s.Verify(b.SHA256) != nil {
		t.Errorf("stored again, it is still altered: %v", err)
	}
}

func TestStrangeHashes(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	for _, hash := range []string{"", "..", "../../etc/passwd", strings.Repeat("A", 64), strings.Repeat("a", 63), strings.Repeat("a", 65), strings.Repeat("/", 64), strings.Repeat("a", 64)} {
		if _, err := s.Open(hash); !errors.Is(err, anlan.ErrNotFound) {
			t.Errorf("Open(%.20q): %v", hash, err)
		}
		if err := s.Verify(hash); !errors.Is(err, anlan.ErrNotFound) {
			t.Errorf("Verify(%.20q): %v", hash, err)
		}
		if _, err := s.Thumb(context.Background(), hash, Small); !errors.Is(err, anlan.ErrNotFound) {
			t.Errorf("Thumb(%.20q): %v", hash, err)
		}
	}
}

// TestNothingLeftBehind: whatever goes wrong, the store holds no more than before.
func TestNothingLeftBehind(t *testing.T) {
	t.Parallel()
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	tests := []struct {
		name string
		ctx  context.Context
		r    io.Reader
		max  int64
		want *anlan.Error
	}{
		{"empty", t.Context(), strings.NewReader(""), 0, anlan.ErrBlobEmpty},
		{"too large", t.Context(), strings.NewReader(strings.Repeat("文", 1000)), 2999, anlan.ErrBlobTooLarge},
		{"endless", t.Context(), endless{}, 1 << 20, anlan.ErrBlobTooLarge},
		{"sender breaks off", t.Context(), io.MultiReader(strings.NewReader("半"), iotest.ErrReader(io.ErrUnexpectedEOF)), 0, anlan.ErrBlobInterrupted},
		{"sender gone", gone, strings.NewReader("文"), 0, anlan.ErrBlobInterrupted},
		{"program", t.Context(), strings.NewReader("MZ\x00\x00"), 0, anlan.ErrBlobRefused},
	}
	for _, tt := range tests {
		s := newStore(t)
		if _, err := s.Put(tt.ctx, tt.r, "a.txt", tt.max); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want.Code)
		}
		if list := files(t, s); len(list) > 0 {
			t.Errorf("%s: left %v", tt.name, list)
		}
	}
	s := newStore(t)
	if _, err := s.Put(t.Context(), strings.NewReader(strings.Repeat("文", 1000)), "a.txt", 3000); err != nil {
		t.Errorf("a file of just the limit: %v", err)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return copy(p, "endless "), nil }

// faulty is a temporary file on a disk that fails.
type faulty struct {
	*os.File
	write, sync, close error
}

func (f faulty) Write(p []byte) (int, error) {
	if f.write != nil {
		n, _ := f.File.Write(p[:len(p)/2])
		return n, f.write
	}
	return f.File.Write(p)
}

func (f faulty) Sync() error  { return errors.Join(f.File.Sync(), f.sync) }
func (f faulty) Close() error { return errors.Join(f.File.Close(), f.close) }

func TestDiskFails(t *testing.T) {
	t.Parallel()
	full := &os.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}
	for name, tt := range map[string]struct {
		file faulty
		open error
		want *anlan.Error
	}{
		"full at write":      {file: faulty{write: full}, want: anlan.ErrStorageFull},
		"full at sync":       {file: faulty{sync: full}, want: anlan.ErrStorageFull},
		"full at close":      {file: faulty{close: full}, want: anlan.ErrStorageFull},
		"full at open":       {open: full, want: anlan.ErrStorageFull},
		"over the quota":     {file: faulty{write: syscall.EDQUOT}, want: anlan.ErrStorageFull},
		"disk broken":        {file: faulty{write: syscall.EIO}, want: anlan.ErrStorageFailed},
		"sync fails":         {file: faulty{sync: syscall.EIO}, want: anlan.ErrStorageFailed},
		"read-only at open":  {open: syscall.EROFS, want: anlan.ErrStorageFailed},
		"permission at open": {open: os.ErrPermission, want: anlan.ErrStorageFailed},
	} {
		s := newStore(t)
		s.create = func(dir string) (tempFile, error) {
			if tt.open != nil {
				return nil, tt.open
			}
			f, err := os.CreateTemp(dir, "put-*")
			tt.file.File = f
			return tt.file, err
		}
		if _, err := put(t, s, []byte("记录"), "a.txt"); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %s", name, err, tt.want.Code)
		}
		if list := files(t, s); len(list) > 0 {
			t.Errorf("%s: left %v", name, list)
		}
	}
}

// TestStartSweeps: what a killed process left half-written is gone after the next start, and what it
// had stored is still there.
func TestStartSweeps(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	b, err := put(t, s, []byte("记录"), "a.txt")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(s.tempDir(), "put-123"), []byte("半"), 0o640); err != nil {
		t.Fatal(err)
	}
	again, err := New(s.root)
	if err != nil {
		t.Fatal(err)
	}
	if list := files(t, again); len(list) != 1 || again.Verify(b.SHA256) != nil {
		t.Errorf("after the start: %v", list)
	}
}

func TestRemove(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	b, err := put(t, s, picture(t, 50, 50, "png"), "a.png")
	if err != nil {
		t.Fatal(err)
	}
	if f, err := s.Thumb(t.Context(), b.SHA256, Small); err != nil {
		t.Fatal(err)
	} else {
		f.Close()
	}
	for range 2 {
		if err := s.Remove(b.SHA256); err != nil {
			t.Error(err)
		}
	}
	if list := files(t, s); len(list) > 0 {
		t.Errorf("left %v", list)
	}
}

// A short text of Chinese characters is a text, wherever its bytes end.
func TestChineseTextsOfAnyLength(t *testing.T) {
	s := newStore(t)
	for _, text := range []string{"检", "检查", "检查。\n", "检查记录a", "检查记录ab\n"} {
		if _, err := put(t, s, []byte(text), "记录.txt"); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}
