package letter

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/rule"
)

func defaults(t *testing.T) rule.LetterTemplates {
	t.Helper()
	book, err := rule.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	set, _, err := rule.Get[rule.LetterTemplates](book, rule.LetterSet, "2022-01-18")
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// anyCounts makes counts of every metric, small or large.
func anyCounts(dice *rand.Rand, set rule.LetterTemplates) Counts {
	c := Counts{}
	for _, m := range set.Metrics {
		if dice.IntN(3) > 0 {
			c[m.Key] = Tally{dice.Int64N(60), dice.Int64N(4), dice.Int64N(9), dice.Int64N(3)}
		}
	}
	return c
}

func anyMarks(dice *rand.Rand, tpl rule.LetterTemplate) map[string]Mark {
	marks := map[string]Mark{}
	for _, p := range tpl.Parts {
		for _, x := range p.Clauses {
			if x.How != rule.HowSelf || dice.IntN(3) == 0 {
				continue
			}
			m := Mark{Self: dice.Int64N(rule.Hundredths(x.Weight) + 1)}
			if dice.IntN(2) == 0 {
				n := dice.Int64N(rule.Hundredths(x.Weight) + 1)
				m.Checked = &n
			}
			marks[x.Key] = m
		}
	}
	return marks
}

// Whatever is counted: parts sum to the base, no clause gives more than its weight or less than nothing,
// a veto always fails the letter, and the grade is the highest whose line is reached.
func TestScoresHold(t *testing.T) {
	set := defaults(t)
	dice := rand.New(rand.NewPCG(4, 2))
	for range 4000 {
		tpl := set.Templates[dice.IntN(len(set.Templates))]
		c, marks := anyCounts(dice, set), anyMarks(dice, tpl)
		s := Reckon(tpl, c, marks)
		var base, full int64
		for _, p := range s.Parts {
			var part int64
			for _, x := range p.Clauses {
				if x.Points < 0 || x.Points > x.Full {
					t.Fatalf("%s gives %d of %d: %+v", x.Key, x.Points, x.Full, x)
				}
				part += x.Points
			}
			if part != p.Points {
				t.Fatalf("%s: %d, its clauses %d", p.Key, p.Points, part)
			}
			base, full = base+part, full+p.Full
		}
		if base != s.Base || full != rule.Hundredths(tpl.Total) || s.Points < 0 {
			t.Fatalf("base %d of %d, parts %d of %d", s.Base, s.Full, base, full)
		}
		struck := slices.ContainsFunc(s.Vetoes, func(v VetoState) bool { return v.Struck })
		if struck != s.Vetoed || struck && s.Grade != tpl.Grades[len(tpl.Grades)-1].Key {
			t.Fatalf("struck %v, vetoed %v, grade %s", struck, s.Vetoed, s.Grade)
		}
		if want := gradeOf(tpl, s); s.Grade != want {
			t.Fatalf("%d points: %s, want %s", s.Points, s.Grade, want)
		}
		if again := Reckon(tpl, c, marks); again.Points != s.Points || again.Grade != s.Grade {
			t.Fatal("the same counts gave another score")
		}
	}
}

func gradeOf(tpl rule.LetterTemplate, s Score) string {
	for _, g := range tpl.Grades {
		if !s.Vetoed && s.Points >= rule.Hundredths(g.Min) {
			return g.Key
		}
	}
	return tpl.Grades[len(tpl.Grades)-1].Key
}

// One more thing that went wrong never gives points; one more that went well never takes any.
func TestScoresAreMonotone(t *testing.T) {
	set := defaults(t)
	dice := rand.New(rand.NewPCG(9, 9))
	for range 2000 {
		tpl := set.Templates[dice.IntN(len(set.Templates))]
		c, marks := anyCounts(dice, set), anyMarks(dice, tpl)
		before := Reckon(tpl, c, marks).Points
		m := set.Metrics[dice.IntN(len(set.Metrics))]
		x := c[m.Key]
		worse, better := x, x
		worse.Bad++
		better.Good++
		c[m.Key] = worse
		if after := Reckon(tpl, c, marks).Points; after > before {
			t.Fatalf("one more bad %s: %d → %d", m.Key, before, after)
		}
		c[m.Key] = better
		if after := Reckon(tpl, c, marks).Points; after < before {
			t.Fatalf("one more good %s: %d → %d", m.Key, before, after)
		}
	}
}

// A clause of which there is no record gives nothing within the year and stands as open. When the year is over
// it falls away and nobody gains or loses by it; a letter that says nothing of it gives its weight.
func TestWithoutRecordNothingIsGiven(t *testing.T) {
	set := defaults(t)
	dice := rand.New(rand.NewPCG(12, 31))
	for range 2000 {
		tpl := clone(set.Templates[dice.IntN(len(set.Templates))])
		c, marks := anyCounts(dice, set), anyMarks(dice, tpl)
		live, year := Reckon(tpl, c, marks), ReckonYear(tpl, c, marks)
		tpl.Absent = ""
		full := ReckonYear(tpl, c, marks)
		if live.Absent != 0 || year.Open != 0 || year.Absent != live.Open {
			t.Fatalf("open %d, absent %d: within the year %d, %d", live.Open, year.Absent, year.Open, live.Absent)
		}
		if full.Base != live.Base+live.Open || full.Absent != 0 {
			t.Fatalf("a letter that says nothing of it: %d, not %d + %d", full.Base, live.Base, live.Open)
		}
		if year.Base < live.Base || year.Base > full.Base {
			t.Fatalf("scaled to %d, within %d and %d", year.Base, live.Base, full.Base)
		}
		if got, want := year.Base*(year.Full-year.Absent), live.Base*year.Full; abs(got-want) > year.Full {
			t.Fatalf("%d of %d is not %d of %d", year.Base, year.Full, live.Base, year.Full-year.Absent)
		}
	}
	only := rule.LetterTemplate{Total: 10, Absent: rule.AbsentScale, Parts: []rule.LetterPart{{Weight: 10, Clauses: []rule.LetterClause{{Key: "x", Weight: 10, How: rule.HowRatio, Metric: "m"}}}},
		Grades: []rule.LetterGrade{{Key: "pass", Min: 6}, {Key: "fail"}}}
	if s := ReckonYear(only, Counts{}, nil); s.Grade != "none" || s.GradeEN != "No record" {
		t.Errorf("a letter of which nothing is known: %+v", s)
	}
	if s := ReckonYear(only, Counts{"m": {Good: 1}}, nil); s.Grade != "pass" || s.Points != 1000 {
		t.Errorf("one fact: %+v", s)
	}
}

// Every veto strikes exactly when its line is passed, and says how many are left until then.
func TestVetoLines(t *testing.T) {
	set := defaults(t)
	for _, tpl := range set.Templates {
		for _, v := range tpl.Vetoes {
			if v.Metric == rule.ScoreMetric {
				continue
			}
			for n := range v.Over + 3 {
				st := vetoState(v, Tally{Bad: n}, 9000, 0)
				if st.Struck != (n > v.Over) || st.Left != max(0, v.Over+1-n) {
					t.Errorf("%s at %d: %+v", v.Key, n, st)
				}
			}
		}
	}
	under := rule.LetterVeto{Key: "x", Metric: rule.ScoreMetric, Under: 60}
	if vetoState(under, Tally{}, 6000, 0).Struck || !vetoState(under, Tally{}, 5999, 0).Struck {
		t.Error("a score of 60 is not under 60")
	}
	if vetoState(under, Tally{}, 2000, 4000).Struck || !vetoState(under, Tally{}, 2000, 3999).Struck {
		t.Error("what is not decided yet may still reach the line")
	}
}

// Weights that do not sum are refused, wherever a point is moved; so are grades that leave a gap.
func TestWrongTemplatesAreRefused(t *testing.T) {
	set := defaults(t)
	dice := rand.New(rand.NewPCG(1, 7))
	for range 300 {
		tpl := clone(set.Templates[dice.IntN(len(set.Templates))])
		p := &tpl.Parts[dice.IntN(4)]
		x := &p.Clauses[dice.IntN(len(p.Clauses))]
		x.Weight += []float64{-1, 1, 0.5, 0.001}[dice.IntN(4)]
		if len(set.Faults(tpl)) == 0 {
			t.Fatalf("%s of %v was taken", x.Key, x.Weight)
		}
	}
	for name, spoil := range map[string]func(*rule.LetterTemplate){
		"grades rise":       func(x *rule.LetterTemplate) { x.Grades[0].Min = 10 },
		"no grade for zero": func(x *rule.LetterTemplate) { x.Grades = x.Grades[:2] },
		"three parts":       func(x *rule.LetterTemplate) { x.Parts = x.Parts[:3] },
		"key twice":         func(x *rule.LetterTemplate) { x.Vetoes[0].Key = x.Vetoes[1].Key },
		"unknown metric":    func(x *rule.LetterTemplate) { x.Controls[0].Metric = "nothing" },
		"reach without end": func(x *rule.LetterTemplate) { x.Parts[0].Clauses[4].Target = 0 },
		"unknown kind":      func(x *rule.LetterTemplate) { x.Kind = "person" },
		"no English":        func(x *rule.LetterTemplate) { x.Parts[1].Clauses[0].EN = "" },
	} {
		tpl := clone(set.Templates[0])
		spoil(&tpl)
		err := (TemplateDraftBody{From: "2022-01-01", Source: "县安委会", Body: tpl}).check(set)
		var bad anlan.Problems
		if !errors.As(err, &bad) {
			t.Errorf("%s: taken", name)
		}
		for _, e := range bad { // says where in the template's own words, not by its path in the file
			if zh, en := e.Say(anlan.ZH), e.Say(anlan.EN); strings.ContainsAny(zh+en, "[]{}") || strings.Contains(zh, "parts") {
				t.Errorf("%s: %s / %s", name, zh, en)
			}
		}
	}
}

func TestAFaultIsNamedByItsPlace(t *testing.T) {
	set := defaults(t)
	tpl := clone(set.Templates[1])
	tpl.Parts[0].Clauses[0].Weight++
	tpl.Parts[1].Clauses[2].Metric = "nothing"
	err := (TemplateDraftBody{From: "2022-01-01", Source: "县安委会", Body: tpl}).check(set)
	var bad anlan.Problems
	if !errors.As(err, &bad) {
		t.Fatal(err)
	}
	var said strings.Builder
	for _, e := range bad {
		said.WriteString(e.Say(anlan.ZH))
	}
	for _, want := range []string{"“安全生产”的分值合计不对", "“" + tpl.Parts[1].Clauses[2].ZH + "”：没有“nothing”这个指标"} {
		if !strings.Contains(said.String(), want) {
			t.Errorf("%s is missing in %s", want, said.String())
		}
	}
}

func clone(t rule.LetterTemplate) rule.LetterTemplate {
	t.Parts = slices.Clone(t.Parts)
	for i := range t.Parts {
		t.Parts[i].Clauses = slices.Clone(t.Parts[i].Clauses)
	}
	t.Controls, t.Vetoes, t.Adjusts, t.Grades = slices.Clone(t.Controls), slices.Clone(t.Vetoes), slices.Clone(t.Adjusts), slices.Clone(t.Grades)
	return t
}

// Two templates of a kind are never in force on the same day; on neighbouring days they are.
func TestPeriodsDoNotOverlap(t *testing.T) {
	at := func(from, to anlan.Date) Template {
		return Template{ID: anlan.ID(from + to), State: InForce, From: from, To: to, Body: rule.LetterTemplate{Kind: "village"}}
	}
	for _, x := range []struct {
		a, b Template
		over bool
	}{
		{at("2022-01-01", "2022-12-31"), at("2023-01-01", ""), false},
		{at("2022-01-01", "2022-12-31"), at("2022-12-31", ""), true},
		{at("2022-01-01", ""), at("2024-01-01", "2024-06-30"), true},
		{at("2022-03-01", "2022-04-30"), at("2022-01-01", "2022-02-28"), false},
	} {
		for _, pair := range [][2]Template{{x.a, x.b}, {x.b, x.a}} {
			if err := pair[0].overlap([]Template{pair[1]}); (err != nil) != x.over || err != nil && !errors.Is(err, anlan.ErrLetterOverlap) {
				t.Errorf("%s–%s with %s–%s: %v", pair[0].From, pair[0].To, pair[1].From, pair[1].To, err)
			}
		}
		days := []anlan.Date{"2021-12-31", "2022-01-01", "2022-02-28", "2022-12-31", "2023-01-01", "2024-03-01"}
		for _, d := range days {
			if !x.over && x.a.Covers(d) && x.b.Covers(d) {
				t.Errorf("both cover %s", d)
			}
		}
	}
}

// Both suites: what was signed holds, and no byte of it can be changed.
func TestSuites(t *testing.T) {
	for _, name := range Suites() {
		s, _ := SuiteOf(name)
		public, private, err := s.Generate()
		if err != nil {
			t.Fatal(err)
		}
		msg := []byte(`{"format":"anlan-letter/1","sha256":"…"}`)
		sig, err := s.Sign(private, msg)
		if err != nil || !s.Verify(public, msg, sig) {
			t.Fatalf("%s: %v", name, err)
		}
		for i := range msg {
			m := slices.Clone(msg)
			m[i] ^= 1
			if s.Verify(public, m, sig) {
				t.Fatalf("%s: byte %d changed and nobody saw it", name, i)
			}
		}
		other, _, _ := s.Generate()
		if s.Verify(other, msg, sig) || s.Verify(public, msg, nil) || s.Verify(nil, msg, sig) {
			t.Errorf("%s: another key's signature holds", name)
		}
	}
}

// A private key opens with its secret only, and only as the key that it is.
func TestWrapping(t *testing.T) {
	cheap := Cost{Memory: 64, Passes: 1, Lanes: 1}
	private := []byte("thirty-two bytes of private key.")
	sealed, err := wrap("k1", private, "清水-2022-签字", cheap)
	if err != nil || bytes.Contains(sealed.Box, []byte("thirty")) {
		t.Fatalf("%v; the private key stands in the open", err)
	}
	if b, err := sealed.unwrap("k1", "清水-2022-签字"); err != nil || !bytes.Equal(b, private) {
		t.Fatal(err)
	}
	for id, secret := range map[anlan.ID]string{"k1": "清水-2022-签宇", "k2": "清水-2022-签字"} {
		if _, err := sealed.unwrap(id, secret); !errors.Is(err, errSecret) {
			t.Errorf("%s with %s: %v", id, secret, err)
		}
	}
	for what, spoil := range map[string]func(w *Wrapping){
		"cheap memory": func(w *Wrapping) { w.Memory = 63 }, "no pass": func(w *Wrapping) { w.Passes = 0 }, "no lane": func(w *Wrapping) { w.Lanes = 0 },
		"a gigabyte and more": func(w *Wrapping) { w.Memory = 1<<20 + 1 }, "a thousand passes": func(w *Wrapping) { w.Passes = 1000 },
		"another function": func(w *Wrapping) { w.KDF = "md5" }, "no salt": func(w *Wrapping) { w.Salt = nil }, "a long salt": func(w *Wrapping) { w.Salt = make([]byte, 65) },
		"a short nonce": func(w *Wrapping) { w.Nonce = w.Nonce[:12] }, "a box of something else": func(w *Wrapping) { w.Box = append(w.Box, 0) },
	} {
		w := sealed
		if spoil(&w); w.lawful(cheap) == nil {
			t.Errorf("%s was taken", what)
		}
	}
	if sealed.lawful(cheap) != nil || sealed.lawful(SecretCost()) == nil {
		t.Error("the least cost is not what counts")
	}
}

// The text says everything that is signed, and is the same however often it is composed.
func TestText(t *testing.T) {
	tpl, _ := defaults(t).Template(rule.LetterTownship)
	l := Letter{Number: numberOf(2022, 3), Year: 2022, Title: "2022年度" + tpl.ZH, Template: tpl, Issuer: Party{Name: "清水县人民政府", Title: "县长"}, Signer: Party{Name: "永清镇人民政府", Title: "镇长"}}
	text := Compose(l)
	for _, want := range []string{"责〔2022〕3号", "清水县人民政府", "永清镇人民政府", "二、安全生产（40 分）", "五、消防安全（25 分）", "一票否决", "90 分及以上为优秀", "其余为不合格"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing", want)
		}
	}
	if !strings.Contains(text, "全年没有相关事实的，此项不计，其余得分按比例折算") {
		t.Error("the letter does not say what becomes of a clause without any record")
	}
	if HashOf(text) != HashOf(Compose(l)) {
		t.Error("composed twice, two texts")
	}
	if strings.Contains(text, "得分低于 60 分") {
		t.Error("a veto that is switched off stands in the letter")
	}
}

func TestPoints(t *testing.T) {
	for h, want := range map[int64]string{8750: "87.5", 10000: "100", 5: "0.05", 0: "0", -300: "-3", -50: "-0.5", 1234: "12.34"} {
		if Points(h) != want {
			t.Errorf("%d: %s", h, Points(h))
		}
	}
}
