package minutes

import (
	"slices"
	"strings"
)

// fronted reads 对X, 将X, 把X: the scope opens, and the verb is looked for after the noun.
func (h *header) fronted(c *clause, i int) int {
	b := h.b
	w := b.word(i, c.e, tagDui|tagBa)
	if w == nil || i+len(w.text) >= c.e || strings.ContainsRune("得照比", b.r[i+len(w.text)]) && w.text[0] == '对' || h.hasWord(i, c.e, "对不起") {
		return i
	}
	if v := b.word(i, c.e, tagVerb|tagAdverb|tagPrep); v != nil && len(v.text) > len(w.text) && b.word(i+1, c.e, tagConcrete) == nil {
		return i
	}
	if c.scope == scopeNone {
		c.scope, c.fronted = scopeDui, i
	}
	return h.seekVerb(c, i+len(w.text)+1)
}

// seekVerb finds the verb that governs after a fronted noun: an adverb or modal before it, or one of the verbs that
// introduce an activity, is the best sign; else the first verb of two characters.
func (h *header) seekVerb(c *clause, from int) int {
	b := h.b
	fallback, last := -1, (*word)(nil)
	for i := from; i < c.e; i++ {
		if end := h.time(c, i); end > i {
			i = end - 1
			continue
		}
		v := b.word(i, c.e, tagVerb)
		if p := b.word(i, c.e, tagPost); p != nil && v != nil && len(p.text) > len(v.text) {
			i += len(p.text) - 1 // 负责人 holds no 负责
			continue
		}
		if w := b.word(i, c.e, tagAdverb|tagModal|tagBan); w != nil && len(w.text) >= 2 && b.word(i+len(w.text), c.e, tagVerb|tagAdverb|tagDui) != nil {
			return i
		}
		if v != nil && governs(string(v.text)) {
			c.verb, c.verbAt = v, i
			return i
		}
		if v != nil && len(v.text) >= 2 && !describes(b.str(i+len(v.text), c.e)) {
			fallback, last = i, v // the last verb of the clause: 对X安装Y情况核查
			i += len(v.text) - 1
		}
	}
	if fallback >= 0 && (b.r[c.fronted] == '把' || b.r[c.fronted] == '将' || !slices.Contains(b.r[fallback:c.e], '的')) {
		c.verb, c.verbAt = last, fallback
		return fallback
	}
	if h.acts(c, from) {
		c.verbAt = c.e - 2 // 对供货商资质逐家核验: a verb that no list knows
		c.verb = &word{text: b.r[c.verbAt:c.e], tag: tagDo}
		return c.e
	}
	if at := h.brought(c, from); at > 0 && b.r[c.fronted] != '对' {
		c.verbAt = at // 将水位降至汛限以下: a verb that no list knows
		c.verb = &word{text: b.r[at : at+2], tag: tagDo}
		return c.e
	}
	if done := h.b.r[c.e-1] == '了'; done && b.r[c.fronted] == '把' && c.e-2 > from {
		c.verbAt = c.e - 2 // 把笔录做了
		c.verb = &word{text: b.r[c.verbAt : c.e-1], tag: tagDo}
	}
	return c.e
}

// brought returns where a verb of one character with 至 or 到 stands behind 将X or 把X, or 0.
func (h *header) brought(c *clause, from int) int {
	for k := from + 1; k+1 < c.e; k++ {
		if r := h.b.r; (r[k] == '至' || r[k] == '到') && hanzi(r[k-1]) && strings.ContainsRune("降升搬移运送撤转挪调清拉减压控提扩增退排派加存拖抬背堆泄拨迁涨缩画标写贴挂装埋钉发开关停", r[k-1]) && !h.timeAt(c, k+1) {
			return k - 1
		}
	}
	return 0
}

// describes says that only a noun follows the verb up to the end, which the verb tells of: 开复工项目, 停产企业.
func describes(rest string) bool {
	switch rest {
	case "项目", "企业", "单位", "人员", "车辆", "场所", "工地", "矿山", "学校", "矿井", "设备", "装置", "区域", "部位", "环节":
		return true
	}
	return false
}

// acts says that 对X… of an actor, or 把X… with a result, must end with a verb.
func (h *header) acts(c *clause, from int) bool {
	r := h.b.r
	if c.stop == '，' && c.e-2 > from && describes(h.b.str(c.e-2, c.e)) {
		return false // 对本系统所有开复工项目，: what is done follows
	}
	if r[c.fronted] == '把' {
		return c.e-from >= 3 && (strings.ContainsRune("完好上开掉净清齐走出满通平断光遍轮", r[c.e-1]) && hanzi(r[c.e-2]) || h.endsWithAny(c, "一下", "到人", "到户", "到组", "到位"))
	}
	return r[c.fronted] == '对' && (c.modal || c.subject) && c.e-from >= 4 && hanzi(r[c.e-2]) && !strings.ContainsRune("的中时上下后前内等面言说了", r[c.e-1])
}

