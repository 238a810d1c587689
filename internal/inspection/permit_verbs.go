package inspection

import (
	"context"
	"errors"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/inspection/checklist"
	"anlan/internal/rule"
)

// verb is what somebody does to a permit.
type verb func(p Permit, k rule.PermitKind, now anlan.Instant) (Permit, error)

// act runs a verb: load, authorize, decide, save, tell.
func (s *Service) act(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, action, kind string, files []string, do verb) (Permit, error) {
	if err := s.known(ctx, files); err != nil {
		return Permit{}, err
	}
	var p Permit
	err := s.d.Write(ctx, a, func(tx *db.Tx) error {
		was, err := db.Decode[Permit](queries(tx).Permit(ctx, id))
		if err != nil {
			return err
		}
		if err := authz.Check(a, action, authz.Target{Unit: was.Owner.ID, Place: was.Place}); err != nil {
			return err
		}
		if revision != 0 && revision != was.Revision {
			return anlan.ErrConflict
		}
		k, err := s.PermitRules(was)
		if err != nil {
			return err
		}
		if p, err = do(was, k, tx.Now); err != nil {
			return err
		}
		if err := keepFiles(ctx, tx, p.Ref(), files); err != nil {
			return err
		}
		p, err = savePermit(ctx, tx, kind, p, k)
		return err
	})
	if errors.Is(err, db.ErrDone) {
		return s.Permit(ctx, a, id)
	}
	return p, err
}

// known refuses photographs that have not come in.
func (s *Service) known(ctx context.Context, files []string) error {
	for _, h := range files {
		if _, err := s.files.FileMeta(ctx, h); err != nil {
			return err
		}
	}
	return nil
}

func photosOf(list []checklist.Picture) (out []string) {
	for _, p := range list {
		out = append(out, p.Hash)
	}
	return out
}

// ConfirmSteps notes measures that were taken.
func (s *Service) ConfirmSteps(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, done []StepDone) (Permit, error) {
	var files []string
	for _, d := range done {
		files = append(files, photosOf(d.Photos)...)
	}
	return s.act(ctx, a, id, revision, actPermit, "inspection.permit_confirmed", files, func(p Permit, k rule.PermitKind, now anlan.Instant) (Permit, error) {
		return p.Confirm(k, done, a, now)
	})
}

// TestGas notes a gas test.
func (s *Service) TestGas(ctx context.Context, a anlan.Actor, id anlan.ID, t GasDraft) (Permit, error) {
	return s.act(ctx, a, id, 0, actPermit, "inspection.permit_tested", photosOf(t.Photos), func(p Permit, k rule.PermitKind, now anlan.Instant) (Permit, error) {
		return p.Test(k, t, a, now)
	})
}

// Approve approves a permit.
func (s *Service) Approve(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64) (Permit, error) {
	return s.act(ctx, a, id, revision, actPermit, "inspection.permit_approved", nil, func(p Permit, k rule.PermitKind, now anlan.Instant) (Permit, error) {
		return p.Approve(k, a, now)
	})
}

// Refuse refuses a permit, with a reason.
func (s *Service) Refuse(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, why string) (Permit, error) {
	return s.act(ctx, a, id, revision, actPermit, "inspection.permit_refused", nil, func(p Permit, _ rule.PermitKind, now anlan.Instant) (Permit, error) {
		return p.ended("refuse", Refused, a, why, now, Requested)
	})
}

// StartWork starts the work, or takes it up again.
func (s *Service) StartWork(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64) (Permit, error) {
	return s.act(ctx, a, id, revision, actPermit, "inspection.permit_working", nil, func(p Permit, k rule.PermitKind, now anlan.Instant) (Permit, error) {
		return p.Begin(k, a, now)
	})
}

// Suspend interrupts the work, with a reason.
func (s *Service) Suspend(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, why string) (Permit, error) {
	return s.act(ctx, a, id, revision, actPermit, "inspection.permit_suspended", nil, func(p Permit, _ rule.PermitKind, now anlan.Instant) (Permit, error) {
		return p.ended("suspend", Suspended, a, why, now, Working)
	})
}

// CloseWork accepts that the work is done and the place is safe (完工验收).
func (s *Service) CloseWork(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, note string) (Permit, error) {
	return s.act(ctx, a, id, revision, actPermit, "inspection.permit_closed", nil, func(p Permit, _ rule.PermitKind, now anlan.Instant) (Permit, error) {
		return p.Close(a, note, now)
	})
}

// CallOff takes a permit back before anybody works, with a reason.
func (s *Service) CallOff(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, why string) (Permit, error) {
	return s.act(ctx, a, id, revision, actPermit, "inspection.permit_cancelled", nil, func(p Permit, _ rule.PermitKind, now anlan.Instant) (Permit, error) {
		return p.ended("cancel", CalledOff, a, why, now, Requested, Approved)
	})
}

// Stop is how somebody who watches over the place ends work that is not safe, with a reason.
func (s *Service) Stop(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, why string) (Permit, error) {
	return s.act(ctx, a, id, revision, actStop, "inspection.permit_stopped", nil, func(p Permit, _ rule.PermitKind, now anlan.Instant) (Permit, error) {
		return p.ended("stop", Stopped, a, why, now, Requested, Approved, Working, Suspended)
	})
}
