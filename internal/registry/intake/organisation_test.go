package intake_test

import (
	"bytes"
	"errors"
	"testing"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/registry"
	"anlan/internal/registry/intake"
)

// organised is a desk in a county whose units have their posts and people.
func organised(t *testing.T, store *db.DB) desk {
	t.Helper()
	d := setup(t, store)
	d.commit(intake.Units, typed(t, units()...))
	d.commit(intake.Organisation, typed(t, people()...))
	return d
}

func people() [][]string {
	return [][]string{
		{"单位", "岗位", "岗位类别", "姓名", "手机", "任职方式", "任职日期"},
		{"永清镇", "镇长", "主要负责人", "王演示", "13800000001", "正式", "2021-01-04"},
		{"永清镇", "应急专干", "联络员", "李演示", "13800000002", "", "2021-01-04"},
		{"永清镇", "干事", "工作人员", "赵演示", "", "", "2021-01-04"},
		{"永清镇", "干事", "工作人员", "钱演示", "", "", "2021-01-04"},
		{"住建局", "局长", "主要负责人", "王演示", "13800000003", "", "2021-01-04"}, // a namesake
		{"住建局", "值班室", "值班岗", "", "", "", ""},
	}
}

func TestAddressBook(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, store *db.DB) {
		d := setup(t, store)
		d.commit(intake.Units, typed(t, units()...))
		data := typed(t, people()...)
		r, _ := d.commit(intake.Organisation, data)
		if counts(r) != [4]int{5, 1, 0, 0} && counts(r) != [4]int{6, 0, 0, 0} {
			t.Fatal(say(r))
		}
		if r := d.preview(intake.Organisation, data); counts(r) != [4]int{0, 0, 6, 0} {
			t.Fatal("again: ", say(r))
		}
		all, err := d.reg.People(ctx, office, registry.PersonFilter{})
		if err != nil || len(all.Items) != 5 {
			t.Fatalf("%d people, namesakes are two: %v", len(all.Items), err)
		}
		var out bytes.Buffer
		if err := d.Export(ctx, office, intake.Organisation, true, &out); err != nil {
			t.Fatal(err)
		}
		if r := d.preview(intake.Organisation, out.Bytes()); counts(r) != [4]int{0, 0, 6, 0} {
			t.Fatal("what was exported comes back unchanged: ", say(r))
		}
	})
}

// An import says between which days what it did to posts shows; one that touched no post, or was taken back, says none.
func TestImportSaysItsDays(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, store *db.DB) {
		d := setup(t, store)
		today := store.Now().Date()
		days := func(batch registry.Batch, from, to anlan.Date) {
			t.Helper()
			if f, l, err := d.Turned(ctx, office, batch); err != nil || f != from || l != to {
				t.Errorf("%s to %s, want %s to %s, %v", f, l, from, to, err)
			}
		}
		_, batch := d.commit(intake.Units, typed(t, units()...))
		days(batch, "", "")
		_, batch = d.commit(intake.Organisation, typed(t, people()...))
		days(batch, "2021-01-03", today)
		soon := today.AddDays(40)
		_, batch = d.commit(intake.Organisation, typed(t, people()[0], []string{"永清镇", "镇长", "主要负责人", "孙演示", "13800000009", "代理", string(soon)}))
		days(batch, today.AddDays(-1), soon) // the one before stays until the day before; both say the same day
		batch, refused, err := d.Undo(ctx, office, batch.ID)
		if err != nil || len(refused) > 0 {
			t.Fatal(refused, err)
		}
		days(batch, "", "")
		if _, _, err := d.Turned(ctx, anlan.Actor{Account: "x"}, batch); !errors.Is(err, anlan.ErrForbidden) {
			t.Errorf("anybody: %v", err)
		}
	})
}

