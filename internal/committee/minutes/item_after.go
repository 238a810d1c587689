package minutes

import "strings"

// failed knows what a failed test forbids: it stays with the test.
func failed(s string) bool {
	return hasAnyPrefix(s, []string{"不合格车辆", "不合格人员", "不合格设备", "考核不合格", "考试不合格", "培训不合格", "测试不合格", "检测不合格", "检验不合格", "未通过考核", "不合格的不得", "不合格者不得"})
}

// checking says that the item so far is a check, of which 重点… only tells where it looks.
func checking(it *item) bool {
	return containsAny(it.text(), "检查", "排查", "抽查", "指导服务", "督查", "暗访", "评估", "普查", "核查")
}

// signedBy knows 主要负责人签字报县安委办, how the paper of the clause before goes its way.
func signedBy(s string) bool {
	if strings.HasPrefix(s, "报") && strings.ContainsRune(s, '后') && hasAnySuffix(s, "印发", "实施", "执行", "施行", "公布") {
		return true // 报县委常委会审定后印发
	}
	return hasAnyPrefix(s, []string{"主要负责人签字", "负责人签字", "由主要负责人签字", "经主要负责人签字", "主要领导签字", "一把手签字"})
}

// results knows the papers that come out of a check and have a way of their own: 检查结果报…, 巡查日志发到….
func results(front string) bool {
	return hasAnyPrefix(front, []string{"结果纳入", "结果作为", "结果报", "检查结果", "检查台账", "检查记录", "排查结果", "自查结果", "督查结果", "考核结果", "巡查日志", "巡查记录", "评估报告", "鉴定结果", "检查情况", "排查情况", "整改情况", "督查情况", "核查结果", "演练情况"})
}

// sends knows verbs that put people or things of their own to work, which 对 before them does not govern.
func sends(v string) bool { return v == "安排" || v == "督促" }

// establishes knows verbs that make a thing of their own, which 把 before them does not govern: 把X纳入范围，建立清单.
func establishes(v string) bool {
	switch v {
	case "实行", "推行", "执行", "形成", "建立", "督促", "组织", "开展", "制定", "设置", "设立", "成立", "安排", "落实", "通知", "提醒", "劝", "教会", "动员":
		return true
	}
	return false
}

// consequence knows what is done with the results of a check (rule 2): it stays with the check.
func consequence(s string) bool {
	if i := strings.Index(s, "的"); i > 0 && i <= 30 && hasAnyPrefix(s, []string{"能", "不能", "无法", "难以", "一时", "暂时", "短期", "确实"}) {
		return true // 能改的立即改，一时改不了的停用
	}
	return hasAnyPrefix(s, []string{"查出", "检查出", "排查出", "合格", "不合格", "不及格", "达标", "不达标", "符合", "不符合", "验收合格", "经检测合格", "检测合格", "检测不合格", "发现的问题", "能立即整改", "不能立即整改", "能当场整改", "不能当场", "能够立即", "验收不合格", "验收不通过", "验收未通过", "检验不合格", "考核不合格", "考试不合格", "抽检不合格", "鉴定不合格", "复查不合格", "评估不合格", "测试不合格", "一时不能", "暂时不能", "一时难以", "暂时无法", "无法立即", "短期内", "不能立行"})
}

// all knows 凡违规住人的一律清退, what is done with those that a check finds.
func all(b *block, c *clause) bool {
	s := b.str(c.lead, c.e)
	return strings.HasPrefix(s, "凡") && strings.Contains(s, "的一律")
}

// concluded knows acts that are complete without an object: 县防指将随机抽查.
func concluded(v string) bool {
	switch v {
	case "抽查", "检查", "督查", "暗访", "巡查", "通报", "督导", "排查", "演练", "值班", "监督", "抽检", "复查", "核查":
		return true
	}
	return false
}

// going knows verbs of going somewhere, which ask for nothing by themselves: 要逐户上门，提醒群众….
func going(v string) bool {
	switch v {
	case "上门", "入户", "进村入户", "走村入户", "下沉", "到场", "上路", "上街", "进村", "下村", "敲门", "到户", "上户":
		return true
	}
	return false
}
