package paper

import (
	"io"

	"anlan"

	"github.com/xuri/excelize/v2"
)

// The limits of a workbook that is read as it stands.
const (
	gridSheets = 20
	gridRows   = 25_000 // of all sheets together
	gridText   = 8 << 20
)

// Grid is one sheet of a workbook as it stands: what the cells show.
type Grid struct {
	Name string
	Rows []GridRow // those that hold something
}

// GridRow is a row of a grid. Cells are counted from column A; those behind the last that holds
// something are missing.
type GridRow struct {
	Number int // as the spreadsheet counts
	Cells  []string
}

// ReadGrids reads every visible sheet of an .xlsx, for formats that are not one of our templates. It
// refuses what Sheet.Read refuses, and a workbook of more than 25,000 rows.
func ReadGrids(r io.ReaderAt, size int64) ([]Grid, error) {
	w, err := openWorkbook(r, size)
	if err != nil {
		return nil, err
	}
	var list []Grid
	left := budget{gridRows, gridText}
	for _, p := range w.sheets {
		if p.hidden || p.part == "" || len(list) == gridSheets {
			continue
		}
		g, err := w.grid(p, &left)
		if err != nil {
			return nil, err
		}
		list = append(list, g)
	}
	if len(list) == 0 {
		return nil, anlan.ErrPaperNoSheet
	}
	return list, nil
}

type budget struct{ rows, text int }

func (w *workbook) grid(p sheetPart, left *budget) (Grid, error) {
	var raw []fullRow
	_, err := w.scan(p.part, func(number int, cells []rawCell) error {
		if left.rows--; left.rows < 0 {
			return anlan.ErrPaperTooManyRows.With("max", gridRows)
		}
		raw = append(raw, fullRow{number, cells})
		return nil
	})
	if err != nil {
		return Grid{}, err
	}
	if err := w.fillStrings(raw); err != nil {
		return Grid{}, err
	}
	g := Grid{Name: p.name}
	for _, row := range raw {
		out := GridRow{Number: row.number, Cells: make([]string, row.cells[len(row.cells)-1].col)}
		for _, c := range row.cells {
			if left.text -= len(c.text); left.text < 0 {
				return g, anlan.ErrPaperBomb.With("part", p.name)
			}
			out.Cells[c.col-1] = c.text
		}
		g.Rows = append(g.Rows, out)
	}
	return g, nil
}

// WriteGrids writes plain sheets with a head in their first row. Cells are text: none is a formula.
func WriteGrids(out io.Writer, grids []Grid) error {
	b, err := newBook(grids[0].Name)
	if err != nil {
		return err
	}
	defer func() { _ = b.file.Close() }()
	for i, g := range grids {
		if i > 0 {
			if _, err := b.file.NewSheet(g.Name); err != nil {
				return err
			}
		}
		if err := b.writeGrid(g); err != nil {
			return err
		}
	}
	return b.file.Write(out)
}

func (b *book) writeGrid(g Grid) error {
	stream, err := b.file.NewStreamWriter(g.Name)
	if err != nil {
		return err
	}
	if len(g.Rows) > 0 {
		if err := stream.SetColWidth(1, max(1, len(g.Rows[0].Cells)), 24); err != nil {
			return err
		}
	}
	if err := stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	for n, row := range g.Rows {
		style := styleText
		if n == 0 {
			style = styleHead
		}
		cells := make([]any, len(row.Cells))
		for i, text := range row.Cells {
			cells[i] = b.cell(style, text)
		}
		if err := stream.SetRow(joinRef(1, n+1), cells); err != nil {
			return err
		}
	}
	return stream.Flush()
}
