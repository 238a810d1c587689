package api

import (
	"context"
	"net/http"
	"strings"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/matter"
)

// matterQuery is the one filter of table, board, calendar and export.
type matterQuery struct {
	State  string   `query:"state" doc:"States, separated by commas; empty: the open ones"`
	Lamp   string   `query:"lamp" enum:"overdue,soon" required:"false"`
	Unit   anlan.ID `query:"unit"`
	Branch anlan.ID `query:"branch" doc:"Department or township with everything below it"`
	Area   string   `query:"area" doc:"Place code of a township" maxLength:"12"`
	Topic  string   `query:"topic" maxLength:"40"`
	Words  string   `query:"q" doc:"Words of the title, or a number" maxLength:"60"`
	Origin string   `query:"origin" doc:"Kind of the demand that it answers: committee.decision for the sentence of a meeting" maxLength:"40"`
	Cursor string   `query:"cursor" maxLength:"200"`
	Limit  int      `query:"limit" minimum:"0" maximum:"200"`
}

func (q matterQuery) filter() matter.Filter {
	f := matter.Filter{Lamp: matter.LampKind(q.Lamp), Unit: q.Unit, Branch: q.Branch, Area: q.Area, Topic: q.Topic,
		Words: strings.TrimSpace(q.Words), Origin: q.Origin, Cursor: q.Cursor, Limit: q.Limit}
	for _, st := range strings.FieldsFunc(q.State, func(r rune) bool { return r == ',' }) {
		f.States = append(f.States, matter.State(st))
	}
	return f
}

// MatterPage is one page of matters.
type MatterPage struct {
	Items []MatterRow `json:"items"`
	Next  string      `json:"next" doc:"Cursor of the next page; empty at the end"`
	More  bool        `json:"more" doc:"The bounded search stopped before the end"`
}

type (
	signBody     struct{ Seen }
	feedbackBody struct {
		Seen
		Text  string   `json:"text" maxLength:"4000"`
		Final bool     `json:"final" required:"false" doc:"Reports completion and asks for the review"`
		Files []string `json:"files" required:"false" maxItems:"30" doc:"SHA-256 of uploaded files"`
	}
	returnBody struct {
		Seen
		Reason  string   `json:"reason" maxLength:"1000"`
		Suggest anlan.ID `json:"suggest" required:"false" doc:"Unit whose matter it may be"`
	}
	transferBody struct {
		Seen
		Unit   anlan.ID `json:"unit"`
		Reason string   `json:"reason" maxLength:"1000"`
	}
	reviewBody struct {
		Seen
		Pass   bool   `json:"pass"`
		Reason string `json:"reason" required:"false" maxLength:"1000"`
	}
	extensionBody struct {
		Seen
		Until  anlan.Date `json:"until"`
		Reason string     `json:"reason" maxLength:"1000"`
	}
	grantBody struct {
		Seen
		Grant  bool   `json:"grant"`
		Reason string `json:"reason" required:"false" maxLength:"1000"`
	}
	reopenBody struct {
		Seen
		Reason string     `json:"reason" maxLength:"1000"`
		Due    anlan.Date `json:"due" required:"false"`
	}
	recallBody struct {
		Seen
		Reason string `json:"reason" maxLength:"1000"`
	}
	urgeBody struct {
		Text string `json:"text" required:"false" maxLength:"1000"`
	}
)

// MatterDoors are the routes of the loop, its verbs and its papers.
func (s *Server) MatterDoors() {
	s.gathers(s.todoLead, s.todoReview, s.todoGrant, s.todoPapers, s.todoHelp)
	s.shows(s.Matter.File)
	s.registerPapers()
	add(s, http.MethodGet, "/api/v1/matters", "matter.read", "List matters", s.listMatters, s.onShelf("matter.read"))
	add(s, http.MethodGet, "/api/v1/matters/{id}", "matter.read", "One matter with everything its page shows", s.getMatter)
	add(s, http.MethodGet, "/api/v1/matters/{id}/timeline", "matter.read", "What happened to a matter", s.timeline)
	add(s, http.MethodPost, "/api/v1/matters", "matter.open", "Open a matter (交办)", s.openMatter)
	s.addVerbs()
	add(s, http.MethodPost, "/api/v1/matters/urge", "matter.urge", "Urge several matters", s.urgeMany)
	add(s, http.MethodPost, "/api/v1/papers/{id}/sign", "matter.sign", "Sign for a document of the ladder", s.signPaper)
	add(s, http.MethodPost, "/api/v1/posts/{id}/matters/handover", "matter.handover", "Move every open item of a post (移交)", s.handover)
	add(s, http.MethodGet, "/api/v1/matters/calendar", "matter.read", "Open matters by the day they are due", s.dueCalendar)
}

