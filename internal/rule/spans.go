package rule

import (
	"slices"
	"time"

	"anlan"
)

// Subjects of policy/ whose values are read here.
var (
	DeadlineLamp = declare[LampRule]("deadline-lamp")
	ImportUndo   = declare[UndoRule]("import-undo")
	PhoneLate    = declare[LateRule]("phone-late")
	LongestSpans = declare[SpanRule]("longest-spans")
)

// LampRule is 临期: from how many days before its deadline on a matter is due soon.
type LampRule struct {
	SoonDays int `yaml:"soon_days" json:"soon_days"`
}

// Check wants up to a month.
func (l LampRule) Check() []string { return within("soon_days", l.SoonDays, 0, 31) }

// SoonDays returns the days of 临期 in force on a day; 0 where no rule is.
func SoonDays(b *Book, day anlan.Date) int {
	l, _, _ := Get[LampRule](b, DeadlineLamp, day) // without a rule nothing is due soon before its day
	return l.SoonDays
}

// UndoRule is how many days an import can be taken back.
type UndoRule struct {
	Days int `yaml:"days" json:"days"`
}

// Check wants at least the day itself.
func (u UndoRule) Check() []string { return within("days", u.Days, 0, 365) }

// LateRule is what happens with what comes late from phones.
type LateRule struct {
	TellHours   int `yaml:"tell_hours" json:"tell_hours"`     // a part that waits for another: its sender's post is told
	StaleHours  int `yaml:"stale_hours" json:"stale_hours"`   // a phone not heard of, or a record not sent: supervisors see it
	BelieveDays int `yaml:"believe_days" json:"believe_days"` // an unset clock's moment of finding is believed
}

// Check wants hours of a month at most, days of a year at most.
func (l LateRule) Check() []string {
	return slices.Concat(within("tell_hours", l.TellHours, 1, 744), within("stale_hours", l.StaleHours, 1, 744),
		within("believe_days", l.BelieveDays, 1, 366))
}

// Tell is how long a held part waits before its sender's post is told.
func (l LateRule) Tell() time.Duration { return time.Duration(l.TellHours) * time.Hour }

// Stale is how long a record may wait on a phone before its post's supervisors see it.
func (l LateRule) Stale() time.Duration { return time.Duration(l.StaleHours) * time.Hour }

// Believe is how long ago an uncalibrated phone is believed: a longer field trip without any contact is less likely
// than a wrong clock.
func (l LateRule) Believe() time.Duration { return time.Duration(l.BelieveDays) * 24 * time.Hour }

// SpanRule is how long a thing can last before it is taken for a slip.
type SpanRule struct {
	InspectionHours int `yaml:"inspection_hours" json:"inspection_hours"`
	ShiftHours      int `yaml:"shift_hours" json:"shift_hours"`
}

// Check wants spans of a month at most.
func (s SpanRule) Check() []string {
	return slices.Concat(within("inspection_hours", s.InspectionHours, 1, 744), within("shift_hours", s.ShiftHours, 1, 744))
}

// Inspection is the longest inspection.
func (s SpanRule) Inspection() time.Duration { return time.Duration(s.InspectionHours) * time.Hour }

// Shift is the longest shift.
func (s SpanRule) Shift() time.Duration { return time.Duration(s.ShiftHours) * time.Hour }
