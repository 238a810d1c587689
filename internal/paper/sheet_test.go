package paper

import (
	"bytes"
	"errors"
	"fmt"
	"iter"
	"os"
	"strings"
	"testing"

	"anlan"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

func units() Sheet {
	many := make([]string, 120)
	for i := range many {
		many[i] = fmt.Sprintf("演示乡镇第%03d号", i)
	}
	return Sheet{
		Name: "test.units", Version: "3", Title: "单位导入模板",
		Notes: []string{"带 * 的列必填。", "日期写成 2022-01-17。"},
		Columns: []Column{
			{Key: "name", Title: "单位名称", TitleEN: "Name", Aliases: []string{"名称"}, Required: true, MaxLen: 20, Width: 30, Hint: "全称"},
			{Key: "kind", Title: "类别", TitleEN: "Kind", Kind: Choice, Choices: []string{"部门", "乡镇", "企业"}},
			{Key: "place", Title: "所在地", TitleEN: "Place", Kind: Choice, Choices: many},
			{Key: "code", Title: "统一社会信用代码", TitleEN: "Code"},
			{Key: "since", Title: "成立日期", TitleEN: "Founded", Kind: Date},
			{Key: "staff", Title: "人数", TitleEN: "Staff", Kind: Number},
			{Key: "id", Title: "编号", TitleEN: "Number", Locked: true},
		},
	}
}

func written(t testing.TB, s Sheet, f Filling) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := s.Write(&b, f); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func readSheet(s Sheet, b []byte) (*Upload, error) { return s.Read(bytes.NewReader(b), int64(len(b))) }

func texts(s Sheet, u *Upload) [][]string {
	var out [][]string
	for _, r := range u.Rows {
		line := []string{fmt.Sprint(r.Number)}
		for _, c := range s.Columns {
			line = append(line, r.Text(c.Key))
		}
		out = append(out, line)
	}
	return out
}

func TestTemplateGoesAroundTheWorld(t *testing.T) {
	t.Parallel()
	s := units()
	row := map[string]string{"name": "演示化工厂", "kind": "企业", "place": "演示乡镇第119号", "code": "000000000000000018", "since": "2003-05-06", "staff": "42.5", "id": "0007"}
	for _, english := range []bool{false, true} {
		s.English = english
		got, err := readSheet(s, written(t, s, Filling{Rows: []Row{s.NewRow(row), s.NewRow(nil), s.NewRow(map[string]string{"name": "甲"})}}))
		if err != nil {
			t.Fatal(err)
		}
		want := [][]string{{"5", "演示化工厂", "企业", "演示乡镇第119号", "000000000000000018", "2003-05-06", "42.5", "0007"}, {"7", "甲", "", "", "", "", "", ""}}
		if d := cmp.Diff(want, texts(s, got)); d != "" {
			t.Error(d)
		}
		if got.Version != "3" || got.Sheet != "单位导入模板" || len(got.Faults) > 0 || len(got.Unknown) > 0 {
			t.Errorf("%+v", got)
		}
	}
}

func TestTemplateIsTheSameTwice(t *testing.T) {
	t.Parallel()
	f := Filling{Rows: []Row{units().NewRow(map[string]string{"name": "甲"})}}
	if !bytes.Equal(written(t, units(), f), written(t, units(), f)) {
		t.Error("the same template gave different bytes")
	}
}

// TestFaultsGoBack: bad rows return in the same template, red, with a comment and the reason, and
// can be uploaded again.
func TestFaultsGoBack(t *testing.T) {
	t.Parallel()
	s := units()
	bad := []Row{
		s.NewRow(map[string]string{"name": "甲", "kind": "外星"}),
		s.NewRow(map[string]string{"kind": "部门", "since": "2022-02-30", "staff": "一百"}),
		s.NewRow(map[string]string{"name": strings.Repeat("长", 21)}),
	}
	u, err := readSheet(s, written(t, s, Filling{Rows: bad}))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range u.Faults {
		got = append(got, fmt.Sprint(f.Row, " ", f.Key, " ", f.Err.Code, " ", f.Err.Field))
	}
	want := []string{"5 kind paper_cell_choice rows[5].kind", "6 name paper_cell_required rows[6].name", "6 since paper_cell_date rows[6].since", "6 staff paper_cell_number rows[6].staff", "7 name paper_cell_long rows[7].name"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	back := written(t, s, Filling{Rows: u.Rows, Faults: u.Faults, Say: func(e *anlan.Error) string { return "因为 " + e.Code }})
	x, err := excelize.OpenReader(bytes.NewReader(back))
	if err != nil {
		t.Fatal(err)
	}
	reason, _ := x.GetCellValue("单位导入模板", "H6")
	comments, _ := x.GetComments("单位导入模板")
	if want := "因为 paper_cell_required\n因为 paper_cell_date\n因为 paper_cell_number"; reason != want || len(comments) != 5 {
		t.Errorf("reason %q, %d comments", reason, len(comments))
	}
	again, err := readSheet(s, back)
	if err != nil || len(again.Faults) != 5 || len(again.Unknown) != 0 {
		t.Errorf("uploaded again: %v %+v", err, again)
	}
}

// TestFormulasStayText: R21; what begins like a formula is written as text and comes back whole.
func TestFormulasStayText(t *testing.T) {
	t.Parallel()
	s := units()
	for _, evil := range []string{"=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "=HYPERLINK(\"x\")", "\t=1", "\r=1", "'=1", "＝1", "<f>1</f>", "&amp;", "]]>", "a\x00b", "_x0041_"} {
		b := written(t, s, Filling{Rows: []Row{s.NewRow(map[string]string{"name": evil, "staff": evil, "code": evil})}})
		eachPart(t, b, func(t *testing.T, name string, body []byte) {
			wellFormed(t, name, body)
			if strings.HasPrefix(name, "xl/worksheets/") && bytes.Contains(body, []byte("<f>")) {
				t.Errorf("%q became a formula", evil)
			}
		})
		u, err := readSheet(s, b)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := u.Rows[0].Text("code"), strings.TrimSpace(strings.Map(printable, evil)); got != want {
			t.Errorf("%q came back as %q", want, got)
		}
		if u.Rows[0].Get("code").Formula {
			t.Errorf("%q came back as a formula", evil)
		}
	}
}

func TestDropDowns(t *testing.T) {
	t.Parallel()
	x, err := excelize.OpenReader(bytes.NewReader(written(t, units(), Filling{})))
	if err != nil {
		t.Fatal(err)
	}
	rules, err := x.GetDataValidations("单位导入模板")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range rules {
		got = append(got, r.Sqref+" "+r.Formula1)
	}
	want := []string{"A5:A20004 ", "B5:B20004 '_anlan'!$D$1:$D$3", "C5:C20004 '_anlan'!$E$1:$E$120"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if visible, _ := x.GetSheetVisible(metaSheet); visible {
		t.Error("the lists can be seen")
	}
	panes, _ := x.GetPanes("单位导入模板")
	layout, _ := x.GetPageLayout("单位导入模板")
	if !panes.Freeze || panes.YSplit != 4 || *layout.Orientation != "landscape" || *layout.Size != 9 {
		t.Errorf("%+v %+v", panes, layout)
	}
	if names := x.GetDefinedName(); len(names) != 1 || names[0].RefersTo != "'单位导入模板'!$4:$4" {
		t.Errorf("print titles: %+v", names)
	}
}

// handMade makes an .xlsx with excelize, as other programs would.
func handMade(t testing.TB, fill func(x *excelize.File)) []byte {
	t.Helper()
	x := excelize.NewFile()
	defer x.Close()
	fill(x)
	var b bytes.Buffer
	if err := x.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func setRows(t testing.TB, x *excelize.File, sheet string, rows ...[]any) {
	t.Helper()
	for i, row := range rows {
		if err := x.SetSheetRow(sheet, fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
}

func TestReadWhatPeopleMake(t *testing.T) {
	t.Parallel()
	day := excelize.Style{NumFmt: 14}
	china := "yyyy\"年\"m\"月\"d\"日\""
	tests := []struct {
		name string
		fill func(x *excelize.File)
		want [][]string // number, name, kind, code, since, staff
	}{
		{"any order, stars, remarks, other names", func(x *excelize.File) {
			setRows(t, x, "Sheet1", []any{"清水县单位一览表"}, nil, []any{"人 数", "名称（全称）", "ＫＩＮＤ", "备注"}, []any{12, " 甲\u3000", "部门", "x"})
		}, [][]string{{"4", "甲", "部门", "", "", "12"}}},
		{"second sheet", func(x *excelize.File) {
			setRows(t, x, "Sheet1", []any{"说明"})
			_, _ = x.NewSheet("数据")
			setRows(t, x, "数据", []any{"单位名称"}, []any{"乙"})
		}, [][]string{{"2", "乙", "", "", "", ""}}},
		{"long digits and phone numbers", func(x *excelize.File) {
			setRows(t, x, "Sheet1", []any{"单位名称", "统一社会信用代码", "人数"}, []any{"甲", 13800001111, "１，２００"}, []any{"乙", 0.1 + 0.2, 1e3})
		}, [][]string{{"2", "甲", "", "13800001111", "", "1200"}, {"3", "乙", "", "0.3", "", "1000"}}},
		{"dates", func(x *excelize.File) {
			setRows(t, x, "Sheet1", []any{"单位名称", "成立日期"}, []any{"甲", 44578}, []any{"乙", 44578}, []any{"丙", "2022年1月17日"}, []any{"丁", "2022.1.17"}, []any{"戊", "20220117"}, []any{"己", 44578.5}, []any{"庚", "２０２２／１／１７"})
			id, _ := x.NewStyle(&day)
			_ = x.SetCellStyle("Sheet1", "B2", "B2", id)
			id, _ = x.NewStyle(&excelize.Style{CustomNumFmt: &china})
			_ = x.SetCellStyle("Sheet1", "B3", "B6", id)
			_ = x.SetCellStyle("Sheet1", "B7", "B7", id)
		}, [][]string{{"2", "甲", "", "", "2022-01-17", ""}, {"3", "乙", "", "", "2022-01-17", ""}, {"4", "丙", "", "", "2022-01-17", ""}, {"5", "丁", "", "", "2022-01-17", ""}, {"6", "戊", "", "", "2022-01-17", ""}, {"7", "己", "", "", "2022-01-17", ""}, {"8", "庚", "", "", "2022-01-17", ""}}},
		{"merged downwards", func(x *excelize.File) {
			setRows(t, x, "Sheet1", []any{"类别", "单位名称"}, []any{"部门", "甲"}, []any{nil, "乙"}, []any{"乡镇", "丙"})
			_ = x.MergeCell("Sheet1", "A2", "A3")
		}, [][]string{{"2", "甲", "部门", "", "", ""}, {"3", "乙", "部门", "", "", ""}, {"4", "丙", "乡镇", "", "", ""}}},
		{"blank rows between", func(x *excelize.File) {
			setRows(t, x, "Sheet1", []any{"单位名称"}, nil, []any{"  "}, []any{"甲"})
		}, [][]string{{"4", "甲", "", "", "", ""}}},
		{"runs and line breaks", func(x *excelize.File) {
			setRows(t, x, "Sheet1", []any{"单位名称"})
			_ = x.SetCellRichText("Sheet1", "A2", []excelize.RichTextRun{{Text: "甲"}, {Text: "乙\r\n丙"}})
		}, [][]string{{"2", "甲乙\n丙", "", "", "", ""}}},
		{"truth", func(x *excelize.File) { setRows(t, x, "Sheet1", []any{"单位名称"}, []any{true}) }, [][]string{{"2", "TRUE", "", "", "", ""}}},
		{"nothing below the head", func(x *excelize.File) { setRows(t, x, "Sheet1", []any{"单位名称"}) }, nil},
	}
	for _, tt := range tests {
		u, err := readSheet(units(), handMade(t, tt.fill))
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		var got [][]string
		for _, r := range u.Rows {
			got = append(got, []string{fmt.Sprint(r.Number), r.Text("name"), r.Text("kind"), r.Text("code"), r.Text("since"), r.Text("staff")})
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%s:\n%s", tt.name, d)
		}
		if len(u.Faults) > 0 {
			t.Errorf("%s: %v", tt.name, u.Faults[0].Err)
		}
	}
}

func TestFormulaCells(t *testing.T) {
	t.Parallel()
	b := xlsxWith(t, `<row r="1"><c r="A1" t="inlineStr"><is><t>单位名称</t></is></c><c r="B1" t="inlineStr"><is><t>人数</t></is></c></row>`+
		`<row r="2"><c r="A2" t="str"><f>"甲"&amp;"乙"</f><v>甲乙</v></c><c r="B2"><f>1+1</f><v>2</v></c></row>`+
		`<row r="3"><c r="A3"><f>1/0</f></c><c r="B3" t="e"><f>NA()</f><v>#N/A</v></c></row>`)
	u, err := readSheet(units(), b)
	if err != nil {
		t.Fatal(err)
	}
	if c := u.Rows[0].Get("name"); c.Text != "甲乙" || !c.Formula || c.Ref != "A2" {
		t.Errorf("%+v", c)
	}
	if len(u.Faults) != 2 || !errors.Is(u.Faults[0].Err, anlan.ErrPaperCellFormula) || u.Faults[1].Key != "staff" {
		t.Errorf("%+v", u.Faults)
	}
}

// TestReaderAgreesWithExcelize compares our reader with another one, cell by cell.
func TestReaderAgreesWithExcelize(t *testing.T) {
	t.Parallel()
	s := Sheet{Columns: []Column{{Key: "a", Title: "甲"}, {Key: "b", Title: "乙"}, {Key: "c", Title: "丙"}}}
	b := handMade(t, func(x *excelize.File) {
		for i := range 500 {
			row := []any{fmt.Sprintf("文字%d<&>", i%37), i * 7919, fmt.Sprintf("%d\n%d", i, i)}
			if i == 0 {
				row = []any{"甲", "乙", "丙"}
			}
			setRowAt(t, x, i+1, row)
		}
	})
	x, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	want, err := x.GetRows("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	u, err := readSheet(s, b)
	if err != nil {
		t.Fatal(err)
	}
	var got [][]string
	for _, line := range texts(s, u) {
		got = append(got, line[1:])
	}
	if d := cmp.Diff(want[1:], got); d != "" {
		t.Error(d)
	}
}

func setRowAt(t testing.TB, x *excelize.File, n int, row []any) {
	t.Helper()
	if err := x.SetSheetRow("Sheet1", fmt.Sprintf("A%d", n), &row); err != nil {
		t.Fatal(err)
	}
}

func TestWriteTable(t *testing.T) {
	t.Parallel()
	columns := []Column{{Key: "n", Title: "序号", Kind: Number, Width: 6}, {Key: "task", Title: "任务", Width: 40}, {Key: "due", Title: "时限", Kind: Date}}
	rows := iter.Seq2[[]string, error](func(yield func([]string, error) bool) {
		for i := range 3 {
			if !yield([]string{fmt.Sprint(i), "=排查", "2022-01-31"}, nil) {
				return
			}
		}
	})
	var b bytes.Buffer
	if err := WriteTable(&b, "任务分解表", columns, rows); err != nil {
		t.Fatal(err)
	}
	s := Sheet{Columns: columns}
	u, err := readSheet(s, b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{{"3", "0", "=排查", "2022-01-31"}, {"4", "1", "=排查", "2022-01-31"}, {"5", "2", "=排查", "2022-01-31"}}
	if d := cmp.Diff(want, texts(s, u)); d != "" {
		t.Error(d)
	}
	broken := errors.New("database away")
	err = WriteTable(&b, "", columns, func(yield func([]string, error) bool) { yield(nil, broken) })
	if !errors.Is(err, broken) {
		t.Errorf("error of the rows is lost: %v", err)
	}
}

// TestSampleSheet writes the sample to the file that ANLAN_SAMPLE_XLSX names.
func TestSampleSheet(t *testing.T) {
	if name := os.Getenv("ANLAN_SAMPLE_XLSX"); name != "" {
		s := units()
		u, err := readSheet(s, written(t, s, Filling{Rows: []Row{s.NewRow(map[string]string{"name": "甲", "kind": "外星"})}}))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, written(t, s, Filling{Rows: u.Rows, Faults: u.Faults}), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
