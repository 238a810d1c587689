package committee

import (
	"io"
	"iter"
	"strconv"
	"strings"

	"anlan"
	"anlan/internal/paper"
)

// WriteTasks writes the task-decomposition table (任务分解表) as .xlsx, its own words in the reader's language. What
// the meeting said, and the names of units, stay as they are.
func (p Dispatch) WriteTasks(w io.Writer, lang anlan.Lang) error {
	var columns []paper.Column
	for _, c := range []struct {
		zh, en string
		width  float64
	}{{"序号", "No.", 6}, {"任务", "Task", 36}, {"会议原文", "Words of the meeting", 48}, {"牵头单位", "Lead, as said", 22}, {"承办单位", "Units in charge", 36},
		{"配合单位", "Co-units", 22}, {"完成时限", "Due", 14}, {"办结标准", "Done when", 30}, {"反馈频率", "Reports", 14}, {"事项编号", "Matters", 36}} {
		columns = append(columns, paper.Column{Title: lang.Pick(c.zh, c.en), Width: c.width})
	}
	return paper.WriteTable(w, p.tableTitle(lang), columns, p.tableRows(lang))
}

func (p Dispatch) tableTitle(lang anlan.Lang) string {
	if lang != anlan.EN {
		return p.headline("任务分解表") + "　" + p.stamp()
	}
	title := p.Title + " – tasks – " + p.stampEN()
	if p.Exercise {
		title = "(Exercise) " + title
	}
	return title
}

func (p Dispatch) tableRows(lang anlan.Lang) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		for _, t := range p.Tasks {
			row := []string{strconv.Itoa(t.No), t.Title, t.Text, t.Lead, p.units(t.Decision, lang.Pick("、", ", ")), t.CoUnits, dueIn(t.Due, lang),
				t.Standard, cadenceWords(t.Cadence, lang), p.numbers(t.Decision, lang)}
			if !yield(row, nil) {
				return
			}
		}
	}
}

// units names everybody who leads a task.
func (p Dispatch) units(decision anlan.ID, between string) string {
	var names []string
	for _, m := range p.Matters {
		if m.Decision == decision {
			names = append(names, m.Unit.Name)
		}
	}
	return strings.Join(names, between)
}

func (p Dispatch) numbers(decision anlan.ID, lang anlan.Lang) string {
	var list []string
	for _, m := range p.Matters {
		switch {
		case m.Decision != decision || m.Number == "":
		case m.Merged:
			list = append(list, m.Number+lang.Pick("（并入）", " (merged)"))
		default:
			list = append(list, m.Number)
		}
	}
	return strings.Join(list, lang.Pick("、", ", "))
}

// stampEN is stamp for a reader of English.
func (p Dispatch) stampEN() string {
	day := string(p.At.Date())
	switch {
	case p.Number == "":
		return "draft, not sent, " + day
	case p.Recalled != 0:
		return p.Number + ", recalled on " + string(p.Recalled.Date())
	default:
		return p.Number + ", " + day
	}
}

func dueIn(d anlan.Date, lang anlan.Lang) string {
	if lang != anlan.EN {
		return dueWords(d)
	}
	if d == "" {
		return "no day, goes on"
	}
	return string(d)
}

func cadenceWords(c string, lang anlan.Lang) string {
	w := cadences[c]
	return lang.Pick(w.ZH, w.EN)
}

var cadences = map[string]anlan.Both{"daily": {ZH: "每日", EN: "daily"}, "weekly": {ZH: "每周", EN: "weekly"}, "tenday": {ZH: "每旬", EN: "every ten days"},
	"biweekly": {ZH: "每半月", EN: "every two weeks"}, "monthly": {ZH: "每月", EN: "monthly"}, "quarterly": {ZH: "每季度", EN: "quarterly"},
	"semiannual": {ZH: "每半年", EN: "twice a year"}, "yearly": {ZH: "每年", EN: "yearly"}}
