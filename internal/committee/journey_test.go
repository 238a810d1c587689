package committee_test

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"anlan"
	"anlan/internal/committee"
	"anlan/internal/db"
	"anlan/internal/matter"
)

func TestTextBecomesProposals(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		m := h.minuted()
		if m.State != committee.Minuted || m.Ordinal != 1 || m.Organ != "安委办" {
			t.Errorf("meeting: %+v", m)
		}
		desk, err := h.Desk(ctx, h.office, m.ID)
		ok(t, err)
		if desk.Text != text || desk.Minutes.Version != 1 {
			t.Error("the raw text is not kept unchanged")
		}
		if len(desk.Decisions) != 4 {
			t.Fatalf("%d decisions", len(desk.Decisions))
		}
		towns, gas, _, firm := desk.Decisions[0], desk.Decisions[1], desk.Decisions[2], desk.Decisions[3]
		if !towns.Owners[0].Class || len(towns.Leads()) != 3 || len(towns.Gaps) != 0 {
			t.Errorf("各乡镇: %+v", towns.Owners)
		}
		if len(gas.Leads()) != 1 || gas.Leads()[0].ID != h.id("清水县住房和城乡建设局") || gas.Evidence != "inspection" {
			t.Errorf("住建局: %+v", gas.Decision)
		}
		if !slices.Contains(firm.Gaps, committee.NoOwner) {
			t.Errorf("an unknown owner is no gap: %+v", firm.Gaps)
		}
		for _, d := range desk.Decisions {
			if got := string([]rune(text)[d.Source.Start:d.Source.End]); got != d.Text {
				t.Errorf("source of %d is %q", d.No, got)
			}
		}
		if !slices.ContainsFunc(desk.Loose, func(l committee.Loose) bool { return l.Text == "这一句没有读出来，需要人来看" }) {
			t.Errorf("loose: %+v", desk.Loose)
		}
	})
}

func TestDispatchOpensMattersForEveryUnit(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		m, p := h.sent()
		if m.State != committee.Dispatched || len(p.Matters) != 4 || len(p.Tasks) != 2 || p.Number != "安委办发〔2022〕1号" {
			t.Fatalf("dispatch: %+v", p)
		}
		for _, sent := range p.Matters {
			got, err := h.matters.Get(ctx, h.office, sent.Matter)
			ok(t, err)
			if got.Known != anlan.Date("2022-01-17").Start() || got.Lead.Unit != sent.Unit.ID || got.Origin.ID != sent.Decision {
				t.Errorf("matter: %+v", got)
			}
			if got.Issuer.Unit != h.id("清水县安委办") || got.Reviewer != got.Issuer {
				t.Errorf("issuer: %+v", got.Issuer)
			}
		}
		if _, err := h.Dispatch(ctx, h.office, m.ID, committee.Sending{Decisions: []anlan.ID{p.Tasks[0].Decision}, Revision: m.Revision}); !errors.Is(err, anlan.ErrCommitteeState) {
			t.Errorf("sent twice: %v", err)
		}
	})
}

func TestNothingGoesOutWithoutATick(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		m := h.minuted()
		desk, err := h.Desk(ctx, h.office, m.ID)
		ok(t, err)
		ids := []anlan.ID{desk.Decisions[0].ID, desk.Decisions[1].ID}
		_, err = h.TickDecision(ctx, h.office, ids[0], 0, true)
		ok(t, err)
		if _, err = h.Dispatch(ctx, h.office, m.ID, committee.Sending{Decisions: ids, Revision: m.Revision}); !errors.Is(err, anlan.ErrCommitteeNotTicked) {
			t.Fatalf("one was not ticked: %v", err)
		}
		page, err := h.matters.List(ctx, h.office, matter.Filter{})
		ok(t, err)
		if len(page.Items) != 0 {
			t.Errorf("%d matters were opened by a dispatch that failed", len(page.Items))
		}
		title := "改过的标题"
		_, err = h.EditDecision(ctx, h.office, ids[0], 0, committee.DecisionEdit{Title: &title})
		ok(t, err)
		if _, err = h.Dispatch(ctx, h.office, m.ID, committee.Sending{Decisions: ids[:1], Revision: m.Revision}); !errors.Is(err, anlan.ErrCommitteeNotTicked) {
			t.Errorf("an edit keeps the tick: %v", err)
		}
		slogan := desk.Decisions[2]
		if _, err = h.TickDecision(ctx, h.office, slogan.ID, 0, true); !errors.Is(err, anlan.ErrCommitteeKind) {
			t.Errorf("a slogan was ticked: %v", err)
		}
		if _, err = h.TickDecision(ctx, h.office, desk.Decisions[3].ID, 0, true); !errors.Is(err, anlan.ErrCommitteeGaps) {
			t.Errorf("a task without an owner was ticked: %v", err)
		}
	})
}

