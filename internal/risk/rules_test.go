package risk_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"anlan"
	"anlan/internal/risk"
	"anlan/internal/rule"
)

func inForce[T rule.Value](t *testing.T, s rule.Subject) T {
	t.Helper()
	b, err := rule.Builtin()
	ok(t, err)
	v, _, err := rule.Get[T](b, s, "2022-01-18")
	ok(t, err)
	return v
}

// every walks all combinations of the steps of a method.
func every(m rule.RiskMethod, do func(map[string]float64)) {
	var walk func(i int, v map[string]float64)
	walk = func(i int, v map[string]float64) {
		if i == len(m.Factors) {
			do(v)
			return
		}
		for _, s := range m.Factors[i].Steps {
			v[m.Factors[i].Key] = s.Value
			walk(i+1, v)
		}
	}
	walk(0, map[string]float64{})
}

// Every combination of steps has one colour, and a step that is worse never makes a colour milder.
func TestBandsAreTotalAndMonotone(t *testing.T) {
	scales := inForce[rule.RiskScales](t, rule.RiskScale)
	for _, m := range scales.Methods {
		seen, n := map[risk.Colour]int{}, 0
		every(m, func(v map[string]float64) {
			r, err := risk.Rate(scales, risk.RatingDraft{Method: m.Key, Values: v, Reason: "x"})
			if err != nil {
				t.Fatalf("%s %v: %v", m.Key, v, err)
			}
			n, seen[r.Colour] = n+1, seen[r.Colour]+1
			for _, f := range m.Factors {
				was := v[f.Key]
				for _, s := range f.Steps {
					if s.Value <= was {
						continue
					}
					v[f.Key] = s.Value
					worse, err := risk.Rate(scales, risk.RatingDraft{Method: m.Key, Values: v, Reason: "x"})
					if err != nil || worse.Colour.Rank() > r.Colour.Rank() {
						t.Errorf("%s %v is milder than with %s=%v: %v", m.Key, v, f.Key, was, err)
					}
				}
				v[f.Key] = was
			}
		})
		if want := map[string]int{"lec": 7 * 6 * 6, "ls": 25}[m.Key]; n != want || len(seen) != 4 {
			t.Errorf("%s: %d combinations, want %d; colours %v", m.Key, n, want, seen)
		}
	}
}

// The edges of the bands as the rule writes them.
func TestEdges(t *testing.T) {
	scales := inForce[rule.RiskScales](t, rule.RiskScale)
	for _, tt := range []struct {
		method  string
		l, e, c float64
		score   float64
		want    risk.Colour
	}{{"lec", 10, 10, 100, 10000, risk.Red}, {"lec", 0.1, 0.5, 1, 0.05, risk.Blue}, {"lec", 6, 10, 7, 420, risk.Red}, {"lec", 3, 3, 40, 360, risk.Red},
		{"lec", 3, 6, 15, 270, risk.Orange}, {"lec", 1, 3, 40, 120, risk.Yellow}, {"lec", 10, 10, 1, 100, risk.Yellow}, {"lec", 10, 1, 7, 70, risk.Blue},
		{"ls", 5, 0, 5, 25, risk.Red}, {"ls", 5, 0, 4, 20, risk.Red}, {"ls", 4, 0, 4, 16, risk.Orange}, {"ls", 3, 0, 5, 15, risk.Orange},
		{"ls", 3, 0, 4, 12, risk.Yellow}, {"ls", 3, 0, 3, 9, risk.Yellow}, {"ls", 2, 0, 4, 8, risk.Blue}, {"ls", 1, 0, 1, 1, risk.Blue}} {
		v := map[string]float64{"l": tt.l, "e": tt.e, "c": tt.c}
		if tt.method == "ls" {
			v = map[string]float64{"l": tt.l, "s": tt.c}
		}
		r, err := risk.Rate(scales, risk.RatingDraft{Method: tt.method, Values: v, Reason: "x"})
		if err != nil || r.Score != tt.score || r.Colour != tt.want {
			t.Errorf("%s %v: %v %s %v, want %v %s", tt.method, v, r.Score, r.Colour, err, tt.score, tt.want)
		}
	}
	lec, _ := scales.Method("lec")
	for score, want := range map[float64]string{320: "orange", 320.01: "red", 160: "yellow", 160.5: "orange", 70: "blue", 70.1: "yellow", 0.001: "blue"} {
		if got := lec.Band(score).Colour; got != want {
			t.Errorf("D=%v is %s, want %s", score, got, want)
		}
	}
}

