package api

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"

	"anlan"
	"anlan/internal/matter"
)

// TodoItem is one thing that the post must do, with the honest reason why it is asked.
type TodoItem struct {
	Kind   string        `json:"kind" enum:"sign,do,help,review,grant,decide,paper,relay,duty,letter,objection,mark,check,served,unserved,vouch"`
	Title  string        `json:"title"`
	Why    string        `json:"why" doc:"Why this comes to you"`
	Verb   string        `json:"verb" doc:"The one next thing"`
	Label  string        `json:"label" doc:"Words of the button"`
	Matter MatterRow     `json:"matter"`
	Paper  anlan.ID      `json:"paper,omitempty"`
	Relay  *RelayView    `json:"relay,omitempty" doc:"The document to be relayed; the matter is then empty but for its lamp"`
	Duty   anlan.ID      `json:"duty,omitempty" doc:"The finding of the matrix that one's unit is asked about; the matter is then empty but for its lamp"`
	Link   string        `json:"link,omitempty" doc:"Page on which it is done; the matter is then empty but for its lamp"`
	Act    string        `json:"act,omitempty" doc:"Path to post to that does it at once"`
	weight anlan.Instant // consequence × clock: smaller comes first
}

// Todo is what a post must do, in order, and how much waits for others.
type Todo struct {
	Sentence string     `json:"sentence"`
	Items    []TodoItem `json:"items"`
	Due      int        `json:"due" doc:"Due today"`
	Overdue  int        `json:"overdue"`
	Waiting  int        `json:"waiting" doc:"Reported, waiting for somebody else's review"`
}

const todoMost = 50 // items of each kind

func (s *Server) registerTodo() {
	add(s, http.MethodGet, "/api/v1/todo", self, "What my post must do, in order", s.todo)
}

func (s *Server) todo(ctx context.Context, _ *struct{}) (*answer[Todo], error) {
	t, err := s.Todo(ctx, Actor(ctx))
	return ok(t, err)
}

// Todo gathers what waits for the actor's post; the lite page shows the same.
func (s *Server) Todo(ctx context.Context, a anlan.Actor) (Todo, error) {
	t := Todo{Items: []TodoItem{}}
	for _, gather := range s.todos {
		if err := gather(ctx, a, &t); err != nil {
			return t, err
		}
	}
	slices.SortStableFunc(t.Items, func(x, y TodoItem) int { return cmp.Compare(x.weight, y.weight) })
	t.Sentence = todoSentence(LangOf(ctx), t)
	return t, nil
}

// todoLead is what the actor's own unit owes.
func (s *Server) todoLead(ctx context.Context, a anlan.Actor, t *Todo) error {
	if a.Unit == "" || !mayWork(a) {
		return nil
	}
	page, err := s.Matter.List(ctx, a, matter.Filter{Unit: a.Unit, States: []matter.State{matter.Issued, matter.Doing}, Limit: todoMost})
	if err != nil {
		return err
	}
	lang, today := LangOf(ctx), s.DB.Now().Date()
	for _, m := range page.Items {
		item := s.item(ctx, *m, "do", "feedback", lang.Pick("去反馈", "Report"), lang.Pick("您单位牵头承办", "Your unit leads"))
		if m.State == matter.Issued {
			item.Kind, item.Verb, item.Label = "sign", "sign", lang.Pick("签收", "Sign for it")
		}
		t.count(*m, today)
		t.Items = append(t.Items, item)
	}
	waiting, err := s.Matter.List(ctx, a, matter.Filter{Unit: a.Unit, States: []matter.State{matter.Reported}, Limit: todoMost})
	t.Waiting = len(waiting.Items)
	return err
}

func (t *Todo) count(m matter.Matter, today anlan.Date) {
	t.countDay(m.Due, today)
}

func (t *Todo) countDay(due, today anlan.Date) {
	switch {
	case due == "":
	case due < today:
		t.Overdue++
	case due == today:
		t.Due++
	}
}

