package anlan_test

import (
	"os"
	"strings"
	"testing"
)

// Two rooms that take the same number for a migration leave a program that opens no database.
func TestHouseMigrationNumbers(t *testing.T) {
	t.Parallel()
	files, err := os.ReadDir("internal/db/migrations")
	if err != nil {
		t.Fatal(err)
	}
	taken := map[string]string{}
	for _, f := range files {
		number, _, ok := strings.Cut(f.Name(), "_")
		if !ok || !strings.HasSuffix(f.Name(), ".sql") {
			continue
		}
		if other := taken[number]; other != "" {
			t.Errorf("%s and %s have the same number: give the later one the next free number of its room", other, f.Name())
		}
		taken[number] = f.Name()
	}
	if len(taken) < 20 {
		t.Errorf("only %d migrations were found", len(taken))
	}
}
