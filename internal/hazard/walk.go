package hazard

import (
	"slices"
	"strings"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/rule"
)

// Verdict is what a walk through the criteria comes to.
type Verdict struct {
	Grade Grade    `json:"grade" enum:"general,maybe_major,major"`
	Basis Basis    `json:"basis"`
	Open  []string `json:"open" nullable:"false" doc:"Clauses without an answer, or answered unknown, that could still make it major"`
}

// Walk works out the grade from yes and no: one clause that is met makes the hazard major, and so do
// enough clauses of a group together. Where an answer is missing, or the clause that is met does not
// stand here in the words of the standard, or the standard is not complete here, it may be major and a
// person decides.
func Walk(c rule.HazardCriteria, version string, answers map[string]Answer) (Verdict, error) {
	for key := range answers {
		if _, known := c.Criterion(key); !known {
			return Verdict{}, anlan.ErrHazardClauseUnknown.With("sector", c.Sector).With("key", clip(key, 40)).At("answers")
		}
	}
	v := Verdict{Grade: General, Basis: Basis{Sector: c.Sector, Standard: c.Standard, Document: c.Document, Version: version, Answers: answers}, Open: []string{}}
	var met []rule.HazardCriterion
	groups := map[string][]rule.HazardCriterion{}
	waiting := map[string]int{}
	for _, k := range c.Clauses {
		switch answers[k.Key] {
		case Yes:
			if k.Group != "" {
				groups[k.Group] = append(groups[k.Group], k)
			} else {
				met = append(met, k)
			}
		case No:
		default:
			v.Open = append(v.Open, k.Key)
			waiting[k.Group]++
		}
	}
	clauses := names(met)
	for _, r := range c.Combined {
		if list := groups[r.Group]; len(list) >= r.Min {
			met = append(met, list...)
			clauses = append(clauses, r.Clause+"（"+strings.Join(names(list), "、")+"）")
		} else if len(list)+waiting[r.Group] < r.Min {
			v.Open = without(v.Open, c, r.Group) // cannot come true any more
		}
	}
	return v.settled(c, met, clauses), nil
}

// settled writes grade and basis of a finished walk.
func (v Verdict) settled(c rule.HazardCriteria, met []rule.HazardCriterion, clauses []string) Verdict {
	b := &v.Basis
	b.Certain = true
	var texts []string
	for _, k := range met {
		b.Keys = append(b.Keys, k.Key)
		b.Certain = b.Certain && k.Certain
		texts = append(texts, k.Text)
	}
	b.Clause, b.Text = strings.Join(clauses, "；"), strings.Join(texts, "；")
	switch {
	case len(met) > 0 && b.Certain:
		v.Grade = Major
	case len(met) > 0 || len(v.Open) > 0:
		v.Grade = MaybeMajor
	case !c.Complete:
		b.Certain = false // all that stands here was denied; what does not stand here was not asked
	}
	return v
}

func names(list []rule.HazardCriterion) []string {
	var out []string
	for _, k := range list {
		out = append(out, k.Clause)
	}
	return out
}

func without(keys []string, c rule.HazardCriteria, group string) []string {
	return slices.DeleteFunc(keys, func(key string) bool {
		k, _ := c.Criterion(key)
		return k.Group == group
	})
}

// graded applies the walk of a draft. Whoever says major says by which clause; a walk that finds more
// than the finder said is believed.
func (s *Service) graded(h Hazard, w *Walked, tx *db.Tx) (Hazard, error) {
	if w == nil {
		if h.Grade == Major {
			return h, anlan.ErrHazardGradeBasis.With("sector", h.Sector).At("walk")
		}
		return h, nil
	}
	v, err := s.walk(tx.Now.Date(), *w)
	if err != nil {
		return h, err
	}
	if h.Grade == Major && len(v.Basis.Keys) == 0 {
		return h, anlan.ErrHazardGradeBasis.With("sector", w.Sector).At("walk")
	}
	if worse(v.Grade, h.Grade) {
		h.Grade = v.Grade
	}
	v.Basis.Reason, v.Basis.By, v.Basis.At = w.Reason, tx.Actor.Post, tx.Now
	h.Basis = &v.Basis
	return h, nil
}

// worse reports whether a is a graver grade than b.
func worse(a, b Grade) bool { return slices.Index(Grades(), a) > slices.Index(Grades(), b) }

// walk runs the criteria of a sector in force on the day.
func (s *Service) walk(day anlan.Date, w Walked) (Verdict, error) {
	c, version, err := rule.CriteriaInForce(s.book(), w.Sector, day)
	if err != nil || len(c.Clauses) == 0 {
		return Verdict{}, anlan.ErrHazardCriteriaNone.With("sector", clip(w.Sector, 40)).At("sector").Because(err)
	}
	return Walk(c, version.ID, w.Answers)
}
