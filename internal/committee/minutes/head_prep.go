package minutes

import (
	"strings"
)

// cond reads the opener of a conditional duty.
func (h *header) cond(c *clause, i int) int {
	w := h.b.word(i, c.e, tagCond)
	if j := h.onReceipt(c, i); j > i {
		return j
	}
	if w == nil || c.scope != scopeNone || i > c.lead+14 {
		return i
	}
	if len(w.text) == 1 && h.b.word(i, c.e, tagUnit|tagClass|tagDo|tagConcrete) != nil {
		return i
	}
	s := string(w.text)
	if i+1 < c.e && (s == "如" && strings.ContainsRune("下实期何此果同意数", h.b.r[i+1]) || s == "当" && strings.ContainsRune("好前作成地天年日即众场晚班月事", h.b.r[i+1])) {
		return i
	}
	if soft(s) && !conditional(h.b.str(i, c.e)) && !(c.stop == '，' && alarm(h.b.str(i, c.e))) || s == "达到" && strings.Contains(h.b.str(i, c.e), "的") {
		return i
	}
	c.scope = scopeCond
	return i + len(w.text)
}

// onReceipt steps over 接到通知后, from which a term of this paper counts: no condition.
func (h *header) onReceipt(c *clause, i int) int {
	if h.b.r[i] != '接' && h.b.r[i] != '收' {
		return i
	}
	for _, w := range []string{"接到通知后", "收到通知后", "接到本通知后", "收到本通知后", "接通知后", "接到文件后", "收到文件后"} {
		if h.hasWord(i, c.e, w) {
			return i + len([]rune(w))
		}
	}
	return i
}

// soft openers begin a report as often as a condition: 发现隐患21条.
func soft(s string) bool {
	switch s {
	case "达到", "超出", "超过", "发现", "出现", "发生", "当", "收到", "接报", "接到", "经查", "经排查":
		return true
	}
	return false
}

// conditional says that a clause with a soft opener is a condition.
func conditional(s string) bool {
	if k := strings.Index(s, "的"); k > 9 && !strings.ContainsAny(s, "0123456789了") {
		return true
	}
	return hasAnySuffix(s, "的", "时", "后") || containsAny(s, "时启动", "时停止", "时关闭", "时采取", "即启动", "即停止") || containsAny(s, "立即", "及时", "马上", "第一时间", "分钟内", "小时内", "日内", "赶紧", "迅速", "随手", "就地", "当场", "尽快")
}

// alarm knows 接到红色预警，, behind which stands what is then to be done.
func alarm(s string) bool {
	return hasAnyPrefix(s, []string{"接到", "收到", "接报", "遇"}) && hasAnySuffix(s, "预警", "预警信号", "预警信息", "报警", "转移指令", "求助") && !strings.ContainsAny(s, "0123456789")
}

// preposition steps over 按照…要求, 在…期间 and the like. A clause that ends with such a phrase has no verb of its own.
func (h *header) preposition(c *clause, i int) int {
	b := h.b
	w := b.word(i, c.e, tagPrep)
	if w == nil {
		return i
	}
	from := i + len(w.text)
	if at := h.throughWhat(c, i, string(w.text)); at != nil {
		c.verb, c.verbAt = at.w, at.i
		return at.i
	}
	if v := b.word(i, c.e, tagVerb); v != nil && len(v.text) > len(w.text) && len(w.text) == 1 || v != nil && len(v.text) >= len(w.text) && b.endsWith(i, trimThat(b, c.e), tagPrepEnd) == nil {
		if string(w.text) != "围绕" || h.lastAct(c, from+2) == nil {
			return i
		}
		at := h.lastAct(c, from+2)
		c.verb, c.verbAt = at.w, at.i // 围绕这五件事督查一轮
		return at.i
	}
	if j := h.public(from, c.e); j > from && w.text[0] == '向' {
		return j // 向社会公布
	}
	if recipient(string(w.text)) {
		if _, j := h.names.list(h.b, from, c.e); j > from {
			return j // 向县应急局报告: no actor
		}
	}
	if k := quoteEnd(b.r, from, c.e); k > from && b.word(k+1, c.e, tagVerb|tagAdverb) != nil {
		return k + 1 // 按照“一村一图”修订预案
	}
	ends := tagPrepEnd
	if s := string(w.text); s == "以" || s == "站在" {
		ends |= tagManner
	}
	if end := trimThat(b, c.e); closes(b.endsWith(from, end, ends), w) && !h.timeAt(c, from) {
		if k := h.innerEnd(c, from, end); k > 0 {
			return k
		}
		return c.e
	}
	if k := h.innerEnd(c, from, c.e); k > 0 {
		return k
	}
	if len(w.text) > 1 && comparing(string(w.text)) {
		return h.seekGoverning(c, from)
	}
	return from
}

