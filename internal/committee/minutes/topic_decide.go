package minutes

import "strings"

// scene is what surrounds an item and lends it a topic.
type scene struct {
	whole    string // topic that an epidemic or forest-fire text gives to all its items
	heading  string
	sentence string
	para     string // the one sector of the paragraph
	earlier  string // topic of the paragraph so far
	doc      string
	narrow   bool // the whole text is about doc
	plan     bool // the heading names an emergency plan
}

// topicOf decides the topic of an item whose actors end at subject and says why; what is done counts before who does it.
func (t *topicTable) topicOf(r []rune, subject int, owners []string, sc scene) (topic, why string) {
	if sc.whole != "" {
		return sc.whole, "规则15：全文主题"
	}
	owner := t.ownerTopic(owners)
	seen := t.readWith(t.words, matter(r[subject:]))
	own := seen.favour([]string{sc.heading, sc.sentence, owner, sc.para, sc.doc})
	if actor := t.read(r[:subject]); own.rank < rankFunction && actor.rank == rankSector {
		own = actor
	}
	if topic, why := decisive(string(r), own, &seen, t.commonTopic(owners), sc); topic != "" {
		return topic, why
	}
	if own.rank >= rankFunction {
		return own.topic, "规则15：“" + own.word + "”"
	}
	return around(own, owner, sc)
}

// decisive knows what settles the topic before the words are weighed: blame, a leading unit that names its own sector,
// a school, a text that is about one thing.
func decisive(s string, own guess, seen *ballot, owner string, sc scene) (topic, why string) {
	switch {
	case hasAnySuffix(s, "问责", "追责", "约谈", "通报批评", "追究责任", "处分", "责任追究"):
		return "responsibility", "规则15：问责、约谈"
	case containsAny(s, "会议精神", "传达到", "传达至"):
		return "responsibility", "规则15：会议传达"
	case owner == "responsibility" && own.rank <= rankFunction && own.topic != "education" && own.topic != "plan-drill":
		return owner, "规则15：督查考核单位"
	case drill(s) && !sc.narrow && own.topic != "school":
		return "plan-drill", "规则15：演练"
	case (owner == "school" || owner == "warning") && seen.names(owner):
		return owner, "规则15：责任单位的行业"
	case sc.narrow && seen.names(sc.doc):
		return sc.doc, "规则15：全文主题"
	case seen.names(owner) && (owner != "education" || own.rank <= rankFunction):
		return owner, "规则15：责任单位的行业"
	case sc.plan && own.rank < rankFunction && containsAny(s, "修改完善", "修订", "印发", "报批"):
		return "plan-drill", "规则15：修订预案"
	case sc.narrow && own.rank < rankFunction && sc.heading == "duty":
		return sc.heading, "规则15：所在标题"
	case sc.narrow && own.topic != sc.doc && (own.rank != rankFunction || own.topic == "campaign" || own.topic == "education" || own.topic == "hazard"):
		return sc.doc, "规则15：全文主题"
	case own.rank == rankFunction && hasAnySuffix(s, "通报", "责任", "排名通报"):
		return "responsibility", "规则15：问责、通报"
	}
	return "", ""
}

// drill says that the matter is a drill and no more: the sector only tells of what.
func drill(s string) bool {
	for part := range strings.SplitSeq(s, "，") {
		if hasAnySuffix(part, "演练", "推演", "预案") {
			return true
		}
	}
	return false
}

// around takes the topic from the surroundings when the item itself has none.
func around(own guess, owner string, sc scene) (topic, why string) {
	if own.topic == "other" && (sc.doc == "other" || sc.doc == "work-safety") {
		return own.topic, "规则15：“" + own.word + "”"
	}
	for _, near := range []struct{ topic, why string }{{sc.heading, "规则15：所在标题"}, {sc.sentence, "规则15：本句"}, {sc.para, "规则15：本段"}, {owner, "规则15：责任单位的行业"}, {sc.earlier, "规则15：本段"}} {
		if near.topic != "" {
			return near.topic, near.why
		}
	}
	broad := sc.doc == "" || sc.doc == "work-safety" || sc.doc == "campaign" && own.topic == "hazard"
	switch {
	case own.rank == rankSeason, own.rank > rankNone && broad:
		return own.topic, "规则15：“" + own.word + "”"
	case sc.doc != "":
		return sc.doc, "规则15：全文主题"
	}
	return "other", "规则15：没有行业词"
}

// narrow topics fill a whole text: a notice about schools speaks of nothing else.
func narrow(topic string) bool {
	switch topic {
	case "mine", "gas", "school", "transport", "construction", "hazmat", "tourism", "earthquake", "geology", "fire":
		return true
	}
	return false
}

// matter cuts out what says nothing about the matter: whom one works with (与应急、交通等部门), and the warning that
// only starts the duty (遇红色预警时).
func matter(r []rune) []rune {
	s := string(r)
	if cut := withoutTrigger(withoutPartners(s)); len(cut) != len(s) {
		return []rune(cut)
	}
	return r
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

// commonTopic is the sector that every owner leads.
func (t *topicTable) commonTopic(owners []string) string {
	for _, o := range owners {
		if t.owners[o] == "" {
			return ""
		}
	}
	return t.ownerTopic(owners)
}

// ownerTopic is the one sector that the owners lead, where only some lead any.
func (t *topicTable) ownerTopic(owners []string) string {
	topic := ""
	for _, o := range owners {
		own := t.owners[o]
		if own != "" && topic != "" && own != topic {
			return ""
		}
		if own != "" {
			topic = own
		}
	}
	return topic
}
