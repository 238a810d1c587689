package intake_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/registry"
	"anlan/internal/registry/intake"
	"anlan/internal/rule"
	"anlan/internal/table"
)

var (
	ctx    = context.Background()
	office = anlan.Actor{Account: "a", Post: "p", Roles: []anlan.Role{anlan.RoleOffice}, Scope: anlan.Scope{All: true}}
)

type desk struct {
	*intake.Service
	t   *testing.T
	db  *db.DB
	reg *registry.Service
}

func setup(t *testing.T, d *db.DB) desk {
	t.Helper()
	reg := registry.New(d)
	for _, p := range []registry.Place{
		{Code: "6205", Name: "天水市", Level: registry.City},
		{Code: "620521", Name: "清水县", Level: registry.CountyLevel, Parent: "6205"},
		{Code: "620521100", Name: "永清镇", Level: registry.Township, Parent: "620521"},
		{Code: "620521101", Name: "红堡镇", Level: registry.Township, Parent: "620521"},
		{Code: "620521100001", Name: "北城居民委员会", Level: registry.Village, Parent: "620521100"},
		{Code: "620521100202", Name: "丰盛村民委员会", Level: registry.Village, Parent: "620521100"},
		{Code: "620521101207", Name: "丰盛村民委员会", Level: registry.Village, Parent: "620521101"},
	} {
		if _, err := reg.SavePlace(ctx, office, p); err != nil {
			t.Fatal(err)
		}
	}
	return desk{Service: intake.New(d, rules(t)), t: t, db: d, reg: reg}
}

// typed makes an .xlsx as a person would, with the heads of the first row.
func typed(t *testing.T, rows ...[]string) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	for i, row := range rows {
		for j, cell := range row {
			ref, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err != nil {
				t.Fatal(err)
			}
			if err := f.SetCellStr("Sheet1", ref, cell); err != nil {
				t.Fatal(err)
			}
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func file(kind intake.Kind, data []byte) intake.File {
	return intake.File{Kind: kind, Name: "演示.xlsx", Data: bytes.NewReader(data), Size: int64(len(data))}
}

func (d desk) preview(kind intake.Kind, data []byte) *intake.Report {
	d.t.Helper()
	r, err := d.Preview(ctx, office, file(kind, data))
	if err != nil {
		d.t.Fatal(err)
	}
	return r
}

func (d desk) commit(kind intake.Kind, data []byte) (*intake.Report, registry.Batch) {
	d.t.Helper()
	r, batch, err := d.Commit(ctx, office, file(kind, data))
	if err != nil {
		d.t.Fatal(err)
	}
	return r, batch
}

func counts(r *intake.Report) [4]int { return [4]int{r.New, r.Changed, r.Same, r.Wrong} }

func say(r *intake.Report) string {
	var b bytes.Buffer
	for _, row := range r.Rows {
		fmt.Fprintln(&b, row.Line, row.Name, row.Verdict, row.Diffs, row.Problems)
	}
	return b.String()
}

func units() [][]string {
	return [][]string{
		{"单位名称", "简称", "别名", "类别", "上级单位", "所在地", "排序"},
		{"清水县人民政府", "县政府", "", "政府机关", "", "清水县", "1"},
		{"清水县住房和城乡建设局", "住建局", "建设局、住建", "县直部门", "县政府", "620521", "2"},
		{"永清镇", "", "", "乡镇", "清水县人民政府", "永清镇", "10"},
	}
}

func TestUnitsGoRound(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, store *db.DB) {
		d := setup(t, store)
		data := typed(t, units()...)
		if r := d.preview(intake.Units, data); counts(r) != [4]int{3, 0, 0, 0} {
			t.Fatal(say(r))
		}
		if r, batch := d.commit(intake.Units, data); counts(r) != [4]int{3, 0, 0, 0} || batch.New != 3 {
			t.Fatal(say(r))
		}
		if r := d.preview(intake.Units, data); counts(r) != [4]int{0, 0, 3, 0} {
			t.Fatal("again: ", say(r))
		}
		var out bytes.Buffer
		if err := d.Export(ctx, office, intake.Units, false, &out); err != nil {
			t.Fatal(err)
		}
		if r := d.preview(intake.Units, out.Bytes()); counts(r) != [4]int{0, 0, 3, 0} {
			t.Fatal("what was exported comes back unchanged: ", say(r))
		}
		changed := units()
		changed[2][2] = "建设局、住建、县建设局"
		changed[3][5] = "-"
		r := d.preview(intake.Units, typed(t, changed...))
		if counts(r) != [4]int{0, 2, 1, 0} {
			t.Fatal(say(r))
		}
		want := []intake.Diff{{Key: "place", Old: "永清镇", New: ""}}
		if diff := cmp.Diff(want, r.Rows[2].Diffs); diff != "" {
			t.Error(diff)
		}
	})
}

