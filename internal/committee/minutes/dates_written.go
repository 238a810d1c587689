package minutes

import (
	"fmt"
	"time"

	"anlan"
)

// ymd is a date as written; zero parts were not written.
type ymd struct{ y, m, d int }

// written reads the numbers of a date; day alone needs 号 or 日 and no month.
func (s *scanner) written(i int) (w ymd, end int) {
	j := i
	if y, k := s.yearAt(j); k > j {
		w.y, j = y, k
	}
	if n, k := number(s.r, j, len(s.r)); k > j && k < len(s.r) && s.r[k] == '月' && n >= 1 && n <= 12 && !s.ago(k+1) {
		w.m, j = n, k+1
	} else if w.m = s.namedMonth(j); w.m > 0 {
		j += 2
	}
	if n, k := number(s.r, j, len(s.r)); k > j && k < len(s.r) && (s.r[k] == '日' || s.r[k] == '号') && n >= 1 && n <= 31 {
		ends := i > 1 && s.is(i-1, "至到—-~") && s.is(i-2, "日号")
		if w.m == 0 && (w.y > 0 || !ends && !s.bareDay(k+1)) {
			return w, j
		}
		return ymd{w.y, w.m, n}, k + 1
	}
	return s.dotted(w, i, j)
}

// dotted reads 2024-03-10, 2024/3/10 and 2024.3.10.
func (s *scanner) dotted(w ymd, i, j int) (ymd, int) {
	if j != i {
		return w, j
	}
	y, k := number(s.r, i, len(s.r))
	if k != i+4 || y < 1990 || y > 2100 || !s.is(k, "-/.") {
		return w, i
	}
	m, k2 := number(s.r, k+1, len(s.r))
	if k2 == k+1 || m < 1 || m > 12 || !s.is(k2, "-/.") {
		return w, i
	}
	d, k3 := number(s.r, k2+1, len(s.r))
	if k3 == k2+1 || d < 1 || d > 31 {
		return w, i
	}
	return ymd{y, m, d}, k3
}

// ago tells 3月 from 3月龄; nothing else of ours follows 月 in that way.
func (s *scanner) ago(i int) bool { return s.has(i, "龄") }

// yearAt reads 2024年, 二〇二四年, 今年, 明年.
func (s *scanner) yearAt(i int) (year, end int) {
	if i >= len(s.r) {
		return 0, i
	}
	switch s.r[i] {
	case '今', '明', '次', '去', '本', '当':
		return s.namedYear(i)
	}
	n, k := number(s.r, i, len(s.r))
	if k > i && s.is(k, "年") && n >= 1990 && n <= 2100 {
		return n, k + 1
	}
	return 0, i
}

// namedYears are words for a year near the meeting.
var namedYears = []struct {
	word  string
	shift int
}{{"今年", 0}, {"明年", 1}, {"次年", 1}, {"去年", -1}, {"本年", 0}, {"当年", 0}}

// namedYear reads 今年, 明年 and the like.
func (s *scanner) namedYear(i int) (year, end int) {
	for _, y := range namedYears {
		if s.has(i, y.word) && s.base != "" {
			return s.base.Year() + y.shift, i + 2
		}
	}
	return 0, i
}

// namedMonth reads 本月, 下月, 当月 as a number.
func (s *scanner) namedMonth(i int) int {
	if s.base == "" {
		return 0
	}
	m := s.month()
	switch {
	case s.has(i, "本月"), s.has(i, "当月"):
		return m
	case s.has(i, "下月"):
		return m%12 + 1
	}
	return 0
}

func (s *scanner) month() int {
	t, err := time.Parse(time.DateOnly, string(s.base))
	if err != nil {
		return 0
	}
	return int(t.Month())
}

// day returns the day of the month of the base day.
func (s *scanner) day() int {
	t, err := time.Parse(time.DateOnly, string(s.base))
	if err != nil {
		return 0
	}
	return t.Day()
}

// nextMonth moves a date by one month: on the 20th, 5号前 means the next one.
func nextMonth(w ymd) ymd {
	if w.m == 12 {
		return ymd{w.y + 1, 1, w.d}
	}
	return ymd{w.y, w.m + 1, w.d}
}

// bareDay says that a day without a month, 15号之前, is a deadline and no ordinal such as 3号楼.
func (s *scanner) bareDay(i int) bool {
	if j := skipAny(s.r, i, "至到—-~"); j > i {
		if _, k := number(s.r, j, len(s.r)); k > j && (s.has(k, "日") || s.has(k, "号")) {
			return true // 14日至16日
		}
	}
	i = s.hourTail(i)
	for _, w := range []string{"前", "之前", "以前", "下去", "开始", "开会", "上午", "下午", "晚上", "起", "就", "把", "集中", "统一"} {
		if s.has(i, w) {
			return true
		}
	}
	return false
}

// resolve completes a written date from the base day. A month that lies far behind belongs to the next year.
func (s *scanner) resolve(w ymd) (anlan.Date, Reason) {
	y := w.y
	if y == 0 {
		y = s.thisYear()
	}
	if y == 0 {
		return "", because("noYear")
	}
	if w.m == 0 && s.base == "" {
		return "", because("noMonth")
	}
	if w.m == 0 && s.day() > w.d {
		return s.resolve(nextMonth(ymd{y, s.month(), w.d}))
	}
	if w.m == 0 {
		w.m = s.month()
	}
	day, err := anlan.ParseDate(fmt.Sprintf("%04d-%02d-%02d", y, w.m, w.d))
	if err != nil && w.y == 0 {
		day, err = anlan.ParseDate(fmt.Sprintf("%04d-%02d-%02d", y+1, w.m, w.d)) // 29 February of the next year
	}
	if err != nil {
		return "", because("noSuchDay", fmt.Sprintf("%d月%d日", w.m, w.d))
	}
	if w.y == 0 && s.base != "" && day.AddDays(150) < s.base {
		next, err := anlan.ParseDate(fmt.Sprintf("%04d-%02d-%02d", y+1, w.m, w.d))
		if err == nil {
			return next, because("nextYear")
		}
	}
	return day, Reason{}
}

// lastDay returns the last day of a month.
func lastDay(y, m int) int {
	return time.Date(y, time.Month(m)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// thisYear is the year of the base day, or the one that the text names, or 0.
func (s *scanner) thisYear() int {
	if s.base != "" {
		return s.base.Year()
	}
	return s.year
}

// monthEnd resolves a month to its last day.
func (s *scanner) monthEnd(w ymd) (anlan.Date, Reason) {
	y := w.y
	if y == 0 {
		y = s.thisYear()
	}
	if y == 0 {
		return s.resolve(w)
	}
	w.d = lastDay(y, w.m)
	return s.resolve(w)
}
