package tip

import (
	"slices"

	"anlan"
	"anlan/internal/rule"
)

// The kinds of this room's records, as a Ref names them.
const (
	RefTip   = "tip.tip"
	RefVault = "tip.vault"
)

// State is where a report stands.
type State string

// The states of a report.
const (
	Received    State = "received"    // 已收到，待受理
	Checking    State = "checking"    // 核查中
	Confirmed   State = "confirmed"   // 属实，整改中
	Fixed       State = "fixed"       // 已整改
	Unfounded   State = "unfounded"   // 不属实或不构成隐患
	Transferred State = "transferred" // 已移送其他机关
)

// Tip is one report with everything that became of it, except who made it. It is stored as one JSON
// document whose digest every event seals.
type Tip struct {
	ID       anlan.ID `json:"id"`
	Number   string   `json:"number"` // e.g. JB2026-000017
	Find     string   `json:"find"`   // keyed digest of the code
	State    State    `json:"state"`
	Channel  string   `json:"channel"` // web, phone, visit, letter
	Worker   bool     `json:"worker"`  // somebody who works there
	Category string   `json:"category"`
	Text     string   `json:"text"`
	When     string   `json:"when,omitempty"` // as the reporter said it
	Spot     Spot     `json:"spot"`
	Photos   []Photo  `json:"photos,omitempty"`

	Desk     anlan.ID  `json:"desk"`           // the unit that handles it
	Past     []Handing `json:"past,omitempty"` // desks that it was with before
	Messages []Message `json:"messages,omitempty"`
	Verdict  *Verdict  `json:"verdict,omitempty"`
	Hazard   anlan.ID  `json:"hazard,omitempty"`
	HazardNo string    `json:"hazardNo,omitempty"`
	First    bool      `json:"first,omitempty"` // of those who reported this hazard
	Reward   *Reward   `json:"reward,omitempty"`

	Identity *Identity `json:"identity,omitempty"` // that there is one; nil: anonymous
	Openings []Opening `json:"openings,omitempty"`

	Received anlan.Instant `json:"received"`
	AcceptBy anlan.Instant `json:"acceptBy"`
	AnswerBy anlan.Instant `json:"answerBy"` // 0 until it was accepted
	Ended    anlan.Instant `json:"ended"`    // 0 while open
	Fired    []string      `json:"fired,omitempty"`
	Stamp    string        `json:"stamp"` // version of policy tip-desk it was born with (law 6)
	Exercise bool          `json:"exercise,omitempty"`
	Revision int64         `json:"revision"`
}

// Spot is where it is, as far as the reporter could say.
type Spot struct {
	Site  anlan.ID `json:"site,omitempty"`
	Unit  anlan.ID `json:"unit,omitempty"`  // who runs the site
	Named string   `json:"named,omitempty"` // the unit in the reporter's words
	Place string   `json:"place,omitempty"` // place code
	Where string   `json:"where,omitempty"`
	Point *Point   `json:"point,omitempty"`
}

// Point is a position in WGS-84 that the reporter chose to send.
type Point struct {
	Lon      float64 `json:"lon"`
	Lat      float64 `json:"lat"`
	Accuracy float64 `json:"accuracy,omitempty"`
}

// Photo is a picture as officials see it: drawn anew, without what the camera wrote into it.
type Photo struct {
	Hash string        `json:"hash"`
	Size int64         `json:"size"`
	At   anlan.Instant `json:"at"`             // when it came
	Said anlan.Instant `json:"said,omitempty"` // when the camera claims that it was taken
}

// Handing is a desk that a report was with, and why it was handed on.
type Handing struct {
	Desk   anlan.ID      `json:"desk"`
	Reason string        `json:"reason"`
	By     anlan.ID      `json:"by"`
	At     anlan.Instant `json:"at"`
}

// Message is one word between the desk and the reporter.
type Message struct {
	Desk   bool          `json:"desk"` // from the desk; else from the reporter
	Text   string        `json:"text"`
	Photos int           `json:"photos,omitempty"` // how many came with it
	By     anlan.ID      `json:"by,omitempty"`     // post of the desk; never shown to the reporter
	At     anlan.Instant `json:"at"`
}

