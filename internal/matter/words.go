package matter

import "anlan"

// stateWords and verbWords are what refusals call the states and the verbs of a matter, as its page does.
var (
	stateWords = map[State]anlan.Both{
		Issued:   {ZH: "待签收", EN: "to be signed for"},
		Doing:    {ZH: "办理中", EN: "being done"},
		Reported: {ZH: "待复核", EN: "to be reviewed"},
		Returned: {ZH: "已退回，待裁定", EN: "returned, to be decided"},
		Closed:   {ZH: "已销号", EN: "closed"},
		Recalled: {ZH: "已撤回", EN: "recalled"},
	}
	verbWords = map[string]anlan.Both{
		"sign":      {ZH: "签收", EN: "sign for"},
		"feedback":  {ZH: "反馈", EN: "report"},
		"final":     {ZH: "报办结", EN: "report as done"},
		"review":    {ZH: "复核", EN: "review"},
		"transfer":  {ZH: "转办", EN: "transfer"},
		"extension": {ZH: "申请延期", EN: "ask for more time"},
		"return":    {ZH: "退回", EN: "return"},
		"urge":      {ZH: "催办", EN: "urge"},
		"recall":    {ZH: "撤回", EN: "recall"},
		"reopen":    {ZH: "重开", EN: "reopen"},
		"merge":     {ZH: "合并", EN: "merge"},
	}
)
