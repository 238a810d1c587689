package paper

import (
	"bytes"
	"io"
	"regexp"
	"slices"
	"strings"

	"anlan"
)

// element is a piece of the page that the standard lays out. A template gives it its place by the name with 标准
// before it: {{标准标题}} breaks the title in balance, {{标准正文}} sets headings in their fonts, {{标准署名}} and
// {{标准日期}} stand as far from the edge as their length asks for.
type element struct {
	name, key string
	write     func(Document, *docxWriter)
}

// elements in the order of the page; a document is nothing but these.
var elements = []element{
	{"紧急程度", "urgency", Document.urgent},
	{"发文机关", "organ", Document.mark},
	{"文号", "number", Document.number},
	{"标题", "title", Document.heading},
	{"主送", "to", Document.addressee},
	{"正文", "body", Document.body},
	{"附件", "attachments", Document.attachments},
	{"署名", "signer", Document.signer},
	{"日期", "date", Document.date},
	{"附注", "note", Document.note},
	{"附表", "annexes", Document.annexes},
	{"版记", "imprint", Document.imprint},
}

// What stands before the name of a place at which the standard lays out.
const (
	standardZH = "标准"
	standardEN = "standard_"
)

// StandardPlaces are the places at which a template leaves the layout to the standard.
func StandardPlaces() (list []string) {
	for _, e := range elements {
		list = append(list, standardZH+e.name)
	}
	return list
}

// Standard returns the place by whose standard layout a name stands: 标题 for 标准标题 and for standard_title.
func Standard(place string) (name string, is bool) {
	e, is := elementOf(place)
	return e.name, is
}

func elementOf(place string) (element, bool) {
	for _, e := range elements {
		if place == standardZH+e.name || place == standardEN+e.key {
			return e, true
		}
	}
	return element{}, false
}

// WriteSample writes the standard layout as a template to begin from: each element has its place, in its form.
func WriteSample(w io.Writer) error {
	at := func(name string) string { return "{{" + standardZH + name + "}}" }
	d := Document{Urgency: at("紧急程度"), Organ: at("发文机关"), Number: at("文号"), Title: at("标题"), Addressee: at("主送"),
		Body: []Block{Paragraph{at("正文")}}, Attachments: []string{at("附件")}, Signer: at("署名"), dayPlace: at("日期"), Note: at("附注")}
	in := &docxWriter{}
	for _, e := range elements {
		e.write(d, in)
	}
	in.newPage = true // the tables behind a text begin a page
	in.para(para{style: "Normal"}, run(at("附表")))
	in.para(para{style: "Imprint", border: imprintFrame}, run(at("版记")))
	return Document{}.writeWith(w, in.document())
}

// imprintFrame draws the rules of the imprint around its name, so that they give way with it.
const imprintFrame = `<w:pBdr><w:top w:val="single" w:sz="8" w:space="1" w:color="000000"/><w:bottom w:val="single" w:sz="8" w:space="1" w:color="000000"/></w:pBdr>`

// framing is what may stand around a standard place: the sample shows the words that its element brings along.
var framing = regexp.MustCompile(`^[\s：（）]*(附件：)?[\s：（）]*$`)

// standard is the element that takes the paragraph's place.
func (p paragraph) standard() (element, bool) {
	text := p.text()
	m := place.FindStringSubmatch(text)
	if m == nil {
		return element{}, false
	}
	e, is := elementOf(m[1] + m[2])
	return e, is && framing.MatchString(strings.Replace(text, m[0], "", 1))
}

// Misplaced names the first place of the standard that cannot be laid out where it stands: among other words, in a
// cell, a box, a head or a foot.
func (t *Template) Misplaced() string {
	for _, e := range t.entries {
		if !e.text {
			continue
		}
		list, _ := paragraphs(e) // read before without an error
		for _, p := range list {
			_, whole := p.standard()
			for _, m := range place.FindAllStringSubmatch(p.text(), -1) {
				if _, is := elementOf(m[1] + m[2]); is && (!whole || p.inside || e.name != mainText) {
					return m[1] + m[2]
				}
			}
		}
	}
	return ""
}

const mainText = "word/document.xml"

// ourStyles are the styles that elements are written in, by the name that word processors keep: they give styles
// other identities as they please.
var ourStyles = map[string]string{"Normal": "Normal", "Mark": "发文机关标志", "Title": "Title", "Body": "Body Text", "Heading1": "heading 1",
	"Heading2": "heading 2", "Heading3": "heading 3", "Heading4": "heading 4", "Cell": "表格文字", "CellHead": "表头文字", "Imprint": "版记"}

var styleNamed = regexp.MustCompile(`<w:style\b([^>]*)>\s*<w:name w:val="([^"]*)"`)
var styleID = regexp.MustCompile(`w:styleId="([^"]*)"`)

// stylesOf finds what a template calls our styles.
func stylesOf(entries []piece) map[string]string {
	found := map[string]string{}
	i := slices.IndexFunc(entries, func(e piece) bool { return e.name == "word/styles.xml" })
	if i < 0 {
		return found
	}
	for _, m := range styleNamed.FindAllStringSubmatch(string(entries[i].raw), -1) {
		id := styleID.FindStringSubmatch(m[1])
		for ours, name := range ourStyles {
			if id != nil && strings.EqualFold(m[2], name) && strings.Contains(m[1], `"paragraph"`) {
				found[ours] = id[1]
			}
		}
	}
	return found
}

// StylesMissing names the styles without which places of the standard would look like any text.
func (t *Template) StylesMissing() (names []string) {
	if !slices.ContainsFunc(t.Places, func(p string) bool { _, is := elementOf(p); return is }) {
		return nil
	}
	for ours, name := range ourStyles {
		if _, known := t.styles[ours]; !known {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// endLook turns the last pages over when the last that was written lies on its side.
func endLook(raw []byte, w *docxWriter) ([]byte, error) {
	if !w.look.parted {
		return raw, nil
	}
	at, end, err := endOf(raw)
	if err != nil {
		return nil, err
	}
	_, rest := cutLook(raw[at:end])
	return slices.Concat(raw[:at], []byte(w.look.of(w.landscape)), rest, raw[end:]), nil
}

// lookOf is how the pages of a form look at its end.
func lookOf(raw []byte) *pageLook {
	at, end, err := endOf(raw)
	if err != nil { // no body, so no pages
		return &pageLook{}
	}
	own, _ := cutLook(raw[at:end])
	return &pageLook{upright: own}
}

// endOf finds where the body of a form ends, and where before it the look of its pages may stand.
func endOf(raw []byte) (at, end int, err error) {
	end = lastIndex(raw, "</w:body>")
	if end < 0 {
		return 0, 0, anlan.ErrPaperBroken.With("part", mainText)
	}
	at = end
	if last := lastIndex(raw[:end], "<w:sectPr"); last > lastIndex(raw[:end], "</w:p>") {
		at = last
	}
	return at, end, nil
}

func lastIndex(raw []byte, text string) int { return bytes.LastIndex(raw, []byte(text)) }