// todoReview is what waits for the actor's acceptance or decision.
func (s *Server) todoReview(ctx context.Context, a anlan.Actor, t *Todo) error {
	if a.Unit == "" || !mayWork(a) {
		return nil
	}
	lang := LangOf(ctx)
	review, err := s.Matter.PartyList(ctx, a, a.Unit, "reviewer", matter.Reported, todoMost)
	if err != nil {
		return err
	}
	for _, m := range review {
		t.Items = append(t.Items, s.item(ctx, m, "review", "review", lang.Pick("去复核", "Review"), lang.Pick(s.owner(ctx, m)+"报办结；由您单位复核，须非办理岗位", s.owner(ctx, m)+" reports it done; your unit accepts it, not by who did it")))
	}
	decide, err := s.Matter.PartyList(ctx, a, a.Unit, "issuer", matter.Returned, todoMost)
	for _, m := range decide {
		t.Items = append(t.Items, s.item(ctx, m, "decide", "transfer", lang.Pick("裁定承办单位", "Decide the owner"), lang.Pick(s.owner(ctx, m)+"退回，请裁定由谁承办", s.owner(ctx, m)+" returned it; decide who owns it")))
	}
	return err
}

func (s *Server) todoGrant(ctx context.Context, a anlan.Actor, t *Todo) error {
	lang := LangOf(ctx)
	list, err := s.Matter.Waiting(ctx, a, todoMost)
	for _, m := range list {
		t.Items = append(t.Items, s.item(ctx, m, "grant", "grant", lang.Pick("审批延期", "Answer"), lang.Pick(s.owner(ctx, m)+"申请延期", s.owner(ctx, m)+" asks for more time")))
	}
	return err
}

// todoPapers is the documents of the ladder that wait for a signature.
func (s *Server) todoPapers(ctx context.Context, a anlan.Actor, t *Todo) error {
	if a.Unit == "" || !mayWork(a) {
		return nil
	}
	lang := LangOf(ctx)
	papers, err := s.Matter.Papers(ctx, a, a.Unit, todoMost)
	for _, p := range papers {
		_, m, err := s.Matter.Paper(ctx, a, p.ID)
		if err != nil {
			return err
		}
		item := s.item(ctx, m, "paper", "sign-paper", lang.Pick("签收文书", "Sign for it"), p.Number)
		item.Paper, item.weight = p.ID, p.At
		t.Items = append(t.Items, item)
	}
	return err
}

// owner names whose matter it is: what was given to many units at once reads the same for all but for this.
func (s *Server) owner(ctx context.Context, m matter.Matter) string {
	return s.names.unit(ctx, m.Lead.Unit).Name
}

func (s *Server) item(ctx context.Context, m matter.Matter, kind, verb, label, why string) TodoItem {
	return TodoItem{Kind: kind, Title: m.Title, Why: why, Verb: verb, Label: label, Matter: s.row(ctx, m), weight: m.Rank()}
}

// clocked lets something that is no matter be read by its clock as a matter is.
func (s *Server) clocked(lang anlan.Lang, title string, due anlan.Date, since anlan.Instant) (MatterRow, anlan.Instant) {
	as := matter.Matter{State: matter.Doing, Due: due}
	if due != "" {
		as.Deadline = due.End()
	}
	return MatterRow{Title: title, State: as.State, Lamp: lampView(s.Matter.Lamp(as), lang), Due: due, Opened: since, Urgency: matter.Ordinary}, as.Rank()
}

// mayWork leaves out the administrators, who have no business of the county.
func mayWork(a anlan.Actor) bool {
	return !a.Is(anlan.RoleSystem) && !a.Is(anlan.RoleSecurity) && !a.Is(anlan.RoleAudit)
}

func todoSentence(lang anlan.Lang, t Todo) string {
	if len(t.Items) == 0 {
		return lang.Pick("手头没有待办。", "Nothing waits for you.")
	}
	zh := fmt.Sprintf("待办 %d 件", len(t.Items))
	en := fmt.Sprintf("%d to do", len(t.Items))
	if t.Due > 0 {
		zh, en = zh+fmt.Sprintf("，今天到期 %d 件", t.Due), en+fmt.Sprintf(", %d due today", t.Due)
	}
	if t.Overdue > 0 {
		zh, en = zh+fmt.Sprintf("，超期 %d 件", t.Overdue), en+fmt.Sprintf(", %d overdue", t.Overdue)
	}
	return lang.Pick(zh+"。", en+".")
}
