package minutes

import (
	"fmt"
	"slices"
	"strings"

	"anlan"
)

// timeKind says what a time expression does.
type timeKind int

const (
	timeDue   timeKind = iota // a deadline
	timePlain                 // a day, without 前 or 内
	timeEvent                 // counted from an event: no date
	timeSpan                  // 期间, 自…至…
	timePast                  // a day or a period behind us: 去年, 9月14日15时许
)

// timeExpr is one expression of time in a block.
type timeExpr struct {
	s, e   int
	kind   timeKind
	due    anlan.Date // empty if none
	why    Reason
	rough  bool   // a month or week without a day
	unreal string // as printed, when no calendar has the day
}

// clock knows the days from which relative terms count.
type clock struct {
	base anlan.Date // day of the meeting or the document; empty if unknown
	year int        // year that the text names, for a text without a day
	cal  Calendar
}

// scanner finds time expressions in one block.
type scanner struct {
	clock
	r []rune
}

// scanTimes returns the time expressions of a text in order.
func (c clock) scanTimes(r []rune) []timeExpr {
	s := scanner{clock: c, r: r}
	var out []timeExpr
	for i := 0; i < len(r); {
		if !timeStart(r[i]) {
			i++
			continue
		}
		x, ok := s.at(i)
		if !ok || x.e <= i {
			i++
			continue
		}
		if rhythmic(r, i) || started(r, x.e) || attribute(r, x.e) {
			x.kind, x.due = timeSpan, ""
		}
		x = daysBefore(r, x)
		if x.kind == timeDue && eventAhead(r, x) {
			x.kind, x.due, x.why = timeEvent, "", because("fromEvent")
		}
		out = append(out, x)
		i = x.e
	}
	return joinRanges(r, out)
}

// eventAhead knows 活动举办5日前: so many days before something that has no day here.
func eventAhead(r []rune, x timeExpr) bool {
	if !digit(r[x.s]) && !isPlainDigit(r[x.s]) && r[x.s] != '十' || !strings.HasSuffix(string(r[x.s:x.e]), "日前") || slices.Contains(r[x.s:x.e], '月') || x.s < 2 {
		return false
	}
	return slices.Contains([]string{"举办", "举行", "开展", "开工", "开学", "活动", "实施", "作业", "演出", "施工", "放假", "开幕", "开考", "投用", "生产", "复工", "使用", "到期", "届满", "期满", "出发", "发车", "启动", "开业", "召开", "拆除", "停气", "停水", "停电"}, string(r[x.s-2:x.s]))
}

// daysBefore counts back: 除夕前一天, 节前三日.
func daysBefore(r []rune, x timeExpr) timeExpr {
	if x.kind != timeDue || x.due == "" || x.e == 0 || r[x.e-1] != '前' {
		return x
	}
	n, k := number(r, x.e, len(r))
	if k > x.e && n <= 30 && k < len(r) && (r[k] == '天' || r[k] == '日') && !(k+1 < len(r) && r[k+1] == '内') {
		x.e, x.due, x.why = k+1, x.due.AddDays(-n), because("countBack")
	}
	return x
}

// rhythmic says that 每 governs what stands at i: 每月25日前, 每季度末月25日前.
func rhythmic(r []rune, i int) bool {
	for j := i - 1; j >= 0 && j >= i-9; j-- {
		if r[j] == '每' {
			return true
		}
		if !strings.ContainsRune("一二三四两半季度年月末首初底第后最周星期学个的", r[j]) {
			return false
		}
	}
	return false
}

// started says that a time only tells when something begins: 从明天开始, 自10月1日起.
func started(r []rune, e int) bool {
	s := string(r[e:min(len(r), e+4)])
	return hasAnyPrefix(s, []string{"开始", "以后", "之后", "过后"}) || strings.HasPrefix(s, "后") && !strings.HasPrefix(s, "后续") || strings.HasPrefix(s, "起") && !strings.ContainsAny(s, "至到")
}

// attribute says that a time only describes the noun behind it: 年底考核, 一个月内两次被查出的项目.
func attribute(r []rune, e int) bool {
	s := string(r[e:min(len(r), e+5)])
	if hasAnyPrefix(s, []string{"仍", "尚", "还没", "还未", "考核", "目标考核", "绩效", "综合考评", "评优", "述职", "被", "累计", "连续", "再次", "多次"}) {
		return true
	}
	return len(s) > 6 && (isPlainDigit(r[e]) || digit(r[e])) && r[e+1] == '次' && !strings.ContainsRune("性", r[e+2])
}

// timeStart is a quick test that saves most of the work.
func timeStart(r rune) bool {
	switch r {
	case '一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十', '〇', '廿':
		return true
	case '半', '今', '明', '后', '本', '下', '上', '次', '当', '这', '春', '元', '清', '端', '中', '国', '腊', '正', '冬', '农', '除', '小', '年', '月', '节', '假', '周', '大', '重', '劳':
		return true
	}
	return digit(r)
}

