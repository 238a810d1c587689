package document

import (
	"strings"
	"unicode/utf8"

	"anlan"
)

// The kinds of the room's records, as a Ref names them.
const (
	RefEntry    = "document.entry"
	RefDocument = "document.document"
	RefReceipt  = "document.receipt"
	RefTemplate = "document.template"
)

// Entry is one line of the register: a number that was given, and to what.
type Entry struct {
	ID       anlan.ID      `json:"id"`
	Number   string        `json:"number"`
	Series   string        `json:"series,omitempty"` // counter that gave it; empty: typed by somebody
	N        int64         `json:"n,omitempty"`
	Code     string        `json:"code"`
	Subject  bool          `json:"subject,omitempty"` // the code says what it is about, and not whose it is
	Kind     string        `json:"kind"`
	Title    string        `json:"title"`
	Unit     anlan.ID      `json:"unit"` // in whose name
	To       []anlan.ID    `json:"to,omitempty"`
	Issued   anlan.Instant `json:"issued"`
	By       anlan.ID      `json:"by,omitempty"` // post; empty when the clock did
	Origin   anlan.Ref     `json:"origin"`
	Part     string        `json:"part,omitempty"`  // which document of its origin
	Under    anlan.ID      `json:"under,omitempty"` // what the origin belongs to: a meeting, a matter
	Exercise bool          `json:"exercise,omitempty"`
	Void     *Void         `json:"void,omitempty"`
	Revision int64         `json:"revision"`
}

// Void (作废) ends a number. It stays in the register and is never given again.
type Void struct {
	Reason string        `json:"reason"`
	By     anlan.ID      `json:"by,omitempty"` // post; empty when another room took the document back
	At     anlan.Instant `json:"at"`
}

// Ref names the entry.
func (e Entry) Ref() anlan.Ref { return anlan.Ref{Kind: RefEntry, ID: e.ID} }

// origin is the record it comes from and which of its documents, in one column.
func (e Entry) origin() string {
	if e.Part == "" {
		return e.Origin.String()
	}
	return e.Origin.String() + "#" + e.Part
}

// parties are the units that the entry concerns, each once.
func (e Entry) parties() []anlan.ID {
	var list []anlan.ID
	seen := map[anlan.ID]bool{"": true}
	for _, u := range append([]anlan.ID{e.Unit}, e.To...) {
		if !seen[u] {
			seen[u], list = true, append(list, u)
		}
	}
	return list
}

// Strike voids the entry.
func (e Entry) Strike(reason string, by anlan.ID, now anlan.Instant) (Entry, error) {
	reason = strings.TrimSpace(reason)
	if e.Void != nil {
		return e, anlan.ErrDocumentVoid.With("number", e.Number)
	}
	if err := required("reason", reason, reasonMost); err != nil {
		return e, err
	}
	e.Void = &Void{Reason: reason, By: by, At: now}
	return e, nil
}

const (
	reasonMost = 500
	titleMost  = 200
	textMost   = 20000
)

func required(field, text string, most int) error {
	switch {
	case strings.TrimSpace(text) == "":
		return anlan.ErrFieldRequired.With("name", field).At(field)
	case utf8.RuneCountInString(text) > most:
		return anlan.ErrFieldTooLong.With("name", field).With("max", most).At(field)
	}
	return nil
}
