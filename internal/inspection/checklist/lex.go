package checklist

import (
	"strings"
	"unicode/utf8"

	"anlan"
)

// token is one word of an expression. at counts characters from 1.
type token struct {
	kind tokenKind
	text string
	at   int
}

type tokenKind int

const (
	tokEnd tokenKind = iota
	tokNumber
	tokText
	tokRef  // ${name}
	tokSelf // .
	tokName // and, or, div, mod, or a function
	tokSign
)

// lexer cuts an expression into tokens.
type lexer struct {
	text string
	pos  int
}

// fullWidth are marks that a Chinese keyboard or Excel puts where ASCII is meant.
const fullWidth = "‘’“”（），＝＞＜＄｛｝"

func (l *lexer) next() (token, error) {
	for l.pos < len(l.text) && strings.IndexByte(" \t\r\n", l.text[l.pos]) >= 0 {
		l.pos++
	}
	t := token{at: utf8.RuneCountInString(l.text[:l.pos]) + 1}
	rest := l.text[l.pos:]
	switch {
	case rest == "":
		return t, nil
	case rest[0] == '\'' || rest[0] == '"':
		return l.quoted(t, rest)
	case strings.HasPrefix(rest, "${"):
		return l.ref(t, rest)
	case digits(rest) > 0:
		t.kind, t.text = tokNumber, rest[:digits(rest)]
	case rest[0] == '.':
		t.kind, t.text = tokSelf, "."
	case letters(rest) > 0:
		t.kind, t.text = tokName, rest[:letters(rest)]
	case len(rest) > 1 && (rest[:2] == "!=" || rest[:2] == "<=" || rest[:2] == ">="):
		t.kind, t.text = tokSign, rest[:2]
	case strings.IndexByte("=<>+-*(),", rest[0]) >= 0:
		t.kind, t.text = tokSign, rest[:1]
	default:
		return t, strange(t.at, rest)
	}
	l.pos += len(t.text)
	return t, nil
}

// strange names what cannot stand there.
func strange(at int, rest string) error {
	r, _ := utf8.DecodeRuneInString(rest)
	if strings.ContainsRune(fullWidth, r) {
		return anlan.ErrChecklistExprWidth.With("at", at).With("near", string(r))
	}
	return anlan.ErrChecklistExprSyntax.With("at", at).With("near", string(r))
}

// quoted reads a text; it ends at the quote it began with.
func (l *lexer) quoted(t token, rest string) (token, error) {
	end := strings.IndexByte(rest[1:], rest[0])
	if end < 0 {
		return t, anlan.ErrChecklistExprSyntax.With("at", t.at).With("near", rest[:1])
	}
	t.kind, t.text = tokText, rest[1:end+1]
	l.pos += end + 2
	return t, nil
}

func (l *lexer) ref(t token, rest string) (token, error) {
	end := strings.IndexByte(rest, '}')
	if end < 0 {
		return t, anlan.ErrChecklistExprSyntax.With("at", t.at).With("near", "${")
	}
	t.kind, t.text = tokRef, strings.TrimSpace(rest[2:end])
	if !IsName(t.text) {
		return t, anlan.ErrChecklistExprSyntax.With("at", t.at).With("near", "${")
	}
	l.pos += end + 1
	return t, nil
}

// digits is the length of the unsigned number that s begins with.
func digits(s string) int {
	n, dot, seen := 0, false, false
	for ; n < len(s); n++ {
		switch c := s[n]; {
		case c >= '0' && c <= '9':
			seen = true
		case c == '.' && !dot:
			dot = true
		default:
			return whole(n, seen)
		}
	}
	return whole(n, seen)
}

func whole(n int, seen bool) int {
	if !seen {
		return 0
	}
	return n
}

// letters is the length of the name that s begins with; a name may hold hyphens, as in count-selected.
func letters(s string) int {
	n := 0
	for n < len(s) {
		c := s[n]
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_'
		if !letter && (n == 0 || !(c >= '0' && c <= '9' || c == '-' || c == ':')) {
			break
		}
		n++
	}
	return n
}

// IsName reports whether s can name an item, a list or an option: a letter or _, then letters, digits,
// _ and -, at most sixty.
func IsName(s string) bool {
	if s == "" || len(s) > 60 {
		return false
	}
	for i := range len(s) {
		c := s[i]
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_'
		if !letter && (i == 0 || !(c >= '0' && c <= '9' || c == '-')) {
			return false
		}
	}
	return true
}
