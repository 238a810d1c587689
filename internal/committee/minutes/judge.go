package minutes

import (
	"strings"
)

// verdict is the kind of an item and the words that led to it; kind "" means that it is not labelled.
type verdict struct {
	kind Kind
	why  []Reason
}

// weights of the signs; an item is a task from threshold on. They order the signs and mean nothing else.
const threshold = 2

// tally collects signs for and against a task.
type tally struct {
	points int
	why    []Reason
}

func (t *tally) add(points int, key string, words ...string) {
	t.points += points
	t.why = append(t.why, because(key, words...))
}

// weigh says whether an item in a directing context is a task or a slogan (rules 4 to 6).
func weigh(it *item) verdict {
	if it.leadIn {
		return verdict{Slogan, []Reason{because("leadIn")}}
	}
	t := weighWords(it)
	if t.points >= threshold {
		return verdict{Task, t.why}
	}
	if len(t.why) == 0 {
		t.add(0, "nothing")
	}
	return verdict{Slogan, t.why}
}

func weighWords(it *item) tally {
	var t tally
	m := it.main()
	weighNames(it, &t)
	weighVerb(it, m, &t)
	weighSigns(it, m, &t)
	return t
}

// weighNames looks for what rule 6 names: regimes, campaigns, specific jobs; and for the phrases of exhortation.
func weighNames(it *item, t *tally) {
	b, s, e := it.b, namesFrom(it), it.end()
	_, named := b.find(s, e, tagRegime)
	regime := named != nil
	if w := named; w != nil {
		t.add(4, "regime", string(w.text))
	} else if _, w := b.find(s, e, tagCampaign); w != nil {
		t.add(3, "campaign", string(w.text))
	} else if at, w := b.find(s, e, tagJob); w != nil && !empty(it, at+len(w.text)) {
		t.add(2, "job", string(w.text))
	}
	m := it.main()
	weighManner(it, m, t)
	if head := it.b.str(m.lead, m.e); strings.Contains(head, "像") && strings.Contains(head, "一样") {
		t.add(-4, "likeness")
	}
	if proverb(it.b.str(m.lead, m.e)) {
		t.add(-6, "motto")
	}
	if offers(it.b.str(m.lead, m.e)) {
		t.add(-6, "offer")
	}
	n := 0
	for i := exhortsFrom(it, m); i < m.e && n < 3; i++ {
		if it.b.r[i] == '《' || b.numbered(i, m.e) {
			i = closing(it.b.r, i, m.e) // a title exhorts nobody, nor does the name of a rule
			continue
		}
		if w := b.word(i, m.e, tagSlogan); w != nil && string(w.text) == "举一反三" && b.word(i+len(w.text), m.e, tagDo) != nil {
			i += len(w.text) - 1 // 举一反三排查: how, not what
		} else if noun := b.word(i, m.e, tagConcrete); w != nil && noun != nil && len(noun.text) > len(w.text) {
			i += len(noun.text) - 1 // 安全第一课 holds no 安全第一
		} else if w != nil {
			if regime && carriedOut(string(w.text)) {
				break // 把“三管三必须”落到实处
			}
			weight := -2
			if i+len(w.text) >= m.e-1 {
				weight = -4
			}
			t.add(weight, "setPhrase", string(w.text))
			n++
			i += len(w.text) - 1
		}
	}
}

// empty says that a job only describes an object that promises nothing: 织密消防安全防护网.
func empty(it *item, jobEnd int) bool {
	m := it.main()
	return m.verb != nil && m.verb.tag&tagDo == 0 && jobEnd > m.obj && jobEnd < m.e && it.b.endsWith(min(m.obj, m.e), m.e, tagVoid) != nil
}

// namesFrom returns where named things begin to count: not in 以“平安春运”为目标.
func namesFrom(it *item) int {
	s := it.text()
	i := strings.Index(s, "以")
	if i < 0 {
		return it.start()
	}
	for _, w := range []string{"为目标", "为主题", "为契机", "为抓手", "为主线", "为导向", "为宗旨", "为己任", "为牵引"} {
		if k := strings.Index(s[i:], w); k > 0 {
			return it.start() + len([]rune(s[:i+k]))
		}
	}
	return it.start()
}

// exhortsFrom returns where words of exhortation begin to count: not in the condition of a duty, 对推诿扯皮的约谈.
func exhortsFrom(it *item, m *clause) int {
	if first := &it.cs[0]; first != m && first.shape == shapePrefix && (first.scope == scopeCond || first.scope == scopeThat || first.scope == scopeDui && it.b.r[first.fronted] == '对') {
		return m.lead
	}
	if m.verb != nil && (m.scope == scopeDui && it.b.r[m.fronted] == '对' || m.scope == scopeCond || m.scope == scopeThat) {
		return m.verbAt
	}
	return it.start()
}

// weighManner knows 以更严的标准，…: a clause that only tells in what spirit.
func weighManner(it *item, m *clause, t *tally) {
	for i := range it.cs {
		c := &it.cs[i]
		s := it.b.str(c.lead, c.e)
		if c != m && c.shape == shapePrefix && strings.ContainsRune(s, '以') && hasAnySuffix(s, "态度", "作风", "精神", "责任感", "标准", "举措", "决心", "状态", "担当", "警觉", "行动", "力度", "劲头", "姿态", "干劲", "自觉", "定力", "韧劲", "心态", "高度", "措施") {
			t.add(-2, "manner")
			return
		}
	}
}

// weighSigns adds the signs that are not words: dates, rhythm, numbers, bans, conditions, assigned units.
func weighSigns(it *item, m *clause, t *tally) {
	if it.any(func(c *clause) bool { return c.timed }) {
		t.add(2, "timed")
	}
	if _, w := it.b.recurrence(it.start(), it.end()); w != "" {
		t.add(2, "rhythm", w)
	}
	if it.any(func(c *clause) bool { return c.assigned }) || len(it.helpers()) > 0 {
		t.add(1, "assigned")
	}
	if len(quantities(it.b.slice(it.start(), it.end()))) > 0 {
		t.add(1, "counted")
	}
	for i := range it.cs {
		if c := &it.cs[i]; c.s > m.s && c.shape == shapeNominal && containsAny(it.b.str(c.s, c.e), "率", "不少于", "达到", "不低于") {
			t.add(2, "standard")
			break
		}
	}
	if m.ban && !m.softBan {
		t.add(1, "banned")
	}
	if it.any(func(c *clause) bool { return c.scope == scopeCond || c.scope == scopeThat }) {
		t.add(1, "condition")
	}
	if m.modal && m.bare && m.verb != nil && reporting(string(m.verb.text)) && m.hasTime(timeEvent) {
		t.add(1, "eventTerm")
	}
	if m.future {
		t.add(1, "future")
	}
}
