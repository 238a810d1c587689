package minutes

import (
	"slices"
	"strings"
)

// plainVerb finds the verb of talk that no list knows, by how it is built: 通一通, 栽上, 报到, 统一买, 写个检查.
func (h *header) plainVerb(c *clause) {
	from := max(c.lead, c.subjectAt)
	if c.scope == scopeDui {
		from = max(from, c.fronted+2)
	}
	for i := from; i < c.e; i++ {
		if h.b.word(i, c.e, tagStem) == nil || h.nounAt(i, c.e) {
			continue
		}
		if n := h.plainAct(c, from, i); n > 0 {
			c.verb, c.verbAt = &word{text: h.b.r[i : i+n], tag: tagDo}, i
			return
		}
	}
}

// owed takes the act of 该转的无条件转 and 该关停的坚决关停.
func (h *header) owed(c *clause) {
	s := h.b.str(c.lead, c.e)
	i := strings.Index(s, "的")
	if !strings.HasPrefix(s, "该") && !strings.HasPrefix(s, "应") || i < 6 || i > 12 {
		return
	}
	if act := s[len("该"):i]; strings.HasSuffix(s[i:], act) {
		n := len([]rune(act))
		c.verbAt = c.e - n
		c.verb = &word{text: h.b.r[c.verbAt:c.e], tag: tagDo}
	}
}

// plainAct returns the length of the act that a plain verb at i makes with what follows it, or 0.
func (h *header) plainAct(c *clause, from, i int) int {
	r, next := h.b.r, i+1
	switch {
	case next >= c.e:
		if i-from >= 2 {
			return 1 // 民政办统一买
		}
		return 0
	case r[next] == '一' && next+1 < c.e && r[next+1] == r[i]:
		return 3 // 通一通
	case strings.ContainsRune("到给个下上来去成回进出完好齐走住掉开满净紧起在", r[next]):
		return 2
	case r[next] == '着' && strings.ContainsRune("盯守陪", r[i]):
		return 2 // 老马盯着两座淤地坝
	case r[i] == '盯' && c.subject && c.e-next >= 2:
		return 1 // 防汛股每天盯雨情
	case h.countAhead(next, c.e), h.hasWord(next, c.e, "一遍"), h.hasWord(next, c.e, "一次"), h.hasWord(next, c.e, "一回"), h.hasWord(next, c.e, "一下"), h.hasWord(next, c.e, "一趟"), h.hasWord(next, c.e, "一圈"), h.hasWord(next, c.e, "一轮"):
		return 1 // 写两份检查, 发一遍短信
	}
	return 0
}

// nounAt says that a longer word than the plain verb stands at i or holds it: 报告, 涵盖.
func (h *header) nounAt(i, e int) bool {
	if i > 0 && slices.ContainsFunc(h.b.words(i-1), func(w *word) bool { return len(w.text) > 1 }) {
		return true
	}
	for _, w := range h.b.words(i) {
		if len(w.text) > 1 && i+len(w.text) <= e && w.tag&tagVerb == 0 {
			return true
		}
	}
	return false
}
