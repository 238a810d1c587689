package committee

import (
	"strings"

	"anlan"
)

// Document is what a meeting studied (传达学习), which every unit relays to its own people and answers
// with a receipt.
type Document struct {
	ID       anlan.ID      `json:"id"`
	Meeting  anlan.ID      `json:"meeting"`
	Title    string        `json:"title"`
	Number   string        `json:"number"` // 文号
	Organ    string        `json:"organ"`  // who issued it
	Due      anlan.Date    `json:"due"`    // until when it is to be relayed
	Units    []Named       `json:"units" nullable:"false"`
	Ladder   string        `json:"ladder,omitempty"` // version of policy relay-ladder that it was born with (law 6)
	By       anlan.ID      `json:"by"`
	Created  anlan.Instant `json:"created"`
	Revision int64         `json:"revision"`
}

// Ref names the document.
func (d Document) Ref() anlan.Ref { return anlan.Ref{Kind: RefDocument, ID: d.ID} }

// DocumentDraft is what a person writes about a document that was studied.
type DocumentDraft struct {
	ID     anlan.ID   `json:"id,omitempty" maxLength:"36"`
	Title  string     `json:"title" maxLength:"200"`
	Number string     `json:"number,omitempty" maxLength:"60"`
	Organ  string     `json:"organ,omitempty" maxLength:"100"`
	Due    anlan.Date `json:"due,omitempty"`
	Units  []anlan.ID `json:"units,omitempty" maxItems:"1000" doc:"who relays it; empty: the members of the committee and all townships"`
}

func (d DocumentDraft) check(day anlan.Date) error {
	p := require(nil, "title", d.Title, 200)
	p = limit(p, "number", d.Number, 60)
	p = limit(p, "organ", d.Organ, 100)
	if d.Due == "" {
		return p.Err()
	}
	if _, err := anlan.ParseDate(string(d.Due)); err != nil {
		p = append(p, anlan.ErrDateMalformed.With("value", string(d.Due)).At("due"))
	} else if d.Due < day {
		p = append(p, anlan.ErrMatterDueBeforeStart.With("due", string(d.Due)).With("start", string(day)).At("due"))
	}
	return p.Err()
}

// Receipt (传达学习回执) says that a unit relayed a document, when and how.
type Receipt struct {
	ID       anlan.ID      `json:"id"`
	Document anlan.ID      `json:"document"`
	Unit     Named         `json:"unit"`
	Post     anlan.ID      `json:"post"`
	On       anlan.Date    `json:"on"` // the day on which it was relayed
	At       anlan.Instant `json:"at"` // when the receipt was given
	People   int           `json:"people"`
	Note     string        `json:"note"`
}

// Ref names the receipt.
func (r Receipt) Ref() anlan.Ref { return anlan.Ref{Kind: RefReceipt, ID: r.ID} }

// ReceiptDraft is what a unit writes in its receipt.
type ReceiptDraft struct {
	Unit   anlan.ID   `json:"unit,omitempty" maxLength:"36" doc:"empty: the actor's own unit"`
	On     anlan.Date `json:"on,omitempty" doc:"empty: today"`
	People int        `json:"people,omitempty" minimum:"0" maximum:"100000" doc:"how many were reached"`
	Note   string     `json:"note,omitempty" maxLength:"1000"`
}

// check refuses a receipt for a day that does not exist, lies before the meeting or still lies ahead.
func (d ReceiptDraft) check(day, today anlan.Date) error {
	p := limit(nil, "note", strings.TrimSpace(d.Note), reasonMax)
	if d.People < 0 || d.People > 100000 {
		p = append(p, anlan.ErrFieldInvalid.With("name", "people").With("value", d.People).At("people"))
	}
	if d.On == "" {
		return p.Err()
	}
	if _, err := anlan.ParseDate(string(d.On)); err != nil {
		p = append(p, anlan.ErrDateMalformed.With("value", string(d.On)).At("on"))
	} else if d.On < day || d.On > today {
		p = append(p, anlan.ErrFieldInvalid.With("name", "on").With("value", string(d.On)).At("on"))
	}
	return p.Err()
}
