package diligence

import (
	"embed"
	"fmt"
	"html/template"
	"strconv"
	"strings"
	"time"

	"anlan"
)

// leaves is the part that lists the hash of every line.
const leaves = "leaves"

//go:embed book.html
var pages embed.FS

var bookPages = template.Must(template.New("book").Funcs(template.FuncMap{
	"at":   func(i anlan.Instant) string { return i.Time().Format("2006-01-02 15:04:05") },
	"cite": func(pos int64) string { return "#" + strconv.FormatInt(pos, 10) },
}).ParseFS(pages, "book.html"))

var (
	coverPage = bookPages.Lookup("cover")
	headPage  = bookPages.Lookup("head")
	nonePage  = bookPages.Lookup("none")
	tableOpen = bookPages.Lookup("open")
	rowPage   = bookPages.Lookup("row")
	leafOpen  = bookPages.Lookup("leafopen")
	leafPage  = bookPages.Lookup("leaf")
	rulesPage = bookPages.Lookup("rules")
	signsPage = bookPages.Lookup("signs")
	proofPage = bookPages.Lookup("proof")
)

type rowView struct {
	Line
	Heard string
}

type leafView struct {
	N    int
	Pos  int64
	Leaf string
}

// words are the fixed words of the book.
type words map[string]string

func (w words) T(key string) string { return w[key] }

type chapterView struct {
	Words words
	Key   string
	No    int
	Title string
	Hint  string
	Lines int
}

type bookView struct {
	Words    words
	Lang     string
	Kind     string
	Contents *Contents
	Chapters []chapterView
}

type rulesView struct {
	Words words
	Rules []RuleUse
}

type signsView struct {
	Words words
	Signs []signView
}

type signView struct {
	Title, Ref    string
	Sent, Signed  string
	Took, Verdict string
}

type proofView struct {
	Words    words
	Contents Contents
	All      bool
}

func cite(pos int64) string { return "#" + strconv.FormatInt(pos, 10) }

func (b *binding) words() words {
	w := words{}
	for key, both := range bookWords {
		w[key] = b.Lang.Pick(both.ZH, both.EN)
	}
	return w
}

func (b *binding) view(c *Contents) bookView {
	v := bookView{Words: b.words(), Lang: b.Lang.Pick("zh-CN", "en"), Kind: b.Lang.Pick(subjectWords[c.Subject.Kind].ZH, subjectWords[c.Subject.Kind].EN), Contents: c}
	for i, size := range c.Chapters {
		title, hint := chapterWords[size.Key][0], chapterWords[size.Key][1]
		lines := size.Lines
		if size.Key == Rules {
			lines = len(c.Rules)
		}
		v.Chapters = append(v.Chapters, chapterView{Words: v.Words, Key: size.Key, No: i + 1, Title: b.say(title.ZH, title.EN), Hint: b.say(hint.ZH, hint.EN), Lines: lines})
	}
	return v
}

// signed is the table of what was to be signed for, in the order in which it came.
func (b *binding) signed() []signView {
	var list []signView
	for _, key := range b.f.order {
		s := b.f.signs[key]
		if !s.tells() {
			continue
		}
		v := signView{Title: mask(b.Known.Hide(s.title)), Ref: key, Sent: b.moment(s.sent, s.sentAt), Signed: b.moment(s.signed, s.signedAt), Verdict: b.verdict(s)}
		if s.sent != 0 && s.signed != 0 {
			v.Took = b.span(s.signedAt.Sub(s.sentAt))
		}
		list = append(list, v)
	}
	return list
}

func (b *binding) moment(pos int64, at anlan.Instant) string {
	if pos == 0 {
		return b.say("期间内没有记录", "no record in this period")
	}
	return at.Time().Format("2006-01-02 15:04") + " " + cite(pos)
}

