package paper

import (
	"bytes"
	"errors"
	"fmt"
	"iter"
	"os"
	"strconv"
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
		line := []string{strconv.Itoa(r.Number)}
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

func TestWriteTable(t *testing.T) {
	t.Parallel()
	columns := []Column{{Key: "n", Title: "序号", Kind: Number, Width: 6}, {Key: "task", Title: "任务", Width: 40}, {Key: "due", Title: "时限", Kind: Date}}
	rows := iter.Seq2[[]string, error](func(yield func([]string, error) bool) {
		for i := range 3 {
			if !yield([]string{strconv.Itoa(i), "=排查", "2022-01-31"}, nil) {
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
