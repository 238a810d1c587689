package hazard

import (
	"context"
	"fmt"
	"strings"

	"anlan"
	"anlan/internal/paper"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

// PaperKind is a document that the ledger writes.
type PaperKind string

// The documents of a major hazard.
const (
	ListingPaper   PaperKind = "listing"   // 重大事故隐患挂牌督办通知书
	DelistingPaper PaperKind = "delisting" // 摘牌（销号）通知书
	StopPaper      PaperKind = "stop"      // 责令停产停业（撤人）决定书
)

// unitNames are the names that a document prints.
type unitNames struct{ lead, supervisor, ordered, office string }

// Paper writes a document of the hazard in the form of GB/T 9704, from what was frozen when it was
// decided: it reads the same whenever it is printed. Documents from above the county are not ours to
// write.
func (s *Service) Paper(ctx context.Context, a anlan.Actor, id anlan.ID, kind PaperKind) (paper.Document, error) {
	h, err := s.Get(ctx, a, id)
	if err != nil {
		return paper.Document{}, err
	}
	n, err := s.paperNames(ctx, h)
	if err != nil {
		return paper.Document{}, err
	}
	doc, written := h.paper(kind, n)
	if !written {
		return doc, anlan.ErrNotFound
	}
	if h.Exercise {
		doc.Title = "【演练】" + doc.Title
	}
	return doc, nil
}

func (s *Service) paperNames(ctx context.Context, h Hazard) (n unitNames, err error) {
	dir := registry.In(s.d.Reader())
	ids := map[*string]anlan.ID{&n.lead: h.Lead.Unit}
	if h.Listing != nil {
		ids[&n.supervisor] = h.Listing.Supervisor
	}
	if h.Stop != nil {
		ids[&n.ordered] = h.Stop.Unit
	}
	for name, id := range ids {
		u, err := dir.Unit(ctx, id)
		if err != nil {
			return n, err
		}
		*name = u.Name
	}
	if office, err := dir.Office(ctx); err == nil {
		n.office = office.Name
	}
	return n, nil
}

// paper composes the document, or says that there is none of the kind.
func (h Hazard) paper(kind PaperKind, n unitNames) (paper.Document, bool) {
	switch {
	case kind == ListingPaper && h.Listing != nil:
		return h.listingPaper(n), true
	case kind == DelistingPaper && h.Listing != nil && h.Listing.Delisted != nil:
		return h.delistingPaper(n), true
	case kind == StopPaper && h.Stop != nil:
		return h.stopPaper(n), true
	}
	return paper.Document{}, false
}

// what says which hazard it is: number, text, basis.
func (h Hazard) what() string {
	text := fmt.Sprintf("%s，在你单位", paper.ChineseDate(h.Found.Date()))
	if h.Where != "" {
		text += h.Where
	}
	text += fmt.Sprintf("发现以下隐患（编号：%s）：%s。", h.Number, strings.TrimRight(h.Text, "。；;. "))
	if b := h.Basis; b != nil && b.Clause != "" {
		text += fmt.Sprintf("依据%s%s，判定为重大事故隐患。", b.Standard+brackets(b.Document), b.Clause)
	}
	return text
}

func brackets(number string) string {
	if number == "" {
		return ""
	}
	return "（" + number + "）"
}

// section is a numbered heading with its paragraphs.
func section(body []paper.Block, n int, title string, texts ...string) []paper.Block {
	body = append(body, paper.Heading{Level: 1, Text: paper.Ordinal(1, n) + title})
	for _, t := range texts {
		body = append(body, paper.Paragraph{Text: t})
	}
	return body
}

func (h Hazard) listingPaper(n unitNames) paper.Document {
	l := h.Listing
	body := []paper.Block{paper.Paragraph{Text: h.what() + "根据《中华人民共和国安全生产法》第四十一条的规定，决定对该隐患实行挂牌督办。现通知如下："}}
	body = section(body, 1, "整改期限", fmt.Sprintf("请于%s前完成整改。", paper.ChineseDate(l.First)))
	demands := []string{"请落实整改责任、措施、资金、时限和应急预案，整改期间采取可靠的安全防范措施；不能保证安全的，应当停止相关作业并撤出人员。"}
	if l.Demand != "" {
		demands = append(demands, l.Demand)
	}
	body = section(body, 2, "整改要求", demands...)
	body = section(body, 3, "督办单位", fmt.Sprintf("由%s负责督办。", n.supervisor))
	body = section(body, 4, "验收和销号", "整改完成后请在系统中报请验收。验收合格的，依程序予以摘牌；确需延期的，应当在期限届满前按规定提出申请并说明理由。")
	body = append(body, paper.Paragraph{Text: "特此通知。"})
	return paper.Document{Organ: l.Organ, Number: l.Number, Title: "重大事故隐患挂牌督办通知书", Addressee: n.lead, Body: body, Signer: l.Organ, Date: l.Day,
		CopyTo: n.supervisor, Issuer: n.office, Issued: l.Day}
}

func (h Hazard) delistingPaper(n unitNames) paper.Document {
	l, end := h.Listing, h.Listing.Delisted
	day := end.At.Date()
	body := []paper.Block{paper.Paragraph{Text: fmt.Sprintf("%s以%s对你单位重大事故隐患（编号：%s）实行挂牌督办。", paper.ChineseDate(l.Day), l.Number, h.Number)}}
	if a := l.Acceptance; a != nil {
		body = append(body, paper.Paragraph{Text: fmt.Sprintf("%s，经%s现场验收：%s。", paper.ChineseDate(a.At.Date()), strings.Join(a.Signers, "、"), strings.TrimRight(a.Text, "。"))})
	}
	body = append(body, paper.Paragraph{Text: strings.TrimRight(end.Text, "。") + "。现决定解除挂牌督办。请你单位举一反三，防止同类隐患再次发生。"},
		paper.Paragraph{Text: "特此通知。"})
	doc := paper.Document{Organ: l.Organ, Number: end.Number, Title: "重大事故隐患解除挂牌督办通知书", Addressee: n.lead, Body: body, Signer: l.Organ, Date: day,
		CopyTo: n.supervisor, Issuer: n.office, Issued: day}
	for _, p := range []struct {
		name string
		list []Photo
	}{{"整改前照片", end.Before}, {"整改后照片", end.After}} {
		doc.Attachments = append(doc.Attachments, fmt.Sprintf("%s%d张（系统存证编号：%s）", p.name, len(p.list), shortHashes(p.list)))
	}
	return doc
}

// shortHashes names pictures by the beginning of their hashes, by which the ledger proves them.
func shortHashes(list []Photo) string {
	var names []string
	for _, p := range list {
		names = append(names, p.Hash[:min(8, len(p.Hash))])
	}
	return strings.Join(names, "、")
}

// stopWords say what was ordered.
var stopWords = map[string]string{"withdraw": "立即从危险区域内撤出作业人员", "partial": "暂时停止下列作业或者停止使用相关设施、设备", "whole": "暂时停产停业",
	"seal": "查封下列场所、设施或者设备", "cut_supply": "停止供电、停止供应民用爆炸物品"}

func (h Hazard) stopPaper(n unitNames) paper.Document {
	st := h.Stop
	body := []paper.Block{paper.Paragraph{Text: h.what() + fmt.Sprintf("该隐患排除前或者排除过程中无法保证安全，根据%s，责令你单位%s：%s。", st.Basis, stopWords[st.Kind], strings.TrimRight(st.Scope, "。"))},
		paper.Paragraph{Text: "隐患排除后，经审查同意，方可恢复生产经营和使用。"}}
	if st.Approved != "" {
		body = append(body, paper.Paragraph{Text: "批准：" + st.Approved + "。"})
	}
	day := st.At.Date()
	return paper.Document{Organ: n.ordered, Number: st.Number, Title: "责令停止作业（停产停业）决定书", Addressee: n.lead, Body: body, Signer: n.ordered, Date: day,
		Sealed: true, CopyTo: n.office, Issuer: n.ordered, Issued: day}
}

// Numbers reports whether the county itself numbers the papers of a listing; those of an organ above carry
// that organ's.
func (s *Service) Numbers(l Listing) (bool, error) {
	rules, _, err := rule.Get[rule.HazardListing](s.book(), rule.HazardListed, l.At.Date())
	if err != nil {
		return false, err
	}
	level, known := rules.Level(l.Level)
	return known && !level.Above, nil
}
