package paper

import (
	"fmt"
	"strings"
)

func (t Table) write(w *docxWriter) {
	if len(t.Columns) == 0 {
		return
	}
	if t.Caption != "" {
		w.para(para{style: "CellHead", keepNext: true, before: lineHeight / 4}, run(t.Caption))
	}
	widths := t.widths(w.width())
	b := &w.b
	b.WriteString(`<w:tbl><w:tblPr>` + fmt.Sprintf(`<w:tblW w:w="%d" w:type="dxa"/>`, w.width()) + borders(4) +
		`<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>`)
	for _, width := range widths {
		fmt.Fprintf(b, `<w:gridCol w:w="%d"/>`, width)
	}
	b.WriteString(`</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`)
	for i, c := range t.Columns {
		w.cell(widths[i], para{style: "CellHead"}, c.Title)
	}
	b.WriteString(`</w:tr>`)
	for _, row := range t.Rows {
		t.row(w, widths, row)
	}
	b.WriteString(`</w:tbl>`)
	w.para(para{style: "Normal", line: 120}) // two tables in a row would melt into one
}

func (t Table) row(w *docxWriter, widths []int, row []string) {
	w.b.WriteString(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`)
	for i, c := range t.Columns {
		text, p := "", para{style: "Cell"}
		if i < len(row) {
			text = row[i]
		}
		if c.Center {
			p.align = "center"
		}
		w.cell(widths[i], p, text)
	}
	w.b.WriteString(`</w:tr>`)
}

func (w *docxWriter) cell(width int, p para, text string) {
	fmt.Fprintf(&w.b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>`, width)
	for line := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n") {
		w.para(p, run(line))
	}
	w.b.WriteString(`</w:tc>`)
}

// widths shares the width of the page among the columns; the last takes what rounding leaves.
func (t Table) widths(whole int) []int {
	shares, left := 0, whole
	for _, c := range t.Columns {
		shares += max(c.Width, 1)
	}
	widths := make([]int, len(t.Columns))
	for i, c := range t.Columns {
		widths[i] = whole * max(c.Width, 1) / shares
		left -= widths[i]
	}
	widths[len(widths)-1] += left
	return widths
}

func borders(size int) string {
	var b strings.Builder
	b.WriteString(`<w:tblBorders>`)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		fmt.Fprintf(&b, `<w:%s w:val="single" w:sz="%d" w:space="0" w:color="000000"/>`, side, size)
	}
	b.WriteString(`</w:tblBorders>`)
	return b.String()
}
