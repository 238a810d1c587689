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
	var sectors, categories, causes, sources []string
	for _, t := range terms.Sectors {
		sectors = append(sectors, t.ZH)
	}
	for _, t := range terms.Categories {
		categories = append(categories, t.ZH)
	}
	for _, t := range terms.Causes {
		causes = append(causes, t.ZH)
	}
	for _, t := range terms.Sources {
		sources = append(sources, t.ZH)
	}
	return paper.Sheet{Name: "hazard.ledger", Version: "1", Title: "隐患台账", MaxRows: importRows, English: english,
		Notes: []string{"带 * 的列必填。一行是一处隐患：只有个数、没有事实的不能导入。", "日期写成 2022-01-17。填了销号日期的作为历史记录导入，不再交办；没填的按正常隐患交办整改。",
			"来源系统的编号请填在“外部编号”，同一来源同一编号只导入一次。"},
		Columns: []paper.Column{
			{Key: "outside", Title: "外部编号", TitleEN: "Outside number", MaxLen: 80, Width: 20},
			{Key: "found", Title: "发现日期", TitleEN: "Found", Required: true, Kind: paper.Date, Width: 12},
			{Key: "source", Title: "来源", TitleEN: "Source", Required: true, Kind: paper.Choice, Choices: sources, Width: 16},
			{Key: "unit", Title: "责任单位", TitleEN: "Owner", Required: true, MaxLen: 100, Width: 30},
			{Key: "place", Title: "区划代码", TitleEN: "Place code", MaxLen: 12, Width: 16, Hint: "空着按责任单位所在地"},
			{Key: "where", Title: "具体位置", TitleEN: "Spot", MaxLen: 100, Width: 20},
			{Key: "sector", Title: "行业领域", TitleEN: "Sector", Kind: paper.Choice, Choices: sectors, Width: 14},
			{Key: "category", Title: "隐患类别", TitleEN: "Category", Required: true, Kind: paper.Choice, Choices: categories, Width: 18},
			{Key: "cause", Title: "原因", TitleEN: "Cause", Kind: paper.Choice, Choices: causes, Width: 14},
			{Key: "text", Title: "隐患情况", TitleEN: "What is wrong", Required: true, MaxLen: textMax, Width: 44},
			{Key: "clause", Title: "违反条款", TitleEN: "Clause", MaxLen: shortMax, Width: 26},
			{Key: "grade", Title: "等级", TitleEN: "Grade", Kind: paper.Choice, Choices: []string{"一般隐患", "疑似重大"}, Width: 10},
			{Key: "due", Title: "整改期限", TitleEN: "Due", Kind: paper.Date, Width: 12},
			{Key: "closed", Title: "销号日期", TitleEN: "Closed", Kind: paper.Date, Width: 12},
		}}
}

// keyOf turns the Chinese word of a cell into its key.
func keyOf(words [][2]string, zh string) string {
	for _, w := range words {
		if w[1] == zh {
			return w[0]
		}
	}
	return zh
}

// words lists keys with their Chinese words.
func sectorWords(t rule.HazardTerms) (list [][2]string) {
	for _, s := range t.Sectors {
		list = append(list, [2]string{s.Key, s.ZH})
	}
	return list
}

func categoryWords(t rule.HazardTerms) (list [][2]string) {
	for _, s := range t.Categories {
		list = append(list, [2]string{s.Key, s.ZH})
	}
	return list
}

func causeWords(t rule.HazardTerms) (list [][2]string) {
	for _, s := range t.Causes {
		list = append(list, [2]string{s.Key, s.ZH})
	}
	return list
}

func sourceWords(t rule.HazardTerms) (list [][2]string) {
	for _, s := range t.Sources {
		list = append(list, [2]string{s.Key, s.ZH})
	}
	return list
}

var gradeWords = [][2]string{{string(General), "一般隐患"}, {string(MaybeMajor), "疑似重大"}}

// noon is when something of a day is taken to have happened.
func noon(day anlan.Date) anlan.Instant {
	if day == "" {
		return 0
	}
	return (day.Start() + day.End() + 1) / 2
}