func TestRatingRefused(t *testing.T) {
	scales := inForce[rule.RiskScales](t, rule.RiskScale)
	for name, tt := range map[string]struct {
		d    risk.RatingDraft
		want error
	}{
		"no method":    {risk.RatingDraft{Method: "hazop", Reason: "x"}, anlan.ErrRiskMethod},
		"no step":      {risk.RatingDraft{Method: "ls", Values: map[string]float64{"l": 6, "s": 1}, Reason: "x"}, anlan.ErrRiskValue},
		"a step less":  {risk.RatingDraft{Method: "ls", Values: map[string]float64{"l": 5}, Reason: "x"}, anlan.ErrRiskValue},
		"one too many": {risk.RatingDraft{Method: "ls", Values: map[string]float64{"l": 5, "s": 1, "e": 1}, Reason: "x"}, anlan.ErrFieldInvalid},
		"no reason":    {risk.RatingDraft{Method: "ls", Values: map[string]float64{"l": 5, "s": 1}, Reason: "  "}, anlan.ErrFieldRequired},
	} {
		_, err := risk.Rate(scales, tt.d)
		refused(t, name, err, tt.want)
	}
}

// An upper level's risk is kept by every level below as well; a worse colour never has fewer levels.
func TestLevelsBelowKeepToo(t *testing.T) {
	levels := inForce[rule.RiskLevels](t, rule.RiskKeeping)
	for _, l := range levels.Ladders {
		var before []rule.RiskLevel
		for _, c := range slices.Backward(rule.Colours()) { // blue … red
			keep := l.Keep(c)
			if len(keep) == 0 || keep[len(keep)-1] != l.Levels[len(l.Levels)-1] {
				t.Errorf("%s %s does not reach the lowest level: %v", l.Key, c, keep)
			}
			for _, b := range before {
				if !slices.Contains(keep, b) {
					t.Errorf("%s %s loses %s", l.Key, c, b.Key)
				}
			}
			before = keep
		}
		if len(before) != len(l.Levels) {
			t.Errorf("%s: red is not kept by all", l.Key)
		}
		if l.Keep("") != nil {
			t.Errorf("%s: what nobody rated has levels", l.Key)
		}
	}
}

func TestRaised(t *testing.T) {
	for _, tt := range []struct {
		from risk.Colour
		n    int
		want risk.Colour
	}{{risk.Blue, 1, risk.Yellow}, {risk.Yellow, 2, risk.Red}, {risk.Red, 3, risk.Red}, {risk.Orange, 0, risk.Orange}, {"", 2, ""}} {
		if got := tt.from.Raised(tt.n); got != tt.want {
			t.Errorf("%q raised %d: %q, want %q", tt.from, tt.n, got, tt.want)
		}
	}
}

// The parts of a portrait add up to the whole; more of anything never makes the word better; one stop
// order is enough.
func TestPortraitIsOpen(t *testing.T) {
	r := inForce[rule.RiskPortrait](t, rule.RiskPicture)
	at := func(word string) int {
		return slices.IndexFunc(r.Bands, func(b rule.PortraitBand) bool { return b.Key == word })
	}
	rng := rand.New(rand.NewPCG(7, 7))
	for range 2000 {
		counts := map[string]int{}
		for _, f := range r.Factors {
			if rng.IntN(3) == 0 {
				counts[f.Key] = rng.IntN(8)
			}
		}
		p := risk.Paint(r, counts, "u")
		sum := 0.0
		for _, f := range p.Factors {
			if sum += f.Adds; f.Adds > f.Most || f.Href == "" || f.Count != counts[f.Key] {
				t.Fatalf("%+v", f)
			}
		}
		if sum != p.Sum {
			t.Fatalf("parts %v, whole %v", sum, p.Sum)
		}
		more := r.Factors[rng.IntN(len(r.Factors))].Key
		counts[more]++
		if worse := risk.Paint(r, counts, "u"); at(worse.Word) > at(p.Word) {
			t.Fatalf("one more %s turns %s into %s", more, p.Word, worse.Word)
		}
	}
	if p := risk.Paint(r, map[string]int{"stopped": 1}, "u"); p.Word != "high" || !p.Raised {
		t.Errorf("a stop order: %+v", p)
	}
	if p := risk.Paint(r, nil, "u"); p.Word != "low" || p.Sum != 0 || p.Raised {
		t.Errorf("nothing: %+v", p)
	}
}
