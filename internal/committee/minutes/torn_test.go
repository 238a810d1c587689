package minutes

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

// TestTornTexts reads texts that are glued together from scraps of the corpus: whatever stands there, every span is a stretch of the text.
func TestTornTexts(t *testing.T) {
	t.Parallel()
	r, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	names, err := filepath.Glob("testdata/dev/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	var texts [][]rune
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, []rune(string(raw)))
	}
	dice := rand.New(rand.NewPCG(1, 2))
	for range 600 {
		s := torn(dice, texts)
		n := len([]rune(s))
		for _, d := range r.ParseString(s, Options{}).Decisions {
			if d.Source.Start < 0 || d.Source.End > n || d.Source.Start >= d.Source.End {
				t.Fatalf("span %v of %q in %q", d.Source, d.Text, s)
			}
		}
	}
}

// torn glues scraps of two texts together, with a mark between some.
func torn(dice *rand.Rand, texts [][]rune) string {
	pair := [2][]rune{texts[dice.IntN(len(texts))], texts[dice.IntN(len(texts))]}
	marks := []rune("，。；\n“”（）、：")
	var out []rune
	for range 30 {
		from := pair[dice.IntN(2)]
		i := dice.IntN(len(from))
		out = append(out, from[i:min(len(from), i+1+dice.IntN(25))]...)
		if dice.IntN(3) == 0 {
			out = append(out, marks[dice.IntN(len(marks))])
		}
	}
	return string(out)
}
