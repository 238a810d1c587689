package ops

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"anlan"
	"anlan/internal/app"
)

// quiet makes a county that is not being served.
func quietCounty(t *testing.T) Folder {
	t.Helper()
	a, stop := running(t)
	stop()
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(a.Data, 0o750); err != nil {
		t.Fatal(err)
	}
	return Folder{Data: a.Data}
}

// another makes a copy of a quiet county.
func another(t *testing.T, f Folder) Folder {
	t.Helper()
	to := Folder{Data: filepath.Join(t.TempDir(), "data")}
	if err := os.CopyFS(to.Data, os.DirFS(f.Data)); err != nil {
		t.Fatal(err)
	}
	chmod(t, to.Data, 0o750)
	for _, key := range []string{"account.key", "ledger.key"} {
		chmod(t, to.path("keys/"+key), 0o600)
	}
	return to
}

// after runs SQL behind the program's back.
func after(t *testing.T, f Folder, text string) {
	t.Helper()
	pool, err := openFile(f.path(databaseName))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := pool.ExecContext(ctx, text); err != nil {
		t.Fatal(err)
	}
	if err := pool.Close(); err != nil {
		t.Fatal(err)
	}
}

func examine(f Folder, now time.Time) map[string]Finding {
	found := map[string]Finding{}
	d := Doctor{Folder: f, Now: now}
	for _, one := range d.Examine(ctx) {
		if old, twice := found[one.Name]; !twice || old.State == Well {
			found[one.Name] = one
		}
	}
	return found
}

func TestDoctorFindsAWellCountyWell(t *testing.T) {
	t.Parallel()
	d := Doctor{Folder: quietCounty(t), Now: time.Now()}
	list := d.Examine(ctx)
	for _, f := range list {
		memory := f.Name == "sync" || f.Name == "disk" // depend on the machine
		if f.State != Well && !memory || strings.Contains(f.ZH+f.EN, "%!") {
			t.Errorf("%+v", f)
		}
	}
	var zh, en bytes.Buffer
	if err := Print(&zh, anlan.ZH, list); err != nil || !strings.Contains(zh.String(), "✓ 账本签名正确") {
		t.Errorf("%v: %s", err, &zh)
	}
	if err := Print(&en, anlan.EN, list); err != nil || !strings.Contains(en.String(), "✓ The ledger's signature is right") {
		t.Errorf("%v: %s", err, &en)
	}
}

func TestDoctorFindsWhatIsWrong(t *testing.T) {
	t.Parallel()
	whole := quietCounty(t)
	for _, c := range []struct {
		name  string
		spoil func(t *testing.T, f Folder)
		what  string
		state State
	}{
		{"no folder", func(t *testing.T, f Folder) { remove(t, f.Data) }, "folder", Sick},
		{"folder open to all", func(t *testing.T, f Folder) { chmod(t, f.Data, 0o777) }, "folder", Worry},
		{"key open to others", func(t *testing.T, f Folder) { chmod(t, f.path("keys/ledger.key"), 0o644) }, "keys", Sick},
		{"key lost", func(t *testing.T, f Folder) { remove(t, f.path("keys/ledger.key")) }, "keys", Sick},
		{"policy broken", func(t *testing.T, f Folder) { put(t, f.path("policy/own.yaml"), "{") }, "policy", Sick},
		{"no database", func(t *testing.T, f Folder) { remove(t, f.path(databaseName)) }, "database", Sick},
		{"database damaged", func(t *testing.T, f Folder) { scratch(t, f.path(databaseName)) }, "database", Sick},
		{"newer schema", func(t *testing.T, f Folder) {
			after(t, f, `INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)`)
		}, "schema", Sick},
		{"older schema", func(t *testing.T, f Folder) { after(t, f, `DELETE FROM goose_db_version WHERE version_id = 60`) }, "schema", Worry},
		{"clock set back", func(t *testing.T, f Folder) { after(t, f, `UPDATE event SET at = at + 7200000`) }, "clock", Sick},
		{"checkpoint forged", func(t *testing.T, f Folder) {
			after(t, f, `UPDATE ledger_checkpoint SET note = replace(note, size || char(10), (size + 1) || char(10))`)
		}, "ledger", Sick},
		{"tile altered", func(t *testing.T, f Folder) {
			after(t, f, `UPDATE ledger_tile SET hashes = 'AAAA' || substr(hashes, 5) WHERE level = 0`)
		}, "ledger", Sick},
		{"set back", func(t *testing.T, f Folder) {
			after(t, f, `DELETE FROM ledger_checkpoint; DELETE FROM ledger_tile; DELETE FROM event; DELETE FROM reader`)
		}, "ledger", Sick},
		{"timer overdue", func(t *testing.T, f Folder) {
			after(t, f, `INSERT INTO timer (key, kind, ref, due_at, attempt) VALUES ('k', 'x', '', 1, 0)`)
		}, "timers", Worry},
		{"clocks taken away", func(t *testing.T, f Folder) {
			after(t, f, `INSERT INTO matter (id, number, area, branch, unit, state, rank, topic, title, overdue, asked, post, revision, doc)
				VALUES ('0190aaaa-0000-7000-8000-000000000000', '演示〔2026〕1号', '', '', '', 'doing', 1, '', '', FALSE, FALSE, '', 1, '{}')`)
		}, "clocks", Sick},
		{"evidence deleted", func(t *testing.T, f Folder) {
			after(t, f, `INSERT INTO matter_upload (hash, doc, at) VALUES ('`+strings.Repeat("cd", 32)+`', '{}', 1)`)
		}, "evidence", Sick},
		{"file altered", func(t *testing.T, f Folder) {
			put(t, f.path("blobs/aa/bb/"+strings.Repeat("ab", 32)), "not what the name says")
		}, "blobs", Sick},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := another(t, whole)
			c.spoil(t, f)
			found := examine(f, time.Now())
			if found[c.what].State != c.state {
				t.Errorf("%s is %q, want %q: %+v", c.what, found[c.what].State, c.state, found)
			}
		})
	}
}

func TestDoctorAsksForTheNoticeOfHolidays(t *testing.T) {
	t.Parallel()
	f := quietCounty(t)
	if got := examine(f, time.Date(2035, 5, 1, 0, 0, 0, 0, time.UTC))["holidays"]; got.State != Worry || !strings.Contains(got.ZH, "2035") {
		t.Errorf("%+v", got)
	}
}

// A county that is being served is examined as it runs, and found well.
func TestDoctorBesideARunningCounty(t *testing.T) {
	t.Parallel()
	a, stop := running(t)
	defer func() { stop(); closeApp(t, a) }()
	for range 5 {
		found := examine(Folder{Data: a.Data}, time.Now())
		if found["ledger"].State != Well || found["clock"].State != Well || found["database"].State != Well {
			t.Errorf("%+v", found)
		}
	}
}

func closeApp(t *testing.T, a *app.App) {
	t.Helper()
	if err := a.Close(); err != nil {
		t.Error(err)
	}
}

func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
}

func chmod(t *testing.T, path string, mode os.FileMode) {
	t.Helper()
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
}

// scratch overwrites the middle of a file.
func scratch(t *testing.T, path string) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	copy(b[len(b)/2:], bytes.Repeat([]byte("scratch "), 2048))
	remove(t, path+"-wal")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}
