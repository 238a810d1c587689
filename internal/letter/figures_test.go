package letter_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"anlan"
	"anlan/internal/letter"
	"anlan/internal/matter"
)

// Each fact stands once in the sorts and the months from which yearly figures are made; what a hazard turns
// out to be moves it, and what was withdrawn leaves.
func TestSortsOfFacts(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		town := h.units["永清镇人民政府"]
		ref := func(n int) anlan.Ref { return anlan.Ref{Kind: "hazard.hazard", ID: anlan.ID(fmt.Sprintf("h%d", n))} }
		hazard := func(n int, state, grade, sector string) {
			h.tells("hazard.told", ref(n), map[string]any{"number": strconv.Itoa(n), "text": "通道堵塞", "matter": "m1",
				"lead": matter.Seat{Unit: town.ID, Branch: town.ID, Place: town.Place},
				"now":  map[string]any{"state": state, "grade": grade, "sector": sector}})
		}
		hazard(1, "rectifying", "general", "fire")
		h.matter(1, "永清镇人民政府", "2022-03-01", "", matter.Issued, false, ref(1))
		hazard(1, "planned", "major", "gas") // graded anew
		hazard(2, "rectifying", "general", "fire")
		hazard(2, "dropped", "general", "fire")
		h.tells("inspection.done", anlan.Ref{Kind: "inspection.inspection", ID: "i1"},
			map[string]any{"number": "检1", "siteName": "某学校", "kind": "school", "place": "620521101201", "source": "township", "inspector": town.ID, "branch": town.ID})
		firm := h.units["演示加油站"]
		_, err := h.Record(ctx, h.office, letter.RecordDraft{Unit: firm.ID, Metric: "accident.count", Day: "2022-01-10", N: 2, Text: "事故", Basis: "快报"})
		ok(t, err)
		h.fold()
		rows, err := h.db.Reader().QueryContext(ctx, `SELECT year, metric, verdict, area, sector, grade, n FROM v_letter_cube ORDER BY metric, verdict`)
		ok(t, err)
		defer func() { ok(t, rows.Close()) }()
		var got []string
		for rows.Next() {
			var year, n int64
			var metric, verdict, area, sector, grade string
			ok(t, rows.Scan(&year, &metric, &verdict, &area, &sector, &grade, &n))
			got = append(got, strings.Join([]string{strconv.FormatInt(year, 10), metric, verdict, area, sector, grade, strconv.FormatInt(n, 10)}, "|"))
		}
		ok(t, rows.Err())
		want := []string{"2022|accident.count|bad|620521100|||2", "2022|hazard.deadline|open|620521100|hazard:gas|major|1",
			"2022|hazard.found|open|620521100|hazard:gas|major|1", "2022|hazard.major|open|620521100|hazard:gas|major|1",
			"2022|inspection.done|good|620521101|site:school|township|1"}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		var months int64
		ok(t, h.db.Reader().QueryRowContext(ctx, `SELECT SUM(n) FROM v_letter_month WHERE month = 3 AND metric = 'hazard.deadline'`).Scan(&months))
		if months != 1 {
			t.Errorf("%d facts are due in March", months)
		}
		ok(t, h.Recount(ctx))
	})
}

// A hazard counts on the day on which it was found, whenever it was entered, and stays there; one of whose
// finding its events do not tell, on the day of the first of them.
func TestHazardsCountOnTheDayTheyWereFound(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		town := h.units["永清镇人民政府"]
		tell := func(id string, found anlan.Date, state string) {
			body := map[string]any{"number": id, "text": "通道堵塞", "lead": matter.Seat{Unit: town.ID, Branch: town.ID, Place: town.Place}, "now": map[string]any{"state": state, "grade": "major"}}
			if found != "" {
				body["found"] = found.Start().Add(10 * time.Hour)
			}
			h.tells("hazard.told", anlan.Ref{Kind: "hazard.hazard", ID: anlan.ID(id)}, body)
		}
		tell("late", "2021-12-30", "rectifying")
		tell("old", "", "rectifying")
		tell("old", "2022-01-02", "closed")
		h.fold()
		for id, want := range map[string]string{"late": "2021-12-30 2021", "old": "2022-01-18 2022"} {
			var n int
			ok(t, h.db.Reader().QueryRowContext(ctx, `SELECT COUNT(*) FROM v_letter_fact WHERE ref = $1 AND metric IN ('hazard.found', 'hazard.major') AND day = $2 AND year = $3`,
				"hazard.hazard:"+id, want[:10], want[11:]).Scan(&n))
			if n != 2 {
				t.Errorf("%s: %d facts on %s", id, n, want)
			}
		}
	})
}
