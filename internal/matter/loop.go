package matter

import (
	"context"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/matter/matterdb"
	"anlan/internal/rule"
)

// Sign (签收) signs for a matter on behalf of its unit.
func (s *Service) Sign(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64) (Matter, error) {
	return s.do(ctx, a, id, revision, "matter.sign", "matter.signed", func(_ context.Context, tx *db.Tx, m Matter) (Matter, Told, error) {
		m, err := m.Sign(tx.Now)
		return m, Told{}, err
	})
}

// Report is what a unit feeds back.
type Report struct {
	Text  string
	Final bool     // asks for the review
	Files []string // SHA-256 of uploaded files
}

// Feedback (反馈) tells how far the work is. A unit that only takes part may tell progress too; the
// final word is the lead's.
func (s *Service) Feedback(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, r Report) (Matter, error) {
	action := "matter.feedback"
	if !r.Final {
		action = "matter.progress"
	}
	return s.do(ctx, a, id, revision, action, "matter.fed_back", func(ctx context.Context, tx *db.Tx, m Matter) (Matter, Told, error) {
		if err := m.free("final"); r.Final && err != nil {
			return m, Told{}, err
		}
		asks, err := s.p.asks(m)
		if err != nil {
			return m, Told{}, err
		}
		files, err := uploads(ctx, tx, r.Files)
		if err != nil {
			return m, Told{}, err
		}
		next, err := m.Feedback(r.Text, files, r.Final, asks, a, tx.Now)
		if err != nil {
			return m, Told{}, err
		}
		return next, Told{Text: r.Text, Final: r.Final, Files: files}, keepFiles(ctx, tx, id, files)
	})
}

func keepFiles(ctx context.Context, tx *db.Tx, id anlan.ID, files []File) error {
	for _, f := range files {
		if err := queries(tx).InsertFile(ctx, matterdb.InsertFileParams{Hash: f.Hash, Matter: id}); err != nil {
			return db.Classify(err)
		}
	}
	return nil
}

// Review (复核) accepts the work, which strikes the matter off (销号), or sends it back.
func (s *Service) Review(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, pass bool, reason string) (Matter, error) {
	return s.do(ctx, a, id, revision, "matter.review", verdict(pass, "matter.closed", "matter.review_failed"),
		func(ctx context.Context, tx *db.Tx, m Matter) (Matter, Told, error) {
			if err := m.free("review"); err != nil {
				return m, Told{}, err
			}
			return review(pass, reason)(ctx, tx, m)
		})
}

func review(pass bool, reason string) decision {
	return func(_ context.Context, tx *db.Tx, m Matter) (Matter, Told, error) {
		m, err := m.Review(pass, reason, tx.Actor, tx.Now)
		return m, Told{Pass: &pass, Reason: reason}, err
	}
}

func verdict(yes bool, this, that string) string {
	if yes {
		return this
	}
	return that
}

// Return (退回) says that the matter is not the unit's; suggest names the unit whose it may be.
func (s *Service) Return(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, reason string, suggest anlan.ID) (Matter, error) {
	seat, err := s.seat(ctx, suggest)
	if err != nil {
		return Matter{}, err
	}
	return s.do(ctx, a, id, revision, "matter.return", "matter.returned", func(_ context.Context, tx *db.Tx, m Matter) (Matter, Told, error) {
		hops, err := stamped[rule.Hops](s.p.book(), m.Stamp.Hops)
		if err != nil {
			return m, Told{}, err
		}
		from := m.Lead.Unit
		m, err = m.Return(reason, seat, hops.Max, tx.Now)
		return m, Told{Reason: reason, Unit: from, Suggest: suggest}, err
	})
}

// Transfer (转办) gives the matter to another unit.
func (s *Service) Transfer(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, unit anlan.ID, reason string) (Matter, error) {
	seat, err := s.seat(ctx, unit)
	if err != nil {
		return Matter{}, err
	}
	return s.do(ctx, a, id, revision, "matter.transfer", "matter.transferred", func(_ context.Context, tx *db.Tx, m Matter) (Matter, Told, error) {
		from := m.Lead.Unit
		m, err := m.Transfer(seat, reason, tx.Now)
		return m, Told{Reason: reason, Unit: from}, err
	})
}

