package diligence

import (
	_ "embed"
	"slices"
	"strings"

	"anlan"
)

// The chapters of a book, in order.
const (
	Holders  = "holders"  // who held it
	Known    = "known"    // what was known when
	Told     = "told"     // who was told and signed for it
	Answered = "answered" // what was answered
	Rules    = "rules"    // which rule was in force
	Asked    = "asked"    // what was asked for and refused
	Proofs   = "proofs"   // how it is proved
)

// chapters lists them in order; Rules has no lines of its own.
var chapters = []string{Holders, Known, Told, Answered, Rules, Asked, Proofs}

//go:embed kinds.txt
var kindsText string

// kind is what a book says of a kind of event.
type kind struct {
	chapter string
	own     bool // only for whoever did it, and for the record itself
	word    anlan.Both
}

var kinds = readKinds(kindsText)

func readKinds(text string) map[string]kind {
	m := map[string]kind{}
	for line := range strings.Lines(text) {
		part := strings.Split(strings.TrimSpace(line), "|")
		if len(part) == 5 && !strings.HasPrefix(line, "#") {
			m[part[0]] = kind{part[1], part[2] == "own", anlan.Both{ZH: part[3], EN: part[4]}}
		}
	}
	return m
}

// Speaks tells whether books have words for a kind of event, or never speak of it on purpose.
func Speaks(name string) bool {
	_, known := kinds[name]
	return known || slices.ContainsFunc(silent, func(p string) bool { return strings.HasPrefix(name, p) })
}

// kindOf never fails: what no row speaks of is something that was known, under its own name.
func kindOf(name string) kind {
	if k, known := kinds[name]; known {
		return k
	}
	return kind{Known, false, anlan.Both{ZH: name, EN: name}}
}
