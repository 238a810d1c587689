package letter_test

import (
	"slices"
	"testing"

	"anlan"
	"anlan/internal/letter"
	"anlan/internal/matter"
	"anlan/internal/rule"
)

func TestMarksVetoesAndYear(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		l := h.born("清水县人民政府", "永清镇人民政府")
		l, err := h.Send(ctx, h.office, l.ID, 0)
		ok(t, err)
		town := h.actors["永清镇人民政府"]
		if r, err := h.Round(ctx, town, 2022); err != nil || r.State != letter.RoundOpen || r.Year != 2022 || r.Teams == nil {
			t.Errorf("an assessment that nobody has begun: %+v, %v", r, err)
		}
		_, err = h.AssessSelf(ctx, town, l.ID, "hazards", letter.SelfMark{Self: 100, Text: "好"})
		refused(t, "marks what is counted", err, anlan.ErrLetterCounted)
		_, err = h.AssessSelf(ctx, town, l.ID, "hear", letter.SelfMark{Self: 600, Text: "好"})
		refused(t, "more than the weight", err, anlan.ErrLetterMark)
		_, err = h.AssessSelf(ctx, town, l.ID, "hear", letter.SelfMark{Self: 500})
		refused(t, "without evidence", err, anlan.ErrLetterEvidence)
		_, err = h.AssessSelf(ctx, town, l.ID, "hear", letter.SelfMark{Self: 500, Text: "召开 4 次，纪要附后"})
		ok(t, err)
		_, err = h.Check(ctx, town, l.ID, "hear", 500, "")
		refused(t, "checks itself", err, anlan.ErrLetterOwn)
		_, err = h.Check(ctx, h.office, l.ID, "hear", 400, "")
		refused(t, "less without a reason", err, anlan.ErrFieldRequired)
		_, err = h.Check(ctx, h.office, l.ID, "hear", 400, "一次无纪要")
		ok(t, err)
		before, err := h.Score(ctx, town, l.ID)
		ok(t, err)
		supposed, err := h.Simulate(ctx, town, l.ID, map[string]int64{"accident.large": 1, "accident.count": 1})
		ok(t, err)
		if !supposed.Vetoed || supposed.Grade != "fail" || supposed.Points != before.Points-300 {
			t.Errorf("%+v", supposed.Vetoes)
		}
		if again, _ := h.Score(ctx, town, l.ID); again.Points != before.Points || again.Vetoed {
			t.Error("a supposition was kept")
		}
		_, err = h.Record(ctx, town, letter.RecordDraft{Unit: town.Unit, Metric: "praise.city", Day: "2022-01-10", N: 1, Text: "表彰", Basis: "市发"})
		refused(t, "praises itself", err, anlan.ErrForbidden)
		_, err = h.Record(ctx, h.office, letter.RecordDraft{Unit: town.Unit, Metric: "hazard.deadline", Day: "2022-01-10", N: 1, Text: "x", Basis: "y"})
		refused(t, "records what is counted", err, anlan.ErrLetterMetric)
		rec, err := h.Record(ctx, h.office, letter.RecordDraft{Unit: town.Unit, Metric: "accident.count", Day: "2022-01-10", N: 1, Text: "一般事故", Basis: "事故快报 1 号"})
		ok(t, err)
		h.fold()
		if s, _ := h.Score(ctx, town, l.ID); s.Points != before.Points-300 {
			t.Errorf("an accident: %d, was %d", s.Points, before.Points)
		}
		_, err = h.VoidRecord(ctx, h.office, rec.ID, "经核实不属实")
		ok(t, err)
		rec, err = h.Record(ctx, h.office, letter.RecordDraft{Unit: town.Unit, Metric: "accident.count", Day: "2022-01-11", N: 2, Text: "两起", Basis: "快报"})
		ok(t, err)
		h.fold()
		if w, err := h.Whole(ctx, town, l.ID); err != nil || w.Assessed != nil || !slices.Contains(h.Can(ctx, town, l), "self") || !slices.Contains(h.Can(ctx, h.office, l), "check") {
			t.Errorf("before the freeze: %+v, %v, %v", w.Assessed, err, h.Can(ctx, town, l))
		}
		o, err := h.Object(ctx, town, "", l.ID, rec.Ref().String(), "accident.count", "发生在邻县", nil)
		ok(t, err)
		_, err = h.Freeze(ctx, town, 2022)
		refused(t, "freezes its own year", err, anlan.ErrForbidden)
		_, err = h.Freeze(ctx, h.office, 2022)
		ok(t, err)
		asFrozen, err := h.Whole(ctx, town, l.ID)
		ok(t, err)
		if a := asFrozen.Assessed; a == nil || a.State != letter.RoundFrozen || a.Frozen == 0 || a.Closed != 0 {
			t.Fatalf("frozen: %+v", a)
		}
		if can := append(h.Can(ctx, town, l), h.Can(ctx, h.office, l)...); slices.Contains(can, "self") || slices.Contains(can, "check") || !slices.Contains(can, "object") {
			t.Errorf("in a frozen year: %v", can)
		}
		_, err = h.AssessSelf(ctx, town, l.ID, "hear", letter.SelfMark{Self: 500, Text: "补"})
		refused(t, "marks a frozen year", err, anlan.ErrLetterFrozen)
		_, err = h.Conclude(ctx, h.office, 2022)
		refused(t, "concludes before the answers", err, anlan.ErrLetterObjectionsOpen)
		_, err = h.Answer(ctx, h.office, o.ID, true, "属实")
		ok(t, err)
		h.matter(9, "永清镇人民政府", "2022-02-02", matter.Doing, matter.Closed, true, anlan.Ref{}) // after the freeze
		h.fold()
		_, err = h.Conclude(ctx, h.office, 2022)
		ok(t, err)
		list, next, err := h.Reviews(ctx, town, 2022, rule.LetterTownship, "")
		ok(t, err)
		if all, _, err := h.Reviews(ctx, h.office, 2022, rule.LetterTownship, ""); err != nil || len(all) != 1 || len(list) != 1 || next != "" || list[0].Final == nil {
			t.Fatalf("%+v", list)
		}
		if other, _, err := h.Reviews(ctx, h.actors["红堡镇人民政府"], 2022, rule.LetterTownship, ""); err != nil || len(other) != 0 {
			t.Errorf("another township sees %v, %v", other, err)
		}
		// what there is no record of all year falls away: the rest is scaled to the full score
		scaled := (2*before.Base*before.Full/(before.Full-before.Open) + 1) / 2
		if f := list[0].Frozen; before.Open == 0 || f.Absent != before.Open || f.Points != scaled-600 || list[0].Final.Points != scaled {
			t.Errorf("frozen %d with %d absent, final %d; want %d, %d open before", f.Points, f.Absent, list[0].Final.Points, scaled, before.Open)
		}
		whole, err := h.Whole(ctx, town, l.ID)
		ok(t, err)
		if a := whole.Assessed; a.State != letter.RoundClosed || a.Closed < a.Frozen || a.Frozen != asFrozen.Assessed.Frozen || a.Score.Points != list[0].Final.Points {
			t.Errorf("closed: %+v, final %d", a, list[0].Final.Points)
		}
		if asFrozen.Assessed.Score.Points != list[0].Frozen.Points || slices.Contains(h.Can(ctx, town, l), "object") {
			t.Errorf("frozen with %d, %v", asFrozen.Assessed.Score.Points, h.Can(ctx, town, l))
		}
		_, err = h.Object(ctx, town, "", l.ID, "matter.matter:m9", "matter.deadline", "晚了", nil)
		refused(t, "objects to a closed year", err, anlan.ErrLetterRound)
	})
}
