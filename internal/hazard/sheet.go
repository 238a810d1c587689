package hazard

import (
	"anlan"
	"anlan/internal/paper"
	"anlan/internal/rule"
)

// importRows bounds a table of history.
const importRows = 20_000

// sheet describes the ledger as a table that people fill in: the same heads that an export has.
func sheet(terms rule.HazardTerms, english bool) paper.Sheet {
	return paper.Sheet{Name: "hazard.ledger", Version: "1", Title: "隐患台账", TitleEN: "Hazards", MaxRows: importRows, English: english,
		Notes: []string{"带 * 的列必填。一行是一处隐患：只有个数、没有事实的不能导入。", "日期写成 2022-01-17。填了销号日期的作为历史记录导入，不再交办；没填的按正常隐患交办整改。",
			"来源系统的编号请填在“外部编号”，同一来源同一编号只导入一次。"},
		NotesEN: []string{"Columns with * are required. A row is one hazard: a mere number of hazards, without what is wrong, is not taken.",
			"Dates are written 2022-01-17. A row with the day of closing comes in as history and is handed to nobody; one without is handed out to be put right.",
			"Write the number of the other system under “Outside number”: one number of one source comes in once."},
		Columns: []paper.Column{
			{Key: "outside", Title: "外部编号", TitleEN: "Outside number", MaxLen: 80, Width: 20},
			{Key: "found", Title: "发现日期", TitleEN: "Found", Required: true, Kind: paper.Date, Width: 12},
			paper.Column{Key: "source", Title: "来源", TitleEN: "Source", Required: true, Width: 16}.Choice(sourceWords(terms)),
			{Key: "unit", Title: "责任单位", TitleEN: "Owner", Required: true, MaxLen: 100, Width: 30},
			{Key: "place", Title: "区划代码", TitleEN: "Place code", MaxLen: 12, Width: 16, Hint: "空着按责任单位所在地", HintEN: "Empty: where the owner is"},
			{Key: "where", Title: "具体位置", TitleEN: "Spot", MaxLen: 100, Width: 20},
			paper.Column{Key: "sector", Title: "行业领域", TitleEN: "Sector", Width: 14}.Choice(sectorWords(terms)),
			paper.Column{Key: "category", Title: "隐患类别", TitleEN: "Category", Required: true, Width: 18}.Choice(categoryWords(terms)),
			paper.Column{Key: "cause", Title: "原因", TitleEN: "Cause", Width: 14}.Choice(causeWords(terms)),
			{Key: "text", Title: "隐患情况", TitleEN: "What is wrong", Required: true, MaxLen: textMax, Width: 44},
			{Key: "clause", Title: "违反条款", TitleEN: "Clause", MaxLen: shortMax, Width: 26},
			paper.Column{Key: "grade", Title: "等级", TitleEN: "Grade", Width: 10}.Choice(gradeWords),
			{Key: "due", Title: "整改期限", TitleEN: "Due", Kind: paper.Date, Width: 12},
			{Key: "closed", Title: "销号日期", TitleEN: "Closed", Kind: paper.Date, Width: 12},
		}}
}

// The words of the columns, by the rules of the day.
func sectorWords(t rule.HazardTerms) (w paper.Words) {
	for _, s := range t.Sectors {
		w = append(w, [3]string{s.Key, s.ZH, s.EN})
	}
	return w
}

func categoryWords(t rule.HazardTerms) (w paper.Words) {
	for _, c := range t.Categories {
		w = append(w, [3]string{c.Key, c.ZH, c.EN})
	}
	return w
}

func causeWords(t rule.HazardTerms) (w paper.Words) {
	for _, c := range t.Causes {
		w = append(w, [3]string{c.Key, c.ZH, c.EN})
	}
	return w
}

func sourceWords(t rule.HazardTerms) (w paper.Words) {
	for _, s := range t.Sources {
		w = append(w, [3]string{s.Key, s.ZH, s.EN})
	}
	return w
}

var gradeWords = paper.Words{{string(General), "一般隐患", "General"}, {string(MaybeMajor), "疑似重大", "Maybe major"}}

// noon is when something of a day is taken to have happened.
func noon(day anlan.Date) anlan.Instant {
	if day == "" {
		return 0
	}
	return (day.Start() + day.End() + 1) / 2
}
