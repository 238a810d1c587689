package minutes

import "strings"

// coordinators are the ends of the offices that lead no trade of their own and see that the others do their work.
var coordinators = []string{"安委办", "安委会办公室", "道安办", "道安委办公室", "消安委办", "消安委办公室", "消安办", "专班", "专班办公室", "领导小组办公室", "专委会办公室", "督查室"}

// accounts says that an item gives account of the work to such an office: 每月将进展情况报县安委办. A drive and a month of
// teaching keep such papers for themselves, and what is told every day is a matter of duty.
func (c *clue) accounts() bool {
	if !containsAny(c.s, "报", "交") || c.ofDrive() || c.sc.doc == "education" || containsAny(c.s, "每日", "每天", "当日", "险情", "灾情", "分钟", "小时") {
		return false
	}
	if !containsAny(c.s, "进展", "工作情况", "整治情况", "落实情况", "整改情况", "整改进展", "整改结果", "整改报告", "整改落实", "名单") {
		return false
	}
	for _, office := range coordinators {
		i := strings.Index(c.s, office)
		if i < 0 {
			continue
		}
		head, rest := c.s[:i], c.s[i+len(office):]
		if containsAny(head, "报", "交") || containsAny(head, "向") && containsAny(rest, "报", "汇报") {
			return true
		}
	}
	return false
}

// ofDrive says that the item belongs to a named drive.
func (c *clue) ofDrive() bool {
	return c.sc.doc == "campaign" || c.sc.heading == "campaign" || c.sc.before == "campaign" || c.sc.sentence == "campaign"
}

// oversees says that such an office itself looks how the others do: 县安委办组织现场复核.
func (c *clue) oversees() bool {
	if c.ofDrive() || len(c.owners) == 0 || c.sc.heading == "hazard" || c.sc.before == "hazard" {
		return false
	}
	for _, o := range c.owners {
		if !hasAnySuffix(o, coordinators...) {
			return false
		}
	}
	if c.own.topic == "hazard" && strings.Contains(c.s, "隐患") {
		return false // 县安委办对213条隐患开展“回头看”
	}
	return containsAny(c.s, "验收", "复核", "复查", "评估", "督办", "排名", "调度", "月通报", "提醒", "倒查")
}
