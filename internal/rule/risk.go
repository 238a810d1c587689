package rule

import (
	"fmt"
	"math"
	"slices"
)

// Subjects of policy/ whose values are read here.
var (
	RiskScale   = declare[RiskScales]("risk-scales")
	RiskKeeping = declare[RiskLevels]("risk-levels")
	RiskAnew    = declare[RiskReview]("risk-review")
	RiskPicture = declare[RiskPortrait]("risk-portrait")
	RiskWords   = declare[RiskTerms]("risk-terms")
)

// Colours are the four colours of risk (重大 较大 一般 低), the worst first.
func Colours() []string { return []string{"red", "orange", "yellow", "blue"} }

// RiskScales is how a risk is measured: by factors whose steps are multiplied, and the bands of colour.
type RiskScales struct {
	Methods []RiskMethod `yaml:"methods" json:"methods"`
}

// RiskMethod is one way to measure: LEC or LS.
type RiskMethod struct {
	Key     string       `yaml:"key" json:"key"`
	ZH      string       `yaml:"zh" json:"zh"`
	EN      string       `yaml:"en" json:"en"`
	Factors []RiskFactor `yaml:"factors" json:"factors"`
	Bands   []RiskBand   `yaml:"bands" json:"bands"` // the worst first
}

// RiskFactor is one of the figures that are multiplied.
type RiskFactor struct {
	Key   string     `yaml:"key" json:"key"`
	ZH    string     `yaml:"zh" json:"zh"`
	EN    string     `yaml:"en" json:"en"`
	Steps []RiskStep `yaml:"steps" json:"steps"`
}

// RiskStep is a value that a factor may have, and what it means.
type RiskStep struct {
	Value float64 `yaml:"value" json:"value"`
	ZH    string  `yaml:"zh" json:"zh"`
	EN    string  `yaml:"en" json:"en"`
}

// RiskBand is a colour with the score above which it begins.
type RiskBand struct {
	Colour string  `yaml:"colour" json:"colour"`
	Over   float64 `yaml:"over" json:"over"`
	ZH     string  `yaml:"zh" json:"zh"`
	EN     string  `yaml:"en" json:"en"`
}

// Check wants methods whose every product falls into one band, and bands that descend.
func (r RiskScales) Check() []string {
	bad := atLeastOne("methods", len(r.Methods))
	for _, m := range r.Methods {
		if m.Key == "" || m.ZH == "" || m.EN == "" || len(m.Factors) < 2 || len(m.Bands) < 2 {
			bad = append(bad, "method "+m.Key+" needs key, zh, en, two factors and two bands")
			continue
		}
		for _, f := range m.Factors {
			if f.Key == "" || f.ZH == "" || f.EN == "" || len(f.Steps) < 2 || slices.ContainsFunc(f.Steps, func(s RiskStep) bool { return s.Value <= 0 || s.ZH == "" || s.EN == "" }) {
				bad = append(bad, "factor "+m.Key+"."+f.Key+" needs names and two steps above zero")
			}
		}
		bad = append(bad, m.checkBands()...)
	}
	return bad
}

func (m RiskMethod) checkBands() (bad []string) {
	last, worst := math.Inf(1), -1
	for _, b := range m.Bands {
		rank := slices.Index(Colours(), b.Colour)
		if rank < 0 || rank < worst || b.Over >= last || b.ZH == "" || b.EN == "" {
			bad = append(bad, fmt.Sprintf("bands of %s must descend from red to blue, each with zh and en: %q", m.Key, b.Colour))
		}
		last, worst = b.Over, rank
	}
	if last != 0 {
		bad = append(bad, "the lowest band of "+m.Key+" must begin over 0: every risk has a colour")
	}
	return bad
}

// Method returns a method by its key.
func (r RiskScales) Method(key string) (RiskMethod, bool) {
	i := slices.IndexFunc(r.Methods, func(m RiskMethod) bool { return m.Key == key })
	if i < 0 {
		return RiskMethod{}, false
	}
	return r.Methods[i], true
}

// Step returns the step of a factor with the value.
func (f RiskFactor) Step(value float64) (RiskStep, bool) {
	i := slices.IndexFunc(f.Steps, func(s RiskStep) bool { return s.Value == value })
	if i < 0 {
		return RiskStep{}, false
	}
	return f.Steps[i], true
}

// Band returns the band of a score: the first that begins below it.
func (m RiskMethod) Band(score float64) RiskBand {
	for _, b := range m.Bands {
		if score > b.Over {
			return b
		}
	}
	return m.Bands[len(m.Bands)-1]
}

// RiskReview says what proposes that a risk be rated anew.
type RiskReview struct {
	Triggers   []RiskTrigger  `yaml:"triggers" json:"triggers"`
	Months     map[string]int `yaml:"months" json:"months"` // after which a rating has grown old, by colour
	MostPoints int            `yaml:"most_points" json:"mostPoints"`
}

// RiskTrigger is one thing that proposes it, with by how many colours it proposes to raise the risk.
type RiskTrigger struct {
	Key    string `yaml:"key" json:"key"`
	ZH     string `yaml:"zh" json:"zh"`
	EN     string `yaml:"en" json:"en"`
	Raise  int    `yaml:"raise" json:"raise"`
	Decide Offset `yaml:"decide" json:"decide"`
}

// Check wants triggers with names and spans.
func (r RiskReview) Check() []string {
	bad := append(atLeastOne("triggers", len(r.Triggers)), within("most_points", r.MostPoints, 1, 200)...)
	for _, t := range r.Triggers {
		bad = append(bad, within(t.Key+".raise", t.Raise, 0, 3)...)
		bad = append(bad, t.Decide.check()...)
		if t.Key == "" || t.ZH == "" || t.EN == "" {
			bad = append(bad, "trigger "+t.Key+" needs key, zh and en")
		}
	}
	for _, c := range Colours() {
		bad = append(bad, within("months."+c, r.Months[c], 1, 60)...)
	}
	return bad
}

// Trigger returns a trigger by its key.
func (r RiskReview) Trigger(key string) (RiskTrigger, bool) {
	i := slices.IndexFunc(r.Triggers, func(t RiskTrigger) bool { return t.Key == key })
	if i < 0 {
		return RiskTrigger{}, false
	}
	return r.Triggers[i], true
}

// RiskTerms are the words for risks: kinds of accidents and kinds of measures.
type RiskTerms struct {
	Accidents []RiskTerm `yaml:"accidents" json:"accidents"`
	Measures  []RiskTerm `yaml:"measures" json:"measures"`
}

// RiskTerm is one word in both languages.
type RiskTerm struct {
	Key string `yaml:"key" json:"key"`
	ZH  string `yaml:"zh" json:"zh"`
	EN  string `yaml:"en" json:"en"`
}

// Check wants words in both languages.
func (r RiskTerms) Check() []string {
	bad := append(atLeastOne("accidents", len(r.Accidents)), atLeastOne("measures", len(r.Measures))...)
	for _, t := range slices.Concat(r.Accidents, r.Measures) {
		if !kindKey.MatchString(t.Key) || t.ZH == "" || t.EN == "" {
			bad = append(bad, "word "+t.Key+" needs a key of small letters, zh and en")
		}
	}
	return bad
}

// TermOf returns a word by its key.
func TermOf(list []RiskTerm, key string) (RiskTerm, bool) {
	i := slices.IndexFunc(list, func(t RiskTerm) bool { return t.Key == key })
	if i < 0 {
		return RiskTerm{}, false
	}
	return list[i], true
}