// Verdict is what the desk found.
type Verdict struct {
	State  State         `json:"state"`
	Answer string        `json:"answer"`         // what the reporter reads
	Note   string        `json:"note,omitempty"` // for the file
	Organ  string        `json:"organ,omitempty"`
	By     anlan.ID      `json:"by"`
	At     anlan.Instant `json:"at"`
}

// Identity says that the reporter gave a name or a number, and until when it is kept.
type Identity struct {
	Digest    string        `json:"digest"` // of the envelope, so that another cannot be put in its place
	Until     anlan.Instant `json:"until"`  // 0 while the report is open
	Destroyed anlan.Instant `json:"destroyed"`
}

// Ref names the report for other rooms.
func (t Tip) Ref() anlan.Ref { return anlan.Ref{Kind: RefTip, ID: t.ID} }

// IsOpen reports whether the desk still owes something.
func (t Tip) IsOpen() bool {
	return slices.Contains([]State{Received, Checking, Confirmed}, t.State)
}

// Due is the deadline that runs now, and of which clock; 0 when none does.
func (t Tip) Due() (anlan.Instant, string) {
	switch t.State {
	case Received:
		return t.AcceptBy, "accept"
	case Checking:
		return t.AnswerBy, "answer"
	}
	return 0, ""
}

// restful is added to the rank of what waits for its hazard, so that it stands behind whatever has a day.
const restful = 100 * 365 * 24 * 60 * 60 * 1000

// rank is the place of the report in its list: what is open by the day it is due, what ended by when.
func (t Tip) rank() anlan.Instant {
	if t.Ended != 0 {
		return t.Ended
	}
	if due, _ := t.Due(); due != 0 {
		return due
	}
	return t.Received + restful
}

// Waiting reports whether the desk asked something that the reporter has not answered.
func (t Tip) Waiting() bool { return len(t.Messages) > 0 && t.Messages[len(t.Messages)-1].Desk }

// added counts what the reporter said after the first report.
func (t Tip) added() (n int) {
	for _, m := range t.Messages {
		if !m.Desk {
			n++
		}
	}
	return n
}

// Facet is what an event tells of where a report stands.
type Facet struct {
	State    State  `json:"state"`
	Category string `json:"category"`
	Area     string `json:"area,omitempty"`
	Exercise bool   `json:"exercise,omitempty"`
}

func (t Tip) facet() Facet {
	return Facet{State: t.State, Category: t.Category, Area: t.area(), Exercise: t.Exercise}
}

func (t Tip) area() string { return t.Spot.Place[:min(9, len(t.Spot.Place))] }

// Told is the body of every event: never a word or a picture of the reporter's, and nothing of the
// identity but that it was asked for, opened or destroyed.
type Told struct {
	Number  string        `json:"number"`
	Desk    anlan.ID      `json:"desk"`
	Was     *Facet        `json:"was,omitempty"`
	Now     Facet         `json:"now"`
	Due     anlan.Instant `json:"due"`
	Hazard  anlan.ID      `json:"hazard,omitempty"`
	Clock   string        `json:"clock,omitempty"`
	To      []string      `json:"to,omitempty"`
	Opening *Opening      `json:"opening,omitempty"`
	Amount  int           `json:"amount,omitempty"` // of a reward, in yuan
}

// Opening is one request to see who reported: asked by one post, decided by another.
type Opening struct {
	ID       anlan.ID      `json:"id"`
	State    OpeningState  `json:"state"`
	Reason   string        `json:"reason"` // the reporter reads it
	Asked    Hand          `json:"asked"`
	AskedAt  anlan.Instant `json:"askedAt"`
	Decided  Hand          `json:"decided,omitzero"`
	At       anlan.Instant `json:"at"`
	Until    anlan.Instant `json:"until"` // 0 unless granted
	Readings int           `json:"readings,omitempty"`
}

// Hand is who did something, so that two posts are two people.
type Hand struct {
	Post    anlan.ID `json:"post"`
	Unit    anlan.ID `json:"unit"`
	Account anlan.ID `json:"account"`
}

// OpeningState is where a request to see an identity stands.
type OpeningState string

// The states of such a request.
const (
	Asked   OpeningState = "asked"
	Granted OpeningState = "granted"
	Refused OpeningState = "refused"
)

// labelOf names the category for people.
func labelOf(d rule.TipDesk, key string) anlan.Both {
	c, _ := d.Category(key)
	return anlan.Both{ZH: c.ZH, EN: c.EN}
}
