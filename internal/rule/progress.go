package rule

import "slices"

// Subjects of policy/ whose values are read here.
var (
	Progress = declare[ProgressRule]("progress")
)

// cadences are the rhythms of feedback that a rule must name, and those that it may: a county's rule written before
// there were so many still holds.
var (
	cadences     = []string{"none", "daily", "weekly", "monthly"}
	moreCadences = []string{"tenday", "biweekly", "quarterly", "semiannual", "yearly"}
)

// rhythms are the rhythms of feedback, the finest first.
var rhythms = []string{"daily", "weekly", "tenday", "biweekly", "monthly", "quarterly", "semiannual", "yearly"}

// Cadences lists the rhythms of feedback (反馈频率), none first, then from the finest to the coarsest: 每天 每周 每旬 每半月
// 每月 每季度 每半年 每年.
func Cadences() []string { return append([]string{"none"}, rhythms...) }

// ProgressRule is 反馈频率: how many days without a word, by cadence, until a matter is raised again.
type ProgressRule struct {
	Days map[string]int `yaml:"days" json:"days"` // none and the rhythms
}

// Silence is how many days without a word a matter of the cadence may have. A rhythm that the rule does not name is
// kept like the next finer one that it does.
func (p ProgressRule) Silence(cadence string) int {
	for i := slices.Index(rhythms, cadence); i >= 0; i-- {
		if days := p.Days[rhythms[i]]; days > 0 {
			return days
		}
	}
	return p.Days["none"]
}

// Check wants the cadences that every rule has, and of any other at least a day.
func (p ProgressRule) Check() []string {
	var bad []string
	for _, cadence := range cadences {
		bad = append(bad, within("days."+cadence, p.Days[cadence], 1, 366)...)
	}
	for _, cadence := range moreCadences {
		if days, named := p.Days[cadence]; named {
			bad = append(bad, within("days."+cadence, days, 1, 366)...)
		}
	}
	return bad
}
