package intake_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/registry/intake"
)

// warned tells which cells of which rows carry a warning.
func warned(r *intake.Report) string {
	var all []string
	for _, row := range r.Rows {
		for _, w := range row.Warnings {
			var others []string
			for _, o := range w.Args["others"].([]anlan.Both) {
				others = append(others, o.ZH)
			}
			all = append(all, fmt.Sprint(w.Field, "=", w.Args["name"], "|", strings.Join(others, "、")))
		}
	}
	return strings.Join(all, "; ")
}

// Names that two units would share are told before anything is stored: minutes could not be read.
func TestSharedNamesAreWarnedOf(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, store *db.DB) {
		d := setup(t, store)
		if r := d.preview(intake.Units, typed(t, units()...)); warned(r) != "" || r.Warned != 0 {
			t.Fatal("names of their own are doubted: ", warned(r))
		}
		d.commit(intake.Units, typed(t, units()...))
		head := units()[0]
		for _, tc := range []struct {
			name string
			rows [][]string
			want string
		}{
			{"unchanged", units()[1:], ""},
			{"a stored short name", [][]string{{"清水县建筑工程质监站", "住建局", "", "事业单位"}}, "rows[2].short=住建局|清水县住房和城乡建设局"},
			{"a stored alias", [][]string{{"清水县建筑工程质监站", "", "质监、建设局", "事业单位"}}, "rows[2].aliases=建设局|清水县住房和城乡建设局"},
			{"two rows", [][]string{{"清水县气象局", "气象", "", "县直部门"}, {"清水县气象站", "气象", "", "事业单位"}},
				"rows[2].short=气象|清水县气象站（表中第 3 行）; rows[3].short=气象|清水县气象局（表中第 2 行）"},
			{"the usual short form", [][]string{{"天水市住房和城乡建设局", "", "", "县直部门"}}, "rows[2].name=天水市住房和城乡建设局|清水县住房和城乡建设局; rows[2].name=住建局|清水县住房和城乡建设局"},
			{"given up in the same file", [][]string{{"清水县住房和城乡建设局", "建设局本部", "住建", "县直部门"}, {"清水县建筑工程质监站", "建设局", "", "事业单位"}}, ""},
		} {
			r := d.preview(intake.Units, typed(t, append([][]string{head}, tc.rows...)...))
			if got := warned(r); got != tc.want || r.Wrong != 0 {
				t.Errorf("%s: %s, want %s\n%s", tc.name, got, tc.want, say(r))
			}
		}
		shared := append(units(), []string{"清水县气象站", "住建局", "", "事业单位"}, []string{"", "", "", "乡镇"})
		d.returned(d.preview(intake.Units, typed(t, shared...)))
		if r, _ := d.commit(intake.Units, typed(t, shared...)); counts(r) != [4]int{1, 0, 3, 1} {
			t.Error("a warning keeps no row out: ", say(r))
		} else if !strings.Contains(warned(r), "short=住建局|清水县气象站（表中第 ") || r.Warned != 2 {
			t.Error("what was imported with doubts says so no more: ", warned(r))
		}
		if _, err := d.reg.Resolve(ctx, office, "住建局"); !errors.Is(err, anlan.ErrRegistryUnitAmbiguous) {
			t.Errorf("what was warned of: %v", err)
		}
	})
}

// returned reads the template that goes back: the wrong row and the two that share a name, each with its sentence.
func (d desk) returned(r *intake.Report) {
	d.t.Helper()
	var back bytes.Buffer
	if err := r.WriteWrong(&back, anlan.ZH); err != nil {
		d.t.Fatal(err)
	}
	if again := d.preview(intake.Units, back.Bytes()); len(again.Rows) != 3 || again.Warned != 2 || again.Wrong != 1 {
		d.t.Errorf("what comes back is read as\n%s", say(again))
	}
	f, err := excelize.OpenReader(&back)
	if err != nil {
		d.t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	rows, err := f.GetRows(f.GetSheetName(f.GetActiveSheetIndex()))
	if err != nil {
		d.t.Fatal(err)
	}
	said := strings.Join(slices.Concat(rows...), "\n")
	for _, want := range []string{"提醒：“", "“单位名称”没有填写，请补上。"} {
		if !strings.Contains(said, want) {
			d.t.Errorf("the sheet does not say %q: %s", want, said)
		}
	}
}

// Units can be chosen from a list, and others may still be written.
func TestTemplatesOfferUnits(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, store *db.DB) {
		d := setup(t, store)
		d.commit(intake.Units, typed(t, units()...))
		for kind, column := range map[intake.Kind]string{intake.Units: "G", intake.Enterprises: "G", intake.Organisation: "B"} {
			var b bytes.Buffer
			if err := d.Template(ctx, office, kind, false, &b); err != nil {
				t.Fatal(err)
			}
			f, err := excelize.OpenReader(&b)
			if err != nil {
				t.Fatal(err)
			}
			rules, err := f.GetDataValidations(f.GetSheetName(f.GetActiveSheetIndex()))
			if err != nil {
				t.Fatal(err)
			}
			found := false
			for _, rule := range rules {
				if !strings.HasPrefix(rule.Sqref, column) || rule.Type != "list" {
					continue
				}
				found = true
				if rule.ShowErrorMessage {
					t.Errorf("%s: a unit that is not in the list is refused", kind)
				}
			}
			if !found {
				t.Errorf("%s offers no units in column %s", kind, column)
			}
			_ = f.Close()
		}
	})
}
