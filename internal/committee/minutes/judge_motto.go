package minutes

import "strings"

// proverb knows the moulds of mottoes: 哪里有X就Y哪里, 常敲警示之钟, 以X促Y.
func proverb(s string) bool {
	r := []rune(s)
	if strings.HasPrefix(s, "常") && len(r) <= 8 && len(r) > 3 && strings.Contains(s, "之") {
		return true
	}
	if len(r) <= 12 && strings.HasPrefix(s, "谁") && strings.Count(s, "谁") >= 2 && (strings.HasPrefix(s, "谁的") || !containsAny(s, "负责", "谁没", "谁不", "谁再") && len(s)-strings.LastIndex(s, "谁") <= 3*len("谁")) {
		return true // 谁的孩子谁抱走
	}
	if strings.Contains(s, "天天") && containsAny(s, "月月", "年年", "时时", "处处") {
		return true // 安全天天讲、月月讲
	}
	for _, w := range []string{"哪里", "什么"} {
		if strings.Count(s, w) >= 2 {
			return true
		}
	}
	if containsAny(s, "不放过", "不收手", "不撒手", "不松手", "不罢休", "不收兵", "不算完", "不停步") && strings.Count(s, "不") >= 3 || containsAny(s, "敢", "勇") && strings.Contains(s, "、善") {
		return true
	}
	if containsAny(s, "变成", "转化为", "变为", "转变为") && hasAnySuffix(s, "动力", "成效", "行动", "力量", "优势", "自觉", "实效", "常态") {
		return true
	}
	if strings.Count(s, "、多") >= 2 && strings.HasPrefix(s, "多") {
		return true // 多到现场看、多到一线查、多听群众讲
	}
	if strings.Count(s, "在一线") >= 2 || len(r) <= 12 && asThough(s) {
		return true
	}
	return len(r) <= 14 && (strings.HasPrefix(s, "宁可") && containsAny(s, "不可", "也不", "不要") || strings.HasPrefix(s, "宁听") || strings.HasPrefix(s, "既") && strings.Contains(s, "又"))
}

// asThough knows 把工人当亲人: 把…当…, but not 当场.
func asThough(s string) bool {
	_, rest, ok := strings.Cut(s, "把")
	_, what, found := strings.Cut(rest, "当")
	return ok && found && what != "" && !hasAnyPrefix(what, []string{"场", "日", "天", "晚", "年", "月", "地", "面", "即"})
}

// offers knows 为…提供坚实安全保障: what for, and nothing to check.
func offers(s string) bool {
	i := strings.Index(s, "为")
	return i >= 0 && i <= 12 && hasAnySuffix(s, "保障", "支撑", "环境", "条件", "基础", "动力", "保证", "服务", "力量", "屏障", "氛围") &&
		containsAny(s[i:], "提供坚", "提供有力", "提供强", "提供良好", "提供可靠", "提供更", "提供安全", "创造良好", "创造安全", "创造更", "创造有利", "营造", "奠定", "打下", "筑牢", "筑起", "贡献", "注入")
}

// carriedOut knows words that say no more than 落实.
func carriedOut(s string) bool {
	switch s {
	case "落到实处", "落地见效", "落地落实", "落实落细", "落地生根", "抓落实":
		return true
	}
	return false
}

// letting knows 不能让群众跑回去: somebody is kept from an act.
func letting(s string) bool {
	for _, who := range []string{"群众", "他们", "学生", "孩子", "娃", "老人", "车辆", "工人", "职工", "游客", "村民", "外来人员", "闲人", "人员"} {
		if containsAny(s, "不能少", "不能缺", "不能没人", "不能喝酒", "不能断人", "让回", "放回", "让进", "放进", "让上", "放上", "让"+who, "叫"+who, "把"+who) {
			return true
		}
	}
	return false
}

// namedRule knows 遵守请销假制度: a rule with a name of its own, not 各项规章制度.
func namedRule(obj string) bool {
	return hasAnySuffix(obj, "制度", "规程", "规定") && len([]rune(obj)) >= 4 &&
		!containsAny(obj, "各项", "有关", "相关", "规章", "安全生产制度", "管理制度", "责任制", "工作制度", "安全制度", "责任制度", "长效", "配套", "体系")
}
