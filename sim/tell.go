package sim

import (
	"encoding/json"
	"slices"

	"anlan"
	"anlan/internal/matter"
	"anlan/internal/rule"
)

// tell lets an event go on with its matter's story, and says which law it breaks.
func (w *watch) tell(e anlan.Event) error {
	var t matter.Told
	if err := json.Unmarshal(e.Body, &t); err != nil {
		return w.breach(8, "event %d cannot be read: %v", e.Pos, err)
	}
	if e.Kind == "matter.opened" {
		return w.begins(e, t)
	}
	s, known := w.stories[e.Ref.ID]
	if !known {
		return w.breach(8, "%s: %s before it was opened", e.Ref.ID, e.Kind)
	}
	if err := s.step(w, e, t); err != nil {
		return err
	}
	if err := w.goesOn(s, e, t); err != nil {
		return err
	}
	if t.Due != s.due {
		return w.breach(2, "%s: %s moved the deadline from %q to %q", s.id, e.Kind, s.due, t.Due)
	}
	if t.Lead.Unit != s.lead {
		return w.breach(8, "%s: %s changed the owner from %s to %s", s.id, e.Kind, s.lead, t.Lead.Unit)
	}
	s.state, s.last, s.seal = t.Now.State, t.Now, e.Seal
	w.touched[s.id] = true
	if !s.open() {
		s.asked = nil
	}
	return nil
}

// begins notes what a matter is born with.
func (w *watch) begins(e anlan.Event, t matter.Told) error {
	m, err := w.row(e.Ref.ID)
	if err != nil {
		return err
	}
	if _, twice := w.stories[m.ID]; twice || t.Was != nil || t.Now.State != matter.Issued {
		return w.breach(8, "%s: opened twice, or not as something new", m.ID)
	}
	s := &story{id: m.ID, state: t.Now.State, lead: t.Lead.Unit, issuer: t.Issuer, reviewer: t.Reviewer, co: t.CoUnits, due: t.Due, last: t.Now,
		seal: e.Seal, known: m.Known, opened: e.At, stamp: m.Stamp, exercise: m.Exercise, urgency: string(m.Urgency), cadence: m.Cadence,
		evidence: m.Evidence, parents: map[string]bool{}}
	s.newOwner(t.Lead.Unit, e.At)
	if !t.Origin.IsZero() {
		s.parents[t.Origin.String()] = true
	}
	day := e.At.Date()
	for subject, got := range map[rule.Subject]string{rule.UrgingLadder: m.Stamp.Ladder, rule.SignClock: m.Stamp.Sign, rule.Progress: m.Stamp.Progress,
		rule.Evidence: m.Stamp.Evidence, rule.ReturnHops: m.Stamp.Hops} {
		if v, err := w.c.book.At(subject, day); err != nil || v.ID != got {
			return w.breach(6, "%s: born with %s of %s instead of %s", m.ID, got, subject, v.ID)
		}
	}
	window, _, err := rule.Get[rule.RecallWindow](w.c.book, rule.Recall, day)
	if err != nil {
		return err
	}
	s.recall = e.At + anlan.Instant(window.Minutes)*60_000
	if s.known > s.opened {
		return w.breach(2, "%s: known only after it was opened", m.ID)
	}
	w.stories[m.ID], w.touched[m.ID] = s, true
	w.order = append(w.order, s)
	return nil
}

// goesOn applies one event.
func (w *watch) goesOn(s *story, e anlan.Event, t matter.Told) error {
	switch e.Kind {
	case "matter.signed":
		return w.signed(s, e, t)
	case "matter.fed_back":
		return w.fedBack(s, e, t)
	case "matter.closed", "matter.review_failed":
		return w.reviewed(s, e)
	case "matter.returned":
		return w.returned(s, e, t)
	case "matter.transferred":
		s.newOwner(t.Lead.Unit, e.At)
		return w.byIssuer(s, e)
	case "matter.recalled":
		if e.At > s.recall {
			return w.breach(2, "%s: recalled after the window had closed", s.id)
		}
		return w.byIssuer(s, e)
	case "matter.extension_asked":
		if s.asked != nil {
			return w.breach(2, "%s: asked for time twice", s.id)
		}
		s.asked, s.moved = &ask{e.Actor, t.Until}, e.At
		return w.byLead(s, e)
	case "matter.extended", "matter.extension_refused":
		return w.answered(s, e)
	case "matter.reopened":
		s.due, s.rungs, s.moved, s.doers, s.files = t.Due, nil, e.At, nil, map[string]matter.File{}
	case "matter.merged":
		s.parents[t.Parent.String()] = true
	case "matter.urged":
		if e.Actor.Is(anlan.RoleTimer) {
			return w.fired(s, e, t)
		}
		return w.byIssuer(s, e)
	}
	return nil
}