func TestWrongRowsComeBackAndTheOthersAreStored(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, store *db.DB) {
		d := setup(t, store)
		rows := append(units(),
			[]string{"演示局", "", "", "县直部门", "不存在的单位"},
			[]string{"红堡镇", "", "", "乡镇", "县政府", "月球"},
			[]string{"永清镇", "", "", "乡镇", "清水县人民政府"},
			[]string{"", "", "", "乡镇"},
			[]string{"白驼镇", "", "", "星系"},
		)
		r, batch := d.commit(intake.Units, typed(t, rows...))
		if counts(r) != [4]int{3, 0, 0, 5} || batch.Wrong != 5 {
			t.Fatal(say(r))
		}
		var back bytes.Buffer
		if err := r.WriteWrong(&back, anlan.ZH); err != nil {
			t.Fatal(err)
		}
		if again := d.preview(intake.Units, back.Bytes()); len(again.Rows) != 5 {
			t.Errorf("%d rows came back", len(again.Rows))
		}
	})
}

// Every wrong cell of a row is named at once, and a row that cannot be stored brings no unit that others may name.
func TestEveryWrongCellAtOnce(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, store *db.DB) {
		d := setup(t, store)
		r := d.preview(intake.Units, typed(t, []string{"单位名称", "类别", "上级单位", "所在地", "成立日期"},
			[]string{"甲站", "没有的类别", "没有的单位", "没有的镇", "2022-02-30"},
			[]string{"乙站", "事业单位", "甲站", "永清镇", ""}))
		first, second := r.Rows[0], r.Rows[1]
		if len(first.Problems) != 4 || first.Verdict != table.Wrong {
			t.Errorf("not every wrong cell: %s", say(r))
		}
		if second.Verdict != table.Wrong || len(second.Problems) != 1 {
			t.Errorf("a unit that cannot be stored is somebody's parent: %s", say(r))
		}
	})
}

func TestUndo(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, store *db.DB) {
		d := setup(t, store)
		d.commit(intake.Units, typed(t, units()...))
		changed := append(units(), []string{"红堡镇", "", "", "乡镇", "县政府", "红堡镇"}, []string{"白驼镇", "", "", "乡镇", "县政府"})
		changed[2][1] = "建设局本部"
		r, batch := d.commit(intake.Units, typed(t, changed...))
		if counts(r) != [4]int{2, 1, 2, 0} {
			t.Fatal(say(r))
		}
		if batch.UndoUntil != batch.Created.Date().AddDays(7).End() { // policy/import-undo.yaml
			t.Errorf("made %v, to be undone until %v", batch.Created.Time(), batch.UndoUntil.Time())
		}
		touched, err := d.reg.Resolve(ctx, office, "白驼镇")
		if err != nil {
			t.Fatal(err)
		}
		draft := touched[0].Unit.Draft()
		draft.Sector = "改过"
		if _, err := d.reg.UpdateUnit(ctx, office, draft.ID, 1, draft); err != nil {
			t.Fatal(err)
		}
		after, refused, err := d.Undo(ctx, office, batch.ID)
		if err != nil || after.Status != registry.PartlyUndone || len(refused) != 1 || !errors.Is(refused[0].Err, anlan.ErrRegistryUndoChanged) {
			t.Fatalf("%+v %+v %v", after, refused, err)
		}
		if _, err := d.reg.Resolve(ctx, office, "红堡镇"); !errors.Is(err, anlan.ErrRegistryUnitUnknown) {
			t.Errorf("the new unit is still in use: %v", err)
		}
		if _, err := d.reg.Resolve(ctx, office, "建设局本部"); !errors.Is(err, anlan.ErrRegistryUnitUnknown) {
			t.Errorf("the changed name is still in use: %v", err)
		}
		if found, err := d.reg.Resolve(ctx, office, "住建局"); err != nil || len(found) != 1 {
			t.Errorf("the old name is not back: %v", err)
		}
		if after, refused, err = d.Undo(ctx, office, batch.ID); err != nil || len(refused) != 1 {
			t.Errorf("undoing again: %+v %v %v", after, refused, err)
		}
	})
}

