package minutes

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"anlan"
)

// termAt reads 7日内, 48小时内, 3个工作日内, 两周内, 半个月内, 一个月内.
func (s *scanner) termAt(i int) (timeExpr, bool) {
	n, j := number(s.r, i, len(s.r))
	half := false
	if j == i && s.is(i, "半") {
		half, j = true, i+1
	}
	if j == i {
		return timeExpr{}, false
	}
	j = skipWord(s, j, "个")
	for _, u := range []string{"工作日", "小时", "分钟", "秒", "日", "天", "周", "星期", "礼拜", "月", "年"} {
		if !s.has(j, u) {
			continue
		}
		k := j + len([]rune(u))
		k = skipWord(s, k, "时间")
		tail := s.beforeTail(timeExpr{s: i, e: k})
		if tail.e == k && s.spent(i, k) {
			return s.term(i, k, n, u, half), true
		}
		if tail.e == k || strings.HasSuffix(string(s.r[k:tail.e]), "前") {
			return timeExpr{}, false
		}
		for _, w := range []string{"发生", "累计", "出现", "受到", "连续", "被"} {
			if s.has(tail.e, w) {
				return timeExpr{s: i, e: tail.e, kind: timeSpan}, true // 一年内发生两起事故的企业
			}
		}
		return s.term(i, tail.e, n, u, half), true
	}
	return timeExpr{}, false
}

// spent knows 用十天时间, 利用一个月, 这三天里: the time that a work is given.
func (s *scanner) spent(i, k int) bool {
	if i > 0 && s.r[i-1] == '这' && s.has(k, "里") {
		return true
	}
	if i == 0 || s.r[i-1] != '用' && !(i > 1 && s.r[i-2] == '用' && s.r[i-1] == '约') {
		return false
	}
	return s.has(k-2, "时间") || s.is(k, "，把对")
}

// term counts a term from the base day, unless an event before it starts the count.
func (s *scanner) term(i, j, n int, unit string, half bool) timeExpr {
	x := timeExpr{s: i, e: j, kind: timeDue}
	if s.fromEvent(i) || unit == "小时" && n < 12 || unit == "分钟" || unit == "秒" {
		x.kind, x.why = timeEvent, because("fromEvent")
		return x
	}
	if s.base == "" {
		x.why = because("noBase")
		return x
	}
	x.due, x.why = s.count(n, unit, half), because("fromMeeting")
	return x
}

func (s *scanner) count(n int, unit string, half bool) anlan.Date {
	if n > 3660 {
		return ""
	}
	switch unit {
	case "工作日":
		return s.cal.AddWorkingDays(s.base, n)
	case "小时":
		return s.base.AddDays((n + 23) / 24)
	case "周", "星期", "礼拜":
		return s.base.AddDays(7 * n)
	case "月":
		if half {
			return s.base.AddDays(15)
		}
		return addMonths(s.base, n)
	case "年":
		if half {
			return addMonths(s.base, 6)
		}
		return addMonths(s.base, 12*n)
	}
	return s.base.AddDays(n)
}

// addMonths keeps the day of the month, or takes the last one.
func addMonths(d anlan.Date, n int) anlan.Date {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return ""
	}
	first := time.Date(t.Year(), t.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	day := min(t.Day(), lastDay(first.Year(), int(first.Month())))
	return anlan.Date(fmt.Sprintf("%04d-%02d-%02d", first.Year(), int(first.Month()), day))
}

// fromEvent says that a term counts from an event named just before it: 发现后, 接到预警后. The issue of the paper itself and
// the meeting are no such events.
func (s *scanner) fromEvent(i int) bool {
	lead := string(s.r[max(0, i-12):i])
	if cut := strings.LastIndexAny(lead, "，。；："); cut >= 0 {
		_, size := firstRune(lead[cut:])
		lead = lead[cut+size:]
	}
	for _, own := range []string{"会后", "会议结束后", "印发后", "下发后", "通知后", "印发之日起", "下发之日起", "本通知", "即日起", "今日起", "发文之日"} {
		if strings.Contains(lead, own) {
			return false
		}
	}
	for _, event := range []string{"后", "之日起", "接报", "接到", "发现", "发生", "时", "每", "提前", "满", "近", "最近", "过去", "收到", "遇", "预警", "险情", "情况"} {
		if strings.HasSuffix(lead, event) || event != "时" && event != "每" && event != "近" && event != "满" && strings.Contains(lead, event) {
			return true
		}
	}
	return false
}

