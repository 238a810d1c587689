package intake_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/registry"
	"anlan/internal/registry/intake"
)

// seated is who holds a post of 永清镇 on a day.
func (d desk) seated(title string, day anlan.Date) string {
	d.t.Helper()
	in := registry.In(d.db.Reader())
	unit, err := d.reg.Resolve(ctx, office, "永清镇")
	if err != nil {
		d.t.Fatal(err)
	}
	posts, err := in.Posts(ctx, unit[0].Unit.ID)
	if err != nil {
		d.t.Fatal(err)
	}
	var names []string
	for _, p := range posts {
		if p.Title != title {
			continue
		}
		holders, err := in.Holders(ctx, p.ID, day)
		if err != nil {
			d.t.Fatal(err)
		}
		for _, h := range holders {
			names = append(names, h.Name)
		}
	}
	return strings.Join(names, " ")
}

// TestWhoIsCrossedOutLeaves: a dash in place of the name empties the post; the history stays.
func TestWhoIsCrossedOutLeaves(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, store *db.DB) {
		d := organised(t, store)
		head, today := slices.Concat(people()[0], []string{"离任日期"}), store.Now().Date()
		chief := []string{"永清镇", "镇长", "主要负责人", "-", "", "正式", "2021-01-04", "2021-03-31"}
		liaison := []string{"永清镇", "应急专干", "联络员", "-", "", "", "", ""}
		if r := d.preview(intake.Organisation, typed(t, head, chief, liaison)); counts(r) != [4]int{0, 2, 0, 0} {
			t.Fatal(say(r))
		}
		r, batch := d.commit(intake.Organisation, typed(t, head, chief, liaison))
		if counts(r) != [4]int{0, 2, 0, 0} {
			t.Fatal(say(r))
		}
		if got := d.seated("镇长", "2021-03-31") + "/" + d.seated("镇长", "2021-04-01"); got != "王演示/" {
			t.Errorf("the last day that the row names: %q", got)
		}
		if got := d.seated("应急专干", today.AddDays(-1)) + "/" + d.seated("应急专干", today); got != "李演示/" {
			t.Errorf("no last day: the eve of the import: %q", got)
		}
		if r := d.preview(intake.Organisation, typed(t, head, chief, liaison)); counts(r) != [4]int{0, 0, 2, 0} {
			t.Error("nobody is left to leave: ", say(r))
		}
		if _, refused, err := d.Undo(ctx, office, batch.ID); err != nil || len(refused) > 0 {
			t.Fatal(refused, err)
		}
		if got := d.seated("镇长", today) + d.seated("应急专干", today); got != "王演示李演示" {
			t.Errorf("undone: %q", got)
		}
	})
}

// TestLastDays: the column of last days ends a holding, and follows a hand-over only where it speaks of the new one.
func TestLastDays(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, store *db.DB) {
		d := organised(t, store)
		head := slices.Concat(people()[0], []string{"离任日期"})
		leave := []string{"永清镇", "镇长", "主要负责人", "王演示", "", "", "", "2035-12-31"}
		clerk := []string{"永清镇", "干事", "工作人员", "赵演示", "", "", "", "2035-06-30"}
		if r, _ := d.commit(intake.Organisation, typed(t, head, leave, clerk)); counts(r) != [4]int{0, 2, 0, 0} {
			t.Fatal(say(r))
		}
		if got := d.seated("干事", "2035-06-30") + "/" + d.seated("干事", "2035-07-01"); got != "赵演示 钱演示/钱演示" {
			t.Error(got)
		}
		for name, want := range map[string]struct {
			row []string
			err error
		}{
			"several": {[]string{"永清镇", "干事", "工作人员", "-", "", "", "", ""}, anlan.ErrRegistryImportLeaver},
			"early":   {[]string{"永清镇", "镇长", "主要负责人", "-", "", "", "", "2020-12-31"}, anlan.ErrRegistryEndsEarly},
			"later":   {[]string{"永清镇", "镇长", "主要负责人", "王演示", "", "", "", "2036-12-31"}, anlan.ErrRegistryHoldingEnded},
			"anew":    {[]string{"永清镇", "镇长", "主要负责人", "-", "", "", "2022-01-01", ""}, anlan.ErrRegistryImportHeld},
			"nobody":  {[]string{"永清镇", "副镇长", "分管负责人", "", "", "", "2021-01-04", ""}, anlan.ErrFieldRequired},
			"back":    {[]string{"永清镇", "镇长", "主要负责人", "孙演示", "", "", "2034-01-01", "2033-01-01"}, anlan.ErrRegistryEndsEarly},
		} {
			r := d.preview(intake.Organisation, typed(t, head, want.row))
			if r.Wrong != 1 || !errors.Is(r.Rows[0].Problems[0], want.err) {
				t.Errorf("%s: %s", name, say(r))
			}
		}
		// The row as it was exported, with another name: the last day in it is the old holder's.
		next := []string{"永清镇", "镇长", "主要负责人", "孙演示", "", "", "2036-01-01", "2035-12-31"}
		if r, _ := d.commit(intake.Organisation, typed(t, head, next)); counts(r) != [4]int{0, 1, 0, 0} {
			t.Fatal(say(r))
		}
		if got := d.seated("镇长", "2035-12-31") + "/" + d.seated("镇长", "2040-01-01"); got != "王演示/孙演示" {
			t.Error(got)
		}
	})
}
