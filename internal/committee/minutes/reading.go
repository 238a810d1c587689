package minutes

import (
	"strings"
)

// item judges one item and keeps it with its actors, dates and surroundings.
func (d *document) item(it *item, sentence, topic, before string) {
	owners, said := it.owners()
	if said && d.firmsOwn(it) {
		owners, said = nil, false
	}
	owners = d.addressed(owners)
	if said && len(owners) > 0 {
		d.st.owners = owners
	}
	v := d.judge(it, sentence)
	if v.kind == "" {
		return
	}
	f := finding{it: it, verdict: v, co: it.helpers(), scene: d.scene(topic)}
	f.scene.before = before
	f.scene.plan = f.scene.plan || strings.Contains(sentence, "预案")
	f.owners = owners
	if len(owners) == 0 {
		f.owners = d.inherited()
	}
	if v.kind == Commitment && len(v.why) == 1 && v.why[0].Key == "letter" && !said {
		f.owners = nil // the meeting signs, not who spoke before
	}
	f.owners = without(f.owners, f.co)
	if v.kind == Task || v.kind == Commitment {
		f.due = d.due(it)
		f.recur, _ = it.b.recurrence(it.start(), it.end())
	}
	d.items = append(d.items, f)
}

// addressed turns 你镇 into the one township that the paper is sent to, and 局里 into the bureau that sends it.
func (d *document) addressed(owners []string) []string {
	if len(owners) > 0 && ourselves(owners[0]) && len(d.st.owners) > 0 && !ourselves(d.st.owners[0]) {
		return appendNew(append([]string{}, d.st.owners...), owners[1:]...) // 派出所所长：我们所和市场监管所…
	}
	if len(owners) == 1 && owners[0] == "局里" && strings.HasSuffix(d.info.organ, "局") {
		return []string{d.r.UnitName("县" + strings.TrimPrefix(d.info.organ, d.info.county+"县"))}
	}
	if len(owners) != 1 || len(d.st.addressees) == 0 || !strings.HasPrefix(owners[0], "你") || len([]rune(owners[0])) > 3 {
		return owners
	}
	return d.st.addressees
}

// ourselves knows 我们所 and 我局, by which a unit calls itself.
func ourselves(name string) bool {
	name = strings.TrimLeft(name, "县镇乡区")
	return strings.HasPrefix(name, "我们") && len([]rune(name)) <= 4 || strings.HasPrefix(name, "我") && len([]rune(name)) == 2
}

// firmsOwn says that 企业负责人 are those of the firms that the paragraph is about, not of all firms.
func (d *document) firmsOwn(it *item) bool {
	if len(d.st.owners) != 1 || !hasAnySuffix(d.st.owners[0], "企业", "公司", "煤矿", "矿山", "加油站", "单位") || strings.HasPrefix(d.st.owners[0], "县") {
		return false
	}
	return hasAnyPrefix(it.text(), []string{"企业负责人", "企业主要负责人", "企业法定代表人"})
}

// without drops the helpers from the actors.
func without(list, drop []string) []string {
	out := make([]string, 0, len(list))
	for _, s := range list {
		keep := true
		for _, o := range drop {
			keep = keep && s != o
		}
		if keep {
			out = append(out, s)
		}
	}
	return out
}

// judge decides the kind of an item in its place in the text.
func (d *document) judge(it *item, sentence string) verdict {
	s := it.text()
	switch {
	case len([]rune(s)) < 3 || strings.HasSuffix(s, "（略）") || credit(s) || it.b.r[it.start()] == '（' && strings.HasSuffix(s, "）"):
		return verdict{}
	case d.attendance(it, s), d.held(it, s, sentence), tabled(s, sentence), d.dates(it), d.spoken() && (opening(s) || eachToHis(s) || it.main().verb == nil && sighs(s)), convened(s), constituted(s), saysWhen(it), copula(it, s):
		return verdict{}
	}
	if v := d.pledge(it, s, sentence); v.kind != "" {
		return v
	}
	if v := relayKind(it, s, d.demanded(it)); v.kind != "" {
		return v
	}
	if d.told(it, s, sentence) {
		return figureKind(it)
	}
	if v := target(it); v.kind != "" {
		return v
	}
	v := weigh(it)
	if v.kind == Task && d.st.reply {
		return verdict{Commitment, []Reason{because("ownName")}}
	}
	if w := d.order(it, s); v.kind == Slogan && w != "" {
		return verdict{Task, []Reason{because("act", w)}}
	}
	if v.kind == Slogan && it.main().verb == nil && !it.b.hasSlogan(it.start(), it.end()) {
		return verdict{}
	}
	return v
}