func (s *Service) seat(ctx context.Context, unit anlan.ID) (Seat, error) {
	if unit == "" {
		return Seat{}, nil
	}
	return s.dir.Seat(ctx, unit)
}

// Recall (撤回) takes an unsigned matter back within the window.
func (s *Service) Recall(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, reason string) (Matter, error) {
	return s.do(ctx, a, id, revision, "matter.recall", "matter.recalled", func(_ context.Context, tx *db.Tx, m Matter) (Matter, Told, error) {
		m, err := m.Withdraw(reason, tx.Now)
		return m, Told{Reason: reason}, err
	})
}

// RecallIn recalls matters within the caller's transaction: a whole dispatch, all or none.
func (s *Service) RecallIn(ctx context.Context, tx *db.Tx, ids []anlan.ID, reason string) error {
	for _, id := range ids {
		was, err := load(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := authz.Check(tx.Actor, "matter.recall", targets("matter.recall", was)...); err != nil {
			return err
		}
		m, err := was.Withdraw(reason, tx.Now)
		if err != nil {
			return err
		}
		if _, err := s.commit(ctx, tx, was, m, "matter.recalled", Told{Reason: reason}); err != nil {
			return err
		}
	}
	return nil
}

// Extend (延期申请) asks for a later deadline.
func (s *Service) Extend(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, until anlan.Date, reason string) (Matter, error) {
	return s.do(ctx, a, id, revision, "matter.extend", "matter.extension_asked", func(_ context.Context, tx *db.Tx, m Matter) (Matter, Told, error) {
		if err := m.free("extension"); err != nil {
			return m, Told{}, err
		}
		from := m.Due
		m, err := m.Ask(until, reason, a, tx.Now)
		return m, Told{Reason: reason, From: from, Until: until}, err
	})
}

// Grant (延期审批) answers the extension that waits.
func (s *Service) Grant(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, grant bool, reason string) (Matter, error) {
	return s.do(ctx, a, id, revision, "matter.grant", verdict(grant, "matter.extended", "matter.extension_refused"),
		func(_ context.Context, tx *db.Tx, m Matter) (Matter, Told, error) {
			told := Told{Reason: reason, Pass: &grant, From: m.Due}
			if m.Asked != nil {
				told.Until = m.Asked.Until
			}
			m, err := m.Answer(grant, reason, a, tx.Now)
			return m, told, err
		})
}

// Reopen (重开) brings a closed matter back.
func (s *Service) Reopen(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, reason string, due anlan.Date) (Matter, error) {
	return s.do(ctx, a, id, revision, "matter.reopen", "matter.reopened", s.reopen(reason, due))
}

func (s *Service) reopen(reason string, due anlan.Date) decision {
	return func(ctx context.Context, tx *db.Tx, m Matter) (Matter, Told, error) {
		m, err := m.Reopen(reason, due, tx.Now)
		if now, seatErr := s.dir.Seat(ctx, m.Lead.Unit); err == nil && seatErr == nil && now.Post != "" {
			m.Lead.Post = now.Post // whoever held it may have handed over since (law 5)
		}
		return m, Told{Reason: reason}, err
	}
}

// MergeIn (合并) lets a running matter answer one more demand: one task, several parents, one answer
// that flows back to all. It runs in the caller's transaction, beside the parent's own record.
func (s *Service) MergeIn(ctx context.Context, tx *db.Tx, id anlan.ID, parent anlan.Ref) (Matter, error) {
	if err := authz.Check(tx.Actor, "matter.merge"); err != nil {
		return Matter{}, err
	}
	was, err := load(ctx, tx, id)
	if err != nil {
		return Matter{}, err
	}
	if err := was.in("merge", OpenStates()...); err != nil {
		return Matter{}, err
	}
	if err := queries(tx).InsertParent(ctx, matterdb.InsertParentParams{Parent: parent.String(), Matter: id}); err != nil {
		return Matter{}, db.Classify(err)
	}
	m := was
	m.Merged++
	return s.commit(ctx, tx, was, m, "matter.merged", Told{Parent: parent})
}
