package paper

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"

	"anlan"
)

// Template is a .docx of the county's own with named places, such as {{标题}} or 〔正文〕. It is read once,
// with the same suspicion as every file, and filled in the same way every time.
type Template struct {
	entries []piece           // in the order of the archive
	styles  map[string]string // what it calls our styles
	Places  []string
}

// piece is one unpacked entry of a template; text tells that places are looked for in it.
type piece struct {
	name string
	raw  []byte
	text bool
}

const maxTemplate = 24 << 20 // all entries, unpacked

// place is how a named place is written. Square brackets of document numbers hold digits, never a name.
var place = regexp.MustCompile(`\{\{\s*([^{}\s]{1,20})\s*\}\}|〔([\p{Han}]{1,10})〕`)

// ReadTemplate reads a template and finds its places. What would fetch or run something when it is opened is
// refused: macros, links to outside, embedded objects, fields that include files.
func ReadTemplate(r io.ReaderAt, size int64) (*Template, error) {
	a, err := openArchive(r, size, ".docx")
	if err != nil {
		return nil, err
	}
	if _, err := mainPart(a, "docx", "word/document.xml"); err != nil {
		return nil, err
	}
	t := &Template{}
	left := int64(maxTemplate)
	names := make([]string, 0, len(a.files))
	for name := range a.files {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		e, err := readEntry(a, name, left)
		if err != nil {
			return nil, err
		}
		left -= int64(len(e.raw))
		t.entries = append(t.entries, e)
		if e.text {
			if err := t.look(e); err != nil {
				return nil, err
			}
		}
	}
	t.styles = stylesOf(t.entries)
	return t, nil
}

var textPart = regexp.MustCompile(`^word/(document|header\d*|footer\d*|footnotes)\.xml$`)

func readEntry(a *archive, name string, left int64) (e piece, err error) {
	f := a.files[name]
	if strings.Contains(name, "/embeddings/") || strings.Contains(name, "activex") || strings.HasSuffix(name, ".bin") {
		return e, anlan.ErrTemplateExternal.With("part", f.Name)
	}
	rc, err := a.open(name, left)
	if err != nil {
		return e, err
	}
	defer func() { _ = rc.Close() }() // read only
	e = piece{name: f.Name, text: textPart.MatchString(name)}
	r := io.Reader(rc)
	if strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".rels") {
		r = &sieve{r: rc}
	}
	if e.raw, err = io.ReadAll(r); err != nil {
		return e, asBroken(err, f.Name)
	}
	if path.Ext(name) == ".rels" {
		err = noOutside(e)
	}
	return e, err
}

func asBroken(err error, part string) error {
	var known *anlan.Error
	if errors.As(err, &known) {
		return err
	}
	return anlan.ErrPaperBroken.With("part", part).Because(err)
}

// noOutside refuses relationships that lead out of the file or bring another file into it.
func noOutside(e piece) error {
	m := newMarkup(bytes.NewReader(e.raw), e.name)
	return m.root(func(xml.StartElement) error {
		return m.children(func(x xml.StartElement) error {
			kind := path.Base(attr(x, "Type"))
			if attr(x, "TargetMode") == "External" || kind == "aFChunk" || kind == "attachedTemplate" || kind == "oleObject" {
				return anlan.ErrTemplateExternal.With("part", kind)
			}
			return m.skip()
		})
	})
}

// look finds the places of a part, and refuses fields that fetch something.
func (t *Template) look(e piece) error {
	list, err := paragraphs(e)
	for _, p := range list {
		for _, m := range place.FindAllStringSubmatch(p.text(), -1) {
			if name := m[1] + m[2]; !slices.Contains(t.Places, name) {
				t.Places = append(t.Places, name)
			}
		}
	}
	return err
}

// Alone reports whether a place has every paragraph in which it stands to itself.
func (t *Template) Alone(name string) bool {
	for _, e := range t.entries {
		if !e.text {
			continue
		}
		list, _ := paragraphs(e) // read before without an error
		for _, p := range list {
			for _, m := range place.FindAllStringSubmatch(p.text(), -1) {
				if m[1]+m[2] == name && strings.TrimSpace(p.text()) != m[0] {
					return false
				}
			}
		}
	}
	return true
}

// Fills is what the places of a template are filled with.
type Fills struct {
	Values map[string]string
	Tables map[string][]Table // by the place that gives way to them
	Behind []Table            // on new pages behind everything
	Paper  Document           // laid out at the places of the standard
}

// Fill writes the document with its places filled. A value of several lines takes a paragraph for each; a
// place of tables gives way to those that have rows; a place without a value stays as it is. The same values
// give the same bytes.
func (t *Template) Fill(w io.Writer, f Fills) error {
	z := zip.NewWriter(w)
	for _, e := range t.entries {
		raw := e.raw
		if e.text {
			filled, err := t.fillPart(e, f)
			if err != nil {
				return err
			}
			raw = filled
		}
		if e.name == mainText && len(f.Behind) > 0 {
			var err error
			if raw, err = behind(raw, f.Behind, t.styles); err != nil {
				return err
			}
		}
		if err := addPart(z, e.name, string(raw)); err != nil {
			return err
		}
	}
	return z.Close()
}

func (t *Template) fillPart(e piece, f Fills) ([]byte, error) {
	list, err := paragraphs(e)
	if err != nil {
		return nil, err
	}
	in := &docxWriter{styles: t.styles}
	if e.name == mainText {
		in.look = lookOf(e.raw)
	}
	var out bytes.Buffer
	at := 0
	for _, p := range list {
		gives := p.giveWay(in, f, e)
		lines := p.filled(f.Values)
		if !gives && lines == nil {
			continue
		}
		out.Write(e.raw[at:p.from])
		if at = p.to; gives {
			out.WriteString(in.b.String())
			continue
		}
		for _, line := range lines {
			p.write(&out, e.raw, line)
		}
	}
	out.Write(e.raw[at:])
	if e.name != mainText {
		return out.Bytes(), nil
	}
	return endLook(out.Bytes(), in)
}

// giveWay writes what takes the whole paragraph's place, if it is a place of tables or of the standard.
func (p paragraph) giveWay(in *docxWriter, f Fills, e piece) bool {
	in.b.Reset()
	if list, alone := p.tables(f.Tables); alone {
		in.tables(list, p.room(e))
		return true
	}
	x, is := p.standard()
	if is = is && e.name == mainText && !p.inside; is {
		x.write(f.Paper, in)
	}
	return is
}
