package risk

import (
	"encoding/json"
	"slices"

	"anlan"
	"anlan/internal/rule"
)

// The kinds of the room's records, as a Ref names them.
const (
	RefPoint    = "risk.point"
	RefRating   = "risk.rating"
	RefTask     = "risk.task"
	RefProposal = "risk.proposal"
)

// Named is a unit with the name it had when the record was made.
type Named struct {
	ID   anlan.ID `json:"id"`
	Name string   `json:"name"`
}

// Colour is a grade of risk: red, orange, yellow, blue; empty while nobody has rated it.
type Colour string

// The colours, the worst first.
const (
	Red    Colour = "red"    // 重大
	Orange Colour = "orange" // 较大
	Yellow Colour = "yellow" // 一般
	Blue   Colour = "blue"   // 低
)

// Rank is the place of a colour in lists: 1 red … 4 blue, 5 where nobody has rated it.
func (c Colour) Rank() int64 {
	if i := slices.Index(rule.Colours(), string(c)); i >= 0 {
		return int64(i + 1)
	}
	return unrated
}

const (
	unrated = 5
	retired = 9
)

// ColourOf is the colour of a rank.
func ColourOf(rank int64) Colour {
	if rank >= 1 && rank <= 4 {
		return Colour(rule.Colours()[rank-1])
	}
	return ""
}

// Raised is the colour n steps worse; red stays red.
func (c Colour) Raised(n int) Colour {
	if c == "" {
		return ""
	}
	return ColourOf(max(c.Rank()-int64(n), 1))
}

// State is whether a point is still there.
type State string

// The states of a point.
const (
	Active  State = "active"
	Retired State = "retired"
)

// Point (风险点) is a place, a device or a kind of work that may hurt somebody.
type Point struct {
	ID        anlan.ID        `json:"id"`
	Number    string          `json:"number"` // FX2022-000001
	Name      string          `json:"name"`
	What      string          `json:"what,omitempty"`      // what may happen, in words
	Accidents []string        `json:"accidents,omitempty"` // keys of policy risk-terms
	Category  string          `json:"category,omitempty"`  // of hazards that concern it
	Unit      Named           `json:"unit"`
	Branch    anlan.ID        `json:"branch"`
	Site      anlan.ID        `json:"site,omitempty"`
	SiteName  string          `json:"siteName,omitempty"`
	Sector    string          `json:"sector,omitempty"`
	Place     string          `json:"place"`
	Ladder    string          `json:"ladder"` // of policy risk-levels
	Geometry  json.RawMessage `json:"geometry,omitempty"`
	State     State           `json:"state" enum:"active,retired"`
	Colour    Colour          `json:"colour"`
	Rating    *Rating         `json:"rating,omitempty"` // the newest
	Measures  []Measure       `json:"measures,omitempty"`
	Keep      []string        `json:"keep,omitempty"`     // the levels that keep it, the highest first
	Gaps      []string        `json:"gaps,omitempty"`     // those of them that have no measure
	Proposal  anlan.ID        `json:"proposal,omitempty"` // that waits for a decision
	Levels    string          `json:"levels"`             // the version of policy risk-levels
	Review    anlan.Date      `json:"review,omitempty"`   // when the rating has grown old
	Reason    string          `json:"reason,omitempty"`   // of retiring
	Exercise  bool            `json:"exercise,omitempty"`
	By        anlan.ID        `json:"by"`
	Created   anlan.Instant   `json:"created"`
	Updated   anlan.Instant   `json:"updated"`
	Revision  int64           `json:"revision"`
}

// Ref names the point.
func (p Point) Ref() anlan.Ref { return anlan.Ref{Kind: RefPoint, ID: p.ID} }

// Area is the place code cut to the township, Village to the village.
func (p Point) Area() string { return p.Place[:min(9, len(p.Place))] }

// Village is the place code cut to the village.
func (p Point) Village() string { return p.Place[:min(12, len(p.Place))] }

// Rank is the place of the point in lists.
func (p Point) Rank() int64 {
	if p.State == Retired {
		return retired
	}
	return p.Colour.Rank()
}

// Rating (评估) is one rating of a point: never changed, followed by the next.
type Rating struct {
	ID       anlan.ID           `json:"id"`
	Point    anlan.ID           `json:"point"`
	Version  int64              `json:"version"`
	Method   string             `json:"method"`
	Values   map[string]float64 `json:"values"`
	Score    float64            `json:"score"`
	Colour   Colour             `json:"colour"`
	Before   Colour             `json:"before,omitempty"`
	Reason   string             `json:"reason"`
	Proposal anlan.ID           `json:"proposal,omitempty"` // that it answers
	Rule     string             `json:"rule"`               // the version of policy risk-scales
	By       anlan.ID           `json:"by"`                 // post
	Unit     anlan.ID           `json:"unit"`
	At       anlan.Instant      `json:"at"`
}

// Ref names the rating.
func (r Rating) Ref() anlan.Ref { return anlan.Ref{Kind: RefRating, ID: r.ID} }

