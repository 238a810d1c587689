package minutes

import "strings"

// generic says that nothing more definite than 人员 or 问题 stands before a verb.
func generic(s string) bool {
	for _, w := range []string{"人员设备", "人员物资", "设备物资", "人员", "问题", "隐患", "任务", "资金", "物资", "设备", "工作"} {
		if rest, ok := strings.CutPrefix(s, w); ok && (rest == "" || rest == "全部" || rest == "全面" || rest == "要" || rest == "必须" || rest == "要全部") {
			return true
		}
	}
	return false
}

// oneByOne knows 发现一起、查处一起, which only tells how thoroughly.
func oneByOne(s string) bool {
	for _, w := range []string{"一起", "一处", "一个", "一批", "一户", "一家", "一辆", "一项", "一座", "一台", "一件", "一条", "一所", "一栋", "一口", "一人"} {
		if strings.HasSuffix(s, w) && strings.Contains(s, w+"、") {
			return true
		}
	}
	return false
}

// ownMatter knows 溢洪道内的杂物全部清除: the matter stands before an adverb and the verb, and is none that a clause before it named.
func (h *header) ownMatter(c *clause) bool {
	if c.subject || c.scope != scopeNone || len(c.times) > 0 || c.e > c.verbAt+len(c.verb.text)+2 || consequence(h.b.str(c.lead, c.e)) {
		return false
	}
	adverb := h.b.endsWith(c.lead, c.verbAt, tagAdverb)
	if adverb == nil || len(adverb.text) < 2 {
		return false
	}
	noun := h.b.str(c.lead, c.verbAt-len(adverb.text))
	return len([]rune(noun)) >= 4 && h.b.word(c.lead, c.e, tagAdverb|tagPrep|tagConj|tagVerb) == nil && !containsAny(noun, "问题", "隐患", "发现", "查出", "未", "不", "逾期", "情况")
}

// plainResult knows how a township says it: 溢洪道口子上那堆木头明天一早清掉, a thing and what becomes of it.
func (h *header) plainResult(c *clause) bool {
	return h.names.town != "" && c.front && !c.subject && c.scope == scopeNone && c.verb.tag&tagDo != 0 && c.verbAt-c.lead >= 4 &&
		h.endsWithAny(c, "掉", "好", "完", "净", "走", "住", "紧", "上", "满", "开", "起", "打电话") && h.b.word(c.lead, c.e, tagAdverb|tagPrep|tagConj) == nil
}

// strictActivity knows 严格扫码测温: the activity is the object of 严格.
func (h *header) strictActivity(c *clause) bool {
	s := h.b.str(c.lead, c.e)
	return hasAnyPrefix(s, []string{"严格", "从严", "严密", "全面"}) && c.verb.tag&tagConcrete != 0 && !c.front
}

// means knows 充分发挥网格员作用, which only says by what the next clause is done.
func (h *header) means(c *clause) bool {
	return c.stop == '，' && c.scope == scopeNone && len(c.times) == 0 && h.endsWithAny(c, "作用", "优势") && containsAny(h.b.str(c.lead, c.e), "发挥", "用好", "利用")
}

// finishing knows verbs that only say when the work of the clause before ends.
func finishing(v string) bool {
	switch v {
	case "完工", "竣工", "建成", "投用", "通车", "交工", "投运", "收尾":
		return true
	}
	return false
}

// urgent knows 重要情况第一时间报告: what is reported stands before the verb.
func (h *header) urgent(c *clause) bool {
	if c.subject || c.scope != scopeNone || !reporting(string(c.verb.text)) || c.verbAt-c.lead < 4 {
		return false
	}
	head := h.b.str(c.lead, c.verbAt)
	return containsAny(head, "第一时间", "立即", "及时") && hasAnyPrefix(head, []string{"重要情况", "重要信息", "紧急情况", "险情", "灾情", "突发情况", "突发事件", "重大情况", "事故信息"})
}
