package inspection

import (
	"context"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/registry"
	"anlan/internal/timer"
)

// beginRound hands out the tasks of the plan's next round, and tells how many went to whom.
func (s *Service) beginRound(ctx context.Context, tx *db.Tx, p Plan, sites []Site) (Plan, []UnitCount, error) {
	first, last, ok := p.round(p.Round)
	for ok && last < tx.Now.Date() { // nobody can inspect in the past
		p.Round++
		first, last, ok = p.round(p.Round)
	}
	if !ok {
		return p, nil, nil
	}
	p.Round, p.Begun, p.Due = p.Round+1, first, last
	var list []UnitCount
	known := map[anlan.ID]owes{}
	for _, site := range sites {
		to := p.owner(site)
		o, seen := known[to]
		if !seen {
			var err error
			if o, err = s.owesAt(ctx, registry.In(tx), to); err != nil {
				return p, nil, err
			}
			o.n = len(list)
			known[to], list = o, append(list, UnitCount{ID: to})
		}
		list[o.n].Count++
		if err := s.insertDuty(ctx, tx, p.duty(tx.NewID(), site, o)); err != nil {
			return p, nil, err
		}
	}
	return p, list, nil
}

// owner is the unit that owes the inspection of a site.
func (p Plan) owner(site Site) anlan.ID {
	switch p.Assign {
	case ToOwner:
		return site.Unit.ID
	case ToTownship:
		return site.Branch
	default:
		return p.Unit
	}
}

// duty is the task of a site in the round that has begun.
func (p Plan) duty(id anlan.ID, site Site, o owes) Duty {
	return Duty{ID: id, Plan: p.ID, PlanTitle: p.Title, PlanOwner: p.Owner.ID, Round: p.Round, Site: site.ID, SiteName: site.Name, SiteKind: site.Kind,
		SiteUnit: site.Unit.ID, Place: site.Place, Address: site.Address, Checklist: p.Checklist, Unit: o.unit, Post: o.post, Branch: o.branch,
		From: p.Begun, Due: p.Due, State: Open, Rule: p.Rule, Exercise: p.Exercise, Revision: 1}
}

// owes is a unit with the post and the branch that its tasks are kept under.
type owes struct {
	unit         Named
	post, branch anlan.ID
	n            int // place in the list of units
}

func (s *Service) owesAt(ctx context.Context, dir registry.Directory, id anlan.ID) (owes, error) {
	u, err := dir.Unit(ctx, id)
	if err != nil {
		return owes{}, anlan.ErrFieldInvalid.With("name", "unit").With("value", string(id)).At("unit").Because(err)
	}
	seat, err := s.seats.Seat(ctx, id)
	return owes{unit: Named{u.ID, u.Name}, post: seat.Post, branch: seat.Branch}, err
}

// setPlanClock sets the timer for the begin of the next round, or for the eve of the plan's end.
func (s *Service) setPlanClock(ctx context.Context, tx *db.Tx, p Plan) error {
	key := "inspection/plan/" + string(p.ID)
	if p.State != Running {
		return timer.Cancel(ctx, tx, key)
	}
	due := p.To.End() + 1
	if first, _, ok := p.round(p.Round); ok {
		due = first.Start()
	}
	return timer.Set(ctx, tx, timer.Timer{Key: key, Kind: planClock, Ref: p.Ref(), Due: due})
}

// turnPlan begins the next round of a plan, or ends it.
func (s *Service) turnPlan(ctx context.Context, tx *db.Tx, t timer.Timer) error {
	p, err := db.Decode[Plan](queries(tx).Plan(ctx, t.Ref.ID))
	if err != nil || p.State != Running {
		return err
	}
	kind, owing := "inspection.plan_turned", []UnitCount(nil)
	if _, _, ok := p.round(p.Round); ok {
		sites, err := s.pick(ctx, anlan.Actor{Roles: []anlan.Role{anlan.RoleTimer}, Unit: p.Owner.ID, Scope: anlan.Scope{All: true}}, p.PlanDraft)
		if err != nil {
			return err
		}
		sites = slices.DeleteFunc(sites, func(x Site) bool { return !p.covers(x) })
		if p, owing, err = s.beginRound(ctx, tx, p, sites); err != nil {
			return err
		}
	} else {
		p.State, kind = Ended, "inspection.plan_ended"
	}
	if p, err = savePlan(ctx, tx, kind, p, owing); err != nil {
		return err
	}
	return s.setPlanClock(ctx, tx, p)
}

// covers keeps a township's plan within the township also in later rounds.
func (p Plan) covers(x Site) bool {
	return len(p.Place) <= 6 || strings.HasPrefix(x.Place, p.Place)
}
