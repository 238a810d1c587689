package minutes

import (
	"slices"
	"strings"
)

// header takes the heads of clauses apart.
type header struct {
	b     *block
	names *namer
	times []timeExpr // of the whole block, in order
}

// read fills the fields of a clause.
func (h *header) read(c *clause) {
	c.lead = c.s
	h.ownTimes(c)
	if h.conjunction(c) {
		c.numbered = h.bullet(c, c.s) > c.s
		c.lead = c.e
		return
	}
	h.saying(c)
	i := c.lead
	for i < c.e && c.verb == nil {
		j := h.step(c, i)
		c.adrift = c.adrift || j <= i && c.modal && c.e-i >= 4
		if c.verb != nil {
			break
		}
		if j <= i {
			j = i + 1
			c.front = c.front || hanzi(h.b.r[i]) && !c.modalAt(h.b, i)
		}
		i = j
	}
	if c.verb != nil {
		c.obj = c.verbAt + len(c.verb.text)
	}
	h.tail(c)
	c.shape = h.shapeOf(c)
}

func (c *clause) modalAt(b *block, i int) bool { return b.word(i, c.e, tagModal) != nil }

func (h *header) ownTimes(c *clause) {
	from, _ := slices.BinarySearchFunc(h.times, c.s, func(x timeExpr, s int) int { return x.s - s })
	to := from
	for to < len(h.times) && h.times[to].s < c.e {
		c.timed = c.timed || h.times[to].kind == timeDue && h.times[to].due != ""
		to++
	}
	c.times = h.times[from:to:to]
}

// saying reads who speaks: 会议强调, 县长李某要求, 他指出. Only a meeting, a post or a short name can stand before the verb.
func (h *header) saying(c *clause) {
	b := h.b
	limit := min(c.e, c.s+34)
	for i := c.s; i < limit; i++ {
		w := b.word(i, c.e, tagSay)
		if w == nil || i == c.s && len(w.text) < 3 {
			continue
		}
		end := i + len(w.text)
		if !h.canSpeak(c, i, end) {
			continue
		}
		c.say, c.speaker, c.lead = w.tag&tagSay, i, end
		if c.lead < c.e && b.r[c.lead] == '了' {
			c.lead++
		}
		c.sayOnly = c.lead >= c.e
		return
	}
}

// canSpeak says that the words before a verb of saying name a speaker.
func (h *header) canSpeak(c *clause, i, end int) bool {
	who := h.b.str(c.s, i)
	whole := end >= c.e || h.b.r[end] == '了' && end+1 >= c.e
	if strings.HasPrefix(who, "会议") || strings.HasPrefix(who, "会上") || strings.HasSuffix(who, "会议") || strings.HasSuffix(who, "会") {
		return len([]rune(who)) <= 30 && !strings.ContainsAny(who, "要")
	}
	for _, w := range []string{"最后", "随后", "同时", "会上", "期间", "接着", "会议最后"} {
		if strings.HasPrefix(who, w) {
			who = strings.TrimPrefix(who, w)
			return whole && len([]rune(who)) <= 12
		}
	}
	if !whole || strings.ContainsAny(who, "要按应须前于") || h.b.word(c.s, c.e, tagDui|tagBa|tagAdverb|tagDo) != nil {
		return false
	}
	n := len([]rune(who))
	if n >= 2 && n <= 4 {
		return h.b.word(c.s, i, tagDo|tagConcrete|tagLight) == nil
	}
	_, post := h.b.find(c.s, i, tagPost)
	return n <= 30 && post != nil
}

// step reads one piece of the head at i and returns the place after it, or i if nothing is known there.
func (h *header) step(c *clause, i int) int {
	for _, read := range []func(*clause, int) int{
		h.bullet, h.time, h.assigned, h.helpers, h.cond, h.subject, h.small, h.fronted, h.preposition, h.findVerb,
	} {
		if j := read(c, i); j > i || c.verb != nil {
			return j
		}
	}
	return i
}

