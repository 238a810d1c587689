package inspection

import (
	"context"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/registry"
	"anlan/internal/rule"
)

// Given is one inspection that another room asks for, without a plan: a check of a risk, say.
type Given struct {
	Site      anlan.ID
	Checklist anlan.ID
	Unit      anlan.ID // who owes it
	Owner     anlan.ID // who asks for it
	Title     string
	Due       anlan.Date
	Exercise  bool
}

// GiveIn hands out one task within the caller's transaction. The caller has asked who may.
func (s *Service) GiveIn(ctx context.Context, tx *db.Tx, g Given) (Duty, error) {
	c, err := db.Decode[Checklist](queries(tx).Checklist(ctx, g.Checklist))
	switch {
	case err != nil:
		return Duty{}, anlan.ErrFieldInvalid.With("name", "checklist").With("value", string(g.Checklist)).At("checklist").Because(err)
	case c.Version == 0:
		return Duty{}, anlan.ErrChecklistDraftOnly.With("title", c.Title).At("checklist")
	case c.State == Retired:
		return Duty{}, anlan.ErrChecklistRetired.With("title", c.Title).At("checklist")
	}
	site, err := s.sites.Site(ctx, g.Site)
	if err != nil {
		return Duty{}, anlan.ErrFieldInvalid.With("name", "site").With("value", string(g.Site)).At("site").Because(err)
	}
	o, err := s.owesAt(ctx, registry.In(tx), g.Unit)
	if err != nil {
		return Duty{}, err
	}
	steps, err := s.rules().At(rule.InspectionDuty, tx.Now.Date())
	if err != nil {
		return Duty{}, err
	}
	p := Plan{PlanDraft: PlanDraft{Title: g.Title, Checklist: g.Checklist, Exercise: g.Exercise}, Owner: Named{ID: g.Owner}, Begun: tx.Now.Date(), Due: g.Due, Rule: steps.ID}
	d := p.duty(tx.NewID(), site, o)
	return d, s.insertDuty(ctx, tx, d)
}
