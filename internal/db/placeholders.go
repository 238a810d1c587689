package db

import (
	"strconv"
	"strings"
)

// unnamed writes a text for SQLite, which takes $1 for a name: the driver asks for it at every call, and SQLite
// walks a list to find it. Where each placeholder stands once and in order, a bare ? says the same. Any other
// text stays as it is.
func unnamed(text string) string {
	if strings.ContainsAny(text, "?'") {
		return text // a text in the text could hold what looks like a placeholder
	}
	var b strings.Builder
	rest := text
	for n := 1; ; n++ {
		before, after, found := strings.Cut(rest, "$")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		digits := strconv.Itoa(n)
		after, found = strings.CutPrefix(after, digits)
		if !found || after != "" && '0' <= after[0] && after[0] <= '9' {
			return text
		}
		b.WriteByte('?')
		rest = after
	}
}
