package inspection

import (
	"context"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/inspection/inspectiondb"
)

// Records streams every sealed record of the room for the ledger's witness. A row whose columns
// contradict its document is yielded as what it is, so that its seal does not fit.
func (s *Service) Records(ctx context.Context, yield func(ref anlan.Ref, record any) error) error {
	w := walker{q: queries(s.d.Reader()), yield: yield}
	for _, walk := range []func(context.Context) error{w.checklists, w.versions, w.inspections, w.plans, w.duties, w.permits} {
		if err := walk(ctx); err != nil {
			return err
		}
	}
	return nil
}

type walker struct {
	q     *inspectiondb.Queries
	yield func(ref anlan.Ref, record any) error
}

// tell yields one record as it is stored, or as a contradiction.
func (w walker) tell(kind string, id anlan.ID, doc string, honest bool) (anlan.ID, error) {
	return id, w.yield(anlan.Ref{Kind: kind, ID: id}, db.AsStored(doc, honest))
}

func (w walker) checklists(ctx context.Context) error {
	return db.Pages(func(after anlan.ID) ([]inspectiondb.InspectionChecklist, error) {
		return w.q.AllChecklists(ctx, inspectiondb.AllChecklistsParams{ID: after, Limit: pageSize})
	}, func(r inspectiondb.InspectionChecklist) (anlan.ID, error) {
		c, err := db.Decode[Checklist](r.Doc, nil)
		honest := err == nil && r == inspectiondb.InspectionChecklist{ID: c.ID, Code: c.Code, Title: c.Title, State: string(c.State), Unit: c.Unit.ID,
			Revision: c.Revision, Doc: r.Doc}
		return w.tell(RefChecklist, r.ID, r.Doc, honest)
	})
}

func (w walker) versions(ctx context.Context) error {
	return db.Pages(func(after anlan.ID) ([]inspectiondb.InspectionVersion, error) {
		return w.q.AllVersions(ctx, inspectiondb.AllVersionsParams{ID: after, Limit: 50}) // forms are long
	}, func(r inspectiondb.InspectionVersion) (anlan.ID, error) {
		v, err := db.Decode[Version](r.Doc, nil)
		hash, broken := hashOf(v.Form)
		honest := err == nil && broken == nil && v.Hash == hash && r == inspectiondb.InspectionVersion{ID: v.ID, Checklist: v.Checklist, Version: v.Version, Doc: r.Doc}
		return w.tell(RefVersion, r.ID, r.Doc, honest)
	})
}

func (w walker) inspections(ctx context.Context) error {
	return db.Pages(func(after anlan.ID) ([]inspectiondb.Inspection, error) {
		return w.q.AllInspections(ctx, inspectiondb.AllInspectionsParams{ID: after, Limit: pageSize})
	}, func(r inspectiondb.Inspection) (anlan.ID, error) {
		i, err := db.Decode[Inspection](r.Doc, nil)
		want := i.row()
		want.Doc = r.Doc
		return w.tell(RefInspection, r.ID, r.Doc, err == nil && r == want)
	})
}

func (w walker) plans(ctx context.Context) error {
	return db.Pages(func(after anlan.ID) ([]inspectiondb.InspectionPlan, error) {
		return w.q.AllPlans(ctx, inspectiondb.AllPlansParams{ID: after, Limit: pageSize})
	}, func(r inspectiondb.InspectionPlan) (anlan.ID, error) {
		p, err := db.Decode[Plan](r.Doc, nil)
		honest := err == nil && r == inspectiondb.InspectionPlan{ID: p.ID, Number: p.Number, Unit: p.Owner.ID, State: string(p.State), Until: p.To,
			Revision: p.Revision, Doc: r.Doc}
		return w.tell(RefPlan, r.ID, r.Doc, honest)
	})
}

func (w walker) duties(ctx context.Context) error {
	return db.Pages(func(after anlan.ID) ([]inspectiondb.InspectionDuty, error) {
		return w.q.AllDuties(ctx, inspectiondb.AllDutiesParams{ID: after, Limit: pageSize})
	}, func(r inspectiondb.InspectionDuty) (anlan.ID, error) {
		d, err := db.Decode[Duty](r.Doc, nil)
		honest := err == nil && r == inspectiondb.InspectionDuty{ID: d.ID, Plan: d.Plan, Unit: d.Unit.ID, Area: area(d.Place), Branch: d.Branch, Site: d.Site,
			State: string(d.State), Rank: d.Rank(), Revision: d.Revision, Doc: r.Doc}
		return w.tell(RefDuty, r.ID, r.Doc, honest)
	})
}

func (w walker) permits(ctx context.Context) error {
	return db.Pages(func(after anlan.ID) ([]inspectiondb.InspectionPermit, error) {
		return w.q.AllPermits(ctx, inspectiondb.AllPermitsParams{ID: after, Limit: pageSize})
	}, func(r inspectiondb.InspectionPermit) (anlan.ID, error) {
		p, err := db.Decode[Permit](r.Doc, nil)
		honest := err == nil && r == inspectiondb.InspectionPermit{ID: p.ID, Number: p.Number, Area: area(p.Place), Branch: p.Branch, Unit: p.Owner.ID, Site: p.Site,
			Kind: p.Kind, State: string(p.State), Live: p.Live(), Rank: p.To, Revision: p.Revision, Doc: r.Doc}
		return w.tell(RefPermit, r.ID, r.Doc, honest)
	})
}
