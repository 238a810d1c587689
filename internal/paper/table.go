package paper

import (
	"io"
	"iter"
)

// WriteTable writes a plain table as .xlsx: a title, the heads (Column.Title, as the caller wrote
// it), and the rows as they come. Cells are text, except in columns of numbers. It stops at the first
// error of the rows.
func WriteTable(w io.Writer, title string, columns []Column, rows iter.Seq2[[]string, error]) error {
	b, err := newBook(sheetName(title))
	if err != nil {
		return err
	}
	defer func() { _ = b.file.Close() }()
	widths := make([]float64, len(columns))
	var head []any
	for i, c := range columns {
		widths[i] = c.Width
		head = append(head, b.cell(styleHead, c.Title))
	}
	if err := b.open(widths, 2); err != nil {
		return err
	}
	if err := b.write(b.cell(styleTitleCell, title)); err != nil {
		return err
	}
	if err := b.write(head...); err != nil {
		return err
	}
	for row, err := range rows {
		if err == nil {
			err = b.write(b.tableRow(columns, row)...)
		}
		if err != nil {
			return err
		}
	}
	return b.finish(w)
}

func (b *book) tableRow(columns []Column, row []string) []any {
	cells := make([]any, 0, len(columns))
	for i, c := range columns {
		text := ""
		if i < len(row) {
			text = row[i]
		}
		cells = append(cells, b.column(c, text))
	}
	return cells
}
