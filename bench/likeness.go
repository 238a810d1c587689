package main

import (
	"context"
	"errors"
	"fmt"
	"image"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"syscall"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/likeness"
	"anlan/internal/likeness/scene"
)

// album is a shelf of prints: every step-th is a scene that can be drawn again, the others are mixed from
// the points of all scenes, each a little turned over, so that a drawer is as full as it would be.
type album struct {
	shelf  *likeness.Shelf
	pool   []likeness.Print
	asked  []asked // scenes that are searched for
	n      int
	scenes int
}

// asked is a scene kept at hand, so that each alteration need not draw it again.
type asked struct {
	i     int
	img   *image.RGBA
	sight *likeness.Sight
}

// benchLikeness measures the search for altered copies among a million prints in the database: what is
// found, what is found wrongly, how long it takes, what it costs; and a plain scan as the peer.
func benchLikeness(ctx context.Context) error {
	n, scenes, each, strangers := 1_000_000, 1000, 200, 32_000
	if *short {
		n, scenes, each, strangers = 100_000, 100, 20, 400
	}
	dir, err := os.MkdirTemp("", "anlan-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	d, err := db.Open(ctx, db.Options{Path: filepath.Join(dir, "anlan.db")})
	if err != nil {
		return err
	}
	defer d.Close()
	a := &album{shelf: likeness.NewShelf(d.Reader()), n: n, scenes: scenes}
	if err := a.fill(ctx, d); err != nil {
		return err
	}
	if err := a.load(ctx); err != nil {
		return err
	}
	if err := a.strangers(ctx, strangers); err != nil {
		return err
	}
	if err := a.recall(ctx, each); err != nil {
		return err
	}
	if err := a.photographs(ctx, d); err != nil {
		return err
	}
	return a.peer(ctx, min(each, 50))
}

func name(i int) string { return fmt.Sprintf("scene-%d", i) }

func sightOf(seed uint64, w, h int) (*likeness.Sight, error) {
	return likeness.Look(scene.Draw(seed, w, h))
}

// both runs fn(0) … fn(n-1) on both cores.
func both(n int, fn func(i int) error) error {
	errs := make([]error, 2)
	var all sync.WaitGroup
	for k := range errs {
		all.Go(func() {
			for i := k; i < n && errs[k] == nil; i += len(errs) {
				errs[k] = fn(i)
			}
		})
	}
	all.Wait()
	return errors.Join(errs...)
}

func (a *album) fill(ctx context.Context, d *db.DB) error {
	a.pool = make([]likeness.Print, a.scenes)
	start := time.Now()
	if err := both(a.scenes, func(i int) error {
		s, err := sightOf(uint64(i), 640, 480)
		if err == nil {
			a.pool[i] = s.Print()
		}
		return err
	}); err != nil {
		return err
	}
	fmt.Printf("%d scenes drawn and looked at in %.1f s\n", a.scenes, time.Since(start).Seconds())
	r := rand.New(rand.NewPCG(1, 1))
	const batch = 5000
	start = time.Now()
	for done := 0; done < a.n; done += batch {
		if err := d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
			for i := done; i < done+batch; i++ {
				hash, p := fmt.Sprint("mixed-", i), a.mixed(r)
				if step := a.n / a.scenes; i%step == 0 {
					hash, p = name(i/step), a.pool[i/step]
				}
				if err := likeness.PutPrint(ctx, tx, hash, p, tx.Now); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			return err
		}
	}
	fmt.Printf("%d prints put into the database in %.0f s\n", a.n, time.Since(start).Seconds())
	return nil
}

// mixed is a print that nobody took: points of many scenes with bits turned over.
func (a *album) mixed(r *rand.Rand) likeness.Print {
	p := a.pool[r.IntN(len(a.pool))]
	p.Marks = slices.Clone(p.Marks)
	for i := range p.Marks {
		from := a.pool[r.IntN(len(a.pool))].Marks
		m := from[r.IntN(len(from))]
		for range 4 + r.IntN(8) {
			m.Bits ^= 1 << r.IntN(63)
		}
		m.X, m.Y = r.Float32()*250, r.Float32()*180
		p.Marks[i] = m
	}
	return p
}

func heap() int {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc >> 20)
}

