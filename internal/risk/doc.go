// Package risk is 风险分级管控: risk points with their ratings in four colours, the measures that keep
// them, by level, and what makes somebody rate them anew.
//
// # Words
//
//	风险点 Point · 评估 Rating (every one is kept) · LEC, LS: methods of policy risk-scales ·
//	重大 red 较大 orange 一般 yellow 低 blue · 分级管控 Ladder and its levels · 管控措施 Measure ·
//	措施缺口 Gap: a level that keeps the risk has no measure · 检查任务 Task ·
//	重新评估建议 Proposal · 风险画像 Portrait · 四色图 the map
//
// # States
//
//	point:    active ──Retire──▶ retired                      (nothing is deleted)
//	task:     open ──its matter or duty ended──▶ done | withdrawn
//	proposal: open ──Decide: rated anew──▶ accepted
//	             └──Decide: left as it is, with reasons──▶ declined
//
// # What never happens by itself
//
// A hazard or an accident never changes a colour. It makes a proposal; a person decides, with reasons,
// and the rating before stays readable.
//
// # Clocks
//
// A point has one timer, for the nearer of: the next check that a measure asks for, and the day on which
// its rating has grown old. A proposal has one, for the day until which it is to be decided; when that
// passes, the office is told.
//
// # Law
//
// Work Safety Law arts. 4 and 41 (graded control of risk), 21 no. 5; the four colours after 安委办〔2016〕11号
// (figures are policy, marked with their certainty).
package risk
