package minutes

import (
	"slices"
	"strings"
)

// announce takes the topic from clauses that only tell what comes next, 道路交通方面，or 再说自建房。, and drops them.
func (d *document) announce(b *block, cs []clause) []clause {
	if !slices.ContainsFunc(cs, func(c clause) bool { return announcement(b, &c) }) && !broached(b, cs, 0) && !d.named(b, cs, 0) {
		return cs
	}
	out := cs[:0:0]
	for i := range cs {
		if !announcement(b, &cs[i]) && !broached(b, cs, i) && !d.named(b, cs, i) {
			out = append(out, cs[i])
			continue
		}
		d.st.part, d.st.partNames, d.st.owners = "", nil, nil
		if g := d.r.topics.readTitle(b.r[cs[i].lead:cs[i].e]); lends(g) {
			d.st.part, d.st.partNames = g.topic, d.r.topics.sectors(b.r[cs[i].lead:cs[i].e])
		} else if topic := d.r.topics.said[b.str(cs[i].lead, cs[i].e)]; topic != "" {
			d.st.part = topic
		}
	}
	return out
}

// cutAnnounced cuts sentences that go through one field after another: 矿山领域，…；交通领域，….
func cutAnnounced(b *block, list [][]clause) (out [][]clause) {
	for _, cs := range list {
		from := 0
		for i := 1; i < len(cs); i++ {
			if cs[i-1].stop == '；' && announcement(b, &cs[i]) {
				out, from = append(out, cs[from:i]), i
			}
		}
		out = append(out, cs[from:])
	}
	return out
}

// broached knows 就道路交通安全，会议要求，…: what the speaker speaks of.
func broached(b *block, cs []clause, i int) bool {
	if i > 0 || len(cs) < 2 || cs[0].stop != '，' || cs[1].say == 0 || cs[0].say != 0 || cs[0].e-cs[0].lead > 24 {
		return false
	}
	return hasAnyPrefix(b.str(cs[0].lead, cs[0].e), []string{"就", "关于", "围绕", "针对", "对于", "在", "聚焦"})
}

// named knows 值班，党政办…: a township names in a word what it speaks of.
func (d *document) named(b *block, cs []clause, i int) bool {
	return i == 0 && d.info.town != "" && len(cs) > 1 && cs[0].stop == '，' && cs[0].e-cs[0].lead <= 3 && d.r.topics.said[b.str(cs[0].lead, cs[0].e)] != ""
}

// announcement knows such a clause: short, without actor and without a demand.
func announcement(b *block, c *clause) bool {
	if c.subject || c.modal || c.timed || c.scope != scopeNone || c.e-c.lead > 14 {
		return false
	}
	s := b.str(c.lead, c.e)
	if c.numbered && sentenceEnd(c.stop) && c.e-c.lead <= 8 && (c.verb == nil || c.bare) {
		return true // 第一件，防汛。
	}
	if c.stop == '，' {
		return hasAnySuffix(s, "方面", "领域") && !hasAnySuffix(s, "重点领域", "行业领域", "关键领域", "各领域") && b.word(c.lead, c.e, tagPrep) == nil
	}
	if sentenceEnd(c.stop) && strings.HasSuffix(s, "的事") && c.e-c.lead <= 7 && (c.verb == nil || c.bare) {
		return true // 麦场的事。
	}
	return sentenceEnd(c.stop) && (ordinal(b.r[c.s:c.e]) && c.e-c.s <= 8 && !c.numbered || hasAnyPrefix(b.str(c.s, c.e), []string{"先说", "再说", "再就是", "还有", "再一个", "说说", "讲讲", "接着说", "下面说", "最后说"}))
}

// ordinal knows what goes on with a speech: 一说路上。 二看火。
func ordinal(r []rune) bool {
	return len(r) > 3 && strings.ContainsRune(chineseDigits, r[0]) && strings.ContainsRune("说讲看抓管查盯防是要", r[1])
}

// stage reads the sentence that opens a numbered paragraph like a heading: its dates and its topic bind what follows.
func (d *document) stage(b *block, cs []clause, text string) bool {
	if len(cs) > 2 || len([]rune(text)) > 40 || cs[0].subject || cs[0].modal {
		return false
	}
	h := heading{set: true, aim: aims(text)}
	if g := d.r.topics.readNear([]rune(text), d.info.doc); lends(g) {
		h.topic, h.names = g.topic, d.r.topics.sectors([]rune(text))
	}
	staged := containsAny(text, "阶段", "步骤") || strings.Contains(text, "（") && len(cs[0].times) > 0
	if staged {
		var times []timeExpr
		for _, c := range cs {
			times = append(times, c.times...)
		}
		h.due = headingDue(times)
	}
	d.st.stack[min(b.mark.level, len(d.st.stack)-1)] = h
	return staged
}

