package diligence

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// However long a book is, its spans cover every line once, and there are never more than the event may hold.
func TestSpansCoverABook(t *testing.T) {
	t.Parallel()
	for _, lines := range []int{0, 1, 8, spansMost, spansMost + 1, 5000} {
		dir := t.TempDir()
		var b strings.Builder
		for n := 1; n <= lines; n++ {
			fmt.Fprintf(&b, "%d %d %064x\n", n, n*3, n)
		}
		if err := os.WriteFile(filepath.Join(dir, FilePosition), []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		list, err := spansOf(dir, lines)
		if err != nil || len(list) > spansMost {
			t.Fatalf("%d lines: %d spans, %v", lines, len(list), err)
		}
		next, sums := 1, map[string]bool{}
		for _, s := range list {
			if s.Line != next || s.Pos != int64(next*3) || s.N == 0 || sums[s.Sum] {
				t.Fatalf("%d lines: %+v where line %d begins", lines, s, next)
			}
			next, sums[s.Sum] = next+s.N, true
		}
		if next != lines+1 {
			t.Errorf("%d lines: the spans end before line %d", lines, next)
		}
	}
}
