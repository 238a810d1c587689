package inspection

import (
	"context"
	"errors"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/inspection/inspectiondb"
	"anlan/internal/rule"
	"anlan/internal/timer"
)

// The kinds of the room's timers.
const (
	planClock   = "inspection.plan"
	dutyClock   = "inspection.duty"
	permitClock = "inspection.permit"
)

// Timers returns the handlers of the room's timers.
func (s *Service) Timers() map[string]timer.Handler {
	return map[string]timer.Handler{planClock: s.turnPlan, dutyClock: s.remind, permitClock: s.ringPermit}
}

func (s *Service) insertDuty(ctx context.Context, tx *db.Tx, d Duty) error {
	doc, err := db.Encode(d)
	if err != nil {
		return err
	}
	err = queries(tx).InsertDuty(ctx, inspectiondb.InsertDutyParams{ID: d.ID, Plan: d.Plan, Unit: d.Unit.ID, Area: area(d.Place), Branch: d.Branch,
		Site: d.Site, State: string(d.State), Rank: d.Rank(), Revision: d.Revision, Doc: doc})
	if err != nil {
		return db.Classify(err)
	}
	if err := s.setDutyClock(ctx, tx, d); err != nil {
		return err
	}
	return tx.Emit("inspection.duty_given", d.Ref(), d.told(nil), d)
}

func (s *Service) saveDuty(ctx context.Context, tx *db.Tx, kind string, d Duty, to ...string) (Duty, error) {
	seen := d.Revision
	d.Revision++
	doc, err := db.Encode(d)
	if err != nil {
		return d, err
	}
	err = db.Changed(queries(tx).UpdateDuty(ctx, inspectiondb.UpdateDutyParams{ID: d.ID, Revision: seen, State: string(d.State), Rank: d.Rank(), Doc: doc}))
	if err != nil {
		return d, err
	}
	if err := s.setDutyClock(ctx, tx, d); err != nil {
		return d, err
	}
	return d, tx.Emit(kind, d.Ref(), d.told(to), d)
}

// Told is what events say of a task: enough to tell those whom it concerns.
type Told struct {
	Plan  anlan.ID   `json:"plan"`
	Title string     `json:"title"` // of the plan
	Site  string     `json:"site"`
	Unit  anlan.ID   `json:"unit"`
	Post  anlan.ID   `json:"post,omitempty"`
	Owner anlan.ID   `json:"owner"` // whose plan it is
	Due   anlan.Date `json:"due"`
	State DutyState  `json:"state"`
	To    []string   `json:"to,omitempty"`
}

func (d Duty) told(to []string) Told {
	return Told{Plan: d.Plan, Title: d.PlanTitle, Site: d.SiteName, Unit: d.Unit.ID, Post: d.Post, Owner: d.PlanOwner, Due: d.Due, State: d.State, To: to}
}

// steps are the reminders that the task was born with.
func (s *Service) steps(d Duty) ([]rule.DutyStep, error) {
	v, err := s.rules().Version(d.Rule)
	if err != nil {
		return nil, err
	}
	r, _, err := rule.As[rule.DutySteps](v)
	return r.Steps, err
}

// moment is when a step happens.
func (d Duty) moment(step rule.DutyStep) anlan.Instant {
	return rule.OnClock(d.Due.AddDays(step.Days), step.At)
}

// setDutyClock sets the timer of a task for its next step.
func (s *Service) setDutyClock(ctx context.Context, tx *db.Tx, d Duty) error {
	key := "inspection/duty/" + string(d.ID)
	steps, err := s.steps(d)
	if err != nil {
		return err
	}
	if d.State != Open || d.Told >= len(steps) {
		return timer.Cancel(ctx, tx, key)
	}
	return timer.Set(ctx, tx, timer.Timer{Key: key, Kind: dutyClock, Ref: d.Ref(), Due: d.moment(steps[d.Told])})
}

// remind tells that a task nears or passed its day. Of several steps that are due at once, as for a
// task that was given late, only the last is told.
func (s *Service) remind(ctx context.Context, tx *db.Tx, t timer.Timer) error {
	d, err := db.Decode[Duty](queries(tx).Duty(ctx, t.Ref.ID))
	if err != nil || d.State != Open {
		return err
	}
	steps, err := s.steps(d)
	if err != nil {
		return err
	}
	var step rule.DutyStep
	for d.Told < len(steps) && d.moment(steps[d.Told]) <= tx.Now {
		step = steps[d.Told]
		d.Told++
	}
	if step.Key == "" {
		return s.setDutyClock(ctx, tx, d)
	}
	d.Overdue = tx.Now > d.Due.End()
	_, err = s.saveDuty(ctx, tx, "inspection.duty_"+step.Key, d, step.To...)
	return err
}

