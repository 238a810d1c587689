package hazard_test

import (
	"testing"
	"time"

	"anlan/internal/hazard"
)

// An enterprise without findings is listed when its peers have some; one that is found by others and
// never by itself is told apart.
func TestZeroHazards(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		p, err := h.Silent(ctx, h.office(), hazard.SilentFilter{})
		ok(t, err)
		if len(p.Items) != 0 {
			t.Errorf("new enterprises were listed: %+v", p.Items)
		}
		h.pass(200 * 24 * time.Hour)
		p, err = h.Silent(ctx, h.office(), hazard.SilentFilter{})
		ok(t, err)
		if len(p.Items) != 0 {
			t.Errorf("without peers there is no suspicion: %+v", p.Items)
		}
		h.report(h.regulator(), h.draft()) // at the filling station, by somebody else
		p, err = h.Silent(ctx, h.office(), hazard.SilentFilter{})
		ok(t, err)
		if len(p.Items) != 1 || p.Items[0].Unit != h.id("加油站") || !p.Items[0].OwnOnly || p.Items[0].Ever != 1 {
			t.Errorf("%+v", p.Items)
		}
		d := h.draft()
		d.Source = "self"
		h.report(h.firm(), d)
		p, err = h.Silent(ctx, h.office(), hazard.SilentFilter{})
		ok(t, err)
		if len(p.Items) != 0 {
			t.Errorf("after its own finding: %+v", p.Items)
		}
		if p.Reason.Version == "" {
			t.Error("the list names no rule")
		}
	})
}
