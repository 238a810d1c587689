package paper

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"

	"anlan"
)

// paragraph is an innermost paragraph of a part, with the stretches of its text. Programs cut a text into
// runs as they please: {{标题}} may lie in three of them.
type paragraph struct {
	from, to int
	inside   bool // a cell or a box
	runs     []stretch
}

// stretch is the text of one w:t and where it lies in the part.
type stretch struct {
	from, to int
	text     string
}

func (p paragraph) text() string {
	var b strings.Builder
	for _, r := range p.runs {
		b.WriteString(r.text)
	}
	return b.String()
}

// filled returns the paragraph's text with its places filled, a line each; nil when it has none. Where all of them
// are filled with nothing, the words that lead up to them (抄送：) go too; the paragraph stays, a cell needs one.
func (p paragraph) filled(values map[string]string) []string {
	found, said := false, false
	text := place.ReplaceAllStringFunc(p.text(), func(name string) string {
		m := place.FindStringSubmatch(name)
		value, known := values[m[1]+m[2]]
		if !known {
			said = true
			return name
		}
		found, said = true, said || value != ""
		return value
	})
	switch {
	case !found:
		return nil
	case !said:
		return []string{""}
	}
	return strings.Split(text, "\n")
}

// tables are those that take the paragraph's place, where it is nothing but the name of some with rows.
func (p paragraph) tables(known map[string][]Table) ([]Table, bool) {
	text := strings.TrimSpace(p.text())
	m := place.FindStringSubmatch(text)
	if m == nil || m[0] != text {
		return nil, false
	}
	list := slices.DeleteFunc(slices.Clone(known[m[1]+m[2]]), func(t Table) bool { return len(t.Rows) == 0 })
	return list, len(list) > 0
}

// write writes the paragraph with a text of one line: the first run that had words carries them all.
func (p paragraph) write(out *bytes.Buffer, raw []byte, line string) {
	at := p.from
	for i, r := range p.runs {
		out.Write(raw[at:r.from])
		if i == 0 {
			out.WriteString(escape(line))
		}
		at = r.to
	}
	out.Write(raw[at:p.to])
}

// paragraphs reads the innermost paragraphs of a part in order. Text boxes hold paragraphs inside a
// paragraph: those count, and what surrounds them is left alone.
func paragraphs(e piece) (list []paragraph, err error) {
	dec := xml.NewDecoder(&sieve{r: bytes.NewReader(e.raw)})
	var open []*paragraph // nil: it holds others
	var path []string
	for {
		before := int(dec.InputOffset())
		tok, err := dec.RawToken()
		if errors.Is(err, io.EOF) {
			if len(path) != 0 {
				return nil, anlan.ErrPaperBroken.With("part", e.name)
			}
			return list, nil
		}
		if err != nil {
			return nil, asBroken(err, e.name)
		}
		after := int(dec.InputOffset())
		switch x := tok.(type) {
		case xml.StartElement:
			if path = append(path, x.Name.Local); len(path) > maxDepth {
				return nil, anlan.ErrPaperBomb.With("part", e.name)
			}
			if x.Name.Local == "p" {
				if len(open) > 0 {
					open[len(open)-1] = nil
				}
				open = append(open, &paragraph{from: before, inside: slices.Contains(path, "tc") || slices.Contains(path, "txbxContent")})
			}
		case xml.CharData:
			switch now := len(path); {
			case now > 0 && path[now-1] == "instrText" && fetches(string(x)):
				return nil, anlan.ErrTemplateExternal.With("part", strings.TrimSpace(string(x)))
			case now > 0 && path[now-1] == "t" && len(open) > 0 && open[len(open)-1] != nil:
				p := open[len(open)-1]
				p.runs = append(p.runs, stretch{before, after, string(x)})
			}
		case xml.EndElement:
			if len(path) == 0 || path[len(path)-1] != x.Name.Local {
				return nil, anlan.ErrPaperBroken.With("part", e.name)
			}
			path = path[:len(path)-1]
			if x.Name.Local == "p" {
				if p := open[len(open)-1]; p != nil {
					p.to = after
					list = append(list, *p)
				}
				open = open[:len(open)-1]
			}
		}
	}
}

// fetches reports whether a field brings something from elsewhere when the document is opened.
func fetches(field string) bool {
	word, _, _ := strings.Cut(strings.ToUpper(strings.TrimSpace(field)), " ")
	switch word {
	case "DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "LINK", "IMPORT", "HYPERLINK", "DATABASE":
		return true
	}
	return false
}
