package committee

import (
	"context"
	"slices"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
)

const figuresMost = 500

// ReportFigures writes figures of a work report (通报) into a meeting. A figure with the same words and
// period takes the place of the one that stands there; the others stay.
func (s *Service) ReportFigures(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, figures []Figure) (Meeting, error) {
	if err := authz.Check(a, actWrite); err != nil {
		return Meeting{}, err
	}
	return s.change(ctx, a, id, revision, "committee.meeting_changed", func(_ *db.Tx, was Meeting) (Meeting, error) {
		m := was
		m.Figures = slices.DeleteFunc(slices.Clone(was.Figures), func(old Figure) bool {
			return slices.ContainsFunc(figures, func(f Figure) bool { return f.Label == old.Label && f.Period == old.Period })
		})
		m.Figures = append(m.Figures, figures...)
		if len(m.Figures) > figuresMost {
			return m, anlan.ErrTooLarge.With("max", figuresMost).At("figures")
		}
		if was.fixed(m) {
			return m, anlan.ErrCommitteeMeetingState.With("state", string(was.State)).With("verb", "edit")
		}
		return m.normal(), nil
	})
}
