package minutes

import (
	"strings"

	"anlan"
	"anlan/internal/calendar"
)

// lunarDays are days of the lunar year that have a name; day 0 is the last of the month.
var lunarDays = []struct {
	word string
	day  [2]int
}{{"除夕", [2]int{12, 0}}, {"大年三十", [2]int{12, 0}}, {"元宵", [2]int{1, 15}}, {"小年", [2]int{12, 23}}, {"腊八", [2]int{12, 8}}, {"重阳", [2]int{9, 9}}, {"中元", [2]int{7, 15}}}

// lunarAt reads 腊月二十三前, 正月十五, 农历五月初五, 除夕前, 元宵节前.
func (s *scanner) lunarAt(i int) (timeExpr, bool) {
	if !s.is(i, "农正腊冬除大元小重中") {
		return timeExpr{}, false
	}
	j, marked := i, s.has(i, "农历")
	if marked {
		j += 2
	}
	for _, f := range lunarDays {
		if word, md := f.word, f.day; s.has(j, word) {
			end := j + len([]rune(word))
			x, ok := s.lunarDay(i, skipWord(s, end, "节"), md[0], md[1])
			if x.kind == timeDue && x.due != "" && s.has(end, "节") {
				x.due, x.why = x.due.AddDays(-1), because("festivalEve", word)
			}
			return x, ok
		}
	}
	m, k := s.lunarMonth(j, marked)
	if m == 0 {
		return timeExpr{}, false
	}
	if s.is(k, "初") {
		k++
	}
	d, end := chinese(s.r, k, len(s.r))
	if end == k && s.is(k, "底") {
		return s.lunarDay(i, k+1, m, 0)
	}
	if end == k || d > 30 {
		return timeExpr{}, false
	}
	return s.lunarDay(i, end, m, d)
}

func skipWord(s *scanner, i int, word string) int {
	if s.has(i, word) {
		return i + len([]rune(word))
	}
	return i
}

func (s *scanner) lunarMonth(i int, marked bool) (month, end int) {
	for word, m := range map[string]int{"正月": 1, "腊月": 12, "冬月": 11} {
		if s.has(i, word) {
			return m, i + 2
		}
	}
	if !marked {
		return 0, i
	}
	if m, k := chinese(s.r, i, len(s.r)); k > i && s.is(k, "月") && m <= 12 {
		return m, k + 1
	}
	return 0, i
}

// lunarDay resolves a lunar day near the base day; day 0 is the last of the month.
func (s *scanner) lunarDay(i, j, m, d int) (timeExpr, bool) {
	x := timeExpr{s: i, e: j, kind: timePlain}
	if s.is(j, "至到—-") && d > 0 {
		k := skipWord(s, j+1, "初")
		if last, end := chinese(s.r, k, len(s.r)); end > k && last > d && last <= 30 {
			x, _ = s.lunarDay(i, end, m, last) // 正月初一至初七
			x.kind = timeDue
			return x, true
		}
	}
	if s.base != "" {
		for y := s.base.Year() - 1; y <= s.base.Year()+1 && x.due == ""; y++ {
			day, err := lunarDate(y, m, d)
			if err == nil && day.AddDays(45) >= s.base {
				x.due, x.why = day, because("lunar")
			}
		}
	}
	return s.beforeTail(x), true
}

func lunarDate(y, m, d int) (anlan.Date, error) {
	if d > 0 {
		return calendar.FromLunar(y, m, d)
	}
	day, err := calendar.FromLunar(y, m, 30)
	if err != nil {
		return calendar.FromLunar(y, m, 29)
	}
	return day, nil
}

