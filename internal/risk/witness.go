package risk

import (
	"context"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/risk/riskdb"
)

// Records streams every sealed record of the room for the ledger's witness. A row whose columns
// contradict its document is yielded as what it is, so that its seal does not fit.
func (s *Service) Records(ctx context.Context, yield func(ref anlan.Ref, record any) error) error {
	w := walker{q: queries(s.d.Reader()), yield: yield}
	for _, walk := range []func(context.Context) error{w.points, w.ratings, w.tasks, w.proposals} {
		if err := walk(ctx); err != nil {
			return err
		}
	}
	return nil
}

type walker struct {
	q     *riskdb.Queries
	yield func(ref anlan.Ref, record any) error
}

// tell yields one record as it is stored, or as a contradiction.
func (w walker) tell(kind string, id anlan.ID, doc string, honest bool) (anlan.ID, error) {
	return id, w.yield(anlan.Ref{Kind: kind, ID: id}, db.AsStored(doc, honest))
}

func (w walker) points(ctx context.Context) error {
	return db.Pages(func(after anlan.ID) ([]riskdb.RiskPoint, error) {
		return w.q.AllPoints(ctx, riskdb.AllPointsParams{ID: after, Limit: pageSize})
	}, func(r riskdb.RiskPoint) (anlan.ID, error) {
		p, err := db.Decode[Point](r.Doc, nil)
		return w.tell(RefPoint, r.ID, r.Doc, err == nil && r == p.row(r.Doc))
	})
}

func (w walker) ratings(ctx context.Context) error {
	return db.Pages(func(after anlan.ID) ([]riskdb.RiskRating, error) {
		return w.q.AllRatings(ctx, riskdb.AllRatingsParams{ID: after, Limit: pageSize})
	}, func(r riskdb.RiskRating) (anlan.ID, error) {
		x, err := db.Decode[Rating](r.Doc, nil)
		return w.tell(RefRating, r.ID, r.Doc, err == nil && r == riskdb.RiskRating{ID: x.ID, Point: x.Point, Version: x.Version, Doc: r.Doc})
	})
}

func (w walker) tasks(ctx context.Context) error {
	return db.Pages(func(after anlan.ID) ([]riskdb.RiskTask, error) {
		return w.q.AllTasks(ctx, riskdb.AllTasksParams{ID: after, Limit: pageSize})
	}, func(r riskdb.RiskTask) (anlan.ID, error) {
		t, err := db.Decode[Task](r.Doc, nil)
		honest := err == nil && r == riskdb.RiskTask{ID: t.ID, Point: t.Point, Measure: t.Measure, State: string(t.State), Work: t.Work.String(),
			Rank: t.Rank(), Revision: t.Revision, Doc: r.Doc}
		return w.tell(RefTask, r.ID, r.Doc, honest)
	})
}

func (w walker) proposals(ctx context.Context) error {
	return db.Pages(func(after anlan.ID) ([]riskdb.RiskProposal, error) {
		return w.q.AllProposals(ctx, riskdb.AllProposalsParams{ID: after, Limit: pageSize})
	}, func(r riskdb.RiskProposal) (anlan.ID, error) {
		p, err := db.Decode[Proposal](r.Doc, nil)
		honest := err == nil && r == riskdb.RiskProposal{ID: p.ID, Point: p.Point, State: string(p.State), Area: p.Place[:min(9, len(p.Place))],
			Branch: p.Branch, Unit: p.Unit.ID, Rank: p.Rank(), Revision: p.Revision, Doc: r.Doc}
		return w.tell(RefProposal, r.ID, r.Doc, honest)
	})
}
