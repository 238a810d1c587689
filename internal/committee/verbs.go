package committee

import (
	"slices"
	"strings"

	"anlan"
	"anlan/internal/matter"
	"anlan/internal/rule"
)

// Each verb takes the decision as it stands and returns it as it shall stand, or the reason why not.

// Edit is what a person changes in a decision at the desk; nil leaves a field as it is.
type Edit struct {
	Kind     *Kind
	Title    *string
	Owners   *[]Owner // resolved
	CoOwners *[]Owner
	Due      *anlan.Date
	Cadence  *string
	Topic    *string
	Evidence *string
	Urgency  *matter.Urgency
	Standard *string
	Back     *Back // it writes what stood there before
}

// Edit changes the decision and takes its tick away: what was ticked is what goes out.
func (d Decision) Edit(e Edit, day anlan.Date, now anlan.Instant) (Decision, error) {
	if err := d.in("edit", Proposed, Ticked, Dropped); err != nil {
		return d, err
	}
	if err := e.check(); err != nil {
		return d, err
	}
	set(&d.Kind, e.Kind)
	set(&d.Title, e.Title)
	set(&d.Owners, e.Owners)
	set(&d.CoOwners, e.CoOwners)
	if set(&d.Due, e.Due); e.Due != nil {
		d.NoSuchDay = e.Back.noSuchDay() // a person has said which day was meant, or that there is none
	}
	set(&d.Cadence, e.Cadence)
	set(&d.Topic, e.Topic)
	set(&d.Evidence, e.Evidence)
	set(&d.Urgency, e.Urgency)
	set(&d.Standard, e.Standard)
	d.Title, d.Standard = strings.TrimSpace(d.Title), strings.TrimSpace(d.Standard)
	d.Into = d.led()
	if d.Due != "" && d.Due < day && e.Due != nil && e.Back == nil {
		return d, anlan.ErrMatterDueBeforeStart.With("due", string(d.Due)).With("start", string(day)).At("due")
	}
	return d.untick(day, now), nil
}

// noSuchDay is what the text printed instead of a day, where that is taken back.
func (b *Back) noSuchDay() string {
	if b == nil {
		return ""
	}
	return clip(b.NoSuchDay, 20)
}

// led returns the running matters whose units still lead the decision.
func (d Decision) led() []Into {
	leads := d.Leads()
	return slices.DeleteFunc(slices.Clone(d.Into), func(x Into) bool {
		return !slices.ContainsFunc(leads, func(u Named) bool { return u.ID == x.Unit })
	})
}

func set[T any](to *T, from *T) {
	if from != nil {
		*to = *from
	}
}

func (e Edit) check() error {
	var p anlan.Problems
	if e.Kind != nil {
		p = oneOf(p, "kind", string(*e.Kind), Kinds())
	}
	if e.Title != nil {
		p = require(p, "title", *e.Title, titleMax)
	}
	if e.Standard != nil {
		p = limit(p, "standard", *e.Standard, reasonMax)
	}
	if e.Due != nil && *e.Due != "" {
		if _, err := anlan.ParseDate(string(*e.Due)); err != nil {
			p = append(p, anlan.ErrDateMalformed.With("value", string(*e.Due)).At("due"))
		}
	}
	if e.Cadence != nil {
		p = oneOf(p, "cadence", *e.Cadence, rule.Cadences())
	}
	if e.Urgency != nil {
		p = oneOf(p, "urgency", string(*e.Urgency), []matter.Urgency{matter.Ordinary, matter.Urgent, matter.ExtraUrgent})
	}
	if e.Evidence != nil {
		p = require(p, "evidence", *e.Evidence, 40)
	}
	if e.Topic != nil {
		p = oneOf(p, "topic", *e.Topic, Topics())
	}
	return p.Err()
}

// untick puts the decision back among the proposals.
func (d Decision) untick(day anlan.Date, now anlan.Instant) Decision {
	d.State, d.TickedBy, d.Ticked, d.Reason = Proposed, "", 0, ""
	return d.touched(day, now)
}

func (d Decision) touched(day anlan.Date, now anlan.Instant) Decision {
	d.Updated = now
	return d.normal(day)
}

// Tick (勾选) says that a person has read the decision and wants it sent as it stands; without a tick
// nothing goes out.
func (d Decision) Tick(on bool, by anlan.Actor, day anlan.Date, now anlan.Instant) (Decision, error) {
	if !on {
		if err := d.in("untick", Ticked, Proposed); err != nil {
			return d, err
		}
		return d.untick(day, now), nil
	}
	if err := d.in("tick", Proposed, Ticked); err != nil {
		return d, err
	}
	if !d.Kind.sendable() {
		return d, anlan.ErrCommitteeKind.With("no", d.No).With("kind", string(d.Kind)).At("kind")
	}
	if h := d.normal(day).hindrances(); len(h) > 0 {
		return d, anlan.ErrCommitteeGaps.With("no", d.No).With("gaps", h)
	}
	d.State, d.TickedBy, d.Ticked = Ticked, seatOf(by), now
	return d.touched(day, now), nil
}

// seatOf is who acts, as records keep it: the post, else the account.
func seatOf(a anlan.Actor) anlan.ID {
	if a.Post != "" {
		return a.Post
	}
	return a.Account
}

// Drop (不下发) sets the decision aside, with a reason; it stays readable and can be taken up again by an
// edit.
func (d Decision) Drop(reason string, day anlan.Date, now anlan.Instant) (Decision, error) {
	if err := d.in("drop", Proposed, Ticked); err != nil {
		return d, err
	}
	if err := require(nil, "reason", reason, reasonMax).Err(); err != nil {
		return d, err
	}
	d.State, d.Reason, d.TickedBy, d.Ticked = Dropped, strings.TrimSpace(reason), "", 0
	return d.touched(day, now), nil
}

