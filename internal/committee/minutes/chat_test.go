package minutes

import (
	"testing"

	"anlan"
)

// TestChatLine tells the line above a message from everything that only ends with a time.
func TestChatLine(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]int{
		"县防汛办 19:42":              4,
		"石门镇 2023-07-12 20:03:11": 3,
		"镇长 2025年1月26日 8:15":      2,
		"时间：11月6日 9:30":           0,
		"会议定于今天下午，15:30":          0,
		"19:42":                   0,
		"县防汛办":                    0,
	} {
		if got := chatLine([]rune(line)); (got > 0) != (want > 0) || got > 0 && string([]rune(line)[:want]) != string([]rune(line)[:got]) {
			t.Errorf("%s: sender ends at %d, want %d", line, got, want)
		}
	}
}

// TestChat reads orders in a chat as tasks and the answers to them as promises of those who answer.
func TestChat(t *testing.T) {
	t.Parallel()
	r, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	p := r.ParseString("县防汛抗旱指挥部工作群 2023-7-12\n县防汛办 19:42\n县水利局把水库的闸门开到最大，每小时报一次水位。\n石门镇 20:03\n收到，我镇今晚组织沿河群众转移。\n", Options{})
	if p.Meeting.Date == nil || *p.Meeting.Date != anlan.Date("2023-07-12") {
		t.Errorf("the day is %v", p.Meeting.Date)
	}
	got := map[Kind]int{}
	for _, d := range p.Decisions {
		got[d.Kind]++
		owner := map[Kind]string{Task: "县水利局", Commitment: "石门镇"}[d.Kind]
		if len(d.Owners) != 1 || d.Owners[0] != owner {
			t.Errorf("%s %q is owned by %v, want %s", d.Kind, d.Text, d.Owners, owner)
		}
	}
	if got[Task] != 2 || got[Commitment] != 1 || len(p.Decisions) != 3 {
		t.Errorf("kinds are %v of %d", got, len(p.Decisions))
	}
}

// TestFieldsOfOneSentence lets each field of a sentence lend its topic to what follows it, and to nothing before.
func TestFieldsOfOneSentence(t *testing.T) {
	t.Parallel()
	r, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	p := r.ParseString("乐安县召开安委会会议\n2023年10月27日，乐安县召开安委会会议。\n会议要求，矿山领域，县应急局要开展一次专项检查；危化领域，县应急局要在12月20日前换发许可证；校园领域，县教体局要检查一次宿舍用电。\n", Options{})
	want := []string{"mine", "hazmat", "school"}
	if len(p.Decisions) != len(want) {
		t.Fatalf("read %d items, want %d", len(p.Decisions), len(want))
	}
	for i, d := range p.Decisions {
		if d.Kind != Task || d.Topic != want[i] {
			t.Errorf("%q is %s of %s, want a task of %s", d.Text, d.Kind, d.Topic, want[i])
		}
	}
}

// TestRangeOverTheYear keeps the year of the beginning: 2025年10月1日至12月31日 in a paper of 2024.
func TestRangeOverTheYear(t *testing.T) {
	t.Parallel()
	r, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	p := r.ParseString("龙泉县专项整治方案\n（三）总结阶段（2025年10月1日至12月31日）。\n1.县安委办开展一次评估验收。\n龙泉县安委会\n2024年6月7日\n", Options{})
	for _, d := range p.Decisions {
		if d.Kind == Task && d.Due != nil && *d.Due == anlan.Date("2025-12-31") {
			return
		}
	}
	t.Errorf("no task of the stage ends on 2025-12-31: %+v", p.Decisions)
}
