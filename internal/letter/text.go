package letter

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"anlan/internal/rule"
)

// Compose writes the letter as people read and sign it. The same letter always has the same text: there
// is no time in it and nothing that could look different on another day.
func Compose(l Letter) string {
	var b strings.Builder
	t := l.Template
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("%s", l.Title)
	line("编号：%s", cmp.Or(l.Number, "下发时编号"))
	line("甲方：%s（%s）", l.Issuer.Name, l.Issuer.Title)
	line("乙方：%s（%s）", l.Signer.Name, l.Signer.Title)
	line("")
	line("为落实党政同责、一岗双责和管行业必须管安全、管业务必须管安全、管生产经营必须管安全的要求，依据%s，甲方与乙方签订 %d 年度责任书。",
		strings.Join(t.Basis, "、"), l.Year)
	line("责任期：%d年1月1日至%d年12月31日。", l.Year, l.Year)
	line("")
	line("一、控制指标")
	for i, c := range t.Controls {
		line("%d. %s：不超过 %d。", i+1, c.ZH, c.Max)
	}
	for i, p := range t.Parts {
		line("")
		line("%s、%s（%s 分）", []string{"二", "三", "四", "五"}[i%4], p.ZH, points(p.Weight))
		for j, c := range p.Clauses {
			line("%d. %s（%s 分）。%s", j+1, c.ZH, points(c.Weight), howText(c, t.Absent))
		}
	}
	line("")
	line("六、加分与扣分")
	for i, a := range t.Adjusts {
		line("%d. %s，最多 %s 分。", i+1, a.ZH, points(a.Cap))
	}
	line("")
	line("七、一票否决")
	n := 0
	for _, v := range t.Vetoes {
		if v.On {
			n++
			line("%d. %s。", n, v.ZH)
		}
	}
	line("%s", t.Effect)
	line("")
	line("八、考核")
	line("满分 %s 分。%s。得分由系统按登记在册的事实逐日计算；对事实有异议的，可以提出异议，由甲方答复，异议和答复一并存档。",
		points(t.Total), gradesText(t.Grades))
	line("责任人调整的，责任书随岗位转移，由继任者重新签名。")
	return b.String()
}

// howText says how a clause is scored.
func howText(c rule.LetterClause, absent string) string {
	switch c.How {
	case rule.HowRatio:
		if absent == rule.AbsentScale {
			return "按完成比例计分；全年没有相关事实的，此项不计，其余得分按比例折算。"
		}
		return "按完成比例计分。"
	case rule.HowReach:
		return fmt.Sprintf("达到 %s 次得满分，不足的按比例计分。", points(c.Target))
	case rule.HowDeduct:
		return fmt.Sprintf("每起扣 %s 分，扣完为止。", points(c.Each))
	default:
		return "自评并提供佐证（" + c.Evidence + "），由甲方核分。"
	}
}

func gradesText(list []rule.LetterGrade) string {
	var parts []string
	for i, g := range list {
		if i == len(list)-1 {
			parts = append(parts, "其余为"+g.ZH)
			break
		}
		parts = append(parts, fmt.Sprintf("%s 分及以上为%s", points(g.Min), g.ZH))
	}
	return strings.Join(parts, "，")
}

func points(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// HashOf is the SHA-256 of a text, hex.
func HashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
