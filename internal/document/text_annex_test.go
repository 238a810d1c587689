package document

import (
	"strings"
	"testing"

	"anlan"
	"anlan/internal/paper"
)

// Tables behind a text are printed with it and stand in its hash; too many columns or rows are refused.
func TestAnnexesOfAText(t *testing.T) {
	c := Content{Kind: "bulletin", Code: "清安委办", Title: "通报", Text: "现通报如下。", Signer: "清水县安委办", Urgency: "ordinary"}
	plain := Text{Content: c}.hash()
	c.Annexes = []Annex{{Title: "记录缺口清单", Head: []string{"序号", "缺口", "涉及"}, Rows: [][]string{{"1", "没有隐患记录的乡镇", "红堡镇"}}}}
	if err := c.check(); err != nil {
		t.Fatal(err)
	}
	d := Text{Content: c}.Paper()
	if len(d.Annexes) != 1 || strings.Join(d.Attachments, "") != "记录缺口清单" {
		t.Fatalf("%+v", d)
	}
	if table, is := d.Annexes[0].Body[0].(paper.Table); !is || len(table.Columns) != 3 || len(table.Rows) != 1 {
		t.Errorf("%+v", d.Annexes[0])
	}
	if (Text{Content: c}).hash() == plain {
		t.Error("the hash does not prove the tables")
	}
	for what, bad := range map[string]Annex{"no title": {Head: []string{"a"}}, "no head": {Title: "x"}, "too wide": {Title: "x", Head: make([]string, annexColumns+1)},
		"too long": {Title: "x", Head: []string{"a"}, Rows: make([][]string, annexRows+1)}} {
		c.Annexes = []Annex{bad}
		if err := c.check(); anlan.KindOf(err) == "" || err == nil {
			t.Errorf("%s is taken: %v", what, err)
		}
	}
}
