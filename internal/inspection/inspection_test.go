package inspection_test

import (
	"errors"
	"testing"
	"time"

	"anlan"
	"anlan/internal/inspection"
	"anlan/internal/inspection/checklist"
)

func TestAnInspectionIsRecordedOnceWithItsHazards(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		site := h.site("演示加油站", "filling_station", "演示加油站")
		c := h.list("filling-station")
		d := h.draft(c, site.ID)
		hazard := h.no(&d, "unloading")
		town := h.actor("永清镇", anlan.RoleTownship)
		i, err := h.Record(ctx, town, d)
		ok(t, err)
		if i.Source != inspection.Township || i.Result != inspection.Hits || len(i.Hits) != 1 || i.Hits[0].Hazard != hazard || i.Hits[0].Grade != "maybe_major" ||
			i.Pin.Version != 1 || i.Pin.Hash != c.Hash || i.No != 2 || i.Unit.Name != "演示加油站" || i.Number != "检〔2022〕1号" {
			t.Errorf("%+v", i)
		}
		again, err := h.Record(ctx, town, d)
		ok(t, err)
		if again.ID != i.ID || again.Number != i.Number || h.finder.count() != 1 {
			t.Errorf("sent again: %s, %d hazards", again.Number, h.finder.count())
		}
		changed := d
		changed.Note = "改了一句"
		_, err = h.Record(ctx, town, changed)
		refused(t, "the same identity with other content", err, anlan.ErrInspectionSentBefore)
		_, err = h.Record(ctx, h.actor("清水县应急管理局", anlan.RoleDepartment), d)
		refused(t, "somebody else's identity", err, anlan.ErrDuplicate)
	})
}

func TestNothingMissing(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		site := h.site("演示加油站", "filling_station", "演示加油站")
		c := h.list("filling-station")
		town := h.actor("永清镇", anlan.RoleTownship)
		for name, x := range map[string]struct {
			edit func(d *inspection.Draft)
			want error
		}{
			"an answer":            {func(d *inspection.Draft) { d.Answers = d.Answers[1:] }, anlan.ErrInspectionAnswerMissing},
			"the action":           {func(d *inspection.Draft) { h.no(d, "licence"); d.Answers[0].Action = nil }, anlan.ErrInspectionAction},
			"the photograph":       {func(d *inspection.Draft) { h.no(d, "licence"); d.Answers[0].Photos = nil }, anlan.ErrInspectionPhotos},
			"an action too many":   {func(d *inspection.Draft) { d.Answers[0].Action = &checklist.Action{ID: h.db.NewID()} }, anlan.ErrInspectionNoFinding},
			"no such item":         {func(d *inspection.Draft) { d.Answers[0].Item = "nothing" }, anlan.ErrInspectionItemUnknown},
			"twice":                {func(d *inspection.Draft) { d.Answers = append(d.Answers, d.Answers[0]) }, anlan.ErrDuplicate},
			"no such option":       {func(d *inspection.Draft) { d.Answers[0].Value = "maybe" }, anlan.ErrInspectionAnswer},
			"an unlikely figure":   {func(d *inspection.Draft) { set(d, "pressure_days", "4000") }, anlan.ErrInspectionConstraint},
			"no figure":            {func(d *inspection.Draft) { set(d, "pressure_days", "1e9") }, anlan.ErrInspectionAnswer},
			"a permit":             {func(d *inspection.Draft) { set(d, "hot_work", "yes"); drop(d, "hot_permit") }, anlan.ErrInspectionAnswerMissing},
			"the file":             {func(d *inspection.Draft) { h.no(d, "licence"); d.Answers[0].Photos[0].Hash = "0000" }, anlan.ErrMatterFileUnknown},
			"the object":           {func(d *inspection.Draft) { d.Site = "" }, anlan.ErrInspectionNoObject},
			"no such version":      {func(d *inspection.Draft) { d.Version = 7 }, anlan.ErrFieldInvalid},
			"it ends before":       {func(d *inspection.Draft) { d.Ended = d.Started - 1 }, anlan.ErrInspectionTimes},
			"a week and more":      {func(d *inspection.Draft) { d.Started = d.Ended.Add(-8 * 24 * time.Hour) }, anlan.ErrInspectionTimes},
			"joint, but with whom": {func(d *inspection.Draft) { d.Source = inspection.Joint }, anlan.ErrInspectionSource},
			"an alien source":      {func(d *inspection.Draft) { d.Source = inspection.Department }, anlan.ErrInspectionSource},
			"no UUID":              {func(d *inspection.Draft) { d.ID = "1" }, anlan.ErrIDMalformed},
		} {
			d := h.draft(c, site.ID)
			x.edit(&d)
			_, err := h.Record(ctx, town, d)
			refused(t, name, err, x.want)
		}
		p, err := h.List(ctx, h.office, inspection.Filter{})
		ok(t, err)
		if len(p.Items) != 0 || h.finder.count() != 0 {
			t.Errorf("%d inspections, %d hazards of refused drafts", len(p.Items), h.finder.count())
		}
		h.finder.fail = anlan.ErrStorageFull
		d := h.draft(c, site.ID)
		h.no(&d, "licence")
		_, err = h.Record(ctx, town, d)
		refused(t, "no hazard, no inspection", err, anlan.ErrStorageFull)
		h.finder.fail = nil
		if _, err = h.Record(ctx, town, d); err != nil {
			t.Errorf("tried again: %v", err)
		}
	})
}

