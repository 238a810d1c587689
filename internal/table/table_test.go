package table_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/dbtest"
	"anlan/internal/paper"
	"anlan/internal/table"
)

var sheet = paper.Sheet{Name: "test.things", Version: "1", Title: "物", MaxRows: 100, Columns: []paper.Column{
	{Key: "name", Title: "名称", TitleEN: "Name", Required: true}, {Key: "due", Title: "期限", TitleEN: "Due", Kind: paper.Date}}}

func upload(t *testing.T, rows ...map[string]string) *table.Upload {
	t.Helper()
	var f paper.Filling
	for _, r := range rows {
		f.Rows = append(f.Rows, sheet.NewRow(r))
	}
	var b bytes.Buffer
	if err := sheet.Write(&b, f); err != nil {
		t.Fatal(err)
	}
	u, err := table.Read(sheet, bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// What cannot be taken goes back in the same table, and is taken once it is mended.
func TestWrongRowsComeBack(t *testing.T) {
	t.Parallel()
	u := upload(t, map[string]string{"name": "甲", "due": "2022-02-30"}, map[string]string{"name": "乙"}, map[string]string{"name": "丙"})
	first, last := u.Rows[0], u.Rows[2]
	bad := u.Problems(first)
	if len(bad) != 1 || len(u.Problems(u.Rows[1])) != 0 || !bad[0].Is(anlan.ErrPaperCellDate) {
		t.Fatalf("%v", bad)
	}
	refused := []table.Refused{{Row: first.Number, Errs: bad}, {Row: last.Number, Errs: anlan.Problems{anlan.ErrFieldRequired.With("name", "x").At("nowhere")}}}
	for _, english := range []bool{false, true} {
		s := sheet
		s.English = english
		var b bytes.Buffer
		if err := u.WriteWrong(&b, s, refused, "name"); err != nil {
			t.Fatal(err)
		}
		again, err := table.Read(sheet, bytes.NewReader(b.Bytes()), int64(b.Len()))
		if err != nil || len(again.Rows) != 2 || again.Rows[0].Text("name") != "甲" || again.Rows[1].Text("name") != "丙" || len(again.Unknown) > 0 {
			t.Errorf("%+v %v", again, err)
		}
	}
	if c := table.Column(sheet, "rows[5].due", "name"); c != "due" {
		t.Error(c)
	}
	if c := table.Column(sheet, "photos[3]", "name"); c != "name" {
		t.Error(c)
	}
}

func TestTroubleIsNoRowsFault(t *testing.T) {
	t.Parallel()
	for _, err := range []error{anlan.ErrStorageFull, errors.New("what"), context.Canceled} {
		if bad, back := table.Problems(err); len(bad) > 0 || !errors.Is(back, err) || !table.Trouble(err) {
			t.Errorf("%v is a row's fault: %v", err, bad)
		}
	}
	both := anlan.Problems{anlan.ErrFieldRequired, anlan.ErrFieldInvalid}
	for err, n := range map[error]int{anlan.ErrNotFound: 1, anlan.ErrConflict: 1} {
		if bad, back := table.Problems(err); len(bad) != n || back != nil || table.Trouble(err) {
			t.Errorf("%v: %v %v", err, bad, back)
		}
	}
	if bad, err := table.Problems(both); len(bad) != 2 || err != nil {
		t.Error(bad, err)
	}
	if bad, err := table.Problems(nil); bad != nil || err != nil || table.Trouble(nil) {
		t.Error(bad, err)
	}
}

var office = anlan.Actor{Account: "01a21c84-4f61-7c00-ac32-48cbda1f8208"}

// things takes words: each stored one takes a number of a series; some are wrong, some end everything.
func things(t *testing.T, d *db.DB, ctx context.Context, dry bool, rows ...string) (table.Intake, error) {
	t.Helper()
	return table.Take(ctx, d, office, rows, table.How[string]{Part: 3, Dry: dry,
		Name: func(row string) (int, string) { return 7, row },
		Begin: func(_ context.Context, tx *db.Tx) (table.Judge[string], error) {
			return func(ctx context.Context, row string) (table.Verdict, error) {
				switch {
				case strings.HasPrefix(row, "wrong"):
					return "", anlan.Problems{anlan.ErrFieldInvalid, anlan.ErrFieldRequired}
				case row == "full":
					return "", anlan.ErrStorageFull
				case row == "double":
					return "", anlan.ErrDuplicate
				case row == "same":
					return table.Same, nil
				}
				if _, err := tx.Number(ctx, "things"); err != nil {
					return "", err
				}
				return table.New, tx.Emit("test.thing", anlan.Ref{Kind: "test.thing", ID: tx.NewID()}, nil, row)
			}, nil
		}})
}

// stored is how many things there are; asking adds one.
func stored(t *testing.T, d *db.DB) (n int64) {
	t.Helper()
	err := d.Write(t.Context(), office, func(tx *db.Tx) (err error) { n, err = tx.Number(t.Context(), "things"); return err })
	if err != nil {
		t.Fatal(err)
	}
	return n - 1
}

func TestTake(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, func(t *testing.T, d *db.DB) {
		rows := []string{"a", "wrong", "b", "same", "c", "wrong too", "d"} // three parts
		dry, err := things(t, d, t.Context(), true, rows...)
		if err != nil || dry.Counts != (table.Counts{New: 4, Same: 1, Wrong: 2}) || !dry.Dry || len(dry.Refused) != 2 || len(dry.Refused[0].Errs) != 2 || dry.Refused[1].Name != "wrong too" {
			t.Fatalf("%+v %v", dry, err)
		}
		if n := stored(t, d); n != 0 {
			t.Fatalf("a dry run left %d", n)
		}
		ctx := db.WithKey(t.Context(), d.NewID())
		for range 2 { // sent again, nothing is stored again
			if _, err := things(t, d, ctx, false, rows...); err != nil {
				t.Fatal(err)
			}
		}
		if n := stored(t, d); n != 1+4 { // the question before took one
			t.Errorf("%d were stored", n-1)
		}
		for _, end := range []string{"full", "double"} {
			if r, err := things(t, d, t.Context(), false, "e", "f", end); err == nil || r.New != 0 || len(r.Refused) != 0 {
				t.Errorf("%s: %+v %v", end, r, err)
			}
		}
		if n := stored(t, d); n != 6 {
			t.Errorf("parts that ended left %d behind", n-6)
		}
	})
}
