package minutes

import (
	"slices"
	"strings"
)

// paragraph reads a paragraph sentence by sentence.
func (d *document) paragraph(b *block) {
	if len(b.r) == 0 {
		return
	}
	d.enter(b)
	d.answering(b)
	times := d.clock.scanTimes(b.r)
	hd := header{b: b, names: d.names, times: times}
	cs := cutClauses(b, b.mark.end, len(b.r))
	for i := range cs {
		hd.read(&cs[i])
	}
	if d.info.genre == genreNews && b.mark.level == 0 && b.r[0] != '—' && !ordinal(b.r) && !slices.ContainsFunc(cs, func(c clause) bool { return c.say != 0 || c.modal }) {
		d.st.direct = false // a paragraph that only tells
	}
	list := cutAnnounced(b, sentences(cs))
	for i, s := range list {
		d.st.acts = i+1 < len(list) && !list[i+1][0].numbered && list[i+1][0].say == 0
		d.sentence(b, s, i, len(list))
	}
	d.leave(b, cs)
}

// enter resets what does not cross a paragraph (rule 11).
func (d *document) enter(b *block) {
	d.st.owners, d.st.topic, d.st.part, d.st.partNames = nil, "", "", nil
	d.st.seen++
	d.st.para = d.r.topics.dominant(b.r)
	d.st.review, d.st.asked, d.st.near = false, false, false
	if b.mark.level > 0 {
		d.st.preamble = false
		if b.mark.level <= d.st.leadLevel {
			d.st.lead = nil
		}
		for l := b.mark.level; l < len(d.st.stack); l++ {
			d.st.stack[l] = heading{}
		}
		return
	}
}

// leave keeps the actors of a line that introduces a list.
func (d *document) leave(b *block, cs []clause) {
	if len(cs) == 0 || b.r[len(b.r)-1] != '：' {
		return
	}
	if strings.Contains(b.whole(), "如下") {
		d.st.preamble = false
	}
	last := cs[len(cs)-1]
	for i := len(cs) - 1; i > 0 && !sentenceEnd(cs[i-1].stop); i-- {
		last = cs[i-1]
	}
	if len(d.st.owners) > 0 && (last.modal || last.subject && last.say == 0) {
		d.st.lead, d.st.leadLevel = d.st.owners, b.mark.level
	}
}

// sentence reads one sentence: who speaks, what it is about, which items it holds.
func (d *document) sentence(b *block, cs []clause, i, n int) {
	text := b.str(cs[0].s, min(cs[len(cs)-1].e, cs[0].s+maxLook))
	near := containsAny(d.info.title+text, "溺", "游泳", "耍水", "玩水", "戏水")
	d.st.drown, d.st.near = near || d.st.near, near
	d.listen(b, cs, text)
	if d.whole(b, cs, text) {
		return
	}
	cs = dropBullets(cs)
	if len(cs) == 0 {
		return
	}
	if cs = d.announce(b, cs); len(cs) == 0 {
		return
	}
	if d.spoken() && len(cs) > 1 && speaking(b, &cs[0]) {
		cs, d.st.owners, d.st.review = cs[1:], nil, false
	}
	if d.spoken() && len(cs) > 1 && cs[0].stop == '，' && onlyActors(&cs[0]) && !cs[1].subject {
		cs[0].stop = '：' // 水利站，淤地坝派人盯死
	}
	topic := ""
	d.st.telling = false
	for k := range cs {
		if named(&cs[k]) {
			d.st.owners = cs[k].owners
			if d.info.genre == genreRecord && headOf(d.st.owners) {
				d.st.owners, d.st.review = nil, false // 乡长：… only tells who speaks
			}
		}
	}
	if i == 0 && n > 1 && b.mark.level > 0 && d.stage(b, cs, text) {
		return
	}
	if i == 0 && len(cs) > 1 && cs[0].stop == '：' && len(cs[0].times) > 0 && d.stage(b, cs[:1], b.str(cs[0].lead, cs[0].e)) {
		cs = cs[1:] // （一）启动阶段（5月25日—5月31日）：各单位…
	}
	if len(cs) == 0 {
		return
	}
	items := group(b, cs, func(it *item) bool { return weigh(it).kind == Task })
	for k, it := range items {
		opens := d.isLeadIn(b, it, cs, k, i, n)
		it.leadIn = opens || k+1 < len(items) && (k == 0 || lastStop(items[k-1]) == '；') && broaches(it, items[k+1])
		before := topic
		g := d.r.topics.readNear(b.r[it.start():it.end()], d.info.doc)
		if g.rank == rankSector || g.rank == rankShared && !special(d.scene("").heading) {
			topic = g.topic
		} else if it.cs[0].subject && (k == 0 || lastStop(items[k-1]) != '，') {
			topic, d.st.topic = "", ""
		}
		if it.leadIn && !opens && g.rank == rankFunction && topic == "" && g.topic != "duty" && g.topic != "responsibility" {
			topic = g.topic // 要深入推进三年行动，各部门每月报送一次进展
		}
		if opens {
			d.st.part, d.st.partNames = topic, d.r.topics.sectors(b.r[it.start():it.end()])
		}
		if topic != "" {
			d.st.topic = topic
		}
		d.item(it, text, topic, before)
	}
	if strings.Contains(text, "如下") {
		d.st.preamble = false
	}
}

