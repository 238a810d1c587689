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
	if c.verb == nil {
		h.duty(c)
	}
	if c.verb == nil {
		h.owed(c)
	}
	if c.verb == nil && h.names.talk && c.say == 0 {
		h.plainVerb(c)
	}
	if c.verb != nil {
		c.obj = c.verbAt + len(c.verb.text)
	}
	h.tail(c)
	c.shape = h.shapeOf(c)
}

// duty takes 负责 for the verb when a noun follows it and no other verb does: 县教体局负责校外租住学生.
func (h *header) duty(c *clause) {
	at := c.subjectAt
	if c.subject && at > c.lead && c.scope == scopeNone && c.e-at >= 6 && h.hasWord(at, c.e, "负责") {
		c.verb, c.verbAt = h.b.word(at, c.e, tagVerb), at
	}
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
		if end < c.e && b.r[end] == '的' || !h.canSpeak(c, i, end) {
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
	for _, w := range []string{"最后", "接着", "同时", "随后", "还", "又", "进一步"} {
		who = strings.TrimSuffix(who, w)
	}
	if k := strings.Index(who, "就"); k > 0 && strings.Contains(h.b.str(i, end), "要求") {
		who = who[:k] // 县长就贯彻上级会议精神提出三点要求
	}
	if !whole || strings.ContainsAny(who, "要按应须前于向每给") || h.b.word(c.s, c.e, tagDui|tagBa|tagAdverb|tagDo) != nil {
		return false
	}
	n := len([]rune(who))
	if n >= 2 && n <= 4 {
		return h.b.word(c.s, i, tagDo|tagConcrete|tagLight) == nil
	}
	_, post := h.b.find(c.s, i, tagPost)
	return n <= 30 && post != nil && !strings.Contains(who, "、") && !hasAnySuffix(who, "周", "月", "日", "季")
}

// step reads one piece of the head at i and returns the place after it, or i if nothing is known there.
func (h *header) step(c *clause, i int) int {
	for _, read := range []func(*clause, int) int{
		h.bullet, h.time, h.assigned, h.helpers, h.cond, h.subject, h.occasion, h.small, h.fronted, h.preposition, h.findVerb,
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
	if h.hasWord(i, c.e, "@所有人") {
		c.lead = i + 4
		return c.lead
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
	if h.ordinalMeasure(c, i+len(w.text)) {
		c.numbered, c.lead = true, c.e
		return c.e
	}
	if next := i + len(w.text); strings.HasPrefix(s, "第") && next < c.e && !strings.ContainsRune("，、：是", h.b.r[next]) {
		return i
	}
	c.numbered = true
	c.modal = c.modal || strings.HasSuffix(s, "要")
	c.lead = i + len(w.text)
	return c.lead
}

// ordinalMeasure says that only the measure of an ordinal stands at i: 第一个，第二件事，.
func (h *header) ordinalMeasure(c *clause, i int) bool {
	switch h.b.str(min(i, c.e), c.e) {
	case "句", "句话", "个", "件", "件事", "条", "点", "桩", "方面", "个事":
		return true
	}
	return false
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
	if w := h.b.word(i, c.e, tagRecur); w != nil && (w.text[0] == '每' || w.text[0] == '按' && i+len(w.text) < c.e) {
		return i + len(w.text)
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

// occasion steps over what only tells when: 暴雨期间, 自本通知印发之日起.
func (h *header) occasion(c *clause, i int) int {
	if i != c.lead && i != c.subjectAt && !h.b.afterTime(c, i) || c.modalAt(h.b, i) {
		return i // 县公安局要查处节日期间酒驾行为
	}
	for j := i + 3; j <= min(c.e-2, i+6) && i == c.lead; j++ { // 拆除前县住建局要…
		if strings.ContainsRune("前后时", h.b.r[j-1]) && h.b.word(i, j-1, tagDo) != nil {
			if _, k := h.names.list(h.b, j, c.e); k > j && h.b.word(k, c.e, tagModal) != nil {
				return j
			}
		}
	}
	since := strings.ContainsRune("自从", h.b.r[i])
	for j := i + 2; j < min(c.e, i+13); j++ {
		if since && h.b.r[j] == '起' || h.b.r[j] == '间' && h.b.r[j-1] == '期' {
			return h.until(c, j+1)
		}
	}
	return i
}

// until steps over 至11月底 behind 自…起.
func (h *header) until(c *clause, i int) int {
	if i < c.e && strings.ContainsRune("至到", h.b.r[i]) && h.timeAt(c, i+1) {
		return h.time(c, i+1)
	}
	return i
}

// small reads modals, bans, 将, adverbs and conjunctions.
func (h *header) small(c *clause, i int) int {
	b := h.b
	verb := b.word(i, c.e, tagVerb)
	longer := func(w *word) bool { return verb == nil || len(w.text) >= len(verb.text) }
	if w := b.word(i, c.e, tagBan); w != nil && longer(w) && !h.notBan(c, i) {
		c.ban, c.modal = true, true
		c.softBan = hasAnySuffix(string(w.text), "不要", "不能", "允许")
		if w := b.word(i, c.e, tagDo); w != nil && string(w.text) == "禁止" && i+2 >= c.e {
			return i
		}
		return i + len(w.text)
	}
	if w := b.word(i, c.e, tagModal); w != nil && longer(w) && !h.partOfWord(i, w) {
		c.modal = true
		return i + len(w.text)
	}
	if w := b.word(i, c.e, tagFuture); w != nil && (c.subject || i == c.lead && w.text[0] == '拟') && longer(w) && h.futureAhead(c, i+len(w.text)) {
		c.future, c.modal = true, true
		return i + len(w.text)
	}
	if w := b.word(i, c.e, tagAdverb|tagConj); w != nil && longer(w) && !h.fullVerb(c, i, w) {
		return i + len(w.text)
	}
	return i
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