func TestAddressBookHandsOver(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, store *db.DB) {
		d := organised(t, store)
		head := people()[0]
		late := []string{"永清镇", "镇长", "主要负责人", "孙演示", "13800000009", "代理", ""}
		if r := d.preview(intake.Organisation, typed(t, head, late)); r.Wrong != 1 || !errors.Is(r.Rows[0].Problems[0], anlan.ErrRegistryImportSince) {
			t.Fatal("without a day: ", say(r))
		}
		late[6] = "2022-03-01"
		r, batch := d.commit(intake.Organisation, typed(t, head, late))
		if counts(r) != [4]int{0, 1, 0, 0} {
			t.Fatal(say(r))
		}
		in := registry.In(store.Reader())
		unit, err := d.reg.Resolve(ctx, office, "永清镇")
		if err != nil {
			t.Fatal(err)
		}
		chief, err := in.Chief(ctx, unit[0].Unit.ID)
		if err != nil {
			t.Fatal(err)
		}
		name := func(day anlan.Date) string {
			holders, err := in.Holders(ctx, chief.ID, day)
			if err != nil || len(holders) != 1 {
				t.Fatalf("%s: %+v %v", day, holders, err)
			}
			return holders[0].Name + string(holders[0].Mode)
		}
		if got := name("2022-02-28") + name("2022-03-01"); got != "王演示full孙演示acting" {
			t.Error(got)
		}
		after, refused, err := d.Undo(ctx, office, batch.ID)
		if err != nil || len(refused) != 0 || after.Status != registry.Undone {
			t.Fatalf("%+v %v %v", after, refused, err)
		}
		if got := name("2022-03-01"); got != "王演示full" {
			t.Error("after undoing: ", got)
		}
		if _, _, err := d.Undo(ctx, office, batch.ID); !errors.Is(err, anlan.ErrRegistryBatchUndone) {
			t.Errorf("twice: %v", err)
		}
	})
}

// TestARowThatFailsLateIsLeftOut: a preview cannot foresee everything; the other rows are stored.
func TestARowThatFailsLateIsLeftOut(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, store *db.DB) {
		d := organised(t, store)
		unit, err := d.reg.Resolve(ctx, office, "永清镇")
		if err != nil {
			t.Fatal(err)
		}
		posts, err := d.reg.Posts(ctx, office, unit[0].Unit.ID)
		if err != nil {
			t.Fatal(err)
		}
		data := typed(t, append(people()[0], "系统编号"),
			[]string{"永清镇", posts[1].Title, "联络员", "", "", "", "", string(posts[0].ID)}, // the title of another post
			[]string{"永清镇", "副镇长", "分管负责人", "周演示", "13800000031", "", ""},
		)
		if r := d.preview(intake.Organisation, data); r.Wrong != 0 {
			t.Fatal("the preview foresaw it: ", say(r))
		}
		r, batch := d.commit(intake.Organisation, data)
		if counts(r) != [4]int{1, 0, 0, 1} || batch.Wrong != 1 || !errors.Is(r.Rows[0].Problems[0], anlan.ErrRegistryPostDouble) {
			t.Fatal(say(r))
		}
		var back bytes.Buffer
		if err := r.WriteWrong(&back, anlan.ZH); err != nil {
			t.Fatal(err)
		}
		if again := d.preview(intake.Organisation, back.Bytes()); len(again.Rows) != 1 {
			t.Errorf("%d rows came back", len(again.Rows))
		}
	})
}

func TestDoublesInOneFile(t *testing.T) {
	t.Parallel()
	d := setup(t, dbtest.SQLite(t, db.Options{}))
	d.commit(intake.Units, typed(t, units()...))
	r := d.preview(intake.Organisation, typed(t, people()[0],
		[]string{"永清镇", "镇长", "主要负责人", "王演示", "13800000001", "", ""},
		[]string{"永清镇", "副镇长", "分管负责人", "周演示", "13800000001", "", ""},
		[]string{"永清镇", "镇长", "主要负责人", "孙演示", "13800000002", "", ""}))
	if counts(r) != [4]int{1, 0, 0, 2} {
		t.Error(say(r))
	}
	r = d.preview(intake.Enterprises, typed(t, []string{"企业名称", "统一社会信用代码", "所在地"},
		[]string{"演示一厂", "91350100M000100Y43", "永清镇"}, []string{"演示二厂", "91350100M000100Y43", "永清镇"}))
	if counts(r) != [4]int{1, 0, 0, 1} {
		t.Error(say(r))
	}
}

func TestACycleIsRefusedByTheRow(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, store *db.DB) {
		d := setup(t, store)
		d.commit(intake.Units, typed(t, units()...))
		found, err := d.reg.Resolve(ctx, office, "县政府")
		if err != nil {
			t.Fatal(err)
		}
		r := d.preview(intake.Units, typed(t, []string{"单位名称", "类别", "上级单位", "系统编号"},
			[]string{"清水县人民政府", "政府机关", "永清镇", string(found[0].Unit.ID)}))
		if r.Wrong != 1 || !errors.Is(r.Rows[0].Problems[0], anlan.ErrRegistryUnitCycle) {
			t.Error(say(r))
		}
	})
}
