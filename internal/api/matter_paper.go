package api

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"strings"

	"anlan"
	"anlan/internal/matter"
	"anlan/internal/paper"
	"anlan/internal/registry"
)

func (s *Server) registerPapers() {
	s.sends("/api/v1/papers/{file}", "matter.read", "A numbered document of the ladder: its id with .docx", typeDOCX, s.paperDOCX)
	s.sends("/api/v1/matters.xlsx", "matter.read", "The filtered list as a table; the filter is that of the list", typeXLSX, s.mattersXLSX)
}

// paperDOCX sends a numbered document of the ladder: /papers/{id}.docx.
func (s *Server) paperDOCX(w http.ResponseWriter, r *http.Request) error {
	id, is := strings.CutSuffix(r.PathValue("file"), ".docx")
	if !is {
		return anlan.ErrNotFound
	}
	rung, m, err := s.Matter.Paper(r.Context(), Actor(r.Context()), anlan.ID(id))
	if err != nil {
		return err
	}
	doc, err := s.document(r.Context(), rung, m)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := doc.WriteDocx(&b); err != nil {
		return err
	}
	return download(w, rung.Number+".docx", typeDOCX, b.Bytes())
}

// form is what a kind of document says besides the facts.
type form struct {
	title   string   // with %s for the matter's
	wishes  []string // what is required now
	copied  bool     // goes to the committee's office too
	closing string
}

// forms are the documents of the ladder (policy urging-ladder). They ask for nothing that no rule
// asks for, and name no term of their own: those stand in the policy.
var forms = map[string]form{
	"urging_notice": {title: "关于%s办理情况的催办通知", closing: "特此通知。", wishes: []string{
		"尚未签收的，请立即签收；已签收的，请抓紧办理，并如实反馈进展。",
		"办结后请按要求提交佐证，报请复核。",
		"按期办结确有困难的，请在系统中申请延期并说明理由，以批准的期限为准。"}},
	"supervision_notice": {title: "关于%s办理情况的督办通知单", closing: "特此督办。", copied: true, wishes: []string{
		"请主要负责人亲自过问，明确责任岗位，查清未办结的原因。",
		"请立即反馈进展、存在的困难和拟办结的时间。",
		"办结后请按要求提交佐证，报请复核；仍未办结的，将按催办阶梯予以通报。"}},
	"bulletin": {title: "关于%s逾期未办结的通报", closing: "特此通报。", copied: true, wishes: []string{
		"请举一反三，说明未按期办结的原因和责任岗位。",
		"请集中力量办理，办结后按要求提交佐证，报请复核。",
		"仍未办结的，将按催办阶梯进行约谈。"}},
	"interview_notice": {title: "关于%s办理情况的约谈通知", closing: "特此通知。", copied: true, wishes: []string{
		"请主要负责人做好准备，届时说明办理过程、未办结的原因和责任岗位。",
		"请提出下一步措施和办结时间。",
		"约谈的时间和地点由发文单位另行通知。"}},
}

// document composes the paper from what was frozen when it was issued, so that it reads the same
// whenever it is printed.
func (s *Server) document(ctx context.Context, r matter.Rung, m matter.Matter) (paper.Document, error) {
	dir := registry.In(s.DB.Reader())
	to, err := dir.Unit(ctx, r.Unit)
	if err != nil {
		return paper.Document{}, err
	}
	issuer, err := dir.Unit(ctx, r.Issuer)
	if err != nil {
		return paper.Document{}, err
	}
	f, known := forms[r.Document]
	if !known {
		return paper.Document{}, anlan.ErrNotFound
	}
	doc := paper.Document{Organ: issuer.Name, Number: r.Number, Urgency: paperUrgency[m.Urgency], Title: fmt.Sprintf(f.title, quoted(r.Title)),
		Addressee: to.Name, Body: paperBody(f, r, m, issuer.Name), Signer: issuer.Name, Date: r.At.Date(), Issuer: issuer.Name, Issued: r.At.Date()}
	if m.Exercise {
		doc.Title = "【演练】" + doc.Title
	}
	if r.By == "" {
		doc.Note = "本件由系统按催办阶梯的时限自动生成"
	}
	if office, err := dir.Office(ctx); err == nil && f.copied && office.ID != issuer.ID && office.ID != to.ID {
		doc.CopyTo = office.Name
	}
	return doc, nil
}

var paperUrgency = map[matter.Urgency]string{matter.Urgent: "加急", matter.ExtraUrgent: "特急"}

// quoted sets a title inside another one.
func quoted(title string) string {
	return "“" + strings.NewReplacer("“", "‘", "”", "’").Replace(strings.TrimRight(title, "。；;. ")) + "”"
}

// paperBody says what was asked, by when, how it stands, and what is required now.
func paperBody(f form, r matter.Rung, m matter.Matter, issuer string) []paper.Block {
	body := []paper.Block{paper.Paragraph{Text: paperFacts(r, m, issuer)}}
	n := 0
	head := func(title string) {
		n++
		body = append(body, paper.Heading{Level: 1, Text: paper.Ordinal(1, n) + title})
	}
	if text := strings.TrimSpace(m.Text); text != "" && text != strings.TrimSpace(r.Title) {
		head("交办内容")
		body = append(body, paper.Paragraph{Text: text})
	}
	if m.Standard != "" {
		head("办结标准")
		body = append(body, paper.Paragraph{Text: m.Standard})
	}
	if r.Text != "" {
		head("催办意见")
		body = append(body, paper.Paragraph{Text: r.Text})
	}
	head("现要求")
	for i, wish := range f.wishes {
		body = append(body, paper.Paragraph{Text: paper.Ordinal(2, i+1) + wish})
	}
	return append(body, paper.Paragraph{Text: f.closing})
}

func paperFacts(r matter.Rung, m matter.Matter, issuer string) string {
	facts := fmt.Sprintf("%s，%s将%s（编号：%s）交由你单位牵头办理", paper.ChineseDate(m.Opened.Date()), issuer, quoted(r.Title), m.Number)
	at := paper.ChineseDate(r.At.Date())
	switch {
	case r.Due == "":
		return facts + "。截至" + at + "，该事项尚未办结。"
	case r.Days > 0:
		return facts + fmt.Sprintf("，办理期限为%s。截至%s，已超过期限%d天，该事项仍未办结。", paper.ChineseDate(r.Due), at, r.Days)
	default:
		return facts + fmt.Sprintf("，办理期限为%s。截至%s，该事项尚未办结。", paper.ChineseDate(r.Due), at)
	}
}