// addVerbs registers the verbs of the loop: POST /matters/{id}/{verb}.
func (s *Server) addVerbs() {
	matterVerb(s, "sign", "matter.sign", "Sign for a matter (签收)", func(ctx context.Context, a anlan.Actor, id anlan.ID, b signBody) (matter.Matter, error) {
		return s.Matter.Sign(ctx, a, id, b.Revision)
	})
	matterVerb(s, "feedback", "matter.progress", "Tell progress, or report completion (反馈)", func(ctx context.Context, a anlan.Actor, id anlan.ID, b feedbackBody) (matter.Matter, error) {
		return s.Matter.Feedback(ctx, a, id, b.Revision, matter.Report{Text: b.Text, Final: b.Final, Files: b.Files})
	})
	matterVerb(s, "return", "matter.return", "Say that it is not ours (退回)", func(ctx context.Context, a anlan.Actor, id anlan.ID, b returnBody) (matter.Matter, error) {
		return s.Matter.Return(ctx, a, id, b.Revision, b.Reason, b.Suggest)
	})
	matterVerb(s, "transfer", "matter.transfer", "Give it to another unit (转办)", func(ctx context.Context, a anlan.Actor, id anlan.ID, b transferBody) (matter.Matter, error) {
		return s.Matter.Transfer(ctx, a, id, b.Revision, b.Unit, b.Reason)
	})
	matterVerb(s, "review", "matter.review", "Accept the work or send it back (复核)", func(ctx context.Context, a anlan.Actor, id anlan.ID, b reviewBody) (matter.Matter, error) {
		return s.Matter.Review(ctx, a, id, b.Revision, b.Pass, b.Reason)
	})
	matterVerb(s, "extension", "matter.extend", "Ask for a later deadline (延期申请)", func(ctx context.Context, a anlan.Actor, id anlan.ID, b extensionBody) (matter.Matter, error) {
		until, err := anlan.ParseDate(string(b.Until))
		if err != nil {
			return matter.Matter{}, anlan.ErrDateMalformed.With("value", string(b.Until)).At("until")
		}
		return s.Matter.Extend(ctx, a, id, b.Revision, until, b.Reason)
	})
	matterVerb(s, "grant", "matter.grant", "Answer an extension request (延期审批)", func(ctx context.Context, a anlan.Actor, id anlan.ID, b grantBody) (matter.Matter, error) {
		return s.Matter.Grant(ctx, a, id, b.Revision, b.Grant, b.Reason)
	})
	matterVerb(s, "reopen", "matter.reopen", "Bring a closed matter back (重开)", func(ctx context.Context, a anlan.Actor, id anlan.ID, b reopenBody) (matter.Matter, error) {
		return s.Matter.Reopen(ctx, a, id, b.Revision, b.Reason, b.Due)
	})
	matterVerb(s, "recall", "matter.recall", "Take an unsigned matter back (撤回)", func(ctx context.Context, a anlan.Actor, id anlan.ID, b recallBody) (matter.Matter, error) {
		return s.Matter.Recall(ctx, a, id, b.Revision, b.Reason)
	})
	matterVerb(s, "urge", "matter.urge", "Urge by hand (催办)", func(ctx context.Context, a anlan.Actor, id anlan.ID, b urgeBody) (matter.Matter, error) {
		return s.Matter.Urge(ctx, a, id, b.Text)
	})
}

func matterVerb[B any](s *Server, name, action, summary string, do deed[B, matter.Matter]) {
	addVerb(s, "/api/v1/matters", name, action, summary, do, s.detail)
}

func (s *Server) listMatters(ctx context.Context, in *matterQuery) (*answer[MatterPage], error) {
	p, err := s.Matter.List(ctx, Actor(ctx), in.filter())
	return ok(MatterPage{s.rows(ctx, p.Items), p.Next, p.More}, err)
}

