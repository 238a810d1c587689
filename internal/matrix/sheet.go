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

var (
	roleWords   = [][2]string{{string(Lead), "牵头"}, {string(Co), "配合"}}
	sourceWords = [][2]string{{string(ByLaw), "法律法规"}, {string(ByStaffing), "三定规定"}, {string(ByDivision), "县职责分工"}, {string(ByDecision), "安委会决定"}}
)

// wordOf and keyOf turn what a table says and what the program says.
func wordOf(list [][2]string, key string) string {
	for _, p := range list {
		if p[0] == key {
			return p[1]
		}
	}
	return ""
}

func keyOf(list [][2]string, word string) string {
	for _, p := range list {
		if p[1] == word || p[0] == word {
			return p[0]
		}
	}
	return ""
}

func wordsOf(list [][2]string) []string {
	out := make([]string, 0, len(list))
	for _, p := range list {
		out = append(out, p[1])
	}
	return out
}

func axisWords(axes rule.MatrixAxes) [][2]string {
	var out [][2]string
	for _, a := range axes.Axes {
		if Axis(a.Key).assignable() {
			out = append(out, [2]string{a.Key, a.ZH})
		}
	}
	return out
}

// sheet is the template of the matrix. What it writes it can read.
func sheet(axes rule.MatrixAxes, english bool) paper.Sheet {
	s := paper.Sheet{Name: "matrix.cells", Version: "1", Title: "责任矩阵", English: english, MaxRows: rowMost,
		Notes: []string{"一行是一个单元格：谁、从哪天到哪天、凭什么依据负责。系统编号由系统填写：新增留空；要结束一条，保留编号并填结束日期。",
			"行业领域留空表示全部；地方留空表示全县。落实到领导的，岗位填职务名称，单位填所在单位。日期写成 2022-01-17。"},
		Columns: []paper.Column{
			{Key: "id", Title: "系统编号", TitleEN: "Identity", Locked: true, Width: 38},
			{Key: "sector", Title: "行业领域", TitleEN: "Sector", Width: 28, MaxLen: 60},
			{Key: "axis", Title: "维度", TitleEN: "Axis", Required: true, Kind: paper.Choice, Choices: wordsOf(axisWords(axes)), Width: 20},
			{Key: "place", Title: "地方", TitleEN: "Place", Width: 16, Hint: "区划代码或乡镇名称"},
			{Key: "role", Title: "牵头或配合", TitleEN: "Role", Kind: paper.Choice, Choices: wordsOf(roleWords), Width: 12},
			{Key: "unit", Title: "单位", TitleEN: "Unit", Required: true, Width: 28, MaxLen: 100},
			{Key: "post", Title: "岗位", TitleEN: "Post", Width: 24, MaxLen: 60},
			{Key: "since", Title: "开始日期", TitleEN: "Since", Required: true, Kind: paper.Date, Width: 14},
			{Key: "until", Title: "结束日期", TitleEN: "Until", Kind: paper.Date, Width: 14},
			{Key: "kind", Title: "依据类别", TitleEN: "Kind of basis", Required: true, Kind: paper.Choice, Choices: wordsOf(sourceWords), Width: 14},
			{Key: "basis", Title: "依据", TitleEN: "Basis", Required: true, Width: 40, MaxLen: 300},
			{Key: "note", Title: "备注", TitleEN: "Note", Width: 24, MaxLen: 300},
		}}
	if english {
		s.Title = "Matrix of responsibility"
		s.Notes = []string{"A row is a cell: who answers, from which day to which, and on what basis. The system fills in the identity: leave it empty for a new cell; to end one, keep it and fill in the last day.",
			"An empty sector means all of them, an empty place the county. Dates are written 2022-01-17."}
	}
	return s
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
	t, dir := sheet(axes, english), registry.In(s.d.Reader())
	var rows []paper.Row
	for _, c := range m.inForce(day) {
		cells, err := m.say(ctx, dir, axes, c)
		if err != nil {
			return err
		}
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

// say is a cell as a row of the template.
func (m *Model) say(ctx context.Context, dir registry.Directory, axes rule.MatrixAxes, c Cell) (map[string]string, error) {
	u, err := dir.Unit(ctx, c.Unit)
	if err != nil {
		return nil, err
	}
	row := map[string]string{"id": string(c.ID), "sector": m.sectors[c.Sector].Name, "axis": axes.Axis(string(c.Axis)).ZH, "place": c.Place,
		"role": wordOf(roleWords, string(c.Role)), "unit": u.Name, "since": string(c.Since), "until": string(c.Until),
		"kind": wordOf(sourceWords, string(c.Basis.Kind)), "basis": c.Basis.Text, "note": c.Note}
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