// verdict tells what the record holds on the sign-for clock, and nothing that it does not hold.
func (b *binding) verdict(s *signature) string {
	var cites strings.Builder
	for _, pos := range s.raised {
		cites.WriteString(" " + cite(pos))
	}
	if s.raisedMore > 0 {
		fmt.Fprintf(&cites, " (+%d)", s.raisedMore)
	}
	at := cites.String()
	n := len(s.raised) + s.raisedMore
	switch {
	case n > 0 && s.signed != 0:
		return fmt.Sprintf(b.say("签收前时限已过，提醒 %d 次：%s", "Signed for after the clock had fired %d times:%s"), n, at)
	case n > 0:
		return fmt.Sprintf(b.say("没有签收记录，时限已过，提醒 %d 次：%s", "No record of a signature; the clock fired %d times:%s"), n, at)
	case s.signed != 0 && s.due != 0 && s.signedAt > s.due:
		return b.say("逾期签收", "Signed for late")
	case s.signed != 0 && s.sent != 0:
		return b.say("时限内签收", "Signed for in time")
	case s.signed != 0:
		return b.say("已签收", "Signed for")
	case s.ended > 0:
		return b.say("不再需要签收", "No signature needed any more")
	}
	return b.say("没有签收记录", "No record of a signature")
}

func (b *binding) span(d time.Duration) string {
	h, m := int(d.Hours()), int(d.Minutes())%60
	if h >= 48 {
		return fmt.Sprintf(b.say("%d 天 %d 小时", "%d d %d h"), h/24, h%24)
	}
	return fmt.Sprintf(b.say("%d 小时 %d 分", "%d h %d min"), h, m)
}

var subjectWords = map[string]anlan.Both{Post: {ZH: "岗位", EN: "Post"}, Person: {ZH: "人员", EN: "Person"}, Unit: {ZH: "单位", EN: "Unit"}, Incident: {ZH: "事项", EN: "Incident"}}

var chapterWords = map[string][2]anlan.Both{
	Holders:  {{ZH: "谁在岗", EN: "Who held it"}, {ZH: "岗位、单位和任职的变动。早于期间的任职也列出，以说明期初由谁在岗。", EN: "Posts, units and who held them. Appointments from before the period are listed too, so that its first day is clear."}},
	Known:    {{ZH: "何时知道什么", EN: "What was known when"}, {ZH: "交办的任务、隐患、检查、会议议定事项和其他进入记录的情况。", EN: "Tasks, hazards, inspections, decisions of meetings, and whatever else came into the record."}},
	Told:     {{ZH: "告知了谁、谁签收", EN: "Who was told and signed for it"}, {ZH: "通知、催办、文书，以及签收时限是否守住。", EN: "Notices, urging and documents, and whether the sign-for clock was met."}},
	Answered: {{ZH: "答复和办理", EN: "What was answered"}, {ZH: "反馈、佐证（附文件校验值）、复核和销号。", EN: "Feedback, evidence (with the digests of its files), reviews and closing."}},
	Rules:    {{ZH: "当日有效的规定", EN: "Rules in force"}, {ZH: "上述记录所依据的规则版本；文件随核验包附送。", EN: "The versions of rules on which these records rest; their files are in the bundle."}},
	Asked:    {{ZH: "提出的请求和答复", EN: "What was asked for and refused"}, {ZH: "延期、退回（含建议承办单位）、作业许可、责任裁定、异议，以及批准或不批准。", EN: "Extensions, returns with a suggested owner, permits, rulings on responsibility and objections, granted or refused."}},
	Proofs:   {{ZH: "证明", EN: "Proofs"}, {ZH: "每一条都可以在账本中查到。期间内就同一对象编制过的档案也列在这里。", EN: "Every line stands in the ledger. Books made about the same subject within the period are listed here too."}},
}