// answersDuty finds the tasks that an inspection answers, and ends them: all that have begun at its
// site by its checklist and lie with whoever inspected; and the one that the draft names.
func (s *Service) answersDuty(ctx context.Context, tx *db.Tx, draft Draft, i *Inspection) error {
	if i.Site == "" {
		return nil
	}
	list, err := db.DecodeAll[Duty](queries(tx).OpenDutiesOfSite(ctx, i.Site))
	if err != nil {
		return err
	}
	for _, d := range list {
		named := d.ID == draft.Duty
		theirs := d.Checklist == i.Pin.Checklist && (d.Unit.ID == i.Inspector.Unit || slices.ContainsFunc(i.Team, func(t Named) bool { return t.ID == d.Unit.ID }))
		if !named && !theirs || d.Exercise != i.Exercise || d.From > i.Rank().Date() || d.Checklist != i.Pin.Checklist {
			continue
		}
		d.State, d.Inspection, d.Ended = Done, i.ID, tx.Now
		if _, err := s.saveDuty(ctx, tx, "inspection.duty_done", d); err != nil {
			return err
		}
		if i.Duty == "" || named {
			i.Duty, i.Plan = d.ID, d.Plan
		}
	}
	return nil
}

// DutyFilter chooses tasks.
type DutyFilter struct {
	State  DutyState // empty: open
	Unit   anlan.ID  // who owes it
	Site   anlan.ID
	Plan   anlan.ID
	Branch anlan.ID
	Area   string
	Late   bool // open and past their day
	Cursor string
	Limit  int
}

// Duties lists tasks: open ones by their deadline, ended ones the newest first.
func (s *Service) Duties(ctx context.Context, a anlan.Actor, f DutyFilter) (Page[Duty], error) {
	if err := authz.Check(a, actRead); err != nil {
		return Page[Duty]{}, err
	}
	if f.State == "" || f.Late {
		f.State = Open
	}
	l := lister[Duty]{table: "inspection_duty", columns: "rank, id, doc", rank: "rank", id: "id", upward: f.State == Open, scope: authz.ScopeFor(a, actRead),
		actor: a, cursor: f.Cursor, limit: bounded(f.Limit), read: readDoc[Duty]}
	l.equal("site", string(f.Site)).equal("plan", string(f.Plan)).equal("unit", string(f.Unit)).equal("branch", string(f.Branch)).equal("area", f.Area)
	l.also = append(l.also, "state", string(f.State))
	if f.Late {
		l.until = s.d.Now()
	}
	l.keep = func(d Duty) bool {
		return l.scope.Covers(d.Unit.ID, d.Place) || l.scope.Covers(d.SiteUnit, "") || l.scope.Covers(d.PlanOwner, "")
	}
	return l.run(ctx, s.d.Reader())
}

// WithdrawDuty takes one task back, with a reason: the site has closed, or somebody else was there.
func (s *Service) WithdrawDuty(ctx context.Context, a anlan.Actor, id anlan.ID, reason string) (Duty, error) {
	var d Duty
	err := s.d.Write(ctx, a, func(tx *db.Tx) (err error) {
		if d, err = db.Decode[Duty](queries(tx).Duty(ctx, id)); err != nil {
			return err
		}
		if err := authz.Check(a, actPlan, authz.Target{Unit: d.PlanOwner}); err != nil {
			return err
		}
		if d.State != Open {
			return anlan.ErrInspectionDutyState.With("state", dutyWords[d.State])
		}
		if strings.TrimSpace(reason) == "" {
			return anlan.ErrFieldRequired.With("name", "reason").At("reason")
		}
		d.State, d.Ended, d.Reason = Withdrawn, tx.Now, anlan.Clip(strings.TrimSpace(reason), 500)
		d, err = s.saveDuty(ctx, tx, "inspection.duty_withdrawn", d)
		return err
	})
	if errors.Is(err, db.ErrDone) {
		return db.Decode[Duty](queries(s.d.Reader()).Duty(ctx, id))
	}
	return d, err
}
