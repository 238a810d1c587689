package minutes

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// scene is what surrounds an item and lends it a topic.
type scene struct {
	whole    string // topic that an epidemic or forest-fire text gives to all its items
	heading  string
	names    []string // all sectors that the heading names
	sentence string
	before   string // of the sentence before the item
	para     string // the one sector of the paragraph
	earlier  string // topic of the paragraph so far
	doc      string
	narrow   bool // the whole text is about doc
	drown    bool // the sentence is about children and water
	trade    bool // the title names a trade that is work safety: 特种设备
	plan     bool // the heading names an emergency plan
	firm     bool // an enterprise speaks of its own works
}

// headed says that the heading names the sector of the item.
func (sc *scene) headed(own guess) bool {
	return own.rank.sector() && (own.topic == sc.heading || slices.Contains(sc.names, own.topic))
}

// topicOf decides the topic of an item, as a string and as runes, whose actors end at subject and says why; what is done counts before who does it.
func (t *topicTable) topicOf(s string, r []rune, subject int, owners []string, sc scene) (topic string, why Reason) {
	if sc.whole != "" {
		return sc.whole, because("topicText")
	}
	owner := t.ownerTopic(owners)
	seen := t.readWith(t.words, matter(s, r, subject))
	order := []string{sc.heading, sc.before, owner, sc.para, sc.doc}
	if subject > 0 {
		order[1], order[2] = owner, sc.before // 县消防救援大队…, whatever the office before it did
	}
	own := seen.favour(order)
	if actor := t.read(r[:subject]); own.rank < rankFunction && actor.rank.sector() {
		own = actor
	}
	clues := clue{s, own, &seen, t.commonTopic(owners), owners, sc}
	if topic, why := clues.decide(); topic != "" {
		return topic, why
	}
	if (own.topic == "work-safety" || own.topic == "hazard") && own.rank >= rankFunction && special(sc.heading) {
		return sc.heading, because("topicHeading")
	}
	if own.topic == "campaign" && nameless(own.word) && sc.doc != "campaign" {
		if topic := firstSpecial(sc.heading, sc.before, sc.doc); topic != "" {
			return topic, because("topicHeading") // 开展集中整治, in a paper about the road
		}
	}
	if own.topic == "hazard" && special(sc.before) && own.rank == rankFunction {
		return sc.before, because("topicSentence") // 对存在重大隐患的一律停产, of the mines before
	}
	if topic, why := lent(own, clues.owner, sc); topic != "" {
		return topic, why
	}
	if own.rank >= rankFunction {
		return own.topic, because("topicWord", own.word)
	}
	return around(own, owner, sc)
}

// nameless says that a word for a drive does not name one.
func nameless(w string) bool {
	return w == "集中整治" || w == "专项排查整治" || w == "专项行动"
}

// firstSpecial returns the first of the topics that is a sector of its own.
func firstSpecial(topics ...string) string {
	for _, t := range topics {
		if special(t) {
			return t
		}
	}
	return ""
}

// lent lets the surroundings settle a word that several sectors share: 车辆 under a heading about schools, 积水 in a mine.
func lent(own guess, owner string, sc scene) (topic string, why Reason) {
	if own.rank != rankShared || sc.headed(own) {
		return "", Reason{}
	}
	for _, near := range []struct {
		topic string
		why   Reason
	}{{sc.heading, because("topicHeading")}, {sc.before, because("topicSentence")}, {owner, because("topicOwner")}, {sc.doc, because("topicText")}} {
		if special(near.topic) || sc.firm && near.topic == "work-safety" {
			return near.topic, near.why
		}
	}
	return "", Reason{}
}

// around takes the topic from the surroundings when the item itself has none.
func around(own guess, owner string, sc scene) (topic string, why Reason) {
	if own.topic == "other" && (sc.doc == "other" || sc.doc == "work-safety") {
		return own.topic, because("topicWord", own.word)
	}
	if topic, why := nearest(owner, sc); topic != "" {
		return topic, why
	}
	broad := sc.doc == "" || sc.doc == "work-safety" && !(sc.trade && own.topic == "hazard") || sc.doc == "campaign" && own.topic == "hazard"
	switch {
	case own.rank == rankSeason, own.rank > rankNone && broad:
		return own.topic, because("topicWord", own.word)
	case sc.doc != "":
		return sc.doc, because("topicText")
	}
	return "other", because("topicNone")
}

// nearest is the topic that stands next to an item: of its heading, sentence, paragraph, leading unit. One that fits any trade
// (开展全面自查) yields to a sector that stands further off.
func nearest(owner string, sc scene) (topic string, why Reason) {
	for _, near := range []struct {
		topic string
		why   Reason
	}{{sc.heading, because("topicHeading")}, {sc.sentence, because("topicSentence")}, {sc.para, because("topicPara")}, {owner, because("topicOwner")}, {sc.earlier, because("topicPara")}} {
		if near.topic == "" || topic != "" && !special(near.topic) {
			continue
		}
		topic, why = near.topic, near.why
		if topic != "hazard" {
			return topic, why
		}
	}
	return topic, why
}

// narrow topics fill a whole text: a notice about schools speaks of nothing else.
func narrow(topic string) bool {
	switch topic {
	case "mine", "gas", "school", "transport", "construction", "hazmat", "tourism", "earthquake", "geology", "fire":
		return true
	}
	return false
}

