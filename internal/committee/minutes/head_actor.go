package minutes

import (
	"strings"
)

// assigned reads 由X牵头 and 由X负责.
func (h *header) assigned(c *clause, i int) int {
	if h.b.r[i] != '由' {
		return i
	}
	names, j := h.names.list(h.b, i+1, c.e)
	if j == i+1 {
		return i
	}
	if anyExpert(names) {
		return j
	}
	c.setOwners(names)
	c.assigned = true
	return h.helping(c, h.afterUnits(j, c.e))
}

// helping reads 、保卫科配合 behind the unit that leads.
func (h *header) helping(c *clause, i int) int {
	if i+3 >= c.e || h.b.r[i] != '、' {
		return i
	}
	if names, j := h.names.list(h.b, i+1, c.e); j > i+1 && hasAnyPrefix(h.b.str(j, min(c.e, j+2)), []string{"配合", "协助", "参与", "协同"}) {
		c.co = append(c.co, names...)
		return j + 2
	}
	return i
}

func (h *header) afterUnits(i, e int) int {
	for _, w := range []string{"分别牵头", "牵头负责", "具体负责", "牵头", "负责", "主导"} {
		if end := i + len([]rune(w)); h.hasWord(i, e, w) && !(end < e && strings.ContainsRune("人同的", h.b.r[end])) {
			return end
		}
	}
	return i
}

func (h *header) hasWord(i, e int, word string) bool {
	n := len([]rune(word))
	return i+n <= e && h.b.str(i, i+n) == word
}

// helpers reads 会同X, 联合X, 配合X, 组织X, 协调X where X is a unit.
func (h *header) helpers(c *clause, i int) int {
	switch h.b.r[i] {
	case '会', '联', '配', '协', '商', '组', '邀', '与', '和', '同', '抽', '对', '主':
	default:
		return i
	}
	for _, w := range []string{"会同", "联合", "配合", "协同", "协调", "商请", "协助", "组织", "邀请", "与", "和", "同", "组织协调", "抽调", "对接", "主动对接", "积极对接"} {
		if !h.hasWord(i, c.e, w) || (w == "和" || w == "与" || w == "同") && i != c.lead && i != c.subjectAt && !h.b.afterTime(c, i) && c.verb == nil && c.modal {
			continue
		}
		j := i + len([]rune(w))
		if names, k := h.names.list(h.b, j, c.e); k > j && len(names) > 0 {
			if w == "与" && k < c.e && (h.b.r[k] == '签' || hasAnyPrefix(h.b.str(k, min(c.e, k+2)), []string{"对接", "沟通", "衔接", "联系", "协商", "交接"})) {
				return k // 与6家景区签订责任书: the other party
			}
			if !person(names[len(names)-1]) && !strings.HasSuffix(h.b.str(j, k), "干部") && !(w == "组织" && h.people(k, c.e)) {
				c.co = append(c.co, names...)
			}
			c.organised = c.organised || w == "组织"
			if w != "组织" {
				c.helpersAt = k
			}
			return k
		}
		if k := h.strangers(c, j, w); k > j {
			return k
		}
	}
	return i
}

// people says that what follows a name makes it people of that unit: 组织施工企业负责人开会, 组织下游3个村286户群众.
func (h *header) people(i, e int) bool {
	return i < e && (digit(h.b.r[i]) || hasAnyPrefix(h.b.str(i, min(e, i+4)), []string{"负责人", "主要负责", "分管", "群众", "干部", "职工", "从业人员", "人员", "学生", "居民", "党员"}))
}

// strangers reads a helper that no pattern knows, behind a word that only helpers follow: 联合地质六队.
func (h *header) strangers(c *clause, i int, w string) int {
	if w != "会同" && w != "联合" && w != "协同" && w != "商请" || i < c.e && strings.ContainsRune("对开组进在把将就为", h.b.r[i]) {
		return i
	}
	for j := i + 3; j <= min(c.e, i+12); j++ {
		if strings.ContainsRune("队局办所站院会委团部校组司", h.b.r[j-1]) && h.names.boundary(h.b, j, c.e) && !h.names.actsInside(h.b, i, j, true) {
			c.co = append(c.co, h.b.str(i, j))
			c.helpersAt = j
			return j
		}
	}
	return i
}

// person says that a name is one of people, not of a unit: 网格员, 护林员.
func person(name string) bool {
	if hasAnySuffix(name, "救援队伍", "专业队伍", "应急队伍", "救援力量") {
		return false
	}
	return hasAnySuffix(name, "班主任", "员", "师", "长", "人员", "户", "力量", "骨干", "专家", "群众", "干部", "民兵")
}

