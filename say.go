package anlan

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
)

//go:embed errors.json
var catalogue []byte

// Lang is a language of the product.
type Lang string

// The two complete languages.
const (
	ZH Lang = "zh"
	EN Lang = "en"
)

// Pick returns the word for the language.
func (l Lang) Pick(zh, en string) string {
	if l == EN {
		return en
	}
	return zh
}

var sentences = sync.OnceValue(func() map[string][2]string {
	var entries []struct{ Code, ZH, EN string }
	if err := json.Unmarshal(catalogue, &entries); err != nil {
		panic("anlan: errors.json: " + err.Error()) // the generator has checked it
	}
	m := make(map[string][2]string, len(entries))
	for _, e := range entries {
		m[e.Code] = [2]string{e.ZH, e.EN}
	}
	return m
})

// Say returns the sentence of an error for a person, with its places filled.
func (e *Error) Say(l Lang) string {
	both := sentences()[e.Code]
	text := l.Pick(both[0], both[1])
	for name, value := range e.Args {
		if name == "name" && e.aboutField() {
			value = e.Called(l)
		}
		text = strings.ReplaceAll(text, "{"+name+"}", show(value, l))
	}
	return text
}

// Called is what the sentence of an error calls the field that it is about; empty where it names none. A form that
// gives the field another label puts its own in this place.
func (e *Error) Called(l Lang) string {
	if !e.aboutField() {
		return ""
	}
	if field, ok := e.Args["name"].(string); ok {
		return show(FieldWord(field), l)
	}
	return show(e.Args["name"], l)
}

func (e *Error) aboutField() bool {
	return e.Args["name"] != nil && strings.HasPrefix(e.Code, "field_")
}

//go:embed fields.json
var fieldList []byte

var fieldWords = sync.OnceValue(func() map[string]Both {
	var entries []struct{ Field, ZH, EN string }
	if err := json.Unmarshal(fieldList, &entries); err != nil {
		panic("anlan: fields.json: " + err.Error()) // a test has read it
	}
	m := make(map[string]Both, len(entries))
	for _, e := range entries {
		m[e.Field] = Both{e.ZH, e.EN}
	}
	return m
})

// FieldWord is what people call a field that an error names by its path, such as items[3].due; a path that
// fields.json does not know stands for itself.
func FieldWord(path string) Both {
	if w, known := fieldWords()[path]; known {
		return w
	}
	last := path[strings.LastIndexByte(path, '.')+1:]
	if i := strings.IndexByte(last, '['); i > 0 {
		last = last[:i]
	}
	if w, known := fieldWords()[last]; known {
		return w
	}
	return Both{path, path}
}

// Both is a word in both languages: the value of an argument that people read.
type Both struct{ ZH, EN string }

func show(v any, l Lang) string {
	switch v := v.(type) {
	case Both:
		return l.Pick(v.ZH, v.EN)
	case []Both:
		words := make([]string, len(v))
		for i, w := range v {
			words[i] = l.Pick(w.ZH, w.EN)
		}
		return strings.Join(words, l.Pick("、", ", "))
	case []string:
		return strings.Join(v, l.Pick("、", ", "))
	case Instant:
		return v.Time().Format("2006-01-02 15:04")
	default:
		return fmt.Sprint(v)
	}
}

// Clip returns the first n characters of what somebody typed.
func Clip(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n])
	}
	return s
}

// Shorten cuts a text to at most n characters and shows that it was cut.
func Shorten(s string, n int) string {
	if short := Clip(s, n); short == s {
		return s
	}
	return Clip(s, n-1) + "…"
}
