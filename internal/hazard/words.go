package hazard

import "anlan"

// stateWords and verbWords are what refusals call the states and the verbs of a hazard, as its page does.
var (
	stateWords = map[State]anlan.Both{
		Judging:    {ZH: "待定级", EN: "to be graded"},
		Planned:    {ZH: "待落实方案", EN: "to be planned"},
		Rectifying: {ZH: "整改中", EN: "being fixed"},
		Rechecking: {ZH: "待复查", EN: "to be checked"},
		Closed:     {ZH: "已销号", EN: "closed"},
		Fixed:      {ZH: "当场整改", EN: "fixed on the spot"},
		Dropped:    {ZH: "已撤回", EN: "taken back"},
	}
	verbWords = map[string]anlan.Both{
		"grade":     {ZH: "定级", EN: "grade"},
		"plan":      {ZH: "填“五落实”", EN: "fill the five implementations"},
		"notice":    {ZH: "登记报告", EN: "record a report"},
		"list":      {ZH: "挂牌督办", EN: "list for supervision"},
		"extension": {ZH: "申请延期", EN: "ask for more time"},
		"accept":    {ZH: "现场验收", EN: "accept on the spot"},
		"close":     {ZH: "复查", EN: "check again"},
		"vouch":     {ZH: "核对疑点", EN: "answer the doubts"},
		"delist":    {ZH: "摘牌", EN: "delist"},
		"stop":      {ZH: "责令停产撤人", EN: "stop work"},
		"amend":     {ZH: "修改内容", EN: "amend"},
		"reopen":    {ZH: "重开", EN: "reopen"},
		"drop":      {ZH: "撤回", EN: "take back"},
	}
)