func firstRune(s string) (rune, int) {
	for i, r := range s {
		if i == 0 {
			return r, len(string(r))
		}
	}
	return 0, 0
}

// relativeAt reads 年底前, 月底前, 本月底, 下周五前, 本周内, 明天前, 上半年, 一季度末, 即日起.
func (s *scanner) relativeAt(i int) (timeExpr, bool) {
	if s.base == "" {
		return timeExpr{}, false
	}
	if x, ok := s.quarterAt(i, s.base.Year()); ok {
		return x, true
	}
	if s.has(i, "年终") {
		return timeExpr{s: i, e: i + 2, kind: timeSpan}, true // when it happens, no deadline
	}
	if x, ok := s.periodEnd(i); ok {
		return x, true
	}
	return s.weekAt(i)
}

// periodEnd reads 年底, 月底, 年内 and the like, the end of the running year or month.
func (s *scanner) periodEnd(i int) (timeExpr, bool) {
	for _, p := range [...]struct {
		word string
		year bool
	}{{"年底", true}, {"年末", true}, {"年内", true}, {"月底", false}, {"月末", false}, {"月内", false}, {"本月内", false}} {
		if !s.has(i, p.word) || i > 0 && (s.r[i-1] == '每' || digit(s.r[i-1]) || s.r[i-1] == '个' && !(i > 1 && s.r[i-2] == '这')) {
			continue
		}
		due := s.endOfMonth()
		if p.year {
			due = anlan.Date(fmt.Sprintf("%04d-12-31", s.base.Year()))
		}
		return s.beforeTail(timeExpr{s: i, e: i + utf8.RuneCountInString(p.word), kind: timeDue, due: due}), true
	}
	return timeExpr{}, false
}

func (s *scanner) endOfMonth() anlan.Date {
	return addMonths(s.base[:8]+"01", 1).AddDays(-1)
}

// quarterAt reads 一季度末, 第二季度前, 上半年, which end on a known day.
func (s *scanner) quarterAt(i, year int) (timeExpr, bool) {
	j := skipWord(s, i, "第")
	if s.has(i, "上半年") || s.has(i, "下半年") {
		end := "06-30"
		if s.r[i] == '下' {
			end = "12-31"
		}
		x := s.beforeTail(timeExpr{s: i, e: i + 3, kind: timeSpan, due: anlan.Date(fmt.Sprintf("%04d-%s", year, end))})
		return s.pastPeriod(s.achieved(x)), true
	}
	n, k := number(s.r, j, len(s.r))
	if k == j || n < 1 || n > 4 || !s.has(k, "季度") {
		return timeExpr{}, false
	}
	x := timeExpr{s: i, e: k + 2, kind: timeSpan, due: anlan.Date(fmt.Sprintf("%04d-%02d-%02d", year, n*3, lastDay(year, n*3)))}
	for _, w := range []string{"末", "底"} {
		if s.has(x.e, w) {
			x.e++
			x.kind = timeDue
		}
	}
	return s.pastPeriod(s.achieved(s.beforeTail(x))), true
}

// achieved makes a deadline of a period that has not passed, unless it only describes the noun behind it: 上半年工作会议.
func (s *scanner) achieved(x timeExpr) timeExpr {
	for _, w := range []string{"的", "工作", "安全", "会议", "例会", "全体", "形势", "事故", "期间", "以来", "因", "总结", "全县", "全镇", "我县", "发生", "共", "已", "预计", "累计", "查", "检查中", "开局", "各项", "经济", "重点", "安排", "主要", "目标任务", "部署", "要点", "任务", "我们"} {
		if s.has(x.e, w) {
			return x
		}
	}
	if x.kind == timeSpan && x.due >= s.base {
		x.kind = timeDue
	}
	return x
}

