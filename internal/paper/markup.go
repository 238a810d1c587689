package paper

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"anlan"
)

const (
	maxToken = 1 << 20 // bytes from one "<" to the next
	maxDepth = 200     // elements inside elements; Word itself stays below 60
)

// sieve passes XML through and stops at what no office program writes but an attacker might:
// declarations (DOCTYPE, ENTITY, CDATA) and tokens so long that a decoder would swell.
type sieve struct {
	r      io.Reader
	since  int    // bytes since the last "<"
	opened []byte // a "<" and what follows it, while it still matters
	until  string // what ends the comment or instruction that we are in
	tail   []byte // the last bytes of it
}

func (s *sieve) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	for _, c := range p[:n] {
		if bad := s.next(c); bad != nil {
			return 0, bad
		}
	}
	return n, err
}

func (s *sieve) next(c byte) error {
	if s.since++; s.since > maxToken {
		return anlan.ErrPaperBomb.With("part", "xml")
	}
	switch {
	case s.until != "":
		s.pass(c)
	case c == '<':
		s.since, s.opened = 0, append(s.opened[:0], c)
	case len(s.opened) > 0:
		s.opened = append(s.opened, c)
		return s.judge()
	}
	return nil
}

// pass waits for the end of a comment or instruction; nothing inside it counts.
func (s *sieve) pass(c byte) {
	if len(s.tail) == 3 {
		s.tail = append(s.tail[:0], s.tail[1:]...)
	}
	if s.tail = append(s.tail, c); strings.HasSuffix(string(s.tail), s.until) {
		s.until = ""
	}
}

// judge looks at the first characters of a tag: "<?" and "<!--" are passed over, any other "<!" is
// refused.
func (s *sieve) judge() error {
	tag := string(s.opened)
	switch {
	case tag == "<!" || tag == "<!-":
		return nil
	case tag == "<!--":
		s.until = "-->"
	case tag == "<?":
		s.until = "?>"
	case tag[1] == '!':
		return anlan.ErrPaperDeclaration
	}
	s.opened, s.tail = s.opened[:0], s.tail[:0]
	return nil
}

// markup reads XML as nested elements. It is the only way in which this package looks into XML
// that somebody sent.
type markup struct {
	dec   *xml.Decoder
	part  string
	depth int
}

func newMarkup(r io.Reader, part string) *markup {
	return &markup{dec: xml.NewDecoder(&sieve{r: r}), part: part}
}

// children calls fn for every element directly inside the current one and returns at its end. fn
// must consume its element with children, text or skip.
func (m *markup) children(fn func(xml.StartElement) error) error {
	for {
		t, err := m.dec.Token()
		if err != nil {
			return m.broken(err)
		}
		switch t := t.(type) {
		case xml.EndElement:
			m.depth--
			return nil
		case xml.StartElement:
			if m.depth++; m.depth > maxDepth {
				return anlan.ErrPaperBomb.With("part", m.part)
			}
			if err := fn(t); err != nil {
				return err
			}
		}
	}
}

// root calls fn for the outermost element and then reads to the end, where the checksum is.
func (m *markup) root(fn func(xml.StartElement) error) error {
	seen := false
	for {
		t, err := m.dec.Token()
		if errors.Is(err, io.EOF) && seen {
			return nil
		}
		if err != nil {
			return m.broken(err)
		}
		e, ok := t.(xml.StartElement)
		if ok && seen {
			return anlan.ErrPaperBroken.With("part", m.part)
		}
		if ok {
			m.depth, seen = 1, true
			if err := fn(e); err != nil {
				return err
			}
		}
	}
}

// text returns the characters directly inside the current element.
func (m *markup) text() (string, error) {
	var b strings.Builder
	for {
		t, err := m.dec.Token()
		if err != nil {
			return "", m.broken(err)
		}
		switch t := t.(type) {
		case xml.CharData:
			b.Write(t)
		case xml.StartElement:
			if err := m.dec.Skip(); err != nil {
				return "", m.broken(err)
			}
		case xml.EndElement:
			m.depth--
			return b.String(), nil
		}
	}
}

// skip consumes the current element unseen.
func (m *markup) skip() error {
	return m.children(func(xml.StartElement) error { return m.skip() })
}

func (m *markup) broken(err error) error {
	var known *anlan.Error
	if errors.As(err, &known) {
		return known
	}
	return anlan.ErrPaperBroken.With("part", m.part).Because(err)
}

// attr returns an attribute by its local name; office files are free to choose the prefix.
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
