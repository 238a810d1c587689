package rule

import (
	"slices"
	"time"
)

// Subjects of policy/ whose values are read here.
var (
	OneTimeLinks = declare[LinkRule]("one-time-links")
	NoticeChase  = declare[ChaseRule]("notice-chase")
)

// LinkRule is how long links that open something once can be used, and how long a browser stays known.
type LinkRule struct {
	TicketHours     int `yaml:"ticket_hours" json:"ticket_hours"`           // first run, new password
	SheetDays       int `yaml:"sheet_days" json:"sheet_days"`               // on a printed sheet: paper travels
	KnownDeviceDays int `yaml:"known_device_days" json:"known_device_days"` // since its last sign-in
	KeptDays        int `yaml:"kept_days" json:"kept_days"`                 // after its end, before a link is forgotten
}

// Check wants links that reach their people and do not lie about for ever.
func (l LinkRule) Check() []string {
	return slices.Concat(within("ticket_hours", l.TicketHours, 1, 168), within("sheet_days", l.SheetDays, 1, 31),
		within("known_device_days", l.KnownDeviceDays, 1, 400), within("kept_days", l.KeptDays, 1, 3650))
}

// Ticket is the life of a link for the first run or for a new password.
func (l LinkRule) Ticket() time.Duration { return time.Duration(l.TicketHours) * time.Hour }

// Sheet is the life of a link on a printed sheet.
func (l LinkRule) Sheet() time.Duration { return time.Duration(l.SheetDays) * 24 * time.Hour }

// KnownDevice is how long a browser stays known without a sign-in.
func (l LinkRule) KnownDevice() time.Duration {
	return time.Duration(l.KnownDeviceDays) * 24 * time.Hour
}

// Kept is how long a link that has ended is remembered.
func (l LinkRule) Kept() time.Duration { return time.Duration(l.KeptDays) * 24 * time.Hour }

// ChaseRule is the pause before the same notice may be sent once more.
type ChaseRule struct {
	Minutes int `yaml:"minutes" json:"minutes"`
}

// Check wants a pause, and at most a day of it.
func (c ChaseRule) Check() []string { return within("minutes", c.Minutes, 1, 1440) }

// Pause is the pause as a duration.
func (c ChaseRule) Pause() time.Duration { return time.Duration(c.Minutes) * time.Minute }