// bullet reads an inline number: 一是, 第一，, ①, （1）.
func (h *header) bullet(c *clause, i int) int {
	if i != c.lead {
		return i
	}
	if m := numbering(h.b.r[i:c.e]); m.level > 0 {
		c.numbered, c.lead = true, i+m.end
		return i + m.end
	}
	w := h.b.word(i, c.e, tagConj)
	if w == nil || !strings.ContainsAny(string(w.text[0]), "一二三四五六七八九十首其第再") || len(w.text) < 2 {
		return i
	}
	s := string(w.text)
	if !strings.HasSuffix(s, "是") && !strings.HasSuffix(s, "要") && !strings.HasPrefix(s, "第") && s != "首先" && s != "其次" && s != "再次" {
		return i
	}
	if next := i + len(w.text); strings.HasPrefix(s, "第") && next < c.e && !strings.ContainsRune("，、：是", h.b.r[next]) {
		return i
	}
	c.numbered = true
	c.modal = c.modal || strings.HasSuffix(s, "要")
	c.lead = i + len(w.text)
	return c.lead
}

// conjunction says that a clause is nothing but 同时 or 另外.
func (h *header) conjunction(c *clause) bool {
	w := h.b.word(c.s, c.e, tagConj)
	return w != nil && c.s+len(w.text) == c.e
}

// time steps over an expression of time.
func (h *header) time(c *clause, i int) int {
	for _, x := range c.times {
		if x.s == i {
			return x.e
		}
	}
	if w := h.b.word(i, c.e, tagPrep); w != nil && len(w.text) == 1 && strings.ContainsRune("于在自从截每", w.text[0]) {
		for _, x := range c.times {
			if x.s == i+1 {
				return x.e
			}
		}
	}
	return i
}

// assigned reads 由X牵头 and 由X负责.
func (h *header) assigned(c *clause, i int) int {
	if h.b.r[i] != '由' {
		return i
	}
	names, j := h.names.list(h.b, i+1, c.e)
	if j == i+1 {
		return i
	}
	c.setOwners(names)
	c.assigned = true
	return h.afterUnits(j, c.e)
}

func (h *header) afterUnits(i, e int) int {
	for _, w := range []string{"分别牵头", "牵头负责", "具体负责", "牵头", "负责", "主导"} {
		if end := i + len([]rune(w)); h.hasWord(i, e, w) && !(end < e && strings.ContainsRune("人同的", h.b.r[end])) {
			return end
		}
	}
	return i
}

func (h *header) hasWord(i, e int, word string) bool {
	n := len([]rune(word))
	return i+n <= e && h.b.str(i, i+n) == word
}

// helpers reads 会同X, 联合X, 配合X, 组织X, 协调X where X is a unit.
func (h *header) helpers(c *clause, i int) int {
	switch h.b.r[i] {
	case '会', '联', '配', '协', '商', '组', '邀', '与', '和', '同', '抽', '对', '主':
	default:
		return i
	}
	for _, w := range []string{"会同", "联合", "配合", "协同", "协调", "商请", "协助", "组织", "邀请", "与", "和", "同", "组织协调", "抽调", "对接", "主动对接", "积极对接"} {
		if !h.hasWord(i, c.e, w) {
			continue
		}
		j := i + len([]rune(w))
		if names, k := h.names.list(h.b, j, c.e); k > j {
			if !person(names[len(names)-1]) {
				c.co = append(c.co, names...)
			}
			c.organised = c.organised || w == "组织"
			return k
		}
	}
	return i
}

// person says that a name is one of people, not of a unit: 网格员, 护林员.
func person(name string) bool {
	if hasAnySuffix(name, "救援队伍", "专业队伍", "应急队伍", "救援力量") {
		return false
	}
	return hasAnySuffix(name, "员", "师", "长", "人员", "户", "力量", "骨干", "专家", "群众", "干部", "民兵")
}

// cond reads the opener of a conditional duty.
func (h *header) cond(c *clause, i int) int {
	w := h.b.word(i, c.e, tagCond)
	if w == nil || c.scope != scopeNone || i > c.lead+14 {
		return i
	}
	if len(w.text) == 1 && h.b.word(i, c.e, tagUnit|tagClass|tagDo|tagConcrete) != nil {
		return i
	}
	s := string(w.text)
	if s == "如" && i+1 < c.e && strings.ContainsRune("下实期何此果同意数", h.b.r[i+1]) {
		return i
	}
	if soft(s) && !conditional(h.b.str(i, c.e)) {
		return i
	}
	c.scope = scopeCond
	return i + len(w.text)
}

