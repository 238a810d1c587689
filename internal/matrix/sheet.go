package matrix

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/paper"
	"anlan/internal/registry"
	"anlan/internal/rule"
	"anlan/internal/table"
)

// rowMost is how many rows a table may bring.
const rowMost = 5_000

// englishMost is how long the English name of a sector may be.
const englishMost = 120

// The closed lists of words in the table, as the screens of the matrix say them.
var (
	roleWords   = paper.Words{{string(Lead), "牵头", "Leads"}, {string(Co), "配合", "Takes part"}}
	sourceWords = paper.Words{{string(ByLaw), "法律法规", "Law"}, {string(ByStaffing), "三定规定", "Staffing rule"},
		{string(ByDivision), "县职责分工", "County's division of duties"}, {string(ByDecision), "安委会决定", "Committee decision"}}
)

func axisWords(axes rule.MatrixAxes) (w paper.Words) {
	for _, a := range axes.Axes {
		if Axis(a.Key).assignable() {
			w = append(w, [3]string{a.Key, a.ZH, a.EN})
		}
	}
	return w
}

// sheet is the template of the matrix. What it writes it can read.
func sheet(axes rule.MatrixAxes, english bool) paper.Sheet {
	return paper.Sheet{Name: "matrix.cells", Version: "1", Title: "责任矩阵", TitleEN: "Matrix of responsibility", English: english, MaxRows: rowMost,
		Notes: []string{"一行是一个单元格：谁、从哪天到哪天、凭什么依据负责。系统编号由系统填写：新增留空；要结束一条，保留编号并填结束日期。",
			"行业领域留空表示全部；地方留空表示全县。落实到领导的，岗位填职务名称，单位填所在单位。日期写成 2022-01-17。"},
		NotesEN: []string{"A row is a cell: who answers, from which day to which, and on what basis. The system fills in the identity: leave it empty for a new cell; to end one, keep it and fill in the last day.",
			"An empty sector means all of them, an empty place the county. Where a leader answers, write the title of the post and the unit it belongs to. Dates are written 2022-01-17."},
		Columns: []paper.Column{
			{Key: "id", Title: "系统编号", TitleEN: "Identity", Locked: true, Width: 38},
			{Key: "sector", Title: "行业领域", TitleEN: "Sector", Width: 28, MaxLen: englishMost},
			paper.Column{Key: "axis", Title: "维度", TitleEN: "Axis", Required: true, Width: 20}.Choice(axisWords(axes)),
			{Key: "place", Title: "地方", TitleEN: "Place", Width: 16, Hint: "区划代码或乡镇名称", HintEN: "Code of the division or name of the township"},
			paper.Column{Key: "role", Title: "牵头或配合", TitleEN: "Role", Width: 12}.Choice(roleWords),
			{Key: "unit", Title: "单位", TitleEN: "Unit", Required: true, Width: 28, MaxLen: 100},
			{Key: "post", Title: "岗位", TitleEN: "Post", Width: 24, MaxLen: 60},
			{Key: "since", Title: "开始日期", TitleEN: "Since", Required: true, Kind: paper.Date, Width: 14},
			{Key: "until", Title: "结束日期", TitleEN: "Until", Kind: paper.Date, Width: 14},
			paper.Column{Key: "kind", Title: "依据类别", TitleEN: "Kind of basis", Required: true, Width: 14}.Choice(sourceWords),
			{Key: "basis", Title: "依据", TitleEN: "Basis", Required: true, Width: 40, MaxLen: 300},
			{Key: "note", Title: "备注", TitleEN: "Note", Width: 24, MaxLen: 300},
		}}
}

// Template writes the empty template.
func (s *Service) Template(english bool, w io.Writer) error {
	axes, err := s.axes(s.Today())
	if err != nil {
		return err
	}
	return sheet(axes, english).Write(w, paper.Filling{})
}

// Export writes the cells in force on a day as a filled-in template.
func (s *Service) Export(ctx context.Context, a anlan.Actor, day anlan.Date, english bool, w io.Writer) error {
	if err := s.may(a, actRead); err != nil {
		return err
	}
	axes, err := s.axes(day)
	if err != nil {
		return err
	}
	m, err := s.Rows(ctx)
	if err != nil {
		return err
	}
	t, dir, names := sheet(axes, english), registry.In(s.d.Reader()), m.sectorNames(english)
	var rows []paper.Row
	for _, c := range m.inForce(day) {
		cells, err := say(ctx, dir, axes, c)
		if err != nil {
			return err
		}
		cells["sector"] = names[c.Sector]
		rows = append(rows, t.NewRow(cells))
	}
	return t.Write(w, paper.Filling{Rows: rows})
}

// inForce lists the cells of a day in the order of the tree.
func (m *Model) inForce(day anlan.Date) []Cell {
	var list []Cell
	for _, sector := range append([]Sector{{}}, m.inOrder()...) {
		for _, axis := range Axes() {
			var box []Cell
			for _, c := range m.cells[slot{sector.ID, axis}] {
				if c.On(day) {
					box = append(box, c)
				}
			}
			slices.SortFunc(box, func(a, b Cell) int { return strings.Compare(a.Place+string(a.ID), b.Place+string(b.ID)) })
			list = append(list, box...)
		}
	}
	return list
}

// sectorNames are the names of the sectors in a language. In English, one that has no name of its own there keeps its
// Chinese one: what is written must be read as the same sector again.
func (m *Model) sectorNames(english bool) map[anlan.ID]string {
	names, list := map[anlan.ID]string{}, m.inOrder()
	words := sectorWords(list)
	for _, x := range list {
		names[x.ID] = x.Name
		if english && x.English != "" && words[fold(x.English)].ID == x.ID {
			names[x.ID] = x.English
		}
	}
	return names
}

// say is a cell as a row of the template, but for its sector.
func say(ctx context.Context, dir registry.Directory, axes rule.MatrixAxes, c Cell) (map[string]string, error) {
	u, err := dir.Unit(ctx, c.Unit)
	if err != nil {
		return nil, err
	}
	row := map[string]string{"id": string(c.ID), "axis": axes.Axis(string(c.Axis)).ZH, "place": c.Place,
		"role": roleWords.Say(string(c.Role)), "unit": u.Name, "since": string(c.Since), "until": string(c.Until),
		"kind": sourceWords.Say(string(c.Basis.Kind)), "basis": c.Basis.Text, "note": c.Note}
	if c.Post != "" {
		p, err := dir.Post(ctx, c.Post)
		if err != nil {
			return nil, err
		}
		row["post"] = p.Title
	}
	return row, nil
}

// read takes a table apart.
func (s *Service) read(data []byte, english bool) (paper.Sheet, *table.Upload, error) {
	axes, err := s.axes(s.Today())
	if err != nil {
		return paper.Sheet{}, nil, err
	}
	t := sheet(axes, english)
	u, err := table.Read(t, bytes.NewReader(data), int64(len(data)))
	return t, u, err
}
