package app

import (
	"context"
	"io"
	"strings"
	"testing"

	"anlan/internal/field"
)

// A file that a report left on disk when it ended in trouble is not evidence: a rescue file that brings it again notes
// it, so that its report finds it.
func TestRescuedFileWithoutARecord(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	a, err := New(ctx, Options{Data: t.TempDir(), Out: io.Discard, Level: "error"})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	}()
	const text = "检查记录"
	left, err := a.Blob.Put(ctx, strings.NewReader(text), "a.txt", 0)
	if err != nil {
		t.Fatal(err)
	}
	x := rescued{a}
	has := func(want bool) {
		t.Helper()
		if got, err := x.Has(ctx, left.SHA256); err != nil || got != want {
			t.Errorf("has it: %v %v, want %v", got, err, want)
		}
	}
	has(false)
	if err := x.Keep(ctx, clerk, field.RescueFile{Hash: left.SHA256, Size: int64(len(text)), Name: "a.txt", Data: strings.NewReader(text)}); err != nil {
		t.Fatal(err)
	}
	has(true)
	if got, err := x.Has(ctx, "no hash"); err != nil || got {
		t.Errorf("%v %v", got, err)
	}
	if f, err := a.Matter.FileMeta(ctx, left.SHA256); err != nil || f.Type != "text/plain" {
		t.Errorf("%+v %v", f, err)
	}
	named, err := a.NamedFiles(ctx, left.SHA256[:2], left.SHA256[:2]+"g")
	if err != nil || len(named) != 1 || named[0] != left.SHA256 {
		t.Errorf("named: %v %v", named, err)
	}
}
