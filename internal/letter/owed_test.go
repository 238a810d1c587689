package letter_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/letter"
	"anlan/internal/rule"
)

// owed says in one line what waits for somebody. What is asked always follows from the records.
func (h house) owed(a anlan.Actor) string {
	h.t.Helper()
	ok(h.t, h.Recount(ctx))
	list, err := h.Owed(ctx, a, 50)
	ok(h.t, err)
	var out []string
	for _, o := range list {
		out = append(out, o.What+" "+o.Number+" "+o.Role)
	}
	return strings.TrimSpace(strings.Join(out, "; "))
}

// due is until when the one thing that waits for somebody is to be done.
func (h house) due(a anlan.Actor) anlan.Date {
	h.t.Helper()
	list, err := h.Owed(ctx, a, 50)
	ok(h.t, err)
	if len(list) != 1 {
		h.t.Fatalf("%d things wait", len(list))
	}
	return list[0].Due
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
		if got, want := h.due(town), l.SentAt.Date().AddDays(10); got != want {
			t.Errorf("it is to be signed until %s, not %s", got, want)
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
		if got := h.due(h.actors["永清镇人民政府"]); got != "" {
			t.Errorf("whoever came to the post is late from the first day: %s", got)
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

// A county that is older than the index of duties asks the same after its update: the migration marks what is
// to be written anew, as it is done here, and Settle writes it.
func TestTheDutiesOfAnOlderCountyAreWrittenAnew(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		town, dept := h.actors["永清镇人民政府"], h.actors["清水县应急管理局"]
		l := h.sealed()
		_, err := h.SetTeams(ctx, h.office, 2022, []letter.Team{{Name: "一组", Posts: []anlan.ID{dept.Post}, Letters: []anlan.ID{l.ID}}, {Name: "二组", Posts: []anlan.ID{dept.Post}, Letters: []anlan.ID{l.ID}}}, "")
		ok(t, err)
		_, err = h.AssessSelf(ctx, town, l.ID, selfClause(l), letter.SelfMark{Self: 100, Text: "会议记录三份"})
		ok(t, err)
		other, err := h.Send(ctx, h.office, h.born("清水县人民政府", "红堡镇人民政府").ID, 0)
		ok(t, err)
		r, err := h.Record(ctx, h.office, letter.RecordDraft{Unit: h.units["永清镇人民政府"].ID, Metric: "drill.held", Day: "2022-01-18", N: 1, Text: "消防演练", Basis: "演练记录"})
		ok(t, err)
		h.fold()
		_, err = h.Object(ctx, town, "", l.ID, r.Ref().String(), "drill.held", "应为两次", nil)
		ok(t, err)
		ask := func() (all []string) {
			for _, a := range []anlan.Actor{town, dept, h.office, h.actors["清水县人民政府"], h.actors["红堡镇人民政府"]} {
				all = append(all, h.owed(a))
			}
			return all
		}
		want := []string{"self " + l.Number, "check " + l.Number, "answer " + l.Number, "sign " + other.Number + " issuer; answer " + l.Number, "self " + other.Number + " ; sign " + other.Number + " signer"}
		if got := ask(); !slices.Equal(got, want) {
			t.Fatalf("before: %q, want %q", got, want)
		}
		ok(t, h.db.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
			for _, stmt := range []string{`DELETE FROM letter_duty`,
				`INSERT INTO letter_duty (record, what, seat, ends, person, since, doc) SELECT id, 'stale', '', '', '', 0, '' FROM letter WHERE state IN ('sent', 'signed')`,
				`INSERT INTO letter_duty (record, what, seat, ends, person, since, doc) SELECT id, 'stale', '', '', '', 0, '' FROM letter_item WHERE kind = 'objection' AND state = 'open'`} {
				if _, err := tx.ExecContext(ctx, stmt); err != nil {
					return err
				}
			}
			return nil
		}))
		if h.Recount(ctx) == nil {
			t.Error("a county that asks nothing is held for one that asks what it should")
		}
		ok(t, h.Settle(ctx))
		if got := ask(); !slices.Equal(got, want) {
			t.Errorf("after: %q, want %q", got, want)
		}
	})
}

// A frozen year asks nobody for marks any more, and an older letter nobody for a signature.
func TestDutiesEnd(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		town := h.actors["永清镇人民政府"]
		l := h.sealed()
		_, err := h.SetTeams(ctx, h.office, 2022, nil, "")
		ok(t, err)
		if got := h.owed(town); got != "self "+l.Number {
			t.Error(got)
		}
		_, err = h.Freeze(ctx, h.office, 2022)
		ok(t, err)
		if got := h.owed(town); got != "" {
			t.Errorf("frozen: %s", got)
		}
		_, err = h.Send(ctx, h.office, h.born("清水县人民政府", "红堡镇人民政府").ID, 0)
		ok(t, err)
		if h.owed(h.actors["红堡镇人民政府"]) == "" {
			t.Error("a letter of this year does not wait for its signature")
		}
		h.now.Store(anlan.Date("2023-01-02").Start().Time().UnixMilli())
		if got := h.owed(h.actors["红堡镇人民政府"]); got != "" {
			t.Errorf("a letter of last year: %s", got)
		}
	})
}

// A team says what it is called, who sits on it and what it checks; each thing that is missing is named with its team.
func TestTeamsAreWhole(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		_, err := h.SetTeams(ctx, h.office, 2022, []letter.Team{{Name: "一组", Posts: []anlan.ID{h.office.Post}}, {Name: " "}}, "")
		var bad anlan.Problems
		if !errors.As(err, &bad) || len(bad) != 4 {
			t.Fatalf("%v", err)
		}
		if said := bad[0].Say(anlan.ZH); bad[0].Field != "teams[0].letters" || said != "“第 1 组：考核的责任书”没有填写，请补上。" {
			t.Errorf("%s: %s", bad[0].Field, said)
		}
	})
}
