// Package rule serves the numbers that law or policy sets, as dated data with their source.
//
// Words
//
//	规则主题  Subject     one question that policy answers, e.g. urging-ladder
//	规则版本  Version     the answer in force over a period, with source, article and confidence
//	层级      layer       who set it: national (built in) or a county over it
//	依据      Reason      which version decided, and a sentence of why
//	规则簿    Book        all versions of all subjects
//
// A Book is immutable: With and AddVersion return a new one, so a reader never sees half a change.
// Within one layer periods may not overlap; an open end closes on the eve of the next version. A
// later layer wins over an earlier one for the days it covers.
//
// A running record stores Version.ID and reads its rule again by Book.Version: later edits of the
// policy do not rewrite it (law 6).
//
// Files are strict: an unknown field, an overlapping period, a day that does not exist, a missing
// source or a value outside its range refuses the whole load, naming the file and the version.
package rule
