package minutes

import (
	"slices"
	"strings"
)

// item is a span of clauses that will become one proposal.
type item struct {
	b      *block
	cs     []clause
	scoped bool // a fronted 对X or 发现X的 governs it
	open   bool // only prefixes so far: it waits for its verb
	leadIn bool // a heading sentence in verb-object form
}

func (it *item) start() int { return it.cs[0].lead }
func (it *item) end() int   { return it.cs[len(it.cs)-1].e }

// main returns the clause that carries the item: the first one with a verb, else the first.
func (it *item) main() *clause {
	for _, prefix := range []bool{false, true} {
		for i := range it.cs {
			if c := &it.cs[i]; c.verb != nil && (prefix || c.shape != shapePrefix && c.shape != shapeCo) {
				return c
			}
		}
	}
	for i := range it.cs {
		if c := &it.cs[i]; c.subject && c.modal {
			return c // 坝下有人的，乡镇要把…
		}
	}
	return &it.cs[0]
}

func (it *item) any(f func(*clause) bool) bool {
	for i := range it.cs {
		if f(&it.cs[i]) {
			return true
		}
	}
	return false
}

// text returns the cleaned words of the item.
func (it *item) text() string { return it.b.str(it.start(), it.end()) }

// says reports whether a phrase of the class stands in the item.
func (it *item) says(t tag) bool { return it.b.says(it.start(), it.end(), t) }

// owners returns the actors that the item names itself.
func (it *item) owners() (names []string, said bool) {
	for i := range it.cs {
		if it.cs[i].subject && !(it.cs[i].shape == shapePrefix && it.cs[i].scope != scopeNone && it.laterSubject(i)) {
			names, said = appendNew(names, it.cs[i].owners...), true
			if len(it.cs) > i+1 && it.cs[i].verb != nil {
				break
			}
		}
	}
	return names, said
}

// laterSubject says that a clause behind i names an actor: 凡发生事故的乡镇，县安委办一律约谈.
func (it *item) laterSubject(i int) bool {
	return slices.ContainsFunc(it.cs[i+1:], func(c clause) bool { return c.subject })
}

func (it *item) helpers() (names []string) {
	for i := range it.cs {
		names = appendNew(names, it.cs[i].co...)
	}
	return names
}

// group joins the clauses of one sentence into items by rules 1 and 2. taskish says whether what stands so far
// promises something, so that a purpose can complete it.
func group(b *block, cs []clause, taskish func(*item) bool) []*item {
	var out []*item
	var cur *item
	from := 0
	for i := range cs {
		c := &cs[i]
		if c.sayOnly || named(c) {
			cur = nil
			continue
		}
		if cur != nil && !startsItem(cur, c, cs[i-1].stop, taskish) {
			cur.cs = cs[from : i+1 : i+1]
			cur.open = cur.open && (c.shape == shapePrefix || c.shape == shapeCo)
			cur.scoped = cur.scoped || c.scope == scopeDui || c.scope == scopeCond
			continue
		}
		from = i
		cur = &item{b: b, cs: cs[i : i+1 : i+1], open: c.shape == shapePrefix || c.shape == shapeCo}
		cur.scoped = c.scope == scopeDui || c.scope == scopeCond
		out = append(out, cur)
	}
	return out
}

// named knows 县公安局：, which names the actor of what follows and is no part of it.
func named(c *clause) bool {
	return c.stop == '：' && c.subject && c.verb == nil && !c.modal
}

// maxClauses is more than any item of a real text holds.
const maxClauses = 16

