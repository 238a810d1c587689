package api

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"strings"
	"unicode/utf8"

	"anlan"
	"anlan/internal/document"
	"anlan/internal/letter"
	"anlan/internal/paper"
)

// registerLetterPapers registers the papers that letters become: the letter itself, the bulletin of a
// year and the archive of a unit.
func (s *letterDoor) registerLetterPapers() {
	s.sends("/api/v1/letters/{id}/letter.docx", "letter.read", "The letter as a printable document with its signature page", typeDOCX, s.letterDOCX)
	s.sends("/api/v1/letters/{id}/archive.zip", "letter.read", "Everything about a letter in one file with an index page", "application/zip", s.letterArchive)
	add(s, http.MethodPost, "/api/v1/letter-rounds/{year}/bulletin", "letter.assess", "Begin the bulletin of a year's results as a document; no points, no ranking", s.draftBulletin, status(http.StatusCreated))
}

func (s *letterDoor) letterDOCX(w http.ResponseWriter, r *http.Request) error {
	x, err := s.Letter.Whole(r.Context(), Actor(r.Context()), anlan.ID(r.PathValue("id")))
	if err != nil {
		return err
	}
	sigs, checkpoint, err := s.signatures(r.Context(), x)
	if err != nil {
		return err
	}
	raw, err := letterDocument(x, sigs, checkpoint)
	if err != nil {
		return err
	}
	return download(w, x.Letter.Number+".docx", typeDOCX, raw)
}

// letterDocument prints the frozen text with its signature page.
func letterDocument(x letter.Whole, sigs []SignatureView, checkpoint string) ([]byte, error) {
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
	doc.Annexes = []paper.Annex{{Title: "签名页", Body: signaturePage(x, sigs, checkpoint)}}
	if l.Hash == "" {
		doc.Note = "草稿，未下发"
	}
	var b bytes.Buffer
	err := doc.WriteDocx(&b)
	return b.Bytes(), err
}

// signaturePage says who signed when with which key, and where the ledger keeps it.
func signaturePage(x letter.Whole, sigs []SignatureView, checkpoint string) []paper.Block {
	body := []paper.Block{paper.Paragraph{Text: "原文 SHA-256：" + x.Letter.Hash}}
	for _, sig := range sigs {
		side := "乙方"
		if sig.Role == letter.RoleIssuer {
			side = "甲方"
		}
		sealed := "，尚未封入检查点"
		if sig.Sealed {
			sealed = "，已封入检查点"
		}
		body = append(body, paper.Paragraph{Text: fmt.Sprintf("%s：%s（%s）%s，%s 签名，算法 %s，公钥 %s，账本第 %d 条%s。", side, sig.Unit, sig.Post, sig.Person,
			sig.At.Time().Format("2006年1月2日 15:04:05"), sig.Suite, sig.Public, sig.Entry, sealed)})
	}
	if checkpoint != "" {
		body = append(body, paper.Paragraph{Text: "账本检查点：" + checkpoint})
	}
	return append(body, paper.Paragraph{Text: "电子签名和账本证明见同名 .anlan-letter.json 文件，可用 anlan letter verify 离线核验。"})
}

// LetterBulletiner makes the bulletin of a year a document of the office. The landing implements it.
type LetterBulletiner interface {
	Draft(ctx context.Context, a anlan.Actor, id anlan.ID, year int) (document.Text, error)
}

func (s *letterDoor) draftBulletin(ctx context.Context, in *roundYear) (*answer[TextView], error) {
	t, err := s.Bulletins.Draft(ctx, Actor(ctx), keyed(ctx, ""), in.Year)
	return s.textAnswer(ctx, t, err)
}