var bookWords = map[string]anlan.Both{
	"title":    {ZH: "尽职免责档案", EN: "Diligence book"},
	"period":   {ZH: "期间", EN: "Period"},
	"to":       {ZH: "至", EN: "to"},
	"purpose":  {ZH: "用途", EN: "Purpose"},
	"maker":    {ZH: "编制岗位", EN: "Compiled by"},
	"ledger":   {ZH: "账本", EN: "Ledger"},
	"upto":     {ZH: "知悉范围：账本第 1 条至第", EN: "What it may know: entries 1 to"},
	"entry":    {ZH: "条", EN: "of the ledger"},
	"lines":    {ZH: "本书条数", EN: "Lines"},
	"index":    {ZH: "目录", EN: "Contents"},
	"glance":   {ZH: "概览", EN: "At a glance"},
	"told":     {ZH: "通知", EN: "Notices"},
	"read":     {ZH: "其中有阅读或签收记录", EN: "of them with a record of reading or signing"},
	"toSign":   {ZH: "应签收", EN: "To be signed for"},
	"signed":   {ZH: "期间内签收", EN: "signed for in the period"},
	"raised":   {ZH: "其中签收时限曾经超过", EN: "of them after the sign-for clock had fired"},
	"answers":  {ZH: "答复和办理", EN: "Answers"},
	"asked":    {ZH: "请求和答复", EN: "Requests and answers"},
	"note":     {ZH: "本书只写账本里有的记录；没有记录的，如实写“没有记录”，不作推断。姓名只在任职处出现；文字里在册人员的姓名、手机号、身份证号已遮盖。", EN: "This book holds what the ledger holds and infers nothing; where there is no record it says so. Names of people stand with appointments only; in what was written, names of people in the register, telephone and identity numbers are masked."},
	"cut":      {ZH: "记录很多，只跟踪了前 300 件事项的答复（岗位、人员）或前 300 个岗位的通知（单位）；其余请缩短期间或另编。", EN: "There is a great deal: the answers to the first 300 matters (of a post or person), or the notices to the first 300 posts (of a unit), were followed. Shorten the period, or make books of the others."},
	"none":     {ZH: "没有记录。", EN: "No record."},
	"no":       {ZH: "序号", EN: "No."},
	"where":    {ZH: "账本位置 / 时间", EN: "Ledger position / time"},
	"who":      {ZH: "行为岗位", EN: "Done by"},
	"what":     {ZH: "记录", EN: "Record"},
	"detail":   {ZH: "内容", EN: "Particulars"},
	"masked":   {ZH: "姓名或号码已遮盖", EN: "name or number masked"},
	"signs":    {ZH: "签收一览", EN: "Signatures"},
	"matter":   {ZH: "事项或公文", EN: "Matter or document"},
	"sentAt":   {ZH: "交办或送达", EN: "Sent"},
	"signedAt": {ZH: "签收", EN: "Signed for"},
	"took":     {ZH: "用时", EN: "Took"},
	"clock":    {ZH: "签收时限", EN: "Sign-for clock"},
	"rule":     {ZH: "规定", EN: "Rule"},
	"version":  {ZH: "版本", EN: "Version"},
	"source":   {ZH: "来源和条款", EN: "Source and article"},
	"force":    {ZH: "有效期", EN: "In force"},
	"rests":    {ZH: "依据它的记录", EN: "Lines that rest on it"},
	"first":    {ZH: "首见于", EN: "first at"},
	"byDay":    {ZH: "记录未写明版本，按当日有效版本列出", EN: "no record names the version; listed as in force on that day"},
	"lost":     {ZH: "规则簿中已没有这个版本", EN: "the rule book holds this version no more"},
	"until":    {ZH: "至今", EN: "until further notice"},
	"how":      {ZH: "如何核验", EN: "How to verify"},
	"howText":  {ZH: "在任何一台电脑上、不需要网络和服务器，运行：", EN: "On any computer, without a network or a server, run:"},
	"howThen":  {ZH: "它会指出被改动、删除、增添或调换次序的每一条。该县公钥见核验包内 manifest.json，最好向该县另行索取核对。", EN: "It names every line that was altered, removed, added or put elsewhere. The county's public key is in manifest.json of the bundle; better ask the county for it and compare."},
	"leaf":     {ZH: "叶（SHA-256）", EN: "Leaf (SHA-256)"},
	"leaves":   {ZH: "各条在账本中的叶", EN: "The leaf of every line"},
	"tooMany":  {ZH: "条数较多，各条的叶只列在核验包的 positions 文件中。", EN: "There are many lines; their leaves are listed in the file positions of the bundle only."},
	"earlier":  {ZH: "期间内编制过的档案", EN: "Books made in the period"},
	"heard":    {ZH: "是否知悉", EN: "Heard"},
}
