package letter

import "anlan/internal/rule"

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
	Open     int64         `json:"open" doc:"Points of clauses by share of which there is no record yet: neither given nor lost"`
	Absent   int64         `json:"absent" doc:"Points of clauses by share of which the whole year brought no record; the others are scaled to the full score"`
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
	State    string  `json:"state" enum:"counted,clean,none,absent,waiting,self,checked" doc:"none: there is no record yet, nothing is given or lost; absent: nor was there any all year; clean: nothing that takes points off, or gives any"`
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

// Reckon computes the score of a template as it stands within the year. A clause by share of which there is no
// record gives nothing and takes nothing: its weight stands as open until a fact comes, for nobody knows yet.
func Reckon(t rule.LetterTemplate, c Counts, marks map[string]Mark) Score {
	return reckon(t, c, marks, false)
}

// ReckonYear computes the score when the year is over: a clause by share of which nothing came all year falls
// away and the others are scaled to the full score, or gives its weight, as the letter says that was signed.
func ReckonYear(t rule.LetterTemplate, c Counts, marks map[string]Mark) Score {
	return reckon(t, c, marks, true)
}

func reckon(t rule.LetterTemplate, c Counts, marks map[string]Mark, over bool) Score {
	s := Score{Full: rule.Hundredths(t.Total), Parts: []PartScore{}, Adjusts: []ScoreLine{}, Vetoes: []VetoState{}, Controls: []ControlLine{}}
	for _, p := range t.Parts {
		part := s.part(p, c, marks, over, t.Absent)
		s.Base += part.Points
		s.Parts = append(s.Parts, part)
	}
	if s.Absent > 0 {
		s.Base = share(s.Full, s.Base, s.Full-s.Absent)
	}
	s.Points = s.Base
	for _, a := range t.Adjusts {
		line := adjustScore(a, c[a.Metric])
		s.Points += line.Points
		s.Adjusts = append(s.Adjusts, line)
	}
	s.Points = max(0, s.Points)
	s.limits(t, c)
	return s.graded(t.Grades)
}

// part reckons one of the four parts, and adds to the score what is not decided of it.
func (s *Score) part(p rule.LetterPart, c Counts, marks map[string]Mark, over bool, absent string) PartScore {
	part := PartScore{Key: p.Key, ZH: p.ZH, EN: p.EN, Full: rule.Hundredths(p.Weight), Clauses: []ScoreLine{}}
	for _, x := range p.Clauses {
		line := clauseScore(x, c[x.Metric], marks)
		if line.State == stateNone && over {
			line = line.absent(absent)
		}
		part.Points += line.Points
		s.pend(line)
		part.Clauses = append(part.Clauses, line)
	}
	return part
}

// limits are the control indicators and the vetoes as they stand.
func (s *Score) limits(t rule.LetterTemplate, c Counts) {
	for _, x := range t.Controls {
		n := c[x.Metric].against()
		s.Controls = append(s.Controls, ControlLine{Key: x.Key, ZH: x.ZH, EN: x.EN, Metric: x.Metric, Count: n, Max: x.Max, Passed: n > x.Max})
	}
	for _, v := range t.Vetoes {
		if v.On {
			state := vetoState(v, c[v.Metric], s.Points, s.Waiting+s.Open)
			s.Vetoed = s.Vetoed || state.Struck
			s.Vetoes = append(s.Vetoes, state)
		}
	}
}

// pend adds the weight of a clause that is not decided yet.
func (s *Score) pend(line ScoreLine) {
	switch line.State {
	case stateWaiting:
		s.Waiting += line.Full
	case stateNone:
		s.Open += line.Full
	case stateAbsent:
		s.Absent += line.Full
	}
}

// graded gives the grade: the lowest one where a veto strikes; none where nothing at all is known.
func (s Score) graded(list []rule.LetterGrade) Score {
	if !s.Vetoed && s.Absent > 0 && s.Absent == s.Full {
		s.Grade, s.GradeZH, s.GradeEN = stateNone, "无记录", "No record"
		return s
	}
	for i, g := range list {
		last := i == len(list)-1
		if last || !s.Vetoed && s.Points >= rule.Hundredths(g.Min) {
			s.Grade, s.GradeZH, s.GradeEN = g.Key, g.ZH, g.EN
			return s
		}
	}
	return s
}
