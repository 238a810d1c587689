package minutes

import (
	"slices"
	"strings"
)

// form is what a block of lines is on the page.
type form int

const (
	formPara form = iota
	formHeading
	formRow
	formField
	formAddressee
	formTitle
	formSign
	formRoll // 出席：, 参会单位：
	formNote // 附件, 抄送, 联系人
)

// mark is the numbering of a line.
type mark struct {
	level int // 1 一、 2 （一） 3 1. 4 （1） 5 ①; 0 none
	end   int // where the text begins
}

// block is a paragraph of the text with all words of the lexicon found in it.
type block struct {
	text
	form form
	mark mark
	hits [][]*word

	counted bool // somewhere a number counts villages or townships: 两个村
}

// countsPlaces says that a text counts villages or townships.
func countsPlaces(r []rune) bool {
	for i := 1; i < len(r); i++ {
		if (r[i] == '村' || r[i] == '镇' || r[i] == '乡' || r[i] == '社' || r[i] == '街' || r[i] == '矿' || r[i] == '企') && (r[i-1] == '个' || isPlainDigit(r[i-1]) || digit(r[i-1])) {
			return true
		}
	}
	return false
}

// lines cuts the text at line ends, trims, and drops page furniture. Credits are returned too: they may hold the date.
func lines(t text) (kept, credits []text) {
	start := 0
	for i := 0; i <= len(t.r); i++ {
		if i < len(t.r) && t.r[i] != '\n' {
			continue
		}
		if l := trim(t.slice(start, i)); len(l.r) > 0 {
			kept = append(kept, l)
		}
		start = i + 1
	}
	kept = dropHeads(kept)
	heads, seen := repeats(kept), map[string]bool{}
	kept = slices.DeleteFunc(kept, func(l text) bool {
		s := string(l.r)
		again := heads[s] && seen[s]
		seen[s] = true
		if credit(s) {
			credits = append(credits, l)
		}
		return again || furniture(s)
	})
	return kept, credits
}

// dropHeads drops a short line behind a page number that interrupts a sentence: a running head.
func dropHeads(ls []text) []text {
	out := ls[:0]
	for i, l := range ls {
		if i >= 2 && pageNumber(string(ls[i-1].r)) && !terminal(ls[i-2].r) && len(ls[i-2].r) > 14 && len(l.r) <= 24 &&
			!strings.ContainsAny(string(l.r), "，。；：、") && numbering(l.r).level == 0 {
			continue
		}
		out = append(out, l)
	}
	return out
}

// trim cuts blanks from both ends.
func trim(t text) text {
	s, e := 0, len(t.r)
	for s < e && (t.r[s] == '\t' || t.r[s] == ' ') {
		s++
	}
	for e > s && (t.r[e-1] == '\t' || t.r[e-1] == ' ') {
		e--
	}
	return t.slice(s, e)
}

const chineseDigits = "一二三四五六七八九十"

// numbering reads the number at the beginning of a line.
func numbering(r []rune) mark {
	i := 0
	open := i < len(r) && r[i] == '（'
	if open {
		i++
	}
	s := i
	for i < len(r) && i-s < 3 && strings.ContainsRune(chineseDigits, r[i]) {
		i++
	}
	if i > s {
		return closeMark(r, i, open, 1, 2)
	}
	for i < len(r) && i-s < 3 && digit(r[i]) {
		i++
	}
	if i > s {
		return closeMark(r, i, open, 3, 4)
	}
	if s < len(r) && !open && (r[s] >= '①' && r[s] <= '⑳' || r[s] == '●' || r[s] == '■' || r[s] == '◆' || r[s] == '•') {
		return mark{level: 5, end: s + 1}
	}
	return mark{}
}

