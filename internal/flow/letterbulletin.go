package flow

import (
	"context"
	"fmt"
	"strings"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/document"
	"anlan/internal/letter"
	"anlan/internal/paper"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

// Bulletins makes the 通报 of a year's results a document of the office: a draft that people may still
// word, and that takes its number from the register when it is issued.
type Bulletins struct {
	DB        *db.DB
	Letters   *letter.Service
	Documents *document.Service
}

// Draft begins the bulletin of a year. It names the units of each grade in the order of the directory:
// no points, no ranking. The same id never makes two.
func (b Bulletins) Draft(ctx context.Context, a anlan.Actor, id anlan.ID, year int) (document.Text, error) {
	_, results, err := b.Letters.Results(ctx, a, year)
	if err != nil {
		return document.Text{}, err
	}
	days, err := b.Letters.MendDays()
	if err != nil {
		return document.Text{}, err
	}
	u, err := registry.In(b.DB.Reader()).Unit(ctx, a.Unit)
	if err != nil {
		return document.Text{}, err
	}
	c := document.Content{Kind: "bulletin", Organ: u.Name, Signer: u.Name, Addressee: "各有关单位", Title: fmt.Sprintf("关于%d年度目标责任书考核结果的通报", year),
		Text: bulletinText(year, results, days)}
	if codes, err := b.Documents.Codes(ctx, a); err == nil && len(codes) > 0 {
		c.Code = codes[0]
	}
	t, err := b.Documents.Compose(ctx, a, document.Body{ID: id, Content: c, To: graded(results)})
	if err != nil {
		return t, err
	}
	_, err = b.Letters.SetBulletin(ctx, a, year, t.ID)
	return t, err
}

// graded are the units that the bulletin goes to.
func graded(results []letter.KindResult) (to []anlan.ID) {
	for _, k := range results {
		for _, g := range k.Grades {
			to = append(to, g.Units...)
		}
	}
	return to[:min(len(to), document.ReceiversMost)]
}

var signerKinds = map[string]string{rule.LetterDepartment: "部门", rule.LetterTownship: "乡镇", rule.LetterVillage: "村（社区）", rule.LetterEnterprise: "企业"}

func bulletinText(year int, results []letter.KindResult, days int) string {
	lines := []string{fmt.Sprintf("%d年度安全生产、防灾减灾、应急救援和消防工作目标责任书考核已经结束。经自评、核分、公示和异议办理，现将结果按等次通报如下（同一等次按机构序列排列，不分先后）。", year)}
	for i, k := range results {
		lines = append(lines, paper.Ordinal(1, i+1)+signerKinds[k.Kind])
		for j, g := range k.Grades {
			lines = append(lines, fmt.Sprintf("%s%s（%d 个）：%s。", paper.Ordinal(2, j+1), g.ZH, len(g.Names), strings.Join(g.Names, "、")))
		}
	}
	if len(results) == 0 {
		lines = append(lines, "本年度没有纳入考核的责任书。")
	}
	return strings.Join(append(lines, "考核不合格的单位，应当"+mendBy(days)+"提出整改措施，报安委会办公室。"), "\n")
}

// mendBy says until when, counted from the day on which the bulletin is issued: a draft does not know it.
func mendBy(days int) string {
	if days == 0 {
		return "及时"
	}
	return fmt.Sprintf("自本通报印发之日起 %d 日内", days)
}
