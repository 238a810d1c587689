package dbtest

import (
	"context"
	"testing"

	"anlan/internal/db"
)

// Plan is how SQLite would run a query, step by step.
func Plan(t testing.TB, d *db.DB, query string, args ...any) (steps []string) {
	t.Helper()
	rows, err := d.Reader().QueryContext(context.Background(), "EXPLAIN QUERY PLAN "+query, args...)
	if err != nil {
		t.Fatalf("%v: %.300s", err, query)
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
