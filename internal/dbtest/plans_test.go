package dbtest

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
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
			for _, step := range plan(t, d, slice.ReplaceAllString(q[2], "'a'")) {
				if name := room + " " + q[1]; scanned.MatchString(step) && !small[name] {
					t.Errorf("%s: %s", name, step)
				}
			}
		}
	}
	t.Logf("%d queries", seen)
}

func plan(t *testing.T, d *db.DB, query string) (steps []string) {
	t.Helper()
	last := 0
	for _, n := range number.FindAllStringSubmatch(query, -1) {
		k, _ := strconv.Atoi(n[1]) // digits
		last = max(last, k)
	}
	rows, err := d.Reader().QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+query, make([]any, last)...)
	if err != nil {
		t.Fatalf("%v: %.300s", err, strings.TrimSpace(query))
	}
	defer func() { _ = rows.Close() }() // read to its end
	for rows.Next() {
		var id, parent, unused int
		var step string
		if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
			t.Fatal(err)
		}
		steps = append(steps, step)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return steps
}
