package field

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"

	"anlan"
)

// shape is the version of what rows look like. Raising it makes every phone fetch its pack anew.
const shape = "3"

// cursor is how far a phone has come: for each kind a place in the order of changes, for each set the
// version it has, and whose pack it is.
type cursor struct {
	Whose string            `json:"w"`
	Kinds map[string]mark   `json:"k,omitempty"`
	Sets  map[string]string `json:"s,omitempty"`
}

// mark is a place in the order of changes, or of identities while the first synchronisation walks: everything
// up to it has been sent.
type mark struct {
	Pos   int64  `json:"p,omitempty"`
	ID    string `json:"i,omitempty"`
	First bool   `json:"f,omitempty"` // the first synchronisation is under way: what was gone before it was never there
	Base  int64  `json:"b,omitempty"` // where the first synchronisation began: what is gone since then is told after it
}

// last sorts behind every identity: the mark behind a whole position.
const last = "~"

// whose is a fingerprint of the audiences and of the shape of rows: when either changes, a cursor is
// worth nothing.
func whose(audiences []string) string {
	list := slices.Sorted(slices.Values(audiences))
	sum := sha256.Sum256([]byte(shape + "\n" + strings.Join(list, "\n")))
	return hex.EncodeToString(sum[:6])
}

// stale tells whether the phone may have missed what is forgotten up to a position. A first synchronisation
// that has a position walked in an order that is not walked any more.
func (c cursor) stale(floor int64) bool {
	for _, m := range c.Kinds {
		if m.First && m.Pos > 0 {
			return true
		}
		if at := m.Pos; m.First && m.Base < floor || !m.First && at < floor {
			return true
		}
	}
	return false
}

func (c cursor) text() string {
	raw, err := json.Marshal(c)
	if err != nil {
		return "" // maps of strings and numbers always can be written
	}
	return base64.RawURLEncoding.EncodeToString(raw)
}

// cursorMost bounds what a phone may send.
const cursorMost = 4000

func parseCursor(text string) (c cursor, err error) {
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err == nil {
		err = json.Unmarshal(raw, &c)
	}
	if err != nil || len(text) > cursorMost {
		return cursor{}, anlan.ErrFieldCursor.Because(err).At("cursor")
	}
	return c, nil
}
