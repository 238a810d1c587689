package api

import (
	"context"
	"net/http"

	"anlan"
	"anlan/internal/inspection"
)

func (s *inspectionDoor) registerPlans() {
	add(s, http.MethodGet, "/api/v1/inspection-plans", "inspection.read", "List plans of inspection, the ones that end last first", s.listPlans)
	add(s, http.MethodPost, "/api/v1/inspection-plans", "inspection.plan", "Make a plan and hand out its first round of tasks", s.createPlan, status(http.StatusCreated))
	add(s, http.MethodGet, "/api/v1/inspection-plans/{id}", "inspection.read", "One plan with how its tasks stand", s.getPlan)
	add(s, http.MethodPost, "/api/v1/inspection-plans/{id}/cancel", "inspection.plan", "End a plan before its time; what is open is withdrawn", s.cancelPlan)
	add(s, http.MethodGet, "/api/v1/inspection-duties", "inspection.read", "List tasks of inspection: open ones by their last day", s.listDuties)
	add(s, http.MethodPost, "/api/v1/inspection-duties/{id}/cancel", "inspection.plan", "Withdraw one task, with a reason", s.withdrawDuty)
}

type planQuery struct {
	State  string   `query:"state" enum:"running,ended,cancelled" required:"false"`
	Unit   anlan.ID `query:"unit" maxLength:"36" doc:"Whose plan it is"`
	Cursor string   `query:"cursor" maxLength:"120"`
	Limit  int      `query:"limit" minimum:"0" maximum:"200"`
}

// PlanPage is one page of plans.
type PlanPage struct {
	Items []inspection.Plan `json:"items" nullable:"false"`
	Next  string            `json:"next"`
}

func (s *inspectionDoor) listPlans(ctx context.Context, q *planQuery) (*answer[PlanPage], error) {
	p, err := s.Inspection.Plans(ctx, Actor(ctx), inspection.PlanState(q.State), q.Unit, q.Cursor, q.Limit)
	return ok(PlanPage{p.Items, p.Next}, err)
}

type inspectionPlanBody struct{ Body inspection.PlanDraft }

func (s *inspectionDoor) createPlan(ctx context.Context, in *inspectionPlanBody) (*answer[inspection.Plan], error) {
	in.Body.ID = keyed(ctx, in.Body.ID)
	return ok(s.Inspection.CreatePlan(ctx, Actor(ctx), in.Body))
}

// PlanPageView is a plan with its checklist's title and how its tasks stand.
type PlanPageView struct {
	inspection.PlanView
	ChecklistTitle string   `json:"checklistTitle"`
	Can            []string `json:"can" nullable:"false"`
}

func (s *inspectionDoor) getPlan(ctx context.Context, in *RecordID) (*answer[PlanPageView], error) {
	p, err := s.Inspection.Plan(ctx, Actor(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	v := PlanPageView{PlanView: p, Can: s.Inspection.PlanCan(Actor(ctx), p.Plan)}
	if c, err := s.Inspection.Checklist(ctx, Actor(ctx), p.Checklist); err == nil {
		v.ChecklistTitle = LangOf(ctx).Pick(c.Title, c.TitleEN)
	}
	return ok(v, nil)
}

func (s *inspectionDoor) cancelPlan(ctx context.Context, in *reasonBody) (*answer[inspection.Plan], error) {
	return ok(s.Inspection.CancelPlan(ctx, Actor(ctx), in.ID, in.Body.Revision, in.Body.Reason))
}

type dutyTaskQuery struct {
	State  string   `query:"state" enum:"open,done,cancelled" required:"false"`
	Unit   anlan.ID `query:"unit" maxLength:"36" doc:"Who owes it"`
	Site   anlan.ID `query:"site" maxLength:"36"`
	Plan   anlan.ID `query:"plan" maxLength:"36"`
	Branch anlan.ID `query:"branch" maxLength:"36"`
	Area   string   `query:"area" maxLength:"9"`
	Late   bool     `query:"late" doc:"Open and past their day"`
	Cursor string   `query:"cursor" maxLength:"120"`
	Limit  int      `query:"limit" minimum:"0" maximum:"200"`
}

// DutyTaskPage is one page of tasks.
type DutyTaskPage struct {
	Items []inspection.Duty `json:"items" nullable:"false"`
	Next  string            `json:"next"`
	More  bool              `json:"more"`
}

func (s *inspectionDoor) listDuties(ctx context.Context, q *dutyTaskQuery) (*answer[DutyTaskPage], error) {
	p, err := s.Inspection.Duties(ctx, Actor(ctx), inspection.DutyFilter{State: inspection.DutyState(q.State), Unit: q.Unit, Site: q.Site, Plan: q.Plan,
		Branch: q.Branch, Area: q.Area, Late: q.Late, Cursor: q.Cursor, Limit: q.Limit})
	return ok(DutyTaskPage{p.Items, p.Next, p.More}, err)
}

func (s *inspectionDoor) withdrawDuty(ctx context.Context, in *reasonBody) (*answer[inspection.Duty], error) {
	return ok(s.Inspection.WithdrawDuty(ctx, Actor(ctx), in.ID, in.Body.Reason))
}
