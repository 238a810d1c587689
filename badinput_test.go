package anlan_test

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	testName   = regexp.MustCompile(`\b((?:Test|Fuzz)[A-Z]\w+)(…?)`)
	testPlace  = regexp.MustCompile("`((?:internal|proofs|sim|web)/[\\w./-]+)")
	testIsThis = regexp.MustCompile(`(?m)^func ((?:Test|Fuzz)\w+)\(`)
)

// Every row of docs/bad-input.md names tests, and each of them exists.
func TestBadInputIsProved(t *testing.T) {
	there := map[string]bool{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || d.Name() == ".git") {
			return filepath.SkipDir
		}
		if strings.HasSuffix(path, "_test.go") {
			for _, m := range testIsThis.FindAllStringSubmatch(read(t, path), -1) {
				there[m[1]] = true
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for line := range strings.Lines(read(t, "docs/bad-input.md")) {
		if !strings.HasPrefix(line, "| ") || strings.HasPrefix(line, "| what comes in") {
			continue
		}
		rows++
		names, places := testName.FindAllStringSubmatch(line, -1), testPlace.FindAllStringSubmatch(line, -1)
		if len(names)+len(places) == 0 {
			t.Errorf("nothing shows it: %s", line)
		}
		for _, n := range names {
			if !there[n[1]] && !(n[2] != "" && slices.ContainsFunc(slices.Collect(maps.Keys(there)), func(x string) bool { return strings.HasPrefix(x, n[1]) })) {
				t.Errorf("there is no %s: %s", n[1], line)
			}
		}
		for _, p := range places {
			if _, err := os.Stat(p[1]); err != nil {
				t.Errorf("there is no %s: %s", p[1], line)
			}
		}
	}
	if rows < 30 {
		t.Errorf("the page has %d rows", rows)
	}
}
