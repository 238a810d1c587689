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
	formSpeaker // 县防汛办 19:42 in a chat
	formRoll    // 出席：, 参会单位：
	formNote    // 附件, 抄送, 联系人
)

// mark is the numbering of a line.
type mark struct {
	level int // 1 一、 2 （一） 3 1. 4 （1） 5 ①; 0 none
	end   int // where the text begins
}

// block is a paragraph of the text with all words of the lexicon found in it.
type block struct {
	text
	form  form
	mark  mark
	found *found
	line  string // the runes as one string, so that a part of it costs no copy
	off   []int  // where each rune stands in line

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
	case r[i] == '、', r[i] == '.' && bare == 3 && (!(i+1 < len(r) && digit(r[i+1])) || monthAt(r, i+1)), r[i] == '.' && bare == 1:
		return mark{level: bare, end: skipAny(r, i+1, " \t")}
	case r[i] == '\t' && bare == 3 && !slices.Contains(r[i+1:], '\t'):
		return mark{level: bare, end: i + 1}
	}
	return mark{}
}

// monthAt says that a month stands at i: 9.6月底前 is number 9 and June.
func monthAt(r []rune, i int) bool {
	j := skipAny(r, i, "0123456789")
	return j-i <= 2 && j < len(r) && r[j] == '月'
}

func skipAny(r []rune, i int, set string) int {
	for i < len(r) && strings.ContainsRune(set, r[i]) {
		i++
	}
	return i
}

// newBlock keeps a text as runes and as a string.
func newBlock(t text) *block {
	b := &block{text: t, line: string(t.r), off: make([]int, 0, len(t.r)+1)}
	for i := range b.line {
		b.off = append(b.off, i)
	}
	b.off = append(b.off, len(b.line))
	return b
}

// formBlocks gives every paragraph its form and its words.
func formBlocks(paras []text, v *vocabulary) []*block {
	out := make([]*block, len(paras))
	for i, p := range paras {
		b := newBlock(p)
		b.mark = numbering(p.r)
		if b.mark.level == 0 && stageLine(p.r) {
			b.mark.level = 2
		}
		b.form = formOf(b, i, paras)
		b.found, b.counted = v.annotate(p.r), countsPlaces(p.r)
		out[i] = b
	}
	return out
}

// stageLine knows a line such as 第一阶段：自查自改（8月1日—8月20日）.
func stageLine(r []rune) bool {
	if len(r) > 44 {
		return false
	}
	s := strings.TrimSuffix(string(r), "。")
	return !strings.ContainsAny(s, "。；") && strings.Contains(s, "阶段") && (strings.HasPrefix(s, "第") || strings.HasSuffix(s, "）") || strings.HasSuffix(s, "阶段") || strings.HasSuffix(s, "："))
}

// formOf reads the form of a paragraph from itself and its neighbours.
func formOf(b *block, i int, all []text) form {
	s := b.whole()
	tabs := strings.Count(s, "\t") + strings.Count(s, "|")
	switch {
	case chatLine(b.r) > 0:
		return formSpeaker
	case isRoll(s):
		return formRoll
	case tabs >= 2 && !strings.ContainsAny(s, "。") || tabs >= 3:
		return formRow
	case isNote(s):
		return formNote
	case isField(b.str(b.mark.end, len(b.r))) && b.mark.level == 0:
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
		return shortForm(i, len(all))
	}
	return formPara
}

// numberedForm tells a numbered heading from a numbered item: a heading has no full stop and text below it.
func numberedForm(b *block, i int, all []text) form {
	if terminal(b.r) && b.r[len(b.r)-1] != '）' || len(b.r) > 60 || i+1 >= len(all) {
		return formPara
	}
	if s := b.str(b.mark.end, len(b.r)); len(b.r)-b.mark.end <= 6 && hasAnySuffix(s, "时间", "范围", "对象", "重点", "目标", "步骤", "内容", "要求") {
		return formHeading // 整治时间
	}
	next := numbering(all[i+1].r)
	if next.level == 0 && !isField(string(all[i+1].r)) && !isNote(string(all[i+1].r)) && !onlyDate(all[i+1].r) && len(all[i+1].r) > 16 || next.level > b.mark.level {
		return formHeading
	}
	return formPara
}

// shortForm reads an unnumbered line without punctuation: a title on top, a heading in the middle, a signature at the end.
func shortForm(i, n int) form {
	switch {
	case i < 6:
		return formTitle
	case i >= n-4:
		return formSign
	}
	return formHeading
}

func isTitle(s string) bool {
	for _, end := range []string{"通知", "通知书", "通知单", "通报", "纪要", "工作要点", "任务表", "台账", "简报", "督办单", "提示", "摘要", "会议", "讲话", "方案", "召开", "部署", "工作会", "推进会", "记录", "分解表", "清单", "强调", "要求", "报告", "函", "文件", "意见"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}

// addressing says that a line ending in a colon names addressees and does not introduce a list.
func addressing(s string) bool {
	for _, w := range []string{"如下", "以下", "责成", "发现", "存在", "开展", "通知", "会议", "明确", "议定", "要求", "强调", "指出", "决定", "工作：", "同志们", "事项", "意见", "内容", "讲", "说", "议题", "议程", "书记：", "镇长：", "乡长：", "主任：", "局长：", "县长："} {
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
	gap := gapLabel(s)
	s = noBlanks.Replace(s)
	if gap {
		return true
	}
	return hasAnyPrefix(s, []string{"出席：", "列席：", "请假：", "缺席：", "参会", "参加人", "参加人员", "出席人员", "列席人员", "主持：", "主持人", "记录：", "记录人",
		"时间：", "地点：", "会议时间", "会议地点", "与会人员", "到会人员", "参加：", "参加会议：", "出席会议：", "列席会议：", "到会：", "与会：", "参会：", "到场：", "缺席人员", "请假人员", "应到", "实到", "出席单位", "参加单位"}) &&
		strings.ContainsRune(s, '：') && len([]rune(s)) < 200
}

// gapLabel knows a line of the head of minutes whose label is parted from its text by a gap only: 时  间  2024年11月26日.
func gapLabel(s string) bool {
	cells := strings.FieldsFunc(s, func(r rune) bool { return r == '\t' || r == ' ' })
	label := ""
	for i, c := range cells[:min(len(cells), 3)] {
		if len([]rune(c)) > 5 {
			break
		}
		label += c
		if i+1 < len(cells) && slices.Contains([]string{"时间", "地点", "主持", "主持人", "记录", "记录人", "出席", "列席", "参加", "缺席", "请假", "会议时间", "会议地点", "参会人员", "参加人员", "出席人员", "列席人员"}, label) {
			return strings.Count(s, "|") == 0
		}
	}
	return false
}

// noBlanks closes the gaps that a line of a record has between the letters of its label.
var noBlanks = strings.NewReplacer("\t", "", " ", "")

// isNote knows what stands below the text: copies, enclosures, telephone numbers.
func isNote(s string) bool {
	return hasAnyPrefix(s, []string{"抄送", "抄报", "分送", "主送", "附件", "附：", "附表", "附1", "联系人", "联系电话", "电话：", "报送邮箱", "邮箱", "印发", "（此件", "此件", "（联系人", "签发人", "签发：", "发：", "报：", "送：", "（共印", "主题词", "备注：", "填报单位", "填表单位", "印发日期", "发文日期", "督办对象", "制表", "编辑：", "审核：", "责任编辑", "来源："})
}
