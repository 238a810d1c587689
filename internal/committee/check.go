package committee

import (
	"slices"
	"strings"
	"unicode/utf8"

	"anlan"
)

// Lengths in characters that a field may have.
const (
	titleMax  = 200
	textMax   = 4000
	reasonMax = 1000
)

func require(p anlan.Problems, name, value string, most int) anlan.Problems {
	if strings.TrimSpace(value) == "" {
		return append(p, anlan.ErrFieldRequired.With("name", name).At(name))
	}
	return limit(p, name, value, most)
}

func limit(p anlan.Problems, name, value string, most int) anlan.Problems {
	if utf8.RuneCountInString(value) > most {
		return append(p, anlan.ErrFieldTooLong.With("name", name).With("max", most).At(name))
	}
	return p
}

func oneOf[T ~string](p anlan.Problems, name, value string, among []T) anlan.Problems {
	if slices.Contains(among, T(value)) {
		return p
	}
	return append(p, anlan.ErrFieldInvalid.With("name", name).With("value", value).At(name))
}

// clip cuts a text to so many characters, showing that it was cut.
func clip(s string, most int) string {
	return anlan.Shorten(strings.TrimSpace(s), most)
}
