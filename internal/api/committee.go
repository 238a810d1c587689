package api

import (
	"context"
	"net/http"

	"anlan"
	"anlan/internal/committee"
)

// committeeDoor serves meetings and what they decide.
type committeeDoor struct {
	*Server
	Committee *committee.Service
}

// CommitteeDoors are the routes of meetings, the decomposition desk, dispatches and receipts.
func CommitteeDoors(c *committee.Service) func(*Server) {
	return func(s *Server) {
		d := &committeeDoor{Server: s, Committee: c}
		d.routes()
		s.gathers(d.todoRelays)
	}
}

func (s *committeeDoor) routes() {
	add(s, http.MethodGet, "/api/v1/meetings", "committee.read", "List meetings, the newest first", s.listMeetings)
	add(s, http.MethodPost, "/api/v1/meetings", "committee.write", "Record a meeting", s.createMeeting, status(http.StatusCreated))
	add(s, http.MethodGet, "/api/v1/meetings/{id}", "committee.read", "One meeting with what it studied and what it sent", s.getMeeting)
	add(s, http.MethodPatch, "/api/v1/meetings/{id}", "committee.write", "Change a meeting", s.changeMeeting)
	add(s, http.MethodPut, "/api/v1/meetings/{id}/attendance", "committee.write", "Write the sheet of attendance (签到)", s.setAttendance)
	add(s, http.MethodPost, "/api/v1/meetings/{id}/documents", "committee.write", "Record a document that was studied (传达学习)", s.addDocument, status(http.StatusCreated))
	add(s, http.MethodPost, "/api/v1/meetings/{id}/documents/{doc}/receipts", "committee.receipt", "Answer that a unit relayed a document (传达学习回执)", s.giveReceipt)
	add(s, http.MethodPost, "/api/v1/meetings/{id}/documents/{doc}/urge", "committee.write", "Ask the units whose receipt is missing once more (催回执)", s.urgeRelay)
	add(s, http.MethodGet, "/api/v1/units/{id}/relays", "committee.receipt", "Documents that a unit still has to relay", s.owedRelays)
	s.registerDesk()
	s.registerTold()
	s.registerMinutes()
	s.raw("GET /api/v1/meetings/{id}/tasks.xlsx", "committee.read", s.tasksXLSX)
	s.raw("GET /api/v1/meetings/{id}/notice.docx", "committee.read", s.noticeDOCX)
}

type meetingQuery struct {
	State  string `query:"state" enum:"planned,held,minuted,dispatched" required:"false"`
	Cursor string `query:"cursor" maxLength:"120"`
	Limit  int    `query:"limit" minimum:"0" maximum:"200"`
}

// MeetingPage is one page of meetings.
type MeetingPage struct {
	Items []committee.Meeting `json:"items" nullable:"false"`
	Next  string              `json:"next" doc:"Cursor of the next page; empty at the end"`
}

func (s *committeeDoor) listMeetings(ctx context.Context, q *meetingQuery) (*answer[MeetingPage], error) {
	p, err := s.Committee.List(ctx, Actor(ctx), committee.MeetingState(q.State), q.Cursor, q.Limit)
	return ok(MeetingPage{p.Items, p.Next}, err)
}

// keyed gives a new record the identity of its request where the client made none: a retry then finds
// what the first try made.
func keyed(ctx context.Context, id anlan.ID) anlan.ID {
	if x := httpOf(ctx); id == "" && x != nil {
		return anlan.ID(x.r.Header.Get("Idempotency-Key"))
	}
	return id
}

type meetingDraft struct{ Body committee.MeetingDraft }

func (s *committeeDoor) createMeeting(ctx context.Context, in *meetingDraft) (*answer[committee.Meeting], error) {
	in.Body.ID = keyed(ctx, in.Body.ID)
	return ok(s.Committee.CreateMeeting(ctx, Actor(ctx), in.Body))
}

