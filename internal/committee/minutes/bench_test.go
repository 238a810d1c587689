package minutes

import (
	"os"
	"strings"
	"testing"
)

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Builtin(); err != nil {
			b.Fatal(err)
		}
	}
}

// sized returns a text of the corpus, repeated and cut to about n bytes.
func sized(b *testing.B, n int) []byte {
	b.Helper()
	raw, err := os.ReadFile("testdata/dev/d01-news-plenary.txt")
	if err != nil {
		b.Fatal(err)
	}
	s := strings.Repeat(string(raw)+"\n", n/len(raw)+1)
	return []byte(s[:n/3*3])
}

func benchmarkParse(b *testing.B, n int) {
	r, err := Builtin()
	if err != nil {
		b.Fatal(err)
	}
	raw := []byte(strings.ToValidUTF8(string(sized(b, n)), ""))
	for b.Loop() {
		if _, err := r.Parse(raw, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParse5kB(b *testing.B)  { benchmarkParse(b, 5_000) }
func BenchmarkParse10kB(b *testing.B) { benchmarkParse(b, 10_000) }
