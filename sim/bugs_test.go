package sim

import (
	"context"
	"errors"
	"testing"
)

const (
	bugSeeds = 12  // within which every planted bug must be found
	bugSteps = 500 // of each seed
)

// TestPlantedBugs: the simulation is worth something only if it notices mistakes. Every planted one is
// found within a few seeds.
func TestPlantedBugs(t *testing.T) {
	if n := len(Bugs()); n < 20 {
		t.Fatalf("only %d planted bugs", n)
	}
	for _, bug := range Bugs() {
		t.Run(bug.Name, func(t *testing.T) {
			t.Parallel()
			for seed := range uint64(bugSeeds) {
				_, err := Run(context.Background(), Options{Seed: seed + 1, Steps: bugSteps, Bug: &bug})
				var b *Breach
				if errors.As(err, &b) {
					t.Logf("seed %d, step %d: law %d (planted against %d): %s", b.Seed, b.Step, b.Law, bug.Law, b.Why)
					return
				}
				if err != nil {
					t.Fatalf("seed %d: the county broke down instead: %v", seed+1, err)
				}
			}
			t.Errorf("not found in %d counties of %d steps", bugSeeds, bugSteps)
		})
	}
}
