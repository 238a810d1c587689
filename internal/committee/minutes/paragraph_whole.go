package minutes

import (
	"slices"
	"strings"
)

// whole deals with sentences that are one thing as a whole: relayed demands, formulae, law, questions.
func (d *document) whole(b *block, cs []clause, text string) bool {
	switch {
	case formula(b, cs, text):
		d.st.preamble = d.st.preamble && !strings.Contains(text, "如下")
		return true
	case containsAny(text, "纷纷表示", "一致表示", "纷纷说") && cs[len(cs)-1].e > cs[0].lead:
		it := &item{b: b, cs: cs}
		d.items = append(d.items, finding{it: it, verdict: verdict{Slogan, []Reason{because("vagueStance")}}, scene: d.scene("")})
		return true
	case question(cs), law(text), story(b, cs, text):
		return true
	case d.st.upper && !own(cs) && d.relayed(cs, text) && cs[len(cs)-1].e > cs[0].lead:
		it := &item{b: b, cs: cs}
		d.items = append(d.items, finding{it: it, verdict: verdict{Relay, []Reason{because("upper")}}, scene: d.scene("")})
		return true
	}
	return false
}

// own says that an office of the county acts in the sentence, which no higher meeting speaks to.
func own(cs []clause) bool {
	return slices.ContainsFunc(cs, func(c clause) bool {
		return c.subject && len(c.owners) > 0 && strings.HasPrefix(c.owners[0], "县") && !strings.HasPrefix(c.owners[0], "县直") && len([]rune(c.owners[0])) > 3 && c.verb != nil && c.say == 0
	})
}

// relayed says that a sentence under a higher speaker demands something or tells of it.
func (d *document) relayed(cs []clause, text string) bool {
	if containsAny(text, "在县分会场", "收听收看", "收看") {
		return false
	}
	said := slices.ContainsFunc(cs, func(c clause) bool { return c.say != 0 || c.modal })
	return said || d.st.direct
}

// formula knows sentences that every paper carries and that ask for nothing of their own (rule 7).
func formula(b *block, cs []clause, s string) bool {
	from, to := cs[0].s, cs[len(cs)-1].e
	if to-from > 90 {
		return false
	}
	if strings.HasPrefix(s, "现将") && containsAny(s, "印发", "通知", "通报", "下发", "予以") {
		return true
	}
	return b.says(from, to, tagFormula)
}

// clip returns the first n runes of a string.
func clip(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// question knows a sentence that asks; a unit with a demand asks nothing, and its mark is a letter that a page lost.
func question(cs []clause) bool {
	return cs[len(cs)-1].stop == '？' && !slices.ContainsFunc(cs, func(c clause) bool { return c.subject && c.modal })
}

// law knows statements of what a law or rule says.
func law(s string) bool {
	head := clip(s, 40)
	if (strings.HasPrefix(s, "依据") || strings.HasPrefix(s, "根据") || strings.HasPrefix(s, "按照")) && strings.Contains(head, "《") && containsAny(s, "规定，", "明确规定", "条规定") && !containsAny(head, "决定", "县", "各乡镇") {
		return containsAny(s, "应当", "应", "必须", "有权", "不得", "处", "规定")
	}
	return containsAny(s, "》规定", "》明确规定", "》第") && containsAny(s, "应当", "规定") && !containsAny(s, "各乡镇要", "要严格按照")
}

// story knows what is told about others: attitudes, problems, causes.
func story(b *block, cs []clause, s string) bool {
	if strings.HasSuffix(s, "的") && strings.Contains(s, "是") && !containsAny(s, "是要", "要", "特别是", "尤其是", "重点是", "一是", "二是", "三是") {
		return true
	}
	if (hasAnyPrefix(s, []string{"有的", "有些", "个别", "少数"}) || strings.Count(s, "有的") > 1) && !slices.ContainsFunc(cs, func(c clause) bool { return c.modal }) {
		return true
	}
	return b.says(cs[0].s, min(cs[len(cs)-1].e, cs[0].s+maxLook), tagStory)
}
