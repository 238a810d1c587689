// Package report counts. It is a witness: it folds what events say into figures and never queries a
// room's tables, so a board costs the same at a thousand matters and at ten million.
//
//	在办 open · 超期 overdue · 临期 soon · 已销号 closed · 生命体征 vital sign · 一句话 sentence
//
// Every event of a matter carries where the matter counted before and where it counts now
// (matter.Facet); the fold takes one away and adds the other, in memory and in two small tables, in
// the same transaction as the reader's position. [Service.Recount] walks through the matters and must
// find the same figures: a test and `anlan doctor` ask it.
package report
