package minutes

import "strings"

// field is what a labelled part of a record says.
type field int

const (
	fieldNone field = iota
	fieldLead       // who is responsible
	fieldCo         // who helps
	fieldDue
	fieldTask
	fieldProblem // what was found; not a task
	fieldOther   // remarks, contact
	fieldOwner   // 责任单位, second to a lead unit
	fieldMatter  // what a paper hands over; the task, unless the record goes on to say what is to be done
)

// labels are the names of fields and of table columns, longest first within a kind.
var labels = []struct {
	name  string
	field field
}{
	{"牵头责任单位", fieldLead}, {"牵头（责任）单位", fieldLead}, {"牵头单位", fieldLead}, {"牵头部门", fieldLead}, {"主办单位", fieldLead}, {"主责单位", fieldLead},
	{"承办单位", fieldLead}, {"主管单位", fieldOther}, {"责任单位", fieldOwner}, {"责任部门", fieldOwner}, {"责任车间", fieldOwner}, {"责任科室", fieldOwner}, {"责任部室", fieldOwner}, {"责任处室", fieldOwner}, {"责任股室", fieldOwner}, {"整改部门", fieldOwner}, {"落实部门", fieldOwner}, {"承办部门", fieldLead}, {"主办部门", fieldLead}, {"主责部门", fieldLead}, {"主体责任单位", fieldOwner}, {"协同部门", fieldCo}, {"协办部门", fieldCo}, {"参与部门", fieldCo}, {"配合车间", fieldCo}, {"责任主体", fieldOwner}, {"整改单位", fieldOwner}, {"落实单位", fieldOwner},
	{"责任乡镇", fieldOwner}, {"整改责任单位", fieldOwner}, {"实施单位", fieldOwner}, {"负责单位", fieldOwner}, {"完成单位", fieldOwner}, {"承接单位", fieldOwner}, {"牵头", fieldLead},
	{"配合单位", fieldCo}, {"配合部门", fieldCo}, {"协办单位", fieldCo}, {"协助单位", fieldCo}, {"参与单位", fieldCo}, {"协同单位", fieldCo}, {"参加单位", fieldCo}, {"协作单位", fieldCo}, {"配合", fieldCo}, {"协办", fieldCo},
	{"完成时限", fieldDue}, {"完成时间", fieldDue}, {"整改时限", fieldDue}, {"整改期限", fieldDue}, {"办理时限", fieldDue}, {"办结时限", fieldDue}, {"时限要求", fieldDue}, {"完成期限", fieldDue},
	{"整改完成时限", fieldDue}, {"办理期限", fieldDue}, {"落实时限", fieldDue}, {"时间节点", fieldDue}, {"时限", fieldDue}, {"期限", fieldDue}, {"完成日期", fieldDue}, {"截止时间", fieldDue}, {"反馈时限", fieldDue}, {"时间要求", fieldDue},
	{"整改要求", fieldTask}, {"督办要求", fieldTask}, {"办理要求", fieldTask}, {"工作要求", fieldTask}, {"整改措施", fieldTask}, {"整改任务", fieldTask}, {"整改意见", fieldTask}, {"督办事项", fieldMatter}, {"督办内容", fieldMatter}, {"交办事项", fieldMatter},
	{"工作任务", fieldTask}, {"重点任务", fieldTask}, {"主要任务", fieldTask}, {"任务内容", fieldTask}, {"任务事项", fieldTask}, {"工作内容", fieldTask}, {"重点工作", fieldTask}, {"具体措施", fieldTask}, {"具体任务", fieldTask}, {"工作措施", fieldTask}, {"任务", fieldTask}, {"议定事项", fieldTask}, {"决定事项", fieldTask},
	{"整改内容", fieldTask}, {"主要措施", fieldTask}, {"工作事项", fieldTask}, {"目标任务", fieldTask}, {"任务要求", fieldTask}, {"措施", fieldTask}, {"要求", fieldTask}, {"事项", fieldTask}, {"处理意见", fieldTask}, {"整改建议", fieldTask},
	{"问题描述", fieldProblem}, {"存在问题", fieldProblem}, {"隐患描述", fieldProblem}, {"主要问题", fieldProblem}, {"隐患内容", fieldProblem}, {"问题隐患", fieldProblem}, {"检查情况", fieldProblem}, {"隐患情况", fieldProblem}, {"发现问题", fieldProblem}, {"问题", fieldProblem}, {"隐患", fieldProblem}, {"问题内容", fieldProblem}, {"隐患问题", fieldProblem}, {"基本情况", fieldProblem},
	{"责任人", fieldOther}, {"责任领导", fieldOther}, {"备注", fieldOther}, {"联系人", fieldOther}, {"联系电话", fieldOther}, {"包抓领导", fieldOther}, {"包保领导", fieldOther}, {"督办领导", fieldOther}, {"序号", fieldOther}, {"验收单位", fieldOther}, {"督办单位", fieldOther}, {"验收标准", fieldOther}, {"隐患等级", fieldOther}, {"类别", fieldOther}, {"隐患级别", fieldOther}, {"整改资金", fieldOther}, {"整改状态", fieldOther}, {"隐患位置", fieldOther}, {"点位", fieldOther}, {"地点位置", fieldOther}, {"进展情况", fieldOther}, {"监督单位", fieldOther}, {"责任人员", fieldOther}, {"分管领导", fieldOther}, {"领域", fieldOther}, {"行业领域", fieldOther},
}

