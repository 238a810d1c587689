package rule

// Subjects of policy/ whose values are read here.
var (
	Progress = declare[ProgressRule]("progress")
)

// ProgressRule is 反馈频率: how many days without a word, by cadence, until a matter is raised again.
type ProgressRule struct {
	Days map[string]int `yaml:"days" json:"days"` // none, daily, weekly, monthly
}

// Check wants every cadence, at least a day each.
func (p ProgressRule) Check() []string {
	var bad []string
	for _, cadence := range []string{"none", "daily", "weekly", "monthly"} {
		bad = append(bad, within("days."+cadence, p.Days[cadence], 1, 366)...)
	}
	return bad
}
