package inspection

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"anlan"
	"anlan/internal/inspection/checklist"
	"anlan/internal/rule"
)

// PermitState is how far a permit is.
type PermitState string

// The states of a permit.
const (
	Requested  PermitState = "requested"
	Approved   PermitState = "approved"
	Working    PermitState = "working"
	Suspended  PermitState = "suspended"
	Closed     PermitState = "closed"
	Refused    PermitState = "refused"
	Expired    PermitState = "expired"
	Stopped    PermitState = "stopped"   // by a regulator
	CalledOff  PermitState = "cancelled" // by whoever asked
	permitMost             = 300         // characters of a reason
)

// PermitDraft is what a person asks for.
type PermitDraft struct {
	ID       anlan.ID      `json:"id,omitempty" maxLength:"36"`
	Kind     string        `json:"kind" maxLength:"40"`
	Level    string        `json:"level" maxLength:"40"`
	Site     anlan.ID      `json:"site,omitempty" maxLength:"36"`
	Unit     anlan.ID      `json:"unit,omitempty" maxLength:"36" doc:"whose work it is; empty: the site's, else the own"`
	Spot     string        `json:"spot" maxLength:"100" doc:"where exactly"`
	Work     string        `json:"work" maxLength:"500" doc:"what is done"`
	Doer     string        `json:"doer" maxLength:"100" doc:"the team or contractor; no names"`
	Watch    string        `json:"watch" maxLength:"60" doc:"the post of the watch (监护人); no name"`
	Dangers  string        `json:"dangers,omitempty" maxLength:"500"`
	From     anlan.Instant `json:"from"`
	To       anlan.Instant `json:"to"`
	Exercise bool          `json:"exercise,omitempty"`
}

// StepDone is a safety measure that somebody confirmed on the spot, or found not to apply.
type StepDone struct {
	Step   string              `json:"step" maxLength:"40"`
	NA     bool                `json:"na,omitempty" doc:"does not apply; needs a note"`
	Note   string              `json:"note,omitempty" maxLength:"300"`
	Photos []checklist.Picture `json:"photos,omitempty" maxItems:"4"`
	By     anlan.ID            `json:"by,omitempty"`
	At     anlan.Instant       `json:"at,omitempty"`
}

// Turn is one change of a permit's state.
type Turn struct {
	To   PermitState   `json:"to"`
	By   anlan.ID      `json:"by,omitempty"`
	Unit anlan.ID      `json:"unit,omitempty"`
	At   anlan.Instant `json:"at"`
	Why  string        `json:"why,omitempty"`
}

// Permit (作业票) lets one dangerous piece of work happen, at one spot, for some hours.
type Permit struct {
	PermitDraft
	Number   string      `json:"number"` // 动火〔2022〕3号
	KindZH   string      `json:"kindZh"`
	KindEN   string      `json:"kindEn"`
	LevelZH  string      `json:"levelZh"`
	LevelEN  string      `json:"levelEn"`
	SiteName string      `json:"siteName,omitempty"`
	Owner    Named       `json:"owner"` // whose work it is
	Branch   anlan.ID    `json:"branch"`
	Place    string      `json:"place"`
	State    PermitState `json:"state" enum:"requested,approved,working,suspended,closed,refused,expired,stopped,cancelled"`
	Steps    []StepDone  `json:"steps" nullable:"false"`
	Tests    []GasTest   `json:"tests" nullable:"false"`
	Turns    []Turn      `json:"turns" nullable:"false"`
	By       anlan.ID    `json:"by"`   // the post that asked
	Rule     string      `json:"rule"` // the version of the policy it was born with
	Account  anlan.ID    `json:"account,omitempty"`
	Revision int64       `json:"revision"`
}

// Ref names the permit.
func (p Permit) Ref() anlan.Ref { return anlan.Ref{Kind: RefPermit, ID: p.ID} }

// Live reports whether somebody may be working, or may soon.
func (p Permit) Live() bool {
	return slices.Contains([]PermitState{Requested, Approved, Working, Suspended}, p.State)
}

func (d PermitDraft) check() error {
	var p anlan.Problems
	for _, f := range []struct {
		name, text string
		most       int
		must       bool
	}{{"spot", d.Spot, 100, true}, {"work", d.Work, 500, true}, {"doer", d.Doer, 100, true}, {"watch", d.Watch, 60, true}, {"dangers", d.Dangers, 500, false}} {
		if f.must && strings.TrimSpace(f.text) == "" {
			p = append(p, anlan.ErrFieldRequired.With("name", f.name).At(f.name))
		}
		if utf8.RuneCountInString(f.text) > f.most {
			p = append(p, anlan.ErrFieldTooLong.With("name", f.name).With("max", f.most).At(f.name))
		}
	}
	return p.Err()
}

// hours refuses a permit that is longer than its level allows, or is over already.
func (d PermitDraft) hours(l rule.PermitLevel, now anlan.Instant) error {
	if d.To <= d.From || d.To.Sub(d.From) > time.Duration(l.Hours)*time.Hour || d.To <= now {
		return anlan.ErrPermitTimes.With("hours", l.Hours).At("to")
	}
	return nil
}

// in asks for one of the states.
func (p Permit) in(verb string, states ...PermitState) error {
	if slices.Contains(states, p.State) {
		return nil
	}
	return anlan.ErrPermitState.With("state", permitWords[p.State]).With("verb", permitVerbs[verb])
}

