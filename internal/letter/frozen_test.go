package letter_test

import (
	"testing"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/letter"
	"anlan/internal/matter"
	"anlan/internal/rule"
)

// behind are the verdicts of the facts behind a letter's metric, by record.
func (h house) behind(l letter.Letter, metric string) map[string]string {
	h.t.Helper()
	p, err := h.Facts(ctx, h.office, l.ID, letter.FactQuery{Metric: metric})
	ok(h.t, err)
	found := map[string]string{}
	for _, f := range p.Items {
		found[f.Ref[len("matter.matter:"):]] = f.Verdict
	}
	return found
}

func same(a, b map[string]string) bool {
	for k, v := range a {
		if b[k] != v {
			return false
		}
	}
	return len(a) == len(b)
}

// What lies behind a point of a frozen year is what was counted at its freeze, whatever happens to the facts later:
// decided, recalled, moved into another year, new. Objections take off what was counted, and the list of scores shows
// the score that counts.
func TestFactsStandAsTheyWereFrozen(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		l := h.sent("永清镇人民政府")
		other := h.sent("红堡镇人民政府")
		town, unit, none := h.actors["永清镇人民政府"], "永清镇人民政府", anlan.Ref{}
		h.matter(1, unit, "2022-02-01", "", matter.Issued, false, none)
		h.matter(2, unit, "2022-02-02", matter.Doing, matter.Closed, false, none)
		h.matter(3, unit, "2022-02-03", matter.Doing, matter.Closed, true, none)
		h.matter(4, unit, "2022-02-04", "", matter.Issued, false, none)
		h.matter(5, unit, "2022-02-05", matter.Doing, matter.Closed, true, none) // nobody has folded it when the year is frozen
		dbtest.Numbered(t, h.db)
		frozen, err := h.Freeze(db.WithKey(ctx, h.db.NewID()), h.office, 2022) // the key is the freeze's own: catching up must not use it
		ok(t, err)
		if frozen.State != letter.RoundFrozen || frozen.Upto == 0 {
			t.Fatalf("%+v", frozen)
		}
		h.fold()
		want := map[string]string{"m1": letter.Open, "m2": letter.Good, "m3": letter.Bad, "m4": letter.Open, "m5": letter.Bad}
		if got := h.behind(l, "matter.deadline"); !same(got, want) {
			t.Errorf("at the freeze: %v, want %v", got, want)
		}
		live, err := h.Score(ctx, town, l.ID)
		ok(t, err)

		h.matter(1, unit, "2022-02-01", matter.Doing, matter.Closed, true, none)     // decided
		h.matter(2, unit, "2022-02-02", matter.Closed, matter.Recalled, false, none) // gone
		h.matter(4, unit, "2023-01-04", matter.Doing, matter.Doing, false, none)     // of another year
		h.matter(6, unit, "2022-02-06", matter.Doing, matter.Closed, true, none)     // new
		h.fold()
		h.matter(1, unit, "2022-02-01", matter.Closed, matter.Recalled, false, none) // a second change keeps the first state
		h.matter(3, "红堡镇人民政府", "2022-02-03", matter.Closed, matter.Closed, true, none)
		h.fold()
		if got := h.behind(l, "matter.deadline"); !same(got, want) {
			t.Errorf("after the freeze: %v, want %v", got, want)
		}
		if got := h.behind(other, "matter.deadline"); len(got) != 0 {
			t.Errorf("what another township took over since: %v", got)
		}
		if now, err := h.Score(ctx, town, l.ID); err != nil || now.Points == live.Points && now.Open == live.Open {
			t.Errorf("the live score goes on: %d with %d open, %v", now.Points, now.Open, err)
		}
		_, err = h.Object(ctx, town, "", l.ID, "matter.matter:m6", "matter.deadline", "冻结以后的", nil)
		refused(t, "objects to what did not count", err, anlan.ErrLetterFact)
		o, err := h.Object(ctx, town, "", l.ID, "matter.matter:m3", "matter.deadline", "不是我们的", nil) // another's by now
		ok(t, err)
		_, err = h.Answer(ctx, h.office, o.ID, true, "属实")
		ok(t, err)
		want["m3"] = letter.Waived
		if got := h.behind(l, "matter.deadline"); !same(got, want) {
			t.Errorf("one waived: %v, want %v", got, want)
		}
		for _, state := range []letter.RoundState{letter.RoundFrozen, letter.RoundClosed} {
			if state == letter.RoundClosed {
				_, err = h.Conclude(ctx, h.office, 2022)
				ok(t, err)
				h.fold()
			}
			w, err := h.Whole(ctx, town, l.ID)
			ok(t, err)
			list, _, err := h.Scores(ctx, h.office, letter.Filter{Year: 2022, Kind: rule.LetterTownship})
			ok(t, err)
			if len(list) != 2 || !w.Assessed.Kept {
				t.Fatalf("%s: %+v", state, list)
			}
			for _, x := range list {
				if x.Letter.ID == l.ID && (x.Assessed == nil || x.Assessed.State != state || x.Score.Points != w.Assessed.Score.Points) {
					t.Errorf("%s: listed with %d, assessed with %d", state, x.Score.Points, w.Assessed.Score.Points)
				}
			}
		}
		list, _, err := h.Reviews(ctx, town, 2022, rule.LetterTownship, "")
		ok(t, err)
		if f := tallyOf(*list[0].Final, "matter.deadline"); f != (letter.Tally{Good: 1, Bad: 1, Open: 2, Waived: 1}) {
			t.Errorf("the final count: %+v", f)
		}
		late := h.sent("清水县应急管理局") // after the freeze: its score is live
		if list, _, err := h.Scores(ctx, h.actors["清水县应急管理局"], letter.Filter{Year: 2022}); err != nil || len(list) != 1 || list[0].Letter.ID != late.ID || list[0].Assessed != nil {
			t.Errorf("sent after the freeze: %+v, %v", list, err)
		}
	})
}

func tallyOf(s letter.Score, metric string) letter.Tally {
	for _, p := range s.Parts {
		for _, c := range p.Clauses {
			if c.Metric == metric {
				return c.Tally
			}
		}
	}
	return letter.Tally{}
}
