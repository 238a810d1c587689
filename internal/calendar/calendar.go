package calendar

import (
	"slices"
	"sync"

	"anlan"
	"anlan/internal/rule"
)

// Calendar answers questions about days. It is safe for many readers.
type Calendar struct {
	book     *rule.Book
	off      map[anlan.Date]bool // by official notices
	work     map[anlan.Date]bool // exchanged weekend days
	official map[int]rule.HolidayYear
	rush     rule.Rush
	computed sync.Map // year → []run, for years without a notice
}

// run is one stretch of days off with the festivals it belongs to.
type run struct {
	names    []string
	from, to anlan.Date
}

// New builds the calendar of a rule book.
func New(book *rule.Book) (*Calendar, error) {
	c := &Calendar{book: book, off: map[anlan.Date]bool{}, work: map[anlan.Date]bool{}, official: map[int]rule.HolidayYear{}}
	for v := range slices.Values(book.Versions(rule.Holidays)) {
		// Ask the book again, so that a county's own version of the year wins.
		year, _, err := rule.Get[rule.HolidayYear](book, rule.Holidays, v.From)
		if err != nil {
			return nil, err
		}
		if year.Official {
			c.learn(v.From.Year(), year)
		}
	}
	return c, c.learnRush()
}

func (c *Calendar) learn(year int, notice rule.HolidayYear) {
	c.official[year] = notice
	for r := range slices.Values(notice.Runs) {
		for d := r.From; d <= r.To; d = d.AddDays(1) {
			c.off[d] = true
		}
		for d := range slices.Values(r.Work) {
			c.work[d] = true
		}
	}
}

func (c *Calendar) learnRush() error {
	versions := c.book.Versions(rule.SpringRush)
	if len(versions) == 0 {
		return nil
	}
	rush, _, err := rule.Get[rule.Rush](c.book, rule.SpringRush, versions[len(versions)-1].From)
	c.rush = rush
	return err
}

// Official reports whether the year's days off are fixed by a notice of the State Council's office.
func (c *Calendar) Official(year int) bool {
	_, ok := c.official[year]
	return ok
}

// IsWorkingDay reports whether the day is worked, and whether that is known from an official notice
// or only computed.
func (c *Calendar) IsWorkingDay(d anlan.Date) (working, known bool) {
	known = c.Official(d.Year())
	switch {
	case c.work[d]:
		return true, known
	case c.off[d] || weekend(d):
		return false, known
	case known:
		return true, true
	}
	return !c.statutoryOff(d), false
}

func weekend(d anlan.Date) bool {
	w := d.Weekday()
	return w == 0 || w == 6
}

// HolidayStart returns the first day off of the festival (元旦 春节 清明 五一 端午 中秋 国庆) and
// whether an official notice fixes it. Where two festivals share one run of days off, both begin
// with the run. Without a notice it is the first statutory day.
func (c *Calendar) HolidayStart(name string, year int) (first anlan.Date, official bool, err error) {
	key, known := festivalKey(name)
	if !known {
		return "", false, anlan.ErrCalendarHolidayUnknown.With("name", name)
	}
	notice, official := c.official[year]
	for r := range slices.Values(notice.Runs) {
		if slices.Contains(r.Names, key) {
			return r.From, true, nil
		}
	}
	for r := range slices.Values(c.statutory(year)) {
		if slices.Contains(r.names, key) {
			return r.from, false, nil
		}
	}
	return "", official, anlan.ErrCalendarHolidayUnknown.With("name", name)
}

// festivalKey turns the names that people write into the key that policy uses.
func festivalKey(name string) (string, bool) {
	keys := map[string]string{"元旦": "元旦", "元旦节": "元旦", "春节": "春节", "过年": "春节", "清明": "清明", "清明节": "清明",
		"五一": "五一", "劳动节": "五一", "五一节": "五一", "端午": "端午", "端午节": "端午", "中秋": "中秋", "中秋节": "中秋",
		"国庆": "国庆", "国庆节": "国庆", "十一": "国庆"}
	key, ok := keys[name]
	return key, ok
}

// SpringRush returns the first and last day of 春运 and whether the yearly notice fixes them.
func (c *Calendar) SpringRush(year int) (start, end anlan.Date, official bool) {
	for y := range slices.Values(c.rush.Official) {
		if y.Year == year {
			return y.From, y.To, true
		}
	}
	newYear, err := FromLunar(year, 1, 1)
	if err != nil {
		return "", "", false
	}
	return newYear.AddDays(-c.rush.Before), newYear.AddDays(c.rush.After), false
}