// at reads the expression that begins at i.
func (s *scanner) at(i int) (timeExpr, bool) {
	for _, read := range []func(int) (timeExpr, bool){s.unrealAt, s.dateAt, s.lunarAt, s.termAt, s.festivalAt, s.relativeAt} {
		if x, ok := read(i); ok {
			return x, true
		}
	}
	return timeExpr{}, false
}

// dateAt reads 2024年3月10日, 3月10日, 10日, 3月, with what follows: 前, 底, 上旬.
func (s *scanner) dateAt(i int) (timeExpr, bool) {
	w, j := s.written(i)
	if j == i {
		return timeExpr{}, false
	}
	if w.m == 0 && w.d == 0 { // a year alone
		return s.yearTail(i, j, w)
	}
	j = s.hourTail(j)
	x := timeExpr{s: i, e: j, kind: timePlain}
	if w.d == 0 {
		x.rough = true
		return s.monthTail(x, w)
	}
	x.due, x.why = s.resolve(w)
	return s.beforeTail(s.sameMonth(x, w)), true
}

// sameMonth goes on to the last day of 2月10日至17日.
func (s *scanner) sameMonth(x timeExpr, w ymd) timeExpr {
	if !s.is(x.e, "至到—-~–") {
		return x
	}
	n, k := number(s.r, x.e+1, len(s.r))
	if k == x.e+1 || n <= w.d || n > 31 || !s.is(k, "日号") {
		return x
	}
	x.e, x.kind = k+1, timeDue
	x.due, _ = s.resolve(ymd{w.y, w.m, n})
	x.why = because("range")
	return x
}

func (s *scanner) is(i int, set string) bool {
	return i < len(s.r) && strings.ContainsRune(set, s.r[i])
}

func (s *scanner) has(i int, word string) bool {
	for _, r := range word {
		if i >= len(s.r) || s.r[i] != r {
			return false
		}
		i++
	}
	return true
}

// monthTail reads what follows a month: 底前, 上旬, 中旬, 下旬, 末, 前, 内.
func (s *scanner) monthTail(x timeExpr, w ymd) (timeExpr, bool) {
	for _, part := range []struct {
		word string
		day  int
	}{{"上旬", 10}, {"中旬", 20}, {"下旬", 0}, {"底", 0}, {"末", 0}, {"初", 10}, {"份", 0}} {
		if s.has(x.e, part.word) {
			x.e += len([]rune(part.word))
			w.d = part.day
			break
		}
	}
	if w.d > 0 {
		x.due, x.why = s.resolve(w)
	} else {
		x.due, x.why = s.monthEnd(w)
	}
	return s.beforeTail(x), true
}

// yearTail reads 2024年底前, 今年年底, 年内; a bare year is no deadline.
func (s *scanner) yearTail(i, j int, w ymd) (timeExpr, bool) {
	for _, word := range []string{"年底", "底", "年末", "末", "年内", "内"} {
		if s.has(j, word) {
			x := timeExpr{s: i, e: j + len([]rune(word)), kind: timeDue, due: anlan.Date(fmt.Sprintf("%04d-12-31", w.y))}
			return s.beforeTail(x), true
		}
	}
	if x, ok := s.quarterAt(j, w.y); ok {
		x.s = i
		return x, true
	}
	if s.base != "" && w.y < s.base.Year() {
		return timeExpr{s: i, e: j, kind: timePast}, true
	}
	return timeExpr{}, false
}

// beforeTail reads 前, 之前, 以前, 内, 止, which make a day a deadline that includes the day.
func (s *scanner) beforeTail(x timeExpr) timeExpr {
	for _, word := range []string{"以前", "之前", "前", "以内", "之内", "内", "止"} {
		if s.has(x.e, word) && !s.has(x.e, "前后") && !s.has(x.e, "前期") && !s.has(x.e, "前置") && !s.has(x.e, "前往") && !s.has(x.e, "前移") {
			x.e += len([]rune(word))
			x.kind = timeDue
			return x
		}
	}
	if x.e > x.s && (s.r[x.e-1] == '底' || s.r[x.e-1] == '末') {
		x.kind = timeDue
	}
	return x
}

// hourTail skips a time of day after a date: 上午8:30, 18时, 17:00.
func (s *scanner) hourTail(i int) int {
	j := i
	for _, word := range []string{"上午", "下午", "中午", "晚上", "晚", "早上", "凌晨"} {
		if s.has(j, word) {
			j += len([]rune(word))
		}
	}
	n, k := number(s.r, j, len(s.r))
	if k == j || n > 24 || !s.is(k, "时点:") {
		return j
	}
	k++
	if m, k2 := number(s.r, k, len(s.r)); k2 > k && m < 60 {
		k = k2
		if s.is(k, "分") {
			k++
		}
	}
	return k
}
