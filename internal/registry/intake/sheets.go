package intake

import (
	"context"
	"slices"

	"anlan"
	"anlan/internal/paper"
)

// maxRows bounds an upload: a batch is one transaction.
const maxRows = 5000

// The notes on top of every table.
var (
	notes = []string{"带 * 的列必填；灰色列由系统填写，请勿改动。",
		"空白单元格表示保持原值；要清空原值请填一个减号 -。日期写成 2022-01-17。"}
	notesEN = []string{"Columns with * are required; the system fills in the grey ones: leave them as they are.",
		"An empty cell keeps what is stored; to clear it, write a dash -. Dates are written 2022-01-17."}
)

// described is a kind of table: its title, the notes of its own, and its columns.
type described struct {
	title   anlan.Both
	zh, en  []string
	columns func(*lookup) []paper.Column
}

var tables = map[Kind]described{
	Units: {title: anlan.Both{ZH: "单位名录", EN: "Units"}, columns: unitColumns, zh: []string{"别名之间用顿号隔开。"}, en: []string{"Put commas between other names."}},
	Enterprises: {title: anlan.Both{ZH: "企业名录", EN: "Enterprises"}, columns: enterpriseColumns,
		zh: []string{"所在地可选到村（社区）。"}, en: []string{"The place may be as fine as a village."}},
	Organisation: {title: anlan.Both{ZH: "组织通讯录", EN: "Address book"}, columns: postColumns,
		zh: []string{"一行是一个岗位上的一个人；换人时填新人和任职日期，系统按交接处理。",
			"离任后没有人接的，姓名填一个减号 -，离任日期填在任的最后一天，不填就算到昨天。"},
		en: []string{"A row is one person in one post; for a successor write the new person and the day, and it counts as a hand-over.",
			"Where nobody follows, write a dash - for the person and the last day in the post; without a day it is yesterday."}},
	Sites: {title: anlan.Both{ZH: "场所名录", EN: "Sites"}, columns: siteColumns,
		zh: []string{"经度在前、纬度在后；高德、腾讯地图上取的坐标，“坐标系”请选 GCJ-02，系统会换算。"},
		en: []string{"Longitude first, then latitude; for coordinates taken from Amap or Tencent maps choose the datum GCJ-02, and they are converted."}},
	Places: {title: anlan.Both{ZH: "行政区划", EN: "Divisions"}, columns: placeColumns,
		zh: []string{"下级代码以上级代码开头。"}, en: []string{"A code begins with the code of the division above it."}},
}

func idColumn() paper.Column {
	return paper.Column{Key: "id", Title: "系统编号", TitleEN: "Identity", Locked: true, Width: 38}
}

// sheetOf describes the table of a kind, with the present choices.
func sheetOf(ctx context.Context, l *lookup, kind Kind, english bool) (paper.Sheet, error) {
	if err := l.loadPlaces(ctx); err != nil {
		return paper.Sheet{}, err
	}
	if err := l.loadUnits(ctx); err != nil {
		return paper.Sheet{}, err
	}
	t, known := tables[kind]
	if !known {
		return paper.Sheet{}, anlan.ErrRegistryImportKind.With("kind", string(kind))
	}
	s := paper.Sheet{Name: "registry." + string(kind), Version: "1", MaxRows: maxRows, English: english, Title: t.title.ZH, TitleEN: t.title.EN,
		Notes: slices.Concat(notes, t.zh), NotesEN: slices.Concat(notesEN, t.en), Columns: t.columns(l)}
	if kind == Sites {
		s.MaxRows = sitesMost
	}
	return s, nil
}