// Measure (管控措施) is what keeps a risk, at one level.
type Measure struct {
	ID        anlan.ID   `json:"id" maxLength:"36"`
	Kind      string     `json:"kind" maxLength:"40" doc:"of policy risk-terms: engineering, management, training, protection, emergency"`
	Text      string     `json:"text" maxLength:"500"`
	Level     string     `json:"level" maxLength:"40" doc:"of the ladder"`
	Unit      anlan.ID   `json:"unit,omitempty" maxLength:"36" doc:"who keeps it; empty: the unit of the point"`
	UnitName  string     `json:"unitName,omitempty" maxLength:"100"`
	Every     int        `json:"every,omitempty" minimum:"0" maximum:"1100" doc:"days from check to check; 0: none is asked for"`
	Checklist anlan.ID   `json:"checklist,omitempty" maxLength:"36" doc:"its check is an inspection by this checklist; empty: a matter"`
	Next      anlan.Date `json:"next,omitempty" maxLength:"10" doc:"day of the next check"`
}

// TaskState is how far a check is.
type TaskState string

// The states of a check.
const (
	TaskOpen      TaskState = "open"
	TaskDone      TaskState = "done"
	TaskWithdrawn TaskState = "withdrawn"
)

// Task (检查任务) is a check that a measure asked for.
type Task struct {
	ID       anlan.ID      `json:"id"`
	Point    anlan.ID      `json:"point"`
	Measure  anlan.ID      `json:"measure"`
	Text     string        `json:"text"`
	Level    string        `json:"level"`
	Unit     anlan.ID      `json:"unit"`
	UnitName string        `json:"unitName"`
	Due      anlan.Date    `json:"due"`
	State    TaskState     `json:"state" enum:"open,done,withdrawn"`
	Work     anlan.Ref     `json:"work"` // the matter or the inspection duty
	Opened   anlan.Instant `json:"opened"`
	Ended    anlan.Instant `json:"ended,omitempty"`
	Revision int64         `json:"revision"`
}

// Ref names the task.
func (t Task) Ref() anlan.Ref { return anlan.Ref{Kind: RefTask, ID: t.ID} }

// Rank is the order of a point's tasks.
func (t Task) Rank() anlan.Instant {
	if t.State == TaskOpen {
		return t.Due.End()
	}
	return t.Ended
}

// ProposalState is what became of a proposal.
type ProposalState string

// The states of a proposal.
const (
	Proposed ProposalState = "open"
	Accepted ProposalState = "accepted"
	Declined ProposalState = "declined"
)

// Cause is what makes somebody think again about a risk.
type Cause struct {
	Trigger string        `json:"trigger"` // of policy risk-review
	Ref     anlan.Ref     `json:"ref,omitzero"`
	Number  string        `json:"number,omitempty"`
	Text    string        `json:"text"`
	At      anlan.Instant `json:"at"`
}

// Proposal (重新评估建议) asks a person to rate a point anew.
type Proposal struct {
	ID       anlan.ID      `json:"id"`
	Point    anlan.ID      `json:"point"`
	Number   string        `json:"number"` // of the point
	Name     string        `json:"name"`
	Unit     Named         `json:"unit"`
	Branch   anlan.ID      `json:"branch"`
	Place    string        `json:"place"`
	Causes   []Cause       `json:"causes"`
	From     Colour        `json:"from"`
	Suggests Colour        `json:"suggests"` // never more than a suggestion
	Due      anlan.Date    `json:"due"`
	Late     bool          `json:"late,omitempty"`
	State    ProposalState `json:"state" enum:"open,accepted,declined"`
	Rating   anlan.ID      `json:"rating,omitempty"`
	Reason   string        `json:"reason,omitempty"`
	By       anlan.ID      `json:"by,omitempty"`
	Decided  anlan.Instant `json:"decided,omitempty"`
	Rule     string        `json:"rule"`
	Created  anlan.Instant `json:"created"`
	Revision int64         `json:"revision"`
}

// Ref names the proposal.
func (p Proposal) Ref() anlan.Ref { return anlan.Ref{Kind: RefProposal, ID: p.ID} }

// Rank is the order of proposals.
func (p Proposal) Rank() anlan.Instant {
	if p.State == Proposed {
		return p.Due.End()
	}
	return p.Decided
}

// Told is what events say of a point: what a reader needs without loading it.
type Told struct {
	Number string     `json:"number"`
	Name   string     `json:"name"`
	Unit   Named      `json:"unit"`
	Branch anlan.ID   `json:"branch"`
	Area   string     `json:"area"`
	Colour Colour     `json:"colour"`
	Before Colour     `json:"before,omitempty"`
	Reason string     `json:"reason,omitempty"`
	Point  anlan.ID   `json:"point,omitempty"`
	Due    anlan.Date `json:"due,omitempty"`
}

func (p Point) told() Told {
	return Told{Number: p.Number, Name: p.Name, Unit: p.Unit, Branch: p.Branch, Area: p.Area(), Colour: p.Colour, Point: p.ID}
}
