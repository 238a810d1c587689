package inspection_test

import (
	"errors"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"

	"anlan"
	"anlan/internal/dbtest"
	"anlan/internal/event"
	"anlan/internal/inspection"
	"anlan/internal/rule"
	"anlan/internal/timer"
)

// step lets time act on the room.
func (h house) step() {
	h.t.Helper()
	r := timer.New(h.db, slog.New(slog.NewTextHandler(io.Discard, nil)), h.Timers()).Serial()
	_, err := r.Step(ctx)
	ok(h.t, err)
}

// kinds counts events by kind.
func (h house) kinds(prefix string) map[string]int {
	h.t.Helper()
	dbtest.Numbered(h.t, h.db)
	out := map[string]int{}
	var pos int64
	for {
		batch, err := event.After(ctx, h.db.Reader(), pos, event.PageLimit)
		ok(h.t, err)
		if len(batch) == 0 {
			return out
		}
		for _, e := range batch {
			if strings.HasPrefix(e.Kind, prefix) {
				out[e.Kind]++
			}
			pos = e.Pos
		}
	}
}

func (h house) plan(a anlan.Actor, edit func(*inspection.PlanDraft)) (inspection.Plan, error) {
	d := inspection.PlanDraft{Title: "加油站季度检查", Basis: "安全生产法第六十二条", Checklist: h.list("filling-station").ID, Kinds: []string{"filling_station"},
		Assign: inspection.ToTownship, Every: inspection.Quarterly, From: "2022-01-10", To: "2022-12-31"}
	if edit != nil {
		edit(&d)
	}
	return h.CreatePlan(ctx, a, d)
}

func TestAPlanComesRoundAndReminds(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		one := h.site("甲站", "filling_station", "演示加油站")
		h.site("乙站", "filling_station", "演示加油站")
		h.site("饭店", "gas_restaurant", "演示饭店")
		p, err := h.plan(h.office, nil)
		ok(t, err)
		if p.Round != 1 || p.Due != "2022-04-09" || p.State != inspection.Running {
			t.Errorf("%+v", p)
		}
		town := h.actor("永清镇", anlan.RoleTownship)
		tasks := func(f inspection.DutyFilter) []inspection.Duty {
			t.Helper()
			page, err := h.Duties(ctx, town, f)
			ok(t, err)
			return page.Items
		}
		if list := tasks(inspection.DutyFilter{Unit: town.Unit}); len(list) != 2 || list[0].Unit.Name != "永清镇" || list[0].Post == "" {
			t.Fatalf("%+v", list)
		}
		i, err := h.Record(ctx, town, h.draft(h.list("filling-station"), one.ID))
		ok(t, err)
		if i.Plan != p.ID || i.Duty == "" {
			t.Errorf("the inspection answers no task: %+v", i)
		}
		h.pass(anlan.Date("2022-04-07").Start().Sub(h.at()) + 9*time.Hour)
		h.step()
		h.pass(4 * 24 * time.Hour)
		h.step()
		late := tasks(inspection.DutyFilter{Late: true})
		if len(late) != 1 || !late[0].Overdue || late[0].SiteName != "乙站" || late[0].Told != 2 {
			t.Errorf("late: %+v", late)
		}
		got := h.kinds("inspection.duty_")
		if got["inspection.duty_remind"] != 1 || got["inspection.duty_overdue"] != 1 || got["inspection.duty_given"] != 4 {
			t.Errorf("told: %v", got)
		}
		v, err := h.Plan(ctx, town, p.ID)
		ok(t, err)
		if v.Round != 2 || v.Tally[inspection.Open] != 3 || v.Tally[inspection.Done] != 1 {
			t.Errorf("second round: %d, %v", v.Round, v.Tally)
		}
		_, err = h.CancelPlan(ctx, town, p.ID, 0, "不查了")
		refused(t, "somebody else's plan", err, anlan.ErrForbidden)
		_, err = h.CancelPlan(ctx, h.office, p.ID, 0, "并入专项行动")
		ok(t, err)
		if v, err = h.Plan(ctx, town, p.ID); err != nil || v.Tally[inspection.Open] != 0 || v.Tally[inspection.Withdrawn] != 3 {
			t.Errorf("cancelled: %v %v", v.Tally, err)
		}
	})
}

