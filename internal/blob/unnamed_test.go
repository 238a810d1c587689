package blob

import (
	"bytes"
	"context"
	"os"
	"slices"
	"sync"
	"testing"
	"time"

	"anlan"
)

// records is what a database would name.
type records struct {
	mu   sync.Mutex
	list []string
}

func (r *records) name(hash string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.list = append(r.list, hash)
}

func (r *records) named(_ context.Context, from, until string) (out []string, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, hash := range r.list {
		if from <= hash && hash < until {
			out = append(out, hash)
		}
	}
	return out, nil
}

const day = 24 * time.Hour

// age makes a stored file look as if it had come long ago.
func (s *Store) age(t *testing.T, hash string) {
	t.Helper()
	old := time.Now().Add(-500 * day)
	if err := os.Chtimes(s.path(hash), old, old); err != nil {
		t.Fatal(err)
	}
}

// aged puts a picture that came long ago.
func (s *Store) aged(t *testing.T, w int) string {
	t.Helper()
	b, err := put(t, s, picture(t, w, 30, "jpeg"), "a.jpg")
	if err != nil {
		t.Fatal(err)
	}
	s.age(t, b.SHA256)
	return b.SHA256
}

func (s *Store) sweep(t *testing.T, now time.Time, r *records) Unnamed {
	t.Helper()
	u, err := s.SweepUnnamed(t.Context(), now, r.named)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// A picture without a record goes after it has been watched for UnnamedDays, with its thumbnails, and nothing else goes.
func TestUnnamed(t *testing.T) {
	t.Parallel()
	s, r, now := newStore(t), &records{}, time.Now()
	kept, orphan := s.aged(t, 40), s.aged(t, 41)
	r.name(kept)
	template, err := put(t, s, []byte("公文模板"), "a.txt")
	if err != nil {
		t.Fatal(err)
	}
	s.age(t, template.SHA256)
	if f, err := s.Thumb(t.Context(), orphan, Small); err != nil || f.Close() != nil {
		t.Fatal(err)
	}
	for _, at := range []time.Duration{0, day, UnnamedDays * day} {
		if u := s.sweep(t, now.Add(at), r); u != (Unnamed{Named: 1, Unnamed: 1}) {
			t.Errorf("after %v: %+v", at, u)
		}
	}
	if u := s.sweep(t, now.Add(UnnamedDays*day+time.Minute), r); u.Removed != 1 {
		t.Errorf("%+v", u)
	}
	for hash, stays := range map[string]bool{kept: true, template.SHA256: true, orphan: false} {
		if got := s.Verify(hash) == nil; got != stays {
			t.Errorf("%s is there: %v, want %v", hash, got, stays)
		}
	}
	for _, left := range []string{s.thumbPath(orphan, Small), s.watchPath(orphan)} {
		if _, err := os.Stat(left); err == nil {
			t.Errorf("%s is left", left)
		}
	}
}

// What ends the watching of a file: a record that names it, somebody who sends it again, a phone that asks for it.
func TestUnnamedNoMore(t *testing.T) {
	t.Parallel()
	for name, meanwhile := range map[string]func(t *testing.T, s *Store, r *records, hash string){
		"named": func(_ *testing.T, _ *Store, r *records, hash string) { r.name(hash) },
		"sent": func(t *testing.T, s *Store, _ *records, _ string) {
			if _, err := put(t, s, picture(t, 41, 30, "jpeg"), "b.jpg"); err != nil {
				t.Fatal(err)
			}
		},
		"asked for": func(t *testing.T, s *Store, _ *records, hash string) {
			if p, err := s.Received(hash, "b"); err != nil || !p.Done {
				t.Fatalf("%+v %v", p, err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, r, now := newStore(t), &records{}, time.Now()
			r.name(s.aged(t, 40))
			hash := s.aged(t, 41)
			s.sweep(t, now.Add(-UnnamedDays*day-time.Minute), r)
			meanwhile(t, s, r, hash)
			if u := s.sweep(t, now, r); u.Removed != 0 || s.Verify(hash) != nil {
				t.Errorf("%+v, %v", u, s.Verify(hash))
			}
		})
	}
}

// Beside a database that does not know the folder, or cannot be asked, nothing goes however often it is swept.
func TestUnnamedDoubtful(t *testing.T) {
	t.Parallel()
	s, r, now := newStore(t), &records{}, time.Now()
	hashes := []string{s.aged(t, 40), s.aged(t, 41), s.aged(t, 42)}
	r.name(hashes[0])
	for i := range 4 {
		u := s.sweep(t, now.Add(time.Duration(i)*UnnamedDays*2*day), r)
		if u != (Unnamed{Named: 1, Unnamed: 2, Doubtful: true}) {
			t.Errorf("%+v", u)
		}
	}
	r.name(hashes[1])
	_, err := s.SweepUnnamed(t.Context(), now.Add(999*day), func(context.Context, string, string) ([]string, error) { return nil, anlan.ErrStorageFailed })
	if anlan.KindOf(err) != anlan.Unavailable {
		t.Errorf("%v", err)
	}
	for _, hash := range hashes {
		if err := s.Verify(hash); err != nil {
			t.Error(err)
		}
	}
}

// Sweeps run beside people who send the very files that are about to go, by every door, and note them a moment later:
// whatever a record names at the end is there.
func TestUnnamedBesideOthers(t *testing.T) {
	t.Parallel()
	var data [][]byte
	for i := range 6 {
		data = append(data, picture(t, 40+i, 30, "jpeg"))
	}
	doors := []func(s *Store, d []byte) error{
		func(s *Store, d []byte) error {
			_, err := s.Put(t.Context(), bytes.NewReader(d), "a.jpg", 0)
			return err
		},
		func(s *Store, d []byte) error {
			l, err := s.Lay(t.Context(), bytes.NewReader(d), "a.jpg", 0)
			l.Keep()
			return err
		},
		func(s *Store, d []byte) error {
			_, err := s.PutPart(t.Context(), bytes.NewReader(d), Part{Hash: sumOf(d), Owner: "b", Size: int64(len(d)), Name: "a.jpg"})
			return err
		},
	}
	for round := range 40 {
		s, r := newStore(t), &records{}
		for i := range data { // what keeps the folder from being doubtful
			r.name(s.aged(t, 60+i))
		}
		for i := range data {
			s.aged(t, 40+i)
		}
		s.sweep(t, time.Now().Add(-UnnamedDays*day-time.Hour), r)
		var all sync.WaitGroup
		all.Go(func() { s.sweep(t, time.Now(), r) })
		for i, d := range data {
			all.Go(func() {
				if err := doors[(round+i)%len(doors)](s, d); err != nil {
					t.Error(err)
				}
				r.name(sumOf(d))
			})
		}
		all.Wait()
		for _, hash := range slices.Clone(r.list) {
			if err := s.Verify(hash); err != nil {
				t.Fatalf("round %d: %v", round, err)
			}
		}
	}
}
