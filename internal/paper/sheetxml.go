package paper

import (
	"encoding/xml"
	"errors"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"anlan"
)

// rawCell is one cell as the file has it.
type rawCell struct {
	col     int
	shared  int32  // number of a shared string, or -1
	text    string // what the cell shows
	formula bool
	faulty  bool
}

// area is a range of merged cells.
type area struct{ top, left, bottom, right int }

// sheetScan reads one sheet row by row.
type sheetScan struct {
	*workbook
	*markup
	row    int
	keep   func(row int, cells []rawCell) error
	merged []area
}

// scan calls keep for every row of a sheet that has a cell with something in it, and returns the
// merged areas.
func (w *workbook) scan(part string, keep func(int, []rawCell) error) ([]area, error) {
	r, err := w.open(part, maxUnpacked)
	if err != nil {
		return nil, err
	}
	defer func() { _ = r.Close() }()
	r.(*limited).left = maxSheetPart
	s := &sheetScan{workbook: w, markup: newMarkup(r, part), keep: keep}
	err = s.root(func(xml.StartElement) error { return s.children(s.section) })
	if errors.Is(err, anlan.ErrPaperBomb) && r.(*limited).left < 0 {
		err = anlan.ErrPaperTooManyRows.With("max", "20000") // mostly blank rows
	}
	return s.merged, err
}

func (s *sheetScan) section(e xml.StartElement) error {
	switch e.Name.Local {
	case "sheetData":
		return s.children(s.readRow)
	case "mergeCells":
		return s.children(s.readMerge)
	}
	return s.skip()
}

func (s *sheetScan) readRow(e xml.StartElement) error {
	next := s.row + 1
	if r := attr(e, "r"); r != "" {
		n, err := strconv.Atoi(r)
		if err != nil || n < next || n > 1<<20 {
			return anlan.ErrPaperBroken.With("part", s.part)
		}
		next = n
	}
	s.row = next
	var cells []rawCell
	col := 0
	err := s.children(func(e xml.StartElement) error {
		c, err := s.readCell(e, col+1)
		col = c.col
		if err == nil && (c.text != "" || c.shared >= 0 || c.faulty) {
			cells = append(cells, c)
		}
		if err == nil && len(cells) > maxColumns {
			return anlan.ErrPaperTooManyColumns.With("row", s.row).With("max", maxColumns)
		}
		return err
	})
	if err != nil || len(cells) == 0 {
		return err
	}
	return s.keep(s.row, cells)
}

func (s *sheetScan) readCell(e xml.StartElement, col int) (rawCell, error) {
	c := rawCell{col: col, shared: -1}
	if ref := attr(e, "r"); ref != "" {
		at, row := splitRef(ref)
		if at < col || row != s.row {
			return c, anlan.ErrPaperBroken.With("part", s.part)
		}
		c.col = at
	}
	value, hasValue := "", false
	err := s.children(func(child xml.StartElement) (err error) {
		switch child.Name.Local {
		case "f":
			c.formula = true
			return s.skip()
		case "v":
			value, err = s.text()
			hasValue = true
			return err
		case "is":
			value, err = s.richText()
			return err
		}
		return s.skip()
	})
	if err == nil {
		err = s.value(&c, attr(e, "t"), attr(e, "s"), value)
	}
	c.faulty = c.faulty || c.formula && !hasValue
	return c, err
}

// value turns the stored value into what the cell shows.
func (s *sheetScan) value(c *rawCell, kind, style, v string) error {
	switch kind {
	case "s":
		n, err := strconv.ParseInt(v, 10, 32)
		if err != nil || n < 0 {
			return anlan.ErrPaperBroken.With("part", s.part)
		}
		c.shared = int32(n)
	case "str", "inlineStr":
		c.text = clean(v)
	case "b":
		c.text = map[string]string{"1": "TRUE", "0": "FALSE"}[v]
	case "e":
		c.text, c.faulty = clean(v), true
	case "d":
		c.text = v[:min(len(v), 10)]
	default:
		n, _ := strconv.Atoi(style) // nonsense counts as the default style
		c.text = s.number(v, n > 0 && n < len(s.dates) && s.dates[n])
	}
	return nil
}

func (s *sheetScan) number(v string, date bool) string {
	f, err := strconv.ParseFloat(v, 64)
	if err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
		return clean(v)
	}
	if date {
		if t, ok := serialTime(f, s.date1904); ok {
			return t
		}
	}
	return numberText(f)
}

// numberText writes a number with the fifteen digits that a spreadsheet has, without an exponent:
// telephone numbers come through whole and 0.1+0.2 is 0.3.
func numberText(f float64) string {
	if rounded, err := strconv.ParseFloat(strconv.FormatFloat(f, 'g', 15, 64), 64); err == nil {
		f = rounded
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// serialTime turns the number of a day into 2006-01-02, with the time if there is one. Day 60 of
// the 1900 system is a 29 February that never was.
func serialTime(f float64, date1904 bool) (string, bool) {
	if f < 1 || f >= 2_958_466 || !date1904 && f >= 60 && f < 61 {
		return "", false
	}
	start := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case date1904:
		start = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case f < 60:
		start = time.Date(1899, 12, 31, 0, 0, 0, 0, time.UTC)
	}
	day, part := math.Modf(f)
	t := start.AddDate(0, 0, int(day))
	if part < 1.0/1440 {
		return t.Format(time.DateOnly), true
	}
	return t.Add(time.Duration(math.Round(part*1440)) * time.Minute).Format("2006-01-02 15:04"), true
}

func (s *sheetScan) readMerge(e xml.StartElement) error {
	from, to, _ := strings.Cut(attr(e, "ref"), ":")
	left, top := splitRef(from)
	right, bottom := splitRef(to)
	if left > 0 && right >= left && bottom >= top {
		s.merged = append(s.merged, area{top, left, bottom, right})
	}
	if len(s.merged) > maxMerges {
		return anlan.ErrPaperBomb.With("part", s.part)
	}
	return s.skip()
}

// splitRef turns B5 into column 2, row 5, and anything else into zeros.
func splitRef(ref string) (col, row int) {
	for i, r := range ref {
		if r >= 'A' && r <= 'Z' && i < 3 {
			col = col*26 + int(r-'A') + 1
			continue
		}
		n, err := strconv.Atoi(ref[i:])
		if err != nil || n < 1 || n > 1<<20 || col == 0 {
			return 0, 0
		}
		return col, n
	}
	return 0, 0
}

// joinRef turns column 2, row 5 into B5.
func joinRef(col, row int) string {
	name := ""
	for ; col > 0; col = (col - 1) / 26 {
		name = string(rune('A'+(col-1)%26)) + name
	}
	return name + strconv.Itoa(row)
}

// escaped is how a spreadsheet writes a character that XML cannot carry, such as _x000D_.
var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// clean trims a text and takes out what nobody can see: control characters, and marks that turn the
// direction of writing.
func clean(s string) string {
	if strings.Contains(s, "_x") {
		s = escaped.ReplaceAllStringFunc(s, func(e string) string {
			n, err := strconv.ParseUint(e[2:6], 16, 16)
			if err != nil {
				return e
			}
			return string(rune(n))
		})
	}
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u00a0", " ").Replace(s)
	return strings.TrimSpace(strings.Map(printable, s))
}
