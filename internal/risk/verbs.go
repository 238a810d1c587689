package risk

import (
	"context"
	"strings"

	"anlan"
	"anlan/internal/db"
)

// Update changes what is written of a point; its rating and measures have verbs of their own.
func (s *Service) Update(ctx context.Context, a anlan.Actor, id anlan.ID, base int64, d Draft) (Point, error) {
	return s.do(ctx, a, id, base, actWrite, "risk.changed", func(tx *db.Tx, p Point, b books) (Point, Told, error) {
		if err := d.check(b).Err(); err != nil {
			return p, Told{}, err
		}
		next, err := s.placed(ctx, tx, d.apply(p), d)
		if err != nil {
			return p, Told{}, err
		}
		ladder, _ := b.levels.Ladder(next.Ladder)
		if _, bad := checkMeasures(next.Measures, ladder, b, tx.NewID); next.Ladder != p.Ladder && len(bad) > 0 {
			return p, Told{}, bad.Err()
		}
		return next.kept(b.levels), Told{}, allowed(a, actWrite, next)
	})
}

// Rate gives the point its next rating; the ones before stay readable.
func (s *Service) Rate(ctx context.Context, a anlan.Actor, id anlan.ID, base int64, d RatingDraft) (Point, error) {
	return s.do(ctx, a, id, base, actRate, "risk.rated", func(tx *db.Tx, p Point, b books) (Point, Told, error) {
		before := p.Colour
		if p.Proposal != "" {
			return p, Told{}, anlan.ErrRiskProposalOpen.With("number", p.Number)
		}
		p, err := s.rateIn(tx, p, d, b)
		if err != nil {
			return p, Told{}, err
		}
		return p.kept(b.levels), Told{Before: before, Reason: p.Rating.Reason}, s.insertRating(ctx, tx, *p.Rating)
	})
}

// SetMeasures replaces the measures of a point; those that keep their identity keep their checks.
func (s *Service) SetMeasures(ctx context.Context, a anlan.Actor, id anlan.ID, base int64, list []Measure) (Point, error) {
	return s.do(ctx, a, id, base, actWrite, "risk.measured", func(tx *db.Tx, p Point, b books) (Point, Told, error) {
		ladder, _ := b.levels.Ladder(p.Ladder)
		next, bad := checkMeasures(list, ladder, b, tx.NewID)
		if len(bad) > 0 {
			return p, Told{}, bad.Err()
		}
		for i := range next {
			if err := s.named(ctx, tx, &next[i], p); err != nil {
				return p, Told{}, err
			}
		}
		p.Measures = next
		return p.kept(b.levels).scheduled(tx.Now.Date()), Told{}, nil
	})
}

// Retire ends a point: it is not there any more. It stays readable.
func (s *Service) Retire(ctx context.Context, a anlan.Actor, id anlan.ID, base int64, reason string) (Point, error) {
	return s.do(ctx, a, id, base, actRate, "risk.retired", func(tx *db.Tx, p Point, _ books) (Point, Told, error) {
		if err := checkReason(strings.TrimSpace(reason)).Err(); err != nil {
			return p, Told{}, err
		}
		if p.Proposal != "" {
			return p, Told{}, anlan.ErrRiskProposalOpen.With("number", p.Number)
		}
		p.State, p.Reason = Retired, strings.TrimSpace(reason)
		return p, Told{Reason: p.Reason}, nil
	})
}
