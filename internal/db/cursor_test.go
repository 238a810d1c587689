package db_test

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"

	"anlan"
	"anlan/internal/db"
)

// A cursor comes back as it went out, whatever a place in a list is; anything else is refused, and not repeated at length.
func TestCursor(t *testing.T) {
	t.Parallel()
	for _, rank := range []anlan.Instant{-1, 0, 1_764_230_400_000, 1<<63 - 1, -1 << 63} {
		for _, id := range []anlan.ID{"", "01a21c84-4f61-7c00-ac32-48cbda1f8208", "with/a/stroke"} {
			gotRank, gotID, err := db.ParseCursor[anlan.Instant, anlan.ID](db.Cursor(rank, id))
			if err != nil || gotRank != rank || gotID != id {
				t.Errorf("%d/%s came back as %d/%s, %v", rank, id, gotRank, gotID, err)
			}
		}
	}
	for _, text := range []anlan.Date{"", "2026-02-28", "12/城关", "0/"} {
		for _, id := range []anlan.ID{"", "01a21c84-4f61-7c00-ac32-48cbda1f8208", "7/a"} {
			gotText, gotID, err := db.ParseTextCursor[anlan.Date, anlan.ID](db.TextCursor(text, id))
			if err != nil || gotText != text || gotID != id {
				t.Errorf("%s|%s came back as %s|%s, %v", text, id, gotText, gotID, err)
			}
		}
	}
	if text, id, err := db.ParseTextCursor[string, string](""); text != "" || id != "" || err != nil {
		t.Errorf("no cursor is the place %q %q, %v", text, id, err)
	}
	for _, bad := range []string{"x", "!!!", "MTIz", "YS9i", strings.Repeat("A", 5000), raw("1/\xff"), raw("1/a\x00")} {
		_, _, err := db.ParseCursor[int64, string](bad)
		if !errors.Is(err, anlan.ErrFieldInvalid) || len(err.Error()) > 400 {
			t.Errorf("%.20q: %v", bad, err)
		}
	}
	for _, bad := range []string{"x", "!!!", "2026-02-28/id", raw("5/ab"), raw("-1/ab"), raw("1/城"), raw("1/\xff")} {
		_, _, err := db.ParseTextCursor[string, string](bad)
		if !errors.Is(err, anlan.ErrFieldInvalid) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func raw(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }
