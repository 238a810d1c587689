package letter

import (
	"context"
	"slices"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/rule"
)

// KindResult is what a year's assessment gave to one kind of signer.
type KindResult struct {
	Kind   string
	Grades []GradeUnits // the best grade first, as the template of the year orders them
}

// GradeUnits are the units of one grade, in the order of the directory: never of points.
type GradeUnits struct {
	ZH    string
	Units []anlan.ID
	Names []string
}

// Results gathers the grades of a year that was concluded.
func (s *Service) Results(ctx context.Context, a anlan.Actor, year int) (Round, []KindResult, error) {
	if err := authz.Check(a, actAssess); err != nil {
		return Round{}, nil, err
	}
	r, err := s.roundOf(ctx, s.d.Reader(), year)
	if err != nil {
		return r, nil, err
	}
	if r.State != RoundClosed {
		return r, nil, anlan.ErrLetterRound.With("year", year).With("state", string(r.State))
	}
	var list []KindResult
	for _, kind := range rule.LetterKinds() {
		one, err := s.resultsOf(ctx, year, kind)
		if err != nil {
			return r, nil, err
		}
		if len(one.Grades) > 0 {
			list = append(list, one)
		}
	}
	return r, list, nil
}

// resultsOf puts the units of a kind under their grades, in the order of the thresholds.
func (s *Service) resultsOf(ctx context.Context, year int, kind string) (KindResult, error) {
	k := KindResult{Kind: kind}
	t, _, err := s.templateFor(ctx, s.d.Reader(), kind, year, s.d.Now().Date())
	if err != nil {
		return k, err
	}
	for _, g := range t.Grades {
		k.Grades = append(k.Grades, GradeUnits{ZH: g.ZH})
	}
	for after := anlan.ID(""); ; {
		page, next, err := s.reviews(ctx, year, kind, after)
		if err != nil {
			return k, err
		}
		for _, v := range page {
			if v.Final != nil {
				k.put(v)
			}
		}
		if after = next; next == "" {
			break
		}
	}
	k.Grades = slices.DeleteFunc(k.Grades, func(g GradeUnits) bool { return len(g.Units) == 0 })
	return k, nil
}

// put adds a unit to its grade; one that the template of today no longer knows stands at the end.
func (k *KindResult) put(v Review) {
	i := slices.IndexFunc(k.Grades, func(g GradeUnits) bool { return g.ZH == v.Final.GradeZH })
	if i < 0 {
		i, k.Grades = len(k.Grades), append(k.Grades, GradeUnits{ZH: v.Final.GradeZH})
	}
	k.Grades[i].Units, k.Grades[i].Names = append(k.Grades[i].Units, v.Unit), append(k.Grades[i].Names, v.Name)
}

// MendDays is within how many days a unit of the lowest grade is to say how it mends; 0: no day is set.
func (s *Service) MendDays() (int, error) {
	set, _, err := s.set(s.d.Now().Date())
	return set.MendDays, err
}

// SetBulletin keeps which document tells of a year's results.
func (s *Service) SetBulletin(ctx context.Context, a anlan.Actor, year int, document anlan.ID) (Round, error) {
	return s.round(ctx, a, year, "letter.round_told", func(_ *db.Tx, r Round) (Round, error) {
		if r.State != RoundClosed {
			return r, anlan.ErrLetterRound.With("year", year).With("state", string(r.State))
		}
		r.Bulletin = document
		return r, nil
	})
}
