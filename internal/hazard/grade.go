package hazard

import "anlan"

// Answer is one answer of the walk: is the situation of the clause given?
type Answer string

// The answers.
const (
	Yes     Answer = "yes"
	No      Answer = "no"
	Unknown Answer = "unknown"
)

// Basis is why a hazard has its grade.
type Basis struct {
	Sector   string            `json:"sector,omitempty"`
	Standard string            `json:"standard,omitempty"`
	Document string            `json:"document,omitempty"`
	Keys     []string          `json:"keys,omitempty"`   // clauses that are met
	Clause   string            `json:"clause,omitempty"` // as people cite it
	Text     string            `json:"text,omitempty"`
	Certain  bool              `json:"certain"`           // every clause that decided stands here in the words of the standard
	Version  string            `json:"version,omitempty"` // of the criteria, or of the rule that raised it
	Answers  map[string]Answer `json:"answers,omitempty"`
	Reason   string            `json:"reason,omitempty"` // of the person who graded
	Rule     bool              `json:"rule,omitempty"`   // raised by the rule of relapse, not by a person
	By       anlan.ID          `json:"by,omitempty"`
	At       anlan.Instant     `json:"at"`
}

// Relapse says that the same thing was found here before.
type Relapse struct {
	Of     []anlan.ID `json:"of"` // earlier findings, the newest first
	Times  int        `json:"times"`
	Raised bool       `json:"raised,omitempty"` // the grade was raised for it
	Rule   string     `json:"rule"`             // version
}
