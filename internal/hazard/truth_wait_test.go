package hazard_test

import (
	"testing"

	"anlan/internal/dbtest"
	"anlan/internal/hazard"
)

// TestNoDoubtYetIsToldApart: until the examiner has looked at the pictures of a finding and of its rectification, the
// hazard says that they wait; what brings no picture does not make it wait.
func TestNoDoubtYetIsToldApart(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		d := h.darkroom()
		waits := func(x hazard.Hazard, want bool, when string) {
			t.Helper()
			dbtest.Numbered(t, d.db)
			got, err := d.Waiting(ctx, x)
			ok(t, err)
			if got != want {
				t.Errorf("%s: waits %v", when, got)
			}
		}
		x := d.found("加油站", d.upload(drawn(20), ""))
		waits(x, true, "just found")
		waits(d.look(x), false, "looked at")
		_, err := d.matters.Sign(ctx, d.firm(), x.Matter, 0)
		ok(t, err)
		waits(x, false, "signed for")
		waits(d.done(x, "加油站", d.upload(drawn(21), "")), false, "done and looked at")
		x, err = d.close(d.get(x.ID), d.onSite())
		ok(t, err)
		waits(x, true, "closed with pictures of the check")
	})
}
