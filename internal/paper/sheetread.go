package paper

import (
	"cmp"
	"errors"
	"io"
	"slices"

	"anlan"
)

// metaSheet is the hidden sheet of a template: its name and version, and the lists behind the
// drop-downs.
const metaSheet = "_anlan"

// headRows is how far down the head of the table is looked for.
const headRows = 20

// Upload is what a filled-in template says.
type Upload struct {
	Rows    []Row
	Faults  []Fault  // cells that break the rules of their column
	Unknown []string // heads that belong to no column; their cells are not read
	Sheet   string   // name of the sheet that was read
	Version string   // of the template, empty if the file is not one of ours
}

// Read reads a filled-in template, or any .xlsx with the same heads in any order. It fails if the
// file as a whole cannot be used (hostile, broken, wrong template, heads missing, too many rows);
// what is wrong with single cells is told in Faults.
func (s Sheet) Read(r io.ReaderAt, size int64) (*Upload, error) {
	w, err := openWorkbook(r, size)
	if err != nil {
		return nil, err
	}
	u := &Upload{}
	if err := s.checkTemplate(w, u); err != nil {
		return nil, err
	}
	part, head, err := s.findHead(w)
	if err != nil {
		return nil, err
	}
	u.Sheet, u.Unknown = part.name, head.unknown
	if u.Rows, err = s.readRows(w, part, head); err != nil {
		return nil, err
	}
	u.Faults, err = s.check(u.Rows)
	return u, err
}

// checkTemplate refuses the template of something else.
func (s Sheet) checkTemplate(w *workbook, u *Upload) error {
	i := slices.IndexFunc(w.sheets, func(p sheetPart) bool { return p.name == metaSheet })
	if i < 0 {
		return nil
	}
	rows, err := w.firstRows(w.sheets[i].part, 1)
	if err != nil || len(rows) == 0 {
		return err
	}
	name := rows[0].text(1)
	u.Version = rows[0].text(2)
	if name != s.Name {
		return anlan.ErrPaperTemplateOther.With("got", called(w, name)).With("want", anlan.Both{ZH: s.Title, EN: cmp.Or(s.TitleEN, s.Title)})
	}
	return nil
}

// called is what people call the template of a workbook: the name of its sheet, which is its title.
func called(w *workbook, name string) string {
	if i := slices.IndexFunc(w.sheets, func(p sheetPart) bool { return !p.hidden && p.name != metaSheet }); i >= 0 {
		return w.sheets[i].name
	}
	return name
}

// fullRow is a row with its shared strings in place.
type fullRow struct {
	number int
	cells  []rawCell
}

func (r fullRow) text(col int) string {
	for _, c := range r.cells {
		if c.col == col {
			return c.text
		}
	}
	return ""
}

var errEnough = errors.New("enough rows")

