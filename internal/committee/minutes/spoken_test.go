package minutes

import "testing"

// TestOrdersInTalk reads plain orders of a township's sitting as tasks, and what is only told or sighed as nothing.
func TestOrdersInTalk(t *testing.T) {
	t.Parallel()
	r, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	head := "马营乡防汛救灾碰头会记录\n时间：2024年7月24日\n各村今晚清点转移人数。\n"
	for text, want := range map[string]bool{
		"水井消毒，厕所撒石灰。":         true,
		"值班的人不能喝酒。":           true,
		"民政办想办法解决。":           true,
		"三个村转移了一百多口人。":        false,
		"有的人说发了水再撤也来得及。":      false,
		"都辛苦一下，群众看着咱们。":       false,
		"地质灾害点、沟口住户今晚全部转移。":   true,
		"农机站节前给拖拉机贴一遍反光贴。":    true,
		"烟囱堵了的帮着通一通。":         true,
		"林业站把巡山日志收上来看一遍。":     true,
		"今天不念稿子，就说几件要紧的事。":    false,
		"那段路没灯。":              false,
		"我们站再加两个晚上的班。":        false,
		"上次检查完又堆了一堆垃圾，说过多少遍。": false,
	} {
		task := false
		p := r.ParseString(head+text+"\n", Options{})
		for _, d := range p.Decisions {
			task = task || d.Kind == Task && d.Source.Start >= len([]rune(head))
		}
		if task != want {
			t.Errorf("%s: a task %v, want %v (%+v)", text, task, want, p.Decisions)
		}
	}
}
