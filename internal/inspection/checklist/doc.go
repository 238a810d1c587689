// Package checklist is the pure model of a checklist (检查表): what is asked, under which condition,
// and what an answer asks for in turn. It decides without asking anybody: no clock, no database.
//
// # Words
//
//	检查项 Item · 分组 Group · 选项 Option, in a List · 适用条件 Relevant · 合理性 Constraint ·
//	不合格 Finding (the answer that becomes a hazard) · 佐证要求 Ask (evidence that an answer asks for) ·
//	依据 Basis · 答案 Answer
//
// # Evidence by the answer
//
// No item asks for a photograph by itself. What is asked depends on the answer: Ask.When is an
// expression over it. An answer that is a finding asks for its action (a hazard, or “fixed on the
// spot” with a photograph of the result); an inspection cannot be completed without.
//
// # Expressions
//
// Conditions are written in a subset of the XPath that XLSForm uses: ${item}, . (the own answer),
// numbers, 'texts', and or = != < <= > >= + - * div mod, not() true() false() selected()
// count-selected() string-length() number() if() coalesce() contains() starts-with(). The reader is
// ours, a few hundred lines, because libraries for XPath evaluate XML documents and cannot be held to
// a bound. testdata/expr.json is the same list of examples that the phone's reader is held to.
//
// # XLSForm
//
// Import and Export exchange the common subset with Excel (sheets survey, choices, settings): types
// select_one, select_multiple, integer, decimal, text, note, image, geopoint, barcode and groups;
// relevant, required, constraint with its message; label and hint in two languages. What XLSForm has no
// word for travels in instance:: columns. Whatever else stands in a workbook is named by sheet, row and
// column.
package checklist
