package main

import (
	"context"
	"fmt"
	"image"
	"math/bits"
	"math/rand/v2"
	"time"

	"golang.org/x/image/draw"

	"anlan/internal/likeness/scene"
)

// peer is the plain way, in the same run: one 64-bit difference hash of the whole picture and a scan over
// all of them; and a scan over the index's own keys for the points of one picture.
func (a *album) peer(ctx context.Context, n int) error {
	r := rand.New(rand.NewPCG(9, 9))
	hashes := make([]uint64, a.n)
	for i := range hashes {
		hashes[i] = r.Uint64()
	}
	for i := range a.scenes {
		hashes[i*(a.n/a.scenes)] = difference(scene.Draw(uint64(i), 640, 480))
	}
	for _, alter := range scene.Alterations() {
		found, start, took := 0, time.Now(), time.Duration(0)
		for k := range n {
			i := a.asked[k].i
			h := difference(alter.Do(a.asked[k].img, rand.New(rand.NewPCG(uint64(k), 5))))
			start = time.Now()
			for j, other := range hashes {
				if bits.OnesCount64(h^other) <= 10 && j == i*(a.n/a.scenes) {
					found++
				}
			}
			took += time.Since(start)
		}
		fmt.Printf("peer, whole-picture hash, scan: %-38s recall %.3f, %.1f ms\n", alter.Name, float64(found)/float64(n), float64(took.Microseconds())/float64(n)/1000)
	}
	return a.scanKeys(ctx, r)
}

// scanKeys asks the same question of the same keys without an index.
func (a *album) scanKeys(ctx context.Context, r *rand.Rand) error {
	s, err := sightOf(0, 640, 480)
	if err != nil {
		return err
	}
	points := s.Print().Keys()
	keys := make([]uint32, a.n*len(points))
	for i := range keys {
		keys[i] = r.Uint32()
	}
	start, votes := time.Now(), 0
	for _, p := range points {
		for _, k := range keys {
			if bits.OnesCount32(p^k) <= 4 {
				votes++
			}
		}
	}
	scan := time.Since(start) * 120 / time.Duration(len(points)) // a search asks for up to 120 points
	start = time.Now()
	const times = 20
	for range times {
		if _, err := a.shelf.Search(ctx, s); err != nil {
			return err
		}
	}
	search := time.Since(start) / times
	fmt.Printf("peer, scan over the same keys: %v a search; the index with comparison: %v = %.0f times faster\n",
		scan.Round(time.Millisecond), search.Round(10*time.Microsecond), float64(scan)/float64(search))
	return nil
}

// difference is the well-known dHash: is each of 8 × 8 points brighter than its neighbour?
func difference(img image.Image) (h uint64) {
	small := image.NewGray(image.Rect(0, 0, 9, 8))
	draw.CatmullRom.Scale(small, small.Rect, img, img.Bounds(), draw.Src, nil)
	for y := range 8 {
		for x := range 8 {
			h <<= 1
			if small.GrayAt(x, y).Y > small.GrayAt(x+1, y).Y {
				h |= 1
			}
		}
	}
	return h
}
