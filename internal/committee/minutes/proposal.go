package minutes

import (
	"slices"
	"strings"

	"anlan"
)

// proposal turns the findings into the answer.
func (d *document) proposal() Proposal {
	p := Proposal{Decisions: make([]Decision, 0, len(d.items))}
	p.Meeting = Meeting{Title: d.info.title, Organ: d.info.organ, Kind: d.info.kind, Attendance: d.attend}
	if d.info.date != "" {
		day := d.info.date
		p.Meeting.Date = &day
	}
	if p.Meeting.Attendance == nil {
		p.Meeting.Attendance = []Attendance{}
	}
	for i := range d.items {
		p.Decisions = append(p.Decisions, d.decision(&d.items[i]))
	}
	return p
}

// decision turns one finding into a proposal.
func (d *document) decision(f *finding) Decision {
	b, s, e := f.place()
	body, said := b.slice(s, e), b.str(s, e)
	out := Decision{
		Kind: f.verdict.kind, Text: strings.ReplaceAll(said, "\t", ""), Source: sourceOf(b, s, e),
		Owners: orEmpty(f.owners), CoOwners: orEmpty(f.co), Due: dayPointer(f.due.day), NoSuchDay: f.due.unreal,
		Quantities: quantities(body),
	}
	if out.Quantities == nil {
		out.Quantities = []Quantity{}
	}
	if f.recur != "" {
		out.Recurrence = &f.recur
	}
	topic, why := d.r.topics.topicOf(said, body.r, f.subjectEnd(), f.owners, f.scene)
	out.Topic = topic
	out.Reasons = append(append(make([]Reason, 0, len(f.verdict.why)+2), f.verdict.why...), given(f.due.why, why)...)
	out.Why = d.r.Why(out.Reasons, anlan.ZH)
	return out
}

func (f *finding) place() (b *block, s, e int) {
	if f.span != nil {
		return f.span.b, f.span.s, f.span.e
	}
	return f.it.b, f.it.start(), f.it.end()
}

// subjectEnd returns where the actors at the beginning of the item end.
func (f *finding) subjectEnd() int {
	if f.span != nil || f.it == nil {
		return 0
	}
	c := &f.it.cs[0]
	if !c.subject || c.subjectAt < c.lead {
		return 0
	}
	return max(c.subjectAt, c.helpersAt) - c.lead
}

func dayPointer(d anlan.Date) *anlan.Date {
	if d == "" {
		return nil
	}
	return &d
}

func orEmpty(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// given drops the reasons that say nothing, and gives the others a list of words.
func given(reasons ...Reason) []Reason {
	return slices.DeleteFunc(reasons, func(r Reason) bool { return !r.given() })
}
