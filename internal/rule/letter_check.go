package rule

import (
	"fmt"
	"math"
	"slices"
	"strconv"
)

// Check wants a metric's names once, and templates that hold by themselves.
func (r LetterTemplates) Check() []string {
	bad := atLeastOne("templates", len(r.Templates))
	for name, days := range map[string]int{"mend_days": r.MendDays, "sign_days": r.SignDays, "answer_days": r.AnswerDays} {
		if days < 0 || days > 366 {
			bad = append(bad, name+" is 0 to 366")
		}
	}
	seen := map[string]bool{}
	for _, m := range r.Metrics {
		if m.Key == "" || m.ZH == "" || m.EN == "" || seen[m.Key] {
			bad = append(bad, "metric "+m.Key+" needs zh and en and stands once")
		}
		seen[m.Key] = true
	}
	for _, t := range r.Templates {
		if seen["template "+t.Kind] {
			bad = append(bad, "two templates for "+t.Kind)
		}
		seen["template "+t.Kind] = true
		if !slices.Contains([]string{"", AbsentScale, AbsentFull}, t.Absent) {
			bad = append(bad, t.Kind+": absent is scale or full, not "+t.Absent)
		}
		for _, f := range r.Faults(t) {
			bad = append(bad, t.Kind+": "+f.String())
		}
	}
	return bad
}

// LetterFault is what is wrong with a template, and where.
type LetterFault struct {
	Field string // e.g. parts[1].clauses[2].weight
	Why   string // key of a sentence: names, key_twice, how, metric, weights_part, weights_total, grades, hundredth, parts, kind
	Want  string
	Got   string
}

// String says it for whoever edits the policy file.
func (f LetterFault) String() string {
	return fmt.Sprintf("%s: %s (want %s, got %s)", f.Field, f.Why, f.Want, f.Got)
}

// Faults finds everything that is wrong with a template: weights that do not sum to what it says, metrics
// that nobody counts, grades that leave a score without one.
func (r LetterTemplates) Faults(t LetterTemplate) []LetterFault {
	c := letterChecker{r: r, keys: map[string]bool{}}
	if !slices.Contains(LetterKinds(), t.Kind) {
		c.blame("kind", "kind", "department, township, village, enterprise", t.Kind)
	}
	c.names("zh", t.ZH, t.EN)
	c.parts(t)
	for i, x := range t.Controls {
		at := fmt.Sprintf("controls[%d]", i)
		c.named(at, x.Key, x.ZH, x.EN)
		c.metric(at+".metric", x.Metric, false)
	}
	for i, x := range t.Vetoes {
		at := fmt.Sprintf("vetoes[%d]", i)
		c.named(at, x.Key, x.ZH, x.EN)
		c.metric(at+".metric", x.Metric, true)
		if x.Metric == ScoreMetric && (x.Under <= 0 || x.Under > t.Total) {
			c.blame(at+".under", "under", "1–"+num(t.Total), num(x.Under))
		}
	}
	for i, x := range t.Adjusts {
		at := fmt.Sprintf("adjusts[%d]", i)
		c.named(at, x.Key, x.ZH, x.EN)
		c.metric(at+".metric", x.Metric, false)
		c.hundredth(at+".each", x.Each)
		if x.Each == 0 || x.Cap <= 0 {
			c.blame(at+".each", "each", "≠ 0", num(x.Each))
		}
	}
	c.grades(t)
	return c.bad
}

type letterChecker struct {
	r    LetterTemplates
	keys map[string]bool
	bad  []LetterFault
}

func (c *letterChecker) blame(field, why, want, got string) {
	c.bad = append(c.bad, LetterFault{field, why, want, got})
}

func (c *letterChecker) names(field, zh, en string) {
	if zh == "" || en == "" {
		c.blame(field, "names", "zh, en", zh+en)
	}
}

func (c *letterChecker) named(at, key, zh, en string) {
	c.names(at, zh, en)
	if key == "" || c.keys[key] {
		c.blame(at+".key", "key_twice", "", key)
	}
	c.keys[key] = true
}

func (c *letterChecker) metric(field, key string, score bool) {
	if _, known := c.r.Metric(key); !known && (!score || key != ScoreMetric) {
		c.blame(field, "metric", "", key)
	}
}

func (c *letterChecker) hundredth(field string, x float64) {
	if math.Abs(x*100-math.Round(x*100)) > 1e-6 {
		c.blame(field, "hundredth", "0.01", num(x))
	}
}

func (c *letterChecker) parts(t LetterTemplate) {
	if len(t.Parts) != 4 {
		c.blame("parts", "parts", "4", strconv.Itoa(len(t.Parts)))
	}
	var sum int64
	for i, p := range t.Parts {
		at := fmt.Sprintf("parts[%d]", i)
		if i < 4 && p.Key != LetterPartKeys()[i] {
			c.blame(at+".key", "parts", LetterPartKeys()[i], p.Key)
		}
		c.named(at, p.Key, p.ZH, p.EN)
		var clauses int64
		for j, x := range p.Clauses {
			c.clause(fmt.Sprintf("%s.clauses[%d]", at, j), x)
			clauses += Hundredths(x.Weight)
		}
		if clauses != Hundredths(p.Weight) {
			c.blame(at+".weight", "weights_part", num(p.Weight), num(float64(clauses)/100))
		}
		sum += Hundredths(p.Weight)
	}
	if sum != Hundredths(t.Total) {
		c.blame("total", "weights_total", num(t.Total), num(float64(sum)/100))
	}
}

func (c *letterChecker) clause(at string, x LetterClause) {
	c.named(at, x.Key, x.ZH, x.EN)
	c.hundredth(at+".weight", x.Weight)
	if x.Weight <= 0 {
		c.blame(at+".weight", "weight", "> 0", num(x.Weight))
	}
	switch x.How {
	case HowSelf:
		if x.Metric != "" {
			c.blame(at+".metric", "metric", "", x.Metric)
		}
		return
	case HowReach:
		if x.Target <= 0 {
			c.blame(at+".target", "target", "> 0", num(x.Target))
		}
	case HowDeduct:
		if x.Each <= 0 {
			c.blame(at+".each", "each", "> 0", num(x.Each))
		}
		c.hundredth(at+".each", x.Each)
	case HowRatio:
	default:
		c.blame(at+".how", "how", "ratio, reach, deduct, self", x.How)
	}
	c.metric(at+".metric", x.Metric, false)
}

// grades must descend to zero, so that every score has one.
func (c *letterChecker) grades(t LetterTemplate) {
	last := math.Inf(1)
	for i, g := range t.Grades {
		at := fmt.Sprintf("grades[%d]", i)
		c.named(at, g.Key, g.ZH, g.EN)
		if g.Min >= last || g.Min < 0 || g.Min > t.Total {
			c.blame(at+".min", "grades", "↓", num(g.Min))
		}
		last = g.Min
	}
	if len(t.Grades) < 2 || last != 0 {
		c.blame("grades", "grades", "… 0", num(last))
	}
}

func num(x float64) string { return fmt.Sprintf("%g", x) }
