package sim

import (
	"context"
	"errors"
	"testing"
)

// TestReplay: the same seed makes the same events, byte for byte, and another seed makes others.
func TestReplay(t *testing.T) {
	t.Parallel()
	first, again, other := live(t, Options{Seed: 7, Steps: 120}), live(t, Options{Seed: 7, Steps: 120}), live(t, Options{Seed: 8, Steps: 120})
	if first.Hash != again.Hash {
		t.Errorf("seed 7 made %s and then %s", first.Hash, again.Hash)
	}
	if first.Hash == other.Hash {
		t.Error("two seeds made the same county")
	}
}

// TestBreachReplays: a breach names a seed and a step that show the same breach again.
func TestBreachReplays(t *testing.T) {
	t.Parallel()
	bug := Bugs()[0]
	_, err := Run(context.Background(), Options{Seed: 3, Steps: 500, Bug: &bug})
	var b, again *Breach
	if !errors.As(err, &b) {
		t.Fatalf("nothing was found: %v", err)
	}
	_, err = Run(context.Background(), Options{Seed: b.Seed, Steps: b.Step + 1, Bug: &bug})
	if !errors.As(err, &again) || again.Error() != b.Error() {
		t.Errorf("first\n%v\nthen\n%v", b, err)
	}
}
