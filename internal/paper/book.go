package paper

import (
	"io"
	"strings"

	"anlan"

	"github.com/xuri/excelize/v2"
)

// book is a workbook being written: one visible sheet, streamed row by row.
type book struct {
	file   *excelize.File
	stream *excelize.StreamWriter
	sheet  string
	styles map[cellStyle]int
	next   int // the row to be written
}

type cellStyle int

const (
	styleTitleCell cellStyle = iota
	styleNote
	styleHead
	styleHeadRequired
	styleText
	styleDate
	styleNumber
	styleLocked
	styleWrong
	styleDoubt
)

func newBook(sheet string) (*book, error) {
	b := &book{file: excelize.NewFile(), sheet: sheet, styles: map[cellStyle]int{}, next: 1}
	if err := b.file.SetSheetName("Sheet1", sheet); err != nil {
		return nil, err
	}
	for style := styleTitleCell; style <= styleDoubt; style++ {
		id, err := b.file.NewStyle(looks(style))
		if err != nil {
			return nil, err
		}
		b.styles[style] = id
		if style == styleText || style == styleWrong || style == styleDoubt || style == styleLocked || style == styleDate {
			// Even when somebody opens the cell and presses Enter, = stays a letter.
			yes := true
			b.file.Styles.CellXfs.Xf[id].QuotePrefix = &yes
		}
	}
	return b, nil
}

// looks is the appearance of a style. Text has the number format "text", which keeps long digits
// whole and leading zeros in place.
func looks(style cellStyle) *excelize.Style {
	font := &excelize.Font{Size: 11, Family: "等线"}
	s := &excelize.Style{Font: font, NumFmt: 49, Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}}
	fill := func(rgb string) {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{rgb}}
	}
	switch style {
	case styleTitleCell:
		font.Size, font.Bold, s.Alignment.WrapText = 16, true, false
		return s
	case styleNote:
		font.Color, s.Alignment.WrapText = "595959", false
		return s
	case styleHead, styleHeadRequired:
		font.Bold = true
		fill("DDEBF7")
		s.Alignment.Horizontal = "center"
		if style == styleHeadRequired {
			font.Color = "C00000"
		}
	case styleDate:
		day := "yyyy-mm-dd"
		s.NumFmt, s.CustomNumFmt = 0, &day
	case styleNumber:
		s.NumFmt = 0
	case styleLocked:
		fill("EDEDED")
	case styleWrong:
		fill("FFC7CE")
	case styleDoubt:
		fill("FFEB9C")
	}
	for _, side := range []string{"left", "top", "right", "bottom"} {
		s.Border = append(s.Border, excelize.Border{Type: side, Color: "A6A6A6", Style: 1})
	}
	return s
}

// open sets the page (A4 on its side, all columns on it, the head on every page), the widths and
// the frozen head.
func (b *book) open(widths []float64, headRow int) error {
	landscape, a4, one, any := "landscape", 9, 1, 0
	fit := true
	margin := 0.5
	head := strings.TrimLeft(joinRef(1, headRow), "A")
	for _, err := range []error{
		b.file.SetSheetProps(b.sheet, &excelize.SheetPropsOptions{FitToPage: &fit}),
		b.file.SetPageLayout(b.sheet, &excelize.PageLayoutOptions{Size: &a4, Orientation: &landscape, FitToWidth: &one, FitToHeight: &any}),
		b.file.SetPageMargins(b.sheet, &excelize.PageLayoutMarginsOptions{Left: &margin, Right: &margin, Top: &margin, Bottom: &margin}),
		b.file.SetHeaderFooter(b.sheet, &excelize.HeaderFooterOptions{OddFooter: "&C&P / &N"}),
		b.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: b.sheet, RefersTo: "'" + b.sheet + "'!$" + head + ":$" + head}),
	} {
		if err != nil {
			return err
		}
	}
	stream, err := b.file.NewStreamWriter(b.sheet)
	if err != nil {
		return err
	}
	b.stream = stream
	for i, width := range widths {
		if width <= 0 {
			width = 16
		}
		if err := stream.SetColWidth(i+1, i+1, min(width, 100)); err != nil {
			return err
		}
	}
	return stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: headRow, TopLeftCell: joinRef(1, headRow+1), ActivePane: "bottomLeft"})
}

func (b *book) write(cells ...any) error {
	if b.next > excelize.TotalRows {
		return anlan.ErrPaperTooManyRows.With("max", excelize.TotalRows)
	}
	err := b.stream.SetRow(joinRef(1, b.next), cells)
	b.next++
	return err
}

// cell is a cell of text. Text is never a formula: it is stored as a string, whatever it begins with.
func (b *book) cell(style cellStyle, text string) excelize.Cell {
	return excelize.Cell{StyleID: b.styles[style], Value: printableText(text)}
}

// printableText is text as a cell can hold it: no control characters, at most 32,767 characters.
func printableText(s string) string {
	return cut(strings.Map(printable, s), 32_000)
}

func (b *book) finish(w io.Writer) error {
	if err := b.stream.Flush(); err != nil {
		return err
	}
	return b.file.Write(w)
}
