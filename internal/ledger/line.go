package ledger

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
)

// An entry is exported as one line of JSON with its keys in a fixed order and the stored JSON of
// actor and body spliced in byte for byte:
//
//	{"pos":1,"at":1642400000000,"id":"…","kind":"…","ref":"…","seal":"…","salt":"…","actor":{…},"body":{…}}
//
// A stored text that is not JSON any more is written as a string under actor_text or body_text; the
// program never stores such a text, so the verifier takes it as altered.

// Line is the entry as an export writes it.
func (e *Entry) Line() []byte { return appendLine(nil, e) }

// ParseLine reads a line of an export and refuses what the ledger would not have written.
func ParseLine(line string) (Entry, error) {
	e, odd, err := parseLine(line)
	if err == nil && odd {
		err = errLine
	}
	return e, err
}

// appendLine writes the entry's line.
func appendLine(b []byte, e *Entry) []byte {
	b = append(b, `{"pos":`...)
	b = strconv.AppendInt(b, e.Pos, 10)
	if _, ok := e.Instant(); ok {
		b = append(append(b, `,"at":`...), e.At...)
	} else {
		b = appendString(append(b, `,"at_text":`...), e.At)
	}
	for _, f := range [...]struct{ key, value string }{
		{`,"id":`, e.ID}, {`,"kind":`, e.Kind}, {`,"ref":`, e.Ref}, {`,"seal":`, e.Seal}, {`,"salt":`, e.Salt},
	} {
		b = appendString(append(b, f.key...), f.value)
	}
	b = appendJSON(b, "actor", e.Actor)
	b = appendJSON(b, "body", e.Body)
	return append(b, '}', '\n')
}

func appendJSON(b []byte, key, text string) []byte {
	b = append(append(b, `,"`...), key...)
	if json.Valid([]byte(text)) && !strings.ContainsRune(text, '\n') {
		return append(append(b, `":`...), text...)
	}
	return appendString(append(b, `_text":`...), text)
}

func appendString(b []byte, s string) []byte {
	if isPlain(s) {
		return append(append(append(b, '"'), s...), '"')
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string always encodes
	return append(b, bytes.TrimSuffix(out.Bytes(), []byte("\n"))...)
}

// isPlain reports whether the string stands in JSON as it is.
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}

var errLine = errors.New("the line is not an entry as the ledger writes it")

// parseLine reads what appendLine wrote and refuses everything else. odd tells that the line is
// well-formed but carries a text that the program never stores.
func parseLine(line string) (e Entry, odd bool, err error) {
	s := scanner{rest: strings.TrimSuffix(line, "\n")}
	s.literal(`{"pos":`)
	e.Pos = s.integer()
	if s.has(`,"at_text":`) {
		e.At, odd = s.text(), true
	} else {
		s.literal(`,"at":`)
		e.At = s.number()
	}
	for _, f := range [...]struct {
		key  string
		into *string
	}{{`,"id":`, &e.ID}, {`,"kind":`, &e.Kind}, {`,"ref":`, &e.Ref}, {`,"seal":`, &e.Seal}, {`,"salt":`, &e.Salt}} {
		s.literal(f.key)
		*f.into = s.text()
	}
	e.Actor = s.value("actor", `,"body`, &odd)
	e.Body = s.value("body", "", &odd)
	if s.bad || s.rest != "}" {
		return e, odd, errLine
	}
	return e, odd, nil
}

// scanner cuts a line from the left. After the first thing that does not fit, bad stays set.
type scanner struct {
	rest string
	bad  bool
}

func (s *scanner) has(prefix string) bool {
	rest, ok := strings.CutPrefix(s.rest, prefix)
	if ok {
		s.rest = rest
	}
	return ok
}

func (s *scanner) literal(prefix string) {
	if !s.has(prefix) {
		s.bad = true
	}
}

func (s *scanner) number() string {
	n := 0
	for n < len(s.rest) && (s.rest[n] >= '0' && s.rest[n] <= '9' || s.rest[n] == '-') {
		n++
	}
	text := s.rest[:n]
	s.rest = s.rest[n:]
	return text
}

func (s *scanner) integer() int64 {
	text := s.number()
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || strconv.FormatInt(n, 10) != text {
		s.bad = true
	}
	return n
}

// text reads a JSON string.
func (s *scanner) text() string {
	if !s.has(`"`) {
		s.bad = true
		return ""
	}
	end := 0
	for end < len(s.rest) && s.rest[end] != '"' {
		if s.rest[end] == '\\' {
			end++
		}
		end++
	}
	if end >= len(s.rest) {
		s.bad = true
		return ""
	}
	raw := s.rest[:end]
	s.rest = s.rest[end+1:]
	if isPlain(raw) {
		return raw
	}
	var out string
	if json.Unmarshal([]byte(`"`+raw+`"`), &out) != nil {
		s.bad = true
	}
	return out
}

// value reads the spliced JSON of a key up to the text that follows it, or its _text form.
func (s *scanner) value(key, next string, odd *bool) string {
	s.literal(`,"` + key)
	if s.has(`_text":`) {
		*odd = true
		return s.text()
	}
	s.literal(`":`)
	end := len(s.rest) - 1
	if next != "" {
		end = strings.Index(s.rest, next)
	}
	if end < 0 {
		s.bad = true
		return ""
	}
	text := s.rest[:end]
	s.rest = s.rest[end:]
	return text
}
