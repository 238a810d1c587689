package risk

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"anlan"
	"anlan/internal/rule"
)

const reasonMax = 500

// RatingDraft is what a person says of a risk: a method, a step of each factor, and why.
type RatingDraft struct {
	Method string             `json:"method" maxLength:"20" doc:"of policy risk-scales: lec or ls"`
	Values map[string]float64 `json:"values" doc:"a step of each factor of the method: l, e and c, or l and s"`
	Reason string             `json:"reason" maxLength:"500"`
}

// Rate measures a risk by the scales: every factor must have one of its steps, and nothing else.
func Rate(scales rule.RiskScales, d RatingDraft) (Rating, error) {
	var p anlan.Problems
	r := Rating{Method: d.Method, Values: map[string]float64{}, Score: 1, Reason: strings.TrimSpace(d.Reason)}
	m, known := scales.Method(d.Method)
	if !known {
		return r, anlan.ErrRiskMethod.With("method", d.Method).At("method")
	}
	for _, f := range m.Factors {
		v := d.Values[f.Key]
		if _, ok := f.Step(v); !ok {
			p = append(p, anlan.ErrRiskValue.With("factor", strings.ToUpper(f.Key)).With("value", fmt.Sprint(v)).With("steps", steps(f)).At("values."+f.Key))
		}
		r.Values[f.Key] = v
		r.Score *= v
	}
	for k := range d.Values {
		if _, is := r.Values[k]; !is {
			p = append(p, anlan.ErrFieldInvalid.With("name", "values").With("value", k).At("values."+k))
		}
	}
	p = append(p, checkReason(r.Reason)...)
	r.Score = math.Round(r.Score*1000) / 1000
	r.Colour = Colour(m.Band(r.Score).Colour)
	return r, p.Err()
}

func steps(f rule.RiskFactor) string {
	var list []string
	for _, s := range f.Steps {
		list = append(list, fmt.Sprint(s.Value))
	}
	return strings.Join(list, ", ")
}

func checkReason(reason string) (p anlan.Problems) {
	switch n := utf8.RuneCountInString(reason); {
	case n == 0:
		p = append(p, anlan.ErrFieldRequired.With("name", "reason").At("reason"))
	case n > reasonMax:
		p = append(p, anlan.ErrFieldTooLong.With("name", "reason").With("max", reasonMax).At("reason"))
	}
	return p
}

// kept works out which levels keep the point and which of them have no measure.
func (p Point) kept(levels rule.RiskLevels) Point {
	p.Keep, p.Gaps = nil, nil
	ladder, _ := levels.Ladder(p.Ladder)
	for _, l := range ladder.Keep(string(p.Colour)) {
		p.Keep = append(p.Keep, l.Key)
		if !slices.ContainsFunc(p.Measures, func(m Measure) bool { return m.Level == l.Key }) {
			p.Gaps = append(p.Gaps, l.Key)
		}
	}
	return p
}

// keeper is the highest level that keeps the point.
func (p Point) keeper() string {
	if len(p.Keep) == 0 {
		return ""
	}
	return p.Keep[0]
}

// rated gives the point its next rating.
func (p Point) rated(r Rating, review rule.RiskReview) Point {
	r.Point, r.Before, r.Version = p.ID, p.Colour, 1
	if p.Rating != nil {
		r.Version = p.Rating.Version + 1
	}
	p.Rating, p.Colour = &r, r.Colour
	p.Review = anlan.At(r.At.Date().Start().Time().AddDate(0, review.Months[string(r.Colour)], 0)).Date()
	return p
}
