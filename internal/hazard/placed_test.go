package hazard_test

import (
	"testing"

	"anlan"
	"anlan/internal/hazard"
)

// A device that has found no place says 0°N 0°E: what it reports is taken, the place is not. A point that somebody
// gives on purpose is refused in words.
func TestPlaceOfNowhere(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		zero := new(float64)
		nowhere := func() hazard.Photo {
			p := h.photo()
			p.Lon, p.Lat, p.Acc = zero, zero, 9
			return p
		}
		d := h.draft()
		d.Point, d.Photos = &hazard.Point{Accuracy: 9}, []hazard.Photo{nowhere()}
		x := h.report(h.regulator(), d)
		if x.Point != nil || x.Photos[0].Lon != nil || x.Photos[0].Lat != nil || x.Photos[0].Acc != 0 {
			t.Errorf("a place that nobody found is kept: %+v %+v", x.Point, x.Photos[0])
		}
		if *d.Photos[0].Lon != 0 {
			t.Error("the caller's pictures were changed")
		}
		d = h.draft()
		d.Fixed = &hazard.FixDraft{Photos: []hazard.Photo{nowhere()}}
		if y := h.report(h.regulator(), d); y.Fix.Photos[0].Lon != nil {
			t.Errorf("kept with what was fixed: %+v", y.Fix.Photos[0])
		}
		_, err := h.Amend(ctx, h.regulator(), x.ID, x.Revision, hazard.Amendment{Point: &hazard.Point{}})
		refused(t, err, anlan.ErrGeoPointOutside)
		_, err = h.Amend(ctx, h.regulator(), x.ID, x.Revision, hazard.Amendment{Point: &hazard.Point{Lon: 34.7, Lat: 76.1}})
		refused(t, err, anlan.ErrGeoPointSwapped)
		h.rectify(x)
		x, err = h.Close(ctx, h.regulator(), x.ID, 0, hazard.CheckDraft{Pass: true, Text: "看过", Visit: true, Point: &hazard.Point{}, Photos: []hazard.Photo{nowhere()}})
		ok(t, err)
		if x.Recheck.Point != nil || x.Recheck.Photos[0].Lat != nil {
			t.Errorf("kept with the check: %+v", x.Recheck)
		}
	})
}