// labelAt returns the longest field label at the beginning of s that is followed by a colon, with its length in runes.
func labelAt(s string) (field, int) {
	best, kind := 0, fieldNone
	for _, l := range labels {
		if rest, ok := strings.CutPrefix(s, l.name); ok && len(l.name) > best && (strings.HasPrefix(rest, "：") || strings.HasPrefix(rest, ":")) {
			best, kind = len(l.name), l.field
		}
	}
	if best == 0 {
		return findingLabel(s)
	}
	return kind, best/3 + 1
}

// findingLabel reads a label that says something of what was found, 隐患部位： or 问题名称：; only its subject is told, no task.
func findingLabel(s string) (field, int) {
	label, _, ok := strings.Cut(s, "：")
	n := len([]rune(label))
	if !ok || n < 4 || n > 6 || !hasAnyPrefix(label, []string{"隐患", "问题", "被查", "受检", "检查", "发现", "督办"}) ||
		!hasAnySuffix(label, "名称", "部位", "地点", "位置", "描述", "概况", "详情", "现状", "类型", "类别", "等级", "级别", "编号", "来源", "依据", "单位", "时间", "日期", "对象") {
		return fieldNone, 0
	}
	if hasAnySuffix(label, "名称", "描述", "概况", "详情", "现状") {
		return fieldProblem, n + 1
	}
	return fieldOther, n + 1
}

// columnOf reads the heading of a table column.
func columnOf(cell string) field {
	cell = strings.NewReplacer(" ", "", "及", "", "与", "").Replace(cell)
	for _, l := range labels {
		if cell == l.name {
			return l.field
		}
	}
	best, kind := 0, fieldNone
	for _, l := range labels {
		if strings.Contains(cell, l.name) && len(l.name) > best && len(cell) < 40 {
			best, kind = len(l.name), l.field
		}
	}
	if kind == fieldNone {
		return columnByWord(cell)
	}
	return kind
}

// columnByWord reads the heading of a column that no list knows by how it is built: 活动内容, 参加单位, 时间安排.
func columnByWord(cell string) field {
	n := len([]rune(cell))
	switch {
	case n < 2 || n > 6 || hasAnyPrefix(cell, []string{"检查", "发现", "督办", "交办", "上报", "验收", "联系", "备注", "监督"}):
		return fieldNone
	case hasAnyPrefix(cell, []string{"参加", "参与", "配合", "协办", "协同", "协助"}):
		return fieldCo
	case hasAnyPrefix(cell, []string{"责任", "牵头", "承办", "主办", "主责", "落实", "实施", "负责", "整改"}) && hasAnySuffix(cell, "单位", "部门", "科室", "主体"):
		return fieldOwner
	case hasAnySuffix(cell, "时间", "时限", "期限", "日期", "节点", "时间安排", "进度安排"):
		return fieldDue
	case hasAnySuffix(cell, "内容", "事项", "任务", "措施", "举措", "要求", "活动"):
		return fieldTask
	}
	return fieldNone
}

// isField says that a line begins with a field label.
func isField(s string) bool {
	s = strings.TrimLeft(s, "【[（")
	f, _ := labelAt(s)
	return f != fieldNone
}
