package matter

import (
	"slices"
	"strings"
	"unicode/utf8"

	"anlan"
	"anlan/internal/rule"
)

// Order is what somebody is asked to do: the input of Open.
type Order struct {
	Title    string
	Text     string
	Standard string
	Topic    string
	Origin   anlan.Ref
	Lead     Seat
	CoUnits  []anlan.ID
	Issuer   Seat
	Reviewer Seat // empty: the issuer reviews
	Urgency  Urgency
	Evidence string
	Cadence  string
	Due      anlan.Date
	Known    anlan.Instant // earliest known fact, e.g. the meeting; 0 means now
	Organ    string        // 机关代字 of the number; empty means 安委办, which is nobody's own
	Subject  bool          // Organ says what it is about, and not whose it is
	Exercise bool
}

// Lengths in characters that a field may have.
const (
	titleMax  = 200
	textMax   = 4000
	reasonMax = 1000
)

// normal fills what an order may leave out.
func (o Order) normal() Order {
	o.Title, o.Text, o.Standard = strings.TrimSpace(o.Title), strings.TrimSpace(o.Text), strings.TrimSpace(o.Standard)
	if o.Urgency == "" {
		o.Urgency = Ordinary
	}
	if o.Evidence == "" {
		o.Evidence = "ordinary"
	}
	if o.Cadence == "" {
		o.Cadence = "none"
	}
	if o.Topic == "" {
		o.Topic = "other"
	}
	if o.Organ == "" {
		o.Organ, o.Subject = "安委办", true
	}
	if o.Reviewer == (Seat{}) {
		o.Reviewer = o.Issuer
	}
	return o
}

// check returns every problem of an order at once.
func (o Order) check(now anlan.Instant) error {
	var p anlan.Problems
	p = append(p, require("title", o.Title, titleMax)...)
	p = limit(p, "text", o.Text, textMax)
	p = limit(p, "standard", o.Standard, textMax)
	if o.Lead.Unit == "" {
		p = append(p, anlan.ErrMatterNoOwner.At("lead"))
	}
	if o.Issuer.Unit == "" {
		p = append(p, anlan.ErrFieldRequired.With("name", "issuer").At("issuer"))
	}
	if !slices.Contains(rule.Cadences(), o.Cadence) {
		p = append(p, anlan.ErrFieldInvalid.With("name", "cadence").With("value", o.Cadence).At("cadence"))
	}
	known := o.Known
	if known == 0 || known > now {
		known = now
	}
	if o.Due != "" && o.Due.End() < known {
		p = append(p, anlan.ErrMatterDueBeforeStart.With("due", string(o.Due)).With("start", string(known.Date())).At("due"))
	}
	return p.Err()
}

// New opens a matter. The clocks count from the earliest known fact, never from a later moment that
// somebody chose (law 2).
func New(id anlan.ID, number string, o Order, now, recall anlan.Instant, stamp Stamp) (Matter, error) {
	o = o.normal()
	if err := o.check(now); err != nil {
		return Matter{}, err
	}
	if o.Known == 0 || o.Known > now {
		o.Known = now
	}
	m := Matter{ID: id, Number: number, Title: o.Title, Text: o.Text, Standard: o.Standard, Topic: o.Topic,
		Origin: o.Origin, Issuer: o.Issuer, Lead: o.Lead, Reviewer: o.Reviewer, CoUnits: o.CoUnits,
		Urgency: o.Urgency, Evidence: o.Evidence, Cadence: o.Cadence, Subject: o.Subject, Exercise: o.Exercise,
		State: Issued, Known: o.Known, Opened: now, Recall: recall, Due: o.Due, Moved: now, Since: now,
		Stamp: stamp, Revision: 1}
	if o.Due != "" {
		m.Deadline = o.Due.End()
	}
	return m, nil
}

func require(name, value string, most int) anlan.Problems {
	if strings.TrimSpace(value) == "" {
		return anlan.Problems{anlan.ErrFieldRequired.With("name", name).At(name)}
	}
	return limit(nil, name, value, most)
}

func limit(p anlan.Problems, name, value string, most int) anlan.Problems {
	if utf8.RuneCountInString(value) > most {
		return append(p, anlan.ErrFieldTooLong.With("name", name).With("max", most).At(name))
	}
	return p
}
