package letter_test

import (
	"strings"
	"testing"

	"anlan"
	"anlan/internal/letter"
	"anlan/internal/rule"
)

// owed says in one line what waits for somebody.
func (h house) owed(a anlan.Actor) string {
	h.t.Helper()
	list, err := h.Owed(ctx, a, 50)
	ok(h.t, err)
	var out []string
	for _, o := range list {
		out = append(out, o.What+" "+o.Letter.Number+" "+o.Role)
	}
	return strings.TrimSpace(strings.Join(out, "; "))
}

// sealed is the letter of a township that both sides have signed.
func (h house) sealed() letter.Letter {
	h.t.Helper()
	l, err := h.Send(ctx, h.office, h.born("清水县人民政府", "永清镇人民政府").ID, 0)
	ok(h.t, err)
	return h.signs(h.signs(l, "永清镇人民政府", letter.RoleSigner), "清水县人民政府", letter.RoleIssuer)
}

// selfClause is a clause that nothing can count.
func selfClause(l letter.Letter) string {
	for _, p := range l.Template.Parts {
		for _, c := range p.Clauses {
			if c.How == rule.HowSelf {
				return c.Key
			}
		}
	}
	return ""
}

func TestLettersWaitForTheirPosts(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		town, county := h.actors["永清镇人民政府"], h.actors["清水县人民政府"]
		l := h.born("清水县人民政府", "永清镇人民政府")
		if got := h.owed(town); got != "" {
			t.Errorf("a draft waits: %s", got)
		}
		l, err := h.Send(ctx, h.office, l.ID, 0)
		ok(t, err)
		if got := h.owed(town); got != "sign "+l.Number+" signer" {
			t.Error(got)
		}
		if got := h.owed(county); got != "sign "+l.Number+" issuer" {
			t.Error(got)
		}
		if got := h.owed(h.actors["红堡镇人民政府"]); got != "" {
			t.Errorf("another town: %s", got)
		}
		h.signs(l, "永清镇人民政府", letter.RoleSigner)
		if got := h.owed(town); got != "" {
			t.Errorf("signed and still waiting: %s", got)
		}
		h.replace("永清镇人民政府")
		if got := h.owed(h.actors["永清镇人民政府"]); got != "sign "+l.Number+" signer" {
			t.Errorf("whoever came to the post: %q", got)
		}
	})
}

func TestMarksAndChecksWaitWhileAYearIsAssessed(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		town, dept := h.actors["永清镇人民政府"], h.actors["清水县应急管理局"]
		l := h.sealed()
		if got := h.owed(town); got != "" {
			t.Errorf("nobody assesses yet: %s", got)
		}
		_, err := h.SetTeams(ctx, h.office, 2022, []letter.Team{{Name: "第一组", Posts: []anlan.ID{dept.Post}, Letters: []anlan.ID{l.ID}}}, "2022-12-20")
		ok(t, err)
		list, err := h.Owed(ctx, town, 50)
		ok(t, err)
		if len(list) != 1 || list[0].What != letter.OwedSelf || list[0].Due != "2022-12-20" || list[0].Clauses == 0 {
			t.Fatalf("the signer owes %+v", list)
		}
		if got := h.owed(dept); got != "" {
			t.Errorf("nothing is marked, nothing to check: %s", got)
		}
		_, err = h.AssessSelf(ctx, town, l.ID, selfClause(l), letter.SelfMark{Self: 100, Text: "会议记录三份"})
		ok(t, err)
		if got := h.owed(dept); got != "check "+l.Number {
			t.Error(got)
		}
		_, err = h.Check(ctx, dept, l.ID, selfClause(l), 100, "")
		ok(t, err)
		if got := h.owed(dept); got != "" {
			t.Errorf("checked and still waiting: %s", got)
		}
	})
}

func TestAnObjectionWaitsForTheIssuer(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		l := h.sealed()
		r, err := h.Record(ctx, h.office, letter.RecordDraft{Unit: h.units["永清镇人民政府"].ID, Metric: "drill.held", Day: "2022-01-18", N: 1, Text: "消防演练", Basis: "演练记录"})
		ok(t, err)
		h.fold()
		o, err := h.Object(ctx, h.actors["永清镇人民政府"], "", l.ID, r.Ref().String(), "drill.held", "应为两次", nil)
		ok(t, err)
		if got := h.owed(h.office); got != "answer "+l.Number {
			t.Error(got)
		}
		if got := h.owed(h.actors["红堡镇人民政府"]); got != "" {
			t.Errorf("another town: %s", got)
		}
		_, err = h.Answer(ctx, h.office, o.ID, false, "记录为一次")
		ok(t, err)
		if got := h.owed(h.office); got != "" {
			t.Errorf("answered and still waiting: %s", got)
		}
	})
}
