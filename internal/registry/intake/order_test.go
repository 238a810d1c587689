package intake_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/registry/intake"
)

// A sheet is sorted as people sort it: by name, by kind, seldom by who stands above whom.
func TestAParentMayStandBelowItsUnits(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		c := setup(t, d)
		data := typed(t, []string{"单位名称", "简称", "类别", "上级单位", "所在地"},
			[]string{"清水县甲站", "", "事业单位", "县乙局", "清水县"},
			[]string{"清水县乙局", "县乙局", "县直部门", "清水县人民政府", "清水县"},
			[]string{"清水县人民政府", "县政府", "政府机关", "", "清水县"})
		if r := c.preview(intake.Units, data); counts(r) != [4]int{3, 0, 0, 0} || r.Rows[0].Line != 2 || r.Rows[2].Line != 4 {
			t.Errorf("the dry run says\n%s", say(r))
		}
		r, batch := c.commit(intake.Units, data)
		if counts(r) != [4]int{3, 0, 0, 0} || r.Rows[0].Line != 2 {
			t.Errorf("the import says\n%s", say(r))
		}
		if _, refused, err := c.Undo(ctx, office, batch.ID); err != nil || len(refused) != 0 {
			t.Errorf("undoing it: %v %v", refused, err)
		}
	})
}

func TestUnitsInACircleAreToldSo(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		c := setup(t, d)
		r := c.preview(intake.Units, typed(t, []string{"单位名称", "类别", "上级单位", "所在地"},
			[]string{"清水县甲局", "县直部门", "清水县乙局", "清水县"},
			[]string{"清水县乙局", "县直部门", "清水县丙局", "清水县"},
			[]string{"清水县丙局", "县直部门", "清水县甲局", "清水县"},
			[]string{"清水县丁局", "县直部门", "清水县丁局", "清水县"},
			[]string{"清水县戊局", "县直部门", "", "清水县"}))
		if counts(r) != [4]int{1, 0, 0, 4} {
			t.Fatalf("the dry run says\n%s", say(r))
		}
		for _, row := range r.Rows[:4] {
			if len(row.Problems) != 1 || !errors.Is(row.Problems[0], anlan.ErrRegistryUnitCycle) || !strings.HasSuffix(row.Problems[0].Field, ".parent") {
				t.Errorf("row %d: %v", row.Line, row.Problems)
			}
		}
	})
}

func TestAnotherTemplateIsCalledByItsName(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		c := setup(t, d)
		var b bytes.Buffer
		if err := c.Template(ctx, office, intake.Organisation, false, &b); err != nil {
			t.Fatal(err)
		}
		_, err := c.Preview(ctx, office, file(intake.Units, b.Bytes()))
		var e *anlan.Error
		if !errors.As(err, &e) || !strings.Contains(e.Say(anlan.ZH), "组织通讯录") || strings.Contains(e.Say(anlan.ZH), "registry.") {
			t.Errorf("the wrong template is refused with %v", err)
		}
	})
}
