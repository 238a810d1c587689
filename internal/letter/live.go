package letter

import (
	"context"
	"errors"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/letter/letterdb"
)

// counts reads what the letter's metrics stand at: a bounded number of rows, however many facts there are.
func (s *Service) counts(ctx context.Context, door letterdb.DBTX, l Letter) (Counts, error) {
	c := Counts{}
	q := queries(door)
	for _, scope := range l.scopes() {
		rows, err := q.Counts(ctx, letterdb.CountsParams{Scope: scope, Year: int64(l.Year)})
		if err != nil {
			return nil, db.Classify(err)
		}
		for _, r := range rows {
			if l.scope(r.Metric) == scope {
				c[r.Metric] = c[r.Metric].add(r.Verdict, r.N)
			}
		}
	}
	waived, err := s.waived(ctx, door, l)
	c.less(l, waived)
	return c, err
}

func byClause(list []Mark) map[string]Mark {
	m := map[string]Mark{}
	for _, x := range list {
		m[x.Clause] = x
	}
	return m
}

// Score is the letter's score as it stands now.
func (s *Service) Score(ctx context.Context, a anlan.Actor, id anlan.ID) (Score, error) {
	l, err := s.Get(ctx, a, id)
	if err != nil {
		return Score{}, err
	}
	return s.score(ctx, l, nil)
}

// score reckons a letter; more are facts that are only supposed.
func (s *Service) score(ctx context.Context, l Letter, more map[string]int64) (Score, error) {
	c, err := s.counts(ctx, s.d.Reader(), l)
	if err != nil {
		return Score{}, err
	}
	for metric, n := range more {
		t := c[metric]
		t.Bad = max(0, t.Bad+n)
		c[metric] = t
	}
	return s.reckon(ctx, s.d.Reader(), l, c)
}

// reckon computes the live score from counts and the marks that were given.
func (s *Service) reckon(ctx context.Context, door letterdb.DBTX, l Letter, c Counts) (Score, error) {
	marks, err := itemsAbout[Mark](ctx, door, string(l.ID), hangingMost)
	return Reckon(l.Template, c, byClause(marks)), err
}

// reckonYear computes the score of a year that is over.
func (s *Service) reckonYear(ctx context.Context, door letterdb.DBTX, l Letter, c Counts) (Score, error) {
	marks, err := itemsAbout[Mark](ctx, door, string(l.ID), hangingMost)
	return ReckonYear(l.Template, c, byClause(marks)), err
}

// Simulate tells what the score would be if more of something had gone wrong: nothing is written.
func (s *Service) Simulate(ctx context.Context, a anlan.Actor, id anlan.ID, more map[string]int64) (Score, error) {
	l, err := s.Get(ctx, a, id)
	if err != nil {
		return Score{}, err
	}
	set, _, err := s.set(s.d.Now().Date())
	if err != nil {
		return Score{}, err
	}
	for metric, n := range more {
		if m, known := set.Metric(metric); !known || m.Good || n < 0 || n > 1000 {
			return Score{}, anlan.ErrLetterMetric.With("field", anlan.Both{ZH: "推演", EN: "What if"}).With("metric", metric).At("more")
		}
	}
	return s.score(ctx, l, more)
}

// Scored is a letter with the score that counts: as it stands now, or of a frozen year as it was assessed.
type Scored struct {
	Letter   Letter
	Score    Score
	Assessed *Assessment // nil: the score is live
}

// Scores returns the scores of a page of letters, in the order of the directory and never of points.
func (s *Service) Scores(ctx context.Context, a anlan.Actor, f Filter) ([]Scored, string, error) {
	p, err := s.List(ctx, a, f)
	if err != nil {
		return nil, "", err
	}
	rounds := map[int]Round{}
	list := make([]Scored, 0, len(p.Items))
	for _, l := range p.Items {
		if l.State != Sent && l.State != Signed {
			continue
		}
		x, err := s.scored(ctx, l, rounds)
		if err != nil {
			return nil, "", err
		}
		list = append(list, x)
	}
	return list, p.Next, nil
}

// scored is a letter with the score that counts. A letter that was sent after the freeze has a live one.
func (s *Service) scored(ctx context.Context, l Letter, rounds map[int]Round) (Scored, error) {
	r, known := rounds[l.Year]
	if !known {
		var err error
		if r, err = s.roundOf(ctx, s.d.Reader(), l.Year); err != nil && !errors.Is(err, anlan.ErrNotFound) {
			return Scored{}, err
		}
		rounds[l.Year] = r
	}
	if r.State == RoundFrozen || r.State == RoundClosed {
		v, err := reviewOf(ctx, s.d.Reader(), l.ID)
		if err == nil {
			a := v.assessment(r)
			return Scored{l, a.Score, &a}, nil
		}
		if !errors.Is(err, anlan.ErrNotFound) {
			return Scored{}, err
		}
	}
	score, err := s.score(ctx, l, nil)
	return Scored{l, score, nil}, err
}