func (w *watch) signed(s *story, e anlan.Event, t matter.Told) error {
	want := s.state
	if want == matter.Issued {
		want, s.moved = matter.Doing, e.At
	}
	if t.Now.State != want {
		return w.breach(8, "%s: signing led from %s to %s", s.id, s.state, t.Now.State)
	}
	return w.byLead(s, e)
}

func (w *watch) fedBack(s *story, e anlan.Event, t matter.Told) error {
	if t.Final != (t.Now.State == matter.Reported) {
		return w.breach(8, "%s: final %v led to %s", s.id, t.Final, t.Now.State)
	}
	s.did(e.Actor)
	s.moved = e.At
	for _, f := range t.Files {
		s.files[f.Hash] = f
	}
	if !t.Final {
		return nil
	}
	if err := w.evidence(s, t.Text); err != nil {
		return err
	}
	return w.byLead(s, e)
}

// evidence: nothing is reported done, and so nothing closes, without what its kind asks for (law 4).
func (w *watch) evidence(s *story, text string) error {
	v, err := w.c.book.Version(s.stamp.Evidence)
	if err != nil {
		return err
	}
	kinds, _, err := rule.As[rule.EvidenceRule](v)
	if err != nil {
		return err
	}
	for _, a := range kinds.Kind(s.evidence).Asks {
		if n := s.shown(a.Kind, text); n < a.Min {
			return w.breach(4, "%s: reported done with %d %s instead of %d", s.id, n, a.Kind, a.Min)
		}
	}
	return nil
}

func (w *watch) reviewed(s *story, e anlan.Event) error {
	if s.worked(e.Actor) {
		return w.breach(3, "%s: %s was done and accepted by the same", s.id, e.Actor.Post)
	}
	if e.Kind == "matter.review_failed" {
		s.moved = e.At
		return nil
	}
	if len(s.files) == 0 {
		return w.breach(4, "%s: closed without any evidence", s.id)
	}
	return nil
}

func (w *watch) returned(s *story, e anlan.Event, t matter.Told) error {
	v, err := w.c.book.Version(s.stamp.Hops)
	if err != nil {
		return err
	}
	hops, _, err := rule.As[rule.Hops](v)
	if err != nil {
		return err
	}
	if err := w.byLead(s, e); err != nil {
		return err
	}
	s.hops++
	s.moved = e.At
	passed := t.Now.State == matter.Issued
	if passed && (t.Suggest == "" || t.Lead.Unit != t.Suggest || s.hops > hops.Max) || !passed && t.Suggest != "" && s.hops <= hops.Max {
		return w.breach(8, "%s: return %d of at most %d, to %q, led to %s", s.id, s.hops, hops.Max, t.Suggest, t.Now.State)
	}
	if passed {
		s.newOwner(t.Suggest, e.At)
	}
	return nil
}

// answered: an extension is the only thing that moves a deadline, and nobody grants his own.
func (w *watch) answered(s *story, e anlan.Event) error {
	if s.asked == nil {
		return w.breach(2, "%s: %s without a request", s.id, e.Kind)
	}
	if e.Actor.Post != "" && e.Actor.Post == s.asked.by.Post {
		return w.breach(3, "%s: %s granted its own request", s.id, e.Actor.Post)
	}
	if e.Kind == "matter.extended" {
		s.due, s.rungs = s.asked.until, nil
	}
	s.asked = nil
	return w.byIssuer(s, e)
}

// byLead: only the unit that owes the work, or one above it, speaks for it.
func (w *watch) byLead(s *story, e anlan.Event) error {
	if a := w.c.cast.byAcc[e.Actor.Account]; !slices.Contains(a.Scope.Units, s.lead) {
		return w.breach(5, "%s: %s by %s, who does not act for the owner", s.id, e.Kind, e.Actor.Post)
	}
	return nil
}

// byIssuer: only whoever handed a matter over, the office or the leaders decide about it.
func (w *watch) byIssuer(s *story, e anlan.Event) error {
	a := w.c.cast.byAcc[e.Actor.Account]
	if a.Is(anlan.RoleOffice) || a.Is(anlan.RoleLeader) || slices.Contains(a.Scope.Units, s.issuer) {
		return nil
	}
	return w.breach(5, "%s: %s by %s, whose decision it is not", s.id, e.Kind, e.Actor.Post)
}
