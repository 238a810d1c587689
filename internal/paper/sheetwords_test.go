package paper

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"anlan"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

func spoken() Sheet {
	return Sheet{
		Name: "test.spoken", Version: "1", Title: "单位表", TitleEN: "Table of units", Notes: []string{"带 * 的列必填。"}, NotesEN: []string{"Columns with * are required.", "Dates are written 2022-01-17."},
		Columns: []Column{
			{Key: "name", Title: "名称", TitleEN: "Name", Required: true, Hint: "全称", HintEN: "The full name"},
			Column{Key: "kind", Title: "类别", TitleEN: "Kind"}.Choice(Words{{"organ", "部门", "Department"}, {"town", "乡镇", "Township"}, {"street", "街道", "Township"}, {"park", "园区", ""}}),
			{Key: "datum", Title: "坐标系", TitleEN: "Datum", Kind: Choice, Choices: []string{"WGS-84", "GCJ-02"}},
			{Key: "near", Title: "地方", TitleEN: "Place", Choices: []string{"永清镇"}},
			{Key: "since", Title: "日期", TitleEN: "Since", Kind: Date},
		},
	}
}

func open(t *testing.T, b []byte) (*excelize.File, string) {
	t.Helper()
	x, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	return x, x.GetSheetName(0)
}

// An English table says everything in English but what are names, and comes back as the words that the program knows. A
// word without English of its own stays Chinese.
func TestATableSpeaksEnglish(t *testing.T) {
	t.Parallel()
	s := spoken()
	s.English = true
	rows := []Row{s.NewRow(map[string]string{"name": "甲局", "kind": "部门", "datum": "GCJ-02", "near": "永清镇", "since": "2022-01-17"}),
		s.NewRow(map[string]string{"name": "乙", "kind": "街道"}), s.NewRow(map[string]string{"name": "丙", "kind": "园区"}), s.NewRow(map[string]string{"name": "丁", "kind": "乡镇"})}
	b := written(t, s, Filling{Rows: rows})
	x, name := open(t, b)
	got, err := x.GetRows(name)
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{{"Table of units"}, {"Columns with * are required."}, {"Dates are written 2022-01-17."}, {"Name*", "Kind", "Datum", "Place", "Since"},
		{"甲局", "Department", "GCJ-02", "永清镇", "2022-01-17"}, {"乙", "街道"}, {"丙", "园区"}, {"丁", "Township"}}
	for i := range got {
		for len(got[i]) > 0 && got[i][len(got[i])-1] == "" {
			got[i] = got[i][:len(got[i])-1]
		}
	}
	if d := cmp.Diff(want, got); d != "" || name != "Table of units" {
		t.Error(name, d)
	}
	lists, _ := x.GetCols(metaSheet)
	if d := cmp.Diff([]string{"Department", "Township", "街道", "园区"}, lists[3]); d != "" {
		t.Error(d)
	}
	rules, err := x.GetDataValidations(name)
	if err != nil || *rules[0].Prompt != "The full name" || *rules[1].Error != "Please choose from the list." {
		t.Errorf("%+v %v", rules, err)
	}
	for _, reader := range []bool{false, true} {
		s := spoken()
		s.English = reader
		u, err := readSheet(s, b)
		if err != nil || len(u.Faults) > 0 || len(u.Unknown) > 0 {
			t.Fatalf("%+v %v", u, err)
		}
		want := [][]string{{"5", "甲局", "部门", "GCJ-02", "永清镇", "2022-01-17"}, {"6", "乙", "街道", "", "", ""}, {"7", "丙", "园区", "", "", ""}, {"8", "丁", "乡镇", "", "", ""}}
		if d := cmp.Diff(want, texts(s, u)); d != "" {
			t.Error(d)
		}
	}
}

// Whatever the language of a table and of its reader, a choice is read as one word, however it is typed.
func TestChoicesOfEitherLanguage(t *testing.T) {
	t.Parallel()
	s := spoken()
	var rows []Row
	for _, typed := range []string{"部门", "Department", " department ", "DEPARTMENT", "乡镇", "township"} {
		rows = append(rows, s.NewRow(map[string]string{"name": "甲", "kind": typed, "datum": "gcj-02"}))
	}
	for _, english := range []bool{false, true} {
		s.English = english
		u, err := readSheet(s, written(t, s, Filling{Rows: rows}))
		if err != nil || len(u.Faults) > 0 {
			t.Fatalf("%+v %v", u, err)
		}
		var got []string
		for _, r := range u.Rows {
			got = append(got, r.Text("kind"), r.Text("datum"))
		}
		want := []string{"部门", "GCJ-02", "部门", "GCJ-02", "部门", "GCJ-02", "部门", "GCJ-02", "乡镇", "GCJ-02", "乡镇", "GCJ-02"}
		if !slices.Equal(got, want) {
			t.Errorf("english %v: %q", english, got)
		}
	}
}

