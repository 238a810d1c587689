package hazard_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/hazard"
	"anlan/internal/paper"
)

// table writes rows under the ledger's heads.
func table(t *testing.T, rows ...map[string]string) *bytes.Reader {
	t.Helper()
	heads := []string{"外部编号", "发现日期", "来源", "责任单位", "隐患类别", "原因", "隐患情况", "整改期限", "销号日期", "违反条款"}
	var columns []paper.Column
	for _, h := range heads {
		columns = append(columns, paper.Column{Title: h})
	}
	var b bytes.Buffer
	err := paper.WriteTable(&b, "台账", columns, func(yield func([]string, error) bool) {
		for _, r := range rows {
			var cells []string
			for _, h := range heads {
				cells = append(cells, r[h])
			}
			if !yield(cells, nil) {
				return
			}
		}
	})
	ok(t, err)
	return bytes.NewReader(b.Bytes())
}

func line(number, text, closed string) map[string]string {
	return map[string]string{"外部编号": number, "发现日期": "2024-02-01", "来源": "部门检查", "责任单位": "加油站", "隐患类别": "用电安全", "原因": "物的不安全状态",
		"隐患情况": text, "整改期限": "2024-02-20", "销号日期": closed}
}

// An older ledger comes in: a dry run first, then what is sound, once, however often it is sent.
func TestImport(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		id := h.db.NewID()
		file := table(t, line("A-1", "配电箱无盖", "2024-02-10"), line("A-2", "临时线路裸露", ""), line("A-3", "发现隐患5处，已整改5处", ""),
			line("A-1", "配电箱无盖", ""), map[string]string{"发现日期": "2024-02-30", "来源": "??", "责任单位": "无此单位", "隐患情况": "x"})
		m, err := h.Preview(ctx, h.office(), id, file, int64(file.Len()))
		ok(t, err)
		if m.New != 2 || m.Wrong != 3 || m.Same != 0 {
			t.Fatalf("new %d same %d wrong %d: %+v", m.New, m.Same, m.Wrong, m.Rows)
		}
		for _, want := range []error{anlan.ErrPaperCellDate, anlan.ErrRegistryUnitUnknown} { // of one row, at once
			if !slices.ContainsFunc(m.Rows[4].Problems, func(e *anlan.Error) bool { return errors.Is(e, want) }) {
				t.Errorf("%v is not among %v", want, m.Rows[4].Problems)
			}
		}
		if p, err := h.List(ctx, h.office(), hazard.Filter{}); err != nil || len(p.Items) != 0 {
			t.Fatalf("a dry run stored %d rows, %v", len(p.Items), err)
		}
		_, err = h.Preview(ctx, h.regulator(), id, file, int64(file.Len()))
		refused(t, err, anlan.ErrForbidden)
		for range 2 { // a retried commit happens once
			m, err = h.Commit(ctx, h.office(), m)
			ok(t, err)
		}
		h.imported(t, m)
		m, err = h.Preview(ctx, h.office(), h.db.NewID(), file, int64(file.Len()))
		ok(t, err)
		if m.New != 0 || m.Same != 2 {
			t.Errorf("again: new %d same %d wrong %d", m.New, m.Same, m.Wrong)
		}
		other := table(t, line("A-2", "线路已经换过", ""))
		m, err = h.Preview(ctx, h.office(), h.db.NewID(), other, int64(other.Len()))
		ok(t, err)
		if m.Wrong != 1 {
			t.Errorf("an import would overwrite: %+v", m.Rows)
		}
		var wrong bytes.Buffer
		ok(t, m.WriteWrong(&wrong, anlan.ZH))
		h.witness(t)
	})
}

// A row in English is the row in Chinese, whoever reads it, and what is wrong goes back in the reader's language.
func TestImportInEnglish(t *testing.T) {
	both(t, func(t *testing.T, h house) {
		var b bytes.Buffer
		ok(t, h.Template(ctx, h.office(), true, &b))
		grids, err := paper.ReadGrids(bytes.NewReader(b.Bytes()), int64(b.Len()))
		ok(t, err)
		heads := grids[0].Rows[len(grids[0].Rows)-1].Cells
		if grids[0].Name != "Hazards" || heads[1] != "Found*" {
			t.Fatalf("%s %q", grids[0].Name, heads)
		}
		grids[0].Rows = append(grids[0].Rows[len(grids[0].Rows)-1:], paper.GridRow{Cells: []string{"A-1", "2024-02-01", "department check", "加油站", "", "", "Schools", "Electricity", "State of things", "配电箱无盖", "", "General", "", "2024-02-10"}},
			paper.GridRow{Cells: []string{"A-2", "2024-02-30", "Village round", "加油站", "", "", "", "Electricity", "", "临时线路裸露"}})
		b.Reset()
		ok(t, paper.WriteGrids(&b, grids))
		m, err := h.Preview(ctx, h.office(), h.db.NewID(), bytes.NewReader(b.Bytes()), int64(b.Len()))
		ok(t, err)
		if m.New != 1 || m.Wrong != 1 || len(m.Unknown) != 0 {
			t.Fatalf("%+v", m)
		}
		for lang, want := range map[anlan.Lang][2]string{anlan.ZH: {"村（社区）巡查", "“发现日期”的日期“2024-02-30”"}, anlan.EN: {"Village round", "the date “2024-02-30” in “Found”"}} {
			b.Reset()
			ok(t, m.WriteWrong(&b, lang))
			grids, err := paper.ReadGrids(bytes.NewReader(b.Bytes()), int64(b.Len()))
			ok(t, err)
			last := strings.Join(grids[0].Rows[len(grids[0].Rows)-1].Cells, "|")
			if !strings.Contains(last, want[0]) || !strings.Contains(last, want[1]) {
				t.Errorf("%s: %s", lang, last)
			}
		}
		_, err = h.Commit(ctx, h.office(), m)
		ok(t, err)
		p, err := h.List(ctx, h.office(), hazard.Filter{})
		ok(t, err)
		if len(p.Items) != 1 || p.Items[0].Source != "department" || p.Items[0].Sector != "school" || p.Items[0].Category != "electric" || p.Items[0].Cause != "thing" || p.Items[0].Grade != hazard.General {
			t.Errorf("%+v", p.Items)
		}
	})
}

// imported looks at what an import stored.
func (h house) imported(t *testing.T, m *hazard.Import) {
	t.Helper()
	p, err := h.List(ctx, h.office(), hazard.Filter{})
	ok(t, err)
	if len(p.Items) != 2 {
		t.Fatalf("%d hazards were stored", len(p.Items))
	}
	for _, x := range p.Items {
		if x.Found.Date() != "2024-02-01" || x.Source != "department" || x.Checker.Unit != h.id("应急局") {
			t.Errorf("%+v", x)
		}
		switch x.Outside {
		case "A-1":
			if x.State != hazard.Closed || x.Matter != "" || x.Closed.Date() != "2024-02-10" || x.Recheck.Visit {
				t.Errorf("%+v", x)
			}
		case "A-2":
			if x.State != hazard.Rectifying || x.Matter == "" || x.Due != "2024-02-20" || !x.Overdue(h.db.Now()) {
				t.Errorf("%+v", x)
			}
		}
	}
	if m.Rows[0].Number == "" || m.Rows[1].Number == "" {
		t.Errorf("rows without numbers: %+v", m.Rows)
	}
}
