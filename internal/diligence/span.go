package diligence

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"os"
	"path/filepath"
	"strings"
)

// Span is a stretch of the lines of a book, as the event of its making vouches for it. Where somebody takes a
// line out of every file and numbers the rest anew, the digests of the files tell that something is missing;
// the spans tell what: in a book of a few hundred lines each has a span of its own.
type Span struct {
	Line int    `json:"line"` // number of the first
	Pos  int64  `json:"pos"`  // position of the first in the ledger
	N    int    `json:"n"`
	Sum  string `json:"sum"` // of their positions and leaves, and not of their numbers
}

// spansMost bounds what the event of a book's making holds.
const spansMost = 256

// SpanSum is the digest of a span under way.
type SpanSum struct {
	h hash.Hash
	n int
}

// Add takes the next line: its position and its leaf in hex.
func (s *SpanSum) Add(pos int64, leaf string) {
	if s.h == nil {
		s.h = sha256.New()
	}
	_, _ = fmt.Fprintf(s.h, "%d %s\n", pos, leaf) // a digest takes everything
	s.n++
}

// Of returns how many lines were taken, and their digest.
func (s *SpanSum) Of() (n int, sum string) {
	if s.h == nil {
		return 0, ""
	}
	return s.n, hex.EncodeToString(s.h.Sum(nil)[:16])
}

// spansOf cuts the list of lines into spans of one length.
func spansOf(dir string, lines int) (list []Span, err error) {
	f, err := os.Open(filepath.Join(dir, FilePosition))
	if err != nil {
		return nil, err
	}
	size := max(1, (lines+spansMost-1)/spansMost)
	var sum SpanSum
	in := bufio.NewScanner(f)
	for in.Scan() {
		var n int
		var pos int64
		var leaf string
		if _, err := fmt.Fscanf(strings.NewReader(in.Text()), "%d %d %s", &n, &pos, &leaf); err != nil {
			return nil, errors.Join(err, f.Close())
		}
		if (n-1)%size == 0 {
			sum = SpanSum{}
			list = append(list, Span{Line: n, Pos: pos})
		}
		sum.Add(pos, leaf)
		last := &list[len(list)-1]
		last.N, last.Sum = sum.Of()
	}
	return list, errors.Join(in.Err(), f.Close())
}