// startsItem decides whether a clause begins a new item.
func startsItem(cur *item, c *clause, stop rune, taskish func(*item) bool) bool {
	if len(cur.cs) >= maxClauses {
		return true
	}
	if c.shape == shapeCo && (stop != '；' || cur.open) {
		return false
	}
	if stop == '；' || c.numbered || stop == '：' && !cur.open {
		return true
	}
	if c.ban && stop == '，' && failed(cur.b.str(c.lead, c.e)) && cur.b.says(cur.start(), cur.end(), tagConcrete) {
		return false // 集中教育一次，考核不合格的不得上岗
	}
	if c.ban && !cur.open && !(cur.scoped && c.scope == scopeThat) && (c.verb == nil || c.shape == shapeFull || !cur.scoped) {
		return true
	}
	if last := &cur.cs[len(cur.cs)-1]; stop == '，' && last.shape == shapePrefix && (last.scope == scopeThat || last.scope == scopeCond) && !c.subject && c.scope == scopeNone {
		return false // what a condition asks for
	}
	if stop == '，' && !c.subject && !c.modal && !c.timed && strings.HasPrefix(cur.b.str(c.lead, c.e), "重点") && (checking(cur) || taskish(cur)) {
		return false // 开展一次检查，重点查粉尘清理
	}
	if s := cur.b.str(c.lead, c.e); stop == '，' && !c.subject && c.e-c.lead <= 14 && containsAny(s, "后方可", "后才能", "后方能", "后才可", "安全方可", "合格方可") {
		return false // 随层搭设，验收挂牌后方可使用
	}
	if stop == '，' && !c.subject && strings.HasPrefix(cur.b.str(c.lead, c.e), "一直") {
		return false // 下到村里，一直守到8号
	}
	if stop == '，' && signedBy(cur.b.str(c.lead, c.e)) {
		return false
	}
	if s := cur.b.str(c.lead, c.e); stop == '，' && strings.HasPrefix(s, "逾期") && c.e-c.lead <= 8 && !strings.Contains(s, "的") {
		return false // 11月底前完成改造，逾期停产
	}
	if cur.open {
		if c.subject && c.verb != nil && cur.acted() {
			return true
		}
		return c.scope == scopeCond && cur.scoped && c.subject
	}
	if (c.scope == scopeDui || c.shape == shapeFull && stop == '，' && !c.timed) && !c.subject && cur.waiting() {
		return false
	}
	if c.scope == scopeDui || c.scope == scopeCond || c.subject && c.shape != shapeNominal {
		return !assignedTail(cur, c) && !(cur.scoped && all(cur.b, c))
	}
	return startsByShape(cur, c, taskish)
}

// acted says that the only clause so far names an actor and, in words that no list knows, what he does.
func (it *item) acted() bool {
	c := &it.cs[0]
	return len(it.cs) == 1 && c.subject && !c.assigned && c.scope == scopeNone && c.subjectAt > c.lead && c.e-c.subjectAt >= 6
}

// waiting says that the item is one act without an object, which the next clause completes: 要上路，对三轮车载人的劝返.
func (it *item) waiting() bool {
	c := &it.cs[0]
	if len(it.cs) == 1 && c.verb != nil && c.bare && !c.timed && !c.ban && c.scope == scopeNone && c.e == c.verbAt+len(c.verb.text) && going(string(c.verb.text)) {
		return true
	}
	if c.verb != nil && concluded(string(c.verb.text)) {
		return false
	}
	return len(it.cs) == 1 && c.shape == shapeBare && c.subject && c.modal && !c.timed && !c.front && c.scope == scopeNone && c.e-c.verbAt <= 3
}

// assignedTail knows 开展整治，由X牵头: the actor comes behind.
func assignedTail(cur *item, c *clause) bool {
	return c.assigned && (!c.front || cur.b.r[c.lead] == '由') && (c.verb == nil || c.bare) && !cur.any(func(c *clause) bool { return c.subject })
}

// ownRhythm says that a clause with verb and object opens with a rhythm or a time of its own: 年终依据完成情况兑现奖惩.
func ownRhythm(b *block, c *clause) bool {
	if c.verb == nil || c.shape != shapeFull && !(c.shape == shapeBare && served(b, c)) {
		return false
	}
	i, w := b.find(c.lead, min(c.e, c.lead+10), tagRecur)
	return w != nil && i < c.verbAt || len(c.times) > 0 && c.times[0].s <= c.lead+1
}

// served says that the object stands before the verb behind 为 or 给: 为高温岗位职工体检.
func served(b *block, c *clause) bool {
	for i := c.lead; i < c.verbAt-2; i++ {
		if b.r[i] == '为' || b.r[i] == '给' {
			return true
		}
	}
	return false
}

