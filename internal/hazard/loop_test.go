package hazard_test

import (
	"errors"
	"testing"
	"time"

	"anlan"
	"anlan/internal/hazard"
	"anlan/internal/matter"
)

// A general hazard: found, put right, checked by another post, closed; through the matter, heard back.
func TestGeneralLoop(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		d := h.draft()
		x := h.report(h.regulator(), d)
		if x.State != hazard.Rectifying || x.Lead.Unit != h.id("加油站") || x.Checker.Unit != h.id("应急局") || x.Sector != "hazmat" || x.Due == "" {
			t.Fatalf("%+v", x)
		}
		again, err := h.Report(ctx, h.regulator(), d)
		ok(t, err)
		if again.Number != x.Number {
			t.Errorf("the same capture became %s and %s", x.Number, again.Number)
		}
		_, err = h.Report(ctx, h.actor("住建局", anlan.RoleDepartment), d)
		refused(t, err, anlan.ErrHazardIDTaken)
		_, err = h.Close(ctx, h.regulator(), x.ID, 0, hazard.CheckDraft{Pass: true, Text: "看过"})
		refused(t, err, anlan.ErrHazardWrongState)
		h.rectify(x)
		if x = h.get(x.ID); x.State != hazard.Rechecking {
			t.Fatalf("after the report of completion it is %s", x.State)
		}
		_, err = h.Close(ctx, h.firm(), x.ID, 0, hazard.CheckDraft{Pass: true, Text: "自己看过"})
		refused(t, err, anlan.ErrForbidden)
		x, err = h.Close(ctx, h.regulator(), x.ID, x.Revision, hazard.CheckDraft{Pass: false, Text: "仍有一处未换"})
		ok(t, err)
		if x.State != hazard.Rectifying {
			t.Fatalf("sent back, it is %s", x.State)
		}
		h.settle()
		h.rectify(x)
		x, err = h.Close(ctx, h.regulator(), x.ID, 0, hazard.CheckDraft{Pass: true, Text: "现场复查合格", Visit: true, Photos: []hazard.Photo{h.photo()}})
		ok(t, err)
		m, err := h.matters.Get(ctx, h.office(), x.Matter)
		ok(t, err)
		if x.State != hazard.Closed || m.State != matter.Closed || x.Closed == 0 {
			t.Fatalf("hazard %s, matter %s", x.State, m.State)
		}
		h.settle()
		if again := h.get(x.ID); again.Revision != x.Revision {
			t.Errorf("hearing of one's own closing changed the record")
		}
		x, err = h.Reopen(ctx, h.office(), x.ID, 0, "再次失效", "")
		ok(t, err)
		if x.State != hazard.Rectifying || x.Reopened != 1 || x.Closed != 0 {
			t.Errorf("reopened: %+v", x)
		}
		h.witness(t)
	})
}

// What the matter's own page does is heard too.
func TestMatterTellsTheHazard(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		x := h.report(h.regulator(), h.draft())
		h.rectify(x)
		_, err := h.matters.Review(ctx, h.regulator(), x.Matter, 0, true, "")
		ok(t, err)
		h.settle()
		if x = h.get(x.ID); x.State != hazard.Closed || x.Recheck == nil || x.Recheck.Visit {
			t.Fatalf("%+v", x)
		}
		_, err = h.matters.Reopen(ctx, h.office(), x.Matter, 0, "反弹", "2024-05-01")
		ok(t, err)
		h.settle()
		if x = h.get(x.ID); x.State != hazard.Rectifying || x.Due != "2024-05-01" || x.Reopened != 1 {
			t.Fatalf("%+v", x)
		}
		y := h.report(h.regulator(), h.draft())
		_, err = h.matters.Transfer(ctx, h.office(), y.Matter, 0, h.id("饭店"), "不是加油站的")
		ok(t, err)
		h.settle()
		if y = h.get(y.ID); y.Lead.Unit != h.id("饭店") {
			t.Errorf("the owner is still %s", y.Lead.Unit)
		}
		h.witness(t)
	})
}

// What was put right on the spot stays light: before and after, done, no matter.
func TestFixedOnTheSpot(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		d := h.draft()
		d.Fixed = &hazard.FixDraft{Photos: d.Photos}
		_, err := h.Report(ctx, h.regulator(), d)
		refused(t, err, anlan.ErrHazardSamePhoto)
		d.Fixed = &hazard.FixDraft{Photos: []hazard.Photo{h.photo()}, Text: "当场更换"}
		d.Grade = hazard.MaybeMajor
		_, err = h.Report(ctx, h.regulator(), d)
		refused(t, err, anlan.ErrHazardFixedMajor)
		d.Grade = hazard.General
		x := h.report(h.regulator(), d)
		if x.State != hazard.Fixed || x.Matter != "" || x.Closed == 0 || x.Number == "" {
			t.Errorf("%+v", x)
		}
		d.ID, d.Photos = h.db.NewID(), nil
		_, err = h.Report(ctx, h.regulator(), d)
		refused(t, err, anlan.ErrHazardFixedPhotos)
		h.witness(t)
	})
}

