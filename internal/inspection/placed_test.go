package inspection_test

import (
	"slices"
	"testing"

	"anlan"
	"anlan/internal/inspection/checklist"
)

// A phone that has found no place says 0°N 0°E: the inspection is taken without it, but it answers no item that asks
// for a place.
func TestPlaceOfNowhere(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		site := h.site("演示加油站", "filling_station", "演示加油站")
		c := h.list("filling-station")
		town := h.actor("永清镇", anlan.RoleTownship)
		zero := new(float64)
		d := h.draft(c, site.ID)
		h.no(&d, "licence")
		d.Point, d.Answers[0].Photos[0].Lon, d.Answers[0].Photos[0].Lat = &checklist.Point{}, zero, zero
		i, err := h.Record(ctx, town, d)
		ok(t, err)
		if i.Point != nil || i.Answers[0].Photos[0].Lon != nil {
			t.Errorf("a place that nobody found is kept: %+v %+v", i.Point, i.Answers[0].Photos[0])
		}
		again, err := h.Record(ctx, town, d)
		ok(t, err)
		if again.ID != i.ID || d.Answers[0].Photos[0].Lon == nil {
			t.Error("sent once more it is another draft")
		}
		village := h.site("演示林缘村", "forest_village", "演示加油站")
		d = h.draft(h.list("forest-village"), village.ID)
		at := slices.IndexFunc(d.Answers, func(a checklist.Answer) bool { return a.Point != nil })
		d.Answers[at].Point = &checklist.Point{}
		i, err = h.Record(ctx, town, d)
		ok(t, err)
		if at = slices.IndexFunc(i.Answers, func(a checklist.Answer) bool { return a.Point != nil }); at >= 0 {
			t.Errorf("it answers an item: %+v", i.Answers[at])
		}
	})
}
