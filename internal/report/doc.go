// Package report counts. It is a witness: it folds what events say into figures and never queries a
// room's tables, so a board costs the same at a thousand matters and at ten million.
//
//	在办 open · 超期 overdue · 临期 soon · 已销号 closed · 生命体征 vital sign · 一句话 sentence
//
// Every event of a matter carries where the matter counted before and where it counts now
// (matter.Facet); the fold takes one away and adds the other, in memory and in two small tables, in
// the same transaction as the reader's position. [Service.Recount] walks through the matters and must
// find the same figures: a test and `anlan doctor` ask it.
//
// # The yearly report
//
//	年度通报 Annual · 指标 Figure · 口径 Base · 同比 Change · 无记录 None · 零 Zero · 零报告 Declaration · 缺口 Gap
//
// annual.go holds the rule of what may be said; the facts and their counts are the letters' (views
// v_letter_cube, v_letter_month, v_letter_fact), so a report and a letter count a thing by one rule. The room's
// only record of its own is the zero declaration.
package report
