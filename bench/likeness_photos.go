package main

import (
	"context"
	"flag"
	"fmt"
	"image"
	_ "image/png" // photographs come as PNG too
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/image/draw"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/likeness"
	"anlan/internal/likeness/scene"
)

// photos is a folder of photographs, which the project does not have itself.
var photos = flag.String("photos", "", "folder of photographs to measure likeness with, besides drawn scenes")

// photoSide and lookedAt are the longer sides at which a photograph is altered, as a phone sends it, and is looked at.
const photoSide, lookedAt = 960, 512

// photograph is a picture of the folder that is telling enough to be kept.
type photograph struct {
	name string
	img  *image.RGBA
}

// photographs puts the pictures of the folder among the million and asks for altered copies of each.
func (a *album) photographs(ctx context.Context, d *db.DB) error {
	if *photos == "" {
		return nil
	}
	list, plain, err := openPhotos(*photos)
	if err != nil {
		return err
	}
	if err := d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		for _, p := range list {
			s, err := likeness.Look(fitted(p.img, lookedAt))
			if err == nil {
				err = likeness.PutPrint(ctx, tx, p.name, s.Print(), tx.Now)
			}
			if err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return err
	}
	fmt.Printf("%d photographs put among them; %d more were too plain\n", len(list), plain)
	for _, alter := range scene.Alterations() {
		if err := a.altered(ctx, list, alter); err != nil {
			return err
		}
	}
	return nil
}

// altered asks for what one alteration makes of each photograph, twice.
func (a *album) altered(ctx context.Context, list []photograph, alter scene.Alteration) error {
	t := tally{unlooked: true}
	found, drawn := map[int]bool{}, 0
	err := both(2*len(list), func(k int) error {
		p := list[k/2]
		s, err := likeness.Look(fitted(alter.Do(p.img, rand.New(rand.NewPCG(uint64(k), 11))), lookedAt))
		t.mu.Lock()
		defer t.mu.Unlock()
		if t.asked++; err != nil {
			t.plain++
			return nil
		}
		hits, took, err := a.timed(ctx, s)
		t.took = append(t.took, took)
		for _, h := range hits {
			switch {
			case h.Hash == p.name:
				found[k] = true
			case !strings.HasPrefix(h.Hash, "photo "):
				drawn++
			}
		}
		return err
	})
	t.hit, t.bad = len(found), drawn
	fmt.Printf("photographs, %-38s %s\n", alter.Name, &t)
	return err
}

// openPhotos reads the pictures of a folder and those below it.
func openPhotos(dir string) (list []photograph, plain int, err error) {
	err = filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		ext := strings.ToLower(filepath.Ext(path))
		if err != nil || e.IsDir() || ext != ".jpg" && ext != ".jpeg" && ext != ".png" {
			return err
		}
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		m, _, err := image.Decode(f)
		if err != nil || max(m.Bounds().Dx(), m.Bounds().Dy()) < 300 {
			return nil // no picture, or an icon
		}
		img := fitted(fitted(m, 2*photoSide), photoSide)
		if _, err := likeness.Look(fitted(img, lookedAt)); err != nil {
			plain++
			return nil
		}
		list = append(list, photograph{"photo " + path, img})
		return nil
	})
	return list, plain, err
}

// fitted scales a picture so that its longer side is at most side.
func fitted(m image.Image, side int) *image.RGBA {
	w, h := m.Bounds().Dx(), m.Bounds().Dy()
	if long := max(w, h); long > side {
		w, h = max(w*side/long, 1), max(h*side/long, 1)
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
	draw.ApproxBiLinear.Scale(out, out.Rect, m, m.Bounds(), draw.Over, nil)
	return out
}
