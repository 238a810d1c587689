package sim

import (
	"slices"
	"strings"

	"anlan"
	"anlan/internal/matter"
)

// story is what the events alone say about one matter. It is worked out here a second time, without
// the room's own rules, so that a mistake there shows.
type story struct {
	id                     anlan.ID
	state                  matter.State
	lead, issuer, reviewer anlan.ID
	co                     []anlan.ID
	due                    anlan.Date
	last                   matter.Facet
	seal                   string
	hops                   int

	known, opened anlan.Instant // never change
	recall        anlan.Instant
	stamp         matter.Stamp
	exercise      bool
	urgency       string
	cadence       string
	evidence      string

	since   anlan.Instant // when it came to its present owner unsigned
	moved   anlan.Instant // last word of whoever works on it
	rungs   []string      // of the ladder, since the deadline was last set
	signs   []string      // of the sign-for clock, since it came to its owner
	doers   []anlan.Actor // since it came to its owner or was reopened
	files   map[string]matter.File
	asked   *ask
	parents map[string]bool
}

// ask is an extension that waits.
type ask struct {
	by    anlan.Actor
	until anlan.Date
}

func (s *story) open() bool { return slices.Contains(matter.OpenStates(), s.state) }

// move is where an event may take a matter from, and where to; empty means it stays where it is.
type move struct {
	from []matter.State
	to   []matter.State
}

var (
	open    = matter.OpenStates()
	allowed = map[string]move{
		"matter.signed":            {open, nil}, // decided below: signing twice changes nothing
		"matter.fed_back":          {[]matter.State{matter.Doing}, []matter.State{matter.Doing, matter.Reported}},
		"matter.closed":            {[]matter.State{matter.Reported}, []matter.State{matter.Closed}},
		"matter.review_failed":     {[]matter.State{matter.Reported}, []matter.State{matter.Doing}},
		"matter.returned":          {[]matter.State{matter.Issued, matter.Doing}, []matter.State{matter.Issued, matter.Returned}},
		"matter.transferred":       {[]matter.State{matter.Issued, matter.Doing, matter.Returned}, []matter.State{matter.Issued}},
		"matter.recalled":          {[]matter.State{matter.Issued}, []matter.State{matter.Recalled}},
		"matter.reopened":          {[]matter.State{matter.Closed}, []matter.State{matter.Doing}},
		"matter.extension_asked":   {[]matter.State{matter.Issued, matter.Doing}, nil},
		"matter.extended":          {open, nil},
		"matter.extension_refused": {open, nil},
		"matter.merged":            {open, nil},
		"matter.urged":             {open, nil},
		"matter.overdue":           {open, nil},
		"matter.handed_over":       {open, nil},
	}
)

// step holds an event's change of state against the diagram.
func (s *story) step(w *watch, e anlan.Event, t matter.Told) error {
	a, known := allowed[e.Kind]
	switch {
	case !known:
		return w.breach(8, "%s: nobody knows the event %s", s.id, e.Kind)
	case t.Was == nil || *t.Was != s.last:
		return w.breach(11, "%s: %s says that it counted as %+v before; it counted as %+v", s.id, e.Kind, t.Was, s.last)
	case !slices.Contains(a.from, s.state):
		return w.breach(8, "%s: %s out of %s", s.id, e.Kind, s.state)
	case a.to == nil && e.Kind != "matter.signed" && t.Now.State != s.state:
		return w.breach(8, "%s: %s led from %s to %s", s.id, e.Kind, s.state, t.Now.State)
	case a.to != nil && !slices.Contains(a.to, t.Now.State):
		return w.breach(8, "%s: %s led from %s to %s", s.id, e.Kind, s.state, t.Now.State)
	case t.Now.Exercise != s.exercise:
		return w.breach(14, "%s: %s changed the exercise flag", s.id, e.Kind)
	}
	return nil
}

// newOwner starts what an owner starts with: nothing done, nothing shown, the sign-for clock anew.
func (s *story) newOwner(unit anlan.ID, at anlan.Instant) {
	s.lead, s.since, s.moved, s.signs, s.doers, s.files = unit, at, at, nil, nil, map[string]matter.File{}
}

// did remembers who did work.
func (s *story) did(a anlan.Actor) {
	if !s.worked(a) {
		s.doers = append(s.doers, a)
	}
}

// worked reports whether the account or the post did work on the matter.
func (s *story) worked(a anlan.Actor) bool {
	return slices.ContainsFunc(s.doers, func(d anlan.Actor) bool {
		return d.Account == a.Account || a.Post != "" && d.Post == a.Post
	})
}

// shown counts the evidence, each file once.
func (s *story) shown(kind, text string) (n int) {
	for _, f := range s.files {
		photo := strings.HasPrefix(f.Type, "image/")
		if kind == "any_file" || kind == "photo" && photo || kind == "document" && !photo {
			n++
		}
	}
	switch kind {
	case "note":
		return min(1, len(strings.TrimSpace(text)))
	case "figure":
		return len(strings.FieldsFunc(text, func(r rune) bool { return r < '0' || r > '9' }))
	}
	return n
}