// subject reads the units that act.
func (h *header) subject(c *clause, i int) int {
	if c.subject || c.ban && i > c.lead || i > c.lead+1 && h.b.r[i-2] == '每' && strings.ContainsRune("名个户家", h.b.r[i-1]) && i-2 > c.lead {
		return i // 严禁在加油站燃放: what is banned names no actor
	}
	names, j := h.names.list(h.b, i, c.e)
	if j > i && j < c.e && h.b.r[j] == '由' && i > c.lead && h.b.r[i-1] == '的' {
		return j // 进展缓慢的街道由县安委办约谈
	}
	if j == i {
		names, j = h.beforeModal(c, i)
	}
	if j == i {
		return i
	}
	if j+1 < c.e && h.b.r[j] == '的' && h.b.r[j+1] == '人' {
		j += 2 // 安监站的人
	} else if j < c.e && h.b.r[j] == '的' {
		k := h.personAfter(j+1, c.e)
		if k == j+1 {
			return k // 各乡镇的预案…: not the actor
		}
		j = k
	}
	c.setOwners(names)
	k := h.afterUnits(j, c.e)
	c.assigned = c.assigned || k > j
	c.subjectAt = j
	return h.helping(c, k)
}

// beforeModal takes what stands before 要 or 必须 as the actor if it ends like a group of people: 半专业扑火队要….
func (h *header) beforeModal(c *clause, i int) ([]string, int) {
	if i != c.lead && !h.b.afterTime(c, i) || h.b.r[i] == '对' {
		return nil, i
	}
	for j := i + 3; j <= min(c.e-2, i+5); j++ {
		if h.b.r[j-1] == '员' && !strings.ContainsRune("人超满减缺增定动", h.b.r[j-2]) && h.b.word(i, j, tagBan|tagLight|tagCond) == nil && !h.organises(i) && h.names.boundary(h.b, j, c.e) {
			return []string{h.b.str(i, j)}, j
		}
	}
	if names, j := h.everyOne(c, i); j > i {
		return names, j
	}
	for j := i + 2; j < min(c.e, i+14); j++ {
		if w := h.b.word(j, c.e, tagModal); w != nil && !h.partOfWord(j, w) {
			s := h.b.str(i, j)
			if s != "人员" && s != "家长" && !containsAny(s, "期间", "期内", "以来", "时段") && hasAnySuffix(s, "队", "组", "员", "队伍", "单位", "企业", "部门", "公司", "人员", "专班", "力量", "长", "机构", "学校", "医院", "者", "党员", "干部") && !strings.ContainsAny(s, "的对将把在") && !hasAnyPrefix(s, []string{"校外", "外来", "无关", "社会", "闲杂", "未成年", "外地"}) && (h.b.word(i, j, tagVerb|tagAdverb|tagPrep|tagCond) == nil || j-i <= 10 && hasAnySuffix(s, "企业", "单位", "公司") && hasAnyPrefix(s, describedFirms)) {
				return h.both(s), j
			}
			return nil, i
		}
	}
	return nil, i
}

// both parts two classes that stand before a modal: 校车服务企业和有关学校.
func (h *header) both(s string) (names []string) {
	for part := range strings.SplitSeq(strings.NewReplacer("以及", "和", "及", "和").Replace(s), "和") {
		if len([]rune(part)) < 4 {
			return []string{h.names.qualify(s)}
		}
		names = append(names, h.names.qualify(part))
	}
	return names
}

// describedFirms are the beginnings of classes of firms that are told by what they do: 停产放假企业, 参运单位.
var describedFirms = []string{"停产", "停业", "停工", "复工", "复产", "复业", "开工", "在建", "放假", "从事", "承担", "承办", "承建", "承运", "参建", "参运", "参展", "经营", "使用", "生产", "运输", "储存", "销售", "充装", "营业", "供气", "供水", "供热", "作业", "发包", "承包", "委托"}

// everyOne reads 各地下矿山, a class that no list knows, before a modal or a time.
func (h *header) everyOne(c *clause, i int) ([]string, int) {
	if h.b.r[i] != '各' || i+4 >= c.e || strings.ContainsRune("项类种自界族条个环方重级", h.b.r[i+1]) || h.b.r[i+1] == '地' && strings.ContainsRune("区要各方", h.b.r[i+2]) {
		return nil, i
	}
	for j := i + 3; j <= min(c.e-2, i+12); j++ {
		if strings.ContainsRune("的对把将在、", h.b.r[j]) {
			return nil, i
		}
		w := h.b.word(j, c.e, tagModal|tagRecur)
		if w != nil && !h.partOfWord(j, w) || h.timeAt(c, j) {
			return []string{h.names.qualify(h.b.str(i, j))}, j
		}
	}
	return nil, i
}

