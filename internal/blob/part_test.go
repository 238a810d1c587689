package blob

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"anlan"
)

func sumOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// text makes a file of so many bytes that the store takes.
func text(r *rand.Rand, n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte('a' + r.IntN(26))
	}
	return b
}

func send(s *Store, file []byte, owner string, from, to int) (Progress, error) {
	return s.PutPart(context.Background(), bytes.NewReader(file[from:to]), Part{Hash: sumOf(file), Owner: owner, Offset: int64(from), Size: int64(len(file)), Name: "a.txt"})
}

// Pieces come in any order, twice, overlapping and cut short: the answer never says more than is on disk, and
// in the end the file is what it was.
func TestPiecesInAnyOrder(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 3))
		s, err := New(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		file := text(r, 1+r.IntN(300_000))
		hash := sumOf(file)
		var last int64
		for turn := 0; ; turn++ {
			if turn > 100_000 {
				t.Fatalf("seed %d: it does not end", seed)
			}
			from := r.IntN(len(file))
			if r.IntN(3) > 0 {
				at, err := s.Received(hash, "me")
				if err != nil {
					t.Fatal(err)
				}
				if at.Done {
					break
				}
				from = int(at.Received)
			}
			to := min(len(file), from+1+r.IntN(40_000))
			got, err := send(s, file, "me", from, to)
			if err != nil {
				t.Fatalf("seed %d: piece %d-%d: %v", seed, from, to, err)
			}
			if got.Received < last || got.Received > int64(len(file)) {
				t.Fatalf("seed %d: received fell from %d to %d of %d", seed, last, got.Received, len(file))
			}
			if last = got.Received; got.Done {
				break
			}
			if r.IntN(10) == 0 { // the program is killed and starts again
				if s, err = New(s.root); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := s.Verify(hash); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if left, _ := os.ReadDir(s.partDir()); len(left) != 0 {
			t.Errorf("seed %d: %d unfinished files are left", seed, len(left))
		}
		if again, err := send(s, file, "me", 0, 1); err != nil || !again.Done {
			t.Errorf("seed %d: a late piece: %+v, %v", seed, again, err)
		}
	}
}

func TestPiecesAtOnce(t *testing.T) {
	s, err := New(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	file := text(rand.New(rand.NewPCG(1, 1)), 200_000)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for from := 0; from < len(file); from += 20_000 {
				if _, err := send(s, file, "me", from, from+20_000); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if err := s.Verify(sumOf(file)); err != nil {
		t.Error(err)
	}
}

func TestPiecesThatLie(t *testing.T) {
	s, err := New(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	ctx, file := context.Background(), []byte("安澜 Anlan")
	n := int64(len(file))
	put := func(content []byte, p Part) error {
		_, err := s.PutPart(ctx, bytes.NewReader(content), p)
		return err
	}
	for name, x := range map[string]struct {
		content []byte
		p       Part
		want    *anlan.Error
	}{
		"another content":    {bytes.Repeat([]byte("x"), len(file)), Part{Hash: sumOf(file), Size: n}, anlan.ErrBlobHashMismatch},
		"no hash":            {file, Part{Hash: "../../etc/passwd", Size: n}, anlan.ErrFieldInvalid},
		"nothing":            {nil, Part{Hash: sumOf(nil), Size: 0}, anlan.ErrBlobEmpty},
		"too large":          {file, Part{Hash: sumOf(file), Size: 21 << 20}, anlan.ErrBlobTooLarge},
		"negative":           {file, Part{Hash: sumOf(file), Size: n, Offset: -1}, anlan.ErrBlobPartSize},
		"behind its end":     {file, Part{Hash: sumOf(file), Size: n, Offset: n + 1}, anlan.ErrBlobPartSize},
		"longer than it is":  {append(bytes.Clone(file), 'x'), Part{Hash: sumOf(file), Size: n}, anlan.ErrBlobPartSize},
		"a program":          {[]byte("MZ\x90\x00program"), Part{Hash: sumOf([]byte("MZ\x90\x00program")), Size: 11}, anlan.ErrBlobRefused},
		"a page by its name": {file, Part{Hash: sumOf(file), Size: n, Name: "a.html"}, anlan.ErrBlobNameMismatch},
	} {
		if err := put(x.content, x.p); !errors.Is(err, x.want) {
			t.Errorf("%s: %v, want %s", name, err, x.want.Code)
		}
	}
	if left, _ := os.ReadDir(s.partDir()); len(left) != 0 {
		t.Errorf("what was refused leaves %v", left)
	}
	big := text(rand.New(rand.NewPCG(2, 2)), PieceMost+10)
	if _, err := send(s, big, "me", 0, len(big)); !errors.Is(err, anlan.ErrBlobPartSize) {
		t.Errorf("a piece of more than a megabyte: %v", err)
	}
	if at, err := s.Received(sumOf(big), "me"); err != nil || at.Received != 0 {
		t.Errorf("of a piece that was refused %d bytes count, %v", at.Received, err)
	}
}

// Somebody who knows a hash cannot spoil the upload of somebody else.
func TestPiecesOfTwoOwners(t *testing.T) {
	s, err := New(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	file := text(rand.New(rand.NewPCG(3, 3)), 1000)
	spoil := bytes.Repeat([]byte("x"), 500)
	if _, err := s.PutPart(context.Background(), bytes.NewReader(spoil), Part{Hash: sumOf(file), Owner: "spoiler", Size: 1000}); err != nil {
		t.Fatal(err)
	}
	if at, err := s.Received(sumOf(file), "me"); err != nil || at.Received != 0 {
		t.Fatalf("another's piece counts as mine: %+v, %v", at, err)
	}
	if p, err := send(s, file, "me", 0, 1000); err != nil || !p.Done {
		t.Errorf("my file: %+v, %v", p, err)
	}
}

func TestUnfinishedFilesEnd(t *testing.T) {
	s, err := New(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(4, 4))
	for i := range partsMost {
		if _, err := send(s, text(r, 1000), "me", 0, 10+i%3); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := send(s, text(r, 1000), "me", 0, 10); !errors.Is(err, anlan.ErrBlobPartsFull) {
		t.Errorf("one unfinished file too many: %v", err)
	}
	if _, err := send(s, text(r, 1000), "other", 0, 10); err != nil {
		t.Errorf("another's file: %v", err)
	}
	if n, err := s.SweepParts(time.Now().Add(-time.Hour)); err != nil || n != 0 {
		t.Errorf("fresh pieces are swept: %d, %v", n, err)
	}
	if n, err := s.SweepParts(time.Now().Add(time.Hour)); err != nil || n != partsMost+1 {
		t.Errorf("%d old pieces are swept, %v; want %d", n, err, partsMost+1)
	}
}

// What a sender did send before the line broke is kept, and it goes on from there.
func TestLineBreaks(t *testing.T) {
	s, err := New(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	file := text(rand.New(rand.NewPCG(5, 5)), 200_000)
	_, err = s.PutPart(context.Background(), &breaking{bytes.NewReader(file), 130_000}, Part{Hash: sumOf(file), Owner: "me", Size: 200_000, Name: "a.txt"})
	if !errors.Is(err, anlan.ErrBlobInterrupted) {
		t.Fatalf("a line that breaks: %v", err)
	}
	at, err := s.Received(sumOf(file), "me")
	if err != nil || at.Received < 100_000 || at.Received > 130_000 {
		t.Fatalf("after 130,000 bytes %d are there, %v", at.Received, err)
	}
	if p, err := send(s, file, "me", int(at.Received), len(file)); err != nil || !p.Done {
		t.Errorf("going on: %+v, %v", p, err)
	}
}

type breaking struct {
	r    *bytes.Reader
	left int
}

func (b *breaking) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errors.New("the line broke")
	}
	n, err := b.r.Read(p[:min(len(p), b.left)])
	b.left -= n
	return n, err
}

// A disk on which nothing can be written says so, and what was there stays.
func TestPieceOnAFullDisk(t *testing.T) {
	s, err := New(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	file := text(rand.New(rand.NewPCG(6, 6)), 1000)
	if _, err := send(s, file, "me", 0, 400); err != nil {
		t.Fatal(err)
	}
	path := s.partPath(sumOf(file), "me")
	kept, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.Remove(path), os.Symlink("/dev/full", path)); err != nil {
		t.Skip(err)
	}
	if _, err := s.appendPart(context.Background(), bytes.NewReader(file[400:]), path, 400, Part{Hash: sumOf(file), Offset: 400, Size: 1000}); !errors.Is(err, anlan.ErrStorageFull) {
		t.Errorf("a full disk: %v, want storage_full", err)
	}
	if err := errors.Join(os.Remove(path), os.WriteFile(path, kept, 0o600)); err != nil {
		t.Fatal(err)
	}
	if p, err := send(s, file, "me", 400, 1000); err != nil || !p.Done {
		t.Errorf("after room was made: %+v, %v", p, err)
	}
	if _, err := os.Stat(filepath.Join(s.partDir(), filepath.Base(path))); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the piece stays beside the file: %v", err)
	}
}

// Files that were begun and have come another way since are in nobody's way: a phone that died half-way is
// brought in by its rescue file.
func TestBeginningsOfFilesThatCameOtherwise(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	s, err := New(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for range partsMost {
		file := text(r, 1000)
		if _, err := send(s, file, "me", 0, 10); err != nil {
			t.Fatal(err)
		}
		if p, err := send(s, file, "rescue/me", 0, 1000); err != nil || !p.Done {
			t.Fatal(p, err)
		}
	}
	if p, err := send(s, text(r, 1000), "me", 0, 10); err != nil || p.Received != 10 {
		t.Errorf("a new file is refused because of files that are there: %+v %v", p, err)
	}
	if n, err := s.SweepParts(time.Now().Add(time.Hour)); err != nil || n != 1 {
		t.Errorf("%d beginnings are left, want the new one only (%v)", n, err)
	}
}