// soft openers begin a report as often as a condition: 发现隐患21条.
func soft(s string) bool {
	switch s {
	case "发现", "出现", "发生", "当", "收到", "接报", "接到", "经查", "经排查":
		return true
	}
	return false
}

// conditional says that a clause with a soft opener is a condition.
func conditional(s string) bool {
	if k := strings.Index(s, "的"); k > 9 && !strings.ContainsAny(s, "0123456789了") {
		return true
	}
	return hasAnySuffix(s, "的", "时", "后") || containsAny(s, "立即", "及时", "马上", "第一时间", "分钟内", "小时内", "日内", "赶紧", "迅速", "就地", "当场", "尽快")
}

// subject reads the units that act.
func (h *header) subject(c *clause, i int) int {
	if c.subject {
		return i
	}
	names, j := h.names.list(h.b, i, c.e)
	if j == i {
		names, j = h.beforeModal(c, i)
	}
	if j == i {
		return i
	}
	if j < c.e && h.b.r[j] == '的' {
		k := h.personAfter(j+1, c.e)
		if k == j+1 {
			return k // 各乡镇的预案…: not the actor
		}
		j = k
	}
	c.setOwners(names)
	k := h.afterUnits(j, c.e)
	c.assigned = c.assigned || k > j
	c.subjectAt = j
	return k
}

// beforeModal takes what stands before 要 or 必须 as the actor if it ends like a group of people: 半专业扑火队要….
func (h *header) beforeModal(c *clause, i int) ([]string, int) {
	if i != c.lead && !h.b.afterTime(c, i) {
		return nil, i
	}
	for j := i + 3; j <= min(c.e-2, i+5); j++ {
		if h.b.r[j-1] == '员' && h.b.r[j-2] != '人' && h.b.word(i, j, tagBan|tagLight|tagCond) == nil && h.names.boundary(h.b, j, c.e) {
			return []string{h.b.str(i, j)}, j
		}
	}
	for j := i + 2; j < min(c.e, i+14); j++ {
		if w := h.b.word(j, c.e, tagModal); w != nil && !h.partOfWord(j, w) {
			s := h.b.str(i, j)
			if hasAnySuffix(s, "队", "组", "员", "队伍", "单位", "企业", "部门", "公司", "人员", "专班", "力量", "长", "机构", "学校", "医院", "者", "党员", "干部") && !strings.ContainsAny(s, "的对将把在") && h.b.word(i, j, tagVerb|tagAdverb|tagPrep|tagCond) == nil {
				return []string{h.names.qualify(s)}, j
			}
			return nil, i
		}
	}
	return nil, i
}

// personAfter returns the place after a word for people, such as 劝导员, that stands before a modal or verb.
func (h *header) personAfter(i, e int) int {
	for j := i + 2; j <= min(e, i+8); j++ {
		if person(h.b.str(i, j)) && h.names.boundary(h.b, j, e) {
			return j
		}
	}
	return i
}

func (c *clause) setOwners(names []string) {
	c.owners, c.subject = names, true
}

// small reads modals, bans, 将, adverbs and conjunctions.
func (h *header) small(c *clause, i int) int {
	b := h.b
	verb := b.word(i, c.e, tagVerb)
	longer := func(w *word) bool { return verb == nil || len(w.text) >= len(verb.text) }
	if w := b.word(i, c.e, tagBan); w != nil && longer(w) {
		c.ban, c.modal = true, true
		c.softBan = hasAnySuffix(string(w.text), "不要", "不能")
		if w := b.word(i, c.e, tagDo); w != nil && string(w.text) == "禁止" && i+2 >= c.e {
			return i
		}
		return i + len(w.text)
	}
	if w := b.word(i, c.e, tagModal); w != nil && longer(w) && !h.partOfWord(i, w) {
		c.modal = true
		return i + len(w.text)
	}
	if w := b.word(i, c.e, tagFuture); w != nil && c.subject && h.futureAhead(c, i+len(w.text)) {
		c.future, c.modal = true, true
		return i + len(w.text)
	}
	if w := b.word(i, c.e, tagAdverb|tagConj); w != nil && longer(w) && !h.fullVerb(c, i, w) {
		return i + len(w.text)
	}
	return i
}

