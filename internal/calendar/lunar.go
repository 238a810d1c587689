package calendar

import (
	"fmt"
	"slices"

	"github.com/6tail/lunar-go/calendar"

	"anlan"
	"anlan/internal/rule"
)

// LunarDay is a day of the Chinese calendar. Leap marks the second month of the same number.
type LunarDay struct {
	Year, Month, Day int
	Leap             bool
}

// FromLunar returns the civil day of a lunar day, e.g. 2022, 1, 15 for 正月十五. A negative month
// means the leap month of that number.
func FromLunar(year, month, day int) (anlan.Date, error) {
	bad := anlan.ErrCalendarLunarInvalid.With("year", year).With("month", month).With("day", day)
	if year < 1900 || year > 2100 {
		return "", bad
	}
	m := calendar.NewLunarYear(year).GetMonth(month)
	if m == nil || day < 1 || day > m.GetDayCount() {
		return "", bad
	}
	return solarDate(calendar.NewSolarFromJulianDay(m.GetFirstJulianDay() + float64(day-1))), nil
}

// Qingming returns the day of the solar term 清明.
func Qingming(year int) anlan.Date {
	// The term falls on 4, 5 or 6 April; the table of any day of the year holds it.
	table := calendar.NewSolarFromYmd(year, 4, 1).GetLunar().GetJieQiTable()
	return solarDate(table["清明"])
}

func solarDate(s *calendar.Solar) anlan.Date {
	return anlan.Date(fmt.Sprintf("%04d-%02d-%02d", s.GetYear(), s.GetMonth(), s.GetDay()))
}

// statutory returns the days off of a year by the regulation alone.
func (c *Calendar) statutory(year int) []run {
	if runs, ok := c.computed.Load(year); ok {
		return runs.([]run)
	}
	runs := c.computeStatutory(year)
	c.computed.Store(year, runs)
	return runs
}

func (c *Calendar) computeStatutory(year int) []run {
	law, _, err := rule.Get[rule.StatutoryDays](c.book, rule.StatutoryHolidays, anlan.Date(fmt.Sprintf("%04d-07-01", year)))
	if err != nil {
		return nil // before the oldest regulation we carry: weekends are all we know
	}
	var runs []run
	for f := range slices.Values(law.Festivals) {
		if day := festivalDay(f, year); day != "" {
			first := day.AddDays(-f.Before)
			runs = append(runs, run{names: []string{f.Name}, from: first, to: first.AddDays(f.Days - 1)})
		}
	}
	return runs
}

func festivalDay(f rule.Festival, year int) anlan.Date {
	switch f.By {
	case "lunar":
		day, err := FromLunar(year, f.Month, f.Day)
		if err != nil {
			return ""
		}
		return day
	case "term":
		return Qingming(year)
	default:
		return anlan.Date(fmt.Sprintf("%04d-%02d-%02d", year, f.Month, f.Day))
	}
}

func (c *Calendar) statutoryOff(d anlan.Date) bool {
	return slices.ContainsFunc(c.statutory(d.Year()), func(r run) bool { return d >= r.from && d <= r.to })
}
