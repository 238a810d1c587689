package inspection

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/inspection/inspectiondb"
	"anlan/internal/registry"
	"anlan/internal/rule"
	"anlan/internal/timer"
)

// planSites bounds how many sites one plan covers.
const planSites = 2000

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
	c, err := db.Decode[Checklist](queries(tx).Checklist(ctx, d.Checklist))
	switch {
	case err != nil:
		return Plan{}, anlan.ErrFieldInvalid.With("name", "checklist").With("value", string(d.Checklist)).At("checklist").Because(err)
	case c.Version == 0:
		return Plan{}, anlan.ErrChecklistDraftOnly.With("title", c.Title).At("checklist")
	case c.State == Retired:
		return Plan{}, anlan.ErrChecklistRetired.With("title", c.Title).At("checklist")
	}
	if d.To < tx.Now.Date() {
		return Plan{}, anlan.ErrInspectionPlanDays.With("days", planDays).At("to")
	}
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
	} else if _, err := anlan.ParseID(string(p.ID)); err != nil {
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

// pick finds the sites that a plan covers, within the territory of whoever plans.
func (s *Service) pick(ctx context.Context, a anlan.Actor, d PlanDraft) ([]Site, error) {
	list, seen := []Site{}, map[anlan.ID]bool{}
	scope := authz.ScopeFor(a, actPlan)
	add := func(site Site) error {
		if seen[site.ID] || !site.Active || !scope.Covers(site.Unit.ID, site.Place) {
			return nil
		}
		if len(d.Grades) > 0 {
			if g, err := s.grade(ctx, site.ID); err != nil || !slices.Contains(d.Grades, g) {
				return err
			}
		}
		if len(list) == planSites {
			return anlan.ErrInspectionPlanLarge.With("max", planSites).At("kinds")
		}
		seen[site.ID], list = true, append(list, site)
		return nil
	}
	areas := d.Areas
	if len(areas) == 0 {
		areas = []string{""}
	}
	for _, kind := range d.Kinds {
		for _, area := range areas {
			if err := s.eachKnown(ctx, kind, area, add); err != nil {
				return nil, err
			}
		}
	}
	for _, id := range d.Sites {
		site, err := s.sites.Site(ctx, id)
		if err != nil {
			return nil, anlan.ErrFieldInvalid.With("name", "sites").With("value", string(id)).At("sites").Because(err)
		}
		if err := add(site); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func (s *Service) grade(ctx context.Context, site anlan.ID) (string, error) {
	if s.rater == nil {
		return "", nil
	}
	return s.rater.Grade(ctx, site)
}

// eachKnown walks the known sites of a kind in an area.
func (s *Service) eachKnown(ctx context.Context, kind, place string, do func(Site) error) error {
	cursor := ""
	for {
		l := lister[Site]{table: "inspection_cover", columns: "last, site, unit, branch, kind, name, address, place", id: "site", rank: "last", upward: true,
			where: "active", scope: anlan.Scope{All: true}, cursor: cursor, limit: 200, keep: func(Site) bool { return true }}
		l.equal("kind", kind).equal("area", place)
		l.read = func(scan func(...any) error) (k key, x Site, err error) {
			x.Active = true
			err = scan(&k.rank, &x.ID, &x.Unit.ID, &x.Branch, &x.Kind, &x.Name, &x.Address, &x.Place)
			k.id = x.ID
			return k, x, err
		}
		page, err := l.run(ctx, s.d.Reader())
		if err != nil {
			return err
		}
		for _, x := range page.Items {
			if err := do(x); err != nil {
				return err
			}
		}
		if cursor = page.Next; cursor == "" {
			return nil
		}
	}
}

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
			return anlan.ErrInspectionPlanState.With("state", string(p.State)).With("verb", "cancel")
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

// PlanView is a plan with how its tasks stand.
type PlanView struct {
	Plan
	Tally map[DutyState]int64 `json:"tally" nullable:"false"`
}

// Plan returns one plan with its tally. Plans are open to everybody who may see inspections.
func (s *Service) Plan(ctx context.Context, a anlan.Actor, id anlan.ID) (PlanView, error) {
	v := PlanView{Tally: map[DutyState]int64{Open: 0, Done: 0, Withdrawn: 0}}
	if err := authz.Check(a, actRead); err != nil {
		return v, err
	}
	p, err := db.Decode[Plan](queries(s.d.Reader()).Plan(ctx, id))
	if err != nil {
		return v, err
	}
	v.Plan = p
	rows, err := queries(s.d.Reader()).PlanTally(ctx, id)
	for _, r := range rows {
		v.Tally[DutyState(r.State)] = r.N
	}
	return v, db.Classify(err)
}

// Plans lists plans, the ones that end last first.
func (s *Service) Plans(ctx context.Context, a anlan.Actor, state PlanState, unit anlan.ID, cursor string, most int) (Page[Plan], error) {
	if err := authz.Check(a, actRead); err != nil {
		return Page[Plan]{}, err
	}
	until, id, ok := strings.Cut(cursor, "/")
	if cursor == "" {
		until, ok = "9999-12-31", true
	}
	if !ok {
		return Page[Plan]{}, anlan.ErrFieldInvalid.With("name", "cursor").With("value", cursor).At("cursor")
	}
	where, args := []string{"(until, id) < ($1, $2)"}, []any{until, id, bounded(most) + 1}
	for _, eq := range [][2]string{{"state", string(state)}, {"unit", string(unit)}} {
		if eq[1] != "" {
			args = append(args, eq[1])
			where = append(where, fmt.Sprintf("%s = $%d", eq[0], len(args)))
		}
	}
	docs, err := s.docs(ctx, "SELECT doc FROM inspection_plan WHERE "+strings.Join(where, " AND ")+" ORDER BY until DESC, id DESC LIMIT $3", args...)
	list, err := db.DecodeAll[Plan](docs, err)
	if n := bounded(most); err == nil && len(list) > n {
		last := list[n-1]
		return Page[Plan]{Items: list[:n], Next: string(last.To) + "/" + string(last.ID)}, nil
	}
	return Page[Plan]{Items: list}, err
}

// docs reads a bounded list of documents.
func (s *Service) docs(ctx context.Context, text string, args ...any) (list []string, err error) {
	rows, err := s.d.Reader().QueryContext(ctx, text, args...)
	if err != nil {
		return nil, db.Classify(err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var doc string
		if err := rows.Scan(&doc); err != nil {
			return nil, err
		}
		list = append(list, doc)
	}
	return list, rows.Err()
}
