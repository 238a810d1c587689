package document

import "anlan"

// Receipt (送达回证) proves that a unit was sent a document, and who signed for it.
type Receipt struct {
	ID       anlan.ID      `json:"id"`
	Entry    anlan.ID      `json:"entry"`
	Number   string        `json:"number"`
	Title    string        `json:"title"`
	Issuer   anlan.ID      `json:"issuer"` // unit
	Unit     anlan.ID      `json:"unit"`   // who receives
	Post     anlan.ID      `json:"post,omitempty"`
	Urgency  string        `json:"urgency,omitempty"`
	Sent     anlan.Instant `json:"sent"`
	Due      anlan.Instant `json:"due"`             // 0: it has no clock of its own
	Stamp    string        `json:"stamp,omitempty"` // version of the sign-for clock
	Fired    int           `json:"fired,omitempty"` // steps of the clock that were told
	Spent    bool          `json:"spent,omitempty"` // every step was told, and still nobody has signed
	Chased   int           `json:"chased,omitempty"`
	Last     anlan.Instant `json:"last,omitempty"` // chase by hand
	Signed   anlan.Instant `json:"signed"`
	SignedBy anlan.ID      `json:"signedBy,omitempty"` // post
	Ended    anlan.Instant `json:"ended,omitempty"`    // the number was voided before anybody signed
	Exercise bool          `json:"exercise,omitempty"`
	Matter   bool          `json:"matter,omitempty"` // a paper of the ladder: it is signed for at its matter
	Revision int64         `json:"revision"`
}

// Ref names the receipt.
func (r Receipt) Ref() anlan.Ref { return anlan.Ref{Kind: RefReceipt, ID: r.ID} }

// Waits reports whether somebody still has to sign.
func (r Receipt) Waits() bool { return r.Signed == 0 && r.Ended == 0 }

// Late reports whether the clock ran out without a signature.
func (r Receipt) Late(now anlan.Instant) bool { return r.Waits() && r.Due != 0 && r.Due < now }

// Sign signs for the document; the first signature stands.
func (r Receipt) Sign(post anlan.ID, now anlan.Instant) Receipt {
	if r.Waits() {
		r.Signed, r.SignedBy = now, post
	}
	return r
}

// ReceiptTold is the body of every event of a receipt.
type ReceiptTold struct {
	Receipt
	To []string `json:"to,omitempty"` // whom a step of the clock tells
}