func TestTwoPeopleDispatchAtOnce(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		m := h.minuted()
		ids := h.tick(m.ID)
		errs := make([]error, 4)
		var wg sync.WaitGroup
		for i := range errs {
			wg.Go(func() {
				_, errs[i] = h.Dispatch(ctx, h.office, m.ID, committee.Sending{Decisions: ids, Revision: m.Revision})
			})
		}
		wg.Wait()
		won := 0
		for _, err := range errs {
			if err == nil {
				won++
			} else if anlan.KindOf(err) != anlan.Conflict {
				t.Errorf("the loser hears: %v", err)
			}
		}
		page, err := h.matters.List(ctx, h.office, matter.Filter{})
		ok(t, err)
		if won != 1 || len(page.Items) != 4 {
			t.Errorf("%d won, %d matters", won, len(page.Items))
		}
	})
}

func TestARepeatedRequestDispatchesOnce(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		m := h.minuted()
		once := db.WithKey(ctx, h.db.NewID())
		order := committee.Sending{Decisions: h.tick(m.ID), Revision: m.Revision}
		first, err := h.Dispatch(once, h.office, m.ID, order)
		ok(t, err)
		again, err := h.Dispatch(once, h.office, m.ID, order)
		ok(t, err)
		page, err := h.matters.List(ctx, h.office, matter.Filter{})
		ok(t, err)
		if first.ID != again.ID || len(page.Items) != 4 {
			t.Errorf("%s and %s, %d matters", first.ID, again.ID, len(page.Items))
		}
	})
}

func TestRecallTakesAllOrNothing(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		m, p := h.sent()
		town := h.actor("永清镇", anlan.RoleTownship)
		i := slices.IndexFunc(p.Matters, func(x committee.Delivery) bool { return x.Unit.Name == "永清镇" })
		_, err := h.matters.Sign(ctx, town, p.Matters[i].Matter, 0)
		ok(t, err)
		_, err = h.Recall(ctx, h.office, p.ID, "文字有误")
		if !errors.Is(err, anlan.ErrCommitteeRecallSigned) || !strings.Contains(err.Error(), "永清镇") || strings.Contains(err.Error(), "红堡镇") {
			t.Fatalf("recall of a signed dispatch: %v", err)
		}
		for _, sent := range p.Matters {
			if got, _ := h.matters.Get(ctx, h.office, sent.Matter); got.State == matter.Recalled {
				t.Error("a refused recall took a matter back")
			}
		}
		if m, _ = h.Get(ctx, h.office, m.ID); m.State != committee.Dispatched {
			t.Errorf("meeting: %s", m.State)
		}
	})
}

func TestRecallWithinTheWindow(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		m, p := h.sent()
		h.pass(9 * time.Minute)
		p, err := h.Recall(ctx, h.office, p.ID, "文字有误")
		ok(t, err)
		if p.Recalled == 0 {
			t.Error("not recalled")
		}
		if _, err := h.Recall(ctx, h.office, p.ID, ""); !errors.Is(err, anlan.ErrCommitteeRecalled) {
			t.Errorf("recalled twice: %v", err)
		}
		m, err = h.Get(ctx, h.office, m.ID)
		ok(t, err)
		again, err := h.Dispatch(ctx, h.office, m.ID, committee.Sending{Decisions: []anlan.ID{p.Tasks[0].Decision, p.Tasks[1].Decision}, Revision: m.Revision})
		ok(t, err) // the ticks are still there
		h.pass(11 * time.Minute)
		if _, err := h.Recall(ctx, h.office, again.ID, ""); !errors.Is(err, anlan.ErrCommitteeRecallOver) {
			t.Errorf("recalled after the window: %v", err)
		}
		if again.Number != "安委办发〔2022〕2号" {
			t.Errorf("number %s", again.Number)
		}
	})
}

