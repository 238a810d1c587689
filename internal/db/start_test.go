package db

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
)

// TestStartReadsNoTable: a county of ten years starts as fast as an empty one.
func TestStartReadsNoTable(t *testing.T) {
	t.Parallel()
	d, err := Open(context.Background(), Options{Path: filepath.Join(t.TempDir(), "anlan.db")})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	var id, parent, unused int
	var step string
	if err := d.Reader().QueryRowContext(context.Background(), "EXPLAIN QUERY PLAN "+lastPos).Scan(&id, &parent, &unused, &step); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(step, "event_pos (pos>?)") {
		t.Errorf("finding the last position reads the events: %s", step)
	}
}