// Answered says which running matters answer the decision, each for its own lead unit.
func (d Decision) Answered(into []Into, day anlan.Date, now anlan.Instant) (Decision, error) {
	if err := d.in("merge", Proposed, Ticked); err != nil {
		return d, err
	}
	d.Into = into
	return d.untick(day, now), nil
}

// Join (合并) takes another decision of the meeting in: its words, owners and amounts. The other one is
// dropped, saying where it went.
func (d Decision) Join(o Decision, day anlan.Date, now anlan.Instant) (Decision, Decision, error) {
	if err := d.in("join", Proposed, Ticked); err != nil {
		return d, o, err
	}
	if err := o.in("join", Proposed, Ticked); err != nil {
		return d, o, err
	}
	if d.ID == o.ID || d.Meeting != o.Meeting {
		return d, o, anlan.ErrFieldInvalid.With("name", "decision").With("value", string(o.ID)).At("decision")
	}
	if o.Source.Start >= 0 && (d.Source.Start < 0 || o.Source.Start < d.Source.Start) {
		d.Text = o.Text + "\n" + d.Text
	} else {
		d.Text += "\n" + o.Text
	}
	d.Text = clip(d.Text, textMax)
	d.Source = d.Source.with(o.Source)
	d.Owners = joined(d.Owners, o.Owners)
	d.CoOwners = joined(d.CoOwners, o.CoOwners)
	d.Quantities = append(slices.Clone(d.Quantities), o.Quantities...)
	if d.Due == "" || o.Due != "" && o.Due < d.Due {
		d.Due = o.Due // the nearer date holds for both
	}
	o.State, o.Reason = Dropped, "并入第"+itoa(d.No)+"条"
	return d.untick(day, now), o.touched(day, now), nil
}

// joined adds owners that are not there yet.
func joined(list, more []Owner) []Owner {
	list = slices.Clone(list)
	for _, o := range more {
		if !slices.ContainsFunc(list, func(x Owner) bool { return x.Said == o.Said }) {
			list = append(list, o)
		}
	}
	return list
}

// with returns the span from the first to the last character of both.
func (s Span) with(o Span) Span {
	switch {
	case s.Start < 0:
		return o
	case o.Start < 0:
		return s
	default:
		return Span{min(s.Start, o.Start), max(s.End, o.End)}
	}
}

// Split (拆分) cuts the decision in two at a character of the raw text. Both halves keep everything else
// and want a person's eye again. plain cleans the words of a stretch.
func (d Decision) Split(at int, raw []rune, plain func(string) string, day anlan.Date, now anlan.Instant) (Decision, Decision, error) {
	if err := d.in("split", Proposed, Ticked); err != nil {
		return d, d, err
	}
	if at <= d.Source.Start || at >= d.Source.End || d.Source.End > len(raw) {
		return d, d, anlan.ErrCommitteeSplit.With("at", at).At("at")
	}
	first, second := trimmed(raw, Span{d.Source.Start, at}), trimmed(raw, Span{at, d.Source.End})
	if first.End <= first.Start || second.End <= second.Start {
		return d, d, anlan.ErrCommitteeSplit.With("at", at).At("at")
	}
	rest := d
	rest.ID, rest.No, rest.Into, rest.Created, rest.Revision = "", 0, nil, now, 1
	return d.cut(first, raw, plain).untick(day, now), rest.cut(second, raw, plain).untick(day, now), nil
}

// cut limits the decision to a stretch of the raw text.
func (d Decision) cut(s Span, raw []rune, plain func(string) string) Decision {
	d.Source, d.Text = s, clip(plain(string(raw[s.Start:s.End])), textMax)
	d.Title = titleOf(d.Text)
	d.Quantities = slices.DeleteFunc(slices.Clone(d.Quantities), func(q Quantity) bool { return !strings.Contains(d.Text, q.Text) })
	return d
}

// Send notes that the decision went out.
func (d Decision) Send(dispatch anlan.ID, day anlan.Date, now anlan.Instant) (Decision, error) {
	if d.State == Proposed || d.State == Dropped {
		return d, anlan.ErrCommitteeNotTicked.With("no", d.No)
	}
	if err := d.in("dispatch", Ticked); err != nil {
		return d, err
	}
	d.State, d.Dispatch = Sent, dispatch
	if len(d.Into) > 0 && len(d.Into) == len(d.Leads()) {
		d.State = Merged
	}
	return d.touched(day, now), nil
}

// Withdraw puts a decision whose dispatch was recalled back to where it was: ticked.
func (d Decision) Withdraw(day anlan.Date, now anlan.Instant) (Decision, error) {
	if err := d.in("recall", Sent, Merged); err != nil {
		return d, err
	}
	d.State, d.Dispatch = Ticked, ""
	return d.touched(day, now), nil
}

// Settle follows the matters that answer the decision: done when none is open any more, running again
// when one was reopened, back at the desk when every one was recalled by itself. It reports whether
// anything changed.
func (d Decision) Settle(open, closed, recalled int, day anlan.Date, now anlan.Instant) (Decision, bool) {
	switch {
	case (d.State == Sent || d.State == Merged) && open == 0 && closed > 0:
		d.State, d.Done = Done, now
	case d.State == Sent && open+closed == 0 && recalled > 0:
		d.State, d.Dispatch = Ticked, ""
	case d.State == Done && open > 0:
		d.State, d.Done = Sent, 0
		if len(d.Into) > 0 && len(d.Into) == len(d.Leads()) {
			d.State = Merged
		}
	default:
		return d, false
	}
	return d.touched(day, now), true
}
