package demo_test

import (
	"io"
	"testing"
	"time"

	"anlan"
	"anlan/internal/app"
	"anlan/internal/app/demo"
)

// A county made in an evening does not live ahead of its visitor: no record of it lies in the future.
func TestEveningCounty(t *testing.T) {
	t.Parallel()
	evening := anlan.At(time.Now()).Date().Start().Time().Add(-90 * time.Minute) // half past ten, yesterday
	o := app.Options{Data: t.TempDir(), Demo: true, Out: io.Discard, Level: "error", Now: func() time.Time { return evening }}
	if err := demo.Ensure(t.Context(), o, evening); err != nil {
		t.Fatal(err)
	}
	a, err := app.New(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	}()
	if ahead := a.DB.Now().Time().Sub(evening); ahead > time.Minute {
		t.Errorf("the county is %s ahead of its visitor", ahead)
	}
}
