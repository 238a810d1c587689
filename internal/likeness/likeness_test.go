package likeness

import (
	"context"
	"errors"
	"image"
	"image/draw"
	"math/rand/v2"
	"testing"

	"anlan/internal/likeness/scene"
)

const testW, testH = 400, 300

func look(t testing.TB, img image.Image) *Sight {
	t.Helper()
	s, err := Look(img)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// album is an index over the first n scenes.
type album struct {
	x      Index
	images []*image.RGBA
	prints []Print
	sights []*Sight
}

func newAlbum(t testing.TB, n int) *album {
	t.Helper()
	a := &album{}
	for i := range uint64(n) {
		img := scene.Draw(i, testW, testH)
		s := look(t, img)
		p, err := Unmarshal(s.Print().Marshal())
		if err != nil {
			t.Fatal(err)
		}
		a.images, a.sights, a.prints = append(a.images, img), append(a.sights, s), append(a.prints, p)
		a.x.Add(p.Keys())
	}
	return a
}

func (a *album) search(t testing.TB, s *Sight) []Hit {
	t.Helper()
	hits, err := a.x.Search(t.Context(), s, func(_ context.Context, places []uint32) (prints []Print, err error) {
		for _, place := range places {
			prints = append(prints, a.prints[place])
		}
		return prints, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return hits
}

// TestFindsAlteredCopies is the promise; bench/likeness.go measures it among a million.
func TestFindsAlteredCopies(t *testing.T) {
	t.Parallel()
	const n = 20
	a := newAlbum(t, n)
	r := rand.New(rand.NewPCG(1, 2))
	for _, alter := range scene.Alterations() {
		found := 0
		for i := range n {
			for _, h := range a.search(t, look(t, alter.Do(a.images[i], r))) {
				if int(h.Place) == i {
					found++
				} else {
					t.Errorf("%s: scene %d taken for scene %d (%+v)", alter.Name, i, h.Place, h.Match)
				}
			}
		}
		if found < n-1 {
			t.Errorf("%s: found %d of %d", alter.Name, found, n)
		}
	}
}

// TestCopyOrView: of two pictures of one view, Closer tells the copy from the new photograph.
func TestCopyOrView(t *testing.T) {
	t.Parallel()
	const n = 20
	a := newAlbum(t, n)
	r := rand.New(rand.NewPCG(3, 4))
	copies, views, all := 0, 0, scene.Alterations()
	for i := range n {
		copied := look(t, all[i%len(all)].Do(a.images[i], r))
		if m, ok := copied.Compare(a.prints[i]); ok && copied.Closer(a.sights[i], m).Copy {
			copies++
		}
		again := look(t, scene.Shot(uint64(i), 1, testW, testH))
		if m, ok := again.Compare(a.prints[i]); ok && again.Closer(a.sights[i], m).Copy {
			views++
		}
	}
	if copies < n*9/10 || views > n/10 {
		t.Errorf("called copies: %d of %d copies, %d of %d new photographs", copies, n, views, n)
	}
}

// TestPlainNeverMatches: walls, the night and covered lenses are not comparable.
func TestPlainNeverMatches(t *testing.T) {
	t.Parallel()
	for i := range uint64(20) {
		if _, err := Look(scene.Plain(i, testW, testH)); !errors.Is(err, ErrPlain) {
			t.Errorf("plain picture %d: %v", i, err)
		}
		dark := scene.Tone(scene.Draw(i, testW, testH), .01, -125, 1)
		if _, err := Look(dark); !errors.Is(err, ErrPlain) {
			t.Errorf("dark picture %d: %v", i, err)
		}
	}
	for _, size := range []image.Point{{0, 0}, {1, 1}, {5000, 2}, {30, 30}} {
		if _, err := Look(image.NewRGBA(image.Rectangle{Max: size})); !errors.Is(err, ErrPlain) {
			t.Errorf("%v: %v", size, err)
		}
	}
}

// TestSharedPartsDoNotMatch: the same board in a corner and the same band below do not make two pictures
// one.
func TestSharedPartsDoNotMatch(t *testing.T) {
	t.Parallel()
	const n = 12
	a := &album{}
	board := scene.Draw(999, testW/3, testH/3)
	dressed := func(seed uint64) *image.RGBA {
		img := scene.Draw(seed, testW, testH)
		draw.Draw(img, image.Rect(20, 20, 20+testW/3, 20+testH/3), board, image.Point{}, draw.Src)
		return scene.Stamped(img, seed, .08)
	}
	for i := range uint64(n) {
		p := look(t, dressed(i)).Print()
		a.prints = append(a.prints, p)
		a.x.Add(p.Keys())
	}
	for i := range uint64(n) {
		if hits := a.search(t, look(t, dressed(1000+i))); len(hits) > 0 {
			t.Errorf("scene %d: %+v", 1000+i, hits)
		}
	}
}

func TestKindsOfImages(t *testing.T) {
	t.Parallel()
	rgba := scene.Draw(5, testW, testH)
	gray, any := image.NewGray(rgba.Rect), image.NewNRGBA(rgba.Rect)
	draw.Draw(gray, gray.Rect, rgba, image.Point{}, draw.Src)
	draw.Draw(any, any.Rect, rgba, image.Point{}, draw.Src)
	part := rgba.SubImage(image.Rect(20, 10, testW-20, testH-10))
	p := look(t, rgba).Print()
	for name, img := range map[string]image.Image{"gray": gray, "other": any, "part": part} {
		if m, ok := look(t, img).Compare(p); !ok || m.Agree < .95 {
			t.Errorf("%s: %+v", name, m)
		}
	}
}
