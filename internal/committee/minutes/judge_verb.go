package minutes

import "strings"

// weighVerb judges the verb of the main clause together with its object.
func weighVerb(it *item, m *clause, t *tally) {
	if m.verb == nil {
		weighVerbless(it, m, t)
		return
	}
	v, concrete := string(m.verb.text), concreteWord(it, m)
	void := voidObject(it.b, m)
	if m.softBan && concrete == "" && letting(it.b.str(m.lead, m.e)) {
		t.add(2, "banned")
		return
	}
	if m.softBan && concrete == "" {
		t.add(-2, "noAct")
	}
	switch tags := m.verb.tag; {
	case tags&tagDo == 0 && namedRule(it.b.str(min(m.obj, m.e), m.e)):
		t.add(2, "system", v)
	case v == "作为" && containsAny(it.b.str(m.obj, m.e), "考核", "考察", "评优", "评先", "依据"):
		t.add(2, "assessed")
	case strings.HasPrefix(v, "打") && hasAnySuffix(it.b.str(m.obj, m.e), "战", "仗"):
		t.add(-4, "metaphor", v)
	case m.ban && !m.softBan && (v == "放在" || v == "放到" || v == "摆到" || v == "摆在"):
		t.add(2, "banned")
	case tags&tagVague != 0 && tags&tagLight == 0 && m.timed && hasAnySuffix(it.b.str(min(m.obj, m.e), m.e), "意见", "方案", "措施", "清单", "计划"):
		t.add(1, "actWith", v, it.b.str(m.obj, m.e)) // 3月20日前提出贯彻落实意见
	case tags&tagVague != 0 && tags&tagLight == 0:
		t.add(-2, "stance", v)
	case tags&tagDo == 0 && quotedRule(it.b, m):
		t.add(3, "quotedRule", it.b.str(m.obj, m.e))
	case tags&tagLight != 0:
		weighLight(it, m, t, void, concrete)
	case v == "追究" && containsAny(it.b.str(m.obj, m.e), "责任人", "人员", "单位", "负责人", "领导"):
		t.add(2, "act", v)
	case v == "追究" && it.scoped && it.cs[0].scope != scopeNone:
		t.add(2, "blame")
	case void != nil && concrete == "":
		t.add(1, "empty", v, string(void.text))
	case concrete != "":
		t.add(3, "actWith", v, concrete)
	default:
		weighPlain(it, m, t)
	}
}

// weighVerbless judges a clause whose verb no list knows, or that has none, by what it demands, brings or forbids.
func weighVerbless(it *item, m *clause, t *tally) {
	_, concrete := it.b.find(m.lead, m.e, tagConcrete)
	must := m.subject || it.b.says(m.lead, m.e, tagModal) && strings.Contains(it.b.str(m.lead, m.e), "必须")
	if m.adrift && m.subject && concrete != nil {
		t.add(2, "demanded", string(concrete.text))
	} else if m.adrift && must && len(quantities(it.b.slice(m.subjectAt, m.e))) > 0 {
		t.add(2, "demanded", it.b.str(m.subjectAt, m.e)) // 班子成员要一人包一个片区
	}
	if m.scope == scopeDui && it.b.r[m.fronted] == '把' && m.subject {
		t.add(2, "brought")
	}
	if m.scope == scopeDui && concrete != nil && m.stop != '，' && it.b.r[m.e-1] != '的' {
		t.add(2, "scopedThing", string(concrete.text))
	}
	if m.scope == scopeThat && containsAny(it.b.str(m.lead, m.e), "一律", "当场", "立即") {
		t.add(2, "oneRule")
	}
	if m.ban && m.e-m.lead >= 5 && (concrete != nil || !m.softBan || letting(it.b.str(m.lead, m.e))) {
		t.add(2, "banned")
	}
}

// weighLight judges a verb that says little by itself (落实, 做好, 加强): its object decides. The object may end in an
// empty word, and may hold a concrete one.
func weighLight(it *item, m *clause, t *tally, void *word, concrete string) {
	v, obj := string(m.verb.text), it.b.str(min(m.obj, m.e), m.e)
	switch {
	case concrete != "" && void != nil && void.tag&tagVoid != 0:
		t.add(0, "empty", v, string(void.text))
	case strings.Contains(obj, "各项"):
		t.add(0, "everything", v)
	case concrete != "":
		t.add(2, "lightWith", v, concrete)
	case void != nil:
		t.add(-2, "empty", v, string(void.text))
	case m.verb.tag&tagDo != 0 && m.subject:
		t.add(2, "act", v)
	case m.assigned && containsAny(it.b.str(m.lead, m.verbAt), "资金", "经费"):
		t.add(2, "lightWith", v, "资金")
	case m.subject && len(quantities(it.b.slice(min(m.obj, m.e), m.e))) > 0:
		t.add(1, "actWith", v, it.b.str(m.obj, m.e)) // 落实7天用量的应急储煤
	case m.subject && prepared(obj):
		t.add(2, "lightWith", v, "准备")
	default:
		t.add(0, "noObject", v)
	}
}

