// Package paper reads and writes office files: official documents (公文) as .docx in the layout of
// GB/T 9704-2012, the text of a .docx that somebody sent in, and tables and fill-in templates as
// .xlsx. It knows the form of a document and nothing of what it says.
//
// # Words
//
//	Document   公文        what is printed: red head, number, title, body, signature, imprint (版记)
//	Block      正文的一块   a paragraph, a heading of one of four levels, or a table
//	Annex      附件        what is attached, printed on its own page
//	Sheet      表格模板     the description of a fill-in template: columns with keys, kinds and choices
//	Row        行         one row of an uploaded template, cells under their column keys
//	Fault      差错        what is wrong with one cell, told to whoever filled it in
//
// # What comes in is hostile
//
// Everything read here was sent by somebody. A file is refused before it can cost anything: size,
// number of entries, unpacked size and compression ratio are checked from the directory of the
// archive; entries are read through limits that do not believe the directory; markup declarations
// (DOCTYPE, entities) end the reading; depth, length of a token and length of the text are bounded.
// Macros, password-protected files and the formats of before 2007 are refused by name with the way
// out. Parts that are not needed (pictures, embedded files, links) are never opened.
//
// # What goes out is the same every time
//
// The same Document or Sheet gives the same bytes: no clock, no random numbers, fixed times in the
// archive. Text is escaped, characters that XML cannot carry are dropped, and in a spreadsheet no
// text is ever a formula.
package paper
