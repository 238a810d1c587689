package registry

import (
	"crypto/sha256"
	"net/url"
	"strings"

	"anlan"
)

// Label is a code on the wall of a site. Whoever scans it learns where they stand and what can be done
// there; it carries no permission. A lost or copied one is revoked, and stays known as revoked.
type Label struct {
	Code     string        `json:"code"`
	Site     SiteID        `json:"site"`
	Status   LabelStatus   `json:"status" enum:"active,revoked"`
	Reason   string        `json:"reason,omitempty" doc:"why it was revoked"`
	Next     string        `json:"next,omitempty" doc:"the label that took its place"`
	Revision int64         `json:"revision"`
	Created  anlan.Instant `json:"created"`
	Updated  anlan.Instant `json:"updated"`
}

// LabelStatus is whether a label still leads to its site.
type LabelStatus string

// The statuses of a label.
const (
	LabelActive  LabelStatus = "active"
	LabelRevoked LabelStatus = "revoked"
)

// Ref names the label.
func (l Label) Ref() anlan.Ref { return anlan.Ref{Kind: RefLabel, ID: anlan.ID(l.Code)} }

// labelLetters leaves out what is mistaken for something else when a torn label is typed by hand.
const labelLetters = "23456789ABCDEFGHJKMNPQRSTVWXYZ"

// labelLength makes 30^10 codes: nobody finds one by trying.
const labelLength = 10

// labelCode turns a fresh identity into a code: its random part decides.
func labelCode(fresh anlan.ID) string {
	sum := sha256.Sum256([]byte("label/" + fresh))
	code := make([]byte, labelLength)
	for i := range code {
		code[i] = labelLetters[(int(sum[2*i])<<8|int(sum[2*i+1]))%len(labelLetters)]
	}
	return string(code)
}

// IsLabelCode reports whether the text can be the code of a label.
func IsLabelCode(code string) bool {
	if len(code) != labelLength {
		return false
	}
	return strings.Trim(code, labelLetters) == ""
}

// nameMost bounds the name inside a code: a longer one makes squares too small to scan.
const nameMost = 16

// Payload is what the squares say: an address that opens anywhere, and the site's name, so that a phone
// without a network still knows where it is.
func (l Label) Payload(base, name string) string {
	if r := []rune(name); len(r) > nameMost {
		name = string(r[:nameMost])
	}
	return strings.TrimRight(base, "/") + "/q/" + l.Code + "?n=" + url.QueryEscape(name)
}

// scanKey is one label on one day.
type scanKey struct {
	label string
	day   anlan.Date
}

// Scans is how often a label was scanned on a day: by somebody signed in, and by anybody else. Neither
// who nor whence is kept.
type Scans struct {
	Label  string     `json:"label"`
	Day    anlan.Date `json:"day"`
	Signed int64      `json:"signed"`
	Public int64      `json:"public"`
}
