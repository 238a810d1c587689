package paper

import (
	"archive/zip"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"
)

// WriteDocx writes the document as .docx in the layout of GB/T 9704-2012. The same document gives
// the same bytes. It fails only when w does.
func (d Document) WriteDocx(w io.Writer) error { return d.writeWith(w, d.layout()) }

// writeWith writes the parts of a .docx with this word/document.xml.
func (d Document) writeWith(w io.Writer, layout string) error {
	z := zip.NewWriter(w)
	for _, part := range []struct{ name, body string }{
		{"[Content_Types].xml", partTypes},
		{"_rels/.rels", partRels},
		{"docProps/core.xml", d.properties()},
		{"word/_rels/document.xml.rels", partDocumentRels},
		{"word/document.xml", layout},
		{"word/fontTable.xml", partFonts},
		{"word/footer1.xml", footer("right")},
		{"word/footer2.xml", footer("left")},
		{"word/settings.xml", partSettings},
		{"word/styles.xml", partStyles},
	} {
		if err := addPart(z, part.name, part.body); err != nil {
			return err
		}
	}
	return z.Close()
}

// zipTime is the time of every entry: an archive knows no earlier one.
var zipTime = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

func addPart(z *zip.Writer, name, body string) error {
	w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: zipTime})
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, body)
	return err
}

func (d Document) properties() string {
	created := ""
	if ChineseDate(d.Date) != "" {
		created = `<dcterms:created xsi:type="dcterms:W3CDTF">` + string(d.Date) + `T00:00:00Z</dcterms:created>`
	}
	return xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		`<dc:title>` + escape(strings.Join(strings.Fields(d.Title), "")) + `</dc:title><dc:creator>` + escape(d.Signer) + `</dc:creator>` + created + `</cp:coreProperties>`
}

// layout is word/document.xml.
func (d Document) layout() string {
	w := &docxWriter{}
	for _, e := range elements {
		e.write(d, w)
	}
	return w.document()
}

// document closes word/document.xml around what was written.
func (w *docxWriter) document() string {
	return xmlHead + `<w:document ` + nsW + ` ` + nsR + `><w:body>` + w.b.String() + section(w.landscape) + `</w:body></w:document>`
}

// section is the page: A4, upright or on its side, with the margins of the standard.
func section(landscape bool) string {
	size := fmt.Sprintf(`<w:pgSz w:w="%d" w:h="%d"/><w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d"`,
		pageWidth, pageHeight, marginTop, marginRight, marginBottom, marginLeft)
	if landscape { // the sheet is turned, so the binding edge comes to the top
		size = fmt.Sprintf(`<w:pgSz w:w="%d" w:h="%d" w:orient="landscape"/><w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d"`,
			pageHeight, pageWidth, marginLeft, marginTop, marginRight, marginBottom)
	}
	foot := footerBottom
	if landscape {
		foot = marginRight / 2
	}
	return `<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>` +
		size + fmt.Sprintf(` w:header="851" w:footer="%d" w:gutter="0"/><w:docGrid w:type="lines" w:linePitch="%d"/></w:sectPr>`, foot, lineHeight)
}

// docxWriter collects the body of the document.
type docxWriter struct {
	b         strings.Builder
	landscape bool
	newPage   bool              // the next paragraph starts a page
	styles    map[string]string // what a template calls our styles; nil: as we do
	look      *pageLook         // of the template that it writes into; nil: the standard's
}

func (w *docxWriter) width() int {
	if w.landscape {
		return coreLength
	}
	return coreWidth
}

// turn starts a new page, with a new section if the sheet is turned.
func (w *docxWriter) turn(landscape bool) {
	if w.landscape == landscape {
		w.newPage = true
		return
	}
	look := section(w.landscape)
	if w.look != nil {
		look = w.look.of(w.landscape)
		w.look.parted = true
	}
	w.b.WriteString(`<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/>` + look + `</w:pPr></w:p>`)
	w.landscape = landscape
}

// para is the shape of one paragraph, as far as its style does not say it.
type para struct {
	style    string
	keepNext bool
	border   string // pBdr
	tabs     string
	before   int // space above
	line     int // height of a line if not the style's
	indent   string
	align    string
}

// para writes a paragraph; the order of the elements is the schema's.
func (w *docxWriter) para(p para, runs ...string) {
	b := &w.b
	b.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + w.style(p.style) + `"/>`)
	if p.keepNext {
		b.WriteString(`<w:keepNext/>`)
	}
	if w.newPage {
		b.WriteString(`<w:pageBreakBefore/>`)
		w.newPage = false
	}
	b.WriteString(p.border + p.tabs)
	if p.before > 0 || p.line > 0 {
		b.WriteString(`<w:spacing`)
		if p.before > 0 {
			fmt.Fprintf(b, ` w:before="%d"`, p.before)
		}
		if p.line > 0 {
			fmt.Fprintf(b, ` w:line="%d" w:lineRule="exact"`, p.line)
		}
		b.WriteString(`/>`)
	}
	b.WriteString(p.indent)
	if p.align != "" {
		b.WriteString(`<w:jc w:val="` + p.align + `"/>`)
	}
	b.WriteString(`</w:pPr>` + strings.Join(runs, "") + `</w:p>`)
}

// style is what the file that is written calls one of our styles.
func (w *docxWriter) style(id string) string {
	if theirs, known := w.styles[id]; known {
		return escape(theirs)
	}
	return id
}

// run is text in the paragraph's own font.
func run(text string) string { return runWith("", text) }

// runIn is text in another font.
func runIn(font, text string) string {
	return runWith(`<w:rFonts w:ascii="`+font+`" w:hAnsi="`+font+`" w:eastAsia="`+font+`" w:hint="eastAsia"/>`, text)
}

func runWith(props, text string) string {
	if props == "" { // the hint sends quotation marks and dashes to the Chinese font
		props = `<w:rFonts w:hint="eastAsia"/>`
	}
	body := strings.ReplaceAll(escape(text), "\n", `</w:t><w:br/><w:t xml:space="preserve">`)
	return `<w:r><w:rPr>` + props + `</w:rPr><w:t xml:space="preserve">` + body + `</w:t></w:r>`
}

// escape makes text safe inside XML. Characters that XML cannot carry are dropped, and so are the
// invisible ones that reverse the direction of writing and make one name look like another.
func escape(s string) string {
	s = strings.Map(printable, s)
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\t", " ").Replace(s)
}

func printable(r rune) rune {
	switch {
	case r == '\n' || r == '\t':
		return r
	case r < ' ', r == 0x7f, r == utf8.RuneError, r == 0xFFFE, r == 0xFFFF, r == 0xFEFF:
		return -1
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
		return -1
	}
	return r
}
