package paper

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"testing"

	"anlan"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

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
			got = append(got, []string{strconv.Itoa(r.Number), r.Text("name"), r.Text("kind"), r.Text("code"), r.Text("since"), r.Text("staff")})
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
