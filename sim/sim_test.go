package sim

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"testing"
)

var (
	seed  = flag.Uint64("seed", 0, "live through this one seed only")
	steps = flag.Int("steps", 400, "steps of each county")
	long  = flag.Int("long", 0, "how many seeds to live through; 0 is the short form")
	tell  = flag.Bool("tell", false, "print every deed")
)

const shortSeeds = 8

func TestCounty(t *testing.T) {
	var story io.Writer
	if *tell {
		story = os.Stdout
	}
	if *seed != 0 {
		live(t, Options{Seed: *seed, Steps: *steps, Story: story})
		return
	}
	for s := range uint64(max(*long, shortSeeds)) {
		t.Run(fmt.Sprint("seed", s+1), func(t *testing.T) {
			t.Parallel()
			live(t, Options{Seed: s + 1, Steps: *steps})
		})
	}
}

func live(t *testing.T, o Options) Result {
	t.Helper()
	r, err := Run(context.Background(), o)
	var b *Breach
	if errors.As(err, &b) {
		t.Fatalf("seed %d: %v", o.Seed, b)
	}
	if err != nil {
		t.Fatalf("seed %d: %v", o.Seed, err)
	}
	t.Logf("seed %d: %.0f days, %d matters, %d events, %s", o.Seed, r.Days, r.Matters, r.Events, r.Hash[:16])
	if *tell {
		t.Log(r.Deeds)
	}
	return r
}
