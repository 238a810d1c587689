package duty

import (
	"slices"

	"anlan/internal/duty/dutydb"
)

// Rows ↔ types. The generated parameter types have the fields of their tables in order.

func shiftOf(r dutydb.DutyShift) Shift {
	return Shift{ID: r.ID, Place: r.Place, Unit: r.Unit, Post: r.Post, Kind: Kind(r.Kind), Starts: r.Starts, Ends: r.Ends,
		Person: r.Person, Leader: r.Leader, Note: r.Note, Status: Status(r.Status), Revision: r.Revision,
		Created: r.CreatedAt, Updated: r.UpdatedAt}
}

func (s Shift) row() dutydb.DutyShift {
	return dutydb.DutyShift{ID: s.ID, Place: s.Place, Unit: s.Unit, Post: s.Post, Kind: string(s.Kind), Starts: s.Starts, Ends: s.Ends,
		Person: s.Person, Leader: s.Leader, Note: s.Note, Status: string(s.Status), Revision: s.Revision,
		CreatedAt: s.Created, UpdatedAt: s.Updated}
}

func changeOf(r dutydb.DutyChange) Change {
	return Change{ID: r.ID, Shift: r.Shift, Role: Role(r.Role), Was: r.Was, Became: r.Became, Reason: r.Reason, Other: r.Other,
		Actor: r.Actor, At: r.At}
}

func (c Change) row() dutydb.DutyChange {
	return dutydb.DutyChange{ID: c.ID, Shift: c.Shift, Role: string(c.Role), Was: c.Was, Became: c.Became, Reason: c.Reason,
		Other: c.Other, Actor: c.Actor, At: c.At}
}

func handoverOf(r dutydb.DutyHandover) Handover {
	return Handover{ID: r.ID, Shift: r.Shift, Next: r.Next, Note: r.Note, GivenBy: r.GivenBy, GivenAt: r.GivenAt,
		TakenBy: r.TakenBy, TakenAt: r.TakenAt, Revision: r.Revision}
}

func (h Handover) row() dutydb.DutyHandover {
	return dutydb.DutyHandover{ID: h.ID, Shift: h.Shift, Next: h.Next, Note: h.Note, GivenBy: h.GivenBy, GivenAt: h.GivenAt,
		TakenBy: h.TakenBy, TakenAt: h.TakenAt, Revision: h.Revision}
}

func mapped[A, B any](in []A, f func(A) B) []B {
	out := make([]B, 0, len(in))
	for a := range slices.Values(in) {
		out = append(out, f(a))
	}
	return out
}
