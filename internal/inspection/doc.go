// Package inspection is 检查: checklists, plans of inspection, what was inspected and what was never,
// and permits for dangerous work.
//
// # Words
//
//	检查表 Checklist · 版本 Version (immutable, pinned into every inspection) · 草稿 the working copy ·
//	检查 Inspection · 来源 Source: 自查 self 村 village 乡镇 township 部门 department 联合 joint ·
//	不合格 Finding, which becomes a hazard through Finder · 当场整改 Fixed ·
//	检查计划 Plan · 检查任务 Duty · 检查覆盖 Cover ·
//	特殊作业票 Permit: 动火 受限空间 高处 吊装 临时用电 动土 盲板抽堵 断路, its 安全措施 Step, 气体分析 GasTest
//
// # States
//
//	checklist:  draft ──Publish──▶ published ──Retire──▶ retired      (an edit changes the draft only)
//	inspection: recorded whole, offline or not; ──Void──▶ void          (never changed, never deleted)
//	plan:       running ──its last day──▶ ended ;  ──Cancel──▶ cancelled
//	duty:       open ──an inspection of its site──▶ done ;  ──Cancel──▶ cancelled
//	permit:     requested ─Approve▶ approved ─Start▶ working ─Close▶ closed
//	                 │ Refuse          │ ▲ Resume    │ Suspend, or the gas test grew old
//	                 ▼                 ▼ └──────── suspended
//	              refused           ended by time: expired ; by a regulator: stopped ; by its owner: cancelled
//
// # Clocks
//
// A duty has one timer for the steps of policy inspection-duty (reminder, overdue, told to the office).
// A plan has one for the begin of its next round. A permit has one for the nearer of the end of its gas
// test and its own end. Inspections have none: they are facts.
//
// # Completeness
//
// A whole inspection comes in one request, with identities made on the phone. It is accepted only when
// nothing is missing: what an answer asks for is there, and every finding says what becomes of it. Its
// findings become hazards in the same transaction.
//
// # Law
//
// Work Safety Law arts. 41, 62 (annual plan, by class), 65, 67, 68 (record signed by both sides, refusal
// noted); GB 30871-2022 for the permits (figures are policy, marked with their certainty).
package inspection