// weighPlain judges a verb of its own weight whose object holds nothing that a list knows.
func weighPlain(it *item, m *clause, t *tally) {
	v := string(m.verb.text)
	switch {
	case m.bare && m.scope == scopeNone && m.subject:
		t.add(2, "actorMust", strings.Join(m.owners, "、"), v)
	case m.bare && m.scope == scopeNone && !m.organised && m.modal && !m.ban && it.b.word(m.lead, m.e, tagModal) == nil && len(m.verb.text) > 1 && m.front:
		t.add(2, "must", v)
	case m.bare && m.scope == scopeNone && !m.organised && it.scoped && it.cs[0].scope != scopeNone && m != &it.cs[0]:
		t.add(2, "scopedAct", v)
	case m.bare && m.front && m.shape == shapeFull && m.scope == scopeNone && !m.modal:
		t.add(2, "act", v)
	case m.bare && m.scope == scopeNone && !m.organised:
		t.add(1, "bareAct", v)
	case len(m.verb.text) == 1 && m.scope == scopeNone && !m.subject && !m.ban && !it.b.says(m.obj, m.e, tagDo):
		t.add(1, "oneRune", v)
	default:
		t.add(2, "act", v)
	}
}

// voidObject returns the empty word that the object ends in (工作, 意识, 水平), nil when it ends in something.
func voidObject(b *block, m *clause) *word {
	void := b.endsWith(min(m.obj, m.e), m.e, tagVoid)
	if void == nil && m.verb.tag&tagDo == 0 {
		void = b.endsWith(min(m.obj, m.e), m.e, tagSoft)
	}
	if void != nil && hasAnySuffix(b.str(m.obj, m.e), "分管领导", "主要领导", "带班领导", "包抓领导", "包片领导", "值班领导") {
		void = nil // 约谈分管领导: a person, not leadership
	}
	return void
}

// prepared knows 做好跨区增援准备: ready for something that is named.
func prepared(obj string) bool {
	return strings.HasSuffix(obj, "准备") && len([]rune(obj)) >= 5 && !containsAny(obj, "各项", "充分", "思想", "一切", "随时", "打", "长期", "最坏", "应对")
}

// quotedRule knows 落实“六定一评”: a quotation that begins with a number names a rule.
func quotedRule(b *block, c *clause) bool {
	for i := c.obj; i < c.e; i++ {
		if b.numbered(i, c.e) {
			return true
		}
	}
	return false
}

// numbered says that a quotation at i begins with a number, which names a rule: “五个关键环节”, but not “零发生” and “两个维护”.
func (b *block) numbered(i, e int) bool {
	r := b.r
	return i+3 < e && r[i] == '“' && r[i+1] != '零' && (isPlainDigit(r[i+1]) || digit(r[i+1]) || r[i+1] == '十' || r[i+1] == '双') &&
		b.word(i, e, tagSlogan) == nil && b.word(i+1, e, tagSlogan) == nil
}

// concreteWord returns the first checkable noun or activity of an item outside its actors.
func concreteWord(it *item, m *clause) string {
	for i := range it.cs {
		c := &it.cs[i]
		if c.shape == shapePurpose && i > 0 {
			continue
		}
		if c.s > m.s {
			break
		}
		s := c.lead
		if m.verb != nil && m.verb.tag&tagDo == 0 && m.scope == scopeNone {
			if c != m {
				continue
			}
			s = m.obj
		} else if c.subject && c.verb != nil && c.scope == scopeNone {
			s = c.verbAt
		}
		if c == m && m.verb != nil {
			if w := it.b.word(m.verbAt, c.e, tagConcrete); w != nil && len(w.text) >= len(m.verb.text) && m.scope == scopeNone {
				s = max(s, m.obj)
			}
		}
		if _, w := it.b.find(s, c.e, tagConcrete|tagJob|tagCampaign); w != nil {
			return string(w.text)
		}
	}
	return ""
}
