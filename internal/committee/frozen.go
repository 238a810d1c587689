package committee

import (
	"strings"

	"anlan"
)

// Dispatch (下发) is what went out of a meeting at once, frozen: the papers are made from it.
type Dispatch struct {
	ID          anlan.ID      `json:"id"`
	Meeting     anlan.ID      `json:"meeting"`
	Number      string        `json:"number"` // 文号 of the notice
	Title       string        `json:"title"`  // of the meeting, as it was
	Date        anlan.Date    `json:"date"`   // of the meeting
	Committee   string        `json:"committee"`
	Office      Named         `json:"office"` // in whose name
	At          anlan.Instant `json:"at"`
	By          anlan.ID      `json:"by"`
	RecallUntil anlan.Instant `json:"recallUntil"`
	Matters     []Delivery    `json:"matters" nullable:"false"`
	Tasks       []TaskRow     `json:"tasks" nullable:"false"`
	Recalled    anlan.Instant `json:"recalled"`
	RecalledBy  anlan.ID      `json:"recalledBy"`
	Reason      string        `json:"reason"`
	Exercise    bool          `json:"exercise"`
	Revision    int64         `json:"revision"`
}

// Ref names the dispatch.
func (p Dispatch) Ref() anlan.Ref { return anlan.Ref{Kind: RefDispatch, ID: p.ID} }

// Told is the body of the events of a dispatch: what a reader needs without loading it.
type Told struct {
	Meeting anlan.ID `json:"meeting"`
	Number  string   `json:"number"`
	Title   string   `json:"title"`
	Tasks   int      `json:"tasks"`
	Opened  int      `json:"opened"`
	Merged  int      `json:"merged"`
	Reason  string   `json:"reason,omitempty"`
}

func (p Dispatch) told() Told {
	opened := len(p.opened())
	return Told{Meeting: p.Meeting, Number: p.Number, Title: p.Title, Tasks: len(p.Tasks), Opened: opened,
		Merged: len(p.Matters) - opened, Reason: p.Reason}
}

// Delivery is one matter that a dispatch opened, or a running one that took a decision in.
type Delivery struct {
	Decision anlan.ID `json:"decision"`
	Unit     Named    `json:"unit"`
	Matter   anlan.ID `json:"matter"`
	Number   string   `json:"number"`
	Merged   bool     `json:"merged"`
}

// TaskRow is one row of the task-decomposition table (任务分解表).
type TaskRow struct {
	Decision anlan.ID   `json:"decision"`
	No       int        `json:"no"`
	Title    string     `json:"title"`
	Text     string     `json:"text"`
	Lead     string     `json:"lead"`
	CoUnits  string     `json:"coUnits"`
	Due      anlan.Date `json:"due"`
	Standard string     `json:"standard"`
	Cadence  string     `json:"cadence"`
}

func rowOf(d Decision, no int) TaskRow {
	return TaskRow{Decision: d.ID, No: no, Title: d.Title, Text: d.Text, Lead: shown(d.Owners), CoUnits: shown(d.CoOwners),
		Due: d.Due, Standard: d.Standard, Cadence: d.Cadence}
}

// Organ is the code of the organ whose meeting it was, without the mark of its notices.
func (p Dispatch) Organ() string {
	code, _, _ := strings.Cut(p.Number, "〔")
	return strings.TrimSuffix(code, noticeCode(""))
}