// A count without facts, a picture that never came, words nobody knows: each is refused by name.
func TestRefusedReports(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		for name, c := range map[string]struct {
			change func(*hazard.Draft)
			want   *anlan.Error
		}{
			"count":    {func(d *hazard.Draft) { d.Text = "排查隐患12处，已整改10处" }, anlan.ErrHazardCountOnly},
			"empty":    {func(d *hazard.Draft) { d.Text = " " }, anlan.ErrFieldRequired},
			"category": {func(d *hazard.Draft) { d.Category = "??" }, anlan.ErrFieldInvalid},
			"source":   {func(d *hazard.Draft) { d.Source = "rumour" }, anlan.ErrFieldInvalid},
			"photo":    {func(d *hazard.Draft) { d.Photos[0].Hash = "00" }, anlan.ErrMatterFileUnknown},
			"site":     {func(d *hazard.Draft) { d.Site = "nowhere" }, anlan.ErrHazardSiteUnknown},
			"id":       {func(d *hazard.Draft) { d.ID = "1" }, anlan.ErrIDMalformed},
			"major":    {func(d *hazard.Draft) { d.Grade = hazard.Major }, anlan.ErrHazardGradeBasis},
			"due":      {func(d *hazard.Draft) { d.Due = "2026-01-01" }, anlan.ErrHazardPlanLong},
			"past":     {func(d *hazard.Draft) { d.Due = "2024-01-01" }, anlan.ErrMatterDueBeforeStart},
		} {
			d := h.draft()
			c.change(&d)
			if _, err := h.Report(ctx, h.regulator(), d); !errors.Is(err, c.want) {
				t.Errorf("%s: %v, want %s", name, err, c.want.Code)
			}
		}
	})
}

// Who owes it and who checks it, by the default rule: never the same unit.
func TestDefaultSeats(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		for name, c := range map[string]struct {
			by            anlan.Actor
			unit, site    anlan.ID
			source        string
			owner, checks string
		}{
			"department checks what it found":     {h.actor("住建局", anlan.RoleDepartment), h.id("加油站"), "", "department", "加油站", "住建局"},
			"own check goes to the regulator":     {h.firm(), "", "", "self", "加油站", "应急局"},
			"without a regulator to the township": {h.actor("饭店", anlan.RoleEnterprise), "", "", "self", "饭店", "永清镇"},
			"a village finds, the regulator":      {h.actor("甲村", anlan.RoleVillage), h.id("加油站"), "", "village", "加油站", "应急局"},
			"the site names who runs it":          {h.actor("永清镇", anlan.RoleTownship), "", "site-1", "township", "加油站", "永清镇"},
			"a township's own hazard":             {h.actor("永清镇", anlan.RoleTownship), "", "", "township", "永清镇", "安委办"},
		} {
			d := h.draft()
			d.Unit, d.Site, d.Source = c.unit, c.site, c.source
			x, err := h.Report(ctx, c.by, d)
			if err != nil || x.Lead.Unit != h.id(c.owner) || x.Checker.Unit != h.id(c.checks) || x.Lead.Unit == x.Checker.Unit {
				t.Errorf("%s: owed by %s, checked by %s, %v", name, x.Lead.Unit, x.Checker.Unit, err)
			}
		}
		d := h.draft()
		_, err := h.Report(ctx, h.actor("饭店", anlan.RoleEnterprise), d)
		refused(t, err, anlan.ErrForbidden) // nobody reports into another enterprise's book
	})
}

// The clock of a phone that is wrong never makes a hazard older or newer than it can be.
func TestFoundAt(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		year := int64(365 * 24 * time.Hour / time.Millisecond)
		d := h.draft()
		d.At = h.db.Now() - anlan.Instant(year)
		x := h.report(h.regulator(), d)
		if x.Found != x.Capture.Received || x.Capture.Doubt != "old" {
			t.Errorf("an uncalibrated clock a year behind was believed: %+v", x.Capture)
		}
		d = h.draft()
		d.At, d.OffsetMs = h.db.Now()-anlan.Instant(year)-anlan.Instant(3600_000), &year
		x = h.report(h.regulator(), d)
		if ago := x.Capture.Received.Sub(x.Found); ago < 59*time.Minute || ago > 61*time.Minute || x.Capture.Doubt != "" {
			t.Errorf("a measured clock was not corrected: %v %+v", ago, x.Capture)
		}
		if x.Due <= x.Capture.Received.Date() {
			t.Errorf("due on %s", x.Due)
		}
	})
}

// A finding that was none is taken back with its matter; the record stays.
func TestDrop(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		x := h.report(h.regulator(), h.draft())
		x, err := h.Drop(ctx, h.regulator(), x.ID, 0, "与另一条重复")
		ok(t, err)
		m, err := h.matters.Get(ctx, h.office(), x.Matter)
		ok(t, err)
		if x.State != hazard.Dropped || m.State != matter.Recalled {
			t.Errorf("hazard %s, matter %s", x.State, m.State)
		}
		h.settle()
		h.witness(t)
	})
}

// witness holds every record against its columns.
func (h house) witness(t *testing.T) {
	t.Helper()
	n := 0
	ok(t, h.Records(ctx, func(_ anlan.Ref, record any) error {
		n++
		if _, lie := record.(map[string]any); lie {
			t.Errorf("columns contradict the document: %v", record)
		}
		return nil
	}))
	if n == 0 {
		t.Error("no record was seen")
	}
}

// TestUnknownPlacesAndUnits: a finding that names a place or a unit which nobody knows would stand in no list of a
// territory; it is refused, and the field is named.
func TestUnknownPlacesAndUnits(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		for field, change := range map[string]func(*hazard.Draft){
			"place": func(d *hazard.Draft) { d.Place = "999999999" },
			"unit":  func(d *hazard.Draft) { d.Unit = h.db.NewID() },
		} {
			d := h.draft()
			change(&d)
			_, err := h.Report(ctx, h.regulator(), d)
			var e *anlan.Error
			if !errors.As(err, &e) || e.Kind != anlan.Invalid || e.Field != field {
				t.Errorf("%s: %v", field, err)
			}
		}
	})
}