// closeMark checks the sign after a number.
func closeMark(r []rune, i int, open bool, bare, bracketed int) mark {
	switch {
	case i >= len(r):
	case r[i] == '）':
		level := bracketed
		if !open {
			level = bare + 1
		}
		return mark{level: level, end: skipAny(r, i+1, "、. \t")}
	case open:
	case r[i] == '、', r[i] == '.' && bare == 3 && !(i+1 < len(r) && digit(r[i+1])), r[i] == '.' && bare == 1:
		return mark{level: bare, end: skipAny(r, i+1, " \t")}
	case r[i] == '\t' && bare == 3 && !slices.Contains(r[i+1:], '\t'):
		return mark{level: bare, end: i + 1}
	}
	return mark{}
}

func skipAny(r []rune, i int, set string) int {
	for i < len(r) && strings.ContainsRune(set, r[i]) {
		i++
	}
	return i
}

// unwrap joins lines that the page broke, so that each block is a paragraph.
func unwrap(ls []text) []text {
	width := pageWidth(ls)
	var out []text
	for i, l := range ls {
		if i > 0 && broken(ls[i-1], l, width, i == 1) {
			// A line is a clipped window of the whole text, so the first append copies and later ones are cheap.
			last := &out[len(out)-1]
			last.r, last.at = append(last.r, l.r...), append(last.at, l.at...)
			continue
		}
		out = append(out, l)
	}
	return out
}

// pageWidth returns the common width of broken lines, or 0 if the text is not hard-wrapped.
func pageWidth(ls []text) int {
	count := map[int]int{}
	for _, l := range ls {
		if !terminal(l.r) && len(l.r) >= 14 {
			count[rawWidth(l)/4]++
		}
	}
	best, width := 2, 0
	for w, n := range count {
		n += count[w+1]
		if n > best || n == best && w > width {
			best, width = n, w
		}
	}
	return width * 4
}

func rawWidth(l text) int { return l.at[len(l.at)-1] - l.at[0] + 1 }

func terminal(r []rune) bool {
	return strings.ContainsRune("。！？；：…”）", r[len(r)-1])
}

// broken says that the line next continues the line prev.
func broken(prev, next text, width int, title bool) bool {
	p, n := string(prev.r), string(next.r)
	if terminal(prev.r) && !unclosed(prev.r) || numbering(next.r).level > 0 || isField(n) || columnsIn(p) || columnsIn(n) {
		return false
	}
	if isField(p) || isRoll(p) || isRoll(n) || onlyDate(next.r) || onlyDate(prev.r) || isNote(n) || strings.HasPrefix(n, "一是") {
		return false
	}
	if strings.ContainsAny(p, "，。；") && !title {
		return !strings.HasSuffix(n, "：") || len(next.r) > 30
	}
	return width > 0 && rawWidth(prev) >= width-4 && len(prev.r) >= 12 && !title && !isTitle(p)
}

// unclosed says that a bracket is still open at the end of the line.
func unclosed(r []rune) bool {
	depth := 0
	for _, c := range r {
		switch c {
		case '（', '《', '“':
			depth++
		case '）', '》', '”':
			depth--
		}
	}
	return depth > 0
}

// formBlocks gives every paragraph its form and its words.
func formBlocks(paras []text, v *vocabulary) []*block {
	out := make([]*block, len(paras))
	for i, p := range paras {
		b := &block{text: p, mark: numbering(p.r)}
		if b.mark.level == 0 && stageLine(p.r) {
			b.mark.level = 2
		}
		b.form = formOf(b, i, paras)
		b.hits, b.counted = v.annotate(p.r), countsPlaces(p.r)
		out[i] = b
	}
	return out
}

// stageLine knows a line such as 第一阶段：自查自改（8月1日—8月20日）.
func stageLine(r []rune) bool {
	s := string(r)
	return len(r) <= 44 && !strings.ContainsAny(s, "。；") && strings.Contains(s, "阶段") && (strings.HasPrefix(s, "第") || strings.HasSuffix(s, "）") || strings.HasSuffix(s, "阶段") || strings.HasSuffix(s, "："))
}

