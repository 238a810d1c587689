package hazard_test

import (
	"bytes"
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
