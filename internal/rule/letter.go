package rule

import (
	"fmt"
	"math"
	"slices"
	"strconv"
)

// Subjects of policy/ whose values are read here.
var (
	LetterSet = declare[LetterTemplates]("letter-templates")
)

// The kinds of signers that letters are made for.
const (
	LetterDepartment = "department"
	LetterTownship   = "township"
	LetterVillage    = "village"
	LetterEnterprise = "enterprise"
)

// LetterKinds lists the kinds of signers, from the county downwards.
func LetterKinds() []string {
	return []string{LetterDepartment, LetterTownship, LetterVillage, LetterEnterprise}
}

// LetterPartKeys are the four parts of a letter: work safety, disaster prevention and relief,
// emergency rescue, fire.
func LetterPartKeys() []string { return []string{"safety", "prevention", "rescue", "fire"} }

// The ways in which a clause is scored.
const (
	HowRatio  = "ratio"  // weight × what went well ÷ all that is decided
	HowReach  = "reach"  // weight × what was done ÷ the target, never more than the weight
	HowDeduct = "deduct" // weight less so much for each
	HowSelf   = "self"   // nothing can count it: the signer's own mark with evidence, checked by another post
)

// LetterMetric is one thing that letters count.
type LetterMetric struct {
	Key      string `yaml:"key" json:"key"`
	ZH       string `yaml:"zh" json:"zh"`
	EN       string `yaml:"en" json:"en"`
	Recorded bool   `yaml:"recorded" json:"recorded"` // entered by the office with its basis; the others are counted from the rooms
	Good     bool   `yaml:"good" json:"good"`         // a recorded fact speaks for the unit
}

// ScoreMetric is the score itself, as a veto may ask for it.
const ScoreMetric = "score"

// LetterTemplates are the target responsibility letters (目标责任书), one for each kind of signer.
type LetterTemplates struct {
	Metrics   []LetterMetric   `yaml:"metrics" json:"metrics"`
	Templates []LetterTemplate `yaml:"templates" json:"templates"`
}

// LetterTemplate is a letter for a kind of signer: what it asks for and how it is scored.
type LetterTemplate struct {
	Kind     string          `yaml:"kind" json:"kind" enum:"department,township,village,enterprise"`
	ZH       string          `yaml:"zh" json:"zh" maxLength:"120"`
	EN       string          `yaml:"en" json:"en" maxLength:"160"`
	Total    float64         `yaml:"total" json:"total" minimum:"1" maximum:"1000"`
	Basis    []string        `yaml:"basis" json:"basis" nullable:"false" maxItems:"20"`
	Parts    []LetterPart    `yaml:"parts" json:"parts" nullable:"false" maxItems:"8"`
	Controls []LetterControl `yaml:"controls" json:"controls" nullable:"false" maxItems:"20"`
	Vetoes   []LetterVeto    `yaml:"vetoes" json:"vetoes" nullable:"false" maxItems:"20"`
	Adjusts  []LetterAdjust  `yaml:"adjusts" json:"adjusts" nullable:"false" maxItems:"20"`
	Grades   []LetterGrade   `yaml:"grades" json:"grades" nullable:"false" maxItems:"8"`
	Effect   string          `yaml:"effect" json:"effect" maxLength:"600"` // what a veto does, as the letter says it
}

// LetterPart is one of the four parts.
type LetterPart struct {
	Key     string         `yaml:"key" json:"key" enum:"safety,prevention,rescue,fire"`
	ZH      string         `yaml:"zh" json:"zh" maxLength:"60"`
	EN      string         `yaml:"en" json:"en" maxLength:"80"`
	Weight  float64        `yaml:"weight" json:"weight" minimum:"0" maximum:"1000"`
	Clauses []LetterClause `yaml:"clauses" json:"clauses" nullable:"false" maxItems:"30"`
}

