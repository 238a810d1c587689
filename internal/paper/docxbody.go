package paper

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

const redRule = `<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="11" w:color="FF0000"/></w:pBdr>`

// urgent is what stands above the red mark: copy number and urgency.
func (d Document) urgent(w *docxWriter) {
	if d.Copy != "" {
		w.para(para{style: "Normal"}, run(d.Copy))
	}
	if d.Urgency != "" {
		w.para(para{style: "Normal"}, runIn(fontBold, d.Urgency))
	}
}

// above counts the lines above the red mark.
func (d Document) above() (n int) {
	for _, line := range []string{d.Copy, d.Urgency} {
		if line != "" {
			n++
		}
	}
	return n
}

// mark sets the name of the organ as large as one line takes it; a long name is set narrow before
// it is set small, as printers do.
func (d Document) mark(w *docxWriter) {
	if d.Organ == "" {
		return
	}
	before := max(1984-d.above()*lineHeight, 0) // its top edge is 35 mm below the core's
	n := max(utf8.RuneCountInString(d.Organ), 1)
	size := min(max(coreWidth/20*14/(n*10), 26), 62) // points, at 140 % of what fits
	scale := min(coreWidth/20*100/(n*size), 100)
	props := fmt.Sprintf(`<w:w w:val="%d"/><w:sz w:val="%d"/><w:szCs w:val="%d"/>`, scale, size*2, size*2)
	w.para(para{style: "Mark", before: before, line: size * 24}, runWith(props, d.Organ))
}

// number is the number and, under a red mark, the red rule.
func (d Document) number(w *docxWriter) {
	if d.Organ == "" && d.Number == "" {
		return
	}
	p := para{style: "Normal", border: redRule, before: 2 * lineHeight, align: "center"}
	if d.Organ == "" {
		p.border, p.before = "", 0
	}
	if d.Signatory == "" {
		w.para(p, run(bracketed(d.Number)))
		return
	}
	p.align = "left"
	p.tabs = fmt.Sprintf(`<w:tabs><w:tab w:val="right" w:pos="%d"/></w:tabs>`, coreWidth-charWidth)
	p.indent = indent("left", 1)
	w.para(p, run(bracketed(d.Number)), `<w:r><w:tab/></w:r>`, run("签发人："), runIn(fontK3, d.Signatory))
}

// indent is an indentation by characters, with the length for readers that cannot count them.
func indent(side string, chars float64) string {
	return fmt.Sprintf(`<w:ind w:%sChars="%d" w:%s="%d"/>`, side, int(chars*100), side, int(chars*charWidth))
}

// heading is the title.
func (d Document) heading(w *docxWriter) {
	before := 2 * lineHeight
	if d.Organ == "" && d.Number == "" && d.above() == 0 {
		before = 0
	}
	w.title(d.Title, before)
}

// addressee is whom it goes to; without one a line stays empty.
func (d Document) addressee(w *docxWriter) {
	if d.Addressee != "" {
		name := strings.TrimRight(strings.TrimSpace(d.Addressee), "：:")
		w.para(para{style: "Normal", before: lineHeight}, run(name+"："))
		return
	}
	if len(d.Body) > 0 {
		w.para(para{style: "Normal"})
	}
}

// title writes a title with about twenty characters to the line.
func (w *docxWriter) title(title string, before int) {
	for _, line := range titleLines(title, w.width()/440) {
		w.para(para{style: "Title", keepNext: true, before: before}, run(line))
		before = 0
	}
}

func (p Paragraph) write(w *docxWriter) {
	for line := range strings.Lines(p.Text) {
		w.para(para{style: "Body"}, run(strings.TrimSpace(line)))
	}
}

func (h Heading) write(w *docxWriter) {
	level := min(max(h.Level, 1), 4)
	font := []string{fontBold, fontK3, fontBody, fontBody}[level-1]
	runs := []string{runIn(font, h.Text)}
	if h.Then != "" {
		runs = append(runs, run(h.Then))
	}
	alone := h.Then == "" && !strings.HasSuffix(h.Text, "。") // a sentence says enough to stand at the foot of a page
	w.para(para{style: fmt.Sprintf("Heading%d", level), keepNext: alone}, runs...)
}