func set(d *inspection.Draft, item, value string) {
	for i := range d.Answers {
		if d.Answers[i].Item == item {
			d.Answers[i].Value = value
		}
	}
}

func drop(d *inspection.Draft, item string) {
	var list []checklist.Answer
	for _, a := range d.Answers {
		if a.Item != item {
			list = append(list, a)
		}
	}
	d.Answers = list
}

func TestOneLedgerForAllAndItsScopes(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		station, inn := h.site("演示加油站", "filling_station", "演示加油站"), h.site("演示饭店", "gas_restaurant", "演示饭店")
		list, food := h.list("filling-station"), h.list("gas-restaurant")
		owner := h.actor("演示加油站", anlan.RoleEnterprise)
		town, other := h.actor("永清镇", anlan.RoleTownship), h.actor("红堡镇", anlan.RoleTownship)
		dept := h.actor("清水县应急管理局", anlan.RoleDepartment)
		record := func(a anlan.Actor, d inspection.Draft) inspection.Inspection {
			t.Helper()
			i, err := h.Record(ctx, a, d)
			ok(t, err)
			return i
		}
		self := record(owner, h.draft(list, station.ID))
		record(town, h.draft(list, station.ID))
		joint := h.draft(list, station.ID)
		joint.Team = []anlan.ID{town.Unit}
		if i := record(dept, joint); i.Source != inspection.Joint || len(i.Team) != 1 {
			t.Errorf("%+v", i)
		}
		record(other, h.draft(food, inn.ID))
		if self.Source != inspection.Self {
			t.Errorf("source %s", self.Source)
		}
		_, err := h.Record(ctx, town, h.draft(food, inn.ID))
		refused(t, "in another township", err, anlan.ErrForbidden)
		_, err = h.Record(ctx, owner, h.draft(food, inn.ID))
		refused(t, "another enterprise", err, anlan.ErrForbidden)
		for name, x := range map[string]struct {
			who  anlan.Actor
			f    inspection.Filter
			want int
		}{
			"the office sees all":      {h.office, inspection.Filter{}, 4},
			"a department too":         {dept, inspection.Filter{}, 4},
			"a township its own":       {town, inspection.Filter{}, 3},
			"another township its own": {other, inspection.Filter{}, 1},
			"an enterprise itself":     {owner, inspection.Filter{}, 3},
			"own checks":               {h.office, inspection.Filter{Source: inspection.Self}, 1},
			"by site":                  {h.office, inspection.Filter{Site: inn.ID}, 1},
			"by site and source":       {h.office, inspection.Filter{Site: station.ID, Source: inspection.Joint}, 1},
			"by who inspected":         {h.office, inspection.Filter{Inspector: dept.Unit}, 1},
			"by words":                 {h.office, inspection.Filter{Words: "饭店"}, 1},
			"by day":                   {h.office, inspection.Filter{From: "2022-01-19"}, 0},
			"by area":                  {h.office, inspection.Filter{Area: "620521100", To: "2022-01-18"}, 3},
			"by checklist":             {h.office, inspection.Filter{Checklist: food.ID}, 1},
		} {
			x.f.Limit = 2
			n, pages := 0, 0
			for {
				p, err := h.List(ctx, x.who, x.f)
				ok(t, err)
				n, pages = n+len(p.Items), pages+1
				if x.f.Cursor = p.Next; p.Next == "" || pages > 9 {
					break
				}
			}
			if n != x.want {
				t.Errorf("%s: %d, want %d", name, n, x.want)
			}
		}
		_, err = h.Inspection(ctx, other, self.ID)
		refused(t, "read from elsewhere", err, anlan.ErrNotFound)
		if err := h.File(ctx, other, photo); !errors.Is(err, anlan.ErrNotFound) {
			t.Errorf("a photograph that nobody shows: %v", err)
		}
	})
}

