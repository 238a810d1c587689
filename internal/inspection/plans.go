package inspection

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/inspection/inspectiondb"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

// CreatePlan makes a plan and hands out its first round, all tasks or none.
func (s *Service) CreatePlan(ctx context.Context, a anlan.Actor, d PlanDraft) (Plan, error) {
	if err := authz.Check(a, actPlan); err != nil {
		return Plan{}, err
	}
	if err := d.check(); err != nil {
		return Plan{}, err
	}
	if d.Assign == ToUnit && d.Unit == "" {
		d.Unit = a.Unit
	}
	sites, err := s.pick(ctx, a, d)
	if err != nil {
		return Plan{}, err
	}
	if len(sites) == 0 {
		return Plan{}, anlan.ErrInspectionPlanEmpty.At("kinds")
	}
	var p Plan
	err = s.d.Write(ctx, a, func(tx *db.Tx) (err error) {
		p, err = s.makePlan(ctx, tx, d, sites)
		return err
	})
	if errors.Is(err, db.ErrDone) && d.ID != "" {
		return db.Decode[Plan](queries(s.d.Reader()).Plan(ctx, d.ID))
	}
	return p, err
}

func (s *Service) makePlan(ctx context.Context, tx *db.Tx, d PlanDraft, sites []Site) (Plan, error) {
	if err := planable(ctx, tx, d); err != nil {
		return Plan{}, err
	}
	p, err := s.bornPlan(ctx, tx, d)
	if err != nil {
		return p, err
	}
	var owing []UnitCount
	if p.From <= tx.Now.Date() {
		if p, owing, err = s.beginRound(ctx, tx, p, sites); err != nil {
			return p, err
		}
	}
	doc, err := db.Encode(p)
	if err != nil {
		return p, err
	}
	err = queries(tx).InsertPlan(ctx, inspectiondb.InsertPlanParams{ID: p.ID, Number: p.Number, Unit: p.Owner.ID, State: string(p.State), Until: p.To, Revision: 1, Doc: doc})
	if err != nil {
		return p, db.Classify(err)
	}
	if err := s.setPlanClock(ctx, tx, p); err != nil {
		return p, err
	}
	return p, tx.Emit("inspection.plan_made", p.Ref(), p.told(owing), p)
}

// planable refuses a plan by a checklist that nobody can fill in, or one whose days are over.
func planable(ctx context.Context, tx *db.Tx, d PlanDraft) error {
	c, err := db.Decode[Checklist](queries(tx).Checklist(ctx, d.Checklist))
	switch {
	case err != nil:
		return anlan.ErrFieldInvalid.With("name", "checklist").With("value", string(d.Checklist)).At("checklist").Because(err)
	case c.Version == 0:
		return anlan.ErrChecklistDraftOnly.With("title", c.Title).At("checklist")
	case c.State == Retired:
		return anlan.ErrChecklistRetired.With("title", c.Title).At("checklist")
	case d.To < tx.Now.Date():
		return anlan.ErrInspectionPlanDays.With("days", planDays).At("to")
	}
	return nil
}

// bornPlan is the plan of a draft with its number, its owner and the rule that it is born with (law 6).
func (s *Service) bornPlan(ctx context.Context, tx *db.Tx, d PlanDraft) (Plan, error) {
	u, err := registry.In(tx).Unit(ctx, tx.Actor.Unit)
	if err != nil {
		return Plan{}, err
	}
	steps, err := s.rules().At(rule.InspectionDuty, tx.Now.Date())
	if err != nil {
		return Plan{}, err
	}
	year := tx.Now.Date().Year()
	n, err := tx.Number(ctx, fmt.Sprintf("inspection/plan/%d", year))
	if err != nil {
		return Plan{}, err
	}
	d.Title, d.Basis = strings.TrimSpace(d.Title), strings.TrimSpace(d.Basis)
	p := Plan{PlanDraft: d, Number: fmt.Sprintf("检计〔%d〕%d号", year, n), Owner: Named{u.ID, u.Name}, Place: u.Place, By: seatOf(tx.Actor),
		State: Running, Rule: steps.ID, Created: tx.Now, Revision: 1}
	if p.ID == "" {
		p.ID = tx.NewID()
		return p, nil
	}
	_, err = anlan.ParseID(string(p.ID))
	return p, err
}