// festivalAt reads 节前, 春节前, 国庆假期前, 春运启动前, and 春节期间, which is no deadline.
func (s *scanner) festivalAt(i int) (timeExpr, bool) {
	if !s.is(i, "春元清五端中国十劳年节假") {
		return timeExpr{}, false
	}
	if s.has(i, "春运") {
		return s.rushAt(i)
	}
	name, j := "", i
	for _, f := range []string{"春节", "元旦", "清明", "五一", "端午", "中秋", "国庆", "十一", "劳动节", "年关"} {
		if s.has(i, f) {
			name, j = f, i+len([]rune(f))
			break
		}
	}
	if x, ok := s.afterFestival(i, j, name); ok {
		return x, true
	}
	bare := name == "" && (s.has(i, "节前") || s.has(i, "假期前") || s.has(i, "节假日前") || s.has(i, "年前"))
	if name == "" && !bare {
		return timeExpr{}, false
	}
	if s.is(j, "”") {
		j++
	}
	for _, w := range []string{"节日", "小长假", "长假", "假期", "节假日", "假日", "节", "放假", "黄金周", "到来", "来临"} {
		if s.has(j, w) {
			j += len([]rune(w))
		}
	}
	x := timeExpr{s: i, e: j, kind: timePlain}
	t := s.beforeTail(x)
	if t.e == j || t.kind != timeDue || strings.HasSuffix(string(s.r[j:t.e]), "内") {
		return timeExpr{}, false
	}
	if bare {
		name = s.nextFestival(s.has(i, "年前"))
	}
	t.due, t.why = s.dayBefore(name)
	return t, true
}

// afterFestival reads 节后3个工作日内, 春节后首个工作日: working days count from the first day off, for none of the days off is one.
func (s *scanner) afterFestival(i, j int, name string) (timeExpr, bool) {
	for _, w := range []string{"节假日", "假期", "长假", "节"} {
		if s.has(j, w) {
			j += len([]rune(w))
			break
		}
	}
	if j == i || !s.is(j, "后") {
		return timeExpr{}, false
	}
	j = skipWord(s, j+1, "上班")
	n, k := number(s.r, skipWord(s, j, "第"), len(s.r))
	if k == j && s.is(k, "首") {
		n, k = 1, k+1
	}
	if k = skipWord(s, k, "个"); n == 0 || n > 60 || !s.has(k, "工作日") {
		return timeExpr{}, false
	}
	x := timeExpr{s: i, e: skipWord(s, k+3, "内"), kind: timeDue}
	if name == "" {
		name = s.nextFestival(false)
	}
	eve, why := s.dayBefore(name)
	if x.why = why; eve != "" {
		x.due, x.why = s.cal.AddWorkingDays(eve.AddDays(1), n), because("holidayAfter", name)
	}
	return x, true
}

// rushAt reads 春运启动前, 春运结束前.
func (s *scanner) rushAt(i int) (timeExpr, bool) {
	for _, w := range []string{"启动前", "开始前", "开启前", "到来前", "前"} {
		if s.has(i+2, w) && s.base != "" {
			for y := s.base.Year(); y <= s.base.Year()+1; y++ {
				start, _, _ := s.cal.SpringRush(y)
				if start > s.base {
					return timeExpr{s: i, e: i + 2 + len([]rune(w)), kind: timeDue, due: start.AddDays(-1), why: because("rushEve")}, true
				}
			}
		}
	}
	return timeExpr{}, false
}

// dayBefore returns the day before the next run of days off of the festival.
func (s *scanner) dayBefore(name string) (anlan.Date, Reason) {
	if s.base == "" || name == "" {
		return "", because("noHoliday")
	}
	for y := s.base.Year(); y <= s.base.Year()+1; y++ {
		first, _, err := s.cal.HolidayStart(name, y)
		if err == nil && first > s.base {
			return first.AddDays(-1), because("holidayEve", name)
		}
	}
	return "", Reason{}
}

// nextFestival names the festival meant by 节前: the one named in the text, else the next to come.
func (s *scanner) nextFestival(spring bool) string {
	if spring {
		return "春节"
	}
	all := []string{"元旦", "春节", "清明", "五一", "端午", "中秋", "国庆"}
	if s.cal == nil || s.base == "" {
		return ""
	}
	best, day := "", anlan.Date("")
	for _, f := range all {
		if d, _ := s.dayBefore(f); d != "" && (day == "" || d < day) {
			best, day = f, d
		}
	}
	return best
}
