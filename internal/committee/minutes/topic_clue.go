package minutes

import (
	"strings"
)

// clue is all that may settle a topic before the words are weighed.
type clue struct {
	s      string // the words of the item
	own    guess
	seen   *ballot
	owner  string // the sector that every owner leads
	owners []string
	sc     scene
}

// decide asks for what settles the topic, the surest first: blame and reports, drills, the leading unit, the whole text.
func (c *clue) decide() (topic string, why Reason) {
	for _, ask := range []func(*clue) (string, Reason){(*clue).said, (*clue).drilled, (*clue).ownWay, (*clue).matterOfText, (*clue).led, (*clue).filled} {
		if topic, why = ask(c); topic != "" {
			return topic, why
		}
	}
	return "", Reason{}
}

// said knows duties that are the same in every sector: assessment, blame, conveying, urgent reports, warnings.
func (c *clue) said() (topic string, why Reason) {
	switch {
	case c.sc.drown && c.own.topic == "flood" && containsAny(c.s, "塘", "池", "水域", "河边", "沿河", "河道", "救生", "警示牌", "涝坝"):
		return "school", because("topicPara")
	case strings.Contains(c.s, "约谈") && !containsAny(c.s, "被约谈", "受约谈", "约谈对象") && !(c.own.rank.sector() && containsAny(c.s, "驾驶", "车主", "家长", "店主", "商户", "经营者")):
		return "responsibility", because("topicBlame")
	case c.own.topic == "duty" && containsAny(c.s, "救援队", "抢险队", "应急队", "突击队", "救援力量") && containsAny(c.s, "备勤", "待命"):
		return "plan-drill", because("topicDrill")
	case disciplined(c.owners) && c.own.topic != "duty":
		return "responsibility", because("topicInspectors")
	case strings.Contains(c.s, "总值班室") && containsAny(c.s, "报告", "报送", "上报", "报县"):
		return "duty", because("topicReport")
	case containsAny(c.s, "年度考核", "目标考核", "责任考核", "纳入考核", "评优", "一票否决", "明确主管部门", "明确监管部门", "厘清", "监管职责"):
		return "responsibility", because("topicAssess")
	case !c.sc.narrow && containsAny(c.s, "校车", "校园") && c.own.rank.sector(), containsAny(c.s, "校车") && c.owner == "":
		return "school", because("topicWord", "校")
	case containsAny(c.s, "整改方案", "整改情况", "整改结果", "整改报告") && containsAny(c.s, "报", "反馈") && c.sc.doc != "hazard":
		return "responsibility", because("topicAssess")
	case strings.Contains(c.s, "责任书") && strings.Contains(c.s, "签") && !containsAny(c.s, "家长", "家庭", "学生", "驾驶员", "监护"):
		return "responsibility", because("topicAssess")
	case c.accounts() || c.oversees():
		return "responsibility", because("topicAssess")
	case hasAnySuffix(c.s, "问责", "追责", "约谈", "通报批评", "追究责任", "处分", "责任追究"), strings.Contains(c.s, "追究") && strings.HasSuffix(c.s, "责任"):
		return "responsibility", because("topicNotice")
	case strings.Contains(c.s, "研究") && strings.Contains(c.s, "安全生产") && containsAny(c.s, "每月", "每季", "至少", "不少于", "一次", "1次"):
		return "responsibility", because("topicAssess")
	case containsAny(c.s, "会议精神", "传达到", "传达至"):
		return "responsibility", because("topicConvey")
	case c.own.topic == "work-safety" && containsAny(c.s, "警示片", "警示短片", "警示教育", "宣传", "宣讲", "公开课", "知识竞赛", "明白纸", "一封信"):
		return "education", because("topicWord", "宣传教育")
	case containsAny(c.s, "领导带班", "24小时值班", "24小时专人值班") && c.owner != "mine" && !strings.Contains(c.s, "下井"):
		return "duty", because("topicWord", "值班")
	case c.progress():
		return "responsibility", because("topicAssess")
	case reachable(c.s) && c.sc.doc != "epidemic":
		return "duty", because("topicWord", "值班")
	case urgentReport(c.s), dailyReport(c.s) && !c.ofDrive():
		return "duty", because("topicReport")
	case containsAny(c.s, "发布", "播发") && hasAnySuffix(c.s, "预警", "预警信息", "预警信号"):
		return "warning", because("topicWarn")
	case c.owner == "responsibility" && c.own.rank <= rankFunction && (c.own.topic != "education" || c.own.word == "曝光") && c.own.topic != "plan-drill":
		return c.owner, because("topicInspectors")
	}
	return "", Reason{}
}

// progress knows reports of how the work goes on, which are the same in every sector.
func (c *clue) progress() bool {
	return containsAny(c.s, "进展", "进度", "推进情况") && containsAny(c.s, "报送", "上报", "报告", "报县", "通报", "调度", "反馈") && !c.ofDrive() && c.sc.doc != "education"
}

// reachable knows who must be reached at any hour and who asks leave before he goes.
func reachable(s string) bool {
	return containsAny(s, "手机", "电话") && containsAny(s, "开机", "关机", "不许关", "别关", "不准关", "不能关", "开着", "畅通") ||
		strings.Contains(s, "请假") && !containsAny(s, "学生", "职工", "工人")
}

// disciplined says that the discipline inspection acts, whose matter is blame whatever it looks into.
func disciplined(owners []string) bool {
	for _, o := range owners {
		if !hasAnySuffix(o, "纪委", "纪委监委", "纪检组", "监委") {
			return false
		}
	}
	return len(owners) > 0
}