func TestARunningMatterTakesTheDecisionIn(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		_, first := h.sent()
		m := h.minuted()
		desk, err := h.Desk(ctx, h.office, m.ID)
		ok(t, err)
		gas := desk.Decisions[1]
		if len(gas.Duplicates) != 1 || gas.Duplicates[0].Unit.ID != h.id("清水县住房和城乡建设局") || !strings.Contains(gas.Duplicates[0].Why, "燃气管网") {
			t.Fatalf("duplicates: %+v", gas.Duplicates)
		}
		if len(desk.Decisions[0].Duplicates) != 3 {
			t.Errorf("各乡镇: %+v", desk.Decisions[0].Duplicates)
		}
		running := gas.Duplicates[0].Matter
		d, err := h.AnswerBy(ctx, h.office, gas.ID, gas.Revision, []anlan.ID{running})
		ok(t, err)
		d, err = h.TickDecision(ctx, h.office, d.ID, d.Revision, true)
		ok(t, err)
		p, err := h.Dispatch(ctx, h.office, m.ID, committee.Sending{Decisions: []anlan.ID{d.ID}, Revision: m.Revision})
		ok(t, err)
		if len(p.Matters) != 1 || !p.Matters[0].Merged || p.Matters[0].Matter != running {
			t.Errorf("dispatch: %+v", p.Matters)
		}
		taken, err := h.matters.Get(ctx, h.office, running)
		ok(t, err)
		parents, err := h.matters.Parents(ctx, taken)
		ok(t, err)
		if len(parents) != 2 {
			t.Errorf("parents: %v", parents)
		}
		if _, err := h.AnswerBy(ctx, h.office, desk.Decisions[0].ID, 0, []anlan.ID{running}); !errors.Is(err, anlan.ErrCommitteeNotRunning) {
			t.Errorf("a matter of another unit: %v", err)
		}
		if _, err := h.Recall(ctx, h.office, p.ID, ""); !errors.Is(err, anlan.ErrCommitteeRecallMerged) {
			t.Errorf("recall of a merge: %v", err)
		}
		_ = first
	})
}

func TestADecisionIsDoneWhenItsLastMatterIs(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		m, p := h.sent()
		towns := p.Tasks[0].Decision
		for i, sent := range p.Matters[:3] {
			if sent.Decision != towns {
				t.Fatalf("order of deliveries: %+v", p.Matters)
			}
			got := h.finish(sent)
			for range 2 { // a handler may run twice
				ok(t, h.MatterClosed(ctx, anlan.Ref{Kind: committee.RefDecision, ID: towns}, got))
			}
			want := committee.Sent
			if i == 2 {
				want = committee.Done
			}
			if state := h.state(m.ID, towns); state != want {
				t.Errorf("after %d matters: %s", i+1, state)
			}
		}
		got, err := h.matters.Reopen(ctx, h.office, p.Matters[0].Matter, 0, "复查发现反弹", "2022-02-10")
		ok(t, err)
		ok(t, h.MatterClosed(ctx, anlan.Ref{Kind: committee.RefDecision, ID: towns}, got))
		if state := h.state(m.ID, towns); state != committee.Sent {
			t.Errorf("after a reopening: %s", state)
		}
		ok(t, h.MatterClosed(ctx, anlan.Ref{Kind: committee.RefDecision, ID: got.ID}, got)) // no such decision
		ok(t, h.MatterClosed(ctx, anlan.Ref{Kind: "hazard.finding", ID: got.ID}, got))
	})
}

func (h house) state(meeting, decision anlan.ID) committee.State {
	h.t.Helper()
	desk, err := h.Desk(ctx, h.office, meeting)
	ok(h.t, err)
	for _, d := range desk.Decisions {
		if d.ID == decision {
			return d.State
		}
	}
	return ""
}

// finish signs, does, proves and accepts a matter.
func (h house) finish(sent committee.Delivery) matter.Matter {
	h.t.Helper()
	unit := h.actor(sent.Unit.Name, anlan.RoleTownship)
	_, err := h.matters.Sign(ctx, unit, sent.Matter, 0)
	ok(h.t, err)
	var files []string
	for _, f := range []matter.File{{Hash: strings.Repeat("a", 64), Name: "现场.jpg", Type: "image/jpeg", Size: 9}, {Hash: strings.Repeat("b", 64), Name: "清单.pdf", Type: "application/pdf", Size: 9}} {
		_, err := h.matters.Upload(ctx, unit, f)
		ok(h.t, err)
		files = append(files, f.Hash)
	}
	_, err = h.matters.Feedback(ctx, unit, sent.Matter, 0, matter.Report{Text: "已排查 12 处", Final: true, Files: files})
	ok(h.t, err)
	got, err := h.matters.Review(ctx, h.office, sent.Matter, 0, true, "")
	ok(h.t, err)
	return got
}
