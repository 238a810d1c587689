package rule

import (
	"math"
	"slices"
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

// What becomes at the end of the year of a clause by share of which nothing came all year (缺项).
const (
	AbsentScale = "scale" // it falls away, and what the others give is scaled to the full score
	AbsentFull  = "full"  // its weight is given; letters from before that say nothing of it
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
	// Within how many days: 0 where no day is set.
	MendDays   int `yaml:"mend_days" json:"mendDays"`     // a unit of the lowest grade says how it mends
	SignDays   int `yaml:"sign_days" json:"signDays"`     // a letter that was sent is signed
	AnswerDays int `yaml:"answer_days" json:"answerDays"` // an objection is answered
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
	Absent   string          `yaml:"absent,omitempty" json:"absent,omitempty" enum:"scale,full" doc:"What becomes at the end of the year of a clause by share without any record; full when empty"`
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

// Hundredths are points as whole numbers: sums of them are exact.
func Hundredths(points float64) int64 { return int64(math.Round(points * 100)) }
