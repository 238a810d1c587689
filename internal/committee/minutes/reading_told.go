package minutes

import (
	"slices"
	"strings"
)

// told says that the item tells what was or is, and demands nothing (rule 7).
func (d *document) told(it *item, s, sentence string) bool {
	if d.demanded(it) {
		d.st.telling, d.st.asked = false, !d.st.review
	}
	if d.demanded(it) && !(d.st.preamble && !it.any(func(c *clause) bool { return c.modal })) {
		return false
	}
	if retold(sentence) || warned(it, s) || d.st.telling && !it.any(func(c *clause) bool { return c.timed || c.subject || c.scope != scopeNone }) {
		return true
	}
	if foundOut(s) || d.pastTense(it, s) && !it.any(func(c *clause) bool { return c.scope == scopeCond }) || problem(it, s) && !d.imperative(it) {
		d.st.telling = stated(it.b, it.start(), it.end())
		return true
	}
	modalBefore := strings.ContainsRune(sentence, '要') && !d.st.review && !strings.Contains(sentence, "要求") && d.directing(it)
	return !modalBefore && !d.directing(it)
}

// retold says that a whole sentence tells of a time behind us: 今年以来，….
func retold(sentence string) bool {
	head, _, ok := strings.Cut(sentence, "，")
	if ok && hasAnyPrefix(head, []string{"接", "据", "根据"}) && hasAnySuffix(head, "预报", "预测") && !containsAny(sentence, "要", "必须", "务必", "请") {
		return true // 接县气象台预报，今晚有大雨
	}
	return ok && hasAnySuffix(head, "以来", "期间以来") && len([]rune(head)) <= 12 && !containsAny(sentence, "要", "必须", "务必")
}

// warned knows 县气象台发布暴雨黄色预警, which tells what came and asks for nothing.
func warned(it *item, s string) bool {
	_, rhythm := it.b.recurrence(it.start(), it.end())
	return rhythm == "" && containsAny(s, "气象局发布", "气象台发布") && hasAnySuffix(s, "预警", "预警信号") && !it.any(func(c *clause) bool { return c.timed })
}

// dates knows how notes begin, 2024年9月12日晚，二组晒场: when and where people sat.
func (d *document) dates(it *item) bool {
	c := &it.cs[0]
	return d.spoken() && d.st.seen == 1 && len(c.times) > 0 && c.times[0].s == c.lead && d.clock.base != "" && c.times[0].due == d.clock.base && !it.any(func(c *clause) bool { return c.modal })
}

// imperative says that the item begins with its verb, as demands do and complaints do not.
func (d *document) imperative(it *item) bool {
	m := it.main()
	if it.any(func(c *clause) bool { return c.timed || c.scope == scopeThat }) {
		return true
	}
	return m.verb != nil && !m.subject && (!m.front || m.scope != scopeNone) && m.verb.tag&tagDo != 0
}

// directing says that plain statements here are demands.
func (d *document) directing(it *item) bool {
	switch {
	case d.st.review || d.st.preamble || d.aiming():
		return d.afterModal(it)
	case d.st.direct, d.st.asked && it.main().verb != nil && (it.cs[0].subject || d.imperative(it)):
		return true // 各乡镇要…。县森防办每周抽查一次
	}
	switch d.info.genre {
	case genreNotice, genreMinutes, genreRecord, genreTable, genreChat:
		return true
	case genreSpeech:
		return it.b.mark.level > 0 || d.underHeading() || d.afterModal(it) || d.st.owners != nil
	}
	return d.afterModal(it)
}

// underHeading says that a numbered heading stands above.
func (d *document) underHeading() bool {
	return slices.ContainsFunc(d.st.stack[1:], func(h heading) bool { return h.set })
}

// maxLook bounds how far the reader looks back or around, so that hostile input costs no more than its length.
const maxLook = 400

// afterModal says that an earlier clause of the same sentence holds a modal.
func (d *document) afterModal(it *item) bool {
	b := it.b
	for i, n := it.start()-1, 0; i >= 0 && n < maxLook && !sentenceEnd(b.r[i]); i, n = i-1, n+1 {
		if b.r[i] == '要' && (i+1 >= len(b.r) || b.r[i+1] != '求') && (i == 0 || !strings.ContainsRune("重主必需", b.r[i-1])) || b.r[i] == '须' {
			return true
		}
	}
	return false
}

