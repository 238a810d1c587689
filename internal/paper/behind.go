package paper

import (
	"fmt"
	"regexp"
	"slices"
)

// behind puts tables on new pages at the end of the body, before what says how its pages look. A wide one gets a
// sheet that is turned: the form's own pages end with their look as it was, and the turned ones take it over.
func behind(raw []byte, tables []Table, styles map[string]string) ([]byte, error) {
	at, end, err := endOf(raw)
	if err != nil {
		return nil, err
	}
	own, rest := cutLook(raw[at:end])
	in := docxWriter{styles: styles, look: &pageLook{upright: own}}
	for _, t := range tables {
		if t.Wide == in.landscape {
			in.b.WriteString(`<w:p><w:r><w:br w:type="page"/></w:r></w:p>`)
		} else {
			in.turn(t.Wide)
		}
		t.write(&in)
	}
	if in.look.parted {
		own = in.look.of(in.landscape)
	}
	return slices.Concat(raw[:at], []byte(in.b.String()+own), rest, raw[end:]), nil
}

// cutLook parts the look of the pages from what else stands at the end of a body.
func cutLook(raw []byte) (look string, rest []byte) {
	m := lookForm.FindIndex(raw)
	if m == nil {
		return "", raw
	}
	return string(raw[:m[1]]), raw[m[1]:]
}

// pageLook is how the pages of a form look, upright as it says itself and turned.
type pageLook struct {
	upright string // its own; empty: as the program that opens it sees fit
	parted  bool   // the form's own pages have ended
}

// plain is a page for forms that say nothing of theirs.
const plain = `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>`

func (l pageLook) of(turned bool) string {
	look := l.upright
	if look == "" || emptyLook.MatchString(look) {
		look = plain
	}
	if l.parted { // pages that follow go on counting, on a sheet of their own
		look = goesOn.ReplaceAllString(startsAt.ReplaceAllString(look, ""), "")
		look = headed.ReplaceAllString(look, "") // they have no first page of their own: no red head once more
	}
	if turned {
		return turn(look)
	}
	return look
}

var (
	lookForm  = regexp.MustCompile(`^<w:sectPr(?:[^>]*/>|(?s:.*)</w:sectPr>)`)
	emptyLook = regexp.MustCompile(`^<w:sectPr[^>]*/>$`)
	goesOn    = regexp.MustCompile(`<w:type [^>]*/>`)
	headed    = regexp.MustCompile(`<w:titlePg(?: [^>]*)?/>`)
	startsAt  = regexp.MustCompile(` w:start="\d+"`)
	pageSize  = regexp.MustCompile(`<w:pgSz [^>]*/>`)
	pageEdges = regexp.MustCompile(`<w:pgMar [^>]*/>`)
)

// turn lays a page on its side; one that lies already stays so. The binding edge comes to the top.
func turn(look string) string {
	size := pageSize.FindString(look)
	w, h := measure(size, "w", pageWidth), measure(size, "h", pageHeight)
	if w >= h {
		return look
	}
	look = pageSize.ReplaceAllLiteralString(look, fmt.Sprintf(`<w:pgSz w:w="%d" w:h="%d" w:orient="landscape"/>`, h, w))
	edges := pageEdges.FindString(look)
	if edges == "" {
		return look
	}
	for to, from := range map[string]string{"top": "left", "right": "top", "bottom": "right", "left": "bottom"} {
		value := measure(pageEdges.FindString(look), from, marginLeft)
		edges = regexp.MustCompile(` w:`+to+`="-?\d+"`).ReplaceAllLiteralString(edges, fmt.Sprintf(` w:%s="%d"`, to, value))
	}
	if foot := measure(edges, "bottom", marginRight) / 2; measure(edges, "footer", 0) > foot { // the edge is narrower now: no text on the number
		edges = regexp.MustCompile(` w:footer="\d+"`).ReplaceAllLiteralString(edges, fmt.Sprintf(` w:footer="%d"`, foot))
	}
	return pageEdges.ReplaceAllLiteralString(look, edges)
}

// measure reads a measure of an element.
func measure(element, name string, otherwise int) int {
	n := otherwise
	if m := regexp.MustCompile(` w:` + name + `="(-?\d+)"`).FindStringSubmatch(element); m != nil {
		_, _ = fmt.Sscan(m[1], &n) // digits, as the pattern says
	}
	return n
}
