package api

import (
	"bytes"
	"context"
	"net/http"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/duty"
)

// dutyDoor serves rosters.
type dutyDoor struct {
	*Server
	Duty *duty.Service
}

// DutyDoors are the routes of rosters, swaps and hand-overs of shifts.
func DutyDoors(d *duty.Service) func(*Server) {
	return func(s *Server) {
		d := &dutyDoor{Server: s, Duty: d}
		d.routes()
	}
}

func (s *dutyDoor) routes() {
	add(s, http.MethodGet, "/api/v1/duty", "duty.read", "The roster of a unit, with its gaps", s.roster)
	add(s, http.MethodPost, "/api/v1/duty", "duty.write", "Add shifts to the roster of a unit, all or none", s.planDuty, status(http.StatusCreated))
	add(s, http.MethodPost, "/api/v1/duty/rotate", "duty.write", "Propose the shifts of a rotation; nothing is stored", s.rotateDuty)
	add(s, http.MethodGet, "/api/v1/duty/now", "duty.read", "Who answers for a unit now, or who is on duty in a place and below it", s.dutyNow)
	add(s, http.MethodGet, "/api/v1/duty/{id}", "duty.read", "One shift: its swaps, and what was handed over at both of its ends", s.dutyCard)
	add(s, http.MethodGet, "/api/v1/duty/{id}/changes", "duty.read", "What was swapped in a shift", s.dutyChanges)
	add(s, http.MethodPost, "/api/v1/duty/{id}/swap", "duty.write", "Put another person into a shift, or exchange two shifts (替班、调班)", s.swapDuty)
	add(s, http.MethodPost, "/api/v1/duty/{id}/cancel", "duty.write", "Take back a shift that has not begun", s.cancelDuty)
	add(s, http.MethodPost, "/api/v1/duty/{id}/handover", "duty.write", "Tell the next shift what is still open (交班)", s.giveShift)
	add(s, http.MethodPost, "/api/v1/duty/{id}/takeover", "duty.write", "Confirm what the shift before told this one (接班)", s.takeShift)
	s.sends("/api/v1/duty.ics", "duty.read", "The roster of ?unit= as iCalendar, from ?date= to ?to=", "text/calendar", s.dutyCalendar)
}

// ShiftView is one turn on a duty post.
type ShiftView struct {
	ID       anlan.ID      `json:"id"`
	Unit     Named         `json:"unit"`
	Post     Named         `json:"post"`
	Kind     duty.Kind     `json:"kind" enum:"whole,day,night"`
	Starts   anlan.Instant `json:"starts"`
	Ends     anlan.Instant `json:"ends" doc:"The first instant that it no longer covers"`
	Person   Named         `json:"person"`
	Leader   *Named        `json:"leader"`
	Note     string        `json:"note,omitempty"`
	Status   duty.Status   `json:"status" enum:"planned,cancelled"`
	Revision int64         `json:"revision"`
}

func (s *dutyDoor) shiftView(ctx context.Context, d duty.Shift) ShiftView {
	return ShiftView{ID: d.ID, Unit: s.names.unit(ctx, d.Unit), Post: s.names.post(ctx, d.Post), Kind: d.Kind, Starts: d.Starts, Ends: d.Ends,
		Person: s.names.person(ctx, d.Person), Leader: s.namedOr(ctx, d.Leader, s.names.person), Note: d.Note, Status: d.Status, Revision: d.Revision}
}

func (s *dutyDoor) shifts(ctx context.Context, in []duty.Shift) ListOf[ShiftView] {
	return list(in, "", func(d duty.Shift) ShiftView { return s.shiftView(ctx, d) })
}

// DutyQuery names a unit and some days; by default one's own unit, today.
type DutyQuery struct {
	Unit anlan.ID   `query:"unit" maxLength:"36"`
	Date anlan.Date `query:"date" maxLength:"10"`
	To   anlan.Date `query:"to" maxLength:"10"`
}

// rosterMost bounds a roster that is asked for.
const rosterMost = 184

// days fills in what was left out and refuses days that do not exist.
func (q DutyQuery) days(a anlan.Actor, today anlan.Date) (DutyQuery, error) {
	if q.Unit == "" {
		q.Unit = a.Unit
	}
	if q.Date == "" {
		q.Date = today
	}
	if q.To == "" {
		q.To = q.Date
	}
	for _, d := range []anlan.Date{q.Date, q.To} {
		if _, err := anlan.ParseDate(string(d)); err != nil {
			return q, err
		}
	}
	if q.To < q.Date || q.Date.AddDays(rosterMost) < q.To {
		return q, anlan.ErrDutyRotationSpan.With("days", rosterMost).At("to")
	}
	return q, nil
}

