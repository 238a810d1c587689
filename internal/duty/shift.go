package duty

import (
	"slices"
	"time"
	"unicode/utf8"

	"anlan"
)

// ShiftID names a shift across a boundary.
type ShiftID = anlan.ID

// The kinds of the room's records, as a Ref names them.
const (
	RefShift    = "duty.shift"
	RefChange   = "duty.change"
	RefHandover = "duty.handover"
)

// Kind is which part of the day a shift covers.
type Kind string

// The kinds.
const (
	Whole Kind = "whole" // 全天
	Day   Kind = "day"   // 白班
	Night Kind = "night" // 夜班
)

// Status is whether a shift stands.
type Status string

// The statuses.
const (
	Planned   Status = "planned"
	Cancelled Status = "cancelled"
)

// Shift is one turn on a duty post. Ends is the first instant that it no longer covers.
type Shift struct {
	ID       ShiftID       `json:"id"`
	Place    string        `json:"place"`
	Unit     anlan.ID      `json:"unit"`
	Post     anlan.ID      `json:"post"`
	Kind     Kind          `json:"kind"`
	Starts   anlan.Instant `json:"starts"`
	Ends     anlan.Instant `json:"ends"`
	Person   anlan.ID      `json:"person"`
	Leader   anlan.ID      `json:"leader,omitempty"`
	Note     string        `json:"note,omitempty"`
	Status   Status        `json:"status"`
	Revision int64         `json:"revision"`
	Created  anlan.Instant `json:"created"`
	Updated  anlan.Instant `json:"updated"`
}

// Ref names the shift.
func (s Shift) Ref() anlan.Ref { return anlan.Ref{Kind: RefShift, ID: s.ID} }

// overlaps reports whether two shifts share an instant.
func (s Shift) overlaps(o Shift) bool { return s.Starts < o.Ends && o.Starts < s.Ends }

// Draft is what a person writes about a shift.
type Draft struct {
	ID     ShiftID       `json:"id,omitempty"`
	Post   anlan.ID      `json:"post"`
	Kind   Kind          `json:"kind" enum:"whole,day,night"`
	Starts anlan.Instant `json:"starts"`
	Ends   anlan.Instant `json:"ends"`
	Person anlan.ID      `json:"person"`
	Leader anlan.ID      `json:"leader,omitempty"`
	Note   string        `json:"note,omitempty" maxLength:"200"`
}

// Check refuses a draft that breaks a rule by itself; longest bounds a shift: nobody is awake for longer.
func (d Draft) Check(longest time.Duration) error {
	var bad anlan.Problems
	for field, id := range map[string]anlan.ID{"post": d.Post, "person": d.Person} {
		if id == "" {
			bad = append(bad, anlan.ErrFieldRequired.With("name", field).At(field))
		}
	}
	if !slices.Contains([]Kind{Whole, Day, Night}, d.Kind) {
		bad = append(bad, anlan.ErrFieldInvalid.With("name", "kind").With("value", string(d.Kind)).At("kind"))
	}
	if d.Ends <= d.Starts || d.Starts <= 0 || d.Ends.Sub(d.Starts) > longest {
		bad = append(bad, anlan.ErrDutyShiftSpan.With("hours", int(longest.Hours())).At("ends"))
	}
	if utf8.RuneCountInString(d.Note) > 200 {
		bad = append(bad, anlan.ErrFieldTooLong.With("name", "note").With("max", 200).At("note"))
	}
	return bad.Err()
}

// clash refuses a shift that meets another one of the same post, or of the same person elsewhere.
func (s Shift) clash(others []Shift) error {
	for o := range slices.Values(others) {
		if o.ID == s.ID || o.Status != Planned || !s.overlaps(o) {
			continue
		}
		at := o.Starts.Time().Format("2006-01-02 15:04")
		switch {
		case o.Unit == s.Unit && o.Post == s.Post:
			return anlan.ErrDutyShiftTaken.With("at", at).At("starts")
		case o.Person == s.Person:
			return anlan.ErrDutyPersonBusy.With("at", at).At("person")
		}
	}
	return nil
}

// Role is which name of a shift a change is about.
type Role string

// The roles.
const (
	OnDuty   Role = "person"
	InCharge Role = "leader"
)

// Change is a swap: both names, the reason, and who made it.
type Change struct {
	ID     anlan.ID      `json:"id"`
	Shift  ShiftID       `json:"shift"`
	Role   Role          `json:"role"`
	Was    anlan.ID      `json:"was"`
	Became anlan.ID      `json:"became"`
	Reason string        `json:"reason"`
	Other  ShiftID       `json:"other,omitempty"`
	Actor  string        `json:"actor"`
	At     anlan.Instant `json:"at"`
}

// substitute puts another person into a shift that has not ended.
func (s Shift) substitute(role Role, person anlan.ID, reason string, now anlan.Instant) (Shift, Change, error) {
	c := Change{Shift: s.ID, Role: role, Was: s.name(role), Became: person, Reason: reason, At: now}
	switch {
	case s.Status != Planned || s.Ends <= now:
		return s, c, anlan.ErrDutyShiftOver
	case reason == "" || utf8.RuneCountInString(reason) > 200:
		return s, c, anlan.ErrFieldRequired.With("name", "reason").At("reason")
	case person == "" || person == c.Was:
		return s, c, anlan.ErrDutySwapSame.At("person")
	}
	if role == InCharge {
		s.Leader = person
	} else {
		s.Person = person
	}
	return s, c, nil
}

func (s Shift) name(role Role) anlan.ID {
	if role == InCharge {
		return s.Leader
	}
	return s.Person
}

// cancel takes back a shift that has not begun.
func (s Shift) cancel(now anlan.Instant) (Shift, error) {
	if s.Status != Planned || s.Starts <= now {
		return s, anlan.ErrDutyShiftBegun
	}
	s.Status = Cancelled
	return s, nil
}

// Handover is 交接班: what one shift tells the next.
type Handover struct {
	ID       anlan.ID      `json:"id"`
	Shift    ShiftID       `json:"shift"`
	Next     ShiftID       `json:"next"`
	Note     string        `json:"note"`
	GivenBy  anlan.ID      `json:"given_by"`
	GivenAt  anlan.Instant `json:"given_at"`
	TakenBy  anlan.ID      `json:"taken_by,omitempty"`
	TakenAt  anlan.Instant `json:"taken_at"`
	Revision int64         `json:"revision"`
}

// Ref names the hand-over.
func (h Handover) Ref() anlan.Ref { return anlan.Ref{Kind: RefHandover, ID: h.ID} }

// take confirms a hand-over; whoever gave it cannot be the one who takes it (law 3).
func (h Handover) take(person anlan.ID, now anlan.Instant) (Handover, error) {
	switch {
	case h.TakenBy != "":
		return h, anlan.ErrDutyHandoverTaken
	case person == "" || person == h.GivenBy:
		return h, anlan.ErrDutyHandoverSelf
	}
	h.TakenBy, h.TakenAt, h.Revision = person, now, h.Revision+1
	return h, nil
}
