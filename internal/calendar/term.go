package calendar

import (
	"time"

	"anlan"
	"anlan/internal/rule"
)

// horizon bounds every walk over days: no term of ours reaches further than ten years.
const horizon = 3660

// Deadline returns the last instant of a term that ends on the day.
func (c *Calendar) Deadline(d anlan.Date) anlan.Instant { return d.End() }

// AddWorkingDays returns the n-th working day after d (before d for a negative n). Day d itself does
// not count; n = 0 returns d, or the next working day if d is a day off.
func (c *Calendar) AddWorkingDays(d anlan.Date, n int) anlan.Date {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	if n == 0 {
		return c.onWorkingDay(d)
	}
	for walked := 0; n > 0 && walked < horizon; walked++ {
		d = d.AddDays(step)
		if working, _ := c.IsWorkingDay(d); working {
			n--
		}
	}
	return d
}

func (c *Calendar) onWorkingDay(d anlan.Date) anlan.Date {
	for range horizon {
		if working, _ := c.IsWorkingDay(d); working {
			return d
		}
		d = d.AddDays(1)
	}
	return d
}

// Shift moves an instant by an offset of policy. Hours and minutes are added as they are; days and
// working days keep the time of day, unless the offset names one.
func (c *Calendar) Shift(from anlan.Instant, o rule.Offset) anlan.Instant {
	switch o.Unit {
	case rule.Minute:
		return from.Add(time.Duration(o.Value) * time.Minute)
	case rule.Hour:
		return from.Add(time.Duration(o.Value) * time.Hour)
	}
	day := from.Date()
	sinceMidnight := from.Sub(day.Start())
	if o.Unit == rule.WorkingDay {
		day = c.AddWorkingDays(day, o.Value)
	} else {
		day = day.AddDays(o.Value)
	}
	if o.At != "" {
		return rule.OnClock(day, o.At)
	}
	return day.Start().Add(sinceMidnight)
}