// special topics are more specific than work safety at large.
func special(topic string) bool {
	return narrow(topic) || topic == "flood" || topic == "epidemic" || topic == "forest-fire"
}

// matter cuts out what says nothing about the matter: whom one works with (与应急、交通等部门), and the warning that
// only starts the duty (遇红色预警时).
func matter(s string, r []rune, subject int) []rune {
	for range subject {
		_, n := utf8.DecodeRuneInString(s)
		s = s[n:]
	}
	if cut := withoutShelter(withoutTrigger(withoutPartners(s))); len(cut) != len(s) {
		return []rune(cut)
	}
	return r[subject:]
}

func withoutPartners(s string) string {
	for _, end := range []string{"等部门", "等单位", "等多部门"} {
		k := strings.Index(s, end)
		if k < 0 {
			continue
		}
		for _, start := range []string{"与", "会同", "联合", "和"} {
			if i := strings.Index(s[:k], start); i >= 0 {
				return s[:i] + s[k+len(end):]
			}
		}
	}
	return s
}

// withoutShelter drops the school to which people are taken: it tells nothing of schools.
func withoutShelter(s string) string {
	for _, to := range []string{"撤到", "接到", "搬到", "转到", "转移到", "送到", "拉到", "往"} {
		i := strings.Index(s, to)
		if i < 0 {
			continue
		}
		rest := s[i+len(to):]
		for _, school := range []string{"学校", "小学", "中学"} {
			if k := strings.Index(rest, school); k >= 0 && k <= 12 {
				return s[:i] + rest[k+len(school):]
			}
		}
	}
	return s
}

func withoutTrigger(s string) string {
	for _, start := range []string{"遇", "接到", "收到"} {
		i := strings.Index(s, start)
		if i < 0 {
			continue
		}
		if k := strings.Index(s[i:], "预警"); k > 0 && k <= 48 && i+k+len("预警") < len(s) {
			return s[:i] + s[i+k+len("预警"):]
		}
	}
	return s
}

// kindEnds are the ends of the names of enterprises and bodies that belong to one sector, whatever they are called.
var kindEnds = []struct {
	topic string
	ends  []string
}{
	{"school", []string{"学校", "小学", "中学", "幼儿园", "学区", "教学点", "一中", "二中", "职中", "校长", "班主任"}},
	{"tourism", []string{"景区", "度假村", "旅行社", "旅游企业", "文旅企业", "民宿"}},
	{"mine", []string{"矿山企业", "煤矿", "矿山", "铅锌矿", "铁矿", "金矿", "采石场", "矿长", "尾矿库", "尾矿库企业"}},
	{"hazmat", []string{"加油站", "化工企业", "危化企业", "危化品企业", "危险化学品企业", "化工厂", "油库", "烟花爆竹批发企业"}},
	{"gas", []string{"燃气企业", "燃气公司", "天然气公司", "液化气站", "充装站", "燃气经营企业"}},
	{"construction", []string{"施工单位", "监理单位", "建设单位", "施工企业", "建筑企业", "项目部", "参建单位", "在建项目"}},
	{"transport", []string{"运输企业", "客运企业", "客运公司", "运输公司", "公交公司", "汽车站", "客运站", "货运企业", "驾校"}},
	{"forest-fire", []string{"林场", "林业站", "护林员", "护林站", "扑火队"}},
	{"plan-drill", []string{"救援队伍", "救援队", "应急队伍", "抢险队", "突击队", "救援力量", "抢险队伍", "抢险力量"}},
	{"responsibility", []string{"纪委", "督查组", "督导组", "包村领导", "包村干部", "驻村干部", "包片领导", "包抓领导", "县级领导", "党政主要负责同志"}},
	{"flood", []string{"水库管理所", "水管所", "灌区", "水利站", "水库管理单位"}},
}

// kindOf is the sector of a unit: by name, else by the end of its name.
func (t *topicTable) kindOf(unit string) string {
	if topic := t.owners[unit]; topic != "" {
		return topic
	}
	for _, level := range [][2]string{{"区", "县"}, {"市", "县"}, {"旗", "县"}, {"乡", "镇"}, {"街道", "镇"}} {
		if rest, ok := strings.CutPrefix(unit, level[0]); ok && t.owners[level[1]+rest] != "" {
			return t.owners[level[1]+rest] // 区消防救援大队 leads what 县消防救援大队 leads
		}
	}
	for _, k := range kindEnds {
		if hasAnySuffix(unit, k.ends...) {
			return k.topic
		}
	}
	return ""
}

// commonTopic is the sector that every owner leads.
func (t *topicTable) commonTopic(owners []string) string {
	for _, o := range owners {
		if t.kindOf(o) == "" {
			return ""
		}
	}
	return t.ownerTopic(owners)
}

// ownerTopic is the one sector that the owners lead, where only some lead any.
func (t *topicTable) ownerTopic(owners []string) string {
	topic := ""
	for _, o := range owners {
		own := t.kindOf(o)
		if own == "" && len(owners) > 2 && hasAnySuffix(o, "局", "中心", "公司") {
			return ""
		}
		if own != "" && topic != "" && own != topic {
			return ""
		}
		if own != "" {
			topic = own
		}
	}
	return topic
}