// A fault speaks the language of whoever reads it, whatever that of the table.
func TestFaultsInBothLanguages(t *testing.T) {
	t.Parallel()
	s := spoken()
	s.English = true
	u, err := readSheet(s, written(t, s, Filling{Rows: []Row{s.NewRow(map[string]string{"kind": "Galaxy", "since": "2026-13-01"})}}))
	if err != nil {
		t.Fatal(err)
	}
	var zh, en []string
	for _, f := range u.Faults {
		zh, en = append(zh, f.Err.Say(anlan.ZH)), append(en, f.Err.Say(anlan.EN))
	}
	if d := cmp.Diff([]string{"第 5 行“名称”没有填写，请补上。", "第 5 行“类别”不能填“Galaxy”。请从下拉列表中选：部门、乡镇、街道、园区。", "第 5 行“日期”的日期“2026-13-01”不存在或看不懂。请写成 2022-01-17 的样子。"}, zh); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"Row 5: “Name” is missing; please fill it in.", "Row 5: “Kind” cannot be “Galaxy”. Choose from the list: Department, Township, 街道, 园区.", "Row 5: the date “2026-13-01” in “Since” does not exist or is not understood. Write it like 2022-01-17."}, en); d != "" {
		t.Error(d)
	}
	back := written(t, s, Filling{Rows: u.Rows, Faults: u.Faults, Say: s.Say})
	x, name := open(t, back)
	if reason, _ := x.GetCellValue(name, "F4"); reason != "Reason" {
		t.Errorf("the head of the reasons is %q", reason)
	}
	if again, err := readSheet(spoken(), back); err != nil || len(again.Faults) != 3 || len(again.Unknown) > 0 {
		t.Errorf("uploaded again: %+v %v", again, err)
	}
}

// A table of something else, and one without its heads, are refused with words and no names of programs.
func TestRefusalsInBothLanguages(t *testing.T) {
	t.Parallel()
	other := Sheet{Name: "test.other", Title: "场所表", TitleEN: "Sites", Columns: units().Columns}
	_, err := readSheet(spoken(), written(t, other, Filling{}))
	said(t, err, "这是另一种模板（场所表），这里要用 单位表。请在本页重新下载模板。", "This is another template (场所表); Table of units is needed here. Download the template from this page.")
	_, err = readSheet(spoken(), xlsxWith(t, `<row r="1"><c t="inlineStr"><is><t>类别</t></is></c></row>`))
	said(t, err, "没有找到完整的表头：第 1 行附近缺少“名称”。请使用本页下载的模板，不要改动表头。", "The head of the table is not complete: near row 1 there is no “Name”. Use the template from this page and leave its head as it is.")
}

func said(t *testing.T, err error, zh, en string) {
	t.Helper()
	var e *anlan.Error
	if !errors.As(err, &e) {
		t.Fatalf("%v says nothing", err)
	}
	if e.Say(anlan.ZH) != zh || e.Say(anlan.EN) != en {
		t.Errorf("%v says\n%s\n%s", err, e.Say(anlan.ZH), e.Say(anlan.EN))
	}
}

func TestCellsAndHeadsOfEitherLanguage(t *testing.T) {
	t.Parallel()
	s := spoken()
	for _, tc := range [][3]string{{"kind", "部门", "Department"}, {"kind", "外星", "外星"}, {"near", "永清镇", "永清镇"}, {"what", "部门", "部门"}} {
		if got := s.Cell(tc[0], tc[1], anlan.EN); got != tc[2] || s.Cell(tc[0], tc[1], anlan.ZH) != tc[1] {
			t.Errorf("%v is %q", tc, got)
		}
	}
	if s.Head("since", anlan.EN) != "Since" || s.Head("since", anlan.ZH) != "日期" || s.Head("what", anlan.EN) != "what" {
		t.Error("a head is called otherwise")
	}
}
