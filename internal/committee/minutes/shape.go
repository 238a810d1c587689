package minutes

import (
	"slices"
	"strings"
)

// shapeOf decides how a clause stands to its neighbours.
func (h *header) shapeOf(c *clause) shape {
	if c.shape == shapeCo {
		return shapeCo
	}
	if c.subject && !c.modal && c.stop == '，' && c.scope == scopeNone && h.endsWithAny(c, "以后", "之后", "期间", "之际", "的时候", "过程中", "以前") {
		c.verb = nil
		if !h.endsWithAny(c, "回去以后", "回去之后", "回来以后", "回村以后", "散会以后", "散会之后") {
			c.owners, c.subject = nil, false // 学校放假以后，党员…
		}
		return shapePrefix
	}
	if c.scope == scopeNone && h.thatClause(c) {
		c.scope = scopeThat
	}
	c.bare = c.verb != nil && !h.ownObject(c) && !holdsObject(string(c.verb.text))
	if (c.scope == scopeDui || c.scope == scopeCond || c.scope == scopeThat && c.stop == '，') && h.b.r[c.e-1] == '的' && (!c.modal || c.softBan && c.scope == scopeThat) {
		return shapePrefix
	}
	switch {
	case c.scope == scopeCond && c.stop == '，' && !c.subject && !c.modal && alarm(h.b.str(c.lead, c.e)):
		c.verb = nil // 接到红色预警，
		return shapePrefix
	case c.stop == '，' && !c.subject && !c.modal && c.scope == scopeNone && c.e-c.lead <= 16 && len(c.times) == 0 && h.endsWithAny(c, "后", "时", "之前") && !h.endsWithAny(c, "及时", "按时", "落后", "最后", "先后", "限时", "实时", "随时", "小时"):
		c.verb = nil // 启动应急响应后，
		return shapePrefix
	case h.means(c), h.focus(c), h.topicMarker(c), h.foundThings(c), h.selects(c), h.eachOne(c):
		c.verb = nil
		return shapePrefix
	case h.standard(c), oneByOne(h.b.str(c.lead, c.e)):
		return shapeNominal
	case h.onlyNames(c):
		return shapeCo
	case c.subject && c.verb != nil && leads(string(c.verb.text)) && c.bare:
		return shapePrefix
	case h.purpose(c):
		return shapePurpose
	case c.verb == nil && c.adrift && c.subject && c.scope == scopeNone, c.verb == nil && c.ban && !c.softBan && c.scope == scopeNone && c.e-c.lead >= 5:
		return shapeFull
	case c.verb == nil && c.subject && !c.assigned && c.subjectAt > c.lead && c.scope == scopeNone && c.e-c.subjectAt >= 6 && h.rhythmIn(c):
		c.adrift = true // a verb that no list knows: 每小时滚动播一次预报
		return shapeFull
	case c.verb == nil && (c.scope != scopeNone || h.prefixed(c)):
		return shapePrefix
	case c.verb == nil:
		return shapeNominal
	case !c.bare || c.scope == scopeDui || c.organised:
		return shapeFull
	case c.timed && !c.modal && !c.subject && c.verb != nil && finishing(string(c.verb.text)) && c.verbAt-c.times[len(c.times)-1].e <= 4:
		return shapeBare // 6月底前主体完工
	case c.timed && c.verb != nil && generic(h.b.str(c.times[len(c.times)-1].e, max(c.verbAt, c.times[len(c.times)-1].e))):
		return shapeBare // 11月15日前人员全部到岗
	case c.front && (c.modal || c.timed || c.hasTime(timeEvent) && !strings.Contains(h.b.str(c.lead, c.e), "后") || reporting(string(c.verb.text)) && h.rhythmAhead(c)) && !c.subject && !h.placed(c):
		return shapeFull
	case h.strictActivity(c), h.plainResult(c), h.ownMatter(c), h.urgent(c):
		return shapeFull
	}
	return shapeBare
}

// holdsObject knows verbs that carry their object inside.
func holdsObject(v string) bool {
	switch v {
	case "报平安", "巡坝", "设卡", "设岗", "设点", "巡山", "巡河", "巡堤", "巡库":
		return true
	}
	return false
}

// placed knows 24日前在桥面堆放到位: where it is done, and no object.
func (h *header) placed(c *clause) bool {
	return len(c.times) > 0 && c.times[0].e < c.e && h.b.r[c.times[0].e] == '在' && h.endsWithAny(c, "到位", "完毕")
}

