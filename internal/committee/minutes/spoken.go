package minutes

import "strings"

// lacking knows 那段路没灯, which complains of a thing that is not there and asks for nothing.
func lacking(s string) bool {
	i := strings.Index(s, "没")
	return i > 0 && !strings.Contains(s[i:], "的") && !containsAny(s, "谁没", "还没")
}

// sighs knows 年底讨薪的多，工地上火气大, which only says how things are.
func sighs(s string) bool {
	return hasAnySuffix(s, "的多", "的少", "气大", "事多", "太多", "太差", "得很", "不少")
}

// selfDoing knows 我这两天去看, by which a speaker takes something on himself.
func selfDoing(s string) bool {
	return !containsAny(s, "你", "给我") && containsAny(s, "我这两天", "我明天", "我今天", "我今晚", "我马上", "我来办", "我去办", "我去看", "我打电话", "我回去")
}

// eachToHis knows 种地的种地, 出门的出门, which tells what everybody does anyway.
func eachToHis(s string) bool {
	head, rest, ok := strings.Cut(s, "的")
	return ok && head == rest && len([]rune(head)) == 2
}

// opening knows 今天把大家叫来, by which a sitting begins.
func opening(s string) bool {
	return hasAnyPrefix(s, []string{"今天", "今晚", "今儿"}) && containsAny(s, "碰个头", "碰头", "叫来", "叫到一起", "请来", "开会", "开个", "这里开", "说几件", "坐到一起", "念稿") || containsAny(s, "再说一遍", "派下去", "分一下", "通报个情况", "说个情况", "讲个情况", "事商量一下", "事商量商量", "情况说一下", "情况报一下", "情况汇报一下", "说一下情况", "汇报一下情况")
}

// order returns the act of a plain order among people who talk about what is to be done (水井消毒, 手机24小时开着), or "". In
// talk nobody says 要, and what is no story, no complaint and no exhortation is an order.
func (d *document) order(it *item, s string) string {
	n := it.end() - it.start()
	if !d.spoken() || it.leadIn || n < 4 || n > 30 || it.b.hasSlogan(it.start(), it.end()) || proverb(s) || d.st.review || d.aiming() {
		return ""
	}
	manage := strings.Contains(s, "想办法")
	s = strings.ReplaceAll(s, "想办法", "")
	if containsAny(s, "我", "咱", "大家", "是", "说", "主持", "问题", "会后", "会上", "这块", "有的", "怎么", "什么", "谁", "已", "刚", "去年", "上次", "昨", "前两天", "听说", "想", "怕", "难", "才", "还没", "问：") || lacking(s) ||
		hasAnySuffix(s, "了", "呢", "吧", "啊", "嘛", "过", "多", "大", "少", "差", "紧", "急", "乱", "的话", "的时候") {
		return ""
	}
	if manage {
		return "想办法" // 民政办想办法解决
	}
	if m := it.main(); m.verb != nil && m.verb.tag&tagDo != 0 {
		return string(m.verb.text)
	}
	for i := it.start(); i < it.end(); i++ {
		if w := it.b.word(i, it.end(), tagDo); w != nil {
			return string(w.text)
		}
	}
	return ""
}
