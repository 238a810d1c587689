package hazard

import (
	"strings"
	"testing"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
)

// Whatever the ledger is narrowed by, SQLite walks that column's own index to the end of the page and sorts
// nothing. Without statistics its planner is easily led astray.
func TestListsWalkTheirIndex(t *testing.T) {
	t.Parallel()
	d := dbtest.SQLite(t, db.Options{})
	for col, want := range map[string]string{"": "hazard_state (state=?", "unit": "hazard_owner (unit=? AND state=?", "branch": "hazard_branch (branch=? AND state=?",
		"area": "hazard_area (area=? AND state=?", "village": "hazard_village (village=? AND state=?", "site": "hazard_site (site=? AND state=?",
		"finder": "hazard_finder (finder=? AND state=?", "checker": "hazard_checker (checker=? AND state=?", "source": "hazard_source (source=? AND state=?",
		"sector": "hazard_sector (sector=? AND state=?", "category": "hazard_category (category=? AND state=?", "grade": "hazard_grade (grade=? AND state=?",
		"listed": "hazard_listed (listed=? AND state=?", "relapse": "hazard_relapse (state=?", "stopped": "hazard_stopped (state=?"} {
		text, args := plainText(way{col, "x"}, Closed, key{found: 1}, 50)
		if plan := explain(t, d, text, args...); !strings.Contains(plan, "USING INDEX "+want) || !strings.Contains(plan, "(found,id)") || strings.Contains(plan, "TEMP B-TREE") {
			t.Errorf("%q: %s", col, plan)
		}
	}
	text, args := plainText(way{}, "", key{found: 1}, 50)
	if plan := explain(t, d, text, args...); !strings.Contains(plan, "USING INDEX hazard_found ((found,id)") {
		t.Errorf("the whole ledger: %s", plan)
	}
	if plan := explain(t, d, `SELECT count(*) FROM hazard WHERE sector = 'x' AND state = 'closed' AND found >= 1`); !strings.Contains(plan, "COVERING INDEX hazard_sector") {
		t.Errorf("findings of a sector: %s", plan)
	}
	if plan := explain(t, d, `SELECT doc FROM hazard WHERE habit = 'x' AND found >= 1 AND found <= 2 ORDER BY found DESC, id DESC LIMIT 9`); !strings.Contains(plan, "hazard_habit (habit=?") {
		t.Errorf("relapses: %s", plan)
	}
}

// Of several filters that are all wide the first leads, and rows that do not fit are passed over without being read:
// the index ends in what the others ask for.
func TestWhatDoesNotFitIsNotRead(t *testing.T) {
	t.Parallel()
	d := dbtest.SQLite(t, db.Options{})
	all := Filter{Branch: "b", Area: "620521100", Category: "exit", Sector: "catering", Source: "joint", Grade: General, Overdue: true, Limit: 50}
	plan := func(f Filter, w way) string {
		fits, args := (&lister{f: f, scope: anlan.Scope{All: true}}).fits(w, nil)
		text, args := siftText(&stream{way: w, state: Closed, from: key{found: 1}}, fits, args, 500, 50)
		return explain(t, d, text, args...)
	}
	covered := func(f Filter, w way, index string) {
		if got := plan(f, w); !strings.Contains(got, "SEARCH hazard USING COVERING INDEX "+index+" (") || !strings.Contains(got, "(found,id)<") {
			t.Errorf("%s leads: %s", w.col, got)
		}
	}
	covered(all, way{"branch", "b"}, "hazard_branch")
	all.Branch = ""
	for _, lead := range []struct{ col, index string }{{"checker", "hazard_checker"}, {"finder", "hazard_finder"}, {"unit", "hazard_owner"}, {"area", "hazard_area"}} {
		covered(all, way{lead.col, "620521100"}, lead.index)
	}
	all.Area = ""
	covered(all, way{"category", "exit"}, "hazard_category")
	covered(Filter{Overdue: true}, way{}, "hazard_state")
	if got := plan(Filter{Words: "50%_!"}, way{}); !strings.Contains(got, "SEARCH hazard USING INDEX hazard_state (state=? AND (found,id)<") {
		t.Errorf("words: %s", got)
	}
}

func explain(t *testing.T, d *db.DB, query string, args ...any) string {
	t.Helper()
	return strings.Join(dbtest.Plan(t, d, query, args...), "; ")
}
