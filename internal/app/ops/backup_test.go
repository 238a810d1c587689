package ops

import (
	"archive/zip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"anlan"
	"anlan/internal/app"
	"anlan/internal/db"
	"anlan/internal/ledger"
)

var ctx = context.Background()

// running opens a county as `anlan serve` does, with writers and the ledger at work until the test
// stops them.
func running(t *testing.T) (a *app.App, stop func()) {
	t.Helper()
	a, err := app.New(ctx, app.Options{Data: filepath.Join(t.TempDir(), "data"), Level: "error"})
	if err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(a.Data, "blobs", "ab", "cd", "photo"), "a photograph")
	put(t, filepath.Join(a.Data, "blobs", "tmp", "half"), "half a photograph")
	put(t, filepath.Join(a.Data, "policy", "own.yaml.off"), "# the county's own rule")
	work, cancel := context.WithCancel(ctx)
	var wg sync.WaitGroup
	var written atomic.Int64
	wg.Go(func() { a.Ledger.Run(work) })
	for range 4 {
		wg.Go(func() {
			for work.Err() == nil {
				write(t, a.DB)
				written.Add(1)
			}
		})
	}
	for written.Load() < 200 {
		if t.Failed() {
			break
		}
	}
	return a, func() { cancel(); wg.Wait() }
}

func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o640); err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, d *db.DB) {
	err := d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		return tx.Emit("test.made", anlan.Ref{Kind: "test.thing", ID: tx.NewID()}, map[string]string{"name": "演示"}, nil)
	})
	if err != nil {
		t.Error(err)
	}
}

// A backup of a running county, restored, is a county of one moment: its ledger verifies, stands at
// the backup's checkpoint and can be carried on.
func TestBackupOfARunningCounty(t *testing.T) {
	t.Parallel()
	a, stop := running(t)
	file := filepath.Join(t.TempDir(), "county.anlan")
	made, err := Folder{Data: a.Data}.Backup(ctx, file)
	stop()
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	data := filepath.Join(t.TempDir(), "again")
	got, err := Restore(ctx, file, data)
	if err != nil || got.Checkpoint != made.Checkpoint || got.Checkpoint.Size == 0 || got.Files != made.Files {
		t.Fatalf("restored %+v of %+v, %v", got, made, err)
	}
	b, err := app.New(ctx, app.Options{Data: data, Level: "error"})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = b.Close() }()
	if c, err := b.Ledger.Last(ctx); err != nil || c.Note != made.Checkpoint.Note {
		t.Errorf("the ledger stands at %+v, %v; want %+v", c, err, made.Checkpoint)
	}
	write(t, b.DB)
	out := filepath.Join(t.TempDir(), "out")
	if s, err := b.Ledger.Export(ctx, out, b.Witnessed()...); err != nil || s.Broken != "" {
		t.Fatalf("export %+v, %v", s, err)
	}
	r, err := ledger.Verify(ctx, out, ledger.VerifyOptions{Key: b.Ledger.PublicKey(), Since: []string{made.Checkpoint.Note}})
	if err != nil || !r.OK {
		t.Errorf("report %+v, %v", r, err)
	}
	for name, want := range map[string]bool{"blobs/ab/cd/photo": true, "blobs/tmp/half": false, "policy/own.yaml.off": true, "keys/ledger.key": true} {
		if _, err := os.Stat(filepath.Join(data, name)); (err == nil) != want {
			t.Errorf("%s is there: %v, want %v", name, err == nil, want)
		}
	}
	if info, err := os.Stat(filepath.Join(data, "keys", "ledger.key")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the key's mode is %v, %v", info.Mode(), err)
	}
}

// small makes a backup of a quiet county.
func small(t *testing.T) (file string) {
	t.Helper()
	a, stop := running(t)
	stop()
	file = filepath.Join(t.TempDir(), "county.anlan")
	if _, err := (Folder{Data: a.Data}).Backup(ctx, file); err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	return file
}

// refuses restores and expects the error and an untouched place.
func refuses(t *testing.T, name, file string, want *anlan.Error) {
	t.Helper()
	parent := t.TempDir()
	_, err := Restore(ctx, file, filepath.Join(parent, "new"))
	if !errors.Is(err, want) {
		t.Errorf("%s: %v, want %s", name, err, want.Code)
	}
	if list, err := os.ReadDir(parent); err != nil || len(list) > 0 {
		t.Errorf("%s left %v behind", name, list)
	}
}