// formOf reads the form of a paragraph from itself and its neighbours.
func formOf(b *block, i int, all []text) form {
	s := string(b.r)
	tabs := strings.Count(s, "\t") + strings.Count(s, "|")
	switch {
	case tabs >= 2 && !strings.ContainsAny(s, "。") || tabs >= 3:
		return formRow
	case isRoll(s):
		return formRoll
	case isNote(s):
		return formNote
	case isField(string(b.r[b.mark.end:])) && b.mark.level == 0:
		return formField
	case onlyDate(b.r):
		return formSign
	case stageLine(b.r):
		return formHeading
	case b.mark.level > 0:
		return numberedForm(b, i, all)
	case strings.HasSuffix(s, "：") && i < 12 && len(b.r) < 120 && !strings.ContainsAny(s, "。；") && addressing(s):
		return formAddressee
	case !strings.ContainsAny(s, "。；！？：，") && len(b.r) <= 50:
		return shortForm(s, i, len(all))
	}
	return formPara
}

// numberedForm tells a numbered heading from a numbered item: a heading has no full stop and text below it.
func numberedForm(b *block, i int, all []text) form {
	if terminal(b.r) && b.r[len(b.r)-1] != '）' || len(b.r) > 60 || i+1 >= len(all) {
		return formPara
	}
	next := numbering(all[i+1].r)
	if next.level == 0 && !isField(string(all[i+1].r)) && !isNote(string(all[i+1].r)) && !onlyDate(all[i+1].r) && len(all[i+1].r) > 16 || next.level > b.mark.level {
		return formHeading
	}
	return formPara
}

// shortForm reads an unnumbered line without punctuation: a title on top, a heading in the middle, a signature at the end.
func shortForm(s string, i, n int) form {
	switch {
	case i < 6:
		return formTitle
	case i >= n-4:
		return formSign
	}
	return formHeading
}

func isTitle(s string) bool {
	for _, end := range []string{"通知", "通报", "纪要", "会议", "讲话", "方案", "召开", "部署", "工作会", "推进会", "记录", "分解表", "清单", "强调", "要求", "报告", "函", "文件", "意见"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}

// addressing says that a line ending in a colon names addressees and does not introduce a list.
func addressing(s string) bool {
	for _, w := range []string{"如下", "通知", "会议", "明确", "议定", "要求", "强调", "指出", "决定", "工作：", "同志们", "事项", "意见", "内容", "讲", "说", "议题", "议程", "书记：", "镇长：", "乡长：", "主任：", "局长：", "县长："} {
		if strings.Contains(s, w) {
			return false
		}
	}
	return true
}

func hasAnyPrefix(s string, list []string) bool {
	return slices.ContainsFunc(list, func(p string) bool { return strings.HasPrefix(s, p) })
}

// isRoll knows the lines of a record that list who was there and when.
func isRoll(s string) bool {
	return hasAnyPrefix(s, []string{"出席：", "列席：", "请假：", "缺席：", "参会", "参加人员", "出席人员", "列席人员", "主持：", "主持人", "记录：", "记录人",
		"时间：", "地点：", "会议时间", "会议地点", "与会人员", "到会人员", "参加：", "缺席人员", "请假人员", "应到", "实到", "出席单位", "参加单位"}) &&
		strings.ContainsRune(s, '：') && len([]rune(s)) < 200
}

// isNote knows what stands below the text: copies, enclosures, telephone numbers.
func isNote(s string) bool {
	return hasAnyPrefix(s, []string{"抄送", "抄报", "主送", "附件", "附：", "附表", "附1", "联系人", "联系电话", "电话：", "报送邮箱", "邮箱", "印发", "（此件", "此件", "（联系人", "签发人", "签发：", "发：", "报：", "送：", "（共印", "主题词", "备注："})
}

// columnsIn says that a line looks like the row of a table.
func columnsIn(s string) bool {
	return strings.Count(s, "\t") >= 2 || strings.Count(s, "|") >= 2
}
