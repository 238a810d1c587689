package committee

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"anlan/internal/matter"
	"anlan/internal/rule"
)

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// Topics lists what matters are about.
func Topics() []string {
	return []string{"work-safety", "hazard", "fire", "forest-fire", "earthquake", "flood", "geology", "transport", "construction",
		"hazmat", "mine", "gas", "school", "tourism", "epidemic", "education", "warning", "plan-drill", "duty", "responsibility",
		"campaign", "relief", "other"}
}

// numbering is how a sentence may be counted: 一、 （二） 3. (4) ⑤.
var numbering = regexp.MustCompile(`^(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十\d]{1,3}[、．）)]|\d{1,3}\.(\D)|[①-⑳])`)

// titleOf makes the title of a decision from its sentence: without numbering, cut at the first end.
func titleOf(text string) string {
	s := strings.Join(strings.Fields(text), "")
	for numbering.MatchString(s) {
		s = numbering.ReplaceAllString(s, "$1")
	}
	s = strings.TrimLeft(s, "，。；：、")
	if i := strings.IndexAny(s, "。；！"); i > 0 {
		s = s[:i]
	}
	if s = strings.TrimRight(s, "，、：,"); s == "" {
		s = text // nothing but stops and numbers
	}
	return clip(s, 60)
}

// duties end the part of a sentence that only says who: 县住建局牵头，红堡镇配合，.
var duties = regexp.MustCompile(`^(?:牵头|负责|配合|协助|会同|要|应当|应|须|必须|于|和|及|、|，)+`)

// fronted is a deadline at the head of a sentence; the task sheet shows it in a field of its own.
var fronted = regexp.MustCompile(`^(?:务必|请)?(?:在|于)?(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底)?(?:之前|以前|前)[，、]?`)

// shortTitle is the title of a sentence without who and by when, which stand beside it.
func shortTitle(text string, names []string) string {
	title := titleOf(text)
	rest := strings.TrimPrefix(title, "要")
	for again := true; again; {
		again = false
		for _, n := range names {
			cut, found := strings.CutPrefix(strings.TrimPrefix(rest, "由"), n)
			if found && n != "" {
				rest, again = duties.ReplaceAllString(cut, ""), true
			}
		}
		if cut := fronted.ReplaceAllString(rest, ""); cut != rest {
			rest, again = duties.ReplaceAllString(cut, ""), true
		}
	}
	if utf8.RuneCountInString(rest) < 4 {
		return title
	}
	return rest
}

// evidenceWords says by which word a sentence asks for which kind of proof; the first that fits holds.
// The kinds are those of policy evidence.
var evidenceWords = []struct {
	kind  string
	words []string
}{
	{"relay", []string{"传达学习", "组织学习", "学习贯彻"}},
	{"drill", []string{"演练"}},
	{"rectification", []string{"整改", "整治", "消除隐患", "治理"}},
	{"training", []string{"宣传", "培训", "教育", "宣讲", "警示"}},
	{"duty", []string{"值班", "值守", "在岗"}},
	{"inspection", []string{"排查", "检查", "巡查", "督查", "摸排", "监测"}},
	{"document", []string{"制定", "印发", "预案", "方案", "出台", "修订", "签订", "台账", "清单"}},
	{"report", []string{"报送", "上报", "报告", "报县", "反馈"}},
}

// evidenceFor proposes the proof that a task of this wording should close with.
func evidenceFor(kind Kind, text string) string {
	if kind == Relay {
		return "relay"
	}
	for _, e := range evidenceWords {
		for _, w := range e.words {
			if strings.Contains(text, w) {
				return e.kind
			}
		}
	}
	return "ordinary"
}

// urgencyFor reads how urgent a sentence says it is.
func urgencyFor(text string) matter.Urgency {
	switch {
	case strings.Contains(text, "特急"):
		return matter.ExtraUrgent
	case strings.Contains(text, "加急") || strings.Contains(text, "立即") || strings.Contains(text, "即日起") || strings.Contains(text, "小时内"):
		return matter.Urgent
	default:
		return matter.Ordinary
	}
}

// cadenceFor turns the rhythm of the text into the feedback that it asks for: the same. Nobody writes reports by the hour,
// so what comes back every hour is told once a day.
func cadenceFor(recurrence string) string {
	switch {
	case recurrence == "hourly":
		return "daily"
	case slices.Contains(rule.Cadences(), recurrence):
		return recurrence
	default:
		return "none"
	}
}
