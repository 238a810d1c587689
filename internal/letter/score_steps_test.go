package letter

import (
	"math/rand/v2"
	"testing"
)

// What the sheet shows adds up to the points, within the year and at its end, scaled or not, also under zero.
func TestTheStepsAddUp(t *testing.T) {
	set := defaults(t)
	dice := rand.New(rand.NewPCG(5, 11))
	seen := map[string]int{}
	for range 2000 {
		tpl := set.Templates[dice.IntN(len(set.Templates))]
		c, marks := anyCounts(dice, set), anyMarks(dice, tpl)
		for key := range c {
			if dice.IntN(2) == 0 {
				delete(c, key)
			}
		}
		if dice.IntN(3) == 0 {
			c = Counts{"accident.death": {Bad: 9}, "accident.count": {Bad: 9}}
			marks = nil
		}
		for _, s := range []Score{Reckon(tpl, c, marks), ReckonYear(tpl, c, marks)} {
			var sum int64
			for _, step := range s.Steps() {
				sum += step.Points
				seen[step.ZH[:6]]++
			}
			if sum != s.Points {
				t.Fatalf("%+v make %d, the score is %d", s.Steps(), sum, s.Points)
			}
		}
	}
	for _, step := range []string{"四部", "缺项", "加分", "总分"} {
		if seen[step] == 0 {
			t.Errorf("no score ever had the step %s", step)
		}
	}
}

// A share of ten points without any record all year: of ninety that are counted 45 are got, which is 50 of 100.
func TestScalingSaysWhatItDoes(t *testing.T) {
	s := Score{Full: 10000, Absent: 1000, Base: 5000, Points: 4700, Parts: []PartScore{{Points: 2500}, {Points: 2000}}, Adjusts: []ScoreLine{{Points: -300}}}
	want := []Step{{"四部分合计", "The four parts together", 4500},
		{"缺项 10 分不计，其余 90 分按 100 分折算（×100÷90）", "10 points left out, the other 90 scaled to 100 (× 100 ÷ 90)", 500}, {"加分与扣分", "Bonus and malus", -300}}
	got := s.Steps()
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%+v, want %+v", got[i], want[i])
		}
	}
}
