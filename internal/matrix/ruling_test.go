package matrix

import (
	"testing"

	"anlan"
	"anlan/internal/registry"
)

// Where a post must answer and the committee names a unit, the unit's head answers; a unit without a head is
// handed back by name, and the hole stays until somebody names the post.
func TestADecisionThatNamesAUnit(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		_, err := h.CreateSector(ctx, h.office, SectorDraft{Name: "剧本娱乐"})
		ok(t, err)
		h.catch()
		hole := func() Finding {
			t.Helper()
			page, err := h.Findings(ctx, h.office, FindingFilter{Kind: Gap})
			ok(t, err)
			for _, f := range page.Items {
				if f.Axis == Government {
					return f
				}
			}
			t.Fatalf("no head of the government is missing: %+v", page.Items)
			return Finding{}
		}
		f, err := h.Table(ctx, h.office, hole().ID, 0, "meeting", "")
		ok(t, err)
		headless, err := h.reg.CreateUnit(ctx, anlan.Actor{Account: "a", Post: "p", Roles: []anlan.Role{anlan.RoleOffice}, Scope: anlan.Scope{All: true}},
			registry.UnitDraft{Kind: registry.GovernmentOrgan, Name: "筹备组", Place: "620521", Rank: 20})
		ok(t, err)
		ruling := Ruling{Decision: f.Decision, Text: "由筹备组负责", Basis: "会〔2022〕3号第1项", Units: []anlan.ID{headless.ID}, Day: h.Today()}
		ok(t, h.Decided(ctx, ruling))
		h.catch()
		if f = h.key(f.Key()); !f.Live || f.Outcome == nil || len(f.Outcome.Wants) != 1 || f.Outcome.Wants[0] != headless.ID || len(f.Outcome.Cells) != 0 {
			t.Errorf("a unit without a head: %+v %+v", f.Live, f.Outcome)
		}
		ok(t, h.Recalled(ctx, f.Decision))
		ruling.Units, ruling.Text = []anlan.ID{h.units["县政府"].ID}, "由县政府负责"
		ok(t, h.Decided(ctx, ruling))
		h.catch()
		if f = h.key(f.Key()); f.Live || len(f.Outcome.Wants) != 0 || len(f.Outcome.Cells) != 1 {
			t.Fatalf("a unit with a head: %+v %+v", f.Live, f.Outcome)
		}
		a, err := h.Who(ctx, h.office, h.sites["密室"].Ref(), h.Today())
		ok(t, err)
		for _, o := range a.Owners {
			if o.Axis == Government && o.Post != h.posts["县政府"].ID {
				t.Errorf("answers: %+v", o)
			}
		}
		if got := who(a, Government); got == "" {
			t.Error("nobody answers")
		}
	})
}