func governs(s string) bool {
	switch s {
	case "开展", "进行", "实施", "实行", "予以", "落实", "加强", "组织", "做到", "采取", "给予", "建立", "列入", "纳入", "报送", "报", "上报", "录入", "强化", "制定", "完成", "落实好", "摆在", "放在", "转化", "传达到", "作为", "推行", "抓好", "做好", "严格", "加大":
		return true
	}
	return false
}

// findVerb takes the verb at i. A single character counts only when no longer noun stands there.
func (h *header) findVerb(c *clause, i int) int {
	v := h.b.word(i, c.e, tagVerb)
	if v == nil || string(v.text) == "组织" && i+2 < c.e && h.b.r[i+2] == '对' {
		return i // 组织对淤地坝排查一遍: the act comes behind 对
	}
	if w := h.b.word(i, c.e, tagConcrete); w != nil && len(w.text) > len(v.text) && strings.ContainsRune("车罩栏站室塔柜箱况", w.text[len(w.text)-1]) {
		return i // 救护车 holds no 救护, 贯彻落实情况 no 贯彻
	}
	if j := h.relative(c, i); j > i {
		return j
	}
	if len(v.text) == 1 && i > c.s && h.b.word(i-1, c.e, tagPost) != nil {
		return i // 书记 holds no 记
	}
	if len(v.text) == 1 && !h.singleVerb(c, i) || !c.ban && h.banAhead(c, i) || !c.modal && h.modalAhead(c, i) {
		return i
	}
	c.verb, c.verbAt = v, i
	return i
}

// relative steps over what tells of which unit: 包抓乡镇的县级领导每月…, 承担施工的企业要….
func (h *header) relative(c *clause, i int) int {
	if c.subject || c.modal || i > c.lead || c.scope != scopeNone {
		return i
	}
	for j := i + 2; j < min(c.e-3, i+14); j++ {
		if h.b.r[j] != '的' {
			continue
		}
		if _, k := h.names.list(h.b, j+1, c.e); k > j+1 && k < c.e && (h.b.word(k, c.e, tagModal|tagRecur|tagAdverb) != nil || h.timeAt(c, k)) {
			return j + 1
		}
		return i
	}
	return i
}

// banAhead says that a ban follows in the clause, so that what stands here is its subject: 带班领导不得离岗.
func (h *header) banAhead(c *clause, i int) bool {
	at, w := h.b.find(i+2, c.e, tagBan)
	return w != nil && !h.notBan(c, at) && at-i <= 10 && (!hasAnySuffix(string(w.text), "不要", "不能") || hasAnySuffix(h.b.str(i, at), "的人", "的车", "人员"))
}

// modalAhead says that a modal follows soon, so that what stands here is its subject: 预警信息要叫应到户.
func (h *header) modalAhead(c *clause, i int) bool {
	if c.scope != scopeNone {
		return false
	}
	for j := i + 2; j < min(c.e, i+6); j++ {
		if w := h.b.word(j, c.e, tagModal); w != nil && !h.partOfWord(j, w) && h.b.word(j, c.e, tagAdverb) == nil {
			return true
		}
	}
	return false
}

// countAhead says that a number with a measure stands at i: 一张, 两次.
func (h *header) countAhead(i, e int) bool {
	j := i
	for j < e && j-i < 4 && (isPlainDigit(h.b.r[j]) || digit(h.b.r[j]) || strings.ContainsRune("几十百", h.b.r[j])) {
		j++
	}
	return j > i && j < e && measureAt(h.b.str(j, min(e, j+3))) != ""
}

func (h *header) singleVerb(c *clause, i int) bool {
	for _, w := range h.b.words(i) {
		if len(w.text) > 1 && i+len(w.text) <= c.e {
			return false
		}
	}
	if h.b.r[i] == '出' && i+2 < c.e && h.b.r[i+1] == '了' {
		return false // 出了事半小时内报: what starts the duty
	}
	if names, j := h.names.list(h.b, i+1, c.e); j > i+1 && len(names) > 0 && strings.ContainsRune("报送交", h.b.r[i]) {
		return true
	}
	if h.countAhead(i+1, c.e) {
		return true // 每辆校车跟一个照管员
	}
	if w := h.b.endsWith(c.lead, i, tagAdverb); w != nil && len(w.text) >= 2 {
		return true // 没证的当场收
	}
	return !c.front || c.modal || c.subject && strings.ContainsRune("查清修换贴挂装填拉签劝拆堵", h.b.r[i])
}
