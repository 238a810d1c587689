package blob

import (
	"bytes"
	"errors"
	"sync"
	"testing"

	"anlan"
)

// What was laid for a record that was refused goes; what somebody else has come upon meanwhile, by any door, stays.
func TestWithdrawn(t *testing.T) {
	t.Parallel()
	data := picture(t, 40, 30, "jpeg")
	for name, c := range map[string]struct {
		before, meanwhile func(t *testing.T, s *Store, hash string)
		stays             bool
	}{
		"alone":        {},
		"known before": {before: again(data), stays: true},
		"put":          {meanwhile: again(data), stays: true},
		"asked for": {meanwhile: func(t *testing.T, s *Store, hash string) {
			if p, err := s.Received(hash, "b"); err != nil || !p.Done {
				t.Errorf("%+v %v", p, err)
			}
		}, stays: true},
		"asked for as a piece": {meanwhile: func(t *testing.T, s *Store, hash string) {
			p, err := s.PutPart(t.Context(), bytes.NewReader(data), Part{Hash: hash, Owner: "b", Size: int64(len(data)), Name: "a.jpg"})
			if err != nil || !p.Done {
				t.Errorf("%+v %v", p, err)
			}
		}, stays: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStore(t)
			hash := sumOf(data)
			if c.before != nil {
				c.before(t, s, hash)
			}
			l, err := s.Lay(t.Context(), bytes.NewReader(data), "a.jpg", 0)
			if err != nil || l.SHA256 != hash || l.Fresh() != (c.before == nil) {
				t.Fatalf("%+v %v", l, err)
			}
			if c.meanwhile != nil {
				c.meanwhile(t, s, hash)
			}
			if err := l.Withdraw(); err != nil {
				t.Fatal(err)
			}
			if err := s.Verify(hash); (err == nil) != c.stays || err != nil && !errors.Is(err, anlan.ErrNotFound) {
				t.Errorf("stays %v: %v", c.stays, err)
			}
			if len(s.claims.of) != 0 {
				t.Errorf("still claimed: %v", s.claims.of)
			}
		})
	}
}

func again(data []byte) func(t *testing.T, s *Store, hash string) {
	return func(t *testing.T, s *Store, _ string) {
		if _, err := put(t, s, data, "b.jpg"); err != nil {
			t.Error(err)
		}
	}
}

// Many lay the same file at once; some records are refused, one is taken: its file is there.
func TestWithdrawnBesideOthers(t *testing.T) {
	t.Parallel()
	data := picture(t, 40, 30, "jpeg")
	for range 50 {
		s := newStore(t)
		var all sync.WaitGroup
		for k := range 8 {
			all.Go(func() {
				l, err := s.Lay(t.Context(), bytes.NewReader(data), "a.jpg", 0)
				switch {
				case err != nil:
					t.Error(err)
				case k == 0:
					l.Keep()
				default:
					if err := l.Withdraw(); err != nil {
						t.Error(err)
					}
				}
			})
		}
		all.Wait()
		if err := s.Verify(sumOf(data)); err != nil {
			t.Fatalf("the file of the record that was taken: %v", err)
		}
	}
}