// pastTense looks for 了, 已, 截至, 同比 and the like in an item without a demand.
func (d *document) pastTense(it *item, s string) bool {
	m := it.main()
	for i := range it.cs {
		c := &it.cs[i]
		if m.verb != nil && c.s > m.s {
			break
		}
		if c.hasTime(timePast) && !describing(it.b, c) && !c.within(timePast) {
			return true
		}
		from := c.toldFrom()
		if c.subject && from == c.s && c.scope == scopeDui && c.verb != nil && it.b.r[c.fronted] == '把' && !it.b.says(c.s, c.fronted, tagPast) {
			from = c.verbAt // 各村把上周干的报到应急办
		}
		if _, w := it.b.find(from, c.e, tagPast|tagForecast); w != nil && pastWord(string(w.text), s) {
			return true
		}
	}
	if strings.HasPrefix(s, "目前") && strings.ContainsRune(s, '有') && strings.ContainsAny(s, "0123456789") {
		return true
	}
	if m.verb != nil {
		s = it.b.str(it.start(), m.e)
		if m.scope == scopeDui && m.subject && it.b.r[m.fronted] == '把' && it.any(func(c *clause) bool { return c.hasTime(timePlain) || c.hasTime(timeDue) || d.spoken() }) {
			return false // 交警队把北山公路今晚封了
		}
		if m.scope == scopeDui && m.verbAt > m.fronted {
			s = it.b.str(m.verbAt, m.e) // 把断了的管子接上
		}
	}
	return strings.Contains(s, "了") && strings.Contains(notPast.Replace(s), "了")
}

// foundOut knows 经排查，城区共有占压建筑物11处: what a search found, and no duty on a condition.
func foundOut(s string) bool {
	return strings.HasPrefix(s, "经") && containsAny(s, "共有", "共排查", "共发现", "共存在", "共查出", "共摸排")
}

// toldFrom is where a clause begins to tell something: 对已转移的群众逐户登记 tells nothing of the past.
func (c *clause) toldFrom() int {
	if c.scope == scopeDui && c.verb != nil && c.fronted == c.lead {
		return c.verbAt
	}
	return c.s
}

// within says that all times of the kind stand between 把 and the verb: 把上周干的报到应急办.
func (c *clause) within(k timeKind) bool {
	return c.scope == scopeDui && c.verb != nil && !slices.ContainsFunc(c.times, func(x timeExpr) bool { return x.kind == k && (x.s < c.fronted || x.s > c.verbAt) })
}

// describing says that the past only tells of which things: 对1990年以前建成的校舍进行鉴定.
func describing(b *block, c *clause) bool {
	return slices.ContainsFunc(c.times, func(x timeExpr) bool {
		return x.kind == timePast && strings.Contains(b.str(x.e, min(c.e, x.e+7)), "的")
	}) && (c.scope == scopeDui || c.subject)
}

// spoken says that people are talking about what is to be done: a chat, the notes of a sitting in which speakers
// take turns, what a village hears from its loudspeaker.
func (d *document) spoken() bool {
	village := villageTitle(d.info.title)
	return d.info.genre == genreChat || d.info.genre == genreRecord && (d.info.town != "" || village || d.info.voices) || village && containsAny(d.info.title, "喇叭", "广播")
}

// notPast drops the words in which 了 does not tell the past.
var notPast = strings.NewReplacer("了的", "", "了再", "", "了就", "", "了才", "", "了解", "", "为了", "", "除了", "", "不了", "")

// pastWord guards words that only sometimes tell the past.
func pastWord(w, s string) bool {
	switch w {
	case "共":
		return containsAny(s, "共有", "共发", "共排", "共检", "共出", "共接", "共完", "共计", "共查", "共开") || containsAny(s, "人", "起", "处") && strings.Contains(s, "，共")
	case "上升", "增长", "下降", "发生", "造成", "存在", "顺利", "圆满", "以来", "近期", "目前", "得到", "取得", "近日", "一季度", "二季度", "三季度", "四季度", "上半年", "先后", "预报", "预测", "过去", "前期":
		return false
	}
	return true
}

// problem knows statements of what is wrong.
func problem(it *item, s string) bool {
	return it.says(tagProblem) &&
		!containsAny(s, "对存在", "存在的", "补齐", "整改", "对整改不到位", "落实不到位的", "不到位的", "存在重大", "存在问题", "对不", "的，", "针对", "凡", "未按要求", "解决", "的予以", "的一律", "的单位", "的企业", "不够的", "够不够")
}