// convened knows what a speech says of its own meeting: 县委决定召开这次会议，主要是分析形势.
func convened(s string) bool {
	return containsAny(s, "召开这次会议", "召开这个会", "召开今天的会议", "召开此次会议", "召开今天这个会", "召开本次会议") ||
		hasAnyPrefix(s, []string{"主要是分析", "主要是传达", "主要是总结", "主要是安排", "主要任务是", "主要是贯彻", "目的就是", "会议的主要任务"})
}

// held knows what a report tells of the meeting itself: 我县随即召开续会，对贯彻落实会议精神作出安排.
func (d *document) held(it *item, s, sentence string) bool {
	if _, rhythm := it.b.recurrence(it.start(), it.end()); rhythm != "" {
		return false
	}
	if d.info.genre != genreNews && d.info.genre != genreMinutes || d.demanded(it) || it.any(func(c *clause) bool { return c.timed && c.subject }) {
		return false
	}
	if strings.Contains(sentence, "召开") && hasAnyPrefix(s, []string{"研究", "听取", "审议", "安排部署", "部署", "通报", "总结", "分析"}) {
		return true
	}
	return strings.Contains(s, "召开") && hasAnySuffix(s, "会", "会议") || hasAnySuffix(s, "作出安排", "作出部署", "作了安排", "作了部署", "进行安排部署", "进行部署", "作具体部署", "作出安排部署", "进行安排", "进行再部署", "再安排再部署")
}

// tabled knows what a meeting had before it: 县住建局提请审议的方案.
func tabled(s, sentence string) bool {
	if strings.HasSuffix(s, "》") {
		return strings.HasPrefix(s, "《") && strings.Count(s, "《") == 1 || containsAny(s, "提出的", "审议", "通过", "听取", "制定的", "起草的")
	}
	if hasAnySuffix(sentence, "方案", "办法", "意见", "请示", "名单") && containsAny(sentence, "会议同意", "会议原则同意", "会议审议通过", "会议原则通过") && len([]rune(sentence)) <= 50 {
		return true
	}
	return hasAnySuffix(s, "方案", "意见", "建议", "办法", "规划", "汇报", "报告", "请示") &&
		containsAny(s, "审议的", "提交的", "提出的", "拟定的", "起草的", "所作的", "汇报的")
}

// constituted knows statements of where an office sits and who heads it.
func constituted(s string) bool {
	if hasAnyPrefix(s, []string{"成立由", "成立以", "组建由"}) {
		return false // 成立由副县长任组长的工作专班
	}
	return containsAny(s, "办公室设在", "办公室主任由", "任组长", "为组长", "任指挥长", "任总指挥")
}

// copula knows 是春节前召开的第一个会议, which says what something is.
func copula(it *item, s string) bool {
	if i := strings.Index(s, "是"); i > 6 && !strings.ContainsAny(s, "要须") && strings.Contains(s[i:], "的") && hasAnySuffix(s, "体现", "举措", "前提", "基础", "抓手", "使命", "职责", "生命线", "底线", "红线", "大事", "责任", "关键", "任务", "保障", "途径", "法宝", "要义", "重中之重", "头等大事", "必答题") {
		return true
	}
	return strings.HasPrefix(s, "是") && !hasAnyPrefix(s, []string{"是要", "是否"}) && strings.Contains(s, "的") && !it.cs[0].modal && !it.cs[0].numbered && it.cs[0].lead == it.cs[0].s
}

// saysWhen knows a statement of when something is: 安全生产月为6月1日至6月30日.
func saysWhen(it *item) bool {
	m := &it.cs[len(it.cs)-1]
	if c := &it.cs[0]; len(it.cs) == 1 && len(c.times) == 1 && c.times[0].s == c.lead && c.times[0].e >= c.e {
		return true // below 检查时间
	}
	if s := it.text(); strings.HasPrefix(s, "自") && strings.HasSuffix(s, "止") && len(m.times) > 0 {
		return true // 自9月1日起至12月31日止
	}
	if len(m.times) == 0 || it.any(func(c *clause) bool { return c.modal || c.subject }) {
		return false
	}
	x := m.times[len(m.times)-1]
	return x.e >= m.e-1 && x.s > m.lead+2 && (it.b.r[x.s-1] == '为' || it.b.r[x.s-1] == '是')
}

func (b *block) hasSlogan(s, e int) bool {
	_, w := b.find(s, e, tagSlogan)
	return w != nil
}

// demanded says that the item carries a demand of its own: a modal, a ban, a named actor with a verb.
func (d *document) demanded(it *item) bool {
	return it.any(func(c *clause) bool { return c.modal || c.assigned })
}
