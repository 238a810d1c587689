package api

import (
	"context"
	"errors"

	"anlan"
	"anlan/internal/hazard"
	"anlan/internal/matter"
)

// HazardRow is a hazard as lists show it.
type HazardRow struct {
	ID       anlan.ID      `json:"id"`
	Number   string        `json:"number"`
	Text     string        `json:"text"`
	State    hazard.State  `json:"state" enum:"judging,planned,rectifying,rechecking,closed,fixed,dropped"`
	Grade    hazard.Grade  `json:"grade" enum:"general,maybe_major,major"`
	Category string        `json:"category"`
	Sector   string        `json:"sector"`
	Source   string        `json:"source"`
	Unit     Named         `json:"unit" doc:"Who owes it"`
	Checker  Named         `json:"checker"`
	Finder   Named         `json:"finder"`
	Site     anlan.ID      `json:"site,omitempty"`
	Where    string        `json:"where,omitempty"`
	Area     PlaceView     `json:"area"`
	Place    PlaceView     `json:"place"`
	Point    *hazard.Point `json:"point,omitempty"`
	Found    anlan.Instant `json:"found"`
	Due      anlan.Date    `json:"due,omitempty"`
	Overdue  bool          `json:"overdue"`
	Closed   anlan.Instant `json:"closed"`
	Since    anlan.Instant `json:"since"`
	Thumb    string        `json:"thumb,omitempty" doc:"Hash of the first picture"`
	Relapse  int           `json:"relapse" doc:"How often the same was found here before"`
	Listed   string        `json:"listed,omitempty" doc:"Level of listed supervision"`
	Stopped  bool          `json:"stopped"`
	Exercise bool          `json:"exercise"`
	Matter   anlan.ID      `json:"matter,omitempty"`
	Revision int64         `json:"revision"`
}

func (s *Server) hazardRow(ctx context.Context, h hazard.Hazard) HazardRow {
	r := HazardRow{ID: h.ID, Number: h.Number, Text: h.Text, State: h.State, Grade: h.Grade, Category: h.Category, Sector: h.Sector,
		Source: h.SourceFor(Actor(ctx)), Unit: s.names.unit(ctx, h.Lead.Unit), Checker: s.names.unit(ctx, h.Checker.Unit), Finder: s.names.unit(ctx, h.Finder.Unit),
		Site: h.Site, Where: h.Where, Area: PlaceView{h.Area(), s.names.place(ctx, h.Area())}, Place: PlaceView{h.Place, s.names.place(ctx, h.Place)},
		Point: h.Point, Found: h.Found, Due: h.Due, Overdue: h.Overdue(s.DB.Now()), Closed: h.Closed, Since: h.Since, Listed: h.Listed(),
		Stopped: h.Stopped(), Exercise: h.Exercise, Matter: h.Matter, Revision: h.Revision}
	if len(h.Photos) > 0 {
		r.Thumb = h.Photos[0].Hash
	}
	if h.Relapse != nil {
		r.Relapse = h.Relapse.Times
	}
	return r
}

func (s *hazardDoor) hazardRows(ctx context.Context, list []hazard.Hazard) []HazardRow {
	rows := make([]HazardRow, 0, len(list))
	for _, h := range list {
		rows = append(rows, s.hazardRow(ctx, h))
	}
	return rows
}

