package rule

import "slices"

// AnnualSet says which figures the yearly report has.
var AnnualSet = declare[AnnualReport]("annual-report")

// AnnualReport says which figures the yearly report (年度通报) has. Each counts the facts of one metric of
// the letters, so that a thing is counted by one rule in the whole house.
type AnnualReport struct {
	Groups  []AnnualGroup     `yaml:"groups" json:"groups"`
	Figures []AnnualFigure    `yaml:"figures" json:"figures"`
	Grades  []AnnualGrade     `yaml:"grades" json:"grades"`
	Sectors map[string]string `yaml:"sectors" json:"sectors"` // what records call a line of business → code in the tree
}

// AnnualGroup is a chapter of the report.
type AnnualGroup struct {
	Key string `yaml:"key" json:"key"`
	ZH  string `yaml:"zh" json:"zh"`
	EN  string `yaml:"en" json:"en"`
}

// Who keeps the records that a figure counts.
const (
	KeptByCounty = "county" // one register: a place without a record in it had none
	KeptByPart   = "part"   // each township keeps its own: a place without records may just not write
)

// AnnualFigure is one figure: which facts of a metric it counts, and of how many.
type AnnualFigure struct {
	Key     string     `yaml:"key" json:"key"`
	Group   string     `yaml:"group" json:"group"`
	Metric  string     `yaml:"metric" json:"metric"`
	Count   string     `yaml:"count" json:"count"`
	Of      string     `yaml:"of" json:"of,omitempty"`
	Kept    string     `yaml:"kept" json:"kept"`
	ZH      string     `yaml:"zh" json:"zh"`
	EN      string     `yaml:"en" json:"en"`
	Unit    string     `yaml:"unit" json:"unit"` // 量词, in Chinese sentences
	Without []string   `yaml:"without" json:"without,omitempty"`
	Base    AnnualBase `yaml:"base" json:"base"`
}

// AnnualBase says which records a figure is taken from.
type AnnualBase struct {
	ZH string `yaml:"zh" json:"zh"`
	EN string `yaml:"en" json:"en"`
}

// AnnualGrade names a grade, or a sort of records, of a source.
type AnnualGrade struct {
	Source string `yaml:"source" json:"source"`
	Key    string `yaml:"key" json:"key"`
	ZH     string `yaml:"zh" json:"zh"`
	EN     string `yaml:"en" json:"en"`
}

// Has tells whether the figure can be told apart by the dimension: sector, area, grade.
func (f AnnualFigure) Has(dimension string) bool { return !slices.Contains(f.Without, dimension) }

// Figure returns a figure by its key.
func (r AnnualReport) Figure(key string) (AnnualFigure, bool) {
	i := slices.IndexFunc(r.Figures, func(f AnnualFigure) bool { return f.Key == key })
	if i < 0 {
		return AnnualFigure{}, false
	}
	return r.Figures[i], true
}

// Check wants names in both languages, known words, and keys that stand once.
func (r AnnualReport) Check() []string {
	bad := atLeastOne("figures", len(r.Figures))
	groups, seen := map[string]bool{}, map[string]bool{}
	for _, g := range r.Groups {
		groups[g.Key] = true
		if g.ZH == "" || g.EN == "" {
			bad = append(bad, "group "+g.Key+" needs zh and en")
		}
	}
	counts := []string{"all", "good", "bad", "open", "decided"}
	for _, f := range r.Figures {
		switch {
		case !kindKey.MatchString(f.Key) || seen[f.Key]:
			bad = append(bad, "figure "+f.Key+" needs a key of its own, of small letters")
		case f.ZH == "" || f.EN == "" || f.Unit == "" || f.Base.ZH == "" || f.Base.EN == "":
			bad = append(bad, "figure "+f.Key+" needs zh, en, unit and base")
		case !groups[f.Group] || f.Metric == "":
			bad = append(bad, "figure "+f.Key+" needs a group of the list and a metric")
		case !slices.Contains(counts, f.Count) || f.Of != "" && !slices.Contains(counts, f.Of):
			bad = append(bad, "figure "+f.Key+": count and of are all, good, bad, open or decided")
		case f.Kept != KeptByCounty && f.Kept != KeptByPart:
			bad = append(bad, "figure "+f.Key+": kept is county or part")
		}
		seen[f.Key] = true
	}
	for _, g := range r.Grades {
		if g.Source == "" || g.ZH == "" || g.EN == "" {
			bad = append(bad, "grade "+g.Source+"/"+g.Key+" needs a source, zh and en")
		}
	}
	return bad
}