func (s *Server) getMatter(ctx context.Context, in *RecordID) (*answer[MatterDetail], error) {
	m, err := s.Matter.Get(ctx, Actor(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return s.detail(ctx, m)
}

type openInput struct {
	Body struct {
		Title    string         `json:"title" maxLength:"200"`
		Text     string         `json:"text" required:"false" maxLength:"4000"`
		Standard string         `json:"standard" required:"false" maxLength:"4000"`
		Topic    string         `json:"topic" required:"false" maxLength:"40"`
		Unit     anlan.ID       `json:"unit"`
		CoUnits  []anlan.ID     `json:"coUnits" required:"false" maxItems:"100"`
		Due      anlan.Date     `json:"due" required:"false"`
		Urgency  matter.Urgency `json:"urgency" required:"false" enum:"ordinary,urgent,extra_urgent"`
		Evidence string         `json:"evidence" required:"false" maxLength:"40"`
		Cadence  string         `json:"cadence" required:"false" enum:"none,daily,weekly,tenday,biweekly,monthly,quarterly,semiannual,yearly"`
	}
}

// openMatter hands a single matter over, from the actor's own unit.
func (s *Server) openMatter(ctx context.Context, in *openInput) (*answer[MatterDetail], error) {
	a, b := Actor(ctx), in.Body
	if b.Due != "" {
		if _, err := anlan.ParseDate(string(b.Due)); err != nil {
			return nil, anlan.ErrDateMalformed.With("value", string(b.Due)).At("due")
		}
	}
	lead, err := s.Seats.Seat(ctx, b.Unit)
	if err != nil {
		return nil, err
	}
	issuer, err := s.Seats.Seat(ctx, a.Unit)
	if err != nil {
		return nil, err
	}
	list, err := s.Matter.OpenAll(ctx, a, []matter.Order{{Title: b.Title, Text: b.Text, Standard: b.Standard, Topic: b.Topic,
		Lead: lead, CoUnits: b.CoUnits, Issuer: issuer, Urgency: b.Urgency, Evidence: b.Evidence, Cadence: b.Cadence, Due: b.Due}})
	if err != nil {
		return nil, err
	}
	return s.detail(ctx, list[0])
}

type urgeManyInput struct {
	Body struct {
		IDs  []anlan.ID `json:"ids" minItems:"1" maxItems:"200"`
		Text string     `json:"text" required:"false" maxLength:"1000"`
	}
}

// BulkResult says how each of several went.
type BulkResult struct {
	Done   int        `json:"done"`
	Failed []BulkFail `json:"failed"`
}

// BulkFail is one that did not go.
type BulkFail struct {
	ID     anlan.ID `json:"id"`
	Reason string   `json:"reason"`
}

func (s *Server) urgeMany(ctx context.Context, in *urgeManyInput) (*answer[BulkResult], error) {
	r := BulkResult{Failed: []BulkFail{}}
	for i, id := range in.Body.IDs {
		if _, err := s.Matter.Urge(db.WithPart(ctx, i), Actor(ctx), id, in.Body.Text); err != nil {
			r.Failed = append(r.Failed, BulkFail{id, s.problem(ctx, err).Title})
			continue
		}
		r.Done++
	}
	return ok(r, nil)
}

type handoverInput struct {
	RecordID
	Body struct {
		To anlan.ID `json:"to"`
	}
}

// Moved says how many items a hand-over moved.
type Moved struct {
	Moved int `json:"moved"`
}

func (s *Server) handover(ctx context.Context, in *handoverInput) (*answer[Moved], error) {
	n, err := s.Matter.Handover(ctx, Actor(ctx), in.ID, in.Body.To)
	return ok(Moved{n}, err)
}

func (s *Server) signPaper(ctx context.Context, in *RecordID) (*answer[PaperView], error) {
	p, err := s.Matter.SignPaper(ctx, Actor(ctx), in.ID)
	return ok(PaperView{ID: p.ID, Key: p.Key, Number: p.Number, At: p.At, Unit: s.names.unit(ctx, p.Unit), Days: p.Days, Signed: p.Signed}, err)
}
