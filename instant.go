package anlan

import "time"

// Instant is a moment in UTC milliseconds since 1970: the unit of every stored time. The zero
// Instant means "not yet" and prints as null in JSON.
type Instant int64

// County is the civil time of the whole country (UTC+8, no summer time).
var County = time.FixedZone("CST", 8*60*60)

// At turns a time.Time into an Instant, dropping what is finer than a millisecond.
func At(t time.Time) Instant { return Instant(t.UnixMilli()) }

// Time returns the instant as a time in the county's civil zone.
func (i Instant) Time() time.Time { return time.UnixMilli(int64(i)).In(County) }

// Add returns the instant d later.
func (i Instant) Add(d time.Duration) Instant { return i + Instant(d.Milliseconds()) }

// Sub returns the time from j to i.
func (i Instant) Sub(j Instant) time.Duration { return time.Duration(i-j) * time.Millisecond }

// Date returns the civil day on which the instant falls.
func (i Instant) Date() Date { return Date(i.Time().Format(time.DateOnly)) }

// MarshalJSON writes RFC 3339 with milliseconds in the county's zone, or null.
func (i Instant) MarshalJSON() ([]byte, error) {
	if i == 0 {
		return []byte("null"), nil
	}
	return i.Time().AppendFormat(make([]byte, 0, 32), `"2006-01-02T15:04:05.000Z07:00"`), nil
}

// UnmarshalJSON reads RFC 3339 or null.
func (i *Instant) UnmarshalJSON(b []byte) error {
	if string(b) == "null" || string(b) == `""` {
		*i = 0
		return nil
	}
	var t time.Time
	if err := t.UnmarshalJSON(b); err != nil {
		return ErrTimeMalformed.With("value", string(b))
	}
	*i = At(t)
	return nil
}

// Date is a civil day in the form 2006-01-02. The empty Date means none.
type Date string

// ParseDate accepts an existing day in the form 2006-01-02; 2022-02-30 is refused with
// ErrDateMalformed.
func ParseDate(s string) (Date, error) {
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return "", ErrDateMalformed.With("value", s)
	}
	return Date(s), nil
}

// Start returns the first instant of the day.
func (d Date) Start() Instant { return At(d.midnight()) }

// End returns the last millisecond of the day: a deadline "on" a day includes that day.
func (d Date) End() Instant { return d.AddDays(1).Start() - 1 }

// AddDays returns the day n days later, or earlier for a negative n.
func (d Date) AddDays(n int) Date { return Date(d.midnight().AddDate(0, 0, n).Format(time.DateOnly)) }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.midnight().Weekday() }

// Year returns the year, or 0 for the empty Date.
func (d Date) Year() int {
	if d == "" {
		return 0
	}
	return d.midnight().Year()
}

func (d Date) midnight() time.Time {
	t, _ := time.ParseInLocation(time.DateOnly, string(d), County)
	return t
}