func (d Document) body(w *docxWriter) {
	for _, b := range d.Body {
		b.write(w)
	}
}

func (d Document) note(w *docxWriter) {
	if d.Note != "" {
		w.para(para{style: "Normal", indent: indent("left", 2)}, run("（"+strings.Trim(d.Note, "（）()")+"）"))
	}
}

func (d Document) attachments(w *docxWriter) {
	for i, name := range d.Attachments {
		name = strings.TrimSpace(name)
		p := para{style: "Normal", keepNext: true}
		switch {
		case len(d.Attachments) == 1:
			p.before, p.indent = lineHeight, hanging(5, 3)
			name = "附件：" + name
		case i == 0:
			p.before, p.indent = lineHeight, hanging(6.5, 4.5)
			name = "附件：1. " + name
		default: // the numbers stand below each other
			p.indent = hanging(6.5, 1.5)
			name = fmt.Sprintf("%d. %s", i+1, name)
		}
		w.para(p, run(name))
	}
}

// hanging indents a paragraph and lets its first line begin further left.
func hanging(left, back float64) string {
	return fmt.Sprintf(`<w:ind w:leftChars="%d" w:left="%d" w:hangingChars="%d" w:hanging="%d"/>`,
		int(left*100), int(left*charWidth), int(back*100), int(back*charWidth))
}

// signature is where the signer and the date stand: the space above the first of them, and how many characters
// each keeps from the right. Under a seal the date stands four characters from the right and the signer is centred
// over it; without one the signer stands two characters from the right and the date begins two characters after it.
func (d Document) signature() (before int, nameRight, dateRight float64) {
	name, day := chars(d.Signer), chars(d.day())
	before, nameRight, dateRight = lineHeight, 2.0, 2.0
	switch {
	case d.Sealed:
		before, dateRight = 2*lineHeight, 4
		nameRight = max(dateRight-(name-day)/2, 0)
	case name-2 >= day:
		dateRight = nameRight + name - 2 - day
	default:
		nameRight = dateRight + day + 2 - name
	}
	return before, nameRight, dateRight
}

// day is the date as it is printed; a sample names its place instead.
func (d Document) day() string {
	if d.dayPlace != "" {
		return d.dayPlace
	}
	return ChineseDate(d.Date)
}

func (d Document) signer(w *docxWriter) {
	if before, right, _ := d.signature(); d.Signer != "" {
		w.para(para{style: "Normal", keepNext: d.day() != "", before: before, indent: indent("right", right), align: "right"}, run(d.Signer))
	}
}

func (d Document) date(w *docxWriter) {
	before, _, right := d.signature()
	if d.Signer != "" {
		before = 0
	}
	if d.day() != "" {
		w.para(para{style: "Normal", before: before, indent: indent("right", right), align: "right"}, run(d.day()))
	}
}

// chars is the width of a text in Chinese characters; digits take half of one.
func chars(s string) float64 {
	n := 0.0
	for _, r := range s {
		if n += 1; r < 0x80 {
			n -= 0.5
		}
	}
	return n
}

func annexLabel(i, n int) string {
	if n == 1 {
		return "附件"
	}
	return fmt.Sprintf("附件%d", i+1)
}

func (d Document) annexes(w *docxWriter) {
	for i, a := range d.Annexes {
		a.write(w, annexLabel(i, len(d.Annexes)))
	}
}

func (a Annex) write(w *docxWriter, label string) {
	w.turn(a.Landscape)
	w.para(para{style: "Normal", keepNext: true}, runIn(fontBold, label))
	w.title(a.Title, lineHeight)
	w.para(para{style: "Normal", keepNext: true, line: lineHeight / 2})
	for _, b := range a.Body {
		b.write(w)
	}
}
