package intake_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/registry/intake"
)

// peopled is a desk in a county that has something of every kind.
func peopled(t *testing.T, store *db.DB) desk {
	t.Helper()
	d := organised(t, store)
	d.commit(intake.Enterprises, typed(t, enterprises()...))
	d.commit(intake.Sites, typed(t, siteHeads(), []string{"（演示）甲加油站", "一号站", "加油加气站", "永清镇", "106.1372", "34.7498", "", "中山路"}))
	return d
}

// cells are all texts of a table.
func cells(t *testing.T, data []byte) []string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	rows, err := f.GetRows(f.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	return slices.Concat(rows...)
}

// What is stored goes out in either language, and comes back as what is stored, whoever reads it.
func TestEveryTableInEnglish(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, store *db.DB) {
		d := peopled(t, store)
		for kind, want := range map[intake.Kind]struct {
			rows   int
			zh, en string
			turned []string
			spoken []string
			kept   []string
		}{
			intake.Units:        {3, "单位名录", "Units", []string{"县直部门"}, []string{"Department", "Township", "Government"}, []string{"清水县住房和城乡建设局"}},
			intake.Organisation: {6, "组织通讯录", "Address book", []string{"主要负责人", "正式"}, []string{"Head", "Liaison", "In full"}, []string{"镇长"}},
			intake.Enterprises:  {2, "企业名录", "Enterprises", nil, nil, []string{"（演示）甲加油站"}},
			intake.Sites:        {1, "场所名录", "Sites", []string{"加油加气站"}, []string{"Filling station"}, []string{"一号站"}},
			intake.Places:       {7, "行政区划", "Divisions", []string{"村（社区）"}, []string{"Village", "County"}, []string{"永清镇"}},
		} {
			for _, english := range []bool{false, true} {
				var out bytes.Buffer
				if err := d.Export(ctx, office, kind, english, &out); err != nil {
					t.Fatal(err)
				}
				title, there, gone := want.zh, want.turned, want.spoken
				if english {
					title, there, gone = want.en, want.spoken, want.turned
				}
				said := cells(t, out.Bytes())
				if said[0] != title {
					t.Errorf("the table is called %q, want %q", said[0], title)
				}
				for _, word := range append(there, want.kept...) {
					if !slices.Contains(said, word) {
						t.Errorf("%s, english %v: %q is missing", kind, english, word)
					}
				}
				for _, word := range gone {
					if slices.Contains(said, word) {
						t.Errorf("%s, english %v: %q is left", kind, english, word)
					}
				}
				if r := d.preview(kind, out.Bytes()); counts(r) != [4]int{0, 0, want.rows, 0} || len(r.Unknown) != 0 {
					t.Errorf("%s, english %v: what was exported comes back as\n%s", kind, english, say(r))
				}
			}
		}
	})
}

// An English table changes what a Chinese one would; what it does and what is wrong is told in the reader's language, and
// the wrong rows go back in it.
func TestATableOfTheOtherLanguage(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, store *db.DB) {
		d := peopled(t, store)
		head := []string{"Unit", "Post", "Kind of post", "Person", "Held as", "Since"}
		r := d.preview(intake.Organisation, typed(t, head, []string{"永清镇", "应急专干", "deputy head", "", "", ""}, []string{"永清镇", "值守", "Duty post", "孙演示", "Acting", "2026-13-01"}))
		if counts(r) != [4]int{0, 1, 0, 1} {
			t.Fatal(say(r))
		}
		diff := r.Rows[0].Diffs[0]
		if diff.Old != "联络员" || diff.New != "分管负责人" || r.Cell(diff.Key, diff.New, anlan.EN) != "Deputy head" || r.Cell(diff.Key, diff.New, anlan.ZH) != "分管负责人" ||
			r.Title(diff.Key, anlan.EN) != "Kind of post" || r.Title(diff.Key, anlan.ZH) != "岗位类别" {
			t.Errorf("%+v", diff)
		}
		for lang, want := range map[anlan.Lang][3]string{anlan.ZH: {"第 3 行“任职日期”的日期“2026-13-01”不存在或看不懂。请写成 2022-01-17 的样子。", "值班岗", "代理"},
			anlan.EN: {"Row 3: the date “2026-13-01” in “Since” does not exist or is not understood. Write it like 2022-01-17.", "Duty post", "Acting"}} {
			var back bytes.Buffer
			if err := r.WriteWrong(&back, lang); err != nil {
				t.Fatal(err)
			}
			said := cells(t, back.Bytes())
			for _, word := range want {
				if !slices.Contains(said, word) {
					t.Errorf("%s: %q is missing in %s", lang, word, strings.Join(said, " | "))
				}
			}
			if again := d.preview(intake.Organisation, back.Bytes()); counts(again) != [4]int{0, 0, 0, 1} {
				t.Errorf("%s comes back as %s", lang, say(again))
			}
		}
	})
}
