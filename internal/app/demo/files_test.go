package demo_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"anlan/internal/app"
	"anlan/internal/app/demo"
	"anlan/internal/blob"
)

// Whatever the database of a whole county names anywhere, in any column of any table, stays on disk however old it is;
// what nothing names goes.
func TestNamedFilesStay(t *testing.T) {
	t.Parallel()
	a := county(t, true)
	orphan, err := a.Blob.Put(t.Context(), bytes.NewReader(square(t)), "a.jpg", 0)
	if err != nil {
		t.Fatal(err)
	}
	age(t, filepath.Join(a.Data, "blobs"))
	mentioned, tables := mentions(t, a)
	now := time.Now()
	var u blob.Unnamed
	for _, days := range []int{0, blob.UnnamedDays + 1, 4 * blob.UnnamedDays} {
		one, err := a.Blob.SweepUnnamed(t.Context(), now.AddDate(0, 0, days), a.NamedFiles)
		if err != nil || one.Doubtful {
			t.Fatalf("%+v %v", one, err)
		}
		u.Removed += one.Removed
	}
	if u.Removed != 1 || a.Blob.Verify(orphan.SHA256) == nil {
		t.Errorf("%d files were removed, want the one that nothing names", u.Removed)
	}
	for hash, where := range mentioned {
		if err := a.Blob.Verify(hash); err != nil {
			t.Errorf("%s stands in %s: %v", hash, where, err)
		}
	}
	for _, want := range []string{"matter_upload", "matter_file", "hazard_file", "hazard_picture", "inspection_file", "tip_photo"} {
		if !tables[want] {
			t.Errorf("no file is named in %s: the county is too poor for this test", want)
		}
	}
}

// Every column that holds hashes is known: either files are named in it, and then the sweep asks for it, or it holds
// something else.
func TestColumnsOfHashes(t *testing.T) {
	t.Parallel()
	files := []string{"hazard_file.hash", "hazard_picture.hash", "inspection_file.hash", "letter_file.hash", "matter_file.hash", "matter_upload.hash", "tip_photo.hash"}
	other := []string{
		"likeness_key.hash",     // an index of pictures, which names none for anybody
		"account_password.hash", // of a password
		"account.hash",          // of a secret
		"letter_text.hash",      // of the text beside it
		"ledger_tile.hashes",    // of events
	}
	a := county(t, false)
	var found []string
	each(t, a, func(table, column string) {
		if strings.Contains(column, "hash") || strings.Contains(column, "sha256") || strings.Contains(column, "photo") {
			found = append(found, table+"."+column)
		}
	})
	for _, c := range found {
		if !slices.Contains(files, c) && !slices.Contains(other, c) {
			t.Errorf("%s: name the files in it to the sweep (NamedFiles of its room), or say here what else it holds", c)
		}
	}
	for _, c := range append(files, other...) {
		if !slices.Contains(found, c) {
			t.Errorf("%s is no more", c)
		}
	}
}

func square(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 30, 30)), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func age(t *testing.T, dir string) {
	t.Helper()
	old := time.Now().AddDate(-2, 0, 0)
	err := filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return os.Chtimes(path, old, old)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// each calls do for every column of every table.
func each(t *testing.T, a *app.App, do func(table, column string)) {
	t.Helper()
	rows, err := a.DB.Reader().QueryContext(t.Context(), `SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY 1, 2`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close() //nolint:errcheck // read to the end
	for rows.Next() {
		var table, column string
		if err := rows.Scan(&table, &column); err != nil {
			t.Fatal(err)
		}
		do(table, column)
	}
	if rows.Err() != nil {
		t.Fatal(rows.Err())
	}
}

var hashes = regexp.MustCompile(`[0-9a-f]{64}`)

// mentions lists the files on disk whose name stands anywhere in the database, and in which tables files stand.
func mentions(t *testing.T, a *app.App) (where map[string]string, tables map[string]bool) {
	t.Helper()
	where, tables = map[string]string{}, map[string]bool{}
	columns := map[string][]string{}
	each(t, a, func(table, column string) { columns[table] = append(columns[table], column) })
	for table, list := range columns {
		for _, column := range list {
			for _, hash := range inColumn(t, a, table, column) {
				if f, err := a.Blob.Open(hash); err == nil && f.Close() == nil {
					where[hash], tables[table] = table+"."+column, true
				}
			}
		}
	}
	return where, tables
}

func inColumn(t *testing.T, a *app.App, table, column string) (found []string) {
	t.Helper()
	rows, err := a.DB.Reader().QueryContext(context.Background(), fmt.Sprintf(`SELECT CAST(%q AS TEXT) FROM %q WHERE %[1]q IS NOT NULL`, column, table))
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close() //nolint:errcheck // read to the end
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			t.Fatal(err)
		}
		found = append(found, hashes.FindAllString(text, -1)...)
	}
	if rows.Err() != nil {
		t.Fatal(rows.Err())
	}
	return found
}

// county opens a county, of which the demo is told where it shall be lived in.
func county(t *testing.T, lived bool) *app.App {
	t.Helper()
	o := app.Options{Data: t.TempDir(), Demo: true, Out: io.Discard, Level: "error"}
	if lived {
		if err := demo.Ensure(t.Context(), o, time.Now()); err != nil {
			t.Fatal(err)
		}
	}
	a, err := app.New(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	return a
}
