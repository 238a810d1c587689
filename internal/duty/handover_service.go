package duty

import (
	"context"
	"errors"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
)

// Card is one shift with all that is known of it.
type Card struct {
	Shift   Shift
	Changes []Change
	Heard   *Handover // what the shift before told this one; nil for those who may not write the roster
	Told    *Handover // what this one told the next
}

// Card returns a shift, its swaps, and what was handed over at both of its ends. What shifts tell
// each other stays between those who may write the roster.
func (s *Service) Card(ctx context.Context, a anlan.Actor, id ShiftID) (c Card, err error) {
	if c.Changes, err = s.Changes(ctx, a, id); err != nil {
		return c, err
	}
	if c.Shift, err = s.read().Shift(ctx, id); err != nil {
		return c, err
	}
	if !authz.May(a, actWrite, authz.Target{Unit: c.Shift.Unit, Place: c.Shift.Place}) {
		return c, nil
	}
	if c.Heard, err = present(s.read().HandoverFor(ctx, id)); err != nil {
		return c, err
	}
	c.Told, err = present(s.read().HandoverOf(ctx, id))
	return c, err
}

// present turns "not found" into nothing.
func present(h Handover, err error) (*Handover, error) {
	if anlan.KindOf(err) == anlan.NotFound {
		return nil, nil
	}
	return &h, err
}

// HandOver tells the next shift what is still open.
func (s *Service) HandOver(ctx context.Context, a anlan.Actor, h Handover) (Handover, error) {
	if err := authz.Check(a, actWrite); err != nil {
		return h, err
	}
	if p := checkNote(h.Note); p != nil {
		return h, p
	}
	shift, err := s.read().Shift(ctx, h.Shift)
	if err != nil {
		return h, err
	}
	if _, err := s.ours(ctx, a, shift.Unit); err != nil {
		return h, err
	}
	err = s.db.Write(ctx, a, func(tx *db.Tx) (err error) { h, err = within(tx).handOver(ctx, h); return err })
	if errors.Is(err, db.ErrDone) {
		return s.read().HandoverFor(ctx, h.Next)
	}
	return h, err
}

// TakeOver confirms what the shift before told this one.
func (s *Service) TakeOver(ctx context.Context, a anlan.Actor, shift ShiftID) (Handover, error) {
	if err := authz.Check(a, actWrite); err != nil {
		return Handover{}, err
	}
	present, err := s.read().Shift(ctx, shift)
	if err != nil {
		return Handover{}, err
	}
	if _, err := s.ours(ctx, a, present.Unit); err != nil {
		return Handover{}, err
	}
	var h Handover
	err = s.db.Write(ctx, a, func(tx *db.Tx) error {
		w := within(tx)
		was, err := w.HandoverFor(ctx, shift)
		if err == nil {
			h, err = w.takeOver(ctx, was)
		}
		return err
	})
	if errors.Is(err, db.ErrDone) {
		return s.read().HandoverFor(ctx, shift)
	}
	return h, err
}

func checkNote(note string) error {
	if note == "" || len([]rune(note)) > 2000 {
		return anlan.ErrFieldRequired.With("name", "note").At("note")
	}
	return nil
}