func TestPlansThatCannotBe(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		h.site("甲站", "filling_station", "演示加油站")
		other := h.actor("红堡镇", anlan.RoleTownship)
		for name, x := range map[string]struct {
			who  anlan.Actor
			edit func(*inspection.PlanDraft)
			want error
		}{
			"no such kind":      {h.office, func(d *inspection.PlanDraft) { d.Kinds = []string{"mine"} }, anlan.ErrInspectionPlanEmpty},
			"elsewhere":         {other, nil, anlan.ErrInspectionPlanEmpty},
			"by unrated risk":   {h.office, func(d *inspection.PlanDraft) { d.Grades = []string{"red"} }, anlan.ErrInspectionPlanEmpty},
			"backwards":         {h.office, func(d *inspection.PlanDraft) { d.To = "2022-01-01" }, anlan.ErrInspectionPlanDays},
			"over already":      {h.office, func(d *inspection.PlanDraft) { d.From, d.To = "2021-01-01", "2021-12-31" }, anlan.ErrInspectionPlanDays},
			"no such day":       {h.office, func(d *inspection.PlanDraft) { d.From = "2022-02-30" }, anlan.ErrDateMalformed},
			"no such checklist": {h.office, func(d *inspection.PlanDraft) { d.Checklist = h.db.NewID() }, anlan.ErrFieldInvalid},
			"an enterprise":     {h.actor("演示加油站", anlan.RoleEnterprise), nil, anlan.ErrForbidden},
		} {
			_, err := h.plan(x.who, x.edit)
			refused(t, name, err, x.want)
		}
	})
}

// A second checklist of one code is refused by that code, in words of the field and not of the store.
func TestOneChecklistACode(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		c := h.list("school")
		_, err := h.SaveChecklist(ctx, h.office, inspection.ChecklistDraft{Code: c.Code, Title: "自编", Form: c.Form}, 0)
		var told *anlan.Error
		if !errors.Is(err, anlan.ErrDuplicate) || !errors.As(err, &told) || told.Say(anlan.EN) != "“school” exists already and cannot be entered twice." {
			t.Errorf("refused with %v", err)
		}
	})
}

// A failed gas test forbids the approval as well as the work; a later one that passed allows both.
func TestNoApprovalOnFailedGas(t *testing.T) {
	k := rule.PermitKind{Gas: &rule.GasRule{Valid: 30, Repeat: 120}}
	p := inspection.Permit{PermitDraft: inspection.PermitDraft{To: 1000}, State: inspection.Requested, Account: "asker", Tests: []inspection.GasTest{{Passed: true}, {Why: "氧 15%"}}}
	boss := anlan.Actor{Account: "boss", Post: "boss"}
	_, err := p.Approve(k, boss, 1)
	refused(t, "a failed gas test", err, anlan.ErrPermitGasFailed)
	p.Tests = append(p.Tests, inspection.GasTest{Passed: true})
	_, err = p.Approve(k, boss, 1)
	ok(t, err)
}