// partOfWord guards single-character modals inside words: 要求, 重要, 需求, 得到.
func (h *header) partOfWord(i int, w *word) bool {
	if len(w.text) > 1 {
		return false
	}
	r := h.b.r
	if i > 0 && strings.ContainsRune("重主必摘纪简概紧首", r[i-1]) {
		return true
	}
	return i+1 < len(r) && (w.text[0] == '要' && strings.ContainsRune("求点素道闻件害塞领", r[i+1]) ||
		w.text[0] == '得' && strings.ContainsRune("到以当力出了", r[i+1]) || w.text[0] == '需' && r[i+1] == '求' || w.text[0] == '应' && strings.ContainsRune("急对用知当答届", r[i+1]) && r[i+1] != '当')
}

// futureAhead tells 将适时开展 from 将X做Y.
func (h *header) futureAhead(c *clause, i int) bool {
	for j := i + 2; j < c.e; j++ {
		if v := h.b.word(j, c.e, tagDo); v != nil && (reporting(string(v.text)) || string(v.text) == "纳入" || string(v.text) == "列入") {
			return false // 将X报Y
		}
	}
	return h.b.word(i, c.e, tagAdverb|tagDui|tagVerb) != nil || h.timeAt(c, i) || i < c.e && strings.ContainsRune("于在会按", h.b.r[i])
}

func (h *header) timeAt(c *clause, i int) bool {
	for _, x := range c.times {
		if x.s == i {
			return true
		}
	}
	return false
}

// fullVerb keeps words that are both adverb and verb: they are verbs when their object follows at once and no verb does.
func (h *header) fullVerb(c *clause, i int, w *word) bool {
	if w.tag&tagVerb == 0 {
		return false
	}
	next := i + len(w.text)
	if next >= c.e {
		return true
	}
	return h.b.word(next, c.e, tagVerb|tagAdverb|tagDui|tagBa|tagModal) == nil
}

