package paper

import (
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"

	"anlan"
)

// The limits inside a workbook.
const (
	maxSheetPart = 40 << 20 // bytes of one sheet that are read, blank rows included
	maxStrings   = 300_000  // shared strings
	maxStringXML = 32 << 20
	maxColumns   = 512
	maxMerges    = 20_000
)

// workbook is an .xlsx whose directory has been read. The reading is done here and not by excelize:
// it knows formulas from values, needs memory only for the rows that are kept, and goes through the
// same sieve as every other XML. A test compares the two.
type workbook struct {
	*archive
	sheets   []sheetPart
	date1904 bool
	dates    []bool // by style: is it the style of a date?
}

type sheetPart struct {
	name, part string
	hidden     bool
}

func openWorkbook(r io.ReaderAt, size int64) (*workbook, error) {
	a, err := openArchive(r, size, ".xlsx")
	if err != nil {
		return nil, err
	}
	main, err := mainPart(a, "xlsx", "xl/workbook.xml")
	if err != nil {
		return nil, err
	}
	for name := range a.files {
		if strings.Contains(name, "externallinks/") || strings.HasSuffix(name, "/connections.xml") {
			return nil, anlan.ErrPaperExternal
		}
	}
	w := &workbook{archive: a}
	targets, err := w.relations(main)
	if err == nil {
		err = w.readSheets(main, targets)
	}
	if err == nil {
		err = w.readStyles(path.Join(path.Dir(main), "styles.xml"))
	}
	return w, err
}

// step is what becomes of an element after a function has looked at it.
type step int

const (
	descend  step = iota // look at its children too
	pass                 // skip it
	consumed             // the function has read it
)

// each calls fn for every element of a part, in whatever depth.
func (a *archive) each(part string, limit int64, fn func(m *markup, e xml.StartElement) (step, error)) error {
	r, err := a.open(part, limit)
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }()
	m := newMarkup(r, part)
	var visit func(e xml.StartElement) error
	visit = func(e xml.StartElement) error {
		next, err := fn(m, e)
		switch {
		case err != nil || next == consumed:
			return err
		case next == pass:
			return m.skip()
		}
		return m.children(visit)
	}
	return m.root(visit)
}

// relations maps the relation ids of a part to the names of other parts.
func (w *workbook) relations(main string) (map[string]string, error) {
	targets := map[string]string{}
	part := path.Join(path.Dir(main), "_rels", path.Base(main)+".rels")
	err := w.each(part, 1<<20, func(_ *markup, e xml.StartElement) (step, error) {
		if target := attr(e, "Target"); strings.HasPrefix(target, "/") {
			targets[attr(e, "Id")] = strings.TrimPrefix(target, "/")
		} else if target != "" {
			targets[attr(e, "Id")] = path.Join(path.Dir(main), target)
		}
		return descend, nil
	})
	return targets, err
}

func (w *workbook) readSheets(main string, targets map[string]string) error {
	err := w.each(main, 1<<20, func(_ *markup, e xml.StartElement) (step, error) {
		switch e.Name.Local {
		case "workbookPr":
			v := attr(e, "date1904")
			w.date1904 = v == "1" || v == "true"
		case "sheet":
			state := attr(e, "state")
			w.sheets = append(w.sheets, sheetPart{attr(e, "name"), targets[relationID(e)], state == "hidden" || state == "veryHidden"})
		}
		return descend, nil
	})
	if err == nil && len(w.sheets) == 0 {
		return anlan.ErrPaperBroken.With("part", main)
	}
	return err
}

// relationID is r:id; sheetId has no namespace.
func relationID(e xml.StartElement) string {
	for _, a := range e.Attr {
		if a.Name.Local == "id" && a.Name.Space != "" {
			return a.Value
		}
	}
	return ""
}

// readStyles learns which styles show a number as a date.
func (w *workbook) readStyles(part string) error {
	if !w.has(part) {
		return nil
	}
	custom, inCells := map[string]bool{}, false
	return w.each(part, 4<<20, func(_ *markup, e xml.StartElement) (step, error) {
		switch e.Name.Local {
		case "numFmt":
			custom[attr(e, "numFmtId")] = dateFormat(attr(e, "formatCode"))
		case "cellStyleXfs", "cellXfs":
			inCells = e.Name.Local == "cellXfs"
		case "xf":
			if id := attr(e, "numFmtId"); inCells {
				w.dates = append(w.dates, custom[id] || builtinDate(id))
			}
		}
		return descend, nil
	})
}

// builtinDate knows the numbers of the date formats that every program has, the Chinese ones among
// them.
func builtinDate(id string) bool {
	n, err := strconv.Atoi(id)
	return err == nil && (n >= 14 && n <= 17 || n == 22 || n >= 27 && n <= 31 || n == 36 || n >= 50 && n <= 54 || n == 57 || n == 58)
}

// dateFormat reports whether a format code shows a year or a day, outside quotes and brackets.
func dateFormat(code string) bool {
	quoted, bracket := false, false
	for _, r := range strings.ToLower(code) {
		switch {
		case r == '"':
			quoted = !quoted
		case r == '[' || r == ']':
			bracket = r == '['
		case (r == 'y' || r == 'd') && !quoted && !bracket:
			return true
		}
	}
	return false
}

// richText is the text of a string that may consist of runs; the readings above it are left out.
func (m *markup) richText() (string, error) {
	var b strings.Builder
	var visit func(e xml.StartElement) error
	visit = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "t":
			s, err := m.text()
			b.WriteString(s)
			return err
		case "rPh":
			return m.skip()
		}
		return m.children(visit)
	}
	err := m.children(visit)
	return b.String(), err
}

// sharedStrings reads the strings whose numbers are wanted and stops after the last of them.
func (w *workbook) sharedStrings(wanted map[int]string, last int) error {
	if len(wanted) == 0 {
		return nil
	}
	if last >= maxStrings {
		return anlan.ErrPaperBomb.With("part", "sharedStrings.xml")
	}
	const part = "xl/sharedStrings.xml"
	n, done := 0, errors.New("all found")
	err := w.each(part, maxStringXML, func(m *markup, e xml.StartElement) (step, error) {
		if e.Name.Local != "si" {
			return descend, nil
		}
		s, err := m.richText()
		if _, ok := wanted[n]; ok {
			wanted[n] = s
		}
		if n++; err == nil && n > last {
			err = done
		}
		return consumed, err
	})
	if errors.Is(err, done) {
		return nil
	}
	if err == nil { // a cell names a string that is not there
		err = anlan.ErrPaperBroken.With("part", part)
	}
	return err
}
