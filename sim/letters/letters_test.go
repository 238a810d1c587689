package letters

import (
	"context"
	"errors"
	"flag"
	"testing"
)

var (
	seed  = flag.Uint64("seed", 0, "live this county only")
	steps = flag.Int("steps", 200, "how long a county lives")
)

// Counties that live as the product is keep all laws, and really live: nothing that may happen never does.
func TestLetters(t *testing.T) {
	deeds := map[string]int{}
	for s := uint64(1); s <= 2; s++ {
		if *seed != 0 && s != 1 {
			break
		}
		r, err := Run(context.Background(), Options{Seed: max(s, *seed), Steps: *steps, Dir: t.TempDir()})
		if err != nil {
			t.Fatal(err)
		}
		for name, n := range r.Deeds {
			deeds[name] += n
		}
	}
	for _, name := range []string{"open", "move", "hazard", "send", "sign", "succeed", "mark", "record", "object", "answer", "withdraw", "withdraw refused", "sign refused", "send refused", "mark refused"} {
		if deeds[name] == 0 && *seed == 0 {
			t.Errorf("nobody ever did: %s", name)
		}
	}
}

// Every planted mistake is found: the silence of the laws means something.
func TestBugsAreFound(t *testing.T) {
	for _, b := range Bugs() {
		t.Run(b.Name, func(t *testing.T) {
			t.Parallel()
			for s := uint64(1); s <= 6; s++ {
				_, err := Run(context.Background(), Options{Seed: s, Steps: 200, Bug: b, Dir: t.TempDir()})
				var breach *Breach
				if errors.As(err, &breach) {
					return
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			t.Errorf("not found")
		})
	}
}
