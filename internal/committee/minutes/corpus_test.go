package minutes_test

import (
	"os"
	"testing"

	"anlan/internal/committee/minutes"
	"anlan/internal/committee/minutes/score"
)

// TestCorpus keeps the reader at the figures that the specification asks for, on the texts it was tuned with and on those
// that it was not.
func TestCorpus(t *testing.T) {
	t.Parallel()
	r, err := minutes.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, set := range []string{"dev", "heldout"} {
		texts, err := score.Load("testdata/" + set)
		if err != nil {
			t.Fatal(err)
		}
		all := score.Tally{Names: r.UnitName}
		for _, text := range texts {
			p, err := r.Parse(text.Raw, minutes.Options{})
			if err != nil {
				t.Fatalf("%s: %v", text.Name, err)
			}
			one := score.Tally{Names: r.UnitName}
			one.Add(text, p)
			all.Add(text, p)
			t.Logf("%s/%s: %.3f", set, text.Name, one.Scores())
		}
		if os.Getenv("NOTES") != "" {
			for _, n := range all.Notes {
				t.Log(n)
			}
		}
		s := all.Scores()
		t.Logf("%s: %+.3v (%d tasks, %d slogans)", set, s, all.Expected, all.Slogans)
		if s.Task < 0.90 || s.SloganTaken > 0.05 || s.Owners < 0.90 || s.Due < 0.95 || s.Topic < 0.85 {
			t.Errorf("%s: below the figures of the specification: %+.3v", set, s)
		}
	}
}
