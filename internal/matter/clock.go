package matter

import "anlan"

// Step is one moment of a clock, worked out from the stamped policy and the calendar.
type Step struct {
	Key      string        // remind, urge, supervise, bulletin, interview; deputy, unit_chief, office; silent
	At       anlan.Instant // when it fires
	To       []string      // who is told
	Document string        // kind of document it issues, or none
}

// Clock is everything that time will do to a matter as it stands.
type Clock struct {
	Sign   []Step        // while issued
	Ladder []Step        // towards and past the deadline
	Silent anlan.Instant // when a signed matter without a word is raised again; 0 never
}

// Next returns when the matter must be looked at again; zero means never.
func (m Matter) Next(c Clock) anlan.Instant {
	var next anlan.Instant
	sooner := func(at anlan.Instant) {
		if at != 0 && (next == 0 || at < next) {
			next = at
		}
	}
	if !m.IsOpen() {
		return 0
	}
	if m.State == Issued && m.Fired.Sign < len(c.Sign) {
		sooner(c.Sign[m.Fired.Sign].At)
	}
	for _, s := range c.Ladder[min(m.Fired.Ladder, len(c.Ladder)):] {
		if m.draws(s) {
			sooner(s.At)
			break
		}
	}
	if m.Deadline != 0 && !m.Overdue {
		sooner(m.Deadline + 1) // a rung at the deadline rings in its last millisecond, which is not past it yet
	}
	if m.hushed(c) {
		sooner(c.Silent)
	}
	return next
}

// hushed reports whether nothing but the silence clock still watches whoever holds the ball (law 7): the
// sign-for clock does while its steps last.
func (m Matter) hushed(c Clock) bool {
	return m.IsOpen() && (m.State != Issued || m.Fired.Sign >= len(c.Sign))
}

// silent is the step of the silence clock: whoever holds the ball is told, and the office too while
// nobody has signed at all.
func (m Matter) silent(at anlan.Instant) Step {
	step := Step{Key: "silent", At: at, To: []string{"lead_post"}, Document: "none"}
	switch m.State {
	case Issued:
		step.Key, step.To = "unsigned", []string{"lead_post", "office"}
	case Reported:
		step.Key, step.To = "unreviewed", []string{"reviewer"}
	case Returned:
		step.Key, step.To = "unruled", []string{"issuer"}
	}
	return step
}

// draws reports whether a rung concerns the matter at all: a reminder whose moment lay before the
// matter existed does not.
func (m Matter) draws(rung Step) bool { return rung.At > m.Opened || rung.At >= m.Deadline }

// Tick lets time act on the matter: it returns the matter as it then stands and the steps that fired
// now, in order. Reminders whose moment lay before the matter existed are passed over; rungs from
// the deadline on are never skipped (law 1).
func (m Matter) Tick(c Clock, now anlan.Instant) (Matter, []Step) {
	var fired []Step
	if !m.IsOpen() {
		return m, nil
	}
	for m.State == Issued && m.Fired.Sign < len(c.Sign) && c.Sign[m.Fired.Sign].At <= now {
		fired = append(fired, c.Sign[m.Fired.Sign])
		m.Fired.Sign++
	}
	for m.Deadline != 0 && m.Fired.Ladder < len(c.Ladder) && c.Ladder[m.Fired.Ladder].At <= now {
		s := c.Ladder[m.Fired.Ladder]
		m.Fired.Ladder++
		if m.draws(s) {
			fired = append(fired, s)
		}
	}
	if m.hushed(c) && c.Silent != 0 && c.Silent <= now {
		fired = append(fired, m.silent(c.Silent))
		m.Moved = now // raised again after the same time without a word
	}
	m.Overdue = m.Deadline != 0 && m.Deadline < now
	return m, fired
}
