package minutes

import "strings"

// The words behind the units of a bracket such as （县气象局牵头，各乡镇配合，5月底前完成）.
var (
	leadWords = []string{"牵头负责", "牵头落实", "牵头", "分别负责", "按职责分工负责", "按职责负责", "负责落实", "负责", "落实"}
	coWords   = []string{"协同配合", "配合", "协助", "参与"}
)

// assignment reads a bracket that gives units and a deadline without labels; nil if it holds anything else.
func (d *document) assignment(b *block, open int) []part {
	end := closing(b.r, open, len(b.r))
	if end == open || end-open > 70 {
		return nil
	}
	var out []part
	led := false
	for s := open + 1; s < end; {
		e := s
		for e < end && !strings.ContainsRune("，；。", b.r[e]) {
			e++
		}
		p, ok := d.assigned(b, s, e)
		if !ok {
			return nil
		}
		p.label, p.bracket = open, true
		led = led || p.field == fieldLead
		out, s = append(out, p), e+1
	}
	if !led {
		return nil
	}
	return out
}

// assigned reads one piece of such a bracket.
func (d *document) assigned(b *block, s, e int) (part, bool) {
	if _, j := d.names.list(b, s, e); j > s {
		rest := b.str(j, e)
		switch {
		case hasAnySuffix(rest, leadWords...) && len([]rune(rest)) <= 7:
			return part{field: fieldLead, s: s, e: j}, true
		case rest == "" && b.mark.level > 0 && s > 1 && b.r[s-1] == '（' && e+2 >= len(b.r) && b.r[e] == '）':
			return part{field: fieldLead, s: s, e: e}, true // …。（县应急局）
		case hasAnySuffix(rest, coWords...) && len([]rune(rest)) <= 6:
			return part{field: fieldCo, s: s, e: j}, true
		}
	}
	if len(d.clock.scanTimes(b.r[s:e])) > 0 || b.says(s, e, tagRecur) {
		return part{field: fieldDue, s: s, e: e}, true
	}
	return part{}, false
}
