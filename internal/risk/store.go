package risk

import (
	"context"
	"math"

	"anlan/internal/db"
	"anlan/internal/risk/riskdb"
	"anlan/internal/timer"
)

const pageSize = 500 // rows of a bounded walk

// row is what the columns beside the document say.
func (p Point) row(doc string) riskdb.RiskPoint {
	r := riskdb.RiskPoint{ID: p.ID, Number: p.Number, Rank: p.Rank(), Area: p.Area(), Village: p.Village(), Branch: p.Branch, Unit: p.Unit.ID,
		Site: p.Site, Sector: p.Sector, Ladder: p.Ladder, Keeper: p.keeper(), Gap: len(p.Gaps) > 0, Anew: p.Proposal != "", Quad: nowhere,
		Revision: p.Revision, Doc: doc}
	if s, ok := p.shape(); ok {
		units := func(x float64) int64 { return int64(math.Round(x * perDegree)) }
		r.Quad, r.Shaped = quadOf(s.middle), s.shaped
		r.West, r.South, r.East, r.North = units(s.bound.Min[0]), units(s.bound.Min[1]), units(s.bound.Max[0]), units(s.bound.Max[1])
	}
	return r
}

// insert writes a new point, its first rating and where it counts on the map, and tells.
func (s *Service) insert(ctx context.Context, tx *db.Tx, p Point, first *Rating) error {
	doc, err := db.Encode(p)
	if err != nil {
		return err
	}
	row := p.row(doc)
	if err := queries(tx).InsertPoint(ctx, riskdb.InsertPointParams(row)); err != nil {
		return db.Classify(err)
	}
	if err := count(ctx, tx, row, 1); err != nil {
		return err
	}
	if err := tx.Emit("risk.entered", p.Ref(), p.told(), p); err != nil {
		return err
	}
	if first != nil {
		if err := s.insertRating(ctx, tx, *first); err != nil {
			return err
		}
	}
	return s.setClock(ctx, tx, p)
}

// save writes a loaded point back as its next revision, moves it on the map, and tells.
func (s *Service) save(ctx context.Context, tx *db.Tx, kind string, was, p Point, told Told) (Point, error) {
	p.Revision, p.Updated = was.Revision+1, tx.Now
	doc, err := db.Encode(p)
	if err != nil {
		return p, err
	}
	r, before := p.row(doc), was.row("")
	err = db.Changed(queries(tx).UpdatePoint(ctx, riskdb.UpdatePointParams{ID: p.ID, Revision: was.Revision, Rank: r.Rank, Area: r.Area, Village: r.Village,
		Branch: r.Branch, Unit: r.Unit, Site: r.Site, Sector: r.Sector, Ladder: r.Ladder, Keeper: r.Keeper, Gap: r.Gap, Anew: r.Anew, Quad: r.Quad,
		Shaped: r.Shaped, West: r.West, South: r.South, East: r.East, North: r.North, Doc: doc}))
	if err != nil {
		return p, err
	}
	if before.Rank != r.Rank || before.Area != r.Area || before.Quad != r.Quad {
		if err := count(ctx, tx, before, -1); err != nil {
			return p, err
		}
		if err := count(ctx, tx, r, 1); err != nil {
			return p, err
		}
	}
	if err := s.setClock(ctx, tx, p); err != nil {
		return p, err
	}
	t := p.told()
	t.Before, t.Reason = told.Before, told.Reason
	return p, tx.Emit(kind, p.Ref(), t, p)
}

// count adds a point to the squares in which it lies, or takes it away. What was retired counts nowhere.
func count(ctx context.Context, tx *db.Tx, r riskdb.RiskPoint, n int64) error {
	if r.Rank == retired {
		return nil
	}
	add := func(level int, cell int64) error {
		return db.Classify(queries(tx).AddTile(ctx, riskdb.AddTileParams{Level: int64(level), Cell: cell, Area: r.Area, Rank: r.Rank, N: n}))
	}
	if err := add(0, 0); err != nil || r.Quad == nowhere {
		return err
	}
	for _, level := range levels {
		if err := add(level, r.Quad>>(2*(finest-level))); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) insertRating(ctx context.Context, tx *db.Tx, r Rating) error {
	doc, err := db.Encode(r)
	if err != nil {
		return err
	}
	err = queries(tx).InsertRating(ctx, riskdb.InsertRatingParams{ID: r.ID, Point: r.Point, Version: r.Version, Doc: doc})
	if err != nil {
		return db.Classify(err)
	}
	return tx.Emit("risk.rating_kept", r.Ref(), nil, r)
}

func insertTask(ctx context.Context, tx *db.Tx, t Task) error {
	doc, err := db.Encode(t)
	if err != nil {
		return err
	}
	err = queries(tx).InsertTask(ctx, riskdb.InsertTaskParams{ID: t.ID, Point: t.Point, Measure: t.Measure, State: string(t.State), Work: t.Work.String(),
		Rank: t.Rank(), Revision: t.Revision, Doc: doc})
	if err != nil {
		return db.Classify(err)
	}
	return tx.Emit("risk.task_opened", t.Ref(), t, t)
}

func saveTask(ctx context.Context, tx *db.Tx, kind string, t Task) (Task, error) {
	seen := t.Revision
	t.Revision++
	doc, err := db.Encode(t)
	if err != nil {
		return t, err
	}
	err = db.Changed(queries(tx).UpdateTask(ctx, riskdb.UpdateTaskParams{ID: t.ID, Revision: seen, State: string(t.State), Rank: t.Rank(), Doc: doc}))
	if err != nil {
		return t, err
	}
	return t, tx.Emit(kind, t.Ref(), t, t)
}

func insertProposal(ctx context.Context, tx *db.Tx, p Proposal) error {
	doc, err := db.Encode(p)
	if err != nil {
		return err
	}
	err = queries(tx).InsertProposal(ctx, riskdb.InsertProposalParams{ID: p.ID, Point: p.Point, State: string(p.State), Area: p.Place[:min(9, len(p.Place))],
		Branch: p.Branch, Unit: p.Unit.ID, Rank: p.Rank(), Revision: p.Revision, Doc: doc})
	if err != nil {
		return db.Classify(err)
	}
	if err := setProposalClock(ctx, tx, p); err != nil {
		return err
	}
	return tx.Emit("risk.proposed", p.Ref(), p, p)
}

func saveProposal(ctx context.Context, tx *db.Tx, kind string, p Proposal) (Proposal, error) {
	seen := p.Revision
	p.Revision++
	doc, err := db.Encode(p)
	if err != nil {
		return p, err
	}
	err = db.Changed(queries(tx).UpdateProposal(ctx, riskdb.UpdateProposalParams{ID: p.ID, Revision: seen, State: string(p.State), Rank: p.Rank(), Doc: doc}))
	if err != nil {
		return p, err
	}
	if err := setProposalClock(ctx, tx, p); err != nil {
		return p, err
	}
	return p, tx.Emit(kind, p.Ref(), p, p)
}

func setProposalClock(ctx context.Context, tx *db.Tx, p Proposal) error {
	key := "risk/proposal/" + string(p.ID)
	if p.State != Proposed || p.Late {
		return timer.Cancel(ctx, tx, key)
	}
	return timer.Set(ctx, tx, timer.Timer{Key: key, Kind: proposalClock, Ref: p.Ref(), Due: p.Due.End() + 1})
}