func TestVoidStaysReadable(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		site := h.site("演示加油站", "filling_station", "演示加油站")
		town := h.actor("永清镇", anlan.RoleTownship)
		d := h.draft(h.list("filling-station"), site.ID)
		h.no(&d, "licence")
		i, err := h.Record(ctx, town, d)
		ok(t, err)
		ok(t, h.File(ctx, town, photo))
		_, err = h.Void(ctx, h.actor("演示加油站", anlan.RoleEnterprise), i.ID, 0, "不服")
		refused(t, "the inspected side", err, anlan.ErrForbidden)
		_, err = h.Void(ctx, h.actor("红堡镇", anlan.RoleTownship), i.ID, 0, "不对")
		refused(t, "another township", err, anlan.ErrForbidden)
		_, err = h.Void(ctx, town, i.ID, 0, " ")
		refused(t, "without a reason", err, anlan.ErrFieldRequired)
		v, err := h.Void(ctx, town, i.ID, i.Revision, "选错了场所")
		ok(t, err)
		if v.Result != inspection.Void || len(v.Answers) != len(i.Answers) || len(v.Hits) != 1 {
			t.Errorf("%+v", v)
		}
		_, err = h.Void(ctx, town, i.ID, 0, "再来")
		refused(t, "twice", err, anlan.ErrInspectionVoided)
		gaps, err := h.Uncovered(ctx, h.office, inspection.GapFilter{})
		ok(t, err)
		if len(gaps.Items) != 1 || !gaps.Items[0].Never {
			t.Errorf("a void inspection covers: %+v", gaps.Items)
		}
	})
}

// A phone whose clock is a year off cannot put its inspection into the future, nor make a site look
// covered for a year.
func TestAClockAYearOff(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		site := h.site("演示加油站", "filling_station", "演示加油站")
		town := h.actor("永清镇", anlan.RoleTownship)
		for name, x := range map[string]struct {
			ahead  time.Duration
			offset *int64
			doubt  bool
		}{"ahead, measured": {365 * 24 * time.Hour, ms(-365 * 24 * time.Hour), false}, "ahead, not measured": {365 * 24 * time.Hour, nil, true},
			"behind, measured": {-365 * 24 * time.Hour, ms(365 * 24 * time.Hour), false}} {
			d := h.draft(h.list("filling-station"), site.ID)
			d.Started, d.Ended, d.OffsetMs = d.Started.Add(x.ahead), d.Ended.Add(x.ahead), x.offset
			i, err := h.Record(ctx, town, d)
			ok(t, err)
			if i.Rank() > i.Received || i.Received.Sub(i.Rank()) > time.Hour || i.Doubtful() != x.doubt || i.Ended != d.Ended {
				t.Errorf("%s: rank %v, received %v, doubtful %v", name, i.Rank().Time(), i.Received.Time(), i.Doubtful())
			}
		}
	})
}

func ms(d time.Duration) *int64 { n := d.Milliseconds(); return &n }

func TestWhatWasNeverInspected(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		a, b := h.site("甲站", "filling_station", "演示加油站"), h.site("乙站", "filling_station", "演示加油站")
		h.site("饭店", "gas_restaurant", "演示饭店")
		c, town := h.list("filling-station"), h.actor("永清镇", anlan.RoleTownship)
		for _, s := range []inspection.Site{a, b} {
			_, err := h.Record(ctx, town, h.draft(c, s.ID))
			ok(t, err)
			h.pass(24 * time.Hour)
		}
		h.pass(89 * 24 * time.Hour)
		p, err := h.Uncovered(ctx, h.office, inspection.GapFilter{})
		ok(t, err)
		if len(p.Items) != 3 || !p.Items[0].Never || p.Items[1].Site != a.ID || !p.Items[1].Due || p.Items[2].Due || p.Items[1].Allowed != 90 {
			t.Errorf("%+v", p.Items)
		}
		p, err = h.Uncovered(ctx, h.office, inspection.GapFilter{Never: true, Kind: "gas_restaurant"})
		ok(t, err)
		if len(p.Items) != 1 {
			t.Errorf("never: %+v", p.Items)
		}
		p, err = h.Uncovered(ctx, h.actor("红堡镇", anlan.RoleTownship), inspection.GapFilter{})
		ok(t, err)
		if len(p.Items) != 1 || p.Items[0].Name != "饭店" {
			t.Errorf("of a township: %+v", p.Items)
		}
	})
}
