package app

import (
	"errors"
	"testing"

	"anlan"
)

// TestOneServerPerFolder: a second server on the same SQLite folder is refused until the first lets go.
func TestOneServerPerFolder(t *testing.T) {
	t.Parallel()
	o := Options{Data: t.TempDir()}
	release, err := o.Claim()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.Claim(); !errors.Is(err, anlan.ErrFolderServed) {
		t.Errorf("the second claim: %v", err)
	}
	shared := Options{Data: o.Data, DB: "postgres://localhost/x"}
	if _, err := shared.Claim(); err != nil {
		t.Errorf("servers on one PostgreSQL: %v", err)
	}
	if err := release(); err != nil {
		t.Fatal(err)
	}
	again, err := o.Claim()
	if err != nil {
		t.Fatalf("after release: %v", err)
	}
	if err := again(); err != nil {
		t.Fatal(err)
	}
}
