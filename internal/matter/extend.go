package matter

import "anlan"

// Ask (延期申请) asks for a later deadline. It changes no clock until somebody else grants it.
func (m Matter) Ask(until anlan.Date, reason string, by anlan.Actor, now anlan.Instant) (Matter, error) {
	if err := m.in("extension", Issued, Doing); err != nil {
		return m, err
	}
	if m.Asked != nil {
		return m, anlan.ErrMatterExtensionWaits
	}
	if err := require("reason", reason, reasonMax).Err(); err != nil {
		return m, err
	}
	if m.Deadline == 0 {
		return m, anlan.ErrMatterNoDeadline.At("until")
	}
	if until.End() <= max(m.Deadline, now) {
		return m, anlan.ErrMatterExtensionShort.With("until", string(until)).With("due", string(m.Due)).At("until")
	}
	m.Asked = &Extension{From: m.Due, Until: until, Reason: reason, By: by.Post, At: now}
	m.Moved = now
	return m, nil
}

// Answer (延期审批) grants or refuses the extension that waits. Only a grant moves the deadline, and
// with it the ladder; nobody grants his own request (law 3).
func (m Matter) Answer(grant bool, reason string, by anlan.Actor, now anlan.Instant) (Matter, error) {
	if m.Asked == nil {
		return m, anlan.ErrMatterNoExtension
	}
	if by.Post != "" && by.Post == m.Asked.By {
		return m, anlan.ErrMatterOwnReview
	}
	asked := *m.Asked
	m.Asked = nil
	if !grant {
		return m, require("reason", reason, reasonMax).Err()
	}
	m.Due, m.Deadline = asked.Until, asked.Until.End()
	m.Fired.Ladder, m.Overdue = 0, m.Deadline < now
	return m, nil
}
