// Package hazard is the hazard ledger (隐患台账): whatever somebody found that can hurt people, from the
// finding on the spot until another post has seen that it is gone.
//
// # Words
//
//	隐患 Hazard · 排查 Report (a finding) · 一般 general · 疑似重大 maybe_major · 重大 major ·
//	定级 Grade, its 依据 Basis, walked through 判定标准 criteria by Walk · 当场整改 Fixed ·
//	五落实 Plan: 责任 duty 措施 measures 资金 money 时限 until 预案 emergency · 报告 Notice (to regulator, workers' congress) ·
//	挂牌督办 Listing, its 通知书 Notice 公示 Publish 验收 Acceptance 延期 Extension 摘牌（销号）Delist ·
//	停产停业 Stop / 复产 Resume · 复查 Recheck · 屡查屡犯 Relapse · 零隐患 Silent · 疑点 Doubt (销号真实性), 核对 Vouch · 来源 Source · 个数 a count without facts
//
// # States
//
//	        fixed on the spot
//	Report ───────────────────▶ fixed
//	   │ general                         matter reported           Close(pass)
//	   ├──────────────▶ rectifying ───────────────────▶ rechecking ───────────▶ closed
//	   │ maybe_major                        ▲  ▲                │ fail            │ Reopen
//	   ├──▶ judging ──Grade(general)────────┘  └────────────────┴────────────────┘
//	   │       │ Grade(major)           Plan (all five filled)
//	   └───────┴────▶ planned ──────────────────▶ rectifying (a listed one ends by Accept, then Delist)
//
// Every hazard that is not fixed on the spot opens one matter in the same transaction, so that its
// clocks run from the earliest known fact. While a hazard is judged or planned, or is listed, its matter
// is held (matter.Hold): it cannot be reported complete, or be accepted, past this room. flow tells the
// room when the matter moves.
//
// # Clocks
//
// The matter's clocks urge the rectification. The room sets one timer per hazard for the nearest of its
// own spans: to judge, to plan, to publish the notice, to answer an extension, to accept, to publish the delisting, to
// answer doubts raised after the end (policy hazard-deadlines, hazard-listing, closure-truth). The versions are stamped on the hazard (law 6).
//
// # Law
//
// Work Safety Law arts. 41 (grades, report to the regulator and the workers' congress, supervised
// rectification), 65 and 70 (stop, resume after review), 68 (records), 74 (anybody may report);
// criteria of major hazards by sector: policy hazard-criteria-….
package hazard
