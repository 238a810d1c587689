package phones

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"testing"
	"time"
)

var (
	seed  = flag.Uint64("seed", 0, "play this one seed only")
	long  = flag.Int("long", 0, "how many runs; 0 is the short form")
	first = flag.Uint64("first", 1, "the seed of the first run: a long form may go on where another one stopped")
)

const (
	shortRuns  = 150
	countyRuns = 10_000 // after which a fresh county is found
	bugRuns    = 120    // within which every planted bug must be found
)

// deeds are what has to happen in the short form at least once.
var deeds = []string{"capture received", "amend received", "sign received", "note received", "fix received", "amend given up", "conflict, mine kept",
	"part held", "rescue file", "rescue file cut off", "lost on the way", "killed before", "arrives late only", "answer lost", "killed after",
	"arrives twice", "arrives late again"}

// found makes a county for a test, on a disk of memory where there is one: what a disk does to a county is
// another proof.
func found(t *testing.T) *County {
	t.Helper()
	folder := t.TempDir()
	if _, err := os.Stat("/dev/shm"); err == nil {
		if folder, err = os.MkdirTemp("/dev/shm", "anlan-phones-"); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = os.RemoveAll(folder) }) // of a test
	}
	c, err := Found(context.Background(), folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() }) // the folder goes with it
	return c
}

// TestPhones: whatever happens to phones, lines and clocks, nothing is lost, doubled, miscounted or silently
// overwritten; and each planted mistake is noticed, so that the silence means something.
func TestPhones(t *testing.T) {
	c := found(t)
	if *seed != 0 {
		if err := c.Run(t.Context(), *seed, nil); err != nil {
			t.Fatal(err)
		}
		return
	}
	begun := time.Now()
	for s := range uint64(max(*long, shortRuns)) {
		if s > 0 && s%countyRuns == 0 {
			c = found(t)
		}
		if err := c.Run(t.Context(), *first+s, nil); err != nil {
			t.Fatal(err)
		}
		if n := s + 1; n%1000 == 0 {
			t.Logf("%d runs in %v", n, time.Since(begun).Round(time.Second))
		}
	}
	for _, deed := range deeds {
		if c.Deeds[deed] == 0 {
			t.Errorf("in all runs nothing is %q: the laws were not tried", deed)
		}
	}
	if t.Log(c.Deeds); *long > 0 {
		return
	}
	for _, bug := range Bugs() {
		t.Run(bug.Name, func(t *testing.T) { find(t, c, bug) })
	}
}

func find(t *testing.T, c *County, bug Bug) {
	for s := range uint64(bugRuns) {
		err := c.Run(t.Context(), s+1, &bug)
		var b *Breach
		if errors.As(err, &b) {
			t.Logf("seed %d: %s: %s", b.Seed, b.Law, b.Why)
			return
		}
		if err != nil {
			t.Fatal(fmt.Errorf("seed %d: the county broke down instead: %w", s+1, err))
		}
	}
	t.Errorf("not found in %d runs", bugRuns)
}