// throughWhat returns the act for which 通过 only tells the means: 通过手机打卡, but not 通过验收.
func (h *header) throughWhat(c *clause, i int, prep string) *placedWord {
	if prep != "通过" || c.subject || c.modal || hasAnyPrefix(h.b.str(i, c.e), []string{"通过验收", "通过审", "通过考", "通过评", "通过竣工", "通过检", "通过复"}) {
		return nil
	}
	if at := h.lastAct(c, i+3); at != nil && at.i+len(at.w.text) == c.e {
		return at
	}
	return nil
}

// quoteEnd returns the end of a quotation that begins at i, or i.
func quoteEnd(r []rune, i, e int) int {
	if i >= e || r[i] != '“' {
		return i
	}
	return closing(r, i, e)
}

// closes says that a phrase with the preposition can end with the word: 按照…方案, but not 于5日前提交方案.
func closes(end, prep *word) bool {
	if end == nil || len(prep.text) > 1 || !strings.ContainsRune("于在从自向往给到就", prep.text[0]) {
		return end != nil
	}
	switch string(end.text) {
	case "方案", "计划", "文件", "通知", "意见", "预案", "规划", "办法", "制度", "程序", "流程", "目录", "职责", "标准", "规定", "要求", "措施", "情况", "部署", "原则", "格式", "》", "口径", "步骤", "模式", "规范", "规程", "频次", "比例", "工作":
		return false
	}
	return true
}

// public steps over those who are no unit and only told: 社会, 群众.
func (h *header) public(i, e int) int {
	for _, w := range []string{"社会各界", "全社会", "社会", "社会公众", "公众", "群众", "职工", "全体职工", "家长", "村民", "居民", "学生", "全县", "全镇", "上级", "外界", "用户", "业主", "媒体"} {
		if h.hasWord(i, e, w) && h.b.word(i+len([]rune(w)), e, tagVerb) != nil {
			return i + len([]rune(w))
		}
	}
	return i
}

// recipient prepositions stand before a unit that does not act.
func recipient(s string) bool {
	switch s {
	case "未经", "经", "向", "给", "在", "于", "从", "到", "为", "就", "往":
		return true
	}
	return false
}

// comparing prepositions take a long noun phrase, often with verbs inside: 对照巡查反馈问题.
func comparing(s string) bool {
	switch s {
	case "对照", "针对", "围绕", "结合", "根据", "依据", "参照", "按照", "依照", "严格按照", "聚焦", "紧扣", "立足":
		return true
	}
	return false
}

// seekGoverning looks for a verb that introduces an activity; without one the clause is only a preposition's.
func (h *header) seekGoverning(c *clause, from int) int {
	for i := from; i < c.e; i++ {
		if v := h.b.word(i, c.e, tagVerb); v != nil && (governs(string(v.text)) || h.b.endsWith(from, i, tagAdverb) != nil && i > from+2) {
			c.verb, c.verbAt = v, i
			return i
		}
	}
	return c.e
}

// placedWord is a word with its place.
type placedWord struct {
	w *word
	i int
}

// lastAct returns the last act of two characters or more behind a place, or nil.
func (h *header) lastAct(c *clause, from int) (last *placedWord) {
	for i := from; i < c.e; i++ {
		if v := h.b.word(i, c.e, tagDo); v != nil && len(v.text) >= 2 {
			last = &placedWord{v, i}
			i += len(v.text) - 1
		}
	}
	return last
}

// trimThat cuts a 的 or 下 off the end of a clause.
func trimThat(b *block, e int) int {
	if e > 0 && b.r[e-1] == '的' {
		return e - 1
	}
	return e
}

// innerEnd returns the end of a prepositional phrase inside a clause: the first closing word followed by a verb or adverb.
func (h *header) innerEnd(c *clause, from, e int) int {
	for i := from; i < e; i++ {
		for _, w := range h.b.words(i) {
			next := i + len(w.text)
			if w.tag&tagPrepEnd != 0 && next < e && !(i == from && len(w.text) == 1) && !(w.text[0] == '时' && strings.ContainsRune("临及随按同实适准限定小", h.b.r[i-1])) && (h.b.word(next, e, tagVerb|tagAdverb|tagDui|tagBa|tagModal) != nil || h.timeAt(c, next)) {
				return next
			}
		}
	}
	return 0
}
