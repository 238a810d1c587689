package paper

import (
	"regexp"
	"slices"
)

var (
	sectionEnd = regexp.MustCompile(`<w:sectPr[ />]`)
	something  = regexp.MustCompile(`<w:(?:p|tbl)[ />]`)
)

// room is how the tables of a place may stand there.
type room struct {
	turns bool // wide ones on a sheet that is turned
	last  bool // nothing follows, so that the sheet need not be turned back
}

// room looks at where a paragraph stands. Wide tables lie on their side in the last section of a form, at a place of its
// own among its paragraphs: only there it is known how the pages behind them look. In an earlier section, a cell, a box, a
// head or a foot they stand as the page does.
func (p paragraph) room(e piece) room {
	if e.name != mainText || p.inside {
		return room{}
	}
	at, _, err := endOf(e.raw)
	if err != nil || at < p.to || sectionEnd.Match(e.raw[p.from:at]) {
		return room{}
	}
	return room{turns: true, last: !something.Match(e.raw[p.to:at])}
}

// tables writes the tables of a place, and goes back to the form's own pages behind them.
func (w *docxWriter) tables(list []Table, r room) {
	turns := r.turns && w.look != nil && !w.look.lies()
	for _, t := range list {
		if turns && t.Wide != w.landscape {
			w.turn(t.Wide)
		}
		t.write(w)
	}
	if turns && w.landscape && !r.last {
		w.turn(false)
	}
}

// lies tells whether the form's own pages lie on their side already.
func (l pageLook) lies() bool { return l.upright != "" && turn(l.upright) == l.upright }

// Upright names the places, of those that are given, at which wide tables stand as the page does, because the section of
// the form in which they are cannot be turned.
func (t *Template) Upright(names ...string) (list []string) {
	for _, e := range t.entries {
		if !e.text {
			continue
		}
		paras, _ := paragraphs(e) // read before without an error
		for _, p := range paras {
			for _, m := range place.FindAllStringSubmatch(p.text(), -1) {
				name := m[1] + m[2]
				if slices.Contains(names, name) && !slices.Contains(list, name) && !p.room(e).turns {
					list = append(list, name)
				}
			}
		}
	}
	return list
}
