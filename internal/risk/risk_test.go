package risk_test

import (
	"fmt"
	"slices"
	"testing"

	"anlan"
	"anlan/internal/risk"
)

func TestEveryRatingIsKept(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h house) {
		p := h.point("卸油作业", lec(3, 6, 15))
		if p.Colour != risk.Orange || p.Number != "FX2022-000001" || p.Ladder != "enterprise" || len(p.Geometry) == 0 || p.SiteName != "加油站罩棚" {
			t.Fatalf("%+v", p)
		}
		if !slices.Equal(p.Keep, []string{"workshop", "team", "post"}) || !slices.Equal(p.Gaps, p.Keep) {
			t.Errorf("kept by %v, gaps %v", p.Keep, p.Gaps)
		}
		_, err := h.Rate(ctx, h.office, p.ID, p.Revision+7, *lec(1, 1, 1))
		refused(t, "a stale revision", err, anlan.ErrConflict)
		p, err = h.Rate(ctx, h.office, p.ID, p.Revision, *lec(10, 10, 100))
		ok(t, err)
		w, err := h.Whole(ctx, h.office, p.ID)
		ok(t, err)
		if len(w.Ratings) != 2 || w.Ratings[0].Version != 2 || w.Ratings[0].Before != risk.Orange || w.Ratings[1].Colour != risk.Orange || w.Ratings[1].Rule == "" {
			t.Errorf("%+v", w.Ratings)
		}
		_, err = h.Retire(ctx, h.office, p.ID, 0, "")
		refused(t, "retired without a reason", err, anlan.ErrFieldRequired)
		_, err = h.Retire(ctx, h.office, p.ID, 0, "设备已拆除")
		ok(t, err)
		_, err = h.Rate(ctx, h.office, p.ID, 0, *lec(1, 1, 1))
		refused(t, "rating what is retired", err, anlan.ErrRiskRetired)
		page, err := h.List(ctx, h.office, risk.Filter{})
		ok(t, err)
		ended, err := h.List(ctx, h.office, risk.Filter{Retired: true})
		ok(t, err)
		if len(page.Items) != 0 || len(ended.Items) != 1 {
			t.Errorf("%d there, %d retired", len(page.Items), len(ended.Items))
		}
	})
}

func TestWhoMay(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h house) {
		p := h.point("油罐区", lec(3, 6, 15))
		own, other := h.actor("演示加油站", anlan.RoleEnterprise), h.actor("演示饭店", anlan.RoleEnterprise)
		town, far := h.actor("永清镇人民政府", anlan.RoleTownship), h.actor("红堡镇人民政府", anlan.RoleTownship)
		_, err := h.Get(ctx, other, p.ID)
		refused(t, "another enterprise", err, anlan.ErrNotFound)
		_, err = h.Rate(ctx, far, p.ID, 0, *lec(1, 1, 1))
		refused(t, "another township", err, anlan.ErrNotFound)
		for _, a := range []anlan.Actor{own, town} {
			p, err = h.Rate(ctx, a, p.ID, 0, *lec(6, 6, 15))
			ok(t, err)
		}
		p, err = h.Propose(ctx, own, p.ID, 0, "accident", "卸油时静电起火，一人轻伤")
		ok(t, err)
		_, err = h.Decide(ctx, own, p.Proposal, 0, risk.Verdict{Reason: "不用改"})
		refused(t, "whoever runs it decides", err, anlan.ErrForbidden)
		_, err = h.Rate(ctx, own, p.ID, 0, *lec(0.1, 0.5, 1))
		refused(t, "rated past a proposal", err, anlan.ErrRiskProposalOpen)
		_, err = h.Create(ctx, other, risk.Draft{Name: "别人的", Site: h.sites["加油站罩棚"].ID})
		refused(t, "a point of another unit", err, anlan.ErrNotFound)
		list := func(a anlan.Actor) string {
			page, err := h.List(ctx, a, risk.Filter{})
			ok(t, err)
			return names(page.Items)
		}
		if list(own) != "油罐区" || list(town) != "油罐区" || list(far) != "" || list(other) != "" {
			t.Errorf("%q %q %q %q", list(own), list(town), list(far), list(other))
		}
	})
}

