package hazard

import (
	"context"
	"errors"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/hazard/hazarddb"
	"anlan/internal/matter"
	"anlan/internal/rule"
)

// MatterMoved hears that the matter of a hazard moved: it was reported complete, accepted, sent back,
// transferred, reopened or withdrawn. flow calls it after every event of the matter; hearing it again
// changes nothing. A parent that is no hazard, or one that is gone, is passed over.
func (s *Service) MatterMoved(ctx context.Context, parent anlan.Ref, id anlan.ID) error {
	if parent.Kind != RefHazard {
		return nil
	}
	return s.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		was, err := load(ctx, tx, parent.ID)
		if errors.Is(err, anlan.ErrNotFound) || err == nil && was.Matter != id {
			return nil
		}
		if err != nil {
			return err
		}
		m, err := s.matters.GetIn(ctx, tx, id)
		if err != nil {
			return err
		}
		h, kind := was.Follow(m, tx.Now)
		if kind == "" {
			return nil
		}
		if h.State == Rechecking && h.Listed() != "" && h.Listing.Accept == "" {
			if h, err = s.acceptBy(h, m.Reported); err != nil {
				return err
			}
		}
		_, err = s.commit(ctx, tx, was, h, kind, Told{Recheck: h.Recheck, Reason: h.Why})
		return err
	})
}

// acceptBy starts the clock of the acceptance with the enterprise's request.
func (s *Service) acceptBy(h Hazard, asked anlan.Instant) (Hazard, error) {
	rules, err := stamped[rule.HazardListing](s.book(), h.Stamp.Listing)
	l := *h.Listing
	l.Request, l.Accept = asked, s.cal().Shift(asked, rules.Accept).Date()
	h.Listing = &l
	return h, err
}

// Follow works out how the hazard stands now that its matter stands as it does, and what the event is
// called; an empty kind means that nothing changed.
func (h Hazard) Follow(m matter.Matter, now anlan.Instant) (Hazard, string) {
	kind := ""
	if h.Lead.Unit != m.Lead.Unit || h.Due != m.Due {
		kind, h.Lead, h.Due, h.Deadline = "hazard.moved", m.Lead, m.Due, m.Deadline
	} else if h.Lead != m.Lead {
		kind, h.Lead = "hazard.moved", m.Lead
	}
	switch {
	case m.State == matter.Closed && h.IsOpen():
		h.Recheck = &Recheck{Pass: true, Text: "由事项复核销号", By: "", At: m.Closed}
		h.State, h.Closed, kind = Closed, m.Closed, "hazard.closed"
	case m.State == matter.Recalled && h.IsOpen():
		h.State, h.Closed, h.Why, kind = Dropped, now, "事项已撤回", "hazard.dropped"
	case m.State == matter.Reported && h.State == Rectifying:
		h.State, kind = Rechecking, "hazard.fixed_up"
	case (m.State == matter.Doing || m.State == matter.Issued || m.State == matter.Returned) && h.State == Rechecking:
		h, kind = h.checked(false, now), "hazard.check_failed"
	case m.IsOpen() && h.State == Closed:
		h.State, h.Closed, kind = Rectifying, 0, "hazard.reopened"
		h.Reopened++
	}
	return h, kind
}

// Reopen (重开) brings a closed hazard back, with its matter. What was fixed on the spot has none: it is
// reported anew, as the relapse that it is.
func (s *Service) Reopen(ctx context.Context, a anlan.Actor, id anlan.ID, base int64, reason string, due anlan.Date) (Hazard, error) {
	return s.do(ctx, a, id, base, actReopen, "hazard.reopened", func(ctx context.Context, tx *db.Tx, h Hazard) (Hazard, Told, error) {
		if err := h.in("reopen", Closed); err != nil {
			return h, Told{}, err
		}
		if err := require("reason", reason, reasonMax).Err(); err != nil {
			return h, Told{}, err
		}
		if due == "" {
			p, err := s.inForce(tx.Now.Date())
			if err != nil {
				return h, Told{}, err
			}
			again := h
			again.Found = tx.Now
			due = s.defaultDue(again, p, tx.Now)
		}
		m, err := s.matters.ReopenIn(ctx, tx, h.Matter, reason, due)
		if err != nil {
			return h, Told{}, err
		}
		h.State, h.Closed, h.Due, h.Deadline, h.Lead = Rectifying, 0, m.Due, m.Deadline, m.Lead
		h.Reopened++
		return h, Told{Reason: reason}, s.hold(ctx, tx, h)
	})
}

// Drop (撤回) takes back a finding that was none, or was reported twice. The record stays.
func (s *Service) Drop(ctx context.Context, a anlan.Actor, id anlan.ID, base int64, reason string) (Hazard, error) {
	return s.do(ctx, a, id, base, actDrop, "hazard.dropped", func(ctx context.Context, tx *db.Tx, h Hazard) (Hazard, Told, error) {
		if err := h.in("drop", Judging, Planned, Rectifying, Fixed); err != nil {
			return h, Told{}, err
		}
		if h.Listed() != "" {
			return h, Told{}, anlan.ErrHazardListedAlready.With("number", h.Listing.Number)
		}
		if h.Stopped() {
			return h, Told{}, anlan.ErrHazardStoppedAlready.With("number", h.Stop.Number)
		}
		if tx.Actor.Unit == h.Lead.Unit && tx.Actor.Unit != h.Finder.Unit {
			return h, Told{}, anlan.ErrHazardOwnCheck
		}
		if err := require("reason", reason, reasonMax).Err(); err != nil {
			return h, Told{}, err
		}
		if h.Matter != "" {
			if _, err := s.matters.WithdrawIn(ctx, tx, h.Matter, reason); err != nil {
				return h, Told{}, err
			}
		}
		h.State, h.Closed, h.Why = Dropped, tx.Now, reason
		return h, Told{Reason: reason}, uncount(ctx, tx, h, s)
	})
}

func uncount(ctx context.Context, tx *db.Tx, h Hazard, s *Service) error {
	terms, err := stamped[rule.HazardTerms](s.book(), h.Stamp.Terms)
	if err != nil || h.Exercise {
		return err
	}
	arg := hazarddb.UncountUnitParams{Unit: h.Lead.Unit}
	if src, _ := terms.Source(h.Source); src.Self {
		arg.Own = 1
	}
	return db.Classify(queries(tx).UncountUnit(ctx, arg))
}

// Get returns one hazard. What the actor may not see is not found.
func (s *Service) Get(ctx context.Context, a anlan.Actor, id anlan.ID) (Hazard, error) {
	h, err := load(ctx, s.d.Reader(), id)
	if err != nil {
		return h, err
	}
	return h, mayRead(a, h)
}

func mayRead(a anlan.Actor, h Hazard) error {
	err := authz.Check(a, actRead, targets(actRead, h)...)
	if errors.Is(err, anlan.ErrForbidden) {
		return anlan.ErrNotFound
	}
	return err
}

// File tells whether the actor may read a file: whoever may read a hazard that shows it.
func (s *Service) File(ctx context.Context, a anlan.Actor, hash string) error {
	docs, err := queries(s.d.Reader()).FileHazards(ctx, hash)
	list, err := db.DecodeAll[Hazard](docs, err)
	if err != nil {
		return err
	}
	for _, h := range list {
		if mayRead(a, h) == nil {
			return nil
		}
	}
	return anlan.ErrNotFound
}
