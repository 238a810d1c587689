// Package committee is the Work-Safety Committee at work: it meets, its minutes are read into
// decisions, a person ticks what shall go out, and the ticked ones become matters that units owe.
//
// # Words
//
//	会议 Meeting · 全体 plenary · 全体（扩大） enlarged · 专题 special · 例会 regular · 视频 video ·
//	议程 Agenda · 签到 Attendance, its 主持 chair 讲话 speech 出席 attend 列席 observe 请假/缺席 absent 代会 Substitute ·
//	纪要原文 Minutes · 议定事项 Decision, its 任务 task 承诺 commitment 数字 figure 口号 slogan 传达 relay ·
//	原句 Source, moved by a person 改原句 Move, where it was read first Found · 多条一起改 EditMany ·
//	分解台 Desk · 待补 Gap · 勾选 Tick · 并入 Into · 下发 Dispatch · 撤回 Recall ·
//	传达学习 Document (what was studied) · 传达学习回执 Receipt · 通报 Figure · 责任书 Letter
//
// # States
//
//	meeting:   planned ─▶ held ─▶ minuted ─▶ dispatched
//	                               ▲             │ Recall
//	                               └─────────────┘
//
//	decision:  proposed ◀─▶ ticked ──Dispatch──▶ sent ──last matter closed──▶ done
//	              │  ▲        │  ▲                 │ └──Recall──▶ ticked        │ Reopen
//	              ▼  │        │  └─────────────────┘                            ▼
//	            dropped ◀─────┘                                               sent
//
// A decision whose every unit answers it by a matter that was running already is merged instead of
// sent; the answer of that matter flows back to it just the same. An edit takes the tick away: what
// was ticked is what goes out.
//
// # Clocks
//
// The clock of a matter starts with the day of the meeting (law 2), whenever the dispatch was typed.
// A dispatch can be recalled, all of it or nothing, for as long as policy recall says and while
// nobody has signed. A document that was studied has a timer for each rung of policy relay-ladder: what
// has not been answered by a receipt is asked for again.
//
// # Law
//
// Work Safety Law arts. 9 (coordination), 10 and 17 (duties where none is clear). Form of the papers:
// GB/T 9704-2012.
package committee
