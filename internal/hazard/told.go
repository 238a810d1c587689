package hazard

import (
	"slices"

	"anlan"
	"anlan/internal/matter"
)

// Facet is where a hazard counts on the board.
type Facet struct {
	State    State    `json:"state"`
	Grade    Grade    `json:"grade"`
	Area     string   `json:"area"`
	Branch   anlan.ID `json:"branch"`
	Sector   string   `json:"sector"`
	Source   string   `json:"source"`
	Relapse  bool     `json:"relapse,omitempty"`
	Listed   string   `json:"listed,omitempty"`
	Stopped  bool     `json:"stopped,omitempty"`
	Exercise bool     `json:"exercise,omitempty"`
}

// Facet returns where the hazard counts now.
func (h Hazard) Facet() Facet {
	return Facet{State: h.State, Grade: h.Grade, Area: h.Area(), Branch: h.Lead.Branch, Sector: h.Sector, Source: h.Source,
		Relapse: h.Relapse != nil, Listed: h.Listed(), Stopped: h.Stopped(), Exercise: h.Exercise}
}

// Told is the body of every event of a hazard: what a reader needs without loading it.
type Told struct {
	Number  string        `json:"number"`
	Text    string        `json:"text"`
	Lead    matter.Seat   `json:"lead"`
	Finder  matter.Seat   `json:"finder"`
	Checker matter.Seat   `json:"checker"`
	Matter  anlan.ID      `json:"matter,omitempty"`
	Site    anlan.ID      `json:"site,omitempty"`
	Due     anlan.Date    `json:"due,omitempty"`
	Found   anlan.Instant `json:"found"`
	Was     *Facet        `json:"was,omitempty"` // absent when the hazard is new
	Now     Facet         `json:"now"`

	Facts    *Facts     `json:"facts,omitempty"` // when they were written: reported, amended
	Changed  []string   `json:"changed,omitempty"`
	Revision int64      `json:"revision"`
	Basis    *Basis     `json:"basis,omitempty"`
	Plan     *Plan      `json:"plan,omitempty"`
	Notice   *Notice    `json:"notice,omitempty"`
	Listing  *Listing   `json:"listing,omitempty"`
	Stop     *Stop      `json:"stop,omitempty"`
	Recheck  *Recheck   `json:"recheck,omitempty"`
	Fix      *Fix       `json:"fix,omitempty"`
	Relapse  *Relapse   `json:"relapse,omitempty"`
	Doubts   []Doubt    `json:"doubts,omitempty"` // when they arose, or were answered
	Reason   string     `json:"reason,omitempty"`
	Clock    string     `json:"clock,omitempty"` // which span ran out
	To       []string   `json:"to,omitempty"`
	Until    anlan.Date `json:"until,omitempty"`
	Photos   []Photo    `json:"photos,omitempty"` // that came with this event
	Voice    string     `json:"voice,omitempty"`
}

// Asked reports whether the event raised a doubt about a hazard that had ended, and the doubt asks for a reason.
func (t Told) Asked() bool {
	ended := t.Now.State == Closed || t.Now.State == Fixed
	return ended && slices.ContainsFunc(t.Doubts, func(d Doubt) bool { return d.Asks && d.Answer == nil })
}

// about fills what every event tells of its hazard.
func (t Told) about(was *Hazard, h Hazard) Told {
	t.Number, t.Text, t.Lead, t.Finder, t.Checker = h.Number, h.Text, h.Lead, h.Finder, h.Checker
	t.Matter, t.Site, t.Due, t.Found, t.Now, t.Revision = h.Matter, h.Site, h.Due, h.Found, h.Facet(), h.Revision
	if was != nil {
		f := was.Facet()
		t.Was = &f
	}
	return t
}
