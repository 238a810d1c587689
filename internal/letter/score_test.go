package letter_test

import (
	"fmt"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/letter"
	"anlan/internal/matter"
)

// tells writes an event of another room, as that room would.
func (h house) tells(kind string, ref anlan.Ref, body any) {
	h.t.Helper()
	ok(h.t, h.db.Write(ctx, anlan.Clock, func(tx *db.Tx) error { return tx.Emit(kind, ref, body, nil) }))
}

func (h house) matter(n int, unit string, due anlan.Date, was, now matter.State, late bool, origin anlan.Ref) {
	h.t.Helper()
	u := h.units[unit]
	told := matter.Told{Number: fmt.Sprintf("清安委办〔2022〕%d号", n), Title: "整改", Origin: origin, Due: due,
		Lead: matter.Seat{Unit: u.ID, Branch: u.ID, Place: u.Place}, Now: matter.Facet{State: now, Overdue: late && now != matter.Closed}}
	if was != "" {
		told.Was = &matter.Facet{State: was, Overdue: late}
	}
	h.tells("matter.told", anlan.Ref{Kind: "matter.matter", ID: anlan.ID(fmt.Sprintf("m%d", n))}, told)
}

func TestScoreAndObjection(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		l := h.born("清水县人民政府", "永清镇人民政府")
		l, err := h.Send(ctx, h.office, l.ID, 0)
		ok(t, err)
		town := h.actors["永清镇人民政府"]
		clause := func(key string) letter.ScoreLine {
			t.Helper()
			h.fold()
			s, err := h.Score(ctx, town, l.ID)
			ok(t, err)
			for _, p := range s.Parts {
				for _, c := range p.Clauses {
					if c.Key == key {
						return c
					}
				}
			}
			t.Fatalf("no clause %s", key)
			return letter.ScoreLine{}
		}
		if c := clause("hazards"); c.State != "none" || c.Points != 0 {
			t.Errorf("nothing happened yet: %+v", c)
		}
		origin := func(n int) anlan.Ref { return anlan.Ref{Kind: "hazard.hazard", ID: anlan.ID(fmt.Sprintf("h%d", n))} }
		h.matter(1, "永清镇人民政府", "2022-02-01", "", matter.Issued, false, origin(1))
		h.matter(1, "永清镇人民政府", "2022-02-01", matter.Reported, matter.Closed, false, origin(1))
		h.matter(2, "永清镇人民政府", "2022-02-02", "", matter.Issued, false, origin(2))
		h.matter(2, "永清镇人民政府", "2022-02-02", matter.Doing, matter.Doing, true, origin(2))
		h.matter(3, "永清镇人民政府", "2022-03-01", "", matter.Issued, false, origin(3))
		h.matter(4, "红堡镇人民政府", "2022-02-02", matter.Doing, matter.Closed, true, origin(4))
		h.matter(5, "永清镇人民政府", "2022-02-02", matter.Doing, matter.Closed, true, anlan.Ref{})
		if c := clause("hazards"); c.Points != 500 || c.Tally != (letter.Tally{Good: 1, Bad: 1, Open: 1}) {
			t.Errorf("one kept, one late, one open: %+v", c)
		}
		if c := clause("matters"); c.Points != 0 || c.Tally.Bad != 1 {
			t.Errorf("one matter late: %+v", c)
		}
		page, err := h.Facts(ctx, town, l.ID, letter.FactQuery{Metric: "hazard.deadline", Verdict: letter.Bad})
		ok(t, err)
		if len(page.Items) != 1 || page.Items[0].Ref != "hazard.hazard:h2" || !strings.Contains(page.Items[0].Title, "2号") {
			t.Fatalf("%+v", page.Items)
		}
		_, err = h.Object(ctx, town, "", l.ID, "hazard.hazard:h4", "hazard.deadline", "不是我们的", nil)
		refused(t, "another township's fact", err, anlan.ErrLetterFact)
		o, err := h.Object(ctx, town, "", l.ID, "hazard.hazard:h2", "hazard.deadline", "该场所属红堡镇", nil)
		ok(t, err)
		_, err = h.Answer(ctx, town, o.ID, true, "同意")
		refused(t, "answers itself", err, anlan.ErrLetterOwn)
		o, err = h.Answer(ctx, h.office, o.ID, true, "经核实，属红堡镇，不计入永清镇")
		ok(t, err)
		if c := clause("hazards"); c.Points != 1000 || c.Tally.Waived != 1 {
			t.Errorf("the fact is waived: %+v", c)
		}
		h.matter(2, "永清镇人民政府", "2022-02-02", matter.Doing, matter.Closed, true, origin(2))
		if c := clause("hazards"); c.Tally.Waived != 1 || c.Tally.Bad != 0 {
			t.Errorf("what happens later does not bring it back: %+v", c)
		}
		_, err = h.Answer(ctx, h.office, o.ID, false, "又不同意")
		refused(t, "answered twice", err, anlan.ErrLetterAnswered)
		w, err := h.Whole(ctx, town, l.ID)
		ok(t, err)
		if len(w.Objections) != 1 || w.Objections[0].AnswerBy != h.office.Post || w.Objections[0].Said != letter.Bad {
			t.Errorf("%+v", w.Objections)
		}
	})
}

// A fact is waived for the letter that the objection is about, and for no other; the fact itself stays.
func TestAWaiverCountsForOneLetter(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		town, village := h.actors["永清镇人民政府"], h.actors["李崖村"]
		above, err := h.Send(ctx, h.office, h.born("清水县人民政府", "永清镇人民政府").ID, 0)
		ok(t, err)
		below, err := h.Create(ctx, town, letter.Birth{Year: 2022, Issuer: town.Unit, Signer: village.Unit})
		ok(t, err)
		below, err = h.Send(ctx, town, below.ID, 0)
		ok(t, err)
		h.matter(1, "李崖村", "2022-02-02", matter.Doing, matter.Closed, true, anlan.Ref{Kind: "hazard.hazard", ID: "h1"})
		h.fold()
		tally := func(a anlan.Actor, l letter.Letter) letter.Tally {
			t.Helper()
			h.fold()
			s, err := h.Score(ctx, a, l.ID)
			ok(t, err)
			for _, p := range s.Parts {
				for _, c := range p.Clauses {
					if c.Metric == "hazard.deadline" {
						return c.Tally
					}
				}
			}
			return letter.Tally{}
		}
		late := letter.Tally{Bad: 1}
		if a, b := tally(town, above), tally(village, below); a != late || b != late {
			t.Fatalf("both count it: %+v %+v", a, b)
		}
		o, err := h.Object(ctx, village, "", below.ID, "hazard.hazard:h1", "hazard.deadline", "整改由镇里负责", nil)
		ok(t, err)
		_, err = h.Answer(ctx, town, o.ID, true, "属镇里")
		ok(t, err)
		if a, b := tally(town, above), tally(village, below); a != late || b != (letter.Tally{Waived: 1}) {
			t.Errorf("waived for the village only: %+v %+v", a, b)
		}
		_, err = h.Object(ctx, village, "", below.ID, "hazard.hazard:h1", "hazard.deadline", "再说一次", nil)
		refused(t, "objected to again", err, anlan.ErrLetterFactWaived)
		ok(t, h.db.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
			_, err := tx.ExecContext(ctx, `DELETE FROM letter_waiver`)
			return err
		}))
		if h.Recount(ctx) == nil {
			t.Error("a waiver that was taken away is not found")
		}
	})
}