// RosterView is the roster of a unit over some days.
type RosterView struct {
	ListOf[ShiftView]
	Unit Named      `json:"unit"`
	From anlan.Date `json:"from"`
	To   anlan.Date `json:"to"`
	Gaps []duty.Gap `json:"gaps" nullable:"false" doc:"Hours without anybody"`
	May  bool       `json:"may" doc:"One may write this roster"`
}

func (s *dutyDoor) roster(ctx context.Context, in *DutyQuery) (*answer[RosterView], error) {
	a := Actor(ctx)
	q, err := in.days(a, s.DB.Now().Date())
	if err != nil {
		return nil, err
	}
	shifts, err := s.Duty.Roster(ctx, a, q.Unit, q.Date, q.To)
	if err != nil {
		return nil, err
	}
	gaps := duty.Gaps(shifts, q.Date.Start(), q.To.AddDays(1).Start())
	return ok(RosterView{s.shifts(ctx, shifts), s.names.unit(ctx, q.Unit), q.Date, q.To, append([]duty.Gap{}, gaps...), s.Duty.MayWrite(ctx, a, q.Unit)}, nil)
}

type dutyPlan struct {
	Body struct {
		Unit   anlan.ID     `json:"unit" maxLength:"36"`
		Shifts []duty.Draft `json:"shifts" minItems:"1" maxItems:"400"`
	}
}

func (s *dutyDoor) planDuty(ctx context.Context, in *dutyPlan) (*answer[ListOf[ShiftView]], error) {
	for i := range in.Body.Shifts {
		if d := &in.Body.Shifts[i]; d.ID == "" {
			d.ID = db.Key(db.WithPart(ctx, i)) // a retry finds what the first try made
		}
	}
	shifts, err := s.Duty.Plan(ctx, Actor(ctx), in.Body.Unit, in.Body.Shifts)
	return ok(s.shifts(ctx, shifts), err)
}

type dutyRotation struct {
	Body struct {
		Unit anlan.ID `json:"unit" maxLength:"36"`
		duty.Rotation
	}
}

func (s *dutyDoor) rotateDuty(ctx context.Context, in *dutyRotation) (*answer[ListOf[duty.Draft]], error) {
	drafts, err := s.Duty.Rotate(ctx, Actor(ctx), in.Body.Unit, in.Body.Rotation)
	return ok(list(drafts, "", func(d duty.Draft) duty.Draft { return d }), err)
}

// WatchView is who answers for a unit now, and how we know.
type WatchView struct {
	Unit   Named    `json:"unit"`
	Post   Named    `json:"post"`
	Person Named    `json:"person"`
	Leader *Named   `json:"leader"`
	Shift  anlan.ID `json:"shift,omitempty"`
	Via    duty.Via `json:"via" enum:"roster,post,lead"`
}

type dutyNowQuery struct {
	Unit  anlan.ID `query:"unit" maxLength:"36"`
	Place string   `query:"place" maxLength:"24" doc:"Without a unit; the county if empty"`
}

func (s *dutyDoor) dutyNow(ctx context.Context, in *dutyNowQuery) (*answer[ListOf[WatchView]], error) {
	a := Actor(ctx)
	if in.Unit != "" {
		watches, err := s.Duty.OnDuty(ctx, a, in.Unit)
		return ok(list(watches, "", func(w duty.Watch) WatchView {
			return WatchView{s.names.unit(ctx, w.Unit), s.names.post(ctx, w.Post), Named{w.Person, w.Name}, s.namedOr(ctx, w.Leader, s.names.person), w.Shift, w.Via}
		}), err)
	}
	if in.Place == "" {
		in.Place = s.County(ctx).Code
	}
	shifts, err := s.Duty.Board(ctx, a, in.Place)
	return ok(list(shifts, "", func(d duty.Shift) WatchView {
		v := s.shiftView(ctx, d)
		return WatchView{v.Unit, v.Post, v.Person, v.Leader, v.ID, duty.ViaRoster}
	}), err)
}

// ChangeView is a swap: both names, the reason, and who made it.
type ChangeView struct {
	Role   duty.Role     `json:"role" enum:"person,leader"`
	Was    Named         `json:"was"`
	Became Named         `json:"became"`
	Reason string        `json:"reason"`
	Other  anlan.ID      `json:"other,omitempty" doc:"The other shift of an exchange"`
	At     anlan.Instant `json:"at"`
}

