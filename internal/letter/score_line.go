package letter

import (
	"fmt"
	"math"

	"anlan/internal/rule"
)

// The states of a line that the sum asks for.
const (
	stateWaiting = "waiting" // nobody has marked it
	stateNone    = "none"    // no record yet
	stateAbsent  = "absent"  // no record all year
	stateClean   = "clean"   // nothing takes points off
)

func clauseScore(x rule.LetterClause, t Tally, marks map[string]Mark) ScoreLine {
	line := ScoreLine{Key: x.Key, ZH: x.ZH, EN: x.EN, How: x.How, Metric: x.Metric, Evidence: x.Evidence, Full: rule.Hundredths(x.Weight),
		State: "counted", Tally: t, Target: x.Target, Each: x.Each}
	switch x.How {
	case rule.HowRatio:
		if t.Good+t.Bad == 0 {
			line.State = stateNone
			return line
		}
		line.Points = share(line.Full, t.Good, t.Good+t.Bad)
	case rule.HowReach:
		line.Points = min(line.Full, share(line.Full, t.Good*100, rule.Hundredths(x.Target)))
	case rule.HowDeduct:
		line.Points = max(0, line.Full-rule.Hundredths(x.Each)*t.Bad)
		if t.Bad == 0 {
			line.State = stateClean
		}
	default:
		line.marked(marks)
	}
	return line
}

// marked takes the checked mark, else the signer's own, else nothing.
func (l *ScoreLine) marked(marks map[string]Mark) {
	l.State = stateWaiting
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
		line.State = stateClean
	}
	return line
}

// vetoState tells how far a veto is. One on the score itself strikes when the line cannot be reached any more,
// whatever the clauses give that are not decided.
func vetoState(v rule.LetterVeto, t Tally, points, pending int64) VetoState {
	s := VetoState{Key: v.Key, ZH: v.ZH, EN: v.EN, Metric: v.Metric, Over: v.Over}
	if v.Metric == rule.ScoreMetric {
		s.Under = rule.Hundredths(v.Under)
		s.Count, s.Struck, s.Left = points, points+pending < s.Under, max(0, points+pending-s.Under)
		return s
	}
	s.Count = t.against()
	s.Struck, s.Left = s.Count > v.Over, max(0, v.Over+1-s.Count)
	return s
}

// Known tells whether there is a record: of a line without any nobody can say that it gave nothing.
func (l ScoreLine) Known() bool { return l.State != stateNone && l.State != stateAbsent }

// absent is a clause by share of which the whole year brought no fact.
func (l ScoreLine) absent(how string) ScoreLine {
	if how == rule.AbsentScale {
		l.State = stateAbsent
		return l
	}
	l.State, l.Points = stateClean, l.Full
	return l
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