func TestPermitsEndByThemselves(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		site := h.site("演示加油站", "filling_station", "演示加油站")
		asker := h.actor("演示加油站", anlan.RoleEnterprise)
		boss := asker
		boss.Account, boss.Post = "acc-boss", "post-boss"
		now := h.at()
		d := inspection.PermitDraft{Kind: "hot_work", Level: "first", Site: site.ID, Spot: "罩棚西侧", Work: "焊接护栏", Doer: "维修班", Watch: "安全员", From: now, To: now.Add(8 * time.Hour)}
		p, err := h.Request(ctx, asker, d)
		ok(t, err)
		_, err = h.Approve(ctx, boss, p.ID, 0)
		refused(t, "no measure confirmed", err, anlan.ErrPermitStepsMissing)
		kinds, err := h.PermitKinds(asker)
		ok(t, err)
		k, _ := kinds.Kind("hot_work")
		var done []inspection.StepDone
		for _, s := range k.Steps {
			done = append(done, inspection.StepDone{Step: s.Key})
		}
		_, err = h.ConfirmSteps(ctx, asker, p.ID, 0, append(done, inspection.StepDone{Step: "pray"}))
		refused(t, "no such measure", err, anlan.ErrPermitStepUnknown)
		_, err = h.ConfirmSteps(ctx, asker, p.ID, 0, done)
		ok(t, err)
		_, err = h.Approve(ctx, asker, p.ID, 0)
		refused(t, "one's own", err, anlan.ErrPermitSamePost)
		_, err = h.Approve(ctx, h.actor("演示饭店", anlan.RoleEnterprise), p.ID, 0)
		refused(t, "another enterprise", err, anlan.ErrForbidden)
		_, err = h.Approve(ctx, boss, p.ID, 0)
		ok(t, err)
		_, err = h.StartWork(ctx, asker, p.ID, 0)
		refused(t, "no gas test", err, anlan.ErrPermitGasMissing)
		gas := func(lel float64) inspection.GasDraft {
			return inspection.GasDraft{At: h.at(), Readings: map[string]float64{"lel": lel}}
		}
		_, err = h.TestGas(ctx, asker, p.ID, gas(25))
		ok(t, err)
		_, err = h.StartWork(ctx, asker, p.ID, 0)
		refused(t, "a failed gas test", err, anlan.ErrPermitGasFailed)
		_, err = h.TestGas(ctx, asker, p.ID, gas(0))
		ok(t, err)
		h.pass(31 * time.Minute)
		_, err = h.StartWork(ctx, asker, p.ID, 0)
		refused(t, "an old gas test", err, anlan.ErrPermitGasMissing)
		_, err = h.TestGas(ctx, asker, p.ID, gas(0))
		ok(t, err)
		p, err = h.StartWork(ctx, asker, p.ID, 0)
		ok(t, err)
		h.pass(2*time.Hour + time.Minute)
		h.step()
		if p, err = h.Permit(ctx, asker, p.ID); err != nil || p.State != inspection.Suspended {
			t.Fatalf("the gas test grew old: %s %v", p.State, err)
		}
		_, err = h.TestGas(ctx, asker, p.ID, gas(0))
		ok(t, err)
		_, err = h.StartWork(ctx, asker, p.ID, 0)
		ok(t, err)
		if p, err = h.TestGas(ctx, asker, p.ID, gas(60)); err != nil || p.State != inspection.Suspended {
			t.Fatalf("gas while working: %s %v", p.State, err)
		}
		live, err := h.Permits(ctx, asker, inspection.PermitFilter{Live: true})
		ok(t, err)
		if len(live.Items) != 1 {
			t.Errorf("live: %d", len(live.Items))
		}
		h.pass(8 * time.Hour)
		h.step()
		if p, err = h.Permit(ctx, asker, p.ID); err != nil || p.State != inspection.Expired || p.Live() {
			t.Fatalf("after its hours: %s %v", p.State, err)
		}
		_, err = h.StartWork(ctx, asker, p.ID, 0)
		refused(t, "after its hours", err, anlan.ErrPermitState)
		if p, err = h.CloseWork(ctx, boss, p.ID, 0, "余火已清"); err != nil || p.State != inspection.Closed {
			t.Fatalf("closed: %s %v", p.State, err)
		}
		d.From, d.To = h.at(), h.at().Add(9*time.Hour)
		_, err = h.Request(ctx, asker, d)
		refused(t, "longer than its level", err, anlan.ErrPermitTimes)
		d.To = h.at().Add(time.Hour)
		q, err := h.Request(ctx, asker, d)
		ok(t, err)
		_, err = h.Stop(ctx, h.actor("红堡镇", anlan.RoleTownship), q.ID, 0, "无监护")
		refused(t, "from another township", err, anlan.ErrForbidden)
		if q, err = h.Stop(ctx, h.actor("永清镇", anlan.RoleTownship), q.ID, 0, "无监护"); err != nil || q.State != inspection.Stopped {
			t.Errorf("stopped: %s %v", q.State, err)
		}
	})
}