func TestEnterprisesAndPlaces(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, store *db.DB) {
		d := setup(t, store)
		d.commit(intake.Units, typed(t, units()...))
		r, _ := d.commit(intake.Enterprises, typed(t,
			[]string{"企业名称", "统一社会信用代码", "所在地", "地址", "行业", "监管部门"},
			[]string{"演示加油站", "91350100M000100Y43", "永清镇", "演示路1号", "成品油零售", "县住建局"},
			[]string{"演示砂厂", "913501000", "永清镇", "", "", ""},
			[]string{"演示商店", "", "丰盛村", "", "", ""}, // two villages are called so
		))
		if counts(r) != [4]int{1, 0, 0, 2} {
			t.Fatal(say(r))
		}
		r, _ = d.commit(intake.Places, typed(t,
			[]string{"区划代码", "名称", "级别", "类型", "上级代码"},
			[]string{"62052110099901", "演示片区", "片区", "", "620521100"},
			[]string{"620521100", "永清镇", "乡镇", "", ""},
			[]string{"6205211", "错误", "乡镇", "", "620521"},
		))
		if counts(r) != [4]int{1, 0, 1, 1} {
			t.Fatal(say(r))
		}
	})
}

func TestWhoMayImport(t *testing.T) {
	t.Parallel()
	d := setup(t, dbtest.SQLite(t, db.Options{}))
	village := anlan.Actor{Account: "v", Roles: []anlan.Role{anlan.RoleVillage}}
	data := typed(t, units()...)
	if _, _, err := d.Commit(ctx, village, file(intake.Units, data)); !errors.Is(err, anlan.ErrForbidden) {
		t.Error(err)
	}
	if _, err := d.Preview(ctx, village, file(intake.Units, data)); !errors.Is(err, anlan.ErrForbidden) {
		t.Error(err)
	}
	if _, _, err := d.Undo(ctx, village, "x"); !errors.Is(err, anlan.ErrForbidden) {
		t.Error(err)
	}
	if err := d.Template(ctx, office, "stars", false, &bytes.Buffer{}); !errors.Is(err, anlan.ErrRegistryImportKind) {
		t.Error(err)
	}
	for _, kind := range []intake.Kind{intake.Units, intake.Organisation, intake.Enterprises, intake.Places, intake.Sites} {
		var b bytes.Buffer
		if err := d.Template(ctx, office, kind, false, &b); err != nil {
			t.Error(kind, err)
		}
		if r := d.preview(kind, b.Bytes()); len(r.Rows) != 0 {
			t.Errorf("an empty template has %d rows", len(r.Rows))
		}
	}
}

func TestARetriedImportHappensOnce(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, store *db.DB) {
		d := setup(t, store)
		key := store.NewID()
		for range 2 {
			f := file(intake.Units, typed(t, units()...))
			f.ID = "01920000-0000-7000-8000-000000000001"
			_, batch, err := d.Commit(db.WithKey(ctx, key), office, f)
			if err != nil || batch.New != 3 {
				t.Fatalf("%+v %v", batch, err)
			}
		}
		if page, err := d.Batches(ctx, office, "", 0); err != nil || len(page.Items) != 1 {
			t.Errorf("%+v %v", page, err)
		}
	})
}

// rules are the built-in ones.
func rules(t *testing.T) func() *rule.Book {
	t.Helper()
	book, err := rule.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return func() *rule.Book { return book }
}
