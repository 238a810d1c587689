package paper

import (
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"

	"anlan"

	"github.com/xuri/excelize/v2"
)

// maxComments is how many wrong cells get a comment; all get their red and their line in the reason
// column.
const maxComments = 500

// Filling is what a written template holds: rows, and what is wrong with them.
type Filling struct {
	Rows   []Row
	Faults []Fault
	Say    func(*anlan.Error) string // the sentence for a fault, in the reader's language
}

// Write writes the template with the rows of the filling, or the empty template. A fault finds its
// row by the number that the row had when it was read; the wrong cell is red, one that is only worth a
// look yellow, both have a comment, and the last column says everything about the row.
func (s Sheet) Write(w io.Writer, f Filling) error {
	b, err := newBook(sheetName(s.pick(s.Title, s.TitleEN)))
	if err != nil {
		return err
	}
	defer func() { _ = b.file.Close() }()
	out := &sheetWriter{book: b, Sheet: s, faults: map[string]Fault{}, say: f.Say}
	for _, fault := range f.Faults {
		if key := faultKey(fault.Row, fault.Key); !fault.Mild || out.faults[key].Err == nil { // the worse is told
			out.faults[key] = fault
		}
	}
	out.translate()
	if out.say == nil {
		out.say = func(e *anlan.Error) string { return e.Error() }
	}
	for _, step := range []func() error{out.meta, out.frame, out.dropDowns, out.top} {
		if err := step(); err != nil {
			return err
		}
	}
	for _, row := range f.Rows {
		if err := out.row(row); err != nil {
			return err
		}
	}
	return b.finish(w)
}

func faultKey(row int, key string) string { return strconv.Itoa(row) + " " + key }

// sheetName is a title as far as a spreadsheet allows it as the name of a sheet.
func sheetName(title string) string {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]'`, r) {
			return -1
		}
		return printable(r)
	}, title)
	if r := []rune(strings.TrimSpace(name)); len(r) > 0 {
		return string(r[:min(len(r), 28)])
	}
	return "Sheet"
}

// sheetWriter writes one template.
type sheetWriter struct {
	*book
	Sheet
	faults   map[string]Fault
	words    []map[string]string // of each column, what a choice is called in the language of the sheet
	comments int
	say      func(*anlan.Error) string
}

// notes are the instructions in the language of the sheet.
func (s Sheet) notes() []string {
	if s.English && len(s.NotesEN) > 0 {
		return s.NotesEN
	}
	return s.Notes
}

func (o *sheetWriter) headRow() int { return len(o.notes()) + 2 }

// meta writes the hidden sheet: name and version, and in every column after that a list of choices.
func (o *sheetWriter) meta() error {
	if _, err := o.file.NewSheet(metaSheet); err != nil {
		return err
	}
	lists := [][]string{{o.Name}, {o.Version}}
	for _, c := range o.Columns {
		lists = append(lists, o.offered(c))
	}
	for i, list := range lists {
		for j, text := range list {
			if err := o.file.SetCellStr(metaSheet, joinRef(i+1, j+1), printableText(text)); err != nil {
				return err
			}
		}
	}
	return o.file.SetSheetVisible(metaSheet, false, true)
}

// frame sets what must stand before the rows: widths, frozen head, page.
func (o *sheetWriter) frame() error {
	widths := make([]float64, len(o.Columns))
	for i, c := range o.Columns {
		widths[i] = c.Width
	}
	if len(o.faults) > 0 {
		widths = append(widths, 48)
	}
	return o.open(widths, o.headRow())
}

// dropDowns ties every column to its choices and shows its hint. The lists stand on the hidden
// sheet: inside a rule they could be 255 characters long at most.
func (o *sheetWriter) dropDowns() error {
	for i, c := range o.Columns {
		if c.Hint == "" && len(c.Choices) == 0 {
			continue
		}
		rule := excelize.NewDataValidation(true)
		rule.SetSqref(joinRef(i+1, o.headRow()+1) + ":" + joinRef(i+1, o.headRow()+o.maxRows()))
		if c.Hint != "" {
			rule.SetInput(cut(o.head(c), 32), cut(o.pick(c.Hint, c.HintEN), 255))
		}
		if len(c.Choices) > 0 {
			list := joinRef(i+3, 1)
			col := strings.TrimRight(list, "0123456789")
			rule.SetSqrefDropList(fmt.Sprintf("'%s'!$%s$1:$%s$%d", metaSheet, col, col, len(c.Choices)))
			if c.Kind == Choice {
				rule.SetError(excelize.DataValidationErrorStyleStop, cut(o.head(c), 32), o.pick("请从下拉列表中选择。", "Please choose from the list."))
			}
			rule.ShowErrorMessage = c.Kind == Choice // what is only offered may be written otherwise
		}
		if err := o.file.AddDataValidation(o.sheet, rule); err != nil {
			return err
		}
	}
	return nil
}