// firstRows reads the first rows of a sheet that are not blank.
func (w *workbook) firstRows(part string, n int) ([]fullRow, error) {
	var rows []fullRow
	_, err := w.scan(part, func(number int, cells []rawCell) error {
		if rows = append(rows, fullRow{number, cells}); len(rows) == n {
			return errEnough
		}
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return nil, err
	}
	return rows, w.fillStrings(rows)
}

// fillStrings puts the shared strings into their cells.
func (w *workbook) fillStrings(rows []fullRow) error {
	wanted, last := map[int]string{}, -1
	for _, row := range rows {
		for _, c := range row.cells {
			if n := int(c.shared); n >= 0 {
				wanted[n], last = "", max(last, n)
			}
		}
	}
	if err := w.sharedStrings(wanted, last); err != nil {
		return err
	}
	for _, row := range rows {
		for i, c := range row.cells {
			if c.shared >= 0 {
				row.cells[i].text = clean(wanted[int(c.shared)])
			}
		}
	}
	return nil
}

// tableHead is where the head of the table stands and which of its columns are ours.
type tableHead struct {
	row     int
	columns map[int]int // column of the sheet → index in Sheet.Columns
	unknown []string
}

// findHead looks for the head in every visible sheet; the sheet with our title, in either language, comes first.
func (s Sheet) findHead(w *workbook) (sheetPart, tableHead, error) {
	sheets := slices.DeleteFunc(slices.Clone(w.sheets), func(p sheetPart) bool { return p.hidden || p.name == metaSheet || p.part == "" })
	ours := func(p sheetPart) int { return btoi(p.name == sheetName(s.Title) || p.name == sheetName(s.TitleEN)) }
	slices.SortStableFunc(sheets, func(a, b sheetPart) int { return ours(b) - ours(a) })
	var first error = anlan.ErrPaperNoSheet
	for i, p := range sheets[:min(len(sheets), 10)] {
		rows, err := w.firstRows(p.part, headRows)
		if err != nil {
			return p, tableHead{}, err
		}
		head, err := s.matchHead(rows)
		if err == nil {
			return p, head, nil
		}
		if i == 0 {
			first = err
		}
	}
	return sheetPart{}, tableHead{}, first
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// matchHead takes the first row that has all required heads, and else says what the best row lacks.
func (s Sheet) matchHead(rows []fullRow) (tableHead, error) {
	var best tableHead
	for _, row := range rows {
		head, err := s.matchRow(row)
		if err != nil {
			return head, err
		}
		if len(head.columns) > 0 && len(s.missing(head)) == 0 {
			return head, nil
		}
		if len(head.columns) > len(best.columns) {
			best = head
		}
	}
	missing := s.missing(best)
	if len(missing) == 0 { // nothing is required, and nothing was found either
		for _, c := range s.Columns {
			missing = append(missing, c.titles())
		}
	}
	return best, anlan.ErrPaperHeadMissing.With("columns", missing).With("row", max(best.row, 1))
}

func (s Sheet) matchRow(row fullRow) (tableHead, error) {
	head := tableHead{row: row.number, columns: map[int]int{}}
	heads, seen := s.heads(), map[int]bool{}
	for _, c := range row.cells {
		i, ok := heads[plainHead(c.text)]
		switch {
		case !ok && !slices.Contains(reasonHeads[:], c.text):
			head.unknown = append(head.unknown, c.text)
		case ok && seen[i]:
			return head, anlan.ErrPaperHeadTwice.With("column", c.text).With("row", row.number)
		case ok:
			seen[i], head.columns[c.col] = true, i
		}
	}
	return head, nil
}

func (s Sheet) missing(head tableHead) []anlan.Both {
	found := map[int]bool{}
	for _, i := range head.columns {
		found[i] = true
	}
	var missing []anlan.Both
	for i, c := range s.Columns {
		if c.Required && !found[i] {
			missing = append(missing, c.titles())
		}
	}
	return missing
}

// readRows reads the rows below the head; of each only the cells under our columns.
func (s Sheet) readRows(w *workbook, p sheetPart, head tableHead) ([]Row, error) {
	var raw []fullRow
	merged, err := w.scan(p.part, func(number int, cells []rawCell) error {
		if number <= head.row {
			return nil
		}
		ours := slices.DeleteFunc(cells, func(c rawCell) bool { _, ok := head.columns[c.col]; return !ok })
		if len(ours) == 0 {
			return nil
		}
		if len(raw) == s.maxRows() {
			return anlan.ErrPaperTooManyRows.With("max", s.maxRows())
		}
		raw = append(raw, fullRow{number, slices.Clip(ours)})
		return nil
	})
	if err != nil {
		return nil, err
	}
	if err := w.fillStrings(raw); err != nil {
		return nil, err
	}
	return s.spread(s.place(raw, head), merged, head)
}

// place puts every cell under its column. Rows of nothing but blanks are dropped.
func (s Sheet) place(raw []fullRow, head tableHead) []Row {
	index, rows := s.index(), make([]Row, 0, len(raw))
	for _, r := range raw {
		row, blank := Row{Number: r.number, cells: make([]Cell, len(s.Columns)), index: index}, true
		for _, c := range r.cells {
			cell := Cell{Text: c.text, Ref: joinRef(c.col, r.number), Formula: c.formula}
			if c.faulty {
				cell.faulty = c.text + "?"
			}
			blank = blank && c.text == "" && !c.faulty
			row.cells[head.columns[c.col]] = cell
		}
		if !blank {
			rows = append(rows, row)
		}
	}
	return rows
}

// spread repeats the value of a merged area in every row and column that it covers.
func (s Sheet) spread(rows []Row, merged []area, head tableHead) ([]Row, error) {
	work := 0
	for _, a := range merged {
		source, ok := head.columns[a.left]
		from, found := slices.BinarySearchFunc(rows, a.top, func(r Row, n int) int { return r.Number - n })
		if !ok || !found {
			continue
		}
		value := rows[from].cells[source]
		for i := from; i < len(rows) && rows[i].Number <= a.bottom; i++ {
			if work += len(head.columns); work > 1_000_000 {
				return nil, anlan.ErrPaperBomb.With("part", "mergeCells")
			}
			fill(rows[i], value, a, head)
		}
	}
	return rows, nil
}

func fill(r Row, value Cell, a area, head tableHead) {
	for col, i := range head.columns {
		if col >= a.left && col <= a.right && r.cells[i].Text == "" {
			r.cells[i] = Cell{Text: value.Text, Ref: joinRef(col, r.Number), Formula: value.Formula, Merged: true, faulty: value.faulty}
		}
	}
}