// speaking knows 驻村队长：, a post that is no unit, before what he says.
func speaking(b *block, c *clause) bool {
	return c.stop == '：' && !c.subject && !c.modal && c.e-c.lead <= 7 && hasAnySuffix(b.str(c.lead, c.e), "长", "书记", "主任", "支书", "干部", "员", "老师", "师傅")
}

// onlyActors says that a clause is nothing but names of units.
func onlyActors(c *clause) bool {
	return c.subject && c.subjectAt >= c.e && c.verb == nil && !c.modal && len(c.times) == 0
}

// headOf says that a name is the post of one who leads the sitting.
func headOf(names []string) bool {
	return len(names) == 1 && hasAnySuffix(names[0], "书记", "镇长", "乡长", "县长", "区长", "主任", "主持人") && len([]rune(names[0])) <= 5
}

// dropBullets drops clauses that are only a number or a conjunction, 第二，: the clause behind begins a part.
func dropBullets(cs []clause) []clause {
	if !slices.ContainsFunc(cs, func(c clause) bool { return c.lead >= c.e && c.say == 0 }) {
		return cs
	}
	out := cs[:0:0]
	numbered := false
	for _, c := range cs {
		if c.lead >= c.e && c.say == 0 {
			numbered = numbered || c.numbered
			continue
		}
		c.numbered = c.numbered || numbered
		numbered = false
		out = append(out, c)
	}
	return out
}

// lastStop is the sign behind an item.
func lastStop(it *item) rune { return it.cs[len(it.cs)-1].stop }

func (it *item) co() []string { return it.helpers() }

// listen follows who speaks: 会议指出 reviews, 会议要求 directs, a higher meeting is relayed.
func (d *document) listen(b *block, cs []clause, text string) {
	for i := range cs {
		c := &cs[i]
		if c.say == 0 {
			continue
		}
		d.st.review = c.say == tagSayReview && !strings.Contains(text, "要求")
		d.st.direct = !d.st.review
		if d.st.direct {
			d.st.preamble = false
		}
		d.level(b, c.s, c.e)
		if hasAnySuffix(b.str(c.speaker, c.lead), "议定", "决定", "同意", "确定") {
			d.st.upper = false // only the meeting of this paper decides
		}
		d.st.signer = containsAny(b.str(c.speaker, c.lead), "表示", "承诺", "表态", "保证") && d.speakers(b, c)
	}
	d.level(b, cs[0].s, min(cs[len(cs)-1].e, cs[0].s+40))
	if strings.Contains(text, "同志们") {
		d.st.upper = false
	}
}

// speakers keeps the units that pledge, as in 县交通局负责人表示.
func (d *document) speakers(b *block, c *clause) bool {
	names, j := d.names.list(b, c.s, c.speaker)
	if j == c.s {
		return false
	}
	d.st.speaker = names
	return true
}

// level decides whether a higher level is speaking.
func (d *document) level(b *block, s, e int) {
	upper := b.says(s, e, tagUpper)
	if conveyed(b.str(s, e)) {
		return // 会议传达学习了…精神: this meeting conveys, and goes on in its own name
	}
	own := b.says(s, e, tagOwn) && !(upper && containsAny(b.str(s, e), "市上召开续会", "省上召开续会", "市里召开续会", "全市续会", "市级续会"))
	switch {
	case own:
		d.st.upper = false
	case upper && containsAny(b.str(s, e), "强调", "要求", "指出", "召开", "会议", "部署", "讲话", "提出"):
		d.st.upper = true
	}
}

// conveyed says that the meeting of this paper studied or conveyed something, and did no more.
func conveyed(s string) bool {
	return hasAnyPrefix(s, []string{"会议传达", "会上传达", "会议学习", "会议首先传达", "会议专题学习", "会议集中学习", "会议书面传达"}) && !containsAny(s, "强调", "要求", "指出", "提出")
}
