package minutes

import (
	"testing"

	"anlan"
)

// TestEmptyCellBetweenBars keeps a row whose empty cell is only a gap between two bars.
func TestEmptyCellBetweenBars(t *testing.T) {
	t.Parallel()
	r, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	p := r.ParseString("黑山县专项整治任务清单\n2023年2月15日\n| 序号 | 工作任务 | 责任单位 | 配合单位 | 完成时限 |\n| 1 | 对8座露天矿山边坡开展监测 | 县应急局 |  | 3月底前 |\n", Options{})
	if len(p.Decisions) != 1 {
		t.Fatalf("read %d rows, want 1", len(p.Decisions))
	}
	d := p.Decisions[0]
	if d.Kind != Task || len(d.Owners) != 1 || d.Owners[0] != "县应急局" || len(d.CoOwners) != 0 || d.Due == nil || *d.Due != anlan.Date("2023-03-31") {
		t.Errorf("the row is read as %+v", d)
	}
}

// TestNumberedLeadIn takes 三要完善预案，强化应急演练 for a heading when the next sentence goes on with it, and for a demand when it stands alone.
func TestNumberedLeadIn(t *testing.T) {
	t.Parallel()
	r, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	head := "南溪镇召开会议\n2024年5月27日，南溪镇召开防汛会议。\n会议要求，"
	for text, want := range map[string]int{
		"三要完善预案，强化应急演练。各村6月10日前修订防汛预案。": 1,
		"三要加强河道巡查，做好巡查记录。四要备足编织袋。":      3,
	} {
		n := 0
		for _, d := range r.ParseString(head+text+"\n", Options{}).Decisions {
			if d.Kind == Task {
				n++
			}
		}
		if n != want {
			t.Errorf("%s holds %d tasks, want %d", text, n, want)
		}
	}
}
