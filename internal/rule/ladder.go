package rule

import (
	"fmt"
	"slices"
	"time"
)

// Subjects of policy/ whose values are read here.
var (
	UrgingLadder = declare[Ladder]("urging-ladder")
	SignClock    = declare[SignFor]("sign-clock")
	RelayLadder  = declare[Ladder]("relay-ladder")
)

// Unit is the unit of an offset.
type Unit string

// The units of an offset. Working days are counted by internal/calendar.
const (
	Minute     Unit = "minute"
	Hour       Unit = "hour"
	Day        Unit = "day"
	WorkingDay Unit = "working_day"
)

// Offset is a stretch of time from an anchor; At, if given, then moves to that time of the day.
type Offset struct {
	Value int    `yaml:"value" json:"value"`
	Unit  Unit   `yaml:"unit" json:"unit"`
	At    string `yaml:"at,omitempty" json:"at,omitempty"` // 09:00
}

func (o Offset) check() []string {
	var bad []string
	if !slices.Contains([]Unit{Minute, Hour, Day, WorkingDay}, o.Unit) {
		bad = append(bad, fmt.Sprintf("unit %q must be minute, hour, day or working_day", o.Unit))
	}
	if o.At != "" && (!isClock(o.At) || o.Unit == Hour || o.Unit == Minute) {
		bad = append(bad, fmt.Sprintf("at %q must be a time such as 09:00, and only with days", o.At))
	}
	return bad
}

// rough is the offset in minutes, working days taken as days: enough to see that rungs ascend.
func (o Offset) rough() int {
	return o.Value * map[Unit]int{Minute: 1, Hour: 60, Day: 1440, WorkingDay: 1440}[o.Unit]
}

func isClock(s string) bool {
	_, err := time.Parse("15:04", s)
	return err == nil && len(s) == 5
}

// Ladder is 催办阶梯: what happens as a due date nears and passes.
type Ladder struct {
	Rungs []Rung `yaml:"rungs" json:"rungs"`
}

// Rung is one step of a ladder: when, to whom, with which document.
type Rung struct {
	Key      string   `yaml:"key" json:"key"`
	ZH       string   `yaml:"zh" json:"zh"`
	EN       string   `yaml:"en" json:"en"`
	Anchor   string   `yaml:"anchor" json:"anchor"` // due
	Offset   Offset   `yaml:"offset" json:"offset"`
	To       []string `yaml:"to" json:"to"`             // lead_post, unit_chief, office, leader; issuer: the unit above, that gave the work
	Document string   `yaml:"document" json:"document"` // none, urging_notice, …
}

// Check refuses unknown words, double keys and rungs out of order.
func (l Ladder) Check() []string {
	bad := atLeastOne("rungs", len(l.Rungs))
	seen := map[string]bool{}
	for i, r := range l.Rungs {
		bad = append(bad, r.check()...)
		if seen[r.Key] {
			bad = append(bad, "rung "+r.Key+" stands twice")
		}
		seen[r.Key] = true
		if i > 0 && r.Offset.rough() < l.Rungs[i-1].Offset.rough() {
			bad = append(bad, "rung "+r.Key+" comes before the one above it")
		}
	}
	return bad
}

func (r Rung) check() []string {
	bad := r.Offset.check()
	if r.Key == "" || r.ZH == "" || r.EN == "" || r.Anchor != "due" || len(r.To) == 0 {
		bad = append(bad, fmt.Sprintf("rung %q needs key, zh, en, to, and the anchor due", r.Key))
	}
	for _, to := range r.To {
		if !slices.Contains([]string{"lead_post", "unit_chief", "issuer", "office", "leader"}, to) {
			bad = append(bad, "rung "+r.Key+" goes to nobody known: "+to)
		}
	}
	if !slices.Contains([]string{"none", "urging_notice", "supervision_notice", "bulletin", "interview_notice"}, r.Document) {
		bad = append(bad, "rung "+r.Key+" asks for an unknown document: "+r.Document)
	}
	return bad
}

// Rung returns the rung with the key.
func (l Ladder) Rung(key string) (Rung, bool) {
	i := slices.IndexFunc(l.Rungs, func(r Rung) bool { return r.Key == key })
	if i < 0 {
		return Rung{}, false
	}
	return l.Rungs[i], true
}

// SignFor is 签收时限: how long a unit has to sign, and who is told when it does not.
type SignFor struct {
	Clocks   []SignClass  `yaml:"clocks" json:"clocks"`
	Unsigned []SignRemind `yaml:"unsigned" json:"unsigned"`
	// RepeatClocks is after how many further clocks the last step is told again; 0: never.
	RepeatClocks int `yaml:"repeat_clocks" json:"repeat_clocks"`
}

// SignClass is the clock of one degree of urgency.
type SignClass struct {
	Key    string `yaml:"key" json:"key"` // ordinary, urgent, extra_urgent
	ZH     string `yaml:"zh" json:"zh"`
	EN     string `yaml:"en" json:"en"`
	Within Offset `yaml:"within" json:"within"`
}

// SignRemind says who is told after so many whole clocks without a signature.
type SignRemind struct {
	AfterClocks int    `yaml:"after_clocks" json:"after_clocks"`
	To          string `yaml:"to" json:"to"` // deputy, unit_chief, office
}

// Check refuses clocks that do not run forward and people nobody knows.
func (s SignFor) Check() []string {
	bad := append(atLeastOne("clocks", len(s.Clocks)), atLeastOne("unsigned", len(s.Unsigned))...)
	if s.RepeatClocks < 0 {
		bad = append(bad, "repeat_clocks is negative")
	}
	for _, c := range s.Clocks {
		bad = append(bad, c.Within.check()...)
		if c.Key == "" || c.ZH == "" || c.EN == "" || c.Within.Value <= 0 {
			bad = append(bad, fmt.Sprintf("clock %q needs key, zh, en and a positive time", c.Key))
		}
	}
	for i, u := range s.Unsigned {
		if !slices.Contains([]string{"deputy", "unit_chief", "office"}, u.To) || u.AfterClocks <= 0 ||
			i > 0 && u.AfterClocks <= s.Unsigned[i-1].AfterClocks {
			bad = append(bad, fmt.Sprintf("unsigned step %d (%s) is unknown or out of order", i+1, u.To))
		}
	}
	return bad
}

// Class returns the clock of the urgency.
func (s SignFor) Class(key string) (SignClass, bool) {
	i := slices.IndexFunc(s.Clocks, func(c SignClass) bool { return c.Key == key })
	if i < 0 {
		return SignClass{}, false
	}
	return s.Clocks[i], true
}
