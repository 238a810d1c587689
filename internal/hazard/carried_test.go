package hazard_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"anlan"
	"anlan/internal/hazard"
)

// What phones carry of the ledger, against a look at each record: those one may read, and the habits of sites
// among the findings that count.
func TestManyAndHabitsAgainstBruteForce(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		all := h.crowd(t, 90)
		var ids []anlan.ID
		want := map[anlan.ID]map[string]int{}
		for _, x := range all {
			ids = append(ids, x.ID)
			if x.Site != "" && x.State != hazard.Dropped && !x.Exercise {
				if want[x.Site] == nil {
					want[x.Site] = map[string]int{}
				}
				want[x.Site][x.Category]++
			}
		}
		for name, a := range map[string]anlan.Actor{"office": h.office(), "firm": h.firm(), "village": h.actor("甲村", anlan.RoleVillage)} {
			list, err := h.Many(ctx, a, append(ids, h.db.NewID()))
			ok(t, err)
			n := 0
			for _, x := range all {
				if h.mayRead(a, x) {
					n++
				}
			}
			if len(list) != n || slices.ContainsFunc(list, func(x hazard.Hazard) bool { return !h.mayRead(a, x) }) {
				t.Errorf("%s is given %d of the hazards, want %d", name, len(list), n)
			}
		}
		got, err := h.Habits(ctx, append(slices.Collect(maps.Keys(want)), h.db.NewID()), 0)
		ok(t, err)
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("habits are %v, want %v", got, want)
		}
		if later, err := h.Habits(ctx, slices.Collect(maps.Keys(want)), h.db.Now()); err != nil || len(later) != 0 {
			t.Errorf("what was found before the moment counts: %v %v", later, err)
		}
	})
}
