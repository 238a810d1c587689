package anlan_test

import (
	"encoding/json"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A toy room laid over the sources works with new files and one line: its timer fires, its reader reads, the
// landing tells its news, its route answers, it stands on
// the to-do list, matters can name its demands. The sources are not touched. What
// else a room brings are files in folders: policy/, migrations, rows of errors.json and of the authz table.
func TestARoomIsNewFilesAndOneLine(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the house anew")
	}
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	const list = "internal/app/rooms.go"
	replace := map[string]string{filepath.Join(here, list): filepath.Join(t.TempDir(), "rooms.go")}
	text := read(t, list)
	longer := strings.Replace(text, "\t(*App).fieldRoom,", "\t(*App).toyRoom,\n\t(*App).fieldRoom,", 1)
	if strings.Count(longer, "\n") != strings.Count(text, "\n")+1 {
		t.Fatal("the list of the rooms has lost its last line")
	}
	if err := os.WriteFile(replace[filepath.Join(here, list)], []byte(longer), 0o600); err != nil {
		t.Fatal(err)
	}
	for file, from := range map[string]string{"internal/toy/toy.go": "toy", "internal/api/toy.go": "api", "internal/flow/toy.go": "flow",
		"internal/app/toy.go": "app", "internal/app/toy_test.go": "app_test"} {
		replace[filepath.Join(here, file)] = filepath.Join(here, "testdata/toyroom", from+".go.txt")
	}
	raw, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	overlay := filepath.Join(t.TempDir(), "overlay.json")
	if err := os.WriteFile(overlay, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), "go", "test", "-vet=off", "-overlay", overlay,
		"-gcflags=anlan/internal/api=-N -l", // the large package, anew, unoptimized: half the time
		"-run", "^TestToyRoom$", "-v", "./internal/app").CombinedOutput()
	if err != nil || !strings.Contains(string(out), "--- PASS: TestToyRoom") {
		t.Errorf("the toy room does not work (%v):\n%s", err, out)
	}
}

// The door knows the platform, the load-bearing rooms and the witnesses. A working room brings its service with its
// routes; one that is a field of api.Deps again would be a line that the next room copies.
func TestTheDoorKnowsNoWorkingRoom(t *testing.T) {
	f, err := parser.ParseFile(token.NewFileSet(), "internal/api/server.go", nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	witnesses := []string{"report", "ledger"}
	for _, i := range f.Imports {
		name := strings.Trim(i.Path.Value, `"`)
		if room := roomOf(name); strings.HasPrefix(name, "anlan/internal/") && whereIs(room).floor == workingFloor && !slices.Contains(witnesses, room) {
			t.Errorf("the door imports %s: let the room bring its routes (ADR 10)", name)
		}
	}
}