// turn moves the permit on and remembers who did it.
func (p Permit) turn(to PermitState, a anlan.Actor, why string, now anlan.Instant) Permit {
	p.State = to
	p.Turns = append(slices.Clone(p.Turns), Turn{To: to, By: seatOf(a), Unit: a.Unit, At: now, Why: anlan.Clip(strings.TrimSpace(why), permitMost)})
	return p
}

// Confirm notes measures that were taken. The last word about a measure counts; an NA says why.
func (p Permit) Confirm(k rule.PermitKind, done []StepDone, a anlan.Actor, now anlan.Instant) (Permit, error) {
	if err := p.in("confirm", Requested, Approved, Suspended); err != nil {
		return p, err
	}
	p.Steps = slices.Clone(p.Steps)
	for n, s := range done {
		if !slices.ContainsFunc(k.Steps, func(x rule.PermitStep) bool { return x.Key == s.Step }) {
			return p, anlan.ErrPermitStepUnknown.With("step", s.Step).At(fmt.Sprintf("steps[%d].step", n))
		}
		if s.NA && strings.TrimSpace(s.Note) == "" {
			return p, anlan.ErrFieldRequired.With("name", "note").At(fmt.Sprintf("steps[%d].note", n))
		}
		s.By, s.At = seatOf(a), now
		if i := slices.IndexFunc(p.Steps, func(x StepDone) bool { return x.Step == s.Step }); i >= 0 {
			p.Steps[i] = s
		} else {
			p.Steps = append(p.Steps, s)
		}
	}
	return p, nil
}

// missing names the measures that nobody has confirmed.
func (p Permit) missing(k rule.PermitKind) (names []anlan.Both) {
	for _, s := range k.Steps {
		if !slices.ContainsFunc(p.Steps, func(x StepDone) bool { return x.Step == s.Key }) {
			names = append(names, anlan.Both{ZH: s.ZH, EN: s.EN})
		}
	}
	return names
}

// other refuses whoever asked for the work (law 3), by post and by account.
func (p Permit) other(a anlan.Actor) error {
	if seatOf(a) == p.By || a.Account != "" && a.Account == p.Account {
		return anlan.ErrPermitSamePost
	}
	return nil
}

// Approve lets the work begin later, when its measures are confirmed. The gas test may still be to come (see [Permit.Begin]);
// one that failed forbids it.
func (p Permit) Approve(k rule.PermitKind, a anlan.Actor, now anlan.Instant) (Permit, error) {
	switch {
	case p.in("approve", Requested) != nil:
		return p, p.in("approve", Requested)
	case p.other(a) != nil:
		return p, p.other(a)
	case now >= p.To:
		return p, anlan.ErrPermitExpired.With("at", p.To)
	}
	if m := p.missing(k); len(m) > 0 {
		return p, anlan.ErrPermitStepsMissing.With("missing", m)
	}
	if n := len(p.Tests); n > 0 && !p.Tests[n-1].Passed {
		return p, gasFailed(k, p.Tests[n-1])
	}
	return p.turn(Approved, a, "", now), nil
}

// Begin starts the work, or takes it up again: within its hours, and with a gas test that holds.
func (p Permit) Begin(k rule.PermitKind, a anlan.Actor, now anlan.Instant) (Permit, error) {
	if err := p.in("start", Approved, Suspended); err != nil {
		return p, err
	}
	if now >= p.To {
		return p, anlan.ErrPermitExpired.With("at", p.To)
	}
	if now < p.From {
		return p, anlan.ErrPermitEarly.With("at", p.From)
	}
	if err := p.gas(k, now); err != nil {
		return p, err
	}
	return p.turn(Working, a, "", now), nil
}

// Close accepts that the work is done and the place is safe; whoever asked for it cannot.
func (p Permit) Close(a anlan.Actor, why string, now anlan.Instant) (Permit, error) {
	if err := p.in("close", Working, Suspended, Expired); err != nil {
		return p, err
	}
	if err := p.other(a); err != nil {
		return p, err
	}
	return p.turn(Closed, a, why, now), nil
}

// ended is a turn that needs a reason.
func (p Permit) ended(verb string, to PermitState, a anlan.Actor, why string, now anlan.Instant, from ...PermitState) (Permit, error) {
	if err := p.in(verb, from...); err != nil {
		return p, err
	}
	if strings.TrimSpace(why) == "" {
		return p, anlan.ErrFieldRequired.With("name", "reason").At("reason")
	}
	return p.turn(to, a, why, now), nil
}

// Next is when time will act on the permit; 0 is never.
func (p Permit) Next(k rule.PermitKind) anlan.Instant {
	if !p.Live() {
		return 0
	}
	if gas := p.GasUntil(k); gas != 0 {
		return min(gas, p.To)
	}
	return p.To
}

// Ring is what time does: the permit ends, or its gas test has grown old and the work must pause.
func (p Permit) Ring(k rule.PermitKind, now anlan.Instant) (Permit, bool) {
	switch gas := p.GasUntil(k); {
	case !p.Live():
		return p, false
	case now >= p.To:
		return p.turn(Expired, anlan.Clock, "", now), true
	case gas != 0 && now >= gas:
		return p.turn(Suspended, anlan.Clock, "气体分析超过有效时间，须重新检测", now), true
	}
	return p, false
}
