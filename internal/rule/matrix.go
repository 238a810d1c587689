package rule

import (
	"fmt"
	"slices"
)

// Subjects of policy/ whose values are read here.
var (
	SectorTree      = declare[Sectors]("sectors")
	MatrixAxesRule  = declare[MatrixAxes]("matrix-axes")
	MatrixTalkRule  = declare[MatrixTalk]("matrix-talk")
	LeaderTasksRule = declare[LeaderTasks]("leader-tasks")
)

// Sectors is the tree of lines of business and matters (行业领域、事项) from which a county's matrix starts.
type Sectors struct {
	Sectors []SectorSeed `yaml:"sectors" json:"sectors"`
}

// SectorSeed is one node of the tree.
type SectorSeed struct {
	Key     string   `yaml:"key" json:"key"`
	ZH      string   `yaml:"zh" json:"zh"`
	EN      string   `yaml:"en" json:"en"`
	Parent  string   `yaml:"parent" json:"parent,omitempty"`
	Kind    string   `yaml:"kind" json:"kind"`       // industry or matter; empty: industry
	Classes []string `yaml:"classes" json:"classes"` // GB/T 4754
	Aliases []string `yaml:"aliases" json:"aliases"` // other words by which registers call it
}

// Check wants names, known kinds and parents that stand above in the file, so that no tree is circular.
func (s Sectors) Check() []string {
	bad := atLeastOne("sectors", len(s.Sectors))
	seen := map[string]bool{}
	for _, x := range s.Sectors {
		if !kindKey.MatchString(x.Key) || x.ZH == "" || x.EN == "" {
			bad = append(bad, "sector "+x.Key+" needs a key of small letters, zh and en")
		}
		if x.Kind != "" && x.Kind != "industry" && x.Kind != "matter" {
			bad = append(bad, "sector "+x.Key+": kind is industry or matter")
		}
		if x.Parent != "" && !seen[x.Parent] {
			bad = append(bad, "sector "+x.Key+": its parent "+x.Parent+" must stand above it")
		}
		if seen[x.Key] {
			bad = append(bad, "sector "+x.Key+" stands twice")
		}
		seen[x.Key] = true
	}
	return bad
}

// AxisKeys are the axes of responsibility that the program knows.
func AxisKeys() []string {
	return []string{"industry", "business", "operation", "portfolio", "party", "government", "county_leader", "township", "village"}
}

// MatrixAxes says what is asked of each axis.
type MatrixAxes struct {
	Axes []MatrixAxis `yaml:"axes" json:"axes"`
}

// MatrixAxis is one axis of responsibility: 管行业, 属地 …
type MatrixAxis struct {
	Key   string `yaml:"key" json:"key"`
	ZH    string `yaml:"zh" json:"zh"`
	EN    string `yaml:"en" json:"en"`
	Law   string `yaml:"law" json:"law"`     // where it comes from
	Over  string `yaml:"over" json:"over"`   // sector, place, county or object: along what it is answered
	Owner string `yaml:"owner" json:"owner"` // unit or post
	Must  bool   `yaml:"must" json:"must"`   // nobody is a gap
	One   bool   `yaml:"one" json:"one"`     // two leads are an overlap
}

// Check wants every known axis once.
func (m MatrixAxes) Check() []string {
	var bad []string
	seen := map[string]bool{}
	for _, a := range m.Axes {
		if !slices.Contains(AxisKeys(), a.Key) || seen[a.Key] || a.ZH == "" || a.EN == "" || a.Law == "" {
			bad = append(bad, "axis "+a.Key+" is unknown, stands twice, or lacks zh, en or law")
		}
		if !slices.Contains([]string{"sector", "place", "county", "object"}, a.Over) || a.Owner != "unit" && a.Owner != "post" {
			bad = append(bad, "axis "+a.Key+": over is sector, place, county or object; owner is unit or post")
		}
		seen[a.Key] = true
	}
	if len(seen) != len(AxisKeys()) {
		bad = append(bad, fmt.Sprintf("axes must name all %d axes", len(AxisKeys())))
	}
	return bad
}

// Axis returns the axis with the key.
func (m MatrixAxes) Axis(key string) MatrixAxis {
	i := slices.IndexFunc(m.Axes, func(a MatrixAxis) bool { return a.Key == key })
	if i < 0 {
		return MatrixAxis{Key: key}
	}
	return m.Axes[i]
}

// MatrixTalk is how long units have to answer who is responsible, and when the office must bring it before
// the committee.
type MatrixTalk struct {
	AnswerDays int `yaml:"answer_days" json:"answer_days"` // working days to answer
	TableDays  int `yaml:"table_days" json:"table_days"`   // working days from then on to bring it before the committee
}

// Check wants a few days.
func (t MatrixTalk) Check() []string {
	return slices.Concat(within("answer_days", t.AnswerDays, 1, 60), within("table_days", t.TableDays, 1, 60))
}

// LeaderTaskKinds are what the program can count of a leader's own duties.
func LeaderTaskKinds() []string { return []string{"inspect", "chair", "contact"} }

// LeaderTasks is what a leader must do himself (一岗双责清单), as a county begins.
type LeaderTasks struct {
	Tasks []LeaderTask `yaml:"tasks" json:"tasks"`
}

// LeaderTask is one line of a duty list.
type LeaderTask struct {
	Kind  string   `yaml:"kind" json:"kind"`
	ZH    string   `yaml:"zh" json:"zh"`
	EN    string   `yaml:"en" json:"en"`
	For   []string `yaml:"for" json:"for"`     // axes whose posts have it
	Times int      `yaml:"times" json:"times"` // so often
	Per   string   `yaml:"per" json:"per"`     // in a month, quarter, half or year
	Basis string   `yaml:"basis" json:"basis"`
}

// Check wants kinds that can be counted.
func (l LeaderTasks) Check() []string {
	bad := atLeastOne("tasks", len(l.Tasks))
	for _, t := range l.Tasks {
		if !slices.Contains(LeaderTaskKinds(), t.Kind) || t.ZH == "" || t.EN == "" || t.Basis == "" {
			bad = append(bad, "task "+t.ZH+" needs a kind that can be counted, zh, en and basis")
		}
		if !slices.Contains([]string{"month", "quarter", "half", "year"}, t.Per) {
			bad = append(bad, "task "+t.ZH+": per is month, quarter, half or year")
		}
		bad = append(bad, within("times", t.Times, 1, 366)...)
	}
	return bad
}
