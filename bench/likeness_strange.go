package main

import (
	"context"
	"flag"
	"fmt"
	"image"
	"slices"
	"sync"
	"time"

	"anlan/internal/likeness"
	"anlan/internal/likeness/scene"
)

// firstStranger is the number of the first scene that nobody has drawn: with another one the proof is a fresh one.
var firstStranger = flag.Uint64("stranger", 1<<42, "number of the first scene that the shelf is asked for in vain")

// against is how many prints each stranger is compared with beside its search, whatever the index would propose.
const against = 100

// strange counts what happens to pictures of which there is none on the shelf.
type strange struct {
	mu                                    sync.Mutex
	searches, alarms, pairs, wrong, plain int
	took                                  []time.Duration
}

func (t *strange) String() string {
	slices.Sort(t.took)
	n := len(t.took)
	upTo := func(alarms, of int) float64 { return (float64(alarms) + 3) * 1e4 / float64(of) }
	return fmt.Sprintf("%d alarms in %d searches (%d more were too plain; 95 %% certain to be below %.2f in 10,000), %d in %d pairs compared (below %.4f in 10,000); search p50 %v, p99 %v of processor (limit 20 ms)",
		t.alarms, t.searches, t.plain, upTo(t.alarms, t.searches), t.wrong, t.pairs, upTo(t.wrong, t.pairs), t.took[n/2].Round(10*time.Microsecond), t.took[n*99/100].Round(10*time.Microsecond))
}

// strangers asks for pictures of which there is none on the shelf: scenes never seen, each turned and mirrored in the
// eight ways, which makes eight strangers of it. Each is searched for, and compared with prints one by one.
func (a *album) strangers(ctx context.Context, n int) error {
	var t strange
	err := both(n/8, func(i int) error {
		img := scene.Draw(*firstStranger+uint64(i), 320, 240)
		for way := range 8 {
			if err := a.stranger(ctx, &t, scene.Turned(img, way), 8*i+way); err != nil {
				return err
			}
		}
		if (i+1)%250 == 0 {
			t.mu.Lock()
			fmt.Println("  so far", &t)
			t.mu.Unlock()
		}
		return nil
	})
	fmt.Printf("unrelated pictures among %d: %s\n", a.n, &t)
	return err
}

func (a *album) stranger(ctx context.Context, t *strange, img *image.RGBA, k int) error {
	s, err := likeness.Look(img)
	if err != nil {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.plain++
		return nil
	}
	wrong := 0
	for j := range against {
		if _, same := s.Compare(a.pool[(k*against+j)%len(a.pool)]); same {
			wrong++
		}
	}
	found, cpu, err := a.timed(ctx, s)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.searches, t.pairs, t.wrong, t.took = t.searches+1, t.pairs+against, t.wrong+wrong, append(t.took, cpu)
	if len(found) > 0 {
		t.alarms++
	}
	return err
}
