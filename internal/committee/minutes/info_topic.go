package minutes

import "strings"

// findTopics decides the topic of the whole text. Only an epidemic or a forest fire gives its topic to every item.
func findTopics(blocks []*block, n *info, topics *topicTable) (whole, doc string) {
	head := n.title
	if n.title == "" {
		head = leadTitle(lead(blocks))
	}
	if k := strings.Index(head, "关于"); k >= 0 {
		head = head[k:]
	}
	if k := theme(lead(blocks)); k != "" && strings.Contains(head, "专题") && len(topics.sectors([]rune(head))) == 0 {
		head = k
	}
	if first, _, _ := strings.Cut(lead(blocks), "。"); len(topics.sectors([]rune(head))) == 0 && strings.Contains(first, "续会") {
		head = first // 全省防汛视频会议结束后，县上召开续会: the meeting goes on with the matter of the one above
	}
	g := topics.readTitle([]rune(occasions.Replace(head)))
	if whole := wholeTopic(blocks, head, g); whole != "" {
		return whole, whole
	}
	if containsAny(head, "校园", "校车") && !containsAny(head, "暨", "和", "及", "、") {
		n.narrow = true // 校园周边交通安全 is about schools
		return "", "school"
	}
	several := len(topics.sectors([]rune(head))) > 1
	switch {
	case g.topic == "education" && !strings.Contains(head, "暨") && containsAny(head, "安全生产月", "宣传", "培训"):
		return "", "education"
	case g.topic == "campaign", several && driven(head):
		return "", "campaign"
	case containsAny(head, "安全生产", "安委会") && (g.rank < rankSector || containsAny(head, "暨", "和", "及", "、", "第一次", "第二次", "第三次", "第四次", "全体")):
		return "", "work-safety"
	}
	accident := n.genre == genreNotice && strings.Contains(head, "事故") && g.topic != "gas"
	n.trade = g.topic == "work-safety" && g.rank == rankSector && !several
	n.narrow = (narrow(g.topic) || g.topic == "relief" && containsAny(head, "救助", "救济", "冬春") || strings.Contains(head, "台风")) && !several && !accident && oneMatter(head, topics)
	if doc = docTopic(blocks, n, g, several, head); doc == "" {
		return told(blocks, topics)
	}
	return "", doc
}

// told takes the topic of a text whose title names none from the words of the text, if nearly all are of one sector.
func told(blocks []*block, topics *topicTable) (whole, doc string) {
	var all []rune
	for _, b := range blocks {
		all = append(append(all, b.r...), '\n')
	}
	doc = topics.dominant(all)
	if doc == "epidemic" || doc == "forest-fire" {
		return doc, doc
	}
	return "", doc
}

// theme cuts out of the first paragraph what a meeting without a telling title was about: 专题研究出租房消防治理工作.
func theme(lead string) string {
	for _, w := range []string{"专题研究", "专题部署", "专题听取", "研究部署", "安排部署", "研究"} {
		_, rest, ok := strings.Cut(lead, w)
		if !ok {
			continue
		}
		if i := strings.IndexAny(rest, "，。；"); i > 0 {
			rest = rest[:i]
		}
		return rest
	}
	return ""
}

// oneMatter says that both halves of 危险化学品暨烟花爆竹安全会议 are of one sector.
func oneMatter(head string, topics *topicTable) bool {
	a, b, ok := strings.Cut(head, "暨")
	if !ok {
		return true
	}
	one, two := topics.readTitle([]rune(a)), topics.readTitle([]rune(b))
	return one.rank.sector() && two.rank.sector() && one.topic == two.topic
}

// occasions drops the sort of meeting from a title: 灾后重建调度会 is not about 调度.
var occasions = strings.NewReplacer("调度会", "会", "督办会", "会", "督导会", "会", "培训会", "会", "通报会", "会", "考核会", "会")

// docTopic is the topic of items that have none of their own.
func docTopic(blocks []*block, n *info, g guess, several bool, head string) string {
	switch {
	case g.rank.sector() && several:
		return "work-safety"
	case g.rank.sector(), g.rank == rankSeason:
		return g.topic
	case g.rank == rankFunction && g.topic != "responsibility" && g.topic != "plan-drill" && g.topic != "education" && g.topic != "warning":
		return g.topic
	case containsAny(head, "寒潮", "低温", "雨雪", "冰冻", "大风", "沙尘", "冰雹", "高温", "雪灾", "降温"):
		return "other"
	case n.title != "" && !containsAny(n.title+lead(blocks), "安全", "安委"):
		return ""
	}
	return "work-safety"
}

// wholeTopic knows an epidemic or forest-fire text by its title, by the body that stands above the title, or, when the
// title tells no sector, by the body that the first paragraph names.
func wholeTopic(blocks []*block, head string, g guess) string {
	if (g.topic == "epidemic" || g.topic == "forest-fire") && g.rank.sector() && !containsAny(head, "安全生产", "消防") {
		return g.topic
	}
	if g.topic == "fire" && strings.Contains(head, "防火") && !strings.Contains(head, "防盗") && countWords(blocks, "林", "草原", "上坟", "坟头", "进山", "护林员") > 2*countWords(blocks, "消防", "火灾") {
		return "forest-fire"
	}
	if g.rank.sector() || containsAny(head, "安全生产", "安委会") {
		return ""
	}
	top := topLines(blocks) + leadTitle(lead(blocks))
	switch {
	case containsAny(top, "疫情") && !containsAny(top, "安全生产"):
		return "epidemic"
	case containsAny(top, "防灭火", "森林防火", "森防指") && !containsAny(top, "安全生产", "消防"):
		return "forest-fire"
	}
	return ""
}

// topLines joins the lines that stand above the text.
func topLines(blocks []*block) string {
	var top strings.Builder
	for _, b := range blocks[:min(len(blocks), 6)] {
		if b.form == formPara {
			break
		}
		top.WriteString(b.whole())
	}
	return top.String()
}

// driven says that a title names a drive across sectors.
func driven(head string) bool {
	return containsAny(head, "会战", "百日", "专项行动", "专项整治", "集中整治", "大检查", "大排查", "清零", "攻坚", "三年行动")
}
