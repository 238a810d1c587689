package committee_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"anlan"
	"anlan/internal/committee"
)

func notice(t *testing.T, p committee.Dispatch) string {
	t.Helper()
	var b bytes.Buffer
	ok(t, p.Notice().WriteDocx(&b))
	text, err := committee.TextOf(b.Bytes()) // as somebody would upload it
	ok(t, err)
	return text
}

func table(t *testing.T, p committee.Dispatch, lang anlan.Lang) [][]string {
	t.Helper()
	var b bytes.Buffer
	ok(t, p.WriteTasks(&b, lang))
	f, err := excelize.OpenReader(&b)
	ok(t, err)
	rows, err := f.GetRows(f.GetSheetName(0))
	ok(t, err)
	return rows
}

func TestPapers(t *testing.T) {
	h := setupOne(t)
	m := h.minuted()
	if _, err := h.Papers(ctx, h.office, m.ID, committee.Which{}); !errors.Is(err, anlan.ErrCommitteeNothingTicked) {
		t.Errorf("a paper without a task: %v", err)
	}
	ids := h.tick(m.ID)
	draft, err := h.Papers(ctx, h.office, m.ID, committee.Which{})
	ok(t, err)
	if text := notice(t, draft); !strings.Contains(text, "送审稿，未下发") || strings.Contains(text, "〔") {
		t.Errorf("the draft does not say that it is one:\n%s", text)
	}
	_, err = h.Dispatch(ctx, h.office, m.ID, committee.Sending{Decisions: ids, Revision: m.Revision})
	ok(t, err)
	p, err := h.Papers(ctx, h.office, m.ID, committee.Which{})
	ok(t, err)
	text := notice(t, p)
	for _, want := range []string{"清水县安全生产委员会办公室文件", "安委办发〔2022〕1号", "关于印发《2022年安委会第一次全体（扩大）会议任务分解表》的通知",
		"各乡镇，住建局：", "2022年1月17日", "2项", "开展冬春火灾隐患排查并建立台账", "2022年1月25日", "2022年1月18日"} {
		if !strings.Contains(strings.ReplaceAll(text, "\n", ""), want) {
			t.Errorf("the notice lacks %q:\n%s", want, text)
		}
	}
	rows := table(t, p, anlan.ZH)
	if len(rows) != 4 || !strings.Contains(rows[0][0], "安委办发〔2022〕1号") || rows[2][4] != "永清镇、红堡镇、白驼镇" || rows[3][6] != "2022年1月20日" {
		t.Errorf("table: %q", rows)
	}
	if rows = table(t, p, anlan.EN); !strings.HasPrefix(rows[0][0], p.Title+" – tasks – 安委办发〔2022〕1号, 2022-01-") || rows[1][6] != "Due" || rows[3][6] != "2022-01-20" ||
		!strings.Contains(rows[2][4], "永清镇, 红堡镇") {
		t.Errorf("the table for a reader of English: %q", rows)
	}
	_, err = h.Recall(ctx, h.office, p.ID, "")
	ok(t, err)
	if p, err = h.Papers(ctx, h.office, m.ID, committee.Which{Dispatch: p.ID}); err != nil || !strings.Contains(notice(t, p), "撤回") {
		t.Errorf("a recalled notice does not say so: %v", err)
	}
}