// selects knows 把九小场所作为重点, which only says where the next clause looks.
func (h *header) selects(c *clause) bool {
	return c.stop == '，' && c.scope == scopeDui && h.b.r[c.fronted] != '对' && (h.endsWithAny(c, "重点", "重中之重", "突破口", "主攻方向") && strings.Contains(h.b.str(c.fronted, c.e), "作为") || h.endsWithAny(c, "作为重点", "作为重中之重", "作为工作重点", "作为突破口", "作为主攻方向", "作为整治重点", "作为检查重点", "作为重点对象", "作为重点场所", "列为重点"))
}

// eachOne knows 每完成一项, which tells when.
func (h *header) eachOne(c *clause) bool {
	return c.stop == '，' && !c.subject && !c.modal && c.lead < c.e && h.b.r[c.lead] == '每' && c.e-c.lead <= 8 && h.endsWithAny(c, "一项", "一个", "一处", "一户", "一起", "一次", "一件") && h.b.word(c.lead+1, c.e, tagDo) != nil && h.b.word(c.lead, c.e, tagRecur) == nil
}

// foundThings knows 检查发现的重大隐患 before a comma: the things of which the next clause speaks.
func (h *header) foundThings(c *clause) bool {
	if c.stop != '，' || c.subject || c.modal || len(c.times) > 0 || c.scope != scopeNone || c.e-c.lead > 16 {
		return false
	}
	s := h.b.str(c.lead, c.e)
	i := strings.Index(s, "的")
	return i > 0 && i <= 24 && hasAnyPrefix(s, []string{"检查", "排查", "查出", "转移出", "发现", "摸排", "巡查", "督查", "举报", "收到", "转移", "转出来", "撤出来", "接出来"}) && !containsAny(s[i:], "一律", "立即", "要", "及时", "当场", "限期", "予以") &&
		hasAnySuffix(s, "隐患", "问题", "群众", "的人", "人员", "情况", "线索", "企业", "车辆", "违法行为")
}

// focus knows 要围绕经营性自建房、“多合一”场所等重点, which only says where the next clause looks.
func (h *header) focus(c *clause) bool {
	return c.stop == '，' && c.e-c.lead >= 8 && h.endsWithAny(c, "等重点", "等重点领域", "等重点场所", "等重点部位", "等重点环节", "等重点行业", "等关键环节", "等领域", "等场所", "为重点") &&
		containsAny(h.b.str(c.lead, min(c.e, c.lead+20)), "围绕", "聚焦", "紧盯", "紧扣", "突出")
}

// topicMarker knows 值班这块, which only says what comes next is about.
func (h *header) topicMarker(c *clause) bool {
	return !c.subject && !c.modal && c.e-c.lead <= 14 && c.stop == '，' && h.endsWithAny(c, "这块", "这一块", "这方面", "这件事", "这个事", "的事", "这头", "这上面")
}

// standard knows 安检率达到100%, 房间不少于260间: a number that another clause must reach (rule 1).
func (h *header) standard(c *clause) bool {
	if c.subject || c.modal || c.scope != scopeNone || c.timed && !containsAny(h.b.str(c.lead, c.e), "提升到", "提高到", "提升至", "提高至", "能力达到") {
		return false
	}
	if c.verb != nil && c.verb.tag&tagDo != 0 && h.rhythmAhead(c) {
		return false
	}
	s := h.b.str(c.lead, c.e)
	if c.verb != nil && c.verb.tag&tagDo != 0 && c.verbAt == c.lead && !strings.Contains(s, "率") && (len(quantities(h.b.slice(c.lead, c.e))) > 1 || strings.Index(s, "不少于") >= 3*(len(c.verb.text)+2)) {
		return false // 配齐消防车1辆、队员不少于6人
	}
	if c.front && containsAny(s, "压减至", "压减到", "压降至", "降至", "降到", "减至", "增至", "提高到", "提升到", "提高至", "提升至") && strings.ContainsAny(s, "0123456789") && c.e-c.lead <= 24 {
		return true
	}
	if c.front && containsAny(s, "能力达到", "达到", "控制在") && strings.ContainsAny(s, "0123456789") && c.e-c.lead <= 24 {
		return true
	}
	if c.lead < c.e && h.b.r[c.lead] == '每' && c.e-c.lead <= 14 && containsAny(s, "至少", "不少于") && h.endsWithAny(c, "次", "场", "名", "人", "遍") && h.b.word(c.lead, c.e, tagRecur) == nil {
		return true // 每个社区至少组织1次
	}
	return containsAny(s, "不少于", "不低于", "不超过", "率达", "率达到", "100%", "率要达到", "控制在", "比例达", "达到百分之百", "率不低于") && c.e-c.lead <= 24
}