func (a *album) load(ctx context.Context) error {
	s, err := sightOf(0, 640, 480)
	if err != nil {
		return err
	}
	before, start := heap(), time.Now()
	if _, err := a.shelf.Search(ctx, s); err != nil {
		return err
	}
	fmt.Printf("index loaded by the first search in %.1f s; it takes %d MB (heap %d → %d MB; dropped after ten idle minutes)\n",
		time.Since(start).Seconds(), a.shelf.Bytes()>>20, before, heap())
	img := scene.Draw(1, 640, 480)
	start = time.Now()
	const looks = 20
	for range looks {
		if _, err := likeness.Look(img); err != nil {
			return err
		}
	}
	fmt.Printf("one picture looked at in %.1f ms\n", float64(time.Since(start).Microseconds())/looks/1000)
	return nil
}

// timed searches, and measures the processor's time: a search runs on one thread, and others may use the
// machine.
func (a *album) timed(ctx context.Context, s *likeness.Sight) ([]likeness.Found, time.Duration, error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	used := func() time.Duration {
		var u syscall.Rusage
		const thread = 1
		_ = syscall.Getrusage(thread, &u)
		return time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	start := used()
	found, err := a.shelf.Search(ctx, s)
	return found, used() - start, err
}

// tally counts what searches gave.
type tally struct {
	mu                     sync.Mutex
	asked, plain, hit, bad int
	copies                 int
	unlooked               bool // what was found was not compared with the picture itself
	took                   []time.Duration
}

func (t *tally) String() string {
	slices.Sort(t.took)
	at := func(share float64) float64 {
		if len(t.took) == 0 {
			return 0
		}
		return float64(t.took[int(float64(len(t.took)-1)*share)].Microseconds()) / 1000
	}
	copies := fmt.Sprintf("called a copy %.2f", float64(t.copies)/float64(max(t.hit, 1)))
	if t.unlooked {
		copies = "not looked at closer"
	}
	return fmt.Sprintf("recall %.3f (%d of %d; %d became too plain), wrong %d, %s; search p50 %.1f ms, p99 %.1f ms of processor",
		float64(t.hit)/float64(t.asked), t.hit, t.asked, t.plain, t.bad, copies, at(.5), at(.99))
}

// ask searches for what was made of a scene.
func (a *album) ask(ctx context.Context, t *tally, of asked, s *likeness.Sight, look error) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.asked++; look != nil {
		t.plain++
		return nil
	}
	found, took, err := a.timed(ctx, s)
	t.took = append(t.took, took)
	if err != nil {
		return err
	}
	for _, f := range found {
		if f.Hash != name(of.i) {
			t.bad++
			continue
		}
		t.hit++
		if s.Closer(of.sight, f.Match).Copy {
			t.copies++
		}
	}
	return nil
}

// keep draws the scenes that are asked for.
func (a *album) keep(each int) error {
	a.asked = make([]asked, each)
	return both(each, func(k int) (err error) {
		of := asked{i: k * a.scenes / each}
		of.img = scene.Draw(uint64(of.i), 640, 480)
		of.sight, err = likeness.Look(of.img)
		a.asked[k] = of
		return err
	})
}

func (a *album) recall(ctx context.Context, each int) error {
	if err := a.keep(each); err != nil {
		return err
	}
	rows := append(scene.Alterations(), scene.Alteration{Name: "(20 % off every side at once)", Do: scene.Extreme})
	for _, alter := range rows {
		var t tally
		if err := both(each, func(k int) error {
			s, err := likeness.Look(alter.Do(a.asked[k].img, rand.New(rand.NewPCG(uint64(k), 5))))
			return a.ask(ctx, &t, a.asked[k], s, err)
		}); err != nil {
			return err
		}
		fmt.Printf("%-38s %s\n", alter.Name, &t)
	}
	var t tally
	err := both(each, func(k int) error {
		s, err := likeness.Look(scene.Shot(uint64(a.asked[k].i), 1, 640, 480))
		return a.ask(ctx, &t, a.asked[k], s, err)
	})
	fmt.Printf("%-38s %s\n", "(another photograph of the view)", &t)
	return err
}
