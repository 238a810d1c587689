package report

import (
	"fmt"
	"strconv"
	"strings"

	"anlan"
	"anlan/internal/paper"
	"anlan/internal/rule"
)

// The words of the draft 通报. A sentence says a number only where the records hold one.

// Title is the title of the draft.
func (r Annual) Title(county string) string {
	if r.Over {
		return fmt.Sprintf("关于%d年度%s安全生产工作情况的通报", r.Year, county)
	}
	return fmt.Sprintf("关于%d年以来%s安全生产工作情况的通报", r.Year, county)
}

// Text is the body of the draft: a chapter for each group of figures, then what is missing.
func (r Annual) Text(county string) string {
	lines := []string{fmt.Sprintf("现将%s%s安全生产工作有关情况通报如下。所列数据取自系统内登记的记录，统计期间为%s至%s，按%s的记录状态计算；没有记录的指标写“无记录”，不作推断，缺口列入附件1。",
		r.when(), county, paper.ChineseDate(r.From), paper.ChineseDate(r.To), paper.ChineseDate(r.AsOf))}
	n := 0
	for _, g := range r.Set.Groups {
		text := r.chapter(g.Key)
		if text == "" {
			continue
		}
		n++
		lines = append(lines, paper.Ordinal(1, n)+g.ZH, text)
	}
	lines = append(lines, paper.Ordinal(1, n+1)+"分行业、分乡镇情况", r.spread())
	if len(r.Gaps) > 0 {
		lines = append(lines, paper.Ordinal(1, n+2)+"记录缺口", r.lacking())
	}
	return strings.Join(lines, "\n")
}

func (r Annual) when() string {
	if r.Over {
		return fmt.Sprintf("%d年度", r.Year)
	}
	return fmt.Sprintf("%d年以来", r.Year)
}

// chapter is one sentence for each figure of a group; those without a record come last, together.
func (r Annual) chapter(group string) string {
	var said, none []string
	for i, f := range r.Total.Figures {
		x := r.Set.Figures[i]
		switch {
		case x.Group != group || f.State == Off:
		case f.State == None:
			none = append(none, x.ZH)
		default:
			said = append(said, Sentence(x, f))
		}
	}
	text := strings.Join(said, "；")
	if text != "" {
		text += "。"
	}
	if len(none) > 0 {
		text += strings.Join(none, "、") + "：无记录。"
	}
	return text
}

// Sentence says one figure: 排查登记隐患 1226 条，同比增加 103 条，上升 9.2%.
func Sentence(x rule.AnnualFigure, f Figure) string {
	s := fmt.Sprintf("%s%d%s", x.ZH, f.N, x.Unit)
	if f.State == Zero && f.Of == 0 {
		s = x.ZH + "0" + x.Unit
	}
	if f.Of > 0 {
		s = fmt.Sprintf("%s%d%s（共%d%s，占%s）", x.ZH, f.N, x.Unit, f.Of, x.Unit, percent(tenths(f.N, f.Of)))
	}
	return s + Against(x, f)
}

// Against says how a figure stands against the year before, or why nothing can be said.
func Against(x rule.AnnualFigure, f Figure) string {
	c := f.Change
	switch c.State {
	case YearOpen:
		return ""
	case NoneBefore:
		return "（上年无记录，不作同比）"
	case PartialBefore:
		return fmt.Sprintf("（上年记录自%d月起，不作同比）", c.Since)
	case NoneNow:
		return ""
	}
	if c.Points != nil {
		switch p := *c.Points; {
		case p > 0:
			return fmt.Sprintf("，占比同比提高%s个百分点", tenth(p))
		case p < 0:
			return fmt.Sprintf("，占比同比下降%s个百分点", tenth(-p))
		}
		return "，占比与上年持平"
	}
	var s string
	switch {
	case c.Diff > 0:
		s = fmt.Sprintf("，同比增加%d%s", c.Diff, x.Unit)
	case c.Diff < 0:
		s = fmt.Sprintf("，同比减少%d%s", -c.Diff, x.Unit)
	default:
		return "，与上年持平"
	}
	switch {
	case c.Percent == nil:
		return s + "（上年为0，不计百分比）"
	case *c.Percent > 0:
		return s + "，上升" + percent(*c.Percent)
	default:
		return s + "，下降" + percent(-*c.Percent)
	}
}