// fronted reads 对X, 将X, 把X: the scope opens, and the verb is looked for after the noun.
func (h *header) fronted(c *clause, i int) int {
	b := h.b
	w := b.word(i, c.e, tagDui|tagBa)
	if w == nil || i+len(w.text) >= c.e {
		return i
	}
	if v := b.word(i, c.e, tagVerb|tagAdverb|tagPrep); v != nil && len(v.text) > len(w.text) {
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
	fallback, word := -1, (*word)(nil)
	for i := from; i < c.e; i++ {
		if end := h.time(c, i); end > i {
			i = end - 1
			continue
		}
		v := b.word(i, c.e, tagVerb)
		if w := b.word(i, c.e, tagAdverb|tagModal|tagBan); w != nil && len(w.text) >= 2 && b.word(i+len(w.text), c.e, tagVerb|tagAdverb|tagDui) != nil {
			return i
		}
		if v != nil && governs(string(v.text)) {
			c.verb, c.verbAt = v, i
			return i
		}
		if v != nil && len(v.text) >= 2 {
			fallback, word = i, v // the last verb of the clause: 对X安装Y情况核查
			i += len(v.text) - 1
		}
	}
	if fallback >= 0 && (b.r[c.fronted] == '把' || b.r[c.fronted] == '将' || !slices.Contains(b.r[fallback:c.e], '的')) {
		c.verb, c.verbAt = word, fallback
		return fallback
	}
	return c.e
}

func governs(s string) bool {
	switch s {
	case "开展", "进行", "实施", "实行", "予以", "落实", "加强", "组织", "做到", "采取", "给予", "建立", "列入", "纳入", "报送", "报", "上报", "录入", "强化", "制定", "完成", "落实好", "摆在", "放在", "转化", "传达到", "作为", "推行", "抓好", "做好", "严格", "加大":
		return true
	}
	return false
}

// preposition steps over 按照…要求, 在…期间 and the like. A clause that ends with such a phrase has no verb of its own.
func (h *header) preposition(c *clause, i int) int {
	b := h.b
	w := b.word(i, c.e, tagPrep)
	if w == nil {
		return i
	}
	if v := b.word(i, c.e, tagVerb); v != nil && len(v.text) >= len(w.text) && b.endsWith(i, trimThat(b, c.e), tagPrepEnd) == nil {
		return i
	}
	from := i + len(w.text)
	if recipient(string(w.text)) {
		if _, j := h.names.list(h.b, from, c.e); j > from {
			return j // 向县应急局报告: no actor
		}
	}
	ends := tagPrepEnd
	if s := string(w.text); s == "以" || s == "站在" {
		ends |= tagManner
	}
	if end := trimThat(b, c.e); b.endsWith(from, end, ends) != nil && !h.timeAt(c, from) {
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

// recipient prepositions stand before a unit that does not act.
func recipient(s string) bool {
	switch s {
	case "向", "给", "在", "于", "从", "到", "为", "就", "往":
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
		for _, w := range h.b.hits[i] {
			next := i + len(w.text)
			if w.tag&tagPrepEnd != 0 && next < e && !(i == from && len(w.text) == 1) && !(w.text[0] == '时' && strings.ContainsRune("临及随按同实适准限定", h.b.r[i-1])) && (h.b.word(next, e, tagVerb|tagAdverb|tagDui|tagBa|tagModal) != nil || h.timeAt(c, next)) {
				return next
			}
		}
	}
	return 0
}

// findVerb takes the verb at i. A single character counts only when no longer noun stands there.
func (h *header) findVerb(c *clause, i int) int {
	v := h.b.word(i, c.e, tagVerb)
	if v == nil {
		return i
	}
	if len(v.text) == 1 && !h.singleVerb(c, i) || !c.ban && h.banAhead(c, i) || !c.modal && h.modalAhead(c, i) {
		return i
	}
	c.verb, c.verbAt = v, i
	return i
}

// banAhead says that a ban follows in the clause, so that what stands here is its subject: 带班领导不得离岗.
func (h *header) banAhead(c *clause, i int) bool {
	at, w := h.b.find(i+2, c.e, tagBan)
	return w != nil && at-i <= 10 && !hasAnySuffix(string(w.text), "不要", "不能")
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

func (h *header) singleVerb(c *clause, i int) bool {
	for _, w := range h.b.hits[i] {
		if len(w.text) > 1 && i+len(w.text) <= c.e {
			return false
		}
	}
	if names, j := h.names.list(h.b, i+1, c.e); j > i+1 && len(names) > 0 && strings.ContainsRune("报送交", h.b.r[i]) {
		return true
	}
	return !c.front || c.modal || c.subject && strings.ContainsRune("查清修换贴挂装填拉签劝拆堵", h.b.r[i])
}

// tail reads what may stand at the end: 由X牵头, X配合, （责任单位：X）.
func (h *header) tail(c *clause) {
	if c.subject && h.endsWithAny(c, "配合", "协助", "配合做好", "协同配合", "积极配合", "参与", "协同", "予以配合", "密切配合", "做好配合") && !c.modal {
		c.co = append(c.co, c.owners...)
		c.owners, c.subject, c.shape = nil, false, shapeCo
		return
	}
	if c.subject {
		return
	}
	if i := strings.LastIndex(h.b.str(c.lead, c.e), "由"); i >= 0 {
		at := c.lead + len([]rune(h.b.str(c.lead, c.e)[:i]))
		if names, j := h.names.list(h.b, at+1, c.e); j > at+1 {
			c.setOwners(names)
			c.assigned = true
		}
	}
}

func hasAnySuffix(s string, ends ...string) bool {
	for _, e := range ends {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

func (h *header) endsWithAny(c *clause, ends ...string) bool {
	return hasAnySuffix(h.b.str(c.lead, c.e), ends...)
}
