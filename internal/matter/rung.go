package matter

import (
	"strings"

	"anlan"
)

// Rung is one step of the urging ladder that was raised with a numbered document. The unit signs for
// it like for any paper.
type Rung struct {
	ID       anlan.ID      `json:"id"`
	Matter   anlan.ID      `json:"matter"`
	Key      string        `json:"key"`               // urge, supervise, bulletin, interview
	Number   string        `json:"number"`            // 文号
	Subject  bool          `json:"subject,omitempty"` // the number begins with what it is about, not with the issuer's code
	Document string        `json:"document"`
	At       anlan.Instant `json:"at"`
	Unit     anlan.ID      `json:"unit"`   // to whom
	Issuer   anlan.ID      `json:"issuer"` // in whose name
	Title    string        `json:"title"`
	Text     string        `json:"text,omitempty"` // words of the sender, for an urging by hand
	Due      anlan.Date    `json:"due,omitempty"`
	Days     int           `json:"days"`         // days past the deadline when it was raised
	By       anlan.ID      `json:"by,omitempty"` // post that raised it; empty when the clock did
	Signed   anlan.Instant `json:"signed"`
	SignedBy anlan.ID      `json:"signed_by,omitempty"`
}

// Ref names the rung for other rooms.
func (r Rung) Ref() anlan.Ref { return anlan.Ref{Kind: "matter.rung", ID: r.ID} }

// Sign (签收督办单) signs for the paper; the first signature stands.
func (r Rung) Sign(by anlan.Actor, now anlan.Instant) Rung {
	if r.Signed == 0 {
		r.Signed, r.SignedBy = now, by.Post
	}
	return r
}

// Organ is the code of the organ that issued the paper, without the mark of its series.
func (r Rung) Organ() string {
	code, _, _ := strings.Cut(r.Number, "〔")
	return strings.TrimSuffix(code, mark[r.Document])
}
