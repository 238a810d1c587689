package document

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"anlan"
	"anlan/internal/paper"
	"anlan/internal/registry"
)

// Paper lays the document out in the form of GB/T 9704. What was issued reads the same whenever it is
// printed; a draft says that it is one.
func (t Text) Paper() paper.Document {
	c := t.Content
	d := paper.Document{Urgency: urgencyWords[c.Urgency], Organ: c.Organ, Number: t.Number, Title: c.Title, Addressee: c.Addressee, Body: blocks(c.Text),
		Attachments: c.Attachments, Signer: c.Signer, Date: t.Day, Sealed: c.Sealed, Note: c.Note, CopyTo: c.CopyTo, Issuer: c.Signer, Issued: t.Day}
	if len(c.Tasks) > 0 {
		d.Attachments = append(append([]string{}, c.Attachments...), "任务分解表")
		d.Annexes = []paper.Annex{{Title: "任务分解表", Landscape: true, Body: []paper.Block{taskTable(c.Tasks)}}}
	}
	for _, a := range c.Annexes {
		d.Attachments = append(slices.Clone(d.Attachments), a.Title)
		d.Annexes = append(d.Annexes, a.table())
	}
	switch {
	case t.Number == "" && c.Exercise:
		d.Note = "演练文件，送审稿，未编号"
	case t.Number == "":
		d.Note = "送审稿，未编号"
	case c.Exercise:
		d.Note = "演练文件，不作为工作依据"
	}
	if c.Exercise {
		d.Title = "【演练】" + d.Title
	}
	return d
}

var urgencyWords = map[string]string{"urgent": "加急", "extra_urgent": "特急"}

// blocks reads a text as people write it: a line that begins with 一、 or （一） is a heading.
func blocks(text string) []paper.Block {
	var list []paper.Block
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			list = append(list, block(line))
		}
	}
	return list
}

func block(line string) paper.Block {
	level := levelOf(line)
	if level == 0 {
		return paper.Paragraph{Text: line}
	}
	head, rest, ends := strings.Cut(line, "。")
	if ends && rest != "" {
		return paper.Heading{Level: level, Text: head + "。", Then: rest}
	}
	return paper.Heading{Level: level, Text: line}
}

// levelOf is the level of the heading with which a line begins; 0 means none.
func levelOf(line string) int {
	for n := 1; n < 100; n++ {
		for level := 1; level <= 2; level++ {
			if strings.HasPrefix(line, paper.Ordinal(level, n)) {
				return level
			}
		}
	}
	return 0
}

func taskTable(tasks []Task) paper.Table {
	t := paper.Table{Columns: []paper.TableColumn{{Title: "序号", Width: 2, Center: true}, {Title: "工作任务", Width: 14}, {Title: "牵头单位", Width: 6},
		{Title: "配合单位", Width: 6}, {Title: "完成时限", Width: 5, Center: true}, {Title: "办结标准", Width: 7}}}
	for i, k := range tasks {
		t.Rows = append(t.Rows, []string{strconv.Itoa(i + 1), k.What, k.Lead, k.With, k.Due, k.Standard})
	}
	return t
}

// ReceiptPaper (送达回证) writes a receipt as a document.
func (s *Service) ReceiptPaper(ctx context.Context, a anlan.Actor, id anlan.ID) (paper.Document, Receipt, error) {
	r, err := s.Receipt(ctx, a, id)
	if err != nil {
		return paper.Document{}, r, err
	}
	e, err := loadEntry(ctx, s.d.Reader(), r.Entry)
	if err != nil {
		return paper.Document{}, r, err
	}
	n := s.receiptNames(ctx, r)
	rows := [][]string{{"送达文书", "《" + e.Title + "》"}, {"发文字号", e.Number}, {"发文单位", n.issuer}, {"受送达单位", n.unit},
		{"送达方式", "通过安澜系统电子送达"}, {"送达时间", moment(r.Sent)}, {"签收时间", orNot(r, moment(r.Signed))}, {"签收岗位", orNot(r, n.post)}}
	if hash := s.proof(ctx, e); hash != "" {
		rows = append(rows, []string{"文书校验值", hash})
	}
	remark := ""
	switch {
	case r.Ended != 0:
		remark = "文号已于" + paper.ChineseDate(r.Ended.Date()) + "作废"
	case r.Chased > 0:
		remark = fmt.Sprintf("催签%d次", r.Chased)
	}
	rows = append(rows, []string{"备注", remark})
	title := "送达回证"
	if r.Exercise {
		title = "【演练】" + title
	}
	return paper.Document{Title: title, Signer: n.issuer, Date: r.Sent.Date(), Body: []paper.Block{paper.Table{
		Columns: []paper.TableColumn{{Title: "项目", Width: 7, Center: true}, {Title: "内容", Width: 21}}, Rows: rows}}}, r, nil
}

func orNot(r Receipt, said string) string {
	if r.Signed == 0 {
		return "（未签收）"
	}
	return said
}

// moment writes an instant as a document does, in the time of the county.
func moment(at anlan.Instant) string {
	if at == 0 {
		return ""
	}
	return at.Time().In(time.FixedZone("CST", 8*3600)).Format("2006年1月2日15时04分")
}

type receiptNames struct{ issuer, unit, post string }

func (s *Service) receiptNames(ctx context.Context, r Receipt) (n receiptNames) {
	dir := registry.In(s.d.Reader())
	if u, err := dir.Unit(ctx, r.Issuer); err == nil {
		n.issuer = u.Name
	}
	if u, err := dir.Unit(ctx, r.Unit); err == nil {
		n.unit = u.Name
	}
	if p, err := dir.Post(ctx, r.SignedBy); err == nil {
		n.post = p.Title
	}
	return n
}

// proof is the hash of the text that an entry stands for, where it was composed here.
func (s *Service) proof(ctx context.Context, e Entry) string {
	if e.Origin.Kind != RefDocument {
		return ""
	}
	t, err := loadText(ctx, s.d.Reader(), e.Origin.ID)
	if err != nil {
		return ""
	}
	return "SHA-256 " + t.SHA256
}

// EntryText returns the composed document behind an entry; nil when another room wrote it.
func (s *Service) EntryText(ctx context.Context, a anlan.Actor, e Entry) (*Text, error) {
	if e.Origin.Kind != RefDocument {
		return nil, nil
	}
	t, err := s.Text(ctx, a, e.Origin.ID)
	return &t, err
}
