package tip

import (
	"slices"

	"anlan"
)

// stateWords names the states for people.
var stateWords = map[State]anlan.Both{
	Received: {ZH: "待受理", EN: "received"}, Checking: {ZH: "核查中", EN: "being checked"}, Confirmed: {ZH: "属实、整改中", EN: "confirmed"},
	Fixed: {ZH: "已整改", EN: "fixed"}, Unfounded: {ZH: "不属实", EN: "unfounded"}, Transferred: {ZH: "已移送", EN: "transferred"},
}

// in refuses a verb in a state that does not know it.
func (t Tip) in(states ...State) error {
	if slices.Contains(states, t.State) {
		return nil
	}
	return anlan.ErrTipWrongState.With("number", t.Number).With("state", stateWords[t.State])
}

// to moves the report into a state; what ends and what comes back keeps its moment.
func (t Tip) to(s State, now anlan.Instant) Tip {
	t.State = s
	if t.IsOpen() {
		t.Ended = 0
	} else if t.Ended == 0 {
		t.Ended = now
	}
	return t
}

// judged writes the desk's verdict.
func (t Tip) judged(v Verdict) Tip {
	t.Verdict = &v
	return t.to(v.State, v.At)
}

// said adds a word between desk and reporter.
func (t Tip) said(m Message) Tip {
	t.Messages = append(slices.Clone(t.Messages), m)
	return t
}

// handed gives the report to another desk. Its deadlines stay where they are.
func (t Tip) handed(desk anlan.ID, h Handing) Tip {
	t.Past = append(slices.Clone(t.Past), h)
	t.Desk = desk
	return t
}

// followed is how the report stands now that its hazard stands as it does: "open", "closed" or
// "dropped". ok is false when that changes nothing.
func (t Tip) followed(hazard string, now anlan.Instant) (next Tip, kind string, ok bool) {
	switch {
	case hazard == "closed" && t.State == Confirmed:
		return t.to(Fixed, now), "tip.fixed", true
	case hazard == "open" && t.State == Fixed:
		return t.to(Confirmed, now), "tip.reopened", true
	case hazard == "dropped" && (t.State == Confirmed || t.State == Fixed):
		t.Hazard, t.HazardNo, t.Verdict, t.First = "", "", nil, false
		return t.to(Checking, now), "tip.reopened", true
	}
	return t, "", false
}

// opening finds a request to see the identity.
func (t Tip) opening(id anlan.ID) (int, error) {
	i := slices.IndexFunc(t.Openings, func(o Opening) bool { return o.ID == id })
	if i < 0 {
		return 0, anlan.ErrNotFound
	}
	return i, nil
}

// withOpening replaces or adds a request.
func (t Tip) withOpening(o Opening) Tip {
	t.Openings = slices.Clone(t.Openings)
	if i, err := t.opening(o.ID); err == nil {
		t.Openings[i] = o
		return t
	}
	t.Openings = append(t.Openings, o)
	return t
}

// sealed reports whether there is an identity that can still be opened.
func (t Tip) sealed() bool { return t.Identity != nil && t.Identity.Destroyed == 0 }

// askOpening asks to see who reported.
func (t Tip) askOpening(o Opening) (Tip, error) {
	if !t.sealed() {
		return t, anlan.ErrTipNoIdentity.With("number", t.Number)
	}
	if slices.ContainsFunc(t.Openings, func(o Opening) bool { return o.State == Asked }) {
		return t, anlan.ErrTipOpeningWaits.With("number", t.Number)
	}
	return t.withOpening(o), nil
}

// decideOpening grants or refuses: never the post, nor the person, who asked.
func (t Tip) decideOpening(id anlan.ID, by Hand, grant bool, now, until anlan.Instant) (Tip, Opening, error) {
	i, err := t.opening(id)
	if err != nil {
		return t, Opening{}, err
	}
	o := t.Openings[i]
	switch {
	case o.State != Asked:
		return t, o, anlan.ErrTipOpeningDecided.With("number", t.Number)
	case by.Post == o.Asked.Post || by.Account == o.Asked.Account:
		return t, o, anlan.ErrTipOpeningOwn
	}
	o.State, o.Decided, o.At = Refused, by, now
	if grant {
		o.State, o.Until = Granted, until
	}
	return t.withOpening(o), o, nil
}

// mayOpen reports whether this hand may read the identity now under this request.
func (o Opening) mayOpen(by Hand, now anlan.Instant) error {
	if o.Asked.Post != by.Post || o.Asked.Account != by.Account {
		return anlan.ErrTipOpeningNotYours
	}
	if o.State != Granted || now >= o.Until {
		return anlan.ErrTipOpeningOver
	}
	return nil
}