// rhythmIn says that a rhythm stands in the clause.
func (h *header) rhythmIn(c *clause) bool {
	_, w := h.b.find(c.subjectAt, c.e, tagRecur)
	return w != nil
}

// rhythmAhead says that a rhythm stands before the verb.
func (h *header) rhythmAhead(c *clause) bool {
	i, w := h.b.find(c.lead, min(c.e, c.lead+10), tagRecur)
	return w != nil && i < c.verbAt
}

// onlyNames knows 会同X部门, a clause with helpers and nothing else.
func (h *header) onlyNames(c *clause) bool {
	return len(c.co) > 0 && c.verb == nil && !c.subject && !c.front
}

// leads are verbs that give the lead to a unit and leave the work to the next clause.
func leads(v string) bool {
	return v == "牵头" || v == "负责" || v == "主抓" || v == "承担" || v == "承办"
}

// purpose says that a clause tells what for: it begins with 确保, 做到 and the like and names no actor.
func (h *header) purpose(c *clause) bool {
	if c.subject || c.modal || c.numbered || c.scope != scopeNone || c.timed && !h.aims(c) {
		return false
	}
	w := h.b.word(c.lead, c.e, tagPurpose)
	if w == nil {
		return false
	}
	s := string(w.text)
	if s == "为" && c.verb != nil && c.verb.tag&tagDo != 0 && !c.bare && !offers(h.b.str(c.lead, c.e)) {
		return false // 为独居老人安装报警器: for whom, and an act
	}
	if s == "严防" && (c.verb == nil || c.verbAt == c.lead) && !slices.Contains(h.b.r[c.lead:c.e], '、') && !h.endsWithAny(c, "行为", "现象") && c.e-c.lead >= 6 {
		return true // 严防学生滞留车内
	}
	if s == "严防" && h.endsWithAny(c, "中毒", "事故", "感染", "爆炸", "坍塌", "溺水", "蔓延", "反弹", "发生", "扩散", "伤亡", "失火", "复燃") {
		return true
	}
	if strings.HasPrefix(s, "坚决") || s == "严防" || s == "努力" || s == "营造" || s == "夯实" || s == "压实" {
		return false
	}
	if _, concrete := h.b.find(c.lead+len(w.text), c.e, tagConcrete); concrete != nil && (s == "形成" || s == "消除" || s == "达到") {
		return false
	}
	_, named := h.b.find(c.lead, c.e, tagJob|tagRegime|tagCampaign)
	return named == nil || hasAnySuffix(s, "确保", "保障", "保证", "做到", "实现", "防止", "避免")
}

// aims knows 确保6月底前通车, an aim with a day, which the clause before it must reach.
func (h *header) aims(c *clause) bool {
	return hasAnyPrefix(h.b.str(c.lead, c.e), []string{"确保", "力争", "保证", "务必确保"}) && (c.verb == nil || c.verb.tag&tagDo == 0)
}

// prefixed says that a clause without a verb is only time, place, manner, or the actors of what follows.
func (h *header) prefixed(c *clause) bool {
	if c.subject || h.b.word(c.lead, c.e, tagPrep) != nil && !h.rhythmic(c) {
		return true
	}
	if c.e-c.lead <= 14 && hasAnySuffix(h.b.str(c.lead, c.e), "后", "前", "时", "期间", "期内", "之日起", "过程中", "之际", "的同时", "基础上", "以来") {
		return true
	}
	return len(c.times) > 0 && c.times[0].s <= c.lead+1 && c.e-c.times[len(c.times)-1].e <= 4
}

// rhythmic knows 每天刷脸考勤: a rhythm and an act whose verb no list knows, and no mere time.
func (h *header) rhythmic(c *clause) bool {
	w := h.b.word(c.lead, c.e, tagRecur)
	return w != nil && c.stop == '，' && c.e-c.lead-len(w.text) >= 4 && len(c.times) == 0 && !h.endsWithAny(c, "时", "前", "后", "期间", "时段", "高峰", "之日", "上午", "下午", "早晚", "晚上", "早上", "小时")
}

