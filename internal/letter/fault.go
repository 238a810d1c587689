package letter

import (
	"regexp"
	"strconv"

	"anlan"
	"anlan/internal/rule"
)

// faultError says what is wrong with a template in both languages.
func faultError(t rule.LetterTemplate, f rule.LetterFault) *anlan.Error {
	at := placed(t, f.Field)
	switch f.Why {
	case "weights_part", "weights_total":
		return anlan.ErrLetterWeights.With("field", at.where).With("want", f.Want).With("got", f.Got)
	case "key_twice":
		return anlan.ErrDuplicate.With("value", f.Got)
	case "metric":
		return anlan.ErrLetterMetric.With("field", at.where).With("metric", f.Got)
	case "grades":
		return anlan.ErrLetterGrades.With("field", at.where)
	case "names":
		return anlan.ErrFieldRequired.With("name", at.of(anlan.Both{ZH: "名称（中文、英文）", EN: "name (Chinese, English)"}))
	default:
		return anlan.ErrLetterTemplate.With("field", at.of(words[at.last])).With("want", f.Want).With("got", f.Got)
	}
}

// place is where a fault lies, in the words of the template itself.
type place struct {
	where anlan.Both // “安全生产”
	last  string     // the field in it, as the template calls it
}

// of names a field at the place: “安全生产”的分值.
func (p place) of(field anlan.Both) anlan.Both {
	return anlan.Both{ZH: p.where.ZH + "的" + field.ZH, EN: p.where.EN + ": " + field.EN}
}

// words are what the form calls the fields of a template.
var words = map[string]anlan.Both{
	"weight": {ZH: "分值", EN: "weight"}, "target": {ZH: "目标次数", EN: "target"}, "each": {ZH: "每起分值", EN: "points for each"},
	"under": {ZH: "分数线", EN: "score"}, "min": {ZH: "分数线", EN: "score"}, "how": {ZH: "计分办法", EN: "way of scoring"},
	"key": {ZH: "代号", EN: "key"}, "kind": {ZH: "签订对象", EN: "kind of signer"}, "parts": {ZH: "四部分", EN: "four parts"},
}

// row finds parts[1].clauses[2].weight and what is like it.
var row = regexp.MustCompile(`^(?:(parts|controls|vetoes|adjusts|grades)\[(\d+)\](?:\.clauses\[(\d+)\])?\.?)?(\w*)$`)

// placed finds the words for the field of a fault: the part, clause, veto or grade that it stands in, else the template.
func placed(t rule.LetterTemplate, field string) place {
	m := row.FindStringSubmatch(field)
	if m == nil || m[1] == "" {
		return place{anlan.Both{ZH: "模板", EN: "the template"}, field}
	}
	i, _ := strconv.Atoi(m[2]) // digits, as the expression wants
	zh, en := "", ""
	switch m[1] {
	case "parts":
		zh, en = t.Parts[i].ZH, t.Parts[i].EN
		if m[3] != "" {
			j, _ := strconv.Atoi(m[3])
			i, zh, en = j, t.Parts[i].Clauses[j].ZH, t.Parts[i].Clauses[j].EN
		}
	case "controls":
		zh, en = t.Controls[i].ZH, t.Controls[i].EN
	case "vetoes":
		zh, en = t.Vetoes[i].ZH, t.Vetoes[i].EN
	case "adjusts":
		zh, en = t.Adjusts[i].ZH, t.Adjusts[i].EN
	case "grades":
		zh, en = t.Grades[i].ZH, t.Grades[i].EN
	}
	return place{named(i, zh, en), m[4]}
}

// named quotes a row of the template, by its number where it has no name yet.
func named(i int, zh, en string) anlan.Both {
	if zh == "" || en == "" {
		n := strconv.Itoa(i + 1)
		return anlan.Both{ZH: "第 " + n + " 条", EN: "row " + n}
	}
	return anlan.Both{ZH: "“" + zh + "”", EN: "“" + en + "”"}
}
