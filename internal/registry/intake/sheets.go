package intake

import (
	"cmp"
	"context"

	"anlan"
	"anlan/internal/paper"
)

// maxRows bounds an upload: a batch is one transaction.
const maxRows = 5000

// notes stand on top of every template.
func notes(more ...string) []string {
	return append([]string{"带 * 的列必填；灰色列由系统填写，请勿改动。",
		"空白单元格表示保持原值；要清空原值请填一个减号 -。日期写成 2022-01-17。"}, more...)
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
	s := paper.Sheet{Name: "registry." + string(kind), Version: "1", MaxRows: maxRows, English: english, Title: titleOf("registry." + string(kind))}
	switch kind {
	case Units:
		s.Notes, s.Columns = notes("别名之间用顿号隔开。"), unitColumns(l)
	case Enterprises:
		s.Notes, s.Columns = notes("所在地可选到村（社区）。"), enterpriseColumns(l)
	case Organisation:
		s.Notes, s.Columns = notes("一行是一个岗位上的一个人；换人时填新人和任职日期，系统按交接处理。",
			"离任后没有人接的，姓名填一个减号 -，离任日期填在任的最后一天，不填就算到昨天。"), postColumns(l)
	case Sites:
		s.MaxRows = sitesMost
		s.Notes, s.Columns = notes("经度在前、纬度在后；高德、腾讯地图上取的坐标，“坐标系”请选 GCJ-02，系统会换算。"), siteColumns(l)
	case Places:
		s.Notes, s.Columns = notes("下级代码以上级代码开头。"), placeColumns()
	default:
		return s, anlan.ErrRegistryImportKind.With("kind", string(kind))
	}
	return s, nil
}

// titleOf is what people call a template of ours; another name stays as it is.
func titleOf(name string) string {
	titles := map[string]string{"registry.units": "单位名录", "registry.enterprises": "企业名录",
		"registry.organisation": "组织通讯录", "registry.places": "行政区划",
		"registry.sites": "场所名录"}
	return cmp.Or(titles[name], name)
}

func unitColumns(l *lookup) []paper.Column {
	return []paper.Column{
		idColumn(),
		{Key: "name", Title: "单位名称", TitleEN: "Name", Required: true, MaxLen: 100, Width: 34, Hint: "全称"},
		{Key: "short", Title: "简称", TitleEN: "Short name", MaxLen: 40},
		{Key: "aliases", Title: "别名", TitleEN: "Other names", MaxLen: 400, Width: 28, Hint: "用顿号隔开"},
		{Key: "kind", Title: "类别", TitleEN: "Kind", Required: true, Kind: paper.Choice, Choices: unitKindWords().labels()},
		{Key: "parent", Title: "上级单位", TitleEN: "Parent", MaxLen: 100, Width: 28, Choices: l.units, Hint: "可从下拉列表选；本表中新建的单位直接写名称"},
		{Key: "place", Title: "所在地", TitleEN: "Place", Choices: l.townships(), Hint: "区划名称或代码"},
		{Key: "code", Title: "单位代码", TitleEN: "Code", MaxLen: 40, Width: 22},
		{Key: "sector", Title: "主管领域", TitleEN: "Sector", MaxLen: 40},
		{Key: "rank", Title: "排序", TitleEN: "Order", Kind: paper.Number, Width: 8},
		{Key: "since", Title: "成立日期", TitleEN: "Since", Kind: paper.Date},
	}
}

func enterpriseColumns(l *lookup) []paper.Column {
	return []paper.Column{
		idColumn(),
		{Key: "name", Title: "企业名称", TitleEN: "Name", Required: true, MaxLen: 100, Width: 34, Hint: "营业执照上的全称"},
		{Key: "code", Title: "统一社会信用代码", TitleEN: "Credit code", MaxLen: 18, Width: 22},
		{Key: "place", Title: "所在地", TitleEN: "Place", Required: true, Choices: l.order, Width: 26, Hint: "可选到村（社区）"},
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
		{Key: "unit", Title: "单位", TitleEN: "Unit", Required: true, MaxLen: 100, Width: 30, Choices: l.units, Hint: "可从下拉列表选；企业和列表里没有的直接写名称"},
		{Key: "title", Title: "岗位", TitleEN: "Post", Required: true, MaxLen: 60, Width: 22},
		{Key: "kind", Title: "岗位类别", TitleEN: "Kind of post", Required: true, Kind: paper.Choice, Choices: postKindWords().labels()},
		{Key: "name", Title: "姓名", TitleEN: "Person", MaxLen: 30},
		{Key: "mobile", Title: "手机", TitleEN: "Mobile", MaxLen: 20},
		{Key: "mode", Title: "任职方式", TitleEN: "Held as", Kind: paper.Choice, Choices: modeWords().labels()},
		{Key: "since", Title: "任职日期", TitleEN: "Since", Kind: paper.Date},
		{Key: "until", Title: "离任日期", TitleEN: "Last day", Kind: paper.Date, Hint: "在任的最后一天；还在任就空着"},
	}
}

func placeColumns() []paper.Column {
	return []paper.Column{
		{Key: "code", Title: "区划代码", TitleEN: "Code", Required: true, MaxLen: 24, Width: 18},
		{Key: "name", Title: "名称", TitleEN: "Name", Required: true, MaxLen: 60, Width: 28},
		{Key: "level", Title: "级别", TitleEN: "Level", Required: true, Kind: paper.Choice, Choices: levelWords().labels()},
		{Key: "kind", Title: "类型", TitleEN: "Kind", MaxLen: 40},
		{Key: "parent", Title: "上级代码", TitleEN: "Parent", MaxLen: 24, Width: 18},
		{Key: "col", Title: "示意图列", TitleEN: "Tile column", Kind: paper.Number, Width: 10},
		{Key: "row", Title: "示意图行", TitleEN: "Tile row", Kind: paper.Number, Width: 10},
	}
}