func (s *dutyDoor) dutyChanges(ctx context.Context, in *RecordID) (*answer[ListOf[ChangeView]], error) {
	changes, err := s.Duty.Changes(ctx, Actor(ctx), in.ID)
	return ok(list(changes, "", func(c duty.Change) ChangeView { return s.changeView(ctx, c) }), err)
}

// HandoverView is what one shift told the next, and whether the next has taken it.
type HandoverView struct {
	Note    string        `json:"note"`
	GivenBy Named         `json:"given_by"`
	GivenAt anlan.Instant `json:"given_at"`
	TakenBy *Named        `json:"taken_by"`
	TakenAt anlan.Instant `json:"taken_at"`
}

// ShiftCard is one shift with all that is known of it.
type ShiftCard struct {
	ShiftView
	Changes []ChangeView  `json:"changes" nullable:"false"`
	Heard   *HandoverView `json:"heard" doc:"What the shift before told this one"`
	Told    *HandoverView `json:"told" doc:"What this one told the next"`
}

func (s *dutyDoor) dutyCard(ctx context.Context, in *RecordID) (*answer[ShiftCard], error) {
	c, err := s.Duty.Card(ctx, Actor(ctx), in.ID)
	v := ShiftCard{ShiftView: s.shiftView(ctx, c.Shift), Changes: []ChangeView{}, Heard: s.handoverView(ctx, c.Heard), Told: s.handoverView(ctx, c.Told)}
	for _, one := range c.Changes {
		v.Changes = append(v.Changes, s.changeView(ctx, one))
	}
	return ok(v, err)
}

func (s *dutyDoor) handoverView(ctx context.Context, h *duty.Handover) *HandoverView {
	if h == nil {
		return nil
	}
	return &HandoverView{h.Note, s.names.person(ctx, h.GivenBy), h.GivenAt, s.namedOr(ctx, h.TakenBy, s.names.person), h.TakenAt}
}

func (s *dutyDoor) changeView(ctx context.Context, c duty.Change) ChangeView {
	return ChangeView{c.Role, s.names.person(ctx, c.Was), s.names.person(ctx, c.Became), c.Reason, c.Other, c.At}
}

type dutySwap struct {
	RecordID
	Body struct {
		Seen
		duty.Swap
	}
}

func (s *dutyDoor) swapDuty(ctx context.Context, in *dutySwap) (*answer[ShiftView], error) {
	d, err := s.Duty.Swap(ctx, Actor(ctx), in.ID, in.Body.Revision, in.Body.Swap)
	return ok(s.shiftView(ctx, d), err)
}

type dutyCancel struct {
	RecordID
	Body struct {
		Seen
		Reason string `json:"reason" required:"false" maxLength:"200"`
	}
}

func (s *dutyDoor) cancelDuty(ctx context.Context, in *dutyCancel) (*answer[ShiftView], error) {
	d, err := s.Duty.Cancel(ctx, Actor(ctx), in.ID, in.Body.Revision, in.Body.Reason)
	return ok(s.shiftView(ctx, d), err)
}

type shiftNote struct {
	RecordID
	Body struct {
		Next anlan.ID `json:"next" maxLength:"36" doc:"The shift that is told"`
		Note string   `json:"note" maxLength:"2000"`
	}
}

func (s *dutyDoor) giveShift(ctx context.Context, in *shiftNote) (*answer[duty.Handover], error) {
	return ok(s.Duty.HandOver(ctx, Actor(ctx), duty.Handover{ID: keyed(ctx, ""), Shift: in.ID, Next: in.Body.Next, Note: in.Body.Note}))
}

func (s *dutyDoor) takeShift(ctx context.Context, in *RecordID) (*answer[duty.Handover], error) {
	return ok(s.Duty.TakeOver(ctx, Actor(ctx), in.ID))
}

// dutyCalendar sends the roster of a unit to a phone's calendar: a month unless told otherwise.
func (s *dutyDoor) dutyCalendar(w http.ResponseWriter, r *http.Request) error {
	ctx, query := r.Context(), r.URL.Query()
	q := DutyQuery{Unit: anlan.ID(query.Get("unit")), Date: anlan.Date(query.Get("date")), To: anlan.Date(query.Get("to"))}
	today := s.DB.Now().Date()
	if q.Date == "" && q.To == "" {
		q.Date, q.To = today, today.AddDays(30)
	}
	q, err := q.days(Actor(ctx), today)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := s.Duty.Calendar(ctx, Actor(ctx), q.Unit, q.Date, q.To, &b); err != nil {
		return err
	}
	return download(w, "duty.ics", "text/calendar; charset=utf-8", b.Bytes())
}
