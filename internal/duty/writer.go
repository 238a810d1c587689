package duty

import (
	"context"
	"errors"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/duty/dutydb"
	"anlan/internal/registry"
)

// writer changes rosters inside one transaction. Service has asked who may.
type writer struct {
	Directory
	tx *db.Tx
}

func within(tx *db.Tx) writer { return writer{Directory: In(tx), tx: tx} }

func (w writer) fresh(id anlan.ID) (anlan.ID, error) {
	if id == "" {
		return w.tx.NewID(), nil
	}
	return anlan.ParseID(string(id))
}

// add puts a shift into the roster of a unit.
func (w writer) add(ctx context.Context, unit registry.Unit, d Draft, longest time.Duration) (Shift, error) {
	s := Shift{Place: unit.Place, Unit: unit.ID, Post: d.Post, Kind: d.Kind, Starts: d.Starts, Ends: d.Ends, Person: d.Person,
		Leader: d.Leader, Note: d.Note, Status: Planned, Revision: 1, Created: w.tx.Now, Updated: w.tx.Now}
	if err := errors.Join(d.Check(longest), w.chair(ctx, unit, d)); err != nil {
		return s, err
	}
	if err := w.free(ctx, s); err != nil {
		return s, err
	}
	var err error
	if s.ID, err = w.fresh(d.ID); err != nil {
		return s, err
	}
	if err := w.q.InsertShift(ctx, dutydb.InsertShiftParams(s.row())); err != nil {
		return s, db.Classify(err)
	}
	return s, w.tx.Emit("duty.planned", s.Ref(), s, s)
}

// chair refuses a post that is not the unit's, and people who are not there.
func (w writer) chair(ctx context.Context, unit registry.Unit, d Draft) error {
	post, err := w.reg.Post(ctx, d.Post)
	if err != nil {
		return err
	}
	if post.Unit != unit.ID || post.Status != registry.Active {
		return anlan.ErrDutyPost.With("title", post.Title).At("post")
	}
	return errors.Join(w.present(ctx, d.Person, "person"), w.present(ctx, d.Leader, "leader"))
}

func (w writer) present(ctx context.Context, id anlan.ID, field string) error {
	if id == "" {
		return nil
	}
	p, err := w.reg.Person(ctx, id)
	if err != nil {
		return err
	}
	if p.Status != registry.Active {
		return anlan.ErrRegistryAbolished.With("name", p.Name).At(field)
	}
	return nil
}

// free refuses a shift that meets another of the post, or of the person anywhere.
func (w writer) free(ctx context.Context, s Shift) error {
	same, err := w.Roster(ctx, s.Unit, s.Starts, s.Ends)
	if err != nil {
		return err
	}
	elsewhere, err := w.ShiftsOf(ctx, s.Person, s.Starts, s.Ends)
	if err != nil {
		return err
	}
	return s.clash(append(same, elsewhere...))
}

func (w writer) save(ctx context.Context, kind string, s Shift, news any) (Shift, error) {
	s.Revision, s.Updated = s.Revision+1, w.tx.Now
	rows, err := w.q.UpdateShift(ctx, dutydb.UpdateShiftParams{Person: s.Person, Leader: s.Leader, Note: s.Note,
		Status: string(s.Status), Revision: s.Revision, UpdatedAt: s.Updated, ID: s.ID})
	if err != nil {
		return s, db.Classify(err)
	}
	if rows == 0 {
		return s, anlan.ErrConflict
	}
	return s, w.tx.Emit(kind, s.Ref(), news, s)
}

// substitute puts another person into a shift; both names stay in the change.
func (w writer) substitute(ctx context.Context, s Shift, role Role, person anlan.ID, reason string, other ShiftID) (Shift, error) {
	next, c, err := s.substitute(role, person, reason, w.tx.Now)
	if err != nil {
		return s, err
	}
	if err := w.present(ctx, person, "person"); err != nil {
		return s, err
	}
	c.ID, c.Actor, c.Other = w.tx.NewID(), w.tx.Actor.String(), other
	if err := w.q.InsertChange(ctx, dutydb.InsertChangeParams(c.row())); err != nil {
		return s, db.Classify(err)
	}
	if err := w.tx.Emit("duty.swapped", anlan.Ref{Kind: RefChange, ID: c.ID}, c, c); err != nil {
		return s, err
	}
	return w.save(ctx, "duty.changed", next, map[string]any{"unit": s.Unit, "role": role, "was": c.Was, "became": c.Became})
}

// exchange swaps the people of two shifts of one unit.
func (w writer) exchange(ctx context.Context, a, b Shift, role Role, reason string) (Shift, Shift, error) {
	if a.ID == b.ID || a.Unit != b.Unit {
		return a, b, anlan.ErrDutyExchange
	}
	was, became := a.name(role), b.name(role)
	a, err := w.substitute(ctx, a, role, became, reason, b.ID)
	if err != nil {
		return a, b, err
	}
	b, err = w.substitute(ctx, b, role, was, reason, a.ID)
	if err != nil {
		return a, b, err
	}
	return a, b, errors.Join(w.free(ctx, a), w.free(ctx, b)) // checked on what both have become
}

// handOver tells the next shift what is open.
func (w writer) handOver(ctx context.Context, h Handover) (Handover, error) {
	if w.tx.Actor.Person == "" {
		return h, anlan.ErrForbidden.With("action", actWrite) // a hand-over is between two people
	}
	s, err := w.Shift(ctx, h.Shift)
	if err != nil {
		return h, err
	}
	next, err := w.Shift(ctx, h.Next)
	if err != nil {
		return h, err
	}
	if next.Unit != s.Unit || next.Starts < s.Ends || next.Status != Planned || s.Status != Planned {
		return h, anlan.ErrDutyHandoverNext.At("next")
	}
	if h.ID, err = w.fresh(h.ID); err != nil {
		return h, err
	}
	h.GivenBy, h.GivenAt, h.Revision, h.TakenBy, h.TakenAt = w.tx.Actor.Person, w.tx.Now, 1, "", 0
	if err := w.q.InsertHandover(ctx, dutydb.InsertHandoverParams(h.row())); err != nil {
		return h, db.Classify(err)
	}
	return h, w.tx.Emit("duty.handed_over", h.Ref(), map[string]any{"unit": s.Unit, "shift": h.Shift, "next": h.Next}, h)
}

// takeOver confirms a hand-over.
func (w writer) takeOver(ctx context.Context, was Handover) (Handover, error) {
	h, err := was.take(w.tx.Actor.Person, w.tx.Now)
	if err != nil {
		return was, err
	}
	rows, err := w.q.TakeHandover(ctx, dutydb.TakeHandoverParams{TakenBy: h.TakenBy, TakenAt: h.TakenAt, Revision: h.Revision, ID: h.ID})
	if err != nil {
		return was, db.Classify(err)
	}
	if rows == 0 {
		return was, anlan.ErrConflict
	}
	return h, w.tx.Emit("duty.taken_over", h.Ref(), map[string]any{"shift": h.Shift, "next": h.Next}, h)
}