func cut(s string, n int) string {
	r := []rune(s)
	return string(r[:min(len(r), n)])
}

// top writes the title, the instructions and the head.
func (o *sheetWriter) top() error {
	if err := o.write(o.cell(styleTitleCell, o.pick(o.Title, o.TitleEN))); err != nil {
		return err
	}
	for _, note := range o.notes() {
		if err := o.write(o.cell(styleNote, note)); err != nil {
			return err
		}
	}
	var head []any
	for _, c := range o.Columns {
		if c.Required {
			head = append(head, o.cell(styleHeadRequired, o.head(c)+"*"))
		} else {
			head = append(head, o.cell(styleHead, o.head(c)))
		}
	}
	if len(o.faults) > 0 {
		head = append(head, o.cell(styleHeadRequired, o.pick(reasonHeads[0], reasonHeads[1])))
	}
	return o.write(head...)
}

// reasonHeads are the heads of the column of reasons, which an upload may bring back.
var reasonHeads = [...]string{"出错原因", "Reason"}

// word is the text of a cell in the language of the sheet; what is no choice of its column stays.
func (o *sheetWriter) word(column int, text string) string {
	return cmp.Or(o.words[column][text], text)
}

// translate readies the words of the columns that hold choices.
func (o *sheetWriter) translate() {
	o.words = make([]map[string]string, len(o.Columns))
	for i, c := range o.Columns {
		if c.Kind != Choice || !o.English {
			continue
		}
		o.words[i] = make(map[string]string, len(c.Choices))
		for n, word := range c.english() {
			o.words[i][c.Choices[n]] = word
		}
	}
}

func (o *sheetWriter) row(r Row) error {
	cells, reasons := make([]any, 0, len(o.Columns)+1), []string{}
	for i, c := range o.Columns {
		text := o.word(i, r.Text(c.Key))
		fault, bad := o.faults[faultKey(r.Number, c.Key)]
		if !bad {
			cells = append(cells, o.column(c, text))
			continue
		}
		said := o.said(fault)
		cells, reasons = append(cells, o.cell(marked(fault), text)), append(reasons, said)
		if err := o.comment(joinRef(i+1, o.next), said); err != nil {
			return err
		}
	}
	if len(o.faults) > 0 {
		cells = append(cells, o.cell(styleText, strings.Join(reasons, "\n")))
	}
	return o.write(cells...)
}

// said is the sentence of a fault; a mild one says that it is none.
func (o *sheetWriter) said(f Fault) string {
	if f.Mild {
		return o.pick("提醒：", "Note: ") + o.say(f.Err)
	}
	return o.say(f.Err)
}

func marked(f Fault) cellStyle {
	if f.Mild {
		return styleDoubt
	}
	return styleWrong
}

func (o *sheetWriter) comment(ref, text string) error {
	if o.comments++; o.comments > maxComments {
		return nil
	}
	return o.file.AddComment(o.sheet, excelize.Comment{Cell: ref, Author: "Anlan", Text: cut(printableText(text), 500)})
}

// column is a cell of a column: numbers are numbers, all else is text.
func (b *book) column(c Column, text string) excelize.Cell {
	n, isNumber := readNumber(text)
	switch {
	case c.Locked:
		return b.cell(styleLocked, text)
	case c.Kind == Number && isNumber && n == text && len(text) <= 15:
		f, _ := strconv.ParseFloat(n, 64)
		return excelize.Cell{StyleID: b.styles[styleNumber], Value: f}
	case c.Kind == Date:
		return b.cell(styleDate, text)
	}
	return b.cell(styleText, text)
}
