package dbtest

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"anlan/internal/db"
)

var (
	written = regexp.MustCompile("(?s)const \\w+ = `-- name: (\\w+) :\\w+\n(.*?)`")
	slice   = regexp.MustCompile(`/\*SLICE:\w+\*/\?`)
	number  = regexp.MustCompile(`\$(\d+)`)
	scanned = regexp.MustCompile(`^SCAN (\w+)$`)
)

// small names what may be read whole: tables that do not grow with the county's work.
var small = map[string]bool{
	"field AnyNeed":           true,                             // ends at the first row
	"diligence CountMentions": true, "notify CountUnread": true, // counts what an index has picked
	"letter Cubes": true, "letter Months": true, "report Counts": true, "report Dues": true, "report HazardCounts": true, "report FirstYears": true, // sums by day, read at a start
	"matter All": true, // a rebuild
}

// Every query of a room finds its rows by an index. A partial index is one only where the query repeats its condition.
func TestNoQueryScans(t *testing.T) {
	files, err := filepath.Glob("../*/*db/queries.sql.go")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	d := SQLite(t, db.Options{})
	seen := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		room := filepath.Base(filepath.Dir(filepath.Dir(file)))
		for _, q := range written.FindAllStringSubmatch(string(text), -1) {
			seen++
			query := slice.ReplaceAllString(q[2], "'a'")
			for _, step := range Plan(t, d, query, places(query)...) {
				if name := room + " " + q[1]; scanned.MatchString(step) && !small[name] {
					t.Errorf("%s: %s", name, step)
				}
			}
		}
	}
	t.Logf("%d queries", seen)
}

// places are empty arguments for the numbers of a query.
func places(query string) []any {
	last := 0
	for _, n := range number.FindAllStringSubmatch(query, -1) {
		k, _ := strconv.Atoi(n[1]) // digits
		last = max(last, k)
	}
	return make([]any, last)
}
