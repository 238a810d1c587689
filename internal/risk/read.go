package risk

import (
	"context"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/risk/riskdb"
)

// Whole is a point with everything that its page shows.
type Whole struct {
	Point
	Ratings   []Rating   // the newest first
	Tasks     []Task     // the newest first
	Proposals []Proposal // the newest first
}

const historyMost = 100

// Get returns a point. What the actor may not see is not found.
func (s *Service) Get(ctx context.Context, a anlan.Actor, id anlan.ID) (Point, error) {
	if err := authz.Check(a, actRead); err != nil {
		return Point{}, err
	}
	p, err := db.Decode[Point](queries(s.d.Reader()).Point(ctx, id))
	if err != nil {
		return p, err
	}
	if authz.Check(a, actRead, p.targets()...) != nil {
		return Point{}, anlan.ErrNotFound
	}
	return p, nil
}

// Whole returns a point with its ratings, checks and proposals.
func (s *Service) Whole(ctx context.Context, a anlan.Actor, id anlan.ID) (w Whole, err error) {
	if w.Point, err = s.Get(ctx, a, id); err != nil {
		return w, err
	}
	q := queries(s.d.Reader())
	if w.Ratings, err = db.DecodeAll[Rating](q.Ratings(ctx, riskdb.RatingsParams{Point: id, Limit: historyMost})); err != nil {
		return w, err
	}
	if w.Tasks, err = s.tasks(ctx, id); err != nil {
		return w, err
	}
	w.Proposals, err = db.DecodeAll[Proposal](q.ProposalsOfPoint(ctx, riskdb.ProposalsOfPointParams{Point: id, Limit: historyMost}))
	return w, err
}

// Can lists the verbs that the actor may try on a point as it stands. The verbs ask again.
func (s *Service) Can(a anlan.Actor, p Point) []string {
	list := []string{}
	if p.State == Retired {
		return list
	}
	for _, v := range []struct {
		verb, action string
		when         bool
	}{{"edit", actWrite, true}, {"measures", actWrite, true}, {"rate", actRate, p.Proposal == ""}, {"propose", actWrite, true},
		{"decide", actDecide, p.Proposal != ""}, {"task", actTask, len(p.Measures) > 0}, {"retire", actRate, p.Proposal == ""}} {
		if v.when && authz.Check(a, v.action, p.targets()...) == nil {
			list = append(list, v.verb)
		}
	}
	return list
}

// Describe names a point for whoever holds a Ref of it, with its page.
func (s *Service) Describe(ctx context.Context, id anlan.ID) (title, href string) {
	p, err := db.Decode[Point](queries(s.d.Reader()).Point(ctx, id))
	if err != nil {
		return "", ""
	}
	return p.Number + " " + p.Name, "/risks/" + string(id)
}

// Rater tells other rooms the worst colour of a site.
type Rater struct{ *Service }

// Grade returns the worst colour of the points at a site; empty where nobody has rated it.
func (r Rater) Grade(ctx context.Context, site anlan.ID) (string, error) {
	list, err := db.DecodeAll[Point](queries(r.d.Reader()).PointsOfSite(ctx, riskdb.PointsOfSiteParams{Site: site, Limit: 1}))
	if err != nil || len(list) == 0 {
		return "", err
	}
	return string(list[0].Colour), nil
}

// DescribeTask names the point whose measure a check is of.
func (s *Service) DescribeTask(ctx context.Context, id anlan.ID) (title, href string) {
	t, err := db.Decode[Task](queries(s.d.Reader()).Task(ctx, id))
	if err != nil {
		return "", ""
	}
	return s.Describe(ctx, t.Point)
}
