package diligence

import (
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"anlan"
)

// Line is one line of a book. Everything in it comes from the event at its position.
type Line struct {
	N       int
	Pos     int64
	At      anlan.Instant
	Kind    string
	Chapter string
	Did     string // the kind in words
	Who     string // post and unit of whoever acted
	What    string // number and title
	Facts   []Said
	Hidden  bool // personal numbers and names are masked here and withheld in the bundle
}

// Said is one detail of a line.
type Said struct{ Label, Value string }

//go:embed facts.txt
var factsText string

//go:embed words.txt
var wordsText string

type factRow struct {
	path, form string
	label      anlan.Both
}

var (
	factRows = readFacts(factsText)
	codes    = readWords(wordsText)
)

func readFacts(text string) (list []factRow) {
	for line := range strings.Lines(text) {
		if p := strings.Split(strings.TrimSpace(line), "|"); len(p) == 4 && !strings.HasPrefix(line, "#") {
			list = append(list, factRow{p[0], p[1], anlan.Both{ZH: p[2], EN: p[3]}})
		}
	}
	return list
}

func readWords(text string) map[string]anlan.Both {
	m := map[string]anlan.Both{}
	for line := range strings.Lines(text) {
		if p := strings.Split(strings.TrimSpace(line), "|"); len(p) == 3 && !strings.HasPrefix(line, "#") {
			m[p[0]] = anlan.Both{ZH: p[1], EN: p[2]}
		}
	}
	return m
}

// Names says how posts, units and people were called at the end of the period. What no event named is
// called by its identifier.
type Names interface{ Name(id anlan.ID) string }

// lineOf writes the line of an event.
func lineOf(n int, e *Entry, names Names, people People, lang anlan.Lang) Line {
	k := kindOf(e.Kind)
	l := Line{N: n, Pos: e.Pos, At: e.At, Kind: e.Kind, Chapter: k.chapter, Did: lang.Pick(k.word.ZH, k.word.EN), Who: actorOf(e, names, lang), Hidden: personal(e)}
	title := []string{}
	for _, path := range []string{"number", "title", "name", "siteName", "site"} {
		if s := e.text(path); s != "" && !isID(s) && len(title) < 2 && !(path == "title" && slices.Contains(seatKinds, e.Kind)) {
			title = append(title, s)
		}
	}
	hide := func(s string, written bool) string {
		if written && !slices.Contains(seatKinds, e.Kind) { // an appointment names who was appointed
			known := s
			s = people.Hide(s)
			l.Hidden = l.Hidden || s != known
		}
		return mask(s)
	}
	said := strings.Join(title, " ")
	l.What = hide(said, true)
	for _, row := range factRows {
		if v := row.say(e, names, lang); v != "" && !(row.path == "number" || v == said) {
			l.Facts = append(l.Facts, Said{lang.Pick(row.label.ZH, row.label.EN), hide(v, row.written())})
		}
	}
	return l
}

// written tells whether a detail is in somebody's words; the others are names of posts and units, and codes.
func (f factRow) written() bool { return f.form == "text" || f.form == "files" }

// actorOf tells who did it: the post, never more of a person than that.
func actorOf(e *Entry, names Names, lang anlan.Lang) string {
	switch {
	case e.Actor.Post != "":
		return names.Name(e.Actor.Post)
	case e.Actor.Is(anlan.RoleTimer):
		return lang.Pick("系统时钟", "The clock")
	case e.Actor.Account == "public":
		return lang.Pick("群众", "The public")
	default:
		return lang.Pick("（无岗位）", "(no post)")
	}
}

// say is the value of a detail in words; empty where the event has none.
func (f factRow) say(e *Entry, names Names, lang anlan.Lang) string {
	v := e.field(f.path)
	switch f.form {
	case "files":
		return filesOf(v)
	case "name":
		return nameOf(v, names)
	case "who":
		return whoOf(v, names, lang)
	case "flag":
		return flagOf(v, lang)
	}
	s := plain(v)
	switch f.form {
	case "code", "step":
		if w, known := codes[s]; known {
			return lang.Pick(w.ZH, w.EN)
		}
		return "" // a code without words tells a reader nothing; the bundle has it
	case "kind":
		if w, known := kinds[s]; known {
			return lang.Pick(w.word.ZH, w.word.EN)
		}
		return ""
	case "any":
		if isID(s) {
			return names.Name(anlan.ID(s))
		}
	case "hash":
		if len(s) != 64 {
			return ""
		}
	case "moment":
		return strings.ReplaceAll(s[:min(len(s), 16)], "T", " ")
	case "text":
		if isID(s) {
			return ""
		}
	}
	return s
}

func flagOf(v any, lang anlan.Lang) string {
	switch v {
	case true:
		return lang.Pick("是", "yes")
	case false:
		return lang.Pick("否", "no")
	}
	return ""
}

func plain(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case float64:
		return strings.TrimSuffix(fmt.Sprintf("%.2f", v), ".00")
	}
	return ""
}

func nameOf(v any, names Names) string {
	switch v := v.(type) {
	case string:
		if isID(v) {
			return names.Name(anlan.ID(v))
		}
	case map[string]any:
		if s, is := v["name"].(string); is {
			return s
		}
	}
	return ""
}

func whoOf(v any, names Names, lang anlan.Lang) string {
	list, is := v.([]any)
	if !is {
		list = []any{v}
	}
	var out []string
	for _, x := range list {
		s, _ := x.(string)
		switch w, known := codes[s]; {
		case known:
			out = append(out, lang.Pick(w.ZH, w.EN))
		case isID(s):
			out = append(out, names.Name(anlan.ID(s)))
		}
	}
	return strings.Join(out, lang.Pick("、", ", "))
}

// filesOf names files with their digests: what was handed in can be told from what is shown later.
func filesOf(v any) string {
	list, _ := v.([]any)
	var out []string
	for _, x := range list {
		f, _ := x.(map[string]any)
		hash, _ := f["hash"].(string)
		name, _ := f["name"].(string)
		if hash != "" {
			out = append(out, strings.TrimSpace(name+" SHA-256 "+hash))
		}
	}
	return strings.Join(out, "; ")
}

func isID(s string) bool {
	_, err := anlan.ParseID(s)
	return err == nil
}

// numbers finds mobile and identity numbers that stand alone in a text.
var numbers = regexp.MustCompile(`(?:^|[^0-9A-Za-z-])(1[3-9]\d{9}|\d{17}[\dXx])(?:[^0-9A-Za-z-]|$)`)

// personal tells whether the words of an event hold such a number.
func personal(e *Entry) bool { return numbers.MatchString(e.Row.Body) }

// mask hides the middle of each.
func mask(s string) string {
	for {
		at := numbers.FindStringSubmatchIndex(s)
		if at == nil {
			return s
		}
		from, to := at[2], at[3]
		s = s[:from+3] + strings.Repeat("*", to-from-7) + s[to-4:]
	}
}