// PlanTold is what events say of a plan: whom the round that began asks for how many inspections.
type PlanTold struct {
	Title  string      `json:"title"`
	Number string      `json:"number"`
	Owner  Named       `json:"owner"`
	Round  int         `json:"round"`
	Due    anlan.Date  `json:"due"`
	Units  []UnitCount `json:"units,omitempty"`
}

// UnitCount is a unit with how many sites it has to inspect.
type UnitCount struct {
	ID    anlan.ID `json:"id"`
	Count int      `json:"count"`
}

func (p Plan) told(units []UnitCount) PlanTold {
	return PlanTold{Title: p.Title, Number: p.Number, Owner: p.Owner, Round: p.Round, Due: p.Due, Units: units}
}

func savePlan(ctx context.Context, tx *db.Tx, kind string, p Plan, owing []UnitCount) (Plan, error) {
	seen := p.Revision
	p.Revision++
	doc, err := db.Encode(p)
	if err != nil {
		return p, err
	}
	if err := db.Changed(queries(tx).UpdatePlan(ctx, inspectiondb.UpdatePlanParams{ID: p.ID, Revision: seen, State: string(p.State), Until: p.To, Doc: doc})); err != nil {
		return p, err
	}
	return p, tx.Emit(kind, p.Ref(), p.told(owing), p)
}

// CancelPlan ends a plan before its time, with a reason; what is still open is withdrawn.
func (s *Service) CancelPlan(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, reason string) (Plan, error) {
	var p Plan
	err := s.d.Write(ctx, a, func(tx *db.Tx) (err error) {
		if p, err = db.Decode[Plan](queries(tx).Plan(ctx, id)); err != nil {
			return err
		}
		switch err := authz.Check(a, actPlan, authz.Target{Unit: p.Owner.ID, Place: p.Place}); {
		case err != nil:
			return err
		case p.State != Running:
			return anlan.ErrInspectionPlanState.With("state", planWords[p.State]).With("verb", planCancel)
		case revision != 0 && revision != p.Revision:
			return anlan.ErrConflict
		case strings.TrimSpace(reason) == "":
			return anlan.ErrFieldRequired.With("name", "reason").At("reason")
		}
		p.State, p.Reason = Cancelled, anlan.Clip(strings.TrimSpace(reason), 500)
		if p, err = savePlan(ctx, tx, "inspection.plan_cancelled", p, nil); err != nil {
			return err
		}
		if err := s.setPlanClock(ctx, tx, p); err != nil {
			return err
		}
		return s.withdrawAll(ctx, tx, p)
	})
	if errors.Is(err, db.ErrDone) {
		return db.Decode[Plan](queries(s.d.Reader()).Plan(ctx, id))
	}
	return p, err
}

// withdrawAll takes back what is still open of a plan.
func (s *Service) withdrawAll(ctx context.Context, tx *db.Tx, p Plan) error {
	for after := anlan.ID(""); ; {
		list, err := db.DecodeAll[Duty](queries(tx).OpenDutiesOfPlan(ctx, inspectiondb.OpenDutiesOfPlanParams{Plan: p.ID, ID: after, Limit: pageSize}))
		if err != nil || len(list) == 0 {
			return err
		}
		for _, d := range list {
			after = d.ID
			d.State, d.Ended = Withdrawn, tx.Now
			if _, err := s.saveDuty(ctx, tx, "inspection.duty_withdrawn", d); err != nil {
				return err
			}
		}
	}
}
