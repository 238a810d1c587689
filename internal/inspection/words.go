package inspection

import "anlan"

// What refusals call states and verbs, as the pages do.
var (
	permitWords = map[PermitState]anlan.Both{
		Requested: {ZH: "申请中", EN: "asked for"},
		Approved:  {ZH: "已批准", EN: "approved"},
		Working:   {ZH: "作业中", EN: "under way"},
		Suspended: {ZH: "已暂停", EN: "suspended"},
		Closed:    {ZH: "已完工验收", EN: "done and accepted"},
		Refused:   {ZH: "未批准", EN: "refused"},
		Expired:   {ZH: "已到期", EN: "expired"},
		Stopped:   {ZH: "被责令停止", EN: "stopped"},
		CalledOff: {ZH: "已取消", EN: "called off"},
	}
	permitVerbs = map[string]anlan.Both{
		"confirm": {ZH: "确认安全措施", EN: "confirm the measures"},
		"test":    {ZH: "登记气体检测", EN: "record a gas test"},
		"approve": {ZH: "批准", EN: "approve"},
		"refuse":  {ZH: "不批准", EN: "refuse"},
		"start":   {ZH: "开始作业", EN: "start the work"},
		"suspend": {ZH: "暂停", EN: "suspend"},
		"stop":    {ZH: "责令停止", EN: "stop"},
		"close":   {ZH: "完工验收", EN: "accept"},
		"cancel":  {ZH: "取消", EN: "call off"},
	}
	planWords = map[PlanState]anlan.Both{
		Running:   {ZH: "执行中", EN: "running"},
		Ended:     {ZH: "已结束", EN: "ended"},
		Cancelled: {ZH: "已终止", EN: "cancelled"},
	}
	dutyWords = map[DutyState]anlan.Both{
		Open:      {ZH: "待检查", EN: "open"},
		Done:      {ZH: "已检查", EN: "done"},
		Withdrawn: {ZH: "已撤回", EN: "withdrawn"},
	}
	planCancel = anlan.Both{ZH: "终止计划", EN: "cancel the plan"}
)
