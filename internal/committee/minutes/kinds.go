package minutes

import (
	"strings"
)

// attendance keeps a clause on who was there (rule 10) and says that it did.
func (d *document) attendance(it *item, s string) bool {
	if d.demanded(it) || it.main().scope != scopeNone && !strings.Contains(s, "主持召开") {
		return false
	}
	if !attended(it, s) {
		return false
	}
	d.attend = append(d.attend, Attendance{Text: s, Source: sourceOf(it.b, it.start(), it.end())})
	return true
}

// attended knows clauses on who chaired, spoke, attended or was absent.
func attended(it *item, s string) bool {
	if it.says(tagAttend) {
		return !containsAny(s, "与会人员纷纷", "要求", "请假报备", "请假制度", "请假外出", "外出请假", "表态")
	}
	if it.b.mark.level == 0 && !it.main().modal && strings.HasSuffix(s, "参加") && (strings.Contains(s, "、") || strings.Contains(s, "主持")) && !containsAny(s, "组织", "动员", "安排", "抽调") {
		return true // 村两委成员、各组组长、护林员参加
	}
	if hasAnySuffix(s, "在场", "到场", "到会", "列席") || hasAnyPrefix(s, []string{"到场", "到会", "在场"}) && len(quantities(it.b.slice(it.start(), it.end()))) > 0 {
		return !it.main().modal
	}
	return hasAnySuffix(s, "并讲话", "作工作安排", "作了工作安排", "作具体安排") || strings.HasSuffix(s, "作讲话") || strings.HasSuffix(s, "参加") && containsAny(s, "人员参加", "负责人参加", "负责同志参加", "领导参加")
}

// pledge knows commitments: pledges on stage, 承诺, 表示将, and signed letters (rule 10).
func (d *document) pledge(it *item, s, sentence string) verdict {
	if pledging(s) && it.main().verb != nil {
		return verdict{Commitment, []Reason{because("wouldDo")}}
	}
	if strings.Contains(s, "表个态") || promised(it) || d.spoken() && !d.demanded(it) && selfDoing(s) || d.info.genre == genreRecord && ourOffice(s) {
		return verdict{Commitment, []Reason{because("promise")}}
	}
	if d.demanded(it) && !d.st.signer && !it.says(tagFirstPerson) {
		return verdict{}
	}
	switch {
	case containsAny(s, "纷纷表示", "一致表示"):
		return verdict{Slogan, []Reason{because("vagueStance")}}
	case containsAny(s, "表态发言", "作表态", "作了表态", "表态"):
		return verdict{Commitment, []Reason{because("pledge")}}
	case containsAny(s, "责任书", "承诺书") && containsAny(s, "签订了", "签订", "签了", "递交", "签署") && !d.directing(it):
		return verdict{Commitment, []Reason{because("letter")}}
	case d.st.signer && !d.st.review && it.main().verb != nil && (it.says(tagFirstPerson) || it.main().say != 0 || containsAny(sentence, "表示", "承诺", "保证")):
		d.st.owners = d.st.speaker
		return verdict{Commitment, []Reason{because("wouldDo")}}
	case it.says(tagFirstPerson) && d.info.genre == genreSpeech && !containsAny(s, "承诺", "保证"):
		return verdict{} // the speaker says what his own office will do
	case it.says(tagFirstPerson) && (containsAny(s, "承诺", "保证", "将") || it.main().verb != nil) && !strings.Contains(s, "我们怎"):
		return verdict{Commitment, []Reason{because("ownName")}}
	case strings.Contains(s, "承诺") && it.main().subject && !containsAny(s, "承诺书", "承诺制", "公开承诺活动") && !d.directing(it):
		return verdict{Commitment, []Reason{because("promise")}}
	}
	return verdict{}
}

// ourOffice knows 我们所再加两个晚上的夜查, what an office says in a sitting of itself alone.
func ourOffice(s string) bool {
	rest, ok := strings.CutPrefix(s, "我们")
	for _, office := range []string{"所", "站", "办", "中队", "中心", "学校"} {
		if after, found := strings.CutPrefix(rest, office); ok && found {
			return !hasAnyPrefix(after, []string{"和", "跟", "与", "、", "要"})
		}
	}
	return false
}

// promised knows 县应急局承诺年底前…: the actor itself promises, and nobody demands it.
func promised(it *item) bool {
	c := &it.cs[0]
	if !c.subject || c.subjectAt <= c.lead {
		return false
	}
	rest := strings.TrimPrefix(it.b.str(c.subjectAt, c.e), "郑重")
	if strings.HasPrefix(rest, "代表") && strings.HasSuffix(rest, "承诺") {
		return true
	}
	return strings.HasPrefix(rest, "承诺") && !hasAnyPrefix(strings.TrimPrefix(rest, "承诺"), []string{"书", "制", "公示", "事项", "活动"})
}

// pledging knows 林场负责人表示将….
func pledging(s string) bool {
	for _, w := range []string{"表示将", "表示，将", "承诺将", "表示要", "承诺对", "承诺在"} {
		if i := strings.Index(s, w); i > 0 && i <= 60 {
			return true
		}
	}
	return false
}

// relayKind knows the study and conveying of what higher levels said (rule 9). An order to convey onwards is a task.
func relayKind(it *item, s string, demanded bool) verdict {
	study := it.says(tagStudy)
	matter := it.says(tagMatter)
	if !study || !matter {
		return verdict{}
	}
	higher := it.says(tagHigher)
	onward := demanded && containsAny(s, "传达到", "传达至", "第一时间传达", "传达学习", "及时传达", "学习传达", "传达") && !strings.Contains(s, "总书记")
	switch {
	case onward:
		return verdict{Task, []Reason{because("onward")}}
	case higher:
		return verdict{Relay, []Reason{because("studied")}}
	}
	return verdict{}
}

// figureKind labels what was told: a figure if it states a number, else a slogan for stance, else nothing.
func figureKind(it *item) verdict {
	if stated(it.b, it.start(), it.end()) {
		return verdict{Figure, []Reason{because("told")}}
	}
	if it.b.hasSlogan(it.start(), it.end()) {
		return verdict{Slogan, []Reason{because("judgement")}}
	}
	return verdict{}
}

// target knows an aim with a number that stands alone: 确保零输入, 整改率达到100%.
func target(it *item) verdict {
	m := it.main()
	if m.subject && m.verb != nil && m.verb.tag&tagDo != 0 || m.scope != scopeNone {
		return verdict{}
	}
	s := it.b.str(m.s, m.e)
	zero := it.b.says(m.s, m.e, tagZero)
	rate := containsAny(s, "%", "百分之") && containsAny(s, "确保", "达到", "实现", "力争", "控制在", "下降", "不低于", "以上", "以内")
	if (zero || rate) && !(m.verb != nil && m.verb.tag&tagDo != 0 && m.verb.tag&(tagLight|tagVague) == 0) {
		return verdict{Figure, []Reason{because("target")}}
	}
	return verdict{}
}