// A hazard never changes a colour: it makes one proposal, which a person decides.
func TestNothingChangesSilently(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h house) {
		p := h.point("卸油作业", lec(1, 3, 40)) // yellow
		q := h.point("便利店用电", nil)
		cause := risk.Cause{Trigger: "major_hazard", Ref: anlan.Ref{Kind: "hazard.hazard", ID: h.db.NewID()}, Number: "YH2022-000001", Text: "防渗罐池开裂", At: h.db.Now()}
		news := risk.News{Cause: cause, Site: h.sites["加油站罩棚"].ID, Unit: h.units["演示加油站"].ID}
		for range 2 { // heard again after a crash
			ok(t, h.Heard(ctx, news))
		}
		news.Trigger, news.Ref.ID = "stop_work", h.db.NewID()
		ok(t, h.Heard(ctx, news))
		p, err := h.Get(ctx, h.office, p.ID)
		ok(t, err)
		if p.Colour != risk.Yellow || p.Proposal == "" {
			t.Fatalf("%s, proposal %q", p.Colour, p.Proposal)
		}
		page, err := h.Proposals(ctx, h.office, "", risk.Filter{})
		ok(t, err)
		if len(page.Items) != 2 {
			t.Fatalf("%d proposals", len(page.Items))
		}
		i := slices.IndexFunc(page.Items, func(x risk.Proposal) bool { return x.Point == p.ID })
		x := page.Items[i]
		if len(x.Causes) != 2 || x.Suggests != risk.Orange || x.From != risk.Yellow || page.Items[1-i].Suggests != "" {
			t.Errorf("%+v", page.Items)
		}
		_, err = h.Decide(ctx, h.office, x.ID, 0, risk.Verdict{})
		refused(t, "without reasons", err, anlan.ErrFieldRequired)
		x, err = h.Decide(ctx, h.actor("永清镇人民政府", anlan.RoleTownship), x.ID, 0, risk.Verdict{Rating: lec(3, 6, 15), Reason: "罐池开裂，可能性上调"})
		ok(t, err)
		p, _ = h.Get(ctx, h.office, p.ID)
		if x.State != risk.Accepted || p.Colour != risk.Orange || p.Proposal != "" || p.Rating.Proposal != x.ID || p.Rating.Before != risk.Yellow {
			t.Errorf("%+v %+v", x, p.Rating)
		}
		_, err = h.Decide(ctx, h.office, x.ID, 0, risk.Verdict{Reason: "再来"})
		refused(t, "decided twice", err, anlan.ErrRiskProposalDone)
		h.pass(30)
		h.step()
		q, _ = h.Get(ctx, h.office, q.ID)
		page, err = h.Proposals(ctx, h.office, "", risk.Filter{})
		ok(t, err)
		if len(page.Items) != 1 || !page.Items[0].Late || q.Colour != "" {
			t.Errorf("%+v", page.Items)
		}
		y, err := h.Decide(ctx, h.office, q.Proposal, 0, risk.Verdict{Reason: "与该隐患无关"})
		ok(t, err)
		if y.State != risk.Declined {
			t.Errorf("%+v", y)
		}
	})
}

func TestExercisesDoubtNothing(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h house) {
		p := h.point("卸油作业", lec(1, 3, 40))
		ok(t, h.Heard(ctx, risk.News{Cause: risk.Cause{Trigger: "major_hazard", Ref: anlan.Ref{Kind: "hazard.hazard", ID: h.db.NewID()}}, Site: p.Site, Exercise: true}))
		if p, _ = h.Get(ctx, h.office, p.ID); p.Proposal != "" {
			t.Error("an exercise made a proposal")
		}
	})
}

// Measures close the gaps of their level and ask for checks; one open check of a measure is enough.
func TestChecksComeFromMeasures(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h house) {
		p := h.point("卸油作业", lec(1, 3, 40))
		_, err := h.SetMeasures(ctx, h.office, p.ID, 0, []risk.Measure{{Kind: "engineering", Text: "静电接地", Level: "county"}})
		refused(t, "a level of another ladder", err, anlan.ErrRiskLevel)
		p, err = h.SetMeasures(ctx, h.office, p.ID, 0, []risk.Measure{{Kind: "engineering", Text: "静电接地报警", Level: "team", Every: 30},
			{Kind: "management", Text: "卸油前检查单", Level: "post", Every: 7, Checklist: h.db.NewID(), Unit: h.units["永清镇人民政府"].ID}})
		ok(t, err)
		if len(p.Gaps) != 0 || p.Measures[0].Next != "2022-02-17" || p.Measures[1].UnitName != "永清镇人民政府" {
			t.Fatalf("gaps %v, %+v", p.Gaps, p.Measures)
		}
		h.pass(8)
		h.step()
		if len(h.tasker.given) != 1 || h.tasker.given[0].Measure.Text != "卸油前检查单" {
			t.Fatalf("%+v", h.tasker.given)
		}
		h.pass(8) // the first one is still open: no second
		h.step()
		_, err = h.OpenTask(ctx, h.office, p.ID, 0, p.Measures[1].ID, "")
		refused(t, "a second check", err, anlan.ErrRiskTaskOpen)
		w, err := h.Whole(ctx, h.office, p.ID)
		ok(t, err)
		if len(w.Tasks) != 1 || w.Tasks[0].Work.Kind != "inspection.duty" {
			t.Fatalf("%+v", w.Tasks)
		}
		for range 2 {
			ok(t, h.WorkEnded(ctx, w.Tasks[0].Work, risk.TaskDone))
		}
		ok(t, h.WorkEnded(ctx, anlan.Ref{Kind: "matter.matter", ID: h.db.NewID()}, risk.TaskDone)) // no check of ours
		_, err = h.OpenTask(ctx, h.office, p.ID, 0, p.Measures[1].ID, "")
		ok(t, err)
		w, _ = h.Whole(ctx, h.office, p.ID)
		if len(w.Tasks) != 2 {
			t.Errorf("%+v", w.Tasks)
		}
	})
}