func startsByShape(cur *item, c *clause, taskish func(*item) bool) bool {
	if ownRhythm(cur.b, c) || c.future || c.shape == shapeNominal && len(c.times) > 0 && c.times[0].s <= c.lead+1 && cur.b.says(c.lead, c.e, tagRegime) {
		return true
	}
	switch c.shape {
	case shapeBare, shapeNominal:
		return c.scope == scopeThat && !cur.scoped && !consequence(cur.b.str(c.lead, c.e)) || sloganOnly(cur.b, c)
	case shapePurpose:
		return cur.b.says(c.lead, c.e, tagZero) || !taskish(cur) || c.e-c.lead > cur.end()-cur.start() && cur.b.r[c.lead] == '确' && sloganOnly(cur.b, c)
	case shapePrefix:
		return !cur.scoped || c.timed || cur.ba()
	}
	if cur.scoped && c.front && c.modal && c.scope == scopeNone && frontNoun(cur.b, c) {
		return true // a new subject
	}
	if c.scope == scopeNone && c.shape != shapePrefix && c.verb != nil && results(cur.b.str(c.lead, c.e)) && c.e-c.lead >= 6 {
		return true // 检查结果向党委书面报告
	}
	if cur.scoped && sloganOnly(cur.b, c) && !concreteClause(cur.b, c) {
		return true
	}
	if cur.ba() && c.front && !c.modal && c.scope == scopeNone && frontNoun(cur.b, c) {
		return true
	}
	if cur.ba() && c.shape == shapeFull && c.verb != nil && (c.organised || (c.verbAt == c.lead || c.lead < c.e && cur.b.r[c.lead] == '在') && establishes(string(c.verb.text))) && !(c.obj < c.e && cur.b.r[c.obj] == '“') {
		return true
	}
	if cur.ba() && cur.b.r[cur.main().fronted] == '把' && c.shape == shapeFull && c.scope == scopeNone && c.verb != nil && c.verbAt == c.lead && cur.b.says(min(c.obj, c.e), c.e, tagConcrete) {
		return true // 把X挪开，备好抽水泵
	}
	if cur.scoped && c.shape == shapeFull && c.scope == scopeNone && !c.front && c.verb != nil && (c.verbAt == c.lead || c.lead < c.e && cur.b.r[c.lead] == '并') && sends(string(c.verb.text)) {
		return true // 对X逐户检查，安排两台消防车执勤
	}
	if cur.scoped && c.verb != nil && c.verb.tag&tagLight != 0 && c.obj < c.e && cur.b.r[c.obj] == '对' {
		return true // 加大对酒驾的查处力度: a new 对
	}
	if cur.scoped && c.shape == shapeFull && c.lead < c.e && (cur.b.r[c.lead] == '为' || cur.b.r[c.lead] == '给') && served(cur.b, c) {
		return true // 对X入户检查，为独居老人安装报警器
	}
	if cur.scoped || c.scope == scopeThat && consequence(cur.b.str(c.lead, c.e)) {
		return c.timed
	}
	return true
}

// ba says that the scope was opened by 把 or 将, which governs less far than 对.
func (it *item) ba() bool {
	return it.any(func(c *clause) bool {
		return c.scope == scopeDui && it.b.word(c.fronted, c.e, tagBa) != nil
	})
}

// frontNoun says that a noun of at least two characters stands before the verb.
func frontNoun(b *block, c *clause) bool {
	each := b.r[c.lead] == '每' && b.word(c.lead, c.e, tagRecur) == nil // 每辆校车
	return c.verb != nil && c.verbAt-c.lead >= 3 && (each || b.word(c.lead, c.e, tagAdverb|tagPrep|tagConj) == nil)
}

func concreteClause(b *block, c *clause) bool {
	_, w := b.find(c.lead, c.e, tagConcrete)
	return w != nil
}

// sloganOnly says that a clause without verb and object is exhortation and completes nothing.
func sloganOnly(b *block, c *clause) bool { return b.hasSlogan(c.lead, c.e) }

// eve knows 节前, which behind a verb only tells which thing is meant.
func eve(s string) bool { return s == "节前" || s == "假期前" || s == "节假日前" }

// times lists the times of deadlines inside an item.
func (it *item) times() (out []timeExpr) {
	for i := range it.cs {
		c := &it.cs[i]
		for _, x := range c.times {
			if x.rough && x.kind == timePlain && x.s != c.lead && x.s != c.subjectAt {
				continue // 7月份值班表: the month only describes
			}
			if c.verb != nil && x.s >= c.obj && x.e < c.e && eve(it.b.str(x.s, x.e)) {
				continue // 开通节前检验通道: which check
			}
			out = append(out, x)
		}
	}
	return slices.Clip(out)
}
