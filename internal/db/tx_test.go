package db_test

import (
	"slices"
	"testing"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
)

// What one transaction makes sorts as it was made, and never meets another's, however much it is.
func TestIDsOfOneTransactionKeepTheirOrder(t *testing.T) {
	t.Parallel()
	d := dbtest.SQLite(t, db.Options{})
	seen := map[anlan.ID]bool{}
	for range 2 {
		var list []anlan.ID
		if err := d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
			for range 5000 {
				list = append(list, tx.NewID())
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if !slices.IsSorted(list[:4000]) {
			t.Error("identifiers of one transaction are out of their order")
		}
		for _, id := range list {
			if _, err := anlan.ParseID(string(id)); err != nil || seen[id] {
				t.Fatalf("%s: %v, seen before: %t", id, err, seen[id])
			}
			seen[id] = true
		}
	}
}
