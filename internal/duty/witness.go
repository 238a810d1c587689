package duty

import (
	"context"
	"slices"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/duty/dutydb"
)

// Records streams every sealed record of the room for the ledger's witness.
func (s *Service) Records(ctx context.Context, yield func(ref anlan.Ref, record any) error) error {
	q := s.read().q
	err := pages(func(after anlan.ID) ([]dutydb.DutyShift, error) { return q.AllShifts(ctx, after) },
		func(r dutydb.DutyShift) (anlan.ID, error) { return r.ID, yield(shiftOf(r).Ref(), shiftOf(r)) })
	if err != nil {
		return err
	}
	err = pages(func(after anlan.ID) ([]dutydb.DutyChange, error) { return q.AllChanges(ctx, after) },
		func(r dutydb.DutyChange) (anlan.ID, error) {
			return r.ID, yield(anlan.Ref{Kind: RefChange, ID: r.ID}, changeOf(r))
		})
	if err != nil {
		return err
	}
	return pages(func(after anlan.ID) ([]dutydb.DutyHandover, error) { return q.AllHandovers(ctx, after) },
		func(r dutydb.DutyHandover) (anlan.ID, error) { return r.ID, yield(handoverOf(r).Ref(), handoverOf(r)) })
}

// pages reads until nothing is left; one yields a row and answers its identity.
func pages[R any](next func(after anlan.ID) ([]R, error), one func(R) (anlan.ID, error)) error {
	var after anlan.ID
	for {
		rows, err := next(after)
		if err != nil || len(rows) == 0 {
			return db.Classify(err)
		}
		for r := range slices.Values(rows) {
			if after, err = one(r); err != nil {
				return err
			}
		}
	}
}