// complements are words behind a verb that are no object.
var complements = []string{"到位", "完毕", "完成", "落实到位", "落实", "起来", "下去", "清楚", "一次", "一遍", "到底", "及时", "好", "了", "着", "工作", "完", "掉", "第一轮", "首轮", "第二轮", "首次", "到人", "有序", "出来", "彻底", "闭环", "整改到位", "整改", "销号", "措施", "为止", "到边", "到点", "一轮", "结束", "情况", "整改完成", "验收", "并", "的"}

// ownObject says that something stands behind the verb that is more than a complement or the name of a recipient.
func (h *header) ownObject(c *clause) bool {
	s := strings.Trim(h.b.str(min(c.obj, c.e), c.e), "“” 、")
	for changed := true; changed; {
		changed = false
		for _, w := range complements {
			if t := strings.TrimSuffix(strings.TrimPrefix(s, w), w); t != s {
				s, changed = t, true
			}
		}
	}
	if s == "" || (strings.HasPrefix(s, "到") || strings.HasPrefix(s, "至")) && !c.subject && !c.modal && !c.timed && c.scope == scopeNone && c.e-c.obj <= 12 && c.lead < c.e && h.b.r[c.lead] != '其' && c.stop != '，' {
		return false
	}
	if _, j := h.names.list(h.b, c.obj, c.e); j >= c.e && reporting(string(c.verb.text)) {
		return c.front && c.modal
	} else if j > c.obj && c.e-j <= 4 && reporting(string(c.verb.text)) && h.b.word(j, c.e, tagDo) != nil && !c.subject && !c.modal {
		return false // 并报学区备案
	}
	return !h.onlyVerbs(c)
}

func reporting(v string) bool {
	switch v {
	case "报", "报送", "上报", "报告", "呈报", "反馈", "报备", "移交", "抄送", "提交", "送", "移送", "转办", "交办", "通报", "传达到", "汇报":
		return true
	}
	return false
}

// onlyVerbs says that the object is a chain of verbs without a noun: 登记造册, 立行立改, 复查验收.
func (h *header) onlyVerbs(c *clause) bool {
	if c.e-c.obj > 10 || reporting(string(c.verb.text)) && c.e-c.obj > 2 {
		return false
	}
	for i := c.obj; i < c.e; {
		if h.b.r[i] == '、' {
			i++
			continue
		}
		w := h.b.word(i, c.e, tagDo|tagAdverb)
		if w == nil || len(w.text) < 2 {
			return false
		}
		i += len(w.text)
	}
	return c.verb.tag&tagLight == 0 && !carrier(string(c.verb.text))
}

// carrier verbs take an activity as their object: 开展排查.
func carrier(v string) bool {
	switch v {
	case "出具", "提交", "形成", "撰写", "编写", "开展", "组织", "进行", "实施", "实行", "加强", "参加", "启动", "安排", "负责", "督促", "指导", "接受", "举办", "停止", "暂停", "禁止", "恢复", "推行", "建立", "落实", "明确", "执行":
		return true
	}
	return false
}

// thatClause knows 不合格的一律停运, 逾期未整改的: a condition put as 的 without 对.
func (h *header) thatClause(c *clause) bool {
	if c.subject {
		return false
	}
	s := h.b.str(c.lead, c.e)
	if strings.HasSuffix(s, "的") && c.e-c.lead >= 4 {
		return true
	}
	for _, w := range []string{"的一律", "的立即", "的坚决", "的依法", "的限期", "的责令", "的予以", "的由", "的及时", "的严肃", "的要", "的不得", "的必须", "的严禁", "的暂停", "的停", "的取消", "的不予", "的马上", "的，", "的在全", "的给予", "的通报", "的列入", "的纳入", "的移交", "的移送", "的追究", "的按", "的从", "的处", "的赶紧", "的赶快", "的尽快", "的抓紧", "的全部", "的逐一", "的视情", "的当场", "的从严", "的督促", "的一票否决"} {
		if i := strings.Index(s, w); i > 0 && i < 54 {
			return true
		}
	}
	if consequence(s) && strings.Contains(s, "的") {
		return true
	}
	for _, w := range []string{"发现的", "逾期", "不合格", "达不到", "未按期", "整改不到位的", "存在重大"} {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}
