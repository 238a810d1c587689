package matter

import (
	"slices"

	"anlan"
)

// State is where a matter stands in the loop.
type State string

// The states of a matter.
const (
	Issued   State = "issued"   // 已交办，待签收
	Doing    State = "doing"    // 办理中
	Reported State = "reported" // 已报办结，待复核
	Returned State = "returned" // 退回，待安委办裁定
	Closed   State = "closed"   // 已销号
	Recalled State = "recalled" // 已撤回
)

// OpenStates lists the states in which somebody still owes something.
func OpenStates() []State { return []State{Issued, Doing, Reported, Returned} }

// Urgency chooses the sign-for clock: the three degrees of official papers (紧急程度).
type Urgency string

// The urgencies, named as in policy sign-clock.
const (
	Ordinary    Urgency = "ordinary"
	Urgent      Urgency = "urgent"
	ExtraUrgent Urgency = "extra_urgent"
)

// Seat is who works on a matter: a unit and its responsible post, with what lists need to know of
// where it sits.
type Seat struct {
	Unit   anlan.ID `json:"unit"`
	Post   anlan.ID `json:"post,omitempty"`
	Branch anlan.ID `json:"branch"` // the department, township or committee the unit belongs to
	Place  string   `json:"place"`  // place code of the unit
}

// Area is the place code cut to the township, by which territorial lists are indexed.
func (s Seat) Area() string { return s.Place[:min(9, len(s.Place))] }

// File is a piece of evidence, kept once by its hash in the blob store.
type File struct {
	Hash string `json:"hash"` // SHA-256, hex
	Name string `json:"name"`
	Type string `json:"type"` // MIME
	Size int64  `json:"size"`
}

// Matter is one thing that one unit owes, with its clocks. It is stored as one JSON document whose
// digest every event seals; the columns beside it are only indexes.
type Matter struct {
	ID       anlan.ID   `json:"id"`
	Number   string     `json:"number"` // 编号, e.g. 清安委办〔2022〕12号
	Title    string     `json:"title"`
	Text     string     `json:"text"`               // the sentence of the source, unchanged
	Standard string     `json:"standard,omitempty"` // 办结标准
	Topic    string     `json:"topic"`
	Origin   anlan.Ref  `json:"origin"`
	Issuer   Seat       `json:"issuer"`   // who handed it over
	Lead     Seat       `json:"lead"`     // who owes it
	Reviewer Seat       `json:"reviewer"` // who accepts it
	CoUnits  []anlan.ID `json:"co_units,omitempty"`
	Urgency  Urgency    `json:"urgency"`
	Evidence string     `json:"evidence"`          // kind in policy evidence
	Cadence  string     `json:"cadence"`           // one of rule.Cadences
	Subject  bool       `json:"subject,omitempty"` // its number begins with what it is about, not with an organ's code
	Exercise bool       `json:"exercise,omitempty"`

	State    State         `json:"state"`
	Known    anlan.Instant `json:"known"` // earliest known fact: the clock's begin (law 2)
	Opened   anlan.Instant `json:"opened"`
	Recall   anlan.Instant `json:"recall"` // until then it can be recalled while unsigned
	Due      anlan.Date    `json:"due,omitempty"`
	Deadline anlan.Instant `json:"deadline"` // last millisecond of Due; 0 when none was set
	Signed   anlan.Instant `json:"signed"`
	Reported anlan.Instant `json:"reported"`
	Closed   anlan.Instant `json:"closed"`
	Moved    anlan.Instant `json:"moved"` // last sign of life from whoever holds the ball
	Since    anlan.Instant `json:"since"` // since when the ball lies where it lies

	Stamp    Stamp      `json:"stamp"`
	Fired    Fired      `json:"fired"`
	Overdue  bool       `json:"overdue,omitempty"`
	Hops     int        `json:"hops,omitempty"`
	Reopened int        `json:"reopened,omitempty"`
	Doers    []anlan.ID `json:"doers,omitempty"`   // posts and accounts that did the work since it was last opened
	Proof    Proof      `json:"proof"`             // evidence handed in since it was last opened
	Asked    *Extension `json:"asked,omitempty"`   // the extension that waits for an answer
	Papers   int        `json:"papers,omitempty"`  // numbered documents that the ladder has issued
	Merged   int        `json:"merged,omitempty"`  // further demands that it answers
	Suggest  anlan.ID   `json:"suggest,omitempty"` // unit that the last return suggested
	Hold     []string   `json:"hold,omitempty"`    // verbs that the room behind the matter does itself for now: final, review, extension
	Revision int64      `json:"revision"`
}

// Stamp names the policy versions the matter was born with (law 6).
type Stamp struct {
	Ladder   string `json:"ladder"`
	Sign     string `json:"sign"`
	Progress string `json:"progress"`
	Evidence string `json:"evidence"`
	Hops     string `json:"hops"`
}

// Fired counts how many steps of each clock have fired.
type Fired struct {
	Sign   int `json:"sign,omitempty"`
	Ladder int `json:"ladder,omitempty"`
}

// Proof counts the evidence of a matter.
type Proof struct {
	Photos    int      `json:"photos,omitempty"`
	Documents int      `json:"documents,omitempty"`
	Hashes    []string `json:"hashes,omitempty"` // of the files that are counted: the same one twice is one piece of evidence
}

// Extension is a request to move the deadline, and its answer (law 2).
type Extension struct {
	From   anlan.Date    `json:"from"`
	Until  anlan.Date    `json:"until"`
	Reason string        `json:"reason"`
	By     anlan.ID      `json:"by"` // post
	At     anlan.Instant `json:"at"`
}

// Ref names the matter for other rooms.
func (m Matter) Ref() anlan.Ref { return anlan.Ref{Kind: "matter.matter", ID: m.ID} }

// IsOpen reports whether somebody still owes something.
func (m Matter) IsOpen() bool { return slices.Contains(OpenStates(), m.State) }

// far is the rank of open matters without a deadline: after all others.
const far anlan.Instant = 1 << 52

// Rank is the order of lists: open matters by deadline, ended ones by when they ended.
func (m Matter) Rank() anlan.Instant {
	switch {
	case !m.IsOpen():
		return m.Since
	case m.Deadline == 0:
		return far
	default:
		return m.Deadline
	}
}

// Holder returns the seat where the ball lies: the one whose turn it is.
func (m Matter) Holder() Seat {
	switch m.State {
	case Issued, Doing:
		return m.Lead
	case Reported:
		return m.Reviewer
	case Returned:
		return m.Issuer
	default:
		return Seat{}
	}
}
