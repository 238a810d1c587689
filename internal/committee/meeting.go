package committee

import (
	"fmt"
	"slices"
	"strings"

	"anlan"
)

// MeetingKind is what sort of meeting it is.
type MeetingKind string

// The kinds of meetings.
const (
	Plenary  MeetingKind = "plenary"  // 全体会议
	Enlarged MeetingKind = "enlarged" // 全体（扩大）会议
	Special  MeetingKind = "special"  // 专题会议
	Regular  MeetingKind = "regular"  // 例会
	Video    MeetingKind = "video"    // 视频会议
)

// MeetingKinds lists the kinds.
func MeetingKinds() []MeetingKind { return []MeetingKind{Plenary, Enlarged, Special, Regular, Video} }

// MeetingState is how far a meeting has come.
type MeetingState string

// The states of a meeting.
const (
	Planned    MeetingState = "planned"    // 待开
	Held       MeetingState = "held"       // 已开
	Minuted    MeetingState = "minuted"    // 已有纪要
	Dispatched MeetingState = "dispatched" // 已下发
)

// MeetingStates lists the states in their order.
func MeetingStates() []MeetingState { return []MeetingState{Planned, Held, Minuted, Dispatched} }

// Named is a unit with the name it had when the record was written: papers of the past keep it.
type Named struct {
	ID   anlan.ID `json:"id"`
	Name string   `json:"name" maxLength:"100"`
}

// AgendaItem is one line of the agenda.
type AgendaItem struct {
	Title string   `json:"title" maxLength:"200"`
	Unit  anlan.ID `json:"unit,omitempty" maxLength:"36" doc:"who speaks to it"`
}

// Attendance is one seat at the table (签到). It names posts; a name of an official may be added.
type Attendance struct {
	Class      string   `json:"class" enum:"leader,member,township,enterprise,other"`
	Unit       anlan.ID `json:"unit,omitempty" maxLength:"36"`
	UnitName   string   `json:"unitName,omitempty" maxLength:"100"`
	Post       string   `json:"post" maxLength:"100" doc:"title of the post"`
	Name       string   `json:"name,omitempty" maxLength:"30" doc:"name of the official; optional"`
	Seat       string   `json:"seat,omitempty" maxLength:"20"`
	Role       string   `json:"role" enum:"chair,speech,attend,observe,absent,leave"`
	Substitute string   `json:"substitute,omitempty" maxLength:"100" doc:"post that came instead (代会)"`
}

// Speech is what was said on behalf of a post.
type Speech struct {
	Unit anlan.ID `json:"unit,omitempty" maxLength:"36"`
	Post string   `json:"post" maxLength:"100"`
	Text string   `json:"text" maxLength:"4000"`
}

// Figure is a number of the work report (通报).
type Figure struct {
	Label  string `json:"label" maxLength:"500"`
	Value  string `json:"value" maxLength:"40"`
	Unit   string `json:"unit,omitempty" maxLength:"20"`
	Period string `json:"period,omitempty" maxLength:"40"`
	Source Span   `json:"source"`
}

// Letter is a line on a responsibility letter that was signed at the meeting.
type Letter struct {
	Ref  string `json:"ref,omitempty" maxLength:"100"`
	Text string `json:"text" maxLength:"500"`
}

// Meeting is one meeting of a committee.
type Meeting struct {
	ID       anlan.ID     `json:"id"`
	Number   string       `json:"number"`
	Unit     Named        `json:"unit"`  // the committee
	Organ    string       `json:"organ"` // 机关代字 of what it issues
	Kind     MeetingKind  `json:"kind" enum:"plenary,enlarged,special,regular,video"`
	Year     int          `json:"year"`
	Ordinal  int64        `json:"ordinal"`
	Title    string       `json:"title"`
	Date     anlan.Date   `json:"date"`
	Session  string       `json:"session" enum:"morning,afternoon,evening,"`
	Venue    string       `json:"venue"`
	State    MeetingState `json:"state" enum:"planned,held,minuted,dispatched"`
	Exercise bool         `json:"exercise"`

	Agenda     []AgendaItem `json:"agenda" nullable:"false"`
	Attendance []Attendance `json:"attendance" nullable:"false"`
	Speeches   []Speech     `json:"speeches" nullable:"false"`
	Figures    []Figure     `json:"figures" nullable:"false"`
	Letters    []Letter     `json:"letters" nullable:"false"`

	Minutes  anlan.ID      `json:"minutes"` // the text that holds; empty while there is none
	By       anlan.ID      `json:"by"`      // post that entered it
	Created  anlan.Instant `json:"created"`
	Updated  anlan.Instant `json:"updated"`
	Revision int64         `json:"revision"`
}

// Ref names the meeting.
func (m Meeting) Ref() anlan.Ref { return anlan.Ref{Kind: RefMeeting, ID: m.ID} }

// The kinds of the room's records, as a Ref names them.
const (
	RefMeeting  = "committee.meeting"
	RefMinutes  = "committee.minutes"
	RefDecision = "committee.decision"
	RefDispatch = "committee.dispatch"
	RefDocument = "committee.document"
	RefReceipt  = "committee.receipt"
)

