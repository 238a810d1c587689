package event

import (
	"context"
	"reflect"
	"strconv"
	"testing"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
)

// TestMemoryTellsWhatTheTableTells: a reader hears the same of an event, to the byte, wherever it comes from.
func TestMemoryTellsWhatTheTableTells(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		const events = 50
		by := anlan.Actor{Account: "a", Post: "p", Unit: "u", Roles: []anlan.Role{anlan.RoleOffice}, Scope: anlan.Scope{Units: []anlan.ID{"u"}}}
		for i := range events {
			err := d.Write(ctx, by, func(tx *db.Tx) error {
				return tx.Emit("test.done", anlan.Ref{Kind: "test.thing", ID: anlan.ID(strconv.Itoa(i))}, map[string]any{"i": i, "what": "隐患 <&>"}, map[string]int{"record": i})
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := d.Wait(ctx, events-1); err != nil {
			t.Fatal(err)
		}
		for range 2 { // PostgreSQL reads the table at first, and memory then
			heard, err := next(ctx, d, 10)
			stored, err2 := After(ctx, d.Reader(), 10, PageLimit)
			if err != nil || err2 != nil || len(heard) != events-10 {
				t.Fatal(len(heard), err, err2)
			}
			for i, e := range heard {
				if !reflect.DeepEqual(e, stored[i]) {
					t.Fatalf("memory tells\n%+v\nand the table\n%+v", e, stored[i])
				}
			}
		}
		if len(d.Recent(10, PageLimit)) != events-10 {
			t.Error("memory has not kept them")
		}
	})
}
