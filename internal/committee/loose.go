package committee

import (
	"regexp"
	"slices"
	"unicode"
)

// Loose is a stretch of the minutes in which nothing was recognised: gray at the desk, one key away
// from becoming a task.
type Loose struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// looseMost bounds the list.
const looseMost = 2000

// loose returns the sentences of the raw text, or parts of them, that no decision covers.
func loose(raw []rune, taken []Span) []Loose {
	taken = slices.Clone(taken)
	slices.SortFunc(taken, func(a, b Span) int { return a.Start - b.Start })
	list := []Loose{}
	at := 0
	add := func(end int) {
		for _, s := range sentences(raw, Span{at, end}) {
			if len(list) < looseMost {
				list = append(list, Loose{s.Start, s.End, string(raw[s.Start:s.End])})
			}
		}
	}
	for _, t := range taken {
		if t.Start < 0 || t.End > len(raw) {
			continue
		}
		if t.Start > at {
			add(t.Start)
		}
		at = max(at, t.End)
	}
	add(len(raw))
	return list
}

// sentences cuts a stretch at the ends of sentences and lines, leaving out what holds no words.
func sentences(raw []rune, within Span) []Span {
	var list []Span
	start := within.Start
	for i := within.Start; i <= within.End; i++ {
		if i < within.End && !endsSentence(raw[i]) {
			continue
		}
		if s := trimmed(raw, Span{start, i}); words(raw, s) >= 4 && !leadIn.MatchString(string(raw[s.Start:s.End])) {
			list = append(list, s)
		}
		start = i + 1
	}
	return list
}

// leadIn only says that the meeting speaks.
var leadIn = regexp.MustCompile(`^(?:会议|会上)\p{Han}{2,4}$`)

func endsSentence(r rune) bool {
	switch r {
	case '。', '！', '？', '；', '\n', '\r', ';', '!', '?':
		return true
	}
	return false
}

// words counts the letters of a stretch.
func words(raw []rune, s Span) (n int) {
	for i := s.Start; i < s.End; i++ {
		if unicode.IsLetter(raw[i]) {
			n++
		}
	}
	return n
}

// trimmed cuts blanks and stops from both ends.
func trimmed(raw []rune, s Span) Span {
	idle := func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || slices.Contains([]rune("，。；、：,;:"), r)
	}
	for s.Start < s.End && idle(raw[s.Start]) {
		s.Start++
	}
	for s.End > s.Start && idle(raw[s.End-1]) {
		s.End--
	}
	return s
}

// spans returns where the decisions stand in the text; dropped ones were recognised too.
func spans(list []Decision) []Span {
	var out []Span
	for _, d := range list {
		if d.Source.Start >= 0 {
			out = append(out, d.Source)
		}
	}
	return out
}
