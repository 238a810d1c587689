package committee

import (
	"crypto/sha256"
	"encoding/hex"
	"unicode/utf8"

	"anlan"
)

// Minutes is one version of the raw text of a meeting. The text itself is kept beside it, unchanged;
// the record carries its hash, so that a change behind the program's back is found.
type Minutes struct {
	ID      anlan.ID      `json:"id"`
	Meeting anlan.ID      `json:"meeting"`
	Version int64         `json:"version"`
	SHA256  string        `json:"sha256"`
	Runes   int           `json:"runes"`
	File    string        `json:"file"` // name of the file it came from; empty: typed or pasted
	By      anlan.ID      `json:"by"`
	At      anlan.Instant `json:"at"`
}

// Ref names the version.
func (m Minutes) Ref() anlan.Ref { return anlan.Ref{Kind: RefMinutes, ID: m.ID} }

// newMinutes describes a text.
func newMinutes(meeting anlan.ID, text, file string) Minutes {
	return Minutes{Meeting: meeting, SHA256: hashOf(text), Runes: utf8.RuneCountInString(text), File: clip(file, 200)}
}

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