func (s *scanner) pastPeriod(x timeExpr) timeExpr {
	if x.kind == timeSpan {
		x.due = ""
	}
	return x
}

// namedDays are words for a day near the meeting.
var namedDays = []struct {
	first rune
	word  string
	days  int
}{{'今', "今天", 0}, {'今', "今日", 0}, {'今', "今晚", 0}, {'今', "今夜", 0}, {'明', "明早", 1}, {'明', "明晚", 1}, {'明', "明天", 1}, {'明', "明日", 1}, {'后', "后天", 2}}

const weekdays = "一二三四五六"

// weekAt reads 本周五前, 下周三, 这周末, 本周内, 明天, 后天前.
func (s *scanner) weekAt(i int) (timeExpr, bool) {
	for _, d := range namedDays {
		if word, n := d.word, d.days; s.r[i] == d.first && s.has(i, word) {
			x := s.beforeTail(timeExpr{s: i, e: s.hourTail(i + 2), kind: timePlain, due: s.base.AddDays(n)})
			if s.has(x.e, "天黑前") {
				x.e, x.kind = x.e+3, timeDue
			}
			if n == 0 && x.kind != timeDue {
				return timeExpr{}, false
			}
			return x, true
		}
	}
	shift, j := s.weekShift(i)
	if j == i {
		return timeExpr{}, false
	}
	monday := s.base.AddDays(-((int(s.base.Weekday()) + 6) % 7)).AddDays(7 * shift)
	x := timeExpr{s: i, e: j, kind: timePlain, due: monday.AddDays(6)}
	switch {
	case j < len(s.r) && strings.ContainsRune(weekdays, s.r[j]):
		x.due = monday.AddDays(strings.IndexRune(weekdays, s.r[j]) / 3)
		x.e++
	case s.is(j, "日天末"):
		x.e++
	case !s.is(j, "内前之以先就把全都"):
		return timeExpr{}, false
	}
	return s.beforeTail(x), true
}

func (s *scanner) weekShift(i int) (weeks, end int) {
	for _, p := range []struct {
		word  string
		weeks int
	}{{"下周", 1}, {"下个星期", 1}, {"下星期", 1}, {"本周", 0}, {"这周", 0}, {"这个星期", 0}, {"本星期", 0}, {"这礼拜", 0}, {"这个礼拜", 0}, {"下礼拜", 1}, {"下个礼拜", 1}} {
		if s.has(i, p.word) {
			return p.weeks, i + len([]rune(p.word))
		}
	}
	if s.has(i, "周") && i+1 < len(s.r) && strings.ContainsRune(weekdays, s.r[i+1]) && s.is(i+2, "前之以") && !(i > 0 && s.r[i-1] == '每') {
		return 0, i + 1
	}
	return 0, i
}

// joinRanges makes one span of 自…至…, 从…到…: it ends on its last day.
func joinRanges(r []rune, xs []timeExpr) []timeExpr {
	var out []timeExpr
	for i := 0; i < len(xs); i++ {
		x := xs[i]
		for i+1 < len(xs) && xs[i+1].s-x.e <= 2 && xs[i+1].s > x.e && strings.Trim(string(r[x.e:xs[i+1].s]), "至到—-~起－–―") == "" {
			next := xs[i+1]
			if next.due != "" && next.due < x.due {
				next.due = addMonths(next.due, 12) // 2025年10月1日至12月31日: the end is of the year of the beginning
			}
			x = timeExpr{s: x.s, e: next.e, kind: timeDue, due: next.due, why: because("range")}
			i++
		}
		if x.s > 0 && x.kind == timePlain && (r[x.s-1] == '至' || r[x.s-1] == '到') {
			x.kind = timeDue
		}
		out = append(out, x)
	}
	return out
}
