package matter

import (
	"anlan"
	"anlan/internal/db"
)

// Facet is where a matter counts on the board: the figures are folded from the facets that events
// carry, never queried.
type Facet struct {
	State    State      `json:"state"`
	Area     string     `json:"area"`
	Branch   anlan.ID   `json:"branch"`
	Topic    string     `json:"topic"`
	Overdue  bool       `json:"overdue,omitempty"`
	Exercise bool       `json:"exercise,omitempty"`
	Due      anlan.Date `json:"due,omitempty"` // while open
}

// Facet returns where the matter counts now.
func (m Matter) Facet() Facet {
	f := Facet{State: m.State, Area: m.Lead.Area(), Branch: m.Lead.Branch, Topic: m.Topic, Overdue: m.Overdue, Exercise: m.Exercise}
	if m.IsOpen() {
		f.Due = m.Due
	}
	return f
}

// Told is the body of every event of a matter: what a reader needs without loading the matter.
type Told struct {
	Number   string     `json:"number"`
	Title    string     `json:"title"`
	Origin   anlan.Ref  `json:"origin"`
	Lead     Seat       `json:"lead"`
	Issuer   anlan.ID   `json:"issuer"`
	Reviewer anlan.ID   `json:"reviewer"`
	CoUnits  []anlan.ID `json:"co_units,omitempty"`
	Urgency  Urgency    `json:"urgency"`
	Due      anlan.Date `json:"due,omitempty"`
	Was      *Facet     `json:"was,omitempty"` // absent when the matter is new
	Now      Facet      `json:"now"`

	Text    string     `json:"text,omitempty"`    // feedback, urging words
	Reason  string     `json:"reason,omitempty"`  // return, transfer, review, extension, reopen, recall
	Final   bool       `json:"final,omitempty"`   // feedback that asks for the review
	Pass    *bool      `json:"pass,omitempty"`    // review, extension
	Files   []File     `json:"files,omitempty"`   // evidence
	From    anlan.Date `json:"from,omitempty"`    // extension: old deadline
	Until   anlan.Date `json:"until,omitempty"`   // extension: new deadline
	Unit    anlan.ID   `json:"unit,omitempty"`    // transfer, return: the unit it came from
	Suggest anlan.ID   `json:"suggest,omitempty"` // return: the suggested owner
	Rung    string     `json:"rung,omitempty"`    // step of a clock
	To      []string   `json:"to,omitempty"`      // step of a clock: who is told
	Paper   anlan.ID   `json:"paper,omitempty"`   // the numbered document that a step issued
	Parent  anlan.Ref  `json:"parent,omitzero"`   // merge: the further demand
	Post    anlan.ID   `json:"post,omitempty"`    // hand-over: the post it came from
	Stamp   *Stamp     `json:"stamp,omitempty"`   // opened: the policy versions that it was born with
	Verbs   []string   `json:"verbs,omitempty"`   // held: what the room behind does itself
}

// tellings remembers what the newest events tell: several readers ask for each.
var tellings = db.Memo[Told]{Most: 1 << 20}

// ToldBy returns what an event of a matter tells. Readers share it and change nothing in it.
func ToldBy(e anlan.Event) (Told, error) { return tellings.DecodeRaw(e.Body) }

// about fills what every event tells of its matter.
func (t Told) about(was *Matter, m Matter) Told {
	t.Number, t.Title, t.Origin, t.Lead, t.CoUnits = m.Number, m.Title, m.Origin, m.Lead, m.CoUnits
	t.Issuer, t.Reviewer, t.Urgency, t.Due, t.Now = m.Issuer.Unit, m.Reviewer.Unit, m.Urgency, m.Due, m.Facet()
	if was != nil {
		f := was.Facet()
		t.Was = &f
	}
	return t
}
