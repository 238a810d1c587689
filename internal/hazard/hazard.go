package hazard

import (
	"slices"

	"anlan"
	"anlan/internal/matter"
)

// The kinds of this room's records, as a Ref names them.
const RefHazard = "hazard.hazard"

// State is where a hazard stands.
type State string

// The states of a hazard.
const (
	Judging    State = "judging"    // 疑似重大，待定级
	Planned    State = "planned"    // 重大，待落实“五落实”
	Rectifying State = "rectifying" // 整改中
	Rechecking State = "rechecking" // 待复查（验收）
	Closed     State = "closed"     // 已销号
	Fixed      State = "fixed"      // 当场整改
	Dropped    State = "dropped"    // 已撤回：不成立或重复
)

// States lists the states in the order of the loop.
func States() []State {
	return []State{Judging, Planned, Rectifying, Rechecking, Closed, Fixed, Dropped}
}

// OpenStates lists the states in which the hazard is still there.
func OpenStates() []State { return []State{Judging, Planned, Rectifying, Rechecking} }

// Grade is how bad it is. The law knows two; a finder who is not sure says so.
type Grade string

// The grades.
const (
	General    Grade = "general"     // 一般隐患
	MaybeMajor Grade = "maybe_major" // 疑似重大
	Major      Grade = "major"       // 重大隐患
)

// Grades lists the grades.
func Grades() []Grade { return []Grade{General, MaybeMajor, Major} }

// Hazard is one finding with everything that became of it. It is stored as one JSON document whose
// digest every event seals; the columns beside it are only indexes.
type Hazard struct {
	ID     anlan.ID `json:"id"`
	Number string   `json:"number"` // 编号, e.g. YH2026-000017
	State  State    `json:"state"`

	Facts // what was found, amendable with a base revision

	Lead     matter.Seat `json:"lead"`              // 责任单位
	Finder   matter.Seat `json:"finder"`            // who found it
	Checker  matter.Seat `json:"checker"`           // who checks it again: never the lead
	Source   string      `json:"source"`            // kept as it was
	Outside  string      `json:"outside,omitempty"` // its number in the system that it came from
	Because  []anlan.Ref `json:"because,omitempty"` // campaign, meeting sentence, letter clause, inspection behind it
	Exercise bool        `json:"exercise,omitempty"`

	Capture Capture `json:"capture"`
	Photos  []Photo `json:"photos,omitempty"` // as it was found
	Voice   string  `json:"voice,omitempty"`  // SHA-256 of the voice note

	Grade   Grade    `json:"grade"`
	Basis   *Basis   `json:"basis,omitempty"`   // why it has this grade
	Relapse *Relapse `json:"relapse,omitempty"` // 屡查屡犯

	Fix     *Fix     `json:"fix,omitempty"`     // fixed on the spot
	Plan    *Plan    `json:"plan,omitempty"`    // 五落实, of a major hazard
	Notices []Notice `json:"notices,omitempty"` // reports of a major hazard to the regulator, to the workers' congress
	Listing *Listing `json:"listing,omitempty"` // 挂牌督办
	Stop    *Stop    `json:"stop,omitempty"`    // the stop-work that holds, or the last one
	Recheck *Recheck `json:"recheck,omitempty"` // the check that closed it, or sent it back
	Doubts  []Doubt  `json:"doubts,omitempty"`  // what speaks against the truth of its closure

	Matter   anlan.ID         `json:"matter,omitempty"`
	Due      anlan.Date       `json:"due,omitempty"`
	Deadline anlan.Instant    `json:"deadline"`
	Found    anlan.Instant    `json:"found"`  // earliest known fact (law 2)
	Since    anlan.Instant    `json:"since"`  // since when it is in its state
	Closed   anlan.Instant    `json:"closed"` // 0 while open
	Reopened int              `json:"reopened,omitempty"`
	Why      string           `json:"why,omitempty"`   // of a dropped one
	Fired    []string         `json:"fired,omitempty"` // which of its clocks have rung
	Stamp    Stamp            `json:"stamp"`
	Edits    map[string]int64 `json:"edits,omitempty"` // revision at which each fact was last changed
	Created  anlan.Instant    `json:"created"`
	Revision int64            `json:"revision"`
	Turned   int64            `json:"turned,omitempty"` // revision at which its state or its grade last changed
	Noted    int64            `json:"noted,omitempty"`  // how many of the last revisions are the house's own notes; see missed
}

// Facts are what people wrote about a finding. They may be amended; see Amend.
type Facts struct {
	Text     string   `json:"text"`
	Category string   `json:"category"`
	Sector   string   `json:"sector"`
	Cause    string   `json:"cause"`
	Clause   string   `json:"clause,omitempty"` // basis of the demand: article or checklist item, as written
	Site     anlan.ID `json:"site,omitempty"`
	Where    string   `json:"where,omitempty"` // spot within the site, in words
	Place    string   `json:"place"`           // place code
	Point    *Point   `json:"point,omitempty"`
}

// Stamp names the policy versions the hazard was born with (law 6).
type Stamp struct {
	Terms    string `json:"terms"`
	Deadline string `json:"deadline"`
	Relapse  string `json:"relapse"`
	Desk     string `json:"desk"`
	Listing  string `json:"listing,omitempty"` // since it is listed
}

// Ref names the hazard for other rooms.
func (h Hazard) Ref() anlan.Ref { return anlan.Ref{Kind: RefHazard, ID: h.ID} }

// IsOpen reports whether the hazard is still there.
func (h Hazard) IsOpen() bool { return slices.Contains(OpenStates(), h.State) }

// Overdue reports whether the deadline has passed and the hazard is still there.
func (h Hazard) Overdue(now anlan.Instant) bool {
	return h.IsOpen() && h.Deadline != 0 && h.Deadline < now
}

// Village is the place code cut to the village, Area to the township: territorial lists are indexed by
// both.
func (h Hazard) Village() string { return h.spot()[:min(12, len(h.spot()))] }

// Area is the place code cut to the township.
func (h Hazard) Area() string { return h.spot()[:min(9, len(h.spot()))] }

// spot is where the hazard lies, else where its unit sits.
func (h Hazard) spot() string {
	if h.Place != "" {
		return h.Place
	}
	return h.Lead.Place
}

// Listed is the level at which the hazard is listed now, or empty.
func (h Hazard) Listed() string {
	if h.Listing == nil || h.Listing.Delisted != nil {
		return ""
	}
	return h.Listing.Level
}

// Stopped reports whether a stop-work holds.
func (h Hazard) Stopped() bool { return h.Stop != nil && h.Stop.Resumed == nil }