// MeetingView is everything that the page of a meeting shows.
type MeetingView struct {
	committee.Meeting
	Texts      []committee.Minutes       `json:"texts" nullable:"false" doc:"Every version of the minutes, the newest first"`
	Documents  []committee.Studied       `json:"documents" nullable:"false" doc:"What was studied, with receipts and who has not yet"`
	Dispatches []committee.Dispatch      `json:"dispatches" nullable:"false"`
	ToStudy    []committee.DocumentDraft `json:"toStudy" nullable:"false" doc:"What the minutes say was studied and nobody has recorded yet"`
}

func (s *committeeDoor) getMeeting(ctx context.Context, in *RecordID) (*answer[MeetingView], error) {
	var v MeetingView
	var err error
	a := Actor(ctx)
	if v.Meeting, err = s.Committee.Get(ctx, a, in.ID); err != nil {
		return nil, err
	}
	if v.Texts, err = s.Committee.Texts(ctx, a, in.ID); err != nil {
		return nil, err
	}
	if v.Documents, err = s.Committee.Studied(ctx, a, in.ID); err != nil {
		return nil, err
	}
	if v.ToStudy, err = s.Committee.ToStudy(ctx, a, in.ID); err != nil {
		return nil, err
	}
	v.Dispatches, err = s.Committee.Dispatches(ctx, a, in.ID)
	return ok(v, err)
}

type meetingChange struct {
	ID   anlan.ID `path:"id" maxLength:"36"`
	Body struct {
		Seen
		committee.MeetingDraft
	}
}

func (s *committeeDoor) changeMeeting(ctx context.Context, in *meetingChange) (*answer[committee.Meeting], error) {
	return ok(s.Committee.UpdateMeeting(ctx, Actor(ctx), in.ID, in.Body.Revision, in.Body.MeetingDraft))
}

type attendanceSheet struct {
	ID   anlan.ID `path:"id" maxLength:"36"`
	Body struct {
		Seen
		Items []committee.Attendance `json:"items" maxItems:"2000"`
	}
}

func (s *committeeDoor) setAttendance(ctx context.Context, in *attendanceSheet) (*answer[committee.Meeting], error) {
	return ok(s.Committee.SetAttendance(ctx, Actor(ctx), in.ID, in.Body.Revision, in.Body.Items))
}

func (s *committeeDoor) addDocument(ctx context.Context, in *verb[committee.DocumentDraft]) (*answer[committee.Document], error) {
	in.Body.ID = keyed(ctx, in.Body.ID)
	return ok(s.Committee.AddDocument(ctx, Actor(ctx), in.ID, in.Body))
}

type receiptDraft struct {
	ID   anlan.ID `path:"id" maxLength:"36"`
	Doc  anlan.ID `path:"doc" maxLength:"36"`
	Body committee.ReceiptDraft
}

func (s *committeeDoor) giveReceipt(ctx context.Context, in *receiptDraft) (*answer[committee.Receipt], error) {
	return ok(s.Committee.GiveReceipt(ctx, Actor(ctx), in.Doc, in.Body))
}

type relayQuery struct {
	ID    anlan.ID `path:"id" maxLength:"36"`
	Limit int      `query:"limit" minimum:"0" maximum:"200"`
}

// RelayList is what a unit still has to relay.
type RelayList struct {
	Items []committee.Document `json:"items" nullable:"false"`
	Next  string               `json:"next"`
}

func (s *committeeDoor) owedRelays(ctx context.Context, in *relayQuery) (*answer[RelayList], error) {
	list, err := s.Committee.Owed(ctx, Actor(ctx), in.ID, pageLimit(in.Limit))
	return ok(RelayList{Items: list}, err)
}

type relayUrging struct {
	ID  anlan.ID `path:"id" maxLength:"36"`
	Doc anlan.ID `path:"doc" maxLength:"36"`
}

// UrgedView tells how many units were asked once more.
type UrgedView struct {
	Urged int `json:"urged"`
}

func (s *committeeDoor) urgeRelay(ctx context.Context, in *relayUrging) (*answer[UrgedView], error) {
	n, err := s.Committee.UrgeRelay(ctx, Actor(ctx), in.Doc)
	return ok(UrgedView{n}, err)
}
