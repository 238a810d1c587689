package letter

import (
	"fmt"
	"math"

	"anlan/internal/rule"
)

// Tally is how many facts of a metric there are, by what they say.
type Tally struct {
	Good   int64 `json:"good"`
	Bad    int64 `json:"bad"`
	Open   int64 `json:"open"`   // not decided yet
	Waived int64 `json:"waived"` // an objection to it was upheld
}

// add counts n facts of a verdict.
func (t Tally) add(verdict string, n int64) Tally {
	switch verdict {
	case Good:
		t.Good += n
	case Bad:
		t.Bad += n
	case Open:
		t.Open += n
	case Waived:
		t.Waived += n
	}
	return t
}

// waive takes n facts off that were counted under a verdict when somebody objected. What has changed its
// verdict since is taken from where it is counted now.
func (t Tally) waive(said string, n int64) Tally {
	for _, verdict := range []string{said, Open, Bad, Good} {
		if less := t.add(verdict, -n); less.Good >= 0 && less.Bad >= 0 && less.Open >= 0 {
			return less.add(Waived, n)
		}
	}
	return t
}

// against is what a control or a veto counts: what went wrong, and what is not put right yet.
func (t Tally) against() int64 { return t.Bad + t.Open }

// Counts are the tallies of one letter by metric.
type Counts map[string]Tally

// Score is a letter's score at one moment. Points are hundredths, so that sums are exact.
type Score struct {
	Points   int64         `json:"points" doc:"Hundredths of a point"`
	Base     int64         `json:"base" doc:"Sum of the four parts, before bonus and malus"`
	Full     int64         `json:"full"`
	Grade    string        `json:"grade"`
	GradeZH  string        `json:"gradeZh"`
	GradeEN  string        `json:"gradeEn"`
	Vetoed   bool          `json:"vetoed"`
	Waiting  int64         `json:"waiting" doc:"Points that nobody has marked yet"`
	Parts    []PartScore   `json:"parts" nullable:"false"`
	Adjusts  []ScoreLine   `json:"adjusts" nullable:"false"`
	Vetoes   []VetoState   `json:"vetoes" nullable:"false"`
	Controls []ControlLine `json:"controls" nullable:"false"`
}

// PartScore is one of the four parts.
type PartScore struct {
	Key     string      `json:"key"`
	ZH      string      `json:"zh"`
	EN      string      `json:"en"`
	Points  int64       `json:"points"`
	Full    int64       `json:"full"`
	Clauses []ScoreLine `json:"clauses" nullable:"false"`
}

// ScoreLine is one clause, bonus or malus with what it is made of.
type ScoreLine struct {
	Key      string  `json:"key"`
	ZH       string  `json:"zh"`
	EN       string  `json:"en"`
	How      string  `json:"how"`
	Metric   string  `json:"metric,omitempty"`
	Evidence string  `json:"evidence,omitempty"`
	Points   int64   `json:"points"`
	Full     int64   `json:"full"`
	State    string  `json:"state" enum:"counted,none,waiting,self,checked" doc:"none: there is no record yet and the points are provisional"`
	Tally    Tally   `json:"tally"`
	Target   float64 `json:"target,omitempty"`
	Each     float64 `json:"each,omitempty"`
	Mark     *Mark   `json:"mark,omitempty"`
}

// VetoState is a veto with how far it is from striking.
type VetoState struct {
	Key    string `json:"key"`
	ZH     string `json:"zh"`
	EN     string `json:"en"`
	Metric string `json:"metric"`
	Count  int64  `json:"count"`
	Over   int64  `json:"over"`
	Under  int64  `json:"under,omitempty" doc:"Hundredths: a score under this strikes"`
	Struck bool   `json:"struck"`
	Left   int64  `json:"left" doc:"How many more until it strikes; for a score, hundredths above the line"`
}

// ControlLine is a control indicator as it stands.
type ControlLine struct {
	Key    string `json:"key"`
	ZH     string `json:"zh"`
	EN     string `json:"en"`
	Metric string `json:"metric"`
	Count  int64  `json:"count"`
	Max    int64  `json:"max"`
	Passed bool   `json:"passed" doc:"The figure is over its limit"`
}

