package checklist_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"anlan/internal/inspection/checklist"
)

// sheets reads sheets written as lines of cells: "name: a|b|c".
func sheets(text string) (list []checklist.Sheet) {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		name, cells, _ := strings.Cut(line, ":")
		i := slices.IndexFunc(list, func(s checklist.Sheet) bool { return s.Name == name })
		if i < 0 {
			i, list = len(list), append(list, checklist.Sheet{Name: name})
		}
		list[i].Rows = append(list[i].Rows, checklist.Row{Number: len(list[i].Rows) + 1, Cells: strings.Split(cells, "|")})
	}
	return list
}

func TestAnOrdinaryXLSForm(t *testing.T) {
	in := checklist.Import(sheets(`
		survey:type|name|label|label::English (en)|relevant|required|constraint|constraint_message|appearance
		survey:start|start
		survey:begin group|gas_group|用气|Gas
		survey:select_one yn|gas|用气吗|Is gas used||yes
		survey:select_multiple kinds|kinds|哪些|Which|${gas} = 'yes'||||minimal
		survey:end group
		survey:int|n|几个|How many||true()|. > 0|应大于 0
		survey:image|p|拍照|Photo
		choices:list name|name|label|label::English (en)|filter
		choices:yn|yes|是|Yes
		choices:yn|no|否|No
		choices:kinds|a|甲|A|x
		settings:form_title|form_id|style
		settings:演示|demo|pages
		notes:whatever`))
	if len(in.Faults) > 0 {
		t.Fatal(in.Faults[0].Err)
	}
	var kinds []string
	for _, it := range in.Form.Items {
		kinds = append(kinds, string(it.Kind)+"/"+it.Group)
	}
	if got := strings.Join(kinds, " "); got != "group/ yesno/gas_group choices/gas_group integer/ photo/" {
		t.Errorf("items: %s", got)
	}
	var left []string
	for _, m := range in.Left {
		left = append(left, fmt.Sprintf("%s/%d/%s", m.Sheet, m.Row, m.Column))
	}
	if got := strings.Join(left, " "); got != "notes/0/ settings/2/style choices/4/filter survey/2/type survey/5/appearance" {
		t.Errorf("left out: %s", got)
	}
	if in.Head.Code != "demo" || in.Head.Title != "演示" || !in.Form.Items[3].Required || in.Form.Items[3].Message != "应大于 0" {
		t.Errorf("%+v", in.Head)
	}
}

func TestWhatIsRefusedIsNamedByItsCell(t *testing.T) {
	for name, x := range map[string]struct{ text, want string }{
		"no survey":        {"choices:list_name|name|label", "survey/0/ xlsform_sheet_missing"},
		"no column":        {"survey:type|name\nsurvey:text|a", "survey/1/label xlsform_column_missing"},
		"a repeat":         {"survey:type|name|label\nsurvey:begin_repeat|r|r\nsurvey:text|a|a\nsurvey:end_repeat", "survey/2/type xlsform_type survey/4/type xlsform_type"},
		"a calculation":    {"survey:type|name|label\nsurvey:calculate|r|r", "survey/2/type xlsform_type"},
		"or other":         {"survey:type|name|label\nsurvey:select_one x or_other|r|r", "survey/2/type xlsform_type"},
		"from a file":      {"survey:type|name|label\nsurvey:select_one_from_file a.csv|r|r", "survey/2/type xlsform_type"},
		"an open group":    {"survey:type|name|label\nsurvey:begin_group|g|g\nsurvey:text|a|a", "survey/2/type xlsform_group_open"},
		"an end too many":  {"survey:type|name|label\nsurvey:text|a|a\nsurvey:end_group", "survey/3/type xlsform_group_end"},
		"a condition":      {"survey:type|name|label|required\nsurvey:text|a|a|${b}", "survey/2/required xlsform_required"},
		"a circle":         {"survey:type|name|label|relevant\nsurvey:text|a|a|${b} = 1\nsurvey:text|b|b|${a} = 1", "survey/2/relevant checklist_circle"},
		"a strange rule":   {"survey:type|name|label|constraint\nsurvey:text|a|a|regex(., 'x')", "survey/2/constraint checklist_expr_function"},
		"no list":          {"survey:type|name|label\nsurvey:select_one x|a|a", "survey/2/type checklist_list_unknown"},
		"a choice twice":   {"survey:type|name|label\nsurvey:select_one x|a|a\nchoices:list_name|name|label\nchoices:x|1|1\nchoices:x|1|1", "choices/3/name checklist_name_twice"},
		"a name twice":     {"survey:type|name|label\nsurvey:text|a|a\nsurvey:text|a|a", "survey/3/name checklist_name_twice"},
		"evidence in vain": {"survey:type|name|label|instance::anlan_asks\nsurvey:text|a|a|video=1:", "survey/2/instance::anlan_asks xlsform_asks"},
	} {
		var got []string
		for _, m := range checklist.Import(sheets(x.text)).Faults {
			got = append(got, fmt.Sprintf("%s/%d/%s %s", m.Sheet, m.Row, m.Column, m.Err.Code))
		}
		if strings.Join(got, " ") != x.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// Ten thousand questions are refused with one sentence, not with ten thousand.
func TestAWorkbookOfTenThousandQuestions(t *testing.T) {
	s := checklist.Sheet{Name: "survey", Rows: []checklist.Row{{Number: 1, Cells: []string{"type", "name", "label"}}}}
	for i := range 10_000 {
		s.Rows = append(s.Rows, checklist.Row{Number: i + 2, Cells: []string{"text", fmt.Sprint("q", i), "q"}})
	}
	in := checklist.Import([]checklist.Sheet{s})
	if len(in.Faults) != 1 || in.Faults[0].Err.Code != "checklist_too_many" {
		t.Errorf("%v", in.Faults)
	}
}

// Whatever stands in the cells, reading ends, and what is taken compiles.
func FuzzImport(f *testing.F) {
	f.Add("survey:type|name|label|relevant\nsurvey:text|a|a|${b} = 1\nsurvey:text|b|b|${a} = 1")
	f.Add("survey:type|name|label\nsurvey:begin_group|g|g\nsurvey:begin_group|g|g\nsurvey:end_group\nchoices:list_name|name|label\nchoices:x||")
	f.Add("survey:type|name|label|instance::anlan_basis|instance::anlan_asks\nsurvey:select_one x|a|a|d|:\nchoices:list_name|name|label\nchoices:x|yes|y\nchoices:x|no|n")
	f.Fuzz(func(t *testing.T, text string) {
		in := checklist.Import(sheets(text))
		for _, m := range slices.Concat(in.Faults, in.Left) {
			if m.Err == nil || m.Sheet == "" && m.Row != 0 {
				t.Fatalf("%+v says nothing", m)
			}
		}
		if len(in.Faults) > 0 {
			return
		}
		if _, faults := checklist.Compile(in.Form); len(faults) > 0 {
			t.Fatalf("taken, but %v", checklist.Problems(faults))
		}
		if back := checklist.Import(checklist.Export(in.Head, in.Form)); len(back.Faults) > 0 {
			t.Fatalf("exported, but %v", back.Faults[0].Err)
		}
	})
}