func unitColumns(l *lookup) []paper.Column {
	return []paper.Column{
		idColumn(),
		{Key: "name", Title: "单位名称", TitleEN: "Name", Required: true, MaxLen: 100, Width: 34, Hint: "全称", HintEN: "The full name"},
		{Key: "short", Title: "简称", TitleEN: "Short name", MaxLen: 40},
		{Key: "aliases", Title: "别名", TitleEN: "Other names", MaxLen: 400, Width: 28, Hint: "用顿号隔开", HintEN: "Put commas between them"},
		paper.Column{Key: "kind", Title: "类别", TitleEN: "Kind", Required: true}.Choice(unitKindWords),
		{Key: "parent", Title: "上级单位", TitleEN: "Parent", MaxLen: 100, Width: 28, Choices: l.units,
			Hint: "可从下拉列表选；本表中新建的单位直接写名称", HintEN: "Choose from the list; write the name of a unit that this table makes"},
		{Key: "place", Title: "所在地", TitleEN: "Place", Choices: l.townships(), Hint: "区划名称或代码", HintEN: "Name or code of the division"},
		{Key: "code", Title: "单位代码", TitleEN: "Code", MaxLen: 40, Width: 22},
		{Key: "sector", Title: "主管领域", TitleEN: "Sector", MaxLen: 40},
		{Key: "rank", Title: "排序", TitleEN: "Order", Kind: paper.Number, Width: 8},
		{Key: "since", Title: "成立日期", TitleEN: "Since", Kind: paper.Date},
	}
}

func enterpriseColumns(l *lookup) []paper.Column {
	return []paper.Column{
		idColumn(),
		{Key: "name", Title: "企业名称", TitleEN: "Name", Required: true, MaxLen: 100, Width: 34, Hint: "营业执照上的全称", HintEN: "The full name on the business licence"},
		{Key: "code", Title: "统一社会信用代码", TitleEN: "Credit code", MaxLen: 18, Width: 22},
		{Key: "place", Title: "所在地", TitleEN: "Place", Required: true, Choices: l.order, Width: 26, Hint: "可选到村（社区）", HintEN: "Down to the village"},
		{Key: "address", Title: "地址", TitleEN: "Address", MaxLen: 200, Width: 36},
		{Key: "sector", Title: "行业", TitleEN: "Sector", MaxLen: 40},
		{Key: "regulator", Title: "监管部门", TitleEN: "Regulator", MaxLen: 100, Width: 22, Choices: l.organs},
		{Key: "short", Title: "简称", TitleEN: "Short name", MaxLen: 40},
		{Key: "since", Title: "成立日期", TitleEN: "Since", Kind: paper.Date},
	}
}

func postColumns(l *lookup) []paper.Column {
	return []paper.Column{
		idColumn(),
		{Key: "unit", Title: "单位", TitleEN: "Unit", Required: true, MaxLen: 100, Width: 30, Choices: l.units,
			Hint: "可从下拉列表选；企业和列表里没有的直接写名称", HintEN: "Choose from the list; write the name of an enterprise and of what is not listed"},
		{Key: "title", Title: "岗位", TitleEN: "Post", Required: true, MaxLen: 60, Width: 22},
		paper.Column{Key: "kind", Title: "岗位类别", TitleEN: "Kind of post", Required: true}.Choice(postKindWords),
		{Key: "name", Title: "姓名", TitleEN: "Person", MaxLen: 30},
		{Key: "mobile", Title: "手机", TitleEN: "Mobile", MaxLen: 20},
		paper.Column{Key: "mode", Title: "任职方式", TitleEN: "Held as"}.Choice(modeWords),
		{Key: "since", Title: "任职日期", TitleEN: "Since", Kind: paper.Date},
		{Key: "until", Title: "离任日期", TitleEN: "Last day", Kind: paper.Date, Hint: "在任的最后一天；还在任就空着", HintEN: "The last day in the post; empty while it is held"},
	}
}

func placeColumns(*lookup) []paper.Column {
	return []paper.Column{
		{Key: "code", Title: "区划代码", TitleEN: "Code", Required: true, MaxLen: 24, Width: 18},
		{Key: "name", Title: "名称", TitleEN: "Name", Required: true, MaxLen: 60, Width: 28},
		paper.Column{Key: "level", Title: "级别", TitleEN: "Level", Required: true}.Choice(levelWords),
		{Key: "kind", Title: "类型", TitleEN: "Kind", MaxLen: 40},
		{Key: "parent", Title: "上级代码", TitleEN: "Parent", MaxLen: 24, Width: 18},
		{Key: "col", Title: "示意图列", TitleEN: "Tile column", Kind: paper.Number, Width: 10},
		{Key: "row", Title: "示意图行", TitleEN: "Tile row", Kind: paper.Number, Width: 10},
	}
}