// Reckon computes the score of a template from what was counted and marked.
func Reckon(t rule.LetterTemplate, c Counts, marks map[string]Mark) Score {
	s := Score{Full: rule.Hundredths(t.Total), Parts: []PartScore{}, Adjusts: []ScoreLine{}, Vetoes: []VetoState{}, Controls: []ControlLine{}}
	for _, p := range t.Parts {
		part := PartScore{Key: p.Key, ZH: p.ZH, EN: p.EN, Full: rule.Hundredths(p.Weight), Clauses: []ScoreLine{}}
		for _, x := range p.Clauses {
			line := clauseScore(x, c[x.Metric], marks)
			part.Points += line.Points
			if line.State == "waiting" {
				s.Waiting += line.Full
			}
			part.Clauses = append(part.Clauses, line)
		}
		s.Base += part.Points
		s.Parts = append(s.Parts, part)
	}
	s.Points = s.Base
	for _, a := range t.Adjusts {
		line := adjustScore(a, c[a.Metric])
		s.Points += line.Points
		s.Adjusts = append(s.Adjusts, line)
	}
	s.Points = max(0, s.Points)
	for _, x := range t.Controls {
		n := c[x.Metric].against()
		s.Controls = append(s.Controls, ControlLine{Key: x.Key, ZH: x.ZH, EN: x.EN, Metric: x.Metric, Count: n, Max: x.Max, Passed: n > x.Max})
	}
	for _, v := range t.Vetoes {
		if v.On {
			state := vetoState(v, c[v.Metric], s.Points)
			s.Vetoed = s.Vetoed || state.Struck
			s.Vetoes = append(s.Vetoes, state)
		}
	}
	return s.graded(t.Grades)
}

// graded gives the grade: the lowest one where a veto strikes.
func (s Score) graded(list []rule.LetterGrade) Score {
	for i, g := range list {
		last := i == len(list)-1
		if last || !s.Vetoed && s.Points >= rule.Hundredths(g.Min) {
			s.Grade, s.GradeZH, s.GradeEN = g.Key, g.ZH, g.EN
			return s
		}
	}
	return s
}

func clauseScore(x rule.LetterClause, t Tally, marks map[string]Mark) ScoreLine {
	line := ScoreLine{Key: x.Key, ZH: x.ZH, EN: x.EN, How: x.How, Metric: x.Metric, Evidence: x.Evidence, Full: rule.Hundredths(x.Weight),
		State: "counted", Tally: t, Target: x.Target, Each: x.Each}
	switch x.How {
	case rule.HowRatio:
		if t.Good+t.Bad == 0 {
			line.State, line.Points = "none", line.Full
			return line
		}
		line.Points = share(line.Full, t.Good, t.Good+t.Bad)
	case rule.HowReach:
		line.Points = min(line.Full, share(line.Full, t.Good*100, rule.Hundredths(x.Target)))
	case rule.HowDeduct:
		line.Points = max(0, line.Full-rule.Hundredths(x.Each)*t.Bad)
		if t.Bad == 0 {
			line.State = "none"
		}
	default:
		line.marked(marks)
	}
	return line
}

// marked takes the checked mark, else the signer's own, else nothing.
func (l *ScoreLine) marked(marks map[string]Mark) {
	l.State = "waiting"
	m, there := marks[l.Key]
	if !there {
		return
	}
	l.Mark = &m
	l.State, l.Points = "self", min(m.Self, l.Full)
	if m.Checked != nil {
		l.State, l.Points = "checked", min(*m.Checked, l.Full)
	}
}

func adjustScore(a rule.LetterAdjust, t Tally) ScoreLine {
	line := ScoreLine{Key: a.Key, ZH: a.ZH, EN: a.EN, How: "adjust", Metric: a.Metric, Full: rule.Hundredths(a.Cap), State: "counted", Tally: t, Each: a.Each}
	n := t.Bad
	if a.Each > 0 {
		n = t.Good
	}
	line.Points = min(line.Full, max(-line.Full, rule.Hundredths(a.Each)*n))
	if n == 0 {
		line.State = "none"
	}
	return line
}

func vetoState(v rule.LetterVeto, t Tally, points int64) VetoState {
	s := VetoState{Key: v.Key, ZH: v.ZH, EN: v.EN, Metric: v.Metric, Over: v.Over}
	if v.Metric == rule.ScoreMetric {
		s.Under = rule.Hundredths(v.Under)
		s.Count, s.Struck, s.Left = points, points < s.Under, max(0, points-s.Under)
		return s
	}
	s.Count = t.against()
	s.Struck, s.Left = s.Count > v.Over, max(0, v.Over+1-s.Count)
	return s
}

// share is full × n ÷ of, rounded half up.
func share(full, n, of int64) int64 {
	if of <= 0 {
		return 0
	}
	return int64(math.Floor(float64(full)*float64(n)/float64(of) + 0.5))
}

// Points writes hundredths for people: 8750 → 87.5.
func Points(h int64) string {
	s := fmt.Sprintf("%d.%02d", h/100, abs(h%100))
	for s[len(s)-1] == '0' {
		s = s[:len(s)-1]
	}
	if s[len(s)-1] == '.' {
		s = s[:len(s)-1]
	}
	if h < 0 && h > -100 {
		return "-" + s
	}
	return s
}

func abs(n int64) int64 {
	if n < 0 {
		return -n
	}
	return n
}
