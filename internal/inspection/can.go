package inspection

import (
	"anlan"
	"anlan/internal/authz"
)

// PermitCan lists the verbs that the actor may try on a permit as it stands. The verbs ask again.
func (s *Service) PermitCan(a anlan.Actor, p Permit) []string {
	t := authz.Target{Unit: p.Owner.ID, Place: p.Place}
	list := []string{}
	if authz.Check(a, actPermit, t) == nil {
		for _, v := range []struct {
			verb   string
			states []PermitState
			other  bool
		}{
			{"steps", []PermitState{Requested, Approved, Suspended}, false},
			{"gas", []PermitState{Requested, Approved, Working, Suspended}, false},
			{"approve", []PermitState{Requested}, true},
			{"refuse", []PermitState{Requested}, true},
			{"start", []PermitState{Approved, Suspended}, false},
			{"suspend", []PermitState{Working}, false},
			{"close", []PermitState{Working, Suspended, Expired}, true},
			{"cancel", []PermitState{Requested, Approved}, false},
		} {
			if p.in(v.verb, v.states...) == nil && (!v.other || p.other(a) == nil) {
				list = append(list, v.verb)
			}
		}
	}
	if p.Live() && authz.Check(a, actStop, t) == nil {
		list = append(list, "stop")
	}
	return list
}

// InspectionCan lists the verbs that the actor may try on an inspection.
func (s *Service) InspectionCan(a anlan.Actor, i Inspection) []string {
	if i.Result != Void && authz.Check(a, actVoid, authz.Target{Unit: i.Inspector.Unit}) == nil {
		return []string{"void"}
	}
	return []string{}
}

// ChecklistCan lists the verbs that the actor may try on a checklist.
func (s *Service) ChecklistCan(a anlan.Actor, c Checklist) []string {
	if authz.Check(a, actEdit, authz.Target{Unit: c.Unit.ID}) != nil {
		return []string{}
	}
	list := []string{"edit"}
	if c.Dirty || c.Version == 0 || c.State == Retired {
		list = append(list, "publish")
	}
	if c.State != Retired {
		list = append(list, "retire")
	}
	return list
}

// PlanCan lists the verbs that the actor may try on a plan.
func (s *Service) PlanCan(a anlan.Actor, p Plan) []string {
	if p.State == Running && authz.Check(a, actPlan, authz.Target{Unit: p.Owner.ID, Place: p.Place}) == nil {
		return []string{"cancel"}
	}
	return []string{}
}
