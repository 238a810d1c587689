package paper

import (
	"encoding/xml"
	"io"
	"slices"
	"strconv"
	"strings"

	"anlan"
)

const (
	maxDocument = 12 << 20 // the main part of a .docx, unpacked: what can be read in a second
	maxText     = 8 << 20  // the text that comes out
	maxSpan     = 64       // columns that one cell of a table may cover
	maxCells    = 1024     // columns of a table
)

// DocxText returns the visible text of a .docx. A paragraph is a line; a row of a table is a line
// with its cells separated by tabs, where a merged cell's text stands in every row that it covers;
// breaks inside a cell become spaces. Deleted and hidden text, field codes and the pinyin above a
// character (ruby) are left out, and so is automatic numbering: only a number that was typed is
// text. Hostile, broken, protected and old files are refused with an *anlan.Error that says why.
func DocxText(r io.ReaderAt, size int64) (string, error) {
	a, err := openArchive(r, size, ".docx")
	if err != nil {
		return "", err
	}
	name, err := mainPart(a, "docx", "word/document.xml")
	if err != nil {
		return "", err
	}
	part, err := a.open(name, maxDocument)
	if err != nil {
		return "", err
	}
	defer func() { _ = part.Close() }()
	d := docxReader{markup: newMarkup(part, name)}
	if err := d.root(func(xml.StartElement) error { return d.blocks(d.line) }); err != nil {
		return "", err
	}
	return d.out.String(), nil
}

// docxReader walks WordprocessingML. Elements are told apart by their local names: transitional and
// strict files use different namespaces for the same words.
type docxReader struct {
	*markup
	out strings.Builder
}

// line receives one finished line of text.
func (d *docxReader) line(s string) error {
	if d.out.Len()+len(s) > maxText {
		return anlan.ErrPaperTooLarge.With("max", "8 MB")
	}
	d.out.WriteString(s)
	d.out.WriteByte('\n')
	return nil
}

// unseen are elements whose content is not part of the visible text.
var unseen = []string{"pPr", "sectPr", "tblPr", "tblGrid", "trPr", "del", "moveFrom", "Fallback", "rt", "rubyPr", "instrText", "delText", "delInstrText"}

func (d *docxReader) blocks(emit func(string) error) error {
	return d.children(func(e xml.StartElement) error { return d.block(e, emit) })
}

// block reads one element that may stand where a paragraph may stand.
func (d *docxReader) block(e xml.StartElement, emit func(string) error) error {
	switch name := e.Name.Local; {
	case name == "p":
		return d.paragraph(emit)
	case name == "tbl":
		return d.table(&merges{}, emit)
	case slices.Contains(unseen, name):
		return d.skip()
	}
	return d.blocks(emit)
}

func (d *docxReader) paragraph(emit func(string) error) error {
	var b strings.Builder
	if err := d.inline(&b, emit); err != nil {
		return err
	}
	return emit(b.String())
}

// inline collects the text of a paragraph; what stands in text boxes becomes lines of its own.
func (d *docxReader) inline(b *strings.Builder, emit func(string) error) error {
	return d.children(func(e xml.StartElement) error {
		switch name := e.Name.Local; {
		case name == "r":
			return d.run(b, emit)
		case name == "t":
			return d.characters(b)
		case name == "p" || name == "tbl" || slices.Contains(unseen, name):
			return d.block(e, emit)
		}
		b.WriteString(signs[e.Name.Local])
		return d.inline(b, emit)
	})
}

// signs are the elements that stand for a character.
var signs = map[string]string{"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}

func (d *docxReader) characters(b *strings.Builder) error {
	s, err := d.text()
	if b.Len()+len(s) > maxText {
		return anlan.ErrPaperTooLarge.With("max", "8 MB")
	}
	b.WriteString(strings.Map(oneLine, s))
	return err
}

func oneLine(r rune) rune {
	switch {
	case r == '\n' || r == '\r' || r == '\t':
		return ' '
	case r < ' ' || r == 0x7f || r == 0xFEFF:
		return -1
	}
	return r
}

// run reads one run; a run that is formatted as hidden is read and forgotten.
func (d *docxReader) run(b *strings.Builder, emit func(string) error) error {
	seen := b
	return d.children(func(e xml.StartElement) error {
		switch name := e.Name.Local; {
		case name == "rPr":
			hidden, err := d.hidden()
			if hidden {
				seen = new(strings.Builder)
				emit = func(string) error { return nil }
			}
			return err
		case name == "t":
			return d.characters(seen)
		case slices.Contains(unseen, name):
			return d.skip()
		}
		seen.WriteString(signs[e.Name.Local])
		return d.inline(seen, emit)
	})
}

func (d *docxReader) hidden() (bool, error) {
	hidden := false
	err := d.children(func(e xml.StartElement) error {
		if e.Name.Local == "vanish" {
			v := attr(e, "val")
			hidden = v != "0" && v != "false" && v != "off"
		}
		return d.skip()
	})
	return hidden, err
}

// merges remembers the text of the cell above, for cells merged downwards.
type merges struct{ above map[int]string }

func (d *docxReader) table(m *merges, emit func(string) error) error {
	return d.children(func(e xml.StartElement) error {
		switch name := e.Name.Local; {
		case name == "tr":
			return d.row(m, emit)
		case slices.Contains(unseen, name):
			return d.skip()
		}
		return d.table(m, emit)
	})
}

func (d *docxReader) row(m *merges, emit func(string) error) error {
	var cells []string
	above := map[int]string{}
	if err := d.cells(&cells, m, above); err != nil {
		return err
	}
	m.above = above
	return emit(strings.TrimRight(strings.Join(cells, "\t"), "\t"))
}

func (d *docxReader) cells(cells *[]string, m *merges, above map[int]string) error {
	return d.children(func(e xml.StartElement) error {
		switch name := e.Name.Local; {
		case name == "tc":
			c, err := d.cell()
			if err != nil {
				return err
			}
			if c.continued {
				c.text = m.above[len(*cells)]
			}
			if len(*cells)+c.span > maxCells {
				return anlan.ErrPaperBomb.With("part", d.part)
			}
			above[len(*cells)] = c.text
			*cells = append(append(*cells, c.text), make([]string, c.span-1)...)
			return nil
		case slices.Contains(unseen, name):
			return d.skip()
		}
		return d.cells(cells, m, above)
	})
}

type docxCell struct {
	text      string
	span      int
	continued bool // merged with the cell above
}

func (d *docxReader) cell() (docxCell, error) {
	c := docxCell{span: 1}
	var b strings.Builder
	emit := func(s string) error {
		s = strings.TrimSpace(strings.NewReplacer("\n", " ", "\t", " ").Replace(s))
		if b.Len() > 0 && s != "" {
			b.WriteByte(' ')
		}
		if b.Len()+len(s) > maxText {
			return anlan.ErrPaperTooLarge.With("max", "8 MB")
		}
		b.WriteString(s)
		return nil
	}
	err := d.children(func(e xml.StartElement) error {
		if e.Name.Local == "tcPr" {
			return d.cellShape(&c)
		}
		return d.block(e, emit)
	})
	c.text = b.String()
	return c, err
}

func (d *docxReader) cellShape(c *docxCell) error {
	return d.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "gridSpan":
			n, _ := strconv.Atoi(attr(e, "val")) // nonsense counts as one column
			c.span = min(max(n, 1), maxSpan)
		case "vMerge":
			c.continued = attr(e, "val") != "restart"
		}
		return d.skip()
	})
}
