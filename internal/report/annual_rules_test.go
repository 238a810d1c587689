package report

import (
	"math/rand/v2"
	"strings"
	"testing"

	"anlan/internal/rule"
)

func figure(kept string) rule.AnnualFigure {
	return rule.AnnualFigure{Key: "x", Metric: "hazard.found", Count: "all", Kept: kept, ZH: "排查登记隐患", Unit: "条"}
}

// Nothing is a zero only where somebody was keeping records.
func TestZeroIsNotNoRecord(t *testing.T) {
	ratio := figure(rule.KeptByPart)
	ratio.Count, ratio.Of = "good", "decided"
	for name, c := range map[string]struct {
		f    rule.AnnualFigure
		t    Tally
		e    Evidence
		want string
	}{
		"a record":                        {figure(rule.KeptByPart), Tally{Good: 1}, Evidence{}, Told},
		"nothing, and nobody wrote":       {figure(rule.KeptByPart), Tally{}, Evidence{Register: true}, None},
		"nothing of this sort, but wrote": {figure(rule.KeptByPart), Tally{}, Evidence{Wrote: true}, Zero},
		"a zero report":                   {figure(rule.KeptByPart), Tally{}, Evidence{Declared: true}, Zero},
		"the register had begun":          {figure(rule.KeptByCounty), Tally{}, Evidence{Register: true}, Zero},
		"the register had not":            {figure(rule.KeptByCounty), Tally{}, Evidence{}, None},
		"none of twelve":                  {ratio, Tally{Bad: 12}, Evidence{}, Zero},
		"only open ones":                  {ratio, Tally{Open: 3}, Evidence{}, None},
		"only waived":                     {figure(rule.KeptByPart), Tally{Waived: 2}, Evidence{}, None},
	} {
		if v := Evaluate(c.f, c.t, c.e); v.State != c.want {
			t.Errorf("%s: %s, want %s", name, v.State, c.want)
		}
	}
}

// The law of the comparison, for any two years: a difference exactly where both have numbers and are whole,
// a percentage exactly where the base is above zero, and both say the same direction.
func TestCompareLaw(t *testing.T) {
	dice := rand.New(rand.NewPCG(1, 2))
	states := []string{Told, Zero, None, Off}
	value := func() Value {
		v := Value{State: states[dice.IntN(4)]}
		if v.State == Told {
			v.N = 1 + dice.Int64N(500)
		}
		return v
	}
	for range 20000 {
		now, before, over, since := value(), value(), dice.IntN(5) > 0, dice.IntN(13)
		c := Compare(now, before, over, since)
		could := over && now.known() && before.known() && since <= 1
		if (c.State == Known) != could {
			t.Fatalf("%+v against %+v (over %v, since %d): %+v", now, before, over, since, c)
		}
		if !could {
			if c.Diff != 0 || c.Percent != nil || c.Points != nil {
				t.Fatalf("says more than it knows: %+v", c)
			}
			continue
		}
		if c.Diff != now.N-before.N || (c.Percent != nil) != (before.N > 0) {
			t.Fatalf("%+v against %+v: %+v", now, before, c)
		}
		if p := c.Percent; p != nil && (*p*c.Diff < 0 || c.Diff == 0 && *p != 0 || 1000*c.Diff-*p*before.N > before.N || *p*before.N-1000*c.Diff > before.N) {
			t.Fatalf("%d of %d is not %d tenths", c.Diff, before.N, *p)
		}
	}
}

func TestSentences(t *testing.T) {
	f := figure(rule.KeptByPart)
	ratio := f
	ratio.ZH, ratio.Of = "隐患按期整改", "decided"
	for want, got := range map[string]string{
		"排查登记隐患1226条，同比增加103条，上升9.2%": Sentence(f, Figure{Value: Value{State: Told, N: 1226}, Change: Compare(Value{State: Told, N: 1226}, Value{State: Told, N: 1123}, true, 0)}),
		"排查登记隐患3条，同比增加3条（上年为0，不计百分比）": Sentence(f, Figure{Value: Value{State: Told, N: 3}, Change: Compare(Value{State: Told, N: 3}, Value{State: Zero}, true, 0)}),
		"排查登记隐患0条（上年无记录，不作同比）":        Sentence(f, Figure{Value: Value{State: Zero}, Change: Compare(Value{State: Zero}, Value{State: None}, true, 0)}),
		"排查登记隐患5条（上年记录自3月起，不作同比）":     Sentence(f, Figure{Value: Value{State: Told, N: 5}, Change: Compare(Value{State: Told, N: 5}, Value{State: Told, N: 2}, true, 3)}),
		"隐患按期整改9条（共12条，占75%），占比同比提高25个百分点": Sentence(ratio, Figure{Value: Value{State: Told, N: 9, Of: 12},
			Change: Compare(Value{State: Told, N: 9, Of: 12}, Value{State: Told, N: 5, Of: 10}, true, 0)}),
	} {
		if got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	r := Annual{Year: 2021, Over: true, From: "2021-01-01", To: "2021-12-31", AsOf: "2022-01-17", Set: rule.AnnualReport{
		Groups: []rule.AnnualGroup{{Key: "g", ZH: "隐患排查治理情况"}}, Figures: []rule.AnnualFigure{{Key: "x", Group: "g", ZH: "排查登记隐患", Unit: "条"}}},
		Total: Row{Figures: []Figure{{Value: Value{State: None}}}}}
	if text := r.Text("全县"); !strings.Contains(text, "排查登记隐患：无记录。") || strings.Contains(text, "0条") {
		t.Error(text)
	}
}