// HazardDetail is a hazard with everything its page shows.
type HazardDetail struct {
	HazardRow
	Cause    string           `json:"cause"`
	Clause   string           `json:"clause,omitempty"`
	Outside  string           `json:"outside,omitempty"`
	Capture  hazard.Capture   `json:"capture"`
	Photos   []hazard.Photo   `json:"photos" nullable:"false"`
	Voice    string           `json:"voice,omitempty"`
	Basis    *hazard.Basis    `json:"basis,omitempty"`
	Again    *hazard.Relapse  `json:"again,omitempty" doc:"Relapse: the earlier findings"`
	Fix      *hazard.Fix      `json:"fix,omitempty"`
	Plan     *hazard.Plan     `json:"plan,omitempty"`
	Lacks    []string         `json:"lacks" nullable:"false" doc:"Which of the five implementations are not filled"`
	Notices  []hazard.Notice  `json:"notices" nullable:"false"`
	Listing  *hazard.Listing  `json:"listing,omitempty"`
	Stop     *hazard.Stop     `json:"stop,omitempty"`
	Recheck  *hazard.Recheck  `json:"recheck,omitempty"`
	Doubts   []DoubtView      `json:"doubts" nullable:"false" doc:"What speaks against the truth of its closure; one that asks wants a reason on acceptance"`
	Waiting  bool             `json:"waiting" doc:"Pictures have come that are not compared with the history yet: no doubt so far does not mean none"`
	Post     Named            `json:"post" doc:"Post that owes it"`
	FoundBy  Named            `json:"foundBy" doc:"Post that found it"`
	Reopened int              `json:"reopened"`
	Why      string           `json:"why,omitempty" doc:"Of a dropped one"`
	Because  []ParentView     `json:"because" nullable:"false" doc:"Meeting sentence, campaign, letter clause, inspection behind it"`
	Spans    []hazard.Span    `json:"spans" nullable:"false" doc:"Deadlines of the ledger itself that run now"`
	Can      []hazard.Can     `json:"can" nullable:"false"`
	Work     *MatterRow       `json:"work,omitempty" doc:"The matter that puts it right, as far as one may see it"`
	WorkCan  []matter.Can     `json:"workCan" nullable:"false" doc:"What one may do with the matter"`
	Policy   hazard.Stamp     `json:"policy" doc:"Policy versions it was born with"`
	Edits    map[string]int64 `json:"edits,omitempty" doc:"Revision at which each fact was last changed"`
}

func (s *hazardDoor) hazardDetail(ctx context.Context, h hazard.Hazard) (*answer[HazardDetail], error) {
	a := Actor(ctx)
	d := HazardDetail{HazardRow: s.hazardRow(ctx, h), Cause: h.Cause, Clause: h.Clause, Outside: h.Outside, Capture: h.Capture,
		Photos: append([]hazard.Photo{}, h.Photos...), Voice: h.Voice, Basis: h.Basis, Again: h.Relapse, Fix: h.Fix, Plan: h.Plan, Lacks: []string{},
		Notices: append([]hazard.Notice{}, h.Notices...), Listing: h.Listing, Stop: h.Stop, Recheck: h.Recheck, Doubts: s.doubtViews(ctx, h.Doubts), Post: s.names.post(ctx, h.Lead.Post),
		FoundBy: s.names.post(ctx, h.Finder.Post), Reopened: h.Reopened, Why: h.Why, Because: []ParentView{}, Can: h.Can(a), WorkCan: []matter.Can{},
		Policy: h.Stamp, Edits: h.Edits}
	if h.Grade == hazard.Major {
		d.Lacks = append(d.Lacks, h.Plan.Lacks()...)
	}
	for _, ref := range h.Because {
		d.Because = append(d.Because, s.parentView(ctx, ref))
	}
	var err error
	if d.Spans, err = s.Hazard.Running(h); err != nil {
		return nil, err
	}
	if d.Waiting, err = s.Hazard.Waiting(ctx, h); err != nil {
		return nil, err
	}
	return ok(d, s.addWork(ctx, a, h, &d))
}

// addWork adds the matter behind the hazard, as far as the actor may see it.
func (s *hazardDoor) addWork(ctx context.Context, a anlan.Actor, h hazard.Hazard, d *HazardDetail) error {
	if h.Matter == "" {
		return nil
	}
	m, err := s.Matter.Get(ctx, a, h.Matter)
	if errors.Is(err, anlan.ErrNotFound) || errors.Is(err, anlan.ErrForbidden) {
		return nil
	}
	if err != nil {
		return err
	}
	row := s.row(ctx, m)
	d.Work, d.WorkCan = &row, m.Can(a, s.DB.Now())
	return nil
}

// ConflictView is what somebody else changed first: the record as it stands, and each fact in question.
type ConflictView struct {
	Current any            `json:"current" doc:"The record as it now stands"`
	Fields  []hazard.Clash `json:"fields" nullable:"false"`
}

// conflictView tells a stale amendment what stands there now; other errors have none.
func (s *Server) conflictView(ctx context.Context, err error) *ConflictView {
	var stale *hazard.StaleError
	if !errors.As(err, &stale) {
		return nil
	}
	return &ConflictView{Current: s.hazardRow(ctx, stale.Current), Fields: stale.Clashes}
}
