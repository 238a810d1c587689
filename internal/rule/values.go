package rule

import (
	"fmt"
	"slices"
	"time"

	"anlan"
)

// Subjects of policy/ whose values are read here.
var (
	QuietHours = declare[Quiet]("quiet-hours")
	Recall     = declare[RecallWindow]("recall")
	PhonePack  = declare[PhonePacks]("phone-pack")
	ReturnHops = declare[Hops]("return-hops")
	Password   = declare[PasswordRule]("password")
	Lockout    = declare[LockoutRule]("lockout")
	Session    = declare[SessionRule]("session")
)

// Quiet is 免打扰时段: from the evening to the morning only the excepted urgencies are sent.
type Quiet struct {
	From   string   `yaml:"from" json:"from"`
	To     string   `yaml:"to" json:"to"`
	Except []string `yaml:"except" json:"except"`
}

// Check refuses times that do not exist.
func (q Quiet) Check() []string {
	if !isClock(q.From) || !isClock(q.To) || q.From == q.To {
		return []string{"from and to must be two different times such as 21:00 and 07:00"}
	}
	return nil
}

// Release returns when a notice of the urgency may be sent: now, or at the end of the quiet hours.
func (q Quiet) Release(now anlan.Instant, urgency string) anlan.Instant {
	clock, day := now.Time().Format("15:04"), now.Date()
	overnight := q.From > q.To
	inside := clock >= q.From && clock < q.To
	if overnight {
		inside = clock >= q.From || clock < q.To
	}
	if !inside || slices.Contains(q.Except, urgency) {
		return now
	}
	if overnight && clock >= q.From {
		day = day.AddDays(1)
	}
	return OnClock(day, q.To)
}

// OnClock returns the instant of a time of day such as 09:00 on the day.
func OnClock(day anlan.Date, clock string) anlan.Instant {
	t, err := time.Parse("15:04", clock)
	if err != nil {
		return day.Start()
	}
	return day.Start().Add(time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute)
}

// PhonePacks is how long it is remembered what phones need not carry any more.
type PhonePacks struct {
	GoneDays int `yaml:"gone_days" json:"gone_days"`
}

// Check wants at least the days that a phone may well be away.
func (p PhonePacks) Check() []string { return within("gone_days", p.GoneDays, 7, 3650) }

// RecallWindow is how long what was sent can be recalled.
type RecallWindow struct {
	Minutes int `yaml:"minutes" json:"minutes"`
}

// Check wants up to a day.
func (r RecallWindow) Check() []string { return within("minutes", r.Minutes, 0, 1440) }

// Hops is how often a matter may be returned before the committee's office decides.
type Hops struct {
	Max int `yaml:"max" json:"max"`
}

// Check wants a small number.
func (h Hops) Check() []string { return within("max", h.Max, 0, 10) }

// PasswordRule is what a password must be and how it is kept.
type PasswordRule struct {
	MinLength  int      `yaml:"min_length" json:"min_length"`
	MaxLength  int      `yaml:"max_length" json:"max_length"`
	MinClasses int      `yaml:"min_classes" json:"min_classes"` // of lower, upper, digit, other
	RefuseLast int      `yaml:"refuse_last" json:"refuse_last"`
	MaxAgeDays AgeDays  `yaml:"max_age_days" json:"max_age_days"`
	Argon2id   Argon2id `yaml:"argon2id" json:"argon2id"`
}

// AgeDays is how long a password lasts; 0 means for ever.
type AgeDays struct {
	Ordinary      int `yaml:"ordinary" json:"ordinary"`
	Administrator int `yaml:"administrator" json:"administrator"`
}

// Argon2id is the cost of keeping a password.
type Argon2id struct {
	MemoryKiB int `yaml:"memory_kib" json:"memory_kib"`
	Passes    int `yaml:"passes" json:"passes"`
	Lanes     int `yaml:"lanes" json:"lanes"`
}

// Check refuses what would be too weak to use or too costly to serve.
func (p PasswordRule) Check() []string {
	return slices.Concat(within("min_length", p.MinLength, 8, 64), within("max_length", p.MaxLength, 64, 1024),
		within("min_classes", p.MinClasses, 1, 4), within("refuse_last", p.RefuseLast, 0, 24),
		within("max_age_days.ordinary", p.MaxAgeDays.Ordinary, 0, 3650),
		within("max_age_days.administrator", p.MaxAgeDays.Administrator, 0, 3650),
		within("argon2id.memory_kib", p.Argon2id.MemoryKiB, 8192, 1<<20),
		within("argon2id.passes", p.Argon2id.Passes, 1, 10), within("argon2id.lanes", p.Argon2id.Lanes, 1, 16))
}

// LockoutRule is how many wrong tries lock a sign-in, and for how long.
type LockoutRule struct {
	Tries   int `yaml:"tries" json:"tries"`
	Minutes int `yaml:"minutes" json:"minutes"`
}

// Check wants a lock that bites and opens again.
func (l LockoutRule) Check() []string {
	return append(within("tries", l.Tries, 3, 20), within("minutes", l.Minutes, 1, 1440)...)
}

// SessionRule is how long a sign-in lasts, by door.
type SessionRule struct {
	Desk            SessionSpan `yaml:"desk" json:"desk"`
	Field           SessionSpan `yaml:"field" json:"field"`
	Administrator   SessionSpan `yaml:"administrator" json:"administrator"`
	DeepLinkMinutes int         `yaml:"deep_link_minutes" json:"deep_link_minutes"`
	MaxPerAccount   int         `yaml:"max_per_account" json:"max_per_account"`
}

// SessionSpan is the life of a session: unused, and at most.
type SessionSpan struct {
	IdleMinutes     int `yaml:"idle_minutes" json:"idle_minutes"`
	AbsoluteMinutes int `yaml:"absolute_minutes" json:"absolute_minutes"`
}

// Check wants idle no longer than absolute, and both bounded.
func (s SessionRule) Check() []string {
	bad := append(within("deep_link_minutes", s.DeepLinkMinutes, 1, 10080), within("max_per_account", s.MaxPerAccount, 1, 100)...)
	for _, span := range []SessionSpan{s.Desk, s.Field, s.Administrator} {
		bad = append(bad, within("absolute_minutes", span.AbsoluteMinutes, 1, 129600)...)
		bad = append(bad, within("idle_minutes", span.IdleMinutes, 1, span.AbsoluteMinutes)...)
	}
	return bad
}

func within(name string, n, lo, hi int) []string {
	if n >= lo && n <= hi {
		return nil
	}
	return []string{fmt.Sprintf("%s is %d, must be %d to %d", name, n, lo, hi)}
}

func atLeastOne(name string, n int) []string {
	if n > 0 {
		return nil
	}
	return []string{name + " must not be empty"}
}