// drilled settles drills and plans, unless the whole text is about the sector that is drilled.
func (c *clue) drilled() (topic string, why Reason) {
	own := c.own.topic
	if c.sc.narrow || own == "school" || own == "epidemic" || own == "forest-fire" || !drill(c.s) {
		return "", Reason{}
	}
	return "plan-drill", because("topicDrill")
}

// ownWay knows units whose own sector counts before that of the text: schools, the weather office, the media.
func (c *clue) ownWay() (topic string, why Reason) {
	named := c.seen.names(c.owner)
	if c.sc.narrow && c.owner == "school" && c.sc.doc != c.owner && c.seen.sector(c.sc.doc) && containsAny(c.s, "教育", "演练", "主题", "课") {
		return c.sc.doc, because("topicText") // 县教育局组织师生消防演练, in a paper about fire
	}
	if c.owner == "education" && c.own.rank.sector() && containsAny(c.s, "提示", "公告", "公益广告", "路况", "规定") {
		return c.own.topic, because("topicWord", c.own.word) // 县融媒体中心播放消防提示
	}
	if c.sc.narrow && c.sc.doc == "tourism" && (c.owner == "transport" || c.owner == "fire") ||
		named && (c.owner == "school" || c.owner == "warning" || c.owner == "education" && c.own.topic != "school") {
		return c.owner, because("topicOwner")
	}
	return "", Reason{}
}

// matterOfText says that the item names what the whole text is about.
func (c *clue) matterOfText() (topic string, why Reason) {
	teaching := c.sc.doc == "education" && c.own.topic != "school" && (!c.own.rank.sector() || c.own.topic != c.owner)
	if (teaching || c.sc.narrow && (!c.sc.headed(c.own) || c.seen.sector(c.sc.doc))) && c.seen.names(c.sc.doc) {
		return c.sc.doc, because("topicText")
	}
	return "", Reason{}
}

// led says that the item names the sector of its leading unit.
func (c *clue) led() (topic string, why Reason) {
	switch {
	case c.owner == "transport" && c.own.topic == "hazmat":
		return c.own.topic, because("topicWord", c.own.word) // 危险货物运输车辆
	case c.seen.names(c.owner) && (!c.own.rank.sector() || c.seen.sector(c.owner)):
		return c.owner, because("topicOwner")
	}
	return "", Reason{}
}

// filled lets a text about one thing, or a plan under discussion, give its topic to what names none of its own.
func (c *clue) filled() (topic string, why Reason) {
	own, sc := c.own, c.sc
	switch {
	case sc.narrow && own.topic == "plan-drill" && own.rank == rankFunction && (strings.Contains(c.s, "启动") || sc.doc == "school" && c.owner == "school"):
		return sc.doc, because("topicText")
	case (sc.doc == "campaign" || sc.narrow) && own.topic == "responsibility" && own.rank == rankFunction && running(own.word) && !containsAny(c.s, "点名", "末位", "垫底", "滞后", "不力", "批评", "落后", "排名", "缓慢"):
		return sc.doc, because("topicText")
	case sc.plan && own.rank < rankFunction && containsAny(c.s, "修改完善", "修订", "印发", "报批"):
		return "plan-drill", because("topicPlan")
	case sc.narrow && own.topic == "duty" && own.rank == rankFunction && (atPost(own.word) || own.word == "24小时" && containsAny(c.s, "受理", "抢修", "报修", "抢险", "监测", "监控", "值机")):
		return sc.doc, because("topicText")
	case sc.narrow && own.topic != sc.doc && own.topic != "relief" && !sc.headed(own) && (own.rank != rankFunction || own.topic == "campaign" || own.topic == "education" || own.topic == "hazard"):
		return sc.doc, because("topicText")
	}
	return "", Reason{}
}

// drill says that the matter is a drill and no more: the sector only tells of what.
func drill(s string) bool {
	for part := range strings.SplitSeq(s, "，") {
		if hasAnySuffix(part, "演练", "推演", "预案") || containsAny(part, "演练一次", "演练不少于") {
			return true
		}
	}
	return false
}

// urgentReport knows 发生事故30分钟内报告: to whom and how fast is a matter of duty in every sector.
func urgentReport(s string) bool {
	return strings.Contains(s, "报") && containsAny(s, "报告", "上报", "报送", "分钟内报", "小时内报") && (containsAny(s, "分钟内", "小时内", "第一时间") || containsAny(s, "立即报", "立即向", "立即上报", "并立即")) && containsAny(s, "事故", "险情", "灾情", "突发", "火情", "警情", "事件")
}

// dailyReport knows 每日17时前向县春运办报送客流数据: what goes up every day is duty in every sector.
func dailyReport(s string) bool {
	return strings.Contains(s, "报") && containsAny(s, "每日", "每天", "日报告", "零报告", "当日") && containsAny(s, "报送", "上报", "报告", "报县", "报市", "报镇", "报乡", "报平安") && containsAny(s, "信息", "情况", "数据", "动态", "平安", "雪情", "灾情", "汛情")
}

// running knows what keeps any campaign going and blames nobody: meetings, reports of progress, teams.
func running(w string) bool {
	switch w {
	case "专题会议", "联席会议", "调度", "通报", "任务分解", "专题研究":
		return true
	}
	return false
}

// atPost knows the words of duty that every trade has for its own crews: 看火人不得离岗, 带班下井.
func atPost(w string) bool {
	switch w {
	case "离岗", "脱岗", "在岗", "到岗", "带班", "关键岗位", "外出", "及时报告", "书面报告", "备勤", "漏报", "迟报", "交接班", "报告制度":
		return true
	}
	return false
}
