package minutes

import (
	"strings"
	"testing"
)

// TestRecordsBuiltByWord reads records whose labels and columns no list knows: what was found is told, what is to be done is the task.
func TestRecordsBuiltByWord(t *testing.T) {
	t.Parallel()
	r, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, text, want string }{
		{"columns", "安宁县宣传活动分解表\n序号\t活动内容\t责任单位\t参加单位\t时间安排\n1\t举办集中宣传咨询活动\t县安委办\t县总工会\t6月16日\n2024年5月20日\n", "举办集中宣传咨询活动 县安委办 县总工会 2024-06-16"},
		{"matter", "交办通知单\n承办单位：县水务局\n交办事项：后沟水库启闭机锈蚀无法启闭\n办理要求：更换启闭机，修复侧墙\n办理时限：2025年11月30日\n2025年10月13日\n", "更换启闭机，修复侧墙 县水务局  2025-11-30"},
		{"matter alone", "交办通知单\n承办单位：县水务局\n交办事项：更换后沟水库启闭机\n办理时限：2025年11月30日\n2025年10月13日\n", "更换后沟水库启闭机 县水务局  2025-11-30"},
		{"finding", "挂牌督办通知书\n隐患名称：疏散楼梯间堆放货物\n隐患部位：北侧2号楼梯\n整改要求：清空楼梯间\n牵头单位：县商务局\n完成时限：2025年7月28日\n2025年7月22日\n", "清空楼梯间 县商务局  2025-07-28"},
	} {
		var got []string
		for _, d := range r.ParseString(c.text, Options{}).Decisions {
			day := ""
			if d.Due != nil {
				day = string(*d.Due)
			}
			got = append(got, strings.Join([]string{d.Text, strings.Join(d.Owners, "、"), strings.Join(d.CoOwners, "、"), day}, " "))
		}
		if len(got) != 1 || got[0] != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
