package api

import (
	"context"
	"net/http"

	"anlan"
	"anlan/internal/inspection"
	"anlan/internal/rule"
)

func (s *inspectionDoor) registerPermits() {
	add(s, http.MethodGet, "/api/v1/permits", "permit.read", "List permits for dangerous work", s.listPermits)
	add(s, http.MethodPost, "/api/v1/permits", "permit.write", "Ask for a permit", s.requestPermit, status(http.StatusCreated))
	add(s, http.MethodGet, "/api/v1/permits/kinds", "permit.read", "The kinds of dangerous work with their levels, measures and gas tests", s.permitKinds)
	add(s, http.MethodGet, "/api/v1/permits/{id}", "permit.read", "One permit", s.getPermit)
	add(s, http.MethodPost, "/api/v1/permits/{id}/steps", "permit.write", "Confirm safety measures", s.confirmSteps)
	add(s, http.MethodPost, "/api/v1/permits/{id}/gas", "permit.write", "Note a gas test; one that fails suspends the work", s.testGas)
	add(s, http.MethodPost, "/api/v1/permits/{id}/approve", "permit.write", "Approve; whoever asked cannot", s.approvePermit)
	add(s, http.MethodPost, "/api/v1/permits/{id}/refuse", "permit.write", "Refuse, with a reason", s.permitEnd((*inspection.Service).Refuse))
	add(s, http.MethodPost, "/api/v1/permits/{id}/start", "permit.write", "Start the work, or take it up again", s.startWork)
	add(s, http.MethodPost, "/api/v1/permits/{id}/suspend", "permit.write", "Interrupt the work, with a reason", s.permitEnd((*inspection.Service).Suspend))
	add(s, http.MethodPost, "/api/v1/permits/{id}/close", "permit.write", "Accept that the work is done and the place is safe; whoever asked cannot", s.permitEnd((*inspection.Service).CloseWork))
	add(s, http.MethodPost, "/api/v1/permits/{id}/cancel", "permit.write", "Take a permit back before the work, with a reason", s.permitEnd((*inspection.Service).CallOff))
	add(s, http.MethodPost, "/api/v1/permits/{id}/stop", "permit.stop", "End work that is not safe, as somebody who watches over the place", s.permitEnd((*inspection.Service).Stop))
}

type permitQuery struct {
	State  string   `query:"state" enum:"requested,approved,working,suspended,closed,refused,expired,stopped,cancelled" required:"false"`
	Kind   string   `query:"kind" maxLength:"40"`
	Unit   anlan.ID `query:"unit" maxLength:"36"`
	Site   anlan.ID `query:"site" maxLength:"36"`
	Branch anlan.ID `query:"branch" maxLength:"36"`
	Area   string   `query:"area" maxLength:"9"`
	Live   bool     `query:"live" doc:"Only where somebody may be working, or may soon"`
	Cursor string   `query:"cursor" maxLength:"120"`
	Limit  int      `query:"limit" minimum:"0" maximum:"200"`
}

// PermitPage is one page of permits.
type PermitPage struct {
	Items []inspection.Permit `json:"items" nullable:"false"`
	Next  string              `json:"next"`
	More  bool                `json:"more"`
}

func (s *inspectionDoor) listPermits(ctx context.Context, q *permitQuery) (*answer[PermitPage], error) {
	p, err := s.Inspection.Permits(ctx, Actor(ctx), inspection.PermitFilter{State: inspection.PermitState(q.State), Kind: q.Kind, Unit: q.Unit, Site: q.Site,
		Branch: q.Branch, Area: q.Area, Live: q.Live, Cursor: q.Cursor, Limit: q.Limit})
	return ok(PermitPage{p.Items, p.Next, p.More}, err)
}

type permitBody struct{ Body inspection.PermitDraft }

func (s *inspectionDoor) requestPermit(ctx context.Context, in *permitBody) (*answer[PermitView], error) {
	in.Body.ID = keyed(ctx, in.Body.ID)
	return s.permitView(ctx)(s.Inspection.Request(ctx, Actor(ctx), in.Body))
}

func (s *inspectionDoor) permitKinds(ctx context.Context, _ *struct{}) (*answer[rule.PermitRule], error) {
	return ok(s.Inspection.PermitKinds(Actor(ctx)))
}

// PermitView is everything that the page of a permit shows.
type PermitView struct {
	inspection.Permit
	Rules    rule.PermitKind `json:"rules" doc:"Measures and gas test of the version that it was born with"`
	GasUntil anlan.Instant   `json:"gasUntil,omitempty" doc:"Until then the last gas test holds while the work goes on"`
	ByPost   Named           `json:"byPost" doc:"The post that asked"`
	Can      []string        `json:"can" nullable:"false" doc:"Verbs that may be tried"`
}

// permitView turns what a verb answers into the page of the permit.
func (s *inspectionDoor) permitView(ctx context.Context) func(inspection.Permit, error) (*answer[PermitView], error) {
	return func(p inspection.Permit, err error) (*answer[PermitView], error) {
		if err != nil {
			return nil, err
		}
		k, err := s.Inspection.PermitRules(p)
		return ok(PermitView{Permit: p, Rules: k, GasUntil: p.GasUntil(k), ByPost: s.names.post(ctx, p.By), Can: s.Inspection.PermitCan(Actor(ctx), p)}, err)
	}
}

func (s *inspectionDoor) getPermit(ctx context.Context, in *RecordID) (*answer[PermitView], error) {
	return s.permitView(ctx)(s.Inspection.Permit(ctx, Actor(ctx), in.ID))
}

type stepsBody struct {
	ID   anlan.ID `path:"id" maxLength:"36"`
	Body struct {
		Seen
		Steps []inspection.StepDone `json:"steps" maxItems:"50" nullable:"false"`
	}
}

func (s *inspectionDoor) confirmSteps(ctx context.Context, in *stepsBody) (*answer[PermitView], error) {
	return s.permitView(ctx)(s.Inspection.ConfirmSteps(ctx, Actor(ctx), in.ID, in.Body.Revision, in.Body.Steps))
}

func (s *inspectionDoor) testGas(ctx context.Context, in *verb[inspection.GasDraft]) (*answer[PermitView], error) {
	return s.permitView(ctx)(s.Inspection.TestGas(ctx, Actor(ctx), in.ID, in.Body))
}

func (s *inspectionDoor) approvePermit(ctx context.Context, in *seenBody) (*answer[PermitView], error) {
	return s.permitView(ctx)(s.Inspection.Approve(ctx, Actor(ctx), in.ID, in.Body.Revision))
}

func (s *inspectionDoor) startWork(ctx context.Context, in *seenBody) (*answer[PermitView], error) {
	return s.permitView(ctx)(s.Inspection.StartWork(ctx, Actor(ctx), in.ID, in.Body.Revision))
}

// permitEnd is a verb that takes a reason.
func (s *inspectionDoor) permitEnd(verb func(*inspection.Service, context.Context, anlan.Actor, anlan.ID, int64, string) (inspection.Permit, error)) handler[reasonBody, answer[PermitView]] {
	return func(ctx context.Context, in *reasonBody) (*answer[PermitView], error) {
		return s.permitView(ctx)(verb(s.Inspection, ctx, Actor(ctx), in.ID, in.Body.Revision, in.Body.Reason))
	}
}
