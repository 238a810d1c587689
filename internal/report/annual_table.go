package report

import (
	"fmt"
	"strconv"
	"strings"

	"anlan"
	"anlan/internal/rule"
)

// Sheet is a table of the draft: what is missing, or the figures of one sort of rows.
type Sheet struct {
	Title string
	Head  []string
	Rows  [][]string
}

// Sheets are the annexes of the draft, what is missing first.
func (r Annual) Sheets() []Sheet {
	list := []Sheet{{Title: "记录缺口清单", Head: []string{"序号", "缺口", "涉及"}, Rows: r.gapRows()}}
	for _, t := range []struct {
		name, title, head string
		rows              []Row
	}{{BySector, "分行业领域情况表", "行业领域", r.Sectors}, {ByTown, "分乡镇情况表", "乡镇", r.Towns}, {ByGrade, "分等级（类别）情况表", "等级（类别）", r.Grades}} {
		list = append(list, r.sheet(t.name, t.title, t.head, t.rows))
	}
	return list
}

// sheet leaves out the rows behind which no record stands, townships excepted: these are all named.
func (r Annual) sheet(name, title, first string, rows []Row) Sheet {
	s := Sheet{Title: title, Head: []string{first}, Rows: [][]string{}}
	var show []int
	for i, x := range r.Set.Figures {
		if x.Has(name) && (name != ByGrade || x.Of == "") {
			show = append(show, i)
			s.Head = append(s.Head, x.ZH+"（"+x.Unit+"）")
		}
	}
	for _, row := range rows {
		if row.Empty() && name != ByTown {
			continue
		}
		cells := []string{strings.Repeat("　", row.Level) + row.Name}
		for _, i := range show {
			cells = append(cells, row.Figures[i].Cell(anlan.ZH))
		}
		s.Rows = append(s.Rows, cells)
	}
	return s
}

// Cell writes a figure for a table.
func (v Value) Cell(lang anlan.Lang) string {
	switch {
	case v.State == Off:
		return "—"
	case v.State == None:
		return lang.Pick("无记录", "no record")
	case v.Of > 0:
		return fmt.Sprintf("%d/%d", v.N, v.Of)
	}
	return strconv.FormatInt(v.N, 10)
}

func (r Annual) gapRows() [][]string {
	rows := [][]string{}
	for i, g := range r.Gaps {
		what, who := g.Say(r.Set, anlan.ZH)
		rows = append(rows, []string{strconv.Itoa(i + 1), what, who})
	}
	return rows
}

// Say names a gap, and whom or what it touches.
func (g Gap) Say(set rule.AnnualReport, l anlan.Lang) (what, who string) {
	source := SourceName(g.Source, l)
	months := make([]string, 0, len(g.Months))
	for _, m := range g.Months {
		months = append(months, l.Pick(fmt.Sprintf("%d月", m), anlan.Date(fmt.Sprintf("2000-%02d-01", m)).Start().Time().Month().String()))
	}
	who = strings.Join(append(g.names(set, l), months...), l.Pick("、", ", "))
	switch g.Kind {
	case GapFigure:
		return l.Pick("全县没有任何记录的指标", "Figures of which there is no record at all"), who
	case GapMonth:
		return l.Pick("没有"+source+"记录的月份", "Months without a record of "+source), who
	case GapTown:
		return l.Pick("没有"+source+"记录的乡镇", "Townships without a record of "+source), who
	case GapUnit:
		return l.Pick("没有检查记录的部门", "Departments without an inspection"), who
	case GapUnsorted:
		return l.Pick("未标明行业领域的记录", "Records that name no line of business"), l.Pick(fmt.Sprintf("%d条", g.N), strconv.FormatInt(g.N, 10))
	case GapTree:
		return l.Pick("年内有变动的行业目录（两年均按期末目录归类）", "Lines of business that changed within the year (both years are sorted as at its end)"), who
	default:
		return l.Pick("上年中途才有"+source+"记录，不作同比", "Records of "+source+" began within the year before: no comparison"), who
	}
}

// names are those of figures where the gap is one of figures.
func (g Gap) names(set rule.AnnualReport, l anlan.Lang) []string {
	if g.Kind != GapFigure {
		return append([]string{}, g.Names...)
	}
	list := make([]string, 0, len(g.Names))
	for _, key := range g.Names {
		x, _ := set.Figure(key)
		list = append(list, l.Pick(x.ZH, x.EN))
	}
	return list
}
