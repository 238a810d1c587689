package minutes

import (
	"slices"
	"testing"
)

// TestItemsAreCutByTheRules reads demands as a notice would make them and compares kind and text of the items.
func TestItemsAreCutByTheRules(t *testing.T) {
	t.Parallel()
	r, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text string
		want []string
	}{
		{"各乡镇要开展隐患排查，建立整改台账，3月10日前印发。", []string{"task 各乡镇要开展隐患排查", "task 建立整改台账，3月10日前印发"}},
		{"各乡镇要对辖区企业开展排查，建立台账，限期整改到位；对重点企业派驻监督员。", []string{"task 各乡镇要对辖区企业开展排查，建立台账，限期整改到位", "task 对重点企业派驻监督员"}},
		{"县住建局要对在建工地开展检查，3月底前报送检查报告。", []string{"task 县住建局要对在建工地开展检查", "task 3月底前报送检查报告"}},
		{"由县住建局牵头，县自然资源局配合，6月底前完成房屋普查。", []string{"task 由县住建局牵头，县自然资源局配合，6月底前完成房屋普查"}},
		{"县卫健局要扩建隔离点，房间不少于260间。", []string{"task 县卫健局要扩建隔离点，房间不少于260间"}},
		{"各乡镇要加强巡查，发现险情的，立即转移群众。", []string{"task 各乡镇要加强巡查", "task 发现险情的，立即转移群众"}},
		{"县交通局要检查客车，查出的隐患限期改掉，合格的予以摘牌。", []string{"task 县交通局要检查客车，查出的隐患限期改掉，合格的予以摘牌"}},
		{"各级各部门要压实责任，强化红线意识，做好各项工作。", []string{"slogan 各级各部门要压实责任", "slogan 强化红线意识", "slogan 做好各项工作"}},
		{"要严格落实“三管三必须”，靠实“四方责任”，做好春运安全保障工作。", []string{"task 要严格落实“三管三必须”", "task 靠实“四方责任”", "task 做好春运安全保障工作"}},
		{"严禁在林区烧纸，不得擅自离岗。", []string{"task 严禁在林区烧纸", "task 不得擅自离岗"}},
		{"县市场监管局要对供货商资质逐家核验，严禁售卖“三无”食品。", []string{"task 县市场监管局要对供货商资质逐家核验", "task 严禁售卖“三无”食品"}},
		{"县公安局要清缴黑气瓶，每年为高温岗位职工体检。", []string{"task 县公安局要清缴黑气瓶", "task 每年为高温岗位职工体检"}},
		{"县应急局完成雷达站维护。（县应急局牵头，5月底前完成）", []string{"task 县应急局完成雷达站维护"}},
		{"各部门要对推诿扯皮的约谈主要负责人。", []string{"task 各部门要对推诿扯皮的约谈主要负责人"}},
		{"各部门要以“平安春运”为目标，让群众走得安心。", []string{"slogan 各部门要以“平安春运”为目标，让群众走得安心"}},
		{"县公安局要查处节日期间酒驾行为。", []string{"task 县公安局要查处节日期间酒驾行为"}},
		{"各乡镇贯彻落实情况于3月25日前报县安委办。", []string{"task 各乡镇贯彻落实情况于3月25日前报县安委办"}},
		{"各乡镇要落实转移避险“五个关键环节”，矿山安全一刻也不能放松。", []string{"task 各乡镇要落实转移避险“五个关键环节”", "slogan 矿山安全一刻也不能放松"}},
		{"各部门要打一场消防安全翻身仗，做到安全天天讲、月月讲。", []string{"slogan 各部门要打一场消防安全翻身仗", "slogan 做到安全天天讲、月月讲"}},
		{"县安委办将适时开展督查。", []string{"task 县安委办将适时开展督查"}},
	} {
		p := r.ParseString("关于做好安全工作的通知\n各有关单位：\n一、"+c.text+"\n2024年1月10日\n", Options{})
		var got []string
		for _, d := range p.Decisions {
			got = append(got, string(d.Kind)+" "+d.Text)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}
