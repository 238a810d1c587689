package matrix

import (
	"slices"
	"testing"

	"anlan"
	"anlan/internal/registry"
)

// handOver gives the post of a unit to somebody else from a day on; nobody follows when the name is empty.
func (h house) handOver(unit, name string, on anlan.Date) {
	h.t.Helper()
	holders, err := registry.In(h.db.Reader()).Holders(ctx, h.posts[unit].ID, on)
	ok(h.t, err)
	if name == "" {
		_, err = h.reg.Relieve(ctx, h.office, holders[0].ID, holders[0].Revision, on.AddDays(-1))
		ok(h.t, err)
		return
	}
	next, err := h.reg.CreatePerson(ctx, h.office, registry.PersonDraft{Name: name})
	ok(h.t, err)
	_, err = h.reg.HandOver(ctx, h.office, registry.HandOver{Post: h.posts[unit].ID, From: holders[0].Person, To: next.ID, On: on})
	ok(h.t, err)
}

// A change of posts shows every public post that changed hands, whether the matrix names it or not, with what it leads.
func TestAChangeOfPosts(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		_, err := h.Seed(ctx, h.office, "2021-01-01")
		ok(t, err)
		sectors, err := h.Sectors(ctx, h.office)
		ok(t, err)
		assign := func(i int, unit string, since, until anlan.Date) Cell {
			c, err := h.Assign(ctx, h.office, CellDraft{Sector: sectors[i].ID, Axis: Industry, Role: Lead, Unit: h.units[unit].ID, Since: since, Until: until, Basis: division})
			ok(t, err)
			return c
		}
		stays := assign(0, "应急局", "2021-01-01", "")
		ended := assign(1, "文旅局", "2021-01-01", "2022-01-15")
		began := assign(2, "文旅局", "2022-01-16", "")
		h.handOver("应急局", "新局长", "2022-01-10")
		h.handOver("永清镇", "", "2022-01-12")
		h.handOver("剧本店", "新店长", "2022-01-10") // no public post
		list, err := h.Diff(ctx, h.office, "2022-01-01", "2022-01-18")
		ok(t, err)
		want := []Shift{
			{Kind: ShiftPeople, Holder: Holder{Unit: h.units["应急局"].ID, Post: h.posts["应急局"].ID}, Leads: []anlan.ID{stays.Sector}, Before: []string{"岗位2"}, After: []string{"新局长"}},
			{Kind: ShiftPeople, Holder: Holder{Unit: h.units["永清镇"].ID, Post: h.posts["永清镇"].ID}, Before: []string{"岗位5"}, After: []string{}},
			{Kind: ShiftBegan, Cell: began}, {Kind: ShiftEnded, Cell: ended},
		}
		same := func(a, b Shift) bool {
			return a.Kind == b.Kind && a.Cell.ID == b.Cell.ID && a.Holder == b.Holder && slices.Equal(a.Leads, b.Leads) &&
				slices.Equal(a.Before, b.Before) && slices.Equal(a.After, b.After)
		}
		if !slices.EqualFunc(list, want, same) {
			t.Errorf("%+v", list)
		}
		for _, days := range [][2]anlan.Date{{"2022-01-17", "2022-01-18"}, {"2021-06-01", "2021-07-01"}} {
			if list, err := h.Diff(ctx, h.office, days[0], days[1]); err != nil || len(list) > 0 {
				t.Errorf("nothing happened between %v: %+v %v", days, list, err)
			}
		}
		_, err = h.Diff(ctx, h.office, "2022-01-18", "2022-01-01")
		refused(t, "backwards", err, anlan.ErrMatrixEndsEarly)
	})
}

// The pages of a comparison are the comparison; it is worked out once, and anew when the matrix changes; a page that
// follows goes on behind the last one that was shown, whatever came before it since.
func TestPagesOfAComparison(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		_, err := h.Seed(ctx, h.office, "2021-01-01")
		ok(t, err)
		sectors, err := h.Sectors(ctx, h.office)
		ok(t, err)
		const from, to = anlan.Date("2022-01-01"), anlan.Date("2022-01-18")
		made := 0
		assign := func() {
			t.Helper()
			axis := []Axis{Industry, Business, Party}[made%3]
			d := CellDraft{Sector: sectors[made/3%len(sectors)].ID, Axis: axis, Role: Lead, Unit: h.units["应急局"].ID, Since: "2022-01-10", Basis: division}
			if made++; axis == Party {
				d.Unit, d.Post = "", h.posts["应急局"].ID
			}
			_, err := h.Assign(ctx, h.office, d)
			ok(t, err)
		}
		for range 230 {
			assign()
		}
		all, err := h.Diff(ctx, h.office, from, to)
		ok(t, err)
		if len(all) != 230 {
			t.Fatalf("%d differences", len(all))
		}
		var seen []Shift
		pages := 0
		for cursor := ""; ; {
			p, err := h.DiffPage(ctx, h.office, from, to, cursor)
			ok(t, err)
			if pages++; p.Counts[ShiftBegan] != 230 || len(p.Items) > shiftsMost {
				t.Errorf("page %d: %d of %v", pages, len(p.Items), p.Counts)
			}
			seen = append(seen, p.Items...)
			if cursor = p.Next; cursor == "" {
				break
			}
		}
		if pages != 3 || !slices.EqualFunc(all, seen, func(a, b Shift) bool { return a.key() == b.key() }) {
			t.Errorf("%d differences on %d pages", len(seen), pages)
		}
		one, err := h.DiffPage(ctx, h.office, from, to, "")
		ok(t, err)
		assign() // behind the others: identities grow
		h.handOver("应急局", "新局长", "2022-01-10")
		two, err := h.DiffPage(ctx, h.office, from, to, one.Next)
		ok(t, err)
		if h.diffs.ear.Exact() && (two.Items[0].key() != all[100].key() || two.Counts[ShiftBegan] != 231 || two.Counts[ShiftPeople] != 1) {
			t.Errorf("%s follows %s: %v", two.Items[0].key(), all[99].key(), two.Counts)
		}
		if fresh, err := h.DiffPage(ctx, h.office, from, to, ""); err != nil || fresh.Counts[ShiftBegan] != 231 || fresh.Counts[ShiftPeople] != 1 {
			t.Errorf("%v, %v", fresh.Counts, err)
		}
		for i := range 12 {
			_, err := h.Diff(ctx, h.office, anlan.Date("2021-12-01").AddDays(i), to)
			ok(t, err)
		}
		if len(h.diffs.kept) > comparisonsMost {
			t.Errorf("%d comparisons are remembered", len(h.diffs.kept))
		}
		_, err = h.DiffPage(ctx, h.office, from, to, "no cursor")
		refused(t, "a cursor of one's own", err, anlan.ErrFieldInvalid)
	})
}
