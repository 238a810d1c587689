package api

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"

	"anlan"
	"anlan/internal/letter"
	"anlan/internal/paper"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

// registerLetterPapers registers the papers that letters become: the letter itself, the bulletin of a year
// and the archive of a unit.
func (s *Server) registerLetterPapers() {
	s.sends("/api/v1/letters/{id}/letter.docx", "letter.read", "The letter as a printable document with its signature page", typeDOCX, s.letterDOCX)
	s.sends("/api/v1/letters/{id}/archive.zip", "letter.read", "Everything about a letter in one file with an index page", "application/zip", s.letterArchive)
	s.sends("/api/v1/letter-rounds/{year}/bulletin.docx", "letter.assess", "The bulletin of a year's results, by grade; no ranking", typeDOCX, s.letterBulletin)
}

func (s *Server) letterDOCX(w http.ResponseWriter, r *http.Request) error {
	x, err := s.Letter.Whole(r.Context(), Actor(r.Context()), anlan.ID(r.PathValue("id")))
	if err != nil {
		return err
	}
	raw, err := letterDocument(x)
	if err != nil {
		return err
	}
	return download(w, x.Letter.Number+".docx", typeDOCX, raw)
}

// letterDocument prints the frozen text with its signature page.
func letterDocument(x letter.Whole) ([]byte, error) {
	l := x.Letter
	lines := strings.Split(strings.TrimRight(x.Text, "\n"), "\n")
	doc := paper.Document{Title: lines[0]}
	for _, line := range lines[1:] {
		head, _, _ := strings.Cut(line, "、")
		switch {
		case line == "":
		case utf8.RuneCountInString(head) == 1 && strings.ContainsAny(head, "一二三四五六七八"):
			doc.Body = append(doc.Body, paper.Heading{Level: 1, Text: line})
		default:
			doc.Body = append(doc.Body, paper.Paragraph{Text: line})
		}
	}
	doc.Annexes = []paper.Annex{{Title: "签名页", Body: signaturePage(x)}}
	if l.Hash == "" {
		doc.Note = "草稿，未下发"
	}
	var b bytes.Buffer
	err := doc.WriteDocx(&b)
	return b.Bytes(), err
}

func signaturePage(x letter.Whole) []paper.Block {
	body := []paper.Block{paper.Paragraph{Text: "原文 SHA-256：" + x.Letter.Hash}}
	for _, sig := range x.Signatures {
		p := x.Letter.Signer
		side := "乙方"
		if sig.Role == letter.RoleIssuer {
			p, side = x.Letter.Issuer, "甲方"
		}
		body = append(body, paper.Paragraph{Text: fmt.Sprintf("%s：%s（%s）%s，%s 签名，算法 %s，公钥 %s", side, p.Name, p.Title, sig.PersonName(),
			sig.At.Time().Format("2006年1月2日 15:04:05"), sig.Suite, sig.Public)})
	}
	return append(body, paper.Paragraph{Text: "电子签名和账本证明见同名 .anlan-letter.json 文件，可用 anlan letter verify 离线核验。"})
}

// letterBulletin names the units of each grade, in the order of the directory: no points, no ranking.
func (s *Server) letterBulletin(w http.ResponseWriter, r *http.Request) error {
	ctx, a := r.Context(), Actor(r.Context())
	year, err := strconv.Atoi(r.PathValue("year"))
	if err != nil {
		return anlan.ErrNotFound
	}
	round, err := s.Letter.Round(ctx, a, year)
	if err != nil {
		return err
	}
	if round.State != letter.RoundClosed {
		return anlan.ErrLetterRound.With("year", year).With("state", string(round.State))
	}
	doc, err := s.bulletin(ctx, a, year, round)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := doc.WriteDocx(&b); err != nil {
		return err
	}
	return download(w, doc.Title+".docx", typeDOCX, b.Bytes())
}

var signerKinds = map[string]string{rule.LetterDepartment: "部门", rule.LetterTownship: "乡镇", rule.LetterVillage: "村（社区）", rule.LetterEnterprise: "企业"}

func (s *Server) bulletin(ctx context.Context, a anlan.Actor, year int, round letter.Round) (paper.Document, error) {
	office, err := registry.In(s.DB.Reader()).Office(ctx)
	if err != nil {
		return paper.Document{}, err
	}
	day := round.Closed.Date()
	doc := paper.Document{Organ: office.Name, Title: fmt.Sprintf("关于%d年度目标责任书考核结果的通报", year), Addressee: "各乡镇、县直各部门、有关企业", Signer: office.Name, Date: day,
		Issuer: office.Name, Issued: day}
	doc.Body = append(doc.Body, paper.Paragraph{Text: fmt.Sprintf("%d年度安全生产、防灾减灾、应急救援和消防工作目标责任书考核已经结束。经自评、核分、公示和异议办理，现将结果按等次通报如下（同一等次按机构序列排列，不分先后）。", year)})
	n := 0
	for _, kind := range rule.LetterKinds() {
		grades, err := s.grades(ctx, a, year, kind)
		if err != nil {
			return doc, err
		}
		if len(grades) == 0 {
			continue
		}
		n++
		doc.Body = append(doc.Body, paper.Heading{Level: 1, Text: paper.Ordinal(1, n) + signerKinds[kind]})
		for i, g := range grades {
			doc.Body = append(doc.Body, paper.Paragraph{Text: fmt.Sprintf("%s%s（%d 个）：%s。", paper.Ordinal(2, i+1), g.name, len(g.units), strings.Join(g.units, "、"))})
		}
	}
	if n == 0 {
		doc.Body = append(doc.Body, paper.Paragraph{Text: "本年度没有纳入考核的责任书。"})
	}
	doc.Body = append(doc.Body, paper.Paragraph{Text: "考核不合格的单位，应当在一个月内提出整改措施，报安委会办公室。"})
	return doc, nil
}

type gradeUnits struct {
	name  string
	units []string
}

// grades gathers the units of each grade, the best grade first.
func (s *Server) grades(ctx context.Context, a anlan.Actor, year int, kind string) ([]gradeUnits, error) {
	by := map[string][]string{}
	var order []string
	var after anlan.ID
	for {
		page, err := s.Letter.Reviews(ctx, a, year, kind, after)
		if err != nil {
			return nil, err
		}
		for _, v := range page {
			after = v.ID
			if v.Final == nil {
				continue
			}
			if by[v.Final.GradeZH] == nil {
				order = append(order, v.Final.GradeZH)
			}
			by[v.Final.GradeZH] = append(by[v.Final.GradeZH], v.Name)
		}
		if len(page) < 200 {
			break
		}
	}
	var list []gradeUnits
	for _, name := range append([]string{"优秀", "良好", "合格", "不合格"}, order...) {
		if units := by[name]; len(units) > 0 {
			list = append(list, gradeUnits{name, units})
			delete(by, name)
		}
	}
	return list, nil
}