// MeetingDraft is what a person writes about a meeting. A nil list leaves what is there.
type MeetingDraft struct {
	ID       anlan.ID     `json:"id,omitempty" maxLength:"36" doc:"made by the client, so that a retry is recognised"`
	Unit     anlan.ID     `json:"unit,omitempty" maxLength:"36" doc:"the committee; empty: the county's Work-Safety Committee"`
	Organ    string       `json:"organ,omitempty" maxLength:"20" doc:"机关代字; empty: of the committee's office"`
	Kind     MeetingKind  `json:"kind" enum:"plenary,enlarged,special,regular,video"`
	Ordinal  int64        `json:"ordinal,omitempty" minimum:"0" maximum:"999" doc:"0: the next one of the year"`
	Title    string       `json:"title" maxLength:"200"`
	Date     anlan.Date   `json:"date"`
	Session  string       `json:"session,omitempty" enum:"morning,afternoon,evening,"`
	Venue    string       `json:"venue,omitempty" maxLength:"100"`
	State    MeetingState `json:"state,omitempty" enum:"planned,held," doc:"planned or held; later states come by themselves"`
	Exercise bool         `json:"exercise,omitempty"`

	Agenda   []AgendaItem `json:"agenda,omitempty" maxItems:"100"`
	Speeches []Speech     `json:"speeches,omitempty" maxItems:"100"`
	Figures  []Figure     `json:"figures,omitempty" maxItems:"500"`
	Letters  []Letter     `json:"letters,omitempty" maxItems:"100"`
}

// check returns everything that is wrong with a draft at once.
func (d MeetingDraft) check() error {
	var p anlan.Problems
	p = require(p, "title", d.Title, 200)
	p = limit(p, "venue", d.Venue, 100)
	p = limit(p, "organ", d.Organ, 20)
	p = oneOf(p, "kind", string(d.Kind), MeetingKinds())
	if _, err := anlan.ParseDate(string(d.Date)); err != nil {
		p = append(p, anlan.ErrDateMalformed.With("value", string(d.Date)).At("date"))
	}
	if d.State != "" {
		p = oneOf(p, "state", string(d.State), MeetingStates()[:2])
	}
	if d.Session != "" {
		p = oneOf(p, "session", d.Session, []string{"morning", "afternoon", "evening"})
	}
	for i, a := range d.Agenda {
		p = require(p, fmt.Sprintf("agenda[%d].title", i), a.Title, 200)
	}
	for i, s := range d.Speeches {
		p = limit(p, fmt.Sprintf("speeches[%d].text", i), s.Text, textMax)
	}
	for i, l := range d.Letters {
		p = require(p, fmt.Sprintf("letters[%d].text", i), l.Text, 500)
	}
	for i, f := range d.Figures {
		p = require(p, fmt.Sprintf("figures[%d].value", i), f.Value, 40)
	}
	return p.Err()
}

// apply writes the draft over the meeting.
func (d MeetingDraft) apply(m Meeting) Meeting {
	m.Kind, m.Title, m.Date, m.Year = d.Kind, strings.TrimSpace(d.Title), d.Date, d.Date.Year()
	m.Session, m.Venue, m.Exercise = d.Session, strings.TrimSpace(d.Venue), d.Exercise
	if d.State != "" && (m.State == "" || m.State == Planned || m.State == Held) {
		m.State = d.State
	}
	if m.State == "" {
		m.State = Planned
	}
	keep(&m.Agenda, d.Agenda)
	keep(&m.Speeches, d.Speeches)
	keep(&m.Figures, d.Figures)
	keep(&m.Letters, d.Letters)
	return m.normal()
}

func keep[T any](old *[]T, list []T) {
	if list != nil {
		*old = list
	}
}

// normal gives every list its empty form, so that a record reads back to the byte as it was sealed.
func (m Meeting) normal() Meeting {
	filled(&m.Agenda)
	filled(&m.Attendance)
	filled(&m.Speeches)
	filled(&m.Figures)
	filled(&m.Letters)
	return m
}

func filled[T any](list *[]T) {
	if *list == nil {
		*list = []T{}
	}
}

// fixed reports whether the change touches what no longer moves: a drill never turns real or the
// reverse once its text is read (law 14), and what went out keeps its day and its mark.
func (m Meeting) fixed(next Meeting) bool {
	sent := m.State == Dispatched && (m.Date != next.Date || m.Organ != next.Organ)
	return sent || m.Minutes != "" && m.Exercise != next.Exercise
}

// series is the class of meetings within which ordinals count: the plenary ones of a committee and
// year count together, enlarged or not.
func (m Meeting) series() string {
	kind := m.Kind
	if kind == Enlarged {
		kind = Plenary
	}
	return fmt.Sprintf("%s/%d/%s", m.Unit.ID, m.Year, kind)
}

// Seated returns the meeting with its attendance.
func (m Meeting) Seated(rows []Attendance) (Meeting, error) {
	var p anlan.Problems
	if len(rows) > attendanceMax {
		return m, anlan.ErrTooLarge.With("max", attendanceMax).At("items")
	}
	for i, a := range rows {
		at := fmt.Sprintf("items[%d].", i)
		p = oneOf(p, at+"class", a.Class, []string{"leader", "member", "township", "enterprise", "other"})
		p = oneOf(p, at+"role", a.Role, []string{"chair", "speech", "attend", "observe", "absent", "leave"})
		p = limit(p, at+"post", a.Post, 100)
		p = limit(p, at+"name", a.Name, 30)
		p = limit(p, at+"seat", a.Seat, 20)
		p = limit(p, at+"substitute", a.Substitute, 100)
		if a.Unit == "" && strings.TrimSpace(a.UnitName+a.Post) == "" {
			p = append(p, anlan.ErrFieldRequired.With("name", "unit").At(at+"unit"))
		}
	}
	m.Attendance = slices.Clone(rows)
	return m.normal(), p.Err()
}

// attendanceMax bounds the table of attendance.
const attendanceMax = 2000
