package hazard

import (
	"anlan"
	"anlan/internal/rule"
)

// policies are the dated rules a hazard lives by.
type policies struct {
	terms     rule.HazardTerms
	deadlines rule.HazardDeadlines
	relapse   rule.HazardRelapse
	desk      rule.HazardDesk
	late      rule.LateRule
	stamp     Stamp
}

// inForce reads the rules of the day and names their versions.
func (s *Service) inForce(day anlan.Date) (p policies, err error) {
	b := s.book()
	if p.terms, p.stamp.Terms, err = get[rule.HazardTerms](b, rule.HazardWords, day); err != nil {
		return p, err
	}
	if p.deadlines, p.stamp.Deadline, err = get[rule.HazardDeadlines](b, rule.HazardDeadline, day); err != nil {
		return p, err
	}
	if p.relapse, p.stamp.Relapse, err = get[rule.HazardRelapse](b, rule.HazardRelapsed, day); err != nil {
		return p, err
	}
	if p.late, _, err = get[rule.LateRule](b, rule.PhoneLate, day); err != nil {
		return p, err
	}
	p.desk, p.stamp.Desk, err = get[rule.HazardDesk](b, rule.HazardDefaults, day)
	return p, err
}

func get[T rule.Value](b *rule.Book, subject rule.Subject, day anlan.Date) (T, string, error) {
	value, v, err := rule.Get[T](b, subject, day)
	return value, v.ID, err
}

// stamped returns the value of a version by its identity.
func stamped[T rule.Value](b *rule.Book, id string) (T, error) {
	v, err := b.Version(id)
	if err != nil {
		var none T
		return none, err
	}
	value, _, err := rule.As[T](v)
	return value, err
}
