package matter

import (
	"slices"

	"anlan"
)

// Each verb takes the matter as it stands and returns it as it shall stand, or the reason why not.
// Who may at all was asked before (authz); here stand the rules of the loop.

// Sign (签收) takes the matter over. Signing twice is no error: the first signature stands.
func (m Matter) Sign(now anlan.Instant) (Matter, error) {
	if m.Signed != 0 && m.State != Issued && m.IsOpen() {
		return m, nil
	}
	if err := m.in("sign", Issued); err != nil {
		return m, err
	}
	m.State, m.Signed = Doing, now
	return m.moved(now), nil
}

// Feedback (反馈) tells how far the work is. A final one asks for the review and needs the evidence
// that the matter's kind asks for (law 4).
func (m Matter) Feedback(text string, files []File, final bool, asks []Ask, by anlan.Actor, now anlan.Instant) (Matter, error) {
	if err := m.in("feedback", Doing); err != nil {
		return m, err
	}
	if err := require("text", text, textMax).Err(); err != nil {
		return m, err
	}
	m.Doers = withDoer(m.Doers, by)
	m.Moved = now
	m.Proof = m.Proof.with(files)
	if !final {
		return m, nil
	}
	if missing := m.Proof.lacks(asks, text); len(missing) > 0 {
		return m, anlan.ErrMatterEvidenceMissing.With("missing", missing).At("files")
	}
	m.State, m.Reported, m.Since = Reported, now, now
	return m, nil
}

// Review (复核) accepts the work or sends it back to be finished. Whoever did the work is never the
// one who accepts it (law 3).
func (m Matter) Review(pass bool, reason string, by anlan.Actor, now anlan.Instant) (Matter, error) {
	if err := m.in("review", Reported); err != nil {
		return m, err
	}
	if slices.Contains(m.Doers, by.Post) || slices.Contains(m.Doers, by.Account) || by.Post != "" && by.Post == m.Lead.Post {
		return m, anlan.ErrMatterOwnReview
	}
	if !pass {
		if err := require("reason", reason, reasonMax).Err(); err != nil {
			return m, err
		}
		m.State = Doing
		return m.moved(now), nil
	}
	m.State, m.Closed, m.Overdue, m.Asked = Closed, now, false, nil
	return m.moved(now), nil
}

// Return (退回) says "not ours", with a reason. With a suggested owner the matter passes on to it, at
// most max times; after that, or without a suggestion, the committee's office decides.
func (m Matter) Return(reason string, suggest Seat, most int, now anlan.Instant) (Matter, error) {
	if err := m.in("return", Issued, Doing); err != nil {
		return m, err
	}
	if err := require("reason", reason, reasonMax).Err(); err != nil {
		return m, err
	}
	if suggest.Unit == m.Lead.Unit {
		return m, anlan.ErrMatterSameOwner.At("suggest")
	}
	m.Suggest = suggest.Unit
	m.Hops++
	if suggest.Unit == "" || m.Hops > most {
		m.State = Returned
		return m.moved(now), nil
	}
	return m.handTo(suggest, now), nil
}

// Transfer (转办) gives the matter to another unit by decision of the issuer or the office.
func (m Matter) Transfer(to Seat, reason string, now anlan.Instant) (Matter, error) {
	if err := m.in("transfer", Issued, Doing, Returned); err != nil {
		return m, err
	}
	if to.Unit == "" {
		return m, anlan.ErrMatterNoOwner.At("unit")
	}
	if to.Unit == m.Lead.Unit && m.State != Returned {
		return m, anlan.ErrMatterSameOwner.At("unit")
	}
	if err := require("reason", reason, reasonMax).Err(); err != nil {
		return m, err
	}
	m.Suggest = ""
	return m.handTo(to, now), nil
}

// handTo gives the work to a seat: its sign-for clock starts, the deadline stays (law 2).
func (m Matter) handTo(to Seat, now anlan.Instant) Matter {
	m.Lead, m.State, m.Signed, m.Fired.Sign, m.Doers, m.Proof = to, Issued, 0, 0, nil, Proof{}
	return m.moved(now)
}

// Withdraw (撤回) takes an unsigned matter back within the recall window.
func (m Matter) Withdraw(reason string, now anlan.Instant) (Matter, error) {
	if err := m.in("recall", Issued); err != nil {
		return m, err
	}
	if now > m.Recall {
		return m, anlan.ErrMatterRecallOver.With("until", m.Recall)
	}
	if err := require("reason", reason, reasonMax).Err(); err != nil {
		return m, err
	}
	m.State, m.Overdue, m.Asked = Recalled, false, nil
	return m.moved(now), nil
}

// Reopen (重开) brings a closed matter back with a new deadline. The old stamp stays readable in the
// timeline, and the matter keeps the scar.
func (m Matter) Reopen(reason string, due anlan.Date, now anlan.Instant) (Matter, error) {
	if err := m.in("reopen", Closed); err != nil {
		return m, err
	}
	if err := require("reason", reason, reasonMax).Err(); err != nil {
		return m, err
	}
	if due != "" && due.End() < now {
		return m, anlan.ErrMatterDueBeforeStart.With("due", string(due)).With("start", string(now.Date())).At("due")
	}
	m.State, m.Closed, m.Reported, m.Doers, m.Proof = Doing, 0, 0, nil, Proof{}
	m.Due, m.Deadline, m.Fired.Ladder = due, 0, 0
	if due != "" {
		m.Deadline = due.End()
	}
	m.Reopened++
	return m.moved(now), nil
}

// Handover (移交) moves the matter to the post that takes over another post's work (law 5). Clocks
// and state stay.
func (m Matter) Handover(to anlan.ID) Matter {
	m.Lead.Post = to
	return m
}

// in refuses the verb outside the given states.
func (m Matter) in(verb string, states ...State) error {
	if slices.Contains(states, m.State) {
		return nil
	}
	return anlan.ErrMatterWrongState.With("verb", verbWords[verb]).With("state", stateWords[m.State])
}

// moved notes that the ball has moved.
func (m Matter) moved(now anlan.Instant) Matter {
	m.Moved, m.Since = now, now
	return m
}

// withDoer remembers the post and the account of who did work, each once.
func withDoer(doers []anlan.ID, by anlan.Actor) []anlan.ID {
	doers = slices.Clone(doers) // the caller's matter stays as it was
	for _, id := range []anlan.ID{by.Post, by.Account} {
		if id != "" && !slices.Contains(doers, id) {
			doers = append(doers, id)
		}
	}
	return doers
}