// organises says that a verb of calling people together stands at i: 组织党员.
func (h *header) organises(i int) bool {
	return hasAnyPrefix(h.b.str(i, min(len(h.b.r), i+2)), []string{"组织", "安排", "动员", "要求", "发动", "聘请", "抽调", "督促", "提醒", "通知", "完成", "落实", "配备", "配齐", "明确", "增设", "选派", "选聘", "培训"})
}

// personAfter returns the place after a word for people, such as 劝导员, that stands before a modal or verb.
func (h *header) personAfter(i, e int) int {
	for j := i + 2; j <= min(e, i+8); j++ {
		if (person(h.b.str(i, j)) || j == i+2 && h.b.str(i, j) == "队伍") && h.names.boundary(h.b, j, e) {
			return j
		}
	}
	return i
}

func (c *clause) setOwners(names []string) {
	c.owners, c.subject = names, true
}

// tail reads what may stand at the end: 由X牵头, X配合, （责任单位：X）.
func (h *header) tail(c *clause) {
	if c.subject && h.endsWithAny(c, "配合", "协助", "配合做好", "协同配合", "积极配合", "参与", "协同", "予以配合", "密切配合", "做好配合", "参加") && !c.modal && !c.assigned {
		c.co = append(c.co, c.owners...)
		c.owners, c.subject, c.shape = nil, false, shapeCo
		return
	}
	if c.subject && h.paidBy(c) {
		return
	}
	if c.subject {
		return
	}
	if name := h.possessor(c); name != "" {
		c.setOwners([]string{name})
		return
	}
	if i := strings.LastIndex(h.b.str(c.lead, c.e), "由"); i >= 0 {
		at := c.lead + len([]rune(h.b.str(c.lead, c.e)[:i]))
		if names, j := h.names.list(h.b, at+1, c.e); j > at+1 && !anyExpert(names) {
			c.setOwners(names)
			c.assigned = true
		}
	}
}

// anyExpert knows those behind 由 who only have the skill: 由专业队伍实施.
func anyExpert(names []string) bool {
	switch names[0] {
	case "专业队伍", "专业人员", "专业机构", "专业单位", "第三方机构", "专业技术人员", "有资质单位", "专人":
		return true
	}
	return false
}

// paidBy reads 劝导员补助由县财政列支: the unit behind 由 acts, and what seemed to act is a thing.
func (h *header) paidBy(c *clause) bool {
	if c.modal || c.assigned || c.verb != nil && c.verbAt < c.subjectAt {
		return false
	}
	for i := c.subjectAt; i < min(c.e-2, c.subjectAt+6); i++ {
		if h.b.r[i] != '由' {
			continue
		}
		if names, j := h.names.list(h.b, i+1, c.e); j > i+1 && (person(c.owners[len(c.owners)-1]) || i == c.subjectAt) {
			c.setOwners(names)
			c.assigned = true
			return true
		}
	}
	return false
}

// possessor reads the enterprise whose thing the clause is about: 云雾山景区索道每日试运行, 鑫达石料厂的护罩.
func (h *header) possessor(c *clause) string {
	if c.scope != scopeNone && c.fronted == c.lead || c.verb != nil && c.verbAt == c.lead {
		return ""
	}
	for j := c.lead + 4; j <= min(c.e-3, c.lead+14); j++ {
		if strings.ContainsRune("区司矿厂业站", h.b.r[j-1]) && h.endsAt(c.lead, j, "景区", "公司", "批发企业", "生产企业", "经营企业", "零售企业", "运输企业", "加油站", "煤矿", "铁矿", "石料厂", "化工厂", "水泥厂", "砖厂") && !h.names.notName(h.b, c.lead, j) && !strings.ContainsAny(h.b.str(c.lead, j), "对在把将于和与及、的前后至各") {
			return h.b.str(c.lead, j)
		}
	}
	return ""
}

func (h *header) endsAt(s, e int, ends ...string) bool { return hasAnySuffix(h.b.str(s, e), ends...) }

func hasAnySuffix(s string, ends ...string) bool {
	for _, e := range ends {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

func (h *header) endsWithAny(c *clause, ends ...string) bool {
	return hasAnySuffix(h.b.str(c.lead, c.e), ends...)
}