// A rating grows old: a proposal asks for a look, and the colour stays.
func TestRatingsGrowOld(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h house) {
		p := h.point("卸油作业", lec(10, 10, 100))
		if p.Review != "2022-07-18" {
			t.Fatalf("review on %s", p.Review)
		}
		h.pass(185)
		h.step()
		p, err := h.Get(ctx, h.office, p.ID)
		ok(t, err)
		if p.Proposal == "" || p.Colour != risk.Red {
			t.Errorf("%+v", p)
		}
	})
}

func TestListsPageAndFilter(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h house) {
		colours := []*risk.RatingDraft{lec(10, 10, 100), lec(3, 6, 15), lec(1, 3, 40), lec(1, 1, 1), nil}
		for i := range 25 {
			h.point(fmt.Sprintf("点%02d", i), colours[i%5])
		}
		var seen []string
		f := risk.Filter{Limit: 7}
		last := int64(0)
		for {
			page, err := h.List(ctx, h.office, f)
			ok(t, err)
			for _, p := range page.Items {
				if p.Rank() < last {
					t.Errorf("%s stands behind %d", p.Name, last)
				}
				last = p.Rank()
				seen = append(seen, p.Name)
			}
			if f.Cursor = page.Next; f.Cursor == "" {
				break
			}
		}
		slices.Sort(seen)
		if len(slices.Compact(seen)) != 25 {
			t.Errorf("%v", seen)
		}
		for want, f := range map[int]risk.Filter{5: {Colour: risk.Red}, 6: {Area: "620521100", Limit: 6}, 25: {Site: h.sites["加油站罩棚"].ID, Limit: 100},
			20: {Gap: true, Limit: 100}, 0: {Area: "620521101"}, 4: {Unit: h.units["演示加油站"].ID, Colour: "none", Limit: 4}, 1: {Words: "点07"}, 3: {Keeper: "company", Limit: 3}} {
			page, err := h.List(ctx, h.office, f)
			ok(t, err)
			if len(page.Items) != want {
				t.Errorf("%+v: %d, want %d", f, len(page.Items), want)
			}
		}
		_, err := h.List(ctx, h.office, risk.Filter{Cursor: "%%"})
		refused(t, "a cursor that nobody wrote", err, anlan.ErrFieldInvalid)
	})
}

func TestPortraitCountsItsOwn(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h house) {
		h.point("卸油作业", lec(10, 10, 100))
		p, err := h.Portrait(ctx, h.office, h.units["演示加油站"].ID)
		ok(t, err)
		if p.Word != "high" || p.Unit.Name != "演示加油站" || p.Rule == "" || len(p.Factors) != 12 {
			t.Errorf("%+v", p)
		}
		i := slices.IndexFunc(p.Factors, func(f risk.Factor) bool { return f.Key == "red_points" })
		if p.Factors[i].Count != 1 || p.Factors[i].Adds != 6 {
			t.Errorf("%+v", p.Factors[i])
		}
		_, err = h.Portrait(ctx, h.actor("演示饭店", anlan.RoleEnterprise), h.units["演示加油站"].ID)
		refused(t, "another enterprise's portrait", err, anlan.ErrNotFound)
	})
}

// Every sealed record is streamed for the witness, and a column that was changed behind the program's
// back shows.
func TestWitness(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, h house) {
		p := h.point("卸油作业", lec(10, 10, 100))
		p, err := h.SetMeasures(ctx, h.office, p.ID, 0, []risk.Measure{{Kind: "engineering", Text: "静电接地", Level: "post"}})
		ok(t, err)
		_, err = h.OpenTask(ctx, h.office, p.ID, 0, p.Measures[0].ID, "")
		ok(t, err)
		_, err = h.Propose(ctx, h.office, p.ID, 0, "accident", "起火")
		ok(t, err)
		walk := func() (kinds []string, liars int) {
			ok(t, h.Records(ctx, func(ref anlan.Ref, record any) error {
				kinds = append(kinds, ref.Kind)
				if m, is := record.(map[string]any); is && len(m) == 1 {
					liars++
				}
				return nil
			}))
			return kinds, liars
		}
		kinds, liars := walk()
		if !slices.Equal(kinds, []string{risk.RefPoint, risk.RefRating, risk.RefTask, risk.RefProposal}) || liars != 0 {
			t.Fatalf("%v, %d lie", kinds, liars)
		}
		tamper(t, h, `UPDATE risk_point SET rank = 4`)
		tamper(t, h, `UPDATE risk_proposal SET state = 'declined'`)
		if _, liars = walk(); liars != 2 {
			t.Errorf("%d lies found", liars)
		}
	})
}
