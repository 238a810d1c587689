package db

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

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
	if badText != nil || !ok || badNumber != nil {
		return 0, "", anlan.ErrFieldInvalid.With("name", "cursor").With("value", anlan.Clip(cursor, 40)).At("cursor")
	}
	return R(n), I(second), nil
}
