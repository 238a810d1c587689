package db

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"anlan"
)

// Cursor is the place of a row in a list ordered by (rank, id), as a client carries it to the next page.
func Cursor[R ~int64, I ~string](rank R, id I) string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%d/%s", rank, id))
}

// ParseCursor reads what Cursor wrote. What was not made here is refused at the field "cursor".
func ParseCursor[R ~int64, I ~string](cursor string) (rank R, id I, err error) {
	raw, badText := base64.RawURLEncoding.DecodeString(cursor)
	first, second, ok := strings.Cut(string(raw), "/")
	n, badNumber := strconv.ParseInt(first, 10, 64)
	if badText != nil || !ok || badNumber != nil || !storable(raw) {
		return 0, "", notACursor(cursor)
	}
	return R(n), I(second), nil
}

// TextCursor is the place of a row in a list ordered by (text, id). The length of the text goes before it, so
// that neither part needs to be without any sign.
func TextCursor[T, I ~string](text T, id I) string {
	return Cursor(int64(len(text)), string(text)+string(id))
}

// ParseTextCursor reads what TextCursor wrote and refuses the rest as ParseCursor does. No cursor is no place:
// both parts are empty, which stand before every other.
func ParseTextCursor[T, I ~string](cursor string) (text T, id I, err error) {
	if cursor == "" {
		return "", "", nil
	}
	n, both, err := ParseCursor[int64, string](cursor)
	if err != nil {
		return "", "", err
	}
	if n < 0 || n > int64(len(both)) || !utf8.ValidString(both[:n]) {
		return "", "", notACursor(cursor)
	}
	return T(both[:n]), I(both[n:]), nil
}

// storable reports whether both engines take the text: PostgreSQL answers a query with other bytes with an error of its own.
func storable(raw []byte) bool { return utf8.Valid(raw) && bytes.IndexByte(raw, 0) < 0 }

func notACursor(cursor string) error {
	return anlan.ErrFieldInvalid.With("name", "cursor").With("value", anlan.Clip(cursor, 40)).At("cursor")
}
