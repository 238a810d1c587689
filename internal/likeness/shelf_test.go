package likeness_test

import (
	"image"
	"testing"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/likeness"
	"anlan/internal/likeness/scene"
)

func put(t *testing.T, d *db.DB, hash string, state likeness.State, img image.Image) *likeness.Sight {
	t.Helper()
	var s *likeness.Sight
	if img != nil {
		var err error
		if s, err = likeness.Look(img); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Write(t.Context(), anlan.Clock, func(tx *db.Tx) error {
		return likeness.Put(t.Context(), tx, hash, state, s, tx.Now)
	}); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestShelf(t *testing.T) {
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		shelf := likeness.NewShelf(d.Reader())
		search := func(s *likeness.Sight) []likeness.Found {
			found, err := shelf.Search(t.Context(), s)
			if err != nil {
				t.Fatal(err)
			}
			return found
		}
		first := put(t, d, "a", likeness.Compared, scene.Draw(1, 400, 300))
		put(t, d, "heic", likeness.NoDecoder, nil)
		if found := search(first); len(found) != 1 || found[0].Hash != "a" || found[0].At == 0 {
			t.Fatalf("found %+v", found)
		}
		second := put(t, d, "b", likeness.Compared, scene.Draw(2, 400, 300)) // after the index was made
		put(t, d, "b", likeness.Compared, scene.Draw(3, 400, 300))           // the same file again
		if found := search(second); len(found) != 1 || found[0].Hash != "b" {
			t.Fatalf("found %+v", found)
		}
		for hash, want := range map[string]likeness.State{"a": likeness.Compared, "heic": likeness.NoDecoder, "none": ""} {
			if got, err := shelf.StateOf(t.Context(), hash); err != nil || got != want {
				t.Errorf("%s is %q, %v", hash, got, err)
			}
		}
		forget(t, d, shelf, search, first)
	})
}

func forget(t *testing.T, d *db.DB, shelf *likeness.Shelf, search func(*likeness.Sight) []likeness.Found, first *likeness.Sight) {
	t.Helper()
	for _, hash := range []string{"a", "a", "unknown"} {
		if err := d.Write(t.Context(), anlan.Clock, func(tx *db.Tx) error { return likeness.Forget(t.Context(), tx, hash) }); err != nil {
			t.Fatal(err)
		}
	}
	if found := search(first); len(found) > 0 {
		t.Errorf("forgotten, but found: %+v", found)
	}
	if shelf.Bytes() == 0 {
		t.Error("an index in use takes no memory")
	}
	shelf.Drop()
	if shelf.Bytes() > 0 {
		t.Error("a dropped index takes memory")
	}
	if found := search(first); len(found) > 0 {
		t.Errorf("forgotten, but found in the new index: %+v", found)
	}
	if got, err := shelf.StateOf(t.Context(), "a"); err != nil || got != likeness.Gone {
		t.Errorf("a is %q, %v", got, err)
	}
}
