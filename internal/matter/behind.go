package matter

import (
	"context"
	"slices"

	"anlan"
	"anlan/internal/db"
)

// What the room behind a matter (its Origin) does with it inside a transaction of its own, so that its
// own record and the matter change together or not at all. The room has asked who may.

// free refuses a verb that the room behind the matter does itself for now.
func (m Matter) free(verb string) error {
	if slices.Contains(m.Hold, verb) {
		return anlan.ErrMatterHeld.With("verb", verbWords[verb])
	}
	return nil
}

// GetIn returns a matter as it stands in the transaction.
func (s *Service) GetIn(ctx context.Context, tx *db.Tx, id anlan.ID) (Matter, error) {
	return load(ctx, tx, id)
}

// HoldIn takes verbs of the matter (final, review, extension) to the room behind it, or gives them back.
func (s *Service) HoldIn(ctx context.Context, tx *db.Tx, id anlan.ID, verbs ...string) (Matter, error) {
	m, err := load(ctx, tx, id)
	if err != nil || slices.Equal(m.Hold, verbs) {
		return m, err
	}
	return s.doIn(ctx, tx, id, 0, "", "matter.held", func(_ context.Context, _ *db.Tx, m Matter) (Matter, Told, error) {
		m.Hold = verbs
		return m, Told{Verbs: verbs}, nil
	})
}

// ReviewIn (复核) accepts the work or sends it back.
func (s *Service) ReviewIn(ctx context.Context, tx *db.Tx, id anlan.ID, pass bool, reason string) (Matter, error) {
	return s.doIn(ctx, tx, id, 0, "", verdict(pass, "matter.closed", "matter.review_failed"), review(pass, reason))
}

// ReopenIn (重开) brings a closed matter back.
func (s *Service) ReopenIn(ctx context.Context, tx *db.Tx, id anlan.ID, reason string, due anlan.Date) (Matter, error) {
	return s.doIn(ctx, tx, id, 0, "", "matter.reopened", s.reopen(reason, due))
}

// ExtendIn moves the deadline by a decision of the room behind the matter, which has its own record of
// who asked and who granted (law 2).
func (s *Service) ExtendIn(ctx context.Context, tx *db.Tx, id anlan.ID, until anlan.Date, reason string) (Matter, error) {
	yes := true
	return s.doIn(ctx, tx, id, 0, "", "matter.extended", func(_ context.Context, tx *db.Tx, m Matter) (Matter, Told, error) {
		if err := m.in("extension", OpenStates()...); err != nil {
			return m, Told{}, err
		}
		told := Told{Reason: reason, From: m.Due, Until: until, Pass: &yes}
		m.Due, m.Deadline, m.Fired.Ladder, m.Asked = until, until.End(), 0, nil
		m.Overdue = m.Deadline < tx.Now
		return m, told, nil
	})
}

// WithdrawIn ends a matter whose reason has gone, such as a hazard that proved to be none: unlike a
// recall it is bound to no window, because the record behind it says why.
func (s *Service) WithdrawIn(ctx context.Context, tx *db.Tx, id anlan.ID, reason string) (Matter, error) {
	return s.doIn(ctx, tx, id, 0, "", "matter.recalled", func(_ context.Context, tx *db.Tx, m Matter) (Matter, Told, error) {
		if err := m.in("recall", OpenStates()...); err != nil {
			return m, Told{}, err
		}
		m.State, m.Overdue, m.Asked, m.Hold = Recalled, false, nil, nil
		return m.moved(tx.Now), Told{Reason: reason}, nil
	})
}

// FilesIn resolves uploaded files by their hashes; one that never came is named.
func (s *Service) FilesIn(ctx context.Context, tx *db.Tx, hashes []string) ([]File, error) {
	return uploads(ctx, tx, hashes)
}