// isLeadIn knows a short verb-object sentence that opens a numbered paragraph or a numbered part (rule 5).
func (d *document) isLeadIn(b *block, it *item, cs []clause, k, i, n int) bool {
	first := &it.cs[0]
	if i == 0 && i+1 < n && b.mark.level > 0 && slogans(cs) {
		return true
	}
	if i+1 < n && d.st.acts && titled(cs) {
		return true // 三要完善预案，强化应急演练。各村…
	}
	if i == 0 && d.st.acts && called(cs) {
		return true // 会议要求，要严格责任落实，强化督导问效。各乡镇…
	}
	if last := &it.cs[len(it.cs)-1]; last.e < len(b.r) && b.r[last.e] == '：' && !first.subject && !first.timed && first.e-first.lead <= 24 && quotedRule(b, last) {
		return true // 突出抓好“六个百分之百”：
	}
	if k == 0 && i+1 < n && len(it.cs) == 1 && (i == 0 || len(cs) > 1 && first.say != 0 || len(cs) == 1 && first.e > first.lead && first.e-first.lead <= 8 && b.r[first.lead] == '要') && heads(it, first) {
		return true // 要抓好应急处置。县文旅局要…
	}
	timed := first.timed && !(first.verb != nil && first.times[0].s >= first.obj) // 开展节前大检查: the time only describes
	if k > 0 || len(it.cs) > 1 || first.subject || timed || len(it.co()) > 0 {
		return false
	}
	if first.ban && !first.softBan || b.says(first.lead, first.verbAt, tagModal) && containsAny(b.str(first.lead, first.e), "必须", "务必", "一律") {
		return false // 一是塔吊必须逐台检测
	}
	numbered := b.mark.level > 0 && i == 0 || first.numbered
	short := first.e-first.lead <= 24
	if first.stop == '：' && numbered && short {
		return true
	}
	alone := len(cs) == 1 && sentenceEnd(first.stop)
	return numbered && short && alone && i+1 < n && len(quantities(b.slice(first.lead, first.e))) == 0 && (first.scope == scopeNone || b.r[first.lead] == '把')
}

// broaches says that a short demand without an actor only names what the next one, of an actor, asks for: 要守好重点场所，县卫健局….
func broaches(it, next *item) bool {
	c := &it.cs[0]
	return len(it.cs) == 1 && c.stop == '，' && c.modal && !c.ban && !c.subject && c.verb != nil && c.scope == scopeNone && len(c.times) == 0 && len(c.co) == 0 &&
		(c.e-c.lead <= 9 || c.e-c.lead <= 16 && c.verb.tag&tagLight != 0) && c.verbAt-c.lead <= 3 && !it.b.says(c.lead, c.e, tagRegime) && next.cs[0].subject
}

// heads says that the first sentence of a paragraph only names what the sentences behind it ask for.
func heads(it *item, c *clause) bool {
	return sentenceEnd(c.stop) && c.modal && !c.ban && !c.subject && len(c.times) == 0 && len(c.co) == 0 && c.scope == scopeNone && c.verb != nil && c.e-c.lead <= 14 &&
		(c.verb.tag&tagLight != 0 && c.verbAt-c.lead <= 3 || c.e-c.lead <= 14 && c.verbAt-c.lead <= 6 && len(quantities(it.b.slice(c.lead, c.e))) == 0)
}

// titled says that a numbered sentence is a short row of verb-object clauses like a heading, the first of which may hold 要.
func titled(cs []clause) bool {
	if cs[0].sayOnly && len(cs) > 1 {
		cs = cs[1:] // 会议要求，一要…
	}
	if !cs[0].numbered || !sentenceEnd(cs[len(cs)-1].stop) || cs[0].ban {
		return false
	}
	row := slices.Clone(cs)
	row[0].modal = false
	return slogans(row)
}

// called says that behind 会议要求 stands nothing but a short row of demands with light verbs, which the next sentences fill.
func called(cs []clause) bool {
	if len(cs) < 3 || len(cs) > 4 || !cs[0].sayOnly || !cs[1].modal {
		return false
	}
	return !slices.ContainsFunc(cs[1:], func(c clause) bool {
		return c.subject || c.ban || len(c.times) > 0 || c.scope != scopeNone || len(c.co) > 0 || c.e-c.lead > 12 || c.verb == nil || c.verb.tag&(tagLight|tagVague) == 0
	})
}

// slogans says that a sentence is a short row of verb-object clauses without actor, date or number: 严格值班值守，妥善应对处置。
func slogans(cs []clause) bool {
	if len(cs) > 3 || cs[len(cs)-1].e-cs[0].lead > 34 {
		return false
	}
	for i := range cs {
		if c := &cs[i]; c.subject || c.modal || len(c.times) > 0 || c.scope != scopeNone || len(c.co) > 0 {
			return false
		}
	}
	return true
}
