package rule

import (
	"fmt"
	"slices"
)

// Subjects of policy/ whose values are read here.
var (
	InspectionCover = declare[CoverRule]("inspection-cover")
	InspectionDuty  = declare[DutySteps]("inspection-duty")
	PermitWork      = declare[PermitRule]("permit-work")
)

// CoverRule is 检查覆盖周期: within how many days an object is to be inspected, by kind of site and by
// risk grade.
type CoverRule struct {
	Kinds  map[string]int `yaml:"kinds" json:"kinds"`
	Grades map[string]int `yaml:"grades" json:"grades"`
	Other  int            `yaml:"other" json:"other"`
}

// Check wants days of a year or three.
func (c CoverRule) Check() []string {
	bad := within("other", c.Other, 1, 1100)
	for k, n := range c.Kinds {
		bad = append(bad, within("kinds."+k, n, 1, 1100)...)
	}
	for g, n := range c.Grades {
		bad = append(bad, within("grades."+g, n, 1, 1100)...)
		if !slices.Contains([]string{"red", "orange", "yellow", "blue"}, g) {
			bad = append(bad, fmt.Sprintf("grade %q must be red, orange, yellow or blue", g))
		}
	}
	return bad
}

// Of returns the days for a kind of site.
func (c CoverRule) Of(kind string) int {
	if n, ok := c.Kinds[kind]; ok {
		return n
	}
	return c.Other
}

// DutySteps is what happens as a task of inspection nears and passes its day.
type DutySteps struct {
	Steps []DutyStep `yaml:"steps" json:"steps"`
}

// DutyStep is one of them, counted in whole days from the end of the last day.
type DutyStep struct {
	Key  string   `yaml:"key" json:"key"`
	Days int      `yaml:"days" json:"days"`
	At   string   `yaml:"at" json:"at"`
	To   []string `yaml:"to" json:"to"` // post, unit_chief, planner, office
}

// Check wants steps that ascend, and one at least that tells of a task overdue.
func (d DutySteps) Check() []string {
	bad := atLeastOne("steps", len(d.Steps))
	last, overdue := -1000, false
	for _, s := range d.Steps {
		bad = append(bad, within("days", s.Days, -60, 365)...)
		if s.Days < last || !isClock(s.At) || s.Key == "" || len(s.To) == 0 {
			bad = append(bad, fmt.Sprintf("step %q: steps ascend, with a time such as 09:00 and somebody to tell", s.Key))
		}
		for _, to := range s.To {
			if !slices.Contains([]string{"post", "unit_chief", "planner", "office"}, to) {
				bad = append(bad, fmt.Sprintf("step %q: cannot tell %q", s.Key, to))
			}
		}
		last, overdue = s.Days, overdue || s.Days > 0
	}
	if !overdue {
		bad = append(bad, "a step after the last day is needed: nothing may be overdue in silence")
	}
	return bad
}

// PermitRule is 特殊作业: the kinds of dangerous work, with their levels, measures and gas tests.
type PermitRule struct {
	Kinds []PermitKind `yaml:"kinds" json:"kinds"`
}

// PermitKind is one kind of dangerous work.
type PermitKind struct {
	Key        string        `yaml:"key" json:"key"`
	ZH         string        `yaml:"zh" json:"zh"`
	EN         string        `yaml:"en" json:"en"`
	Levels     []PermitLevel `yaml:"levels" json:"levels"`
	Steps      []PermitStep  `yaml:"steps" json:"steps"`
	Gas        *GasRule      `yaml:"gas" json:"gas,omitempty"`
	Confidence Confidence    `yaml:"confidence" json:"confidence"`
}

// PermitLevel is a level of a kind of work, with the longest time that one permit holds.
type PermitLevel struct {
	Key   string `yaml:"key" json:"key"`
	ZH    string `yaml:"zh" json:"zh"`
	EN    string `yaml:"en" json:"en"`
	Hours int    `yaml:"hours" json:"hours"`
}

// PermitStep is a safety measure that must be confirmed before the work.
type PermitStep struct {
	Key string `yaml:"key" json:"key"`
	ZH  string `yaml:"zh" json:"zh"`
	EN  string `yaml:"en" json:"en"`
}

// GasRule is the gas test of a kind of work: how old it may be at the start, how often it is repeated,
// and what must be measured.
type GasRule struct {
	Valid  int        `yaml:"valid_minutes" json:"validMinutes"`   // before the start
	Repeat int        `yaml:"repeat_minutes" json:"repeatMinutes"` // while working
	Limits []GasLimit `yaml:"limits" json:"limits"`
}

// GasLimit is one figure of a gas test. Optional figures are judged only where they were measured.
type GasLimit struct {
	Key      string   `yaml:"key" json:"key"`
	ZH       string   `yaml:"zh" json:"zh"`
	EN       string   `yaml:"en" json:"en"`
	Unit     string   `yaml:"unit" json:"unit"`
	Min      *float64 `yaml:"min" json:"min,omitempty"`
	Max      *float64 `yaml:"max" json:"max,omitempty"`
	Optional bool     `yaml:"optional" json:"optional,omitempty"`
}

// Check wants complete kinds with bounded hours.
func (p PermitRule) Check() []string {
	bad, seen := atLeastOne("kinds", len(p.Kinds)), map[string]bool{}
	for _, k := range p.Kinds {
		if k.Key == "" || k.ZH == "" || k.EN == "" || seen[k.Key] || len(k.Levels) == 0 || len(k.Steps) == 0 {
			bad = append(bad, fmt.Sprintf("kind %q: needs names, a level and a measure, and stands once", k.Key))
		}
		seen[k.Key] = true
		for _, l := range k.Levels {
			bad = append(bad, within(k.Key+"."+l.Key+".hours", l.Hours, 1, 24*31)...)
		}
		if g := k.Gas; g != nil {
			bad = append(bad, within(k.Key+".gas.valid_minutes", g.Valid, 5, 240)...)
			bad = append(bad, within(k.Key+".gas.repeat_minutes", g.Repeat, g.Valid, 24*60)...)
			bad = append(bad, atLeastOne(k.Key+".gas.limits", len(g.Limits))...)
		}
	}
	return bad
}

// Kind returns a kind of work by its key.
func (p PermitRule) Kind(key string) (PermitKind, bool) {
	i := slices.IndexFunc(p.Kinds, func(k PermitKind) bool { return k.Key == key })
	if i < 0 {
		return PermitKind{}, false
	}
	return p.Kinds[i], true
}

// Level returns a level of the kind by its key.
func (k PermitKind) Level(key string) (PermitLevel, bool) {
	i := slices.IndexFunc(k.Levels, func(l PermitLevel) bool { return l.Key == key })
	if i < 0 {
		return PermitLevel{}, false
	}
	return k.Levels[i], true
}
