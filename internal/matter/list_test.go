package matter

import (
	"strings"
	"testing"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
)

// TestListsWalkTheirIndex: whatever a list is narrowed by, SQLite walks that column's index to the end
// of the page and sorts nothing. Without statistics its planner is easily led astray.
func TestListsWalkTheirIndex(t *testing.T) {
	t.Parallel()
	d := dbtest.SQLite(t, db.Options{})
	for _, c := range []struct {
		name string
		f    Filter
		want string
	}{
		{"the county", Filter{}, "matter_state (state=?"},
		{"a unit", Filter{Unit: "u"}, "matter_unit (unit=? AND state=?"},
		{"a branch", Filter{Branch: "u"}, "matter_branch (branch=? AND state=?"},
		{"a township", Filter{Area: "620521100"}, "matter_area (area=? AND state=?"},
		{"a topic", Filter{Topic: "fire"}, "matter_topic (topic=? AND state=?"},
		{"what is overdue in a township", Filter{Area: "620521100", Lamp: LampOverdue}, "matter_area (area=? AND state=?"},
		{"what is due soon on a topic", Filter{Topic: "fire", Lamp: LampSoon}, "matter_topic (topic=? AND state=?"},
		{"what a unit has ended", Filter{Unit: "u", States: []State{Closed}}, "matter_unit (unit=? AND state=?"},
		{"what ended in a township", Filter{Area: "620521100", States: []State{Closed}}, "matter_area (area=? AND state=?"},
		{"what ended", Filter{States: []State{Recalled}}, "matter_state (state=?"},
		{"states that are asked for twice", Filter{States: []State{Doing, "x", Doing, Returned, "y"}}, "matter_state (state=?"},
		{"no state that exists", Filter{States: []State{"x", "y"}}, "matter_state (state=?"},
	} {
		l, err := newLister(c.f, anlan.Scope{All: true}, anlan.Actor{}, 1000, 3*24*time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		l.place = rowid
		text, args := l.text(50)
		plan := dbtest.Plan(t, d, text, args...)
		walks, got := 0, strings.Join(plan, "; ")
		for _, step := range plan {
			if strings.Contains(step, "COVERING INDEX "+c.want) && strings.Contains(step, "(rank,id)") {
				walks++
			}
		}
		if walks != len(l.f.States) || strings.Contains(got, "TEMP B-TREE") || !strings.Contains(got, "SEARCH m USING INTEGER PRIMARY KEY") {
			t.Errorf("%s: %d walks of %d: %s", c.name, walks, len(l.f.States), got)
		}
	}
}