// LetterClause is one duty with its weight and the way it is scored.
type LetterClause struct {
	Key      string  `yaml:"key" json:"key" maxLength:"40" pattern:"^[a-z][a-z0-9_]*$"`
	ZH       string  `yaml:"zh" json:"zh" maxLength:"300"`
	EN       string  `yaml:"en" json:"en" maxLength:"400"`
	Evidence string  `yaml:"evidence" json:"evidence,omitempty" maxLength:"200"`
	Weight   float64 `yaml:"weight" json:"weight" minimum:"0" maximum:"1000"`
	How      string  `yaml:"how" json:"how" enum:"ratio,reach,deduct,self"`
	Metric   string  `yaml:"metric" json:"metric,omitempty" maxLength:"40"`
	Target   float64 `yaml:"target" json:"target,omitempty" minimum:"0" maximum:"100000" doc:"of reach: how many"`
	Each     float64 `yaml:"each" json:"each,omitempty" minimum:"0" maximum:"1000" doc:"of deduct: points for each"`
}

// LetterControl is a control indicator: a figure that must not be passed.
type LetterControl struct {
	Key    string `yaml:"key" json:"key" maxLength:"40" pattern:"^[a-z][a-z0-9_]*$"`
	ZH     string `yaml:"zh" json:"zh" maxLength:"200"`
	EN     string `yaml:"en" json:"en" maxLength:"300"`
	Metric string `yaml:"metric" json:"metric" maxLength:"40"`
	Max    int64  `yaml:"max" json:"max" minimum:"0" maximum:"100000"`
}

// LetterVeto (一票否决) fails the whole letter: when more than Over are counted, or when the score lies
// under Under.
type LetterVeto struct {
	Key    string  `yaml:"key" json:"key" maxLength:"40" pattern:"^[a-z][a-z0-9_]*$"`
	ZH     string  `yaml:"zh" json:"zh" maxLength:"200"`
	EN     string  `yaml:"en" json:"en" maxLength:"300"`
	Metric string  `yaml:"metric" json:"metric" maxLength:"40"`
	Over   int64   `yaml:"over" json:"over" minimum:"0" maximum:"100000"`
	Under  float64 `yaml:"under" json:"under,omitempty" minimum:"0" maximum:"1000"`
	On     bool    `yaml:"on" json:"on"`
}

// LetterAdjust adds or takes points for each of what is counted, up to a cap.
type LetterAdjust struct {
	Key    string  `yaml:"key" json:"key" maxLength:"40" pattern:"^[a-z][a-z0-9_]*$"`
	ZH     string  `yaml:"zh" json:"zh" maxLength:"200"`
	EN     string  `yaml:"en" json:"en" maxLength:"300"`
	Metric string  `yaml:"metric" json:"metric" maxLength:"40"`
	Each   float64 `yaml:"each" json:"each" minimum:"-1000" maximum:"1000"`
	Cap    float64 `yaml:"cap" json:"cap" minimum:"0" maximum:"1000" doc:"the most points that it adds or takes"`
}

// LetterGrade is a grade with the score at which it begins.
type LetterGrade struct {
	Key string  `yaml:"key" json:"key" maxLength:"20" pattern:"^[a-z][a-z0-9_]*$"`
	ZH  string  `yaml:"zh" json:"zh" maxLength:"20"`
	EN  string  `yaml:"en" json:"en" maxLength:"40"`
	Min float64 `yaml:"min" json:"min" minimum:"0" maximum:"1000"`
}

// Metric returns a metric by its key.
func (r LetterTemplates) Metric(key string) (LetterMetric, bool) {
	i := slices.IndexFunc(r.Metrics, func(m LetterMetric) bool { return m.Key == key })
	if i < 0 {
		return LetterMetric{}, false
	}
	return r.Metrics[i], true
}

// Template returns the template for a kind of signer.
func (r LetterTemplates) Template(kind string) (LetterTemplate, bool) {
	i := slices.IndexFunc(r.Templates, func(t LetterTemplate) bool { return t.Kind == kind })
	if i < 0 {
		return LetterTemplate{}, false
	}
	return r.Templates[i], true
}

// Check wants a metric's names once, and templates that hold by themselves.
func (r LetterTemplates) Check() []string {
	bad := atLeastOne("templates", len(r.Templates))
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

// Hundredths are points as whole numbers: sums of them are exact.
func Hundredths(points float64) int64 { return int64(math.Round(points * 100)) }

func num(x float64) string { return fmt.Sprintf("%g", x) }