// percent writes tenths of a percent: 92 → 9.2%.
func percent(t int64) string { return tenth(t) + "%" }

func tenth(t int64) string {
	if t%10 == 0 {
		return strconv.FormatInt(t/10, 10)
	}
	return fmt.Sprintf("%d.%d", t/10, t%10)
}

// spread tells how many lines of business and townships have records, in the order of the directory and
// never of figures.
func (r Annual) spread() string {
	count := func(rows []Row) (with, all int) {
		for _, row := range rows {
			if row.Level > 0 || row.Key == countyRow || row.Key == unsortedRow {
				continue
			}
			all++
			for _, f := range row.Figures {
				if f.State == Told {
					with++
					break
				}
			}
		}
		return with, all
	}
	sectors, ofSectors := count(r.Sectors)
	towns, ofTowns := count(r.Towns)
	return fmt.Sprintf("在册行业领域%d个，本期有记录的%d个；乡镇%d个，本期有记录的%d个。分行业、分乡镇、分等级数据见附件2、附件3、附件4，均按目录顺序排列，不作排名。",
		ofSectors, sectors, ofTowns, towns)
}

func (r Annual) lacking() string {
	var parts []string
	for _, g := range r.Gaps {
		switch g.Kind {
		case GapFigure:
			parts = append(parts, fmt.Sprintf("%d项指标无记录", len(g.Names)))
		case GapTown:
			parts = append(parts, fmt.Sprintf("%d个乡镇没有%s记录", len(g.Names), sourceZH(g.Source)))
		case GapUnit:
			parts = append(parts, fmt.Sprintf("%d个部门没有检查记录", len(g.Names)))
		case GapMonth:
			parts = append(parts, fmt.Sprintf("%d个月没有%s记录", len(g.Months), sourceZH(g.Source)))
		}
	}
	if len(parts) == 0 {
		return "缺口清单见附件1。"
	}
	return strings.Join(parts, "，") + "。请有关单位对照附件1核实补报；确无事项的，按规定作零报告。"
}

var sourcesZH = map[string]string{"accident": "事故", "fire": "火灾", "hazard": "隐患", "inspection": "检查", "matter": "交办事项", "letter": "责任书", "drill": "演练"}

func sourceZH(source string) string {
	if name, known := sourcesZH[source]; known {
		return name
	}
	return source
}

var sourcesEN = map[string]string{"accident": "accidents", "fire": "fires", "hazard": "hazards", "inspection": "inspections", "matter": "matters", "letter": "letters", "drill": "drills"}

func sourceEN(source string) string {
	if name, known := sourcesEN[source]; known {
		return name
	}
	return source
}

// Say tells a comparison, or why there is none.
func (c Change) Say(l anlan.Lang) string {
	switch c.State {
	case YearOpen:
		return l.Pick("本年度尚未结束，不作同比", "The year is not over: no comparison")
	case NoneNow:
		return l.Pick("本年无记录，不作同比", "No record of the year: no comparison")
	case NoneBefore:
		return l.Pick("上年无记录，不作同比", "No record of the year before: no comparison")
	case PartialBefore:
		return l.Pick(fmt.Sprintf("上年记录自%d月起，不作同比", c.Since), fmt.Sprintf("Records began in month %d of the year before: no comparison", c.Since))
	}
	s := fmt.Sprintf("%+d", c.Diff)
	switch {
	case c.Points != nil:
		return s + l.Pick("；占比", "; share ") + signed(*c.Points) + l.Pick(" 个百分点", " points")
	case c.Percent != nil:
		return s + l.Pick("（", " (") + signed(*c.Percent) + l.Pick("%）", "%)")
	}
	return s + l.Pick("（上年为 0，不计百分比）", " (the base is 0: no percentage)")
}

func signed(t int64) string {
	switch {
	case t > 0:
		return "+" + tenth(t)
	case t < 0:
		return "-" + tenth(-t)
	}
	return "0"
}