func TestRestoreRefusesWhatIsNotAWholeBackup(t *testing.T) {
	t.Parallel()
	file := small(t)
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	try := func(name string, data []byte, want *anlan.Error) {
		path := filepath.Join(t.TempDir(), "x.anlan")
		put(t, path, string(data))
		refuses(t, name, path, want)
	}
	try("empty", nil, anlan.ErrBackupForeign)
	try("foreign", []byte("PK\x03\x04 but nothing else"), anlan.ErrBackupForeign)
	try("cut in half", whole[:len(whole)/2], anlan.ErrBackupForeign)
	try("cut by a byte", whole[:len(whole)-1], anlan.ErrBackupForeign)
	for i := range 12 {
		flipped := slices.Clone(whole)
		at := 100 + i*(len(whole)*2/3)/12
		flipped[at] ^= 1
		refusesOrEquals(t, fmt.Sprintf("one bit of byte %d flipped", at), flipped, file)
	}
	full := t.TempDir()
	put(t, filepath.Join(full, "mine"), "do not touch")
	if _, err := Restore(ctx, file, full); !errors.Is(err, anlan.ErrBackupFolderNotEmpty) {
		t.Errorf("a folder with files: %v", err)
	}
	if _, err := (Folder{Data: full}).Backup(ctx, file); !errors.Is(err, anlan.ErrBackupExists) {
		t.Errorf("a backup over a backup: %v", err)
	}
}

// refusesOrEquals restores what was altered: it is refused, or, where the bit says nothing (the archive keeps each
// file's name and time twice), gives byte by byte what the whole gives.
func refusesOrEquals(t *testing.T, name string, altered []byte, whole string) {
	t.Helper()
	path, parent := filepath.Join(t.TempDir(), "x.anlan"), t.TempDir()
	put(t, path, string(altered))
	if _, err := Restore(ctx, path, filepath.Join(parent, "new")); err != nil {
		refuses(t, name, path, anlan.ErrBackupAltered)
		return
	}
	if _, err := Restore(ctx, whole, filepath.Join(parent, "whole")); err != nil {
		t.Fatal(err)
	}
	if got, want := contents(t, filepath.Join(parent, "new")), contents(t, filepath.Join(parent, "whole")); !maps.Equal(got, want) {
		t.Errorf("%s: restored, and not what was backed up", name)
	}
}

// contents reads all files under a folder.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(filepath.Join(dir, path))
		found[path] = string(b)
		return err
	})
	if err != nil || len(found) == 0 {
		t.Fatalf("%d files under %s, %v", len(found), dir, err)
	}
	return found
}

// forge writes an archive whose manifest lists exactly what is in it.
func forge(t *testing.T, names ...string) (file string) {
	t.Helper()
	file = filepath.Join(t.TempDir(), "forged.anlan")
	out, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(out)
	a := &archive{z: z, m: &Manifest{Format: format, Engine: "postgres"}}
	for _, name := range names {
		if err := a.add(name, strings.NewReader("evil"), anlan.Instant(0).Time()); err != nil {
			t.Fatal(err)
		}
	}
	b, err := json.Marshal(a.m)
	if err != nil {
		t.Fatal(err)
	}
	w, err := z.Create(manifestName)
	if err != nil {
		t.Fatal(err)
	}
	_, err = w.Write(b)
	if err := errors.Join(err, z.Close(), out.Close()); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestRestoreStaysInItsFolder(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"../evil", "a/../../evil", "/etc/evil", `..\evil`, "C:/evil", "a//b", "./a", ""} {
		refuses(t, name, forge(t, name), anlan.ErrBackupAltered)
	}
	refuses(t, "the same name twice", forge(t, "a", "A"), anlan.ErrBackupAltered)
	if _, err := Restore(ctx, forge(t, "fine", "blobs/fine"), filepath.Join(t.TempDir(), "new")); err != nil {
		t.Errorf("a harmless archive: %v", err)
	}
}

func TestManifestMustListEverything(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "x.anlan")
	out, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(out)
	a := &archive{z: z, m: &Manifest{Format: format}}
	if err := a.add("extra", strings.NewReader("x"), anlan.Instant(0).Time()); err != nil {
		t.Fatal(err)
	}
	w, err := z.Create(manifestName)
	if err != nil {
		t.Fatal(err)
	}
	_, err = w.Write([]byte(`{"format":"anlan-backup/1","entries":[]}`))
	if err := errors.Join(err, z.Close(), out.Close()); err != nil {
		t.Fatal(err)
	}
	refuses(t, "an entry that is not listed", file, anlan.ErrBackupAltered)
}
