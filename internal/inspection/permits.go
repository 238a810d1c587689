package inspection

import (
	"context"
	"errors"
	"fmt"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/inspection/checklist"
	"anlan/internal/inspection/inspectiondb"
	"anlan/internal/registry"
	"anlan/internal/rule"
	"anlan/internal/timer"
)

// PermitKinds returns the kinds of work that are in force today, for forms.
func (s *Service) PermitKinds(a anlan.Actor) (rule.PermitRule, error) {
	if err := authz.Check(a, actPermits); err != nil {
		return rule.PermitRule{}, err
	}
	r, _, err := rule.Get[rule.PermitRule](s.rules(), rule.PermitWork, s.d.Now().Date())
	return r, err
}

// PermitRules returns the rule that a permit was born with.
func (s *Service) PermitRules(p Permit) (rule.PermitKind, error) {
	v, err := s.rules().Version(p.Rule)
	if err != nil {
		return rule.PermitKind{}, err
	}
	r, _, err := rule.As[rule.PermitRule](v)
	k, _ := r.Kind(p.Kind)
	return k, err
}

// Request asks for a permit.
func (s *Service) Request(ctx context.Context, a anlan.Actor, d PermitDraft) (Permit, error) {
	if err := authz.Check(a, actPermit); err != nil {
		return Permit{}, err
	}
	if err := d.check(); err != nil {
		return Permit{}, err
	}
	o, err := s.workplace(ctx, a, d)
	if err != nil {
		return Permit{}, err
	}
	if err := authz.Check(a, actPermit, authz.Target{Unit: o.Unit.ID, Place: o.Place}); err != nil {
		return Permit{}, err
	}
	var p Permit
	err = s.d.Write(ctx, a, func(tx *db.Tx) (err error) {
		if d.ID != "" { // asked for on a phone that did not hear the answer
			if p, err = db.Decode[Permit](queries(tx).Permit(ctx, d.ID)); err == nil && p.Account == a.Account {
				return nil
			}
		}
		p, err = s.request(ctx, tx, d, o)
		return err
	})
	if errors.Is(err, db.ErrDone) && d.ID != "" {
		return db.Decode[Permit](queries(s.d.Reader()).Permit(ctx, d.ID))
	}
	return p, err
}

// workplace finds whose work it is and where.
func (s *Service) workplace(ctx context.Context, a anlan.Actor, d PermitDraft) (Site, error) {
	unit := d.Unit
	if d.Site == "" && unit == "" {
		unit = a.Unit
	}
	o, err := s.object(ctx, Draft{Site: d.Site, Unit: unit})
	if err != nil || d.Site == "" || unit == "" {
		return o, err
	}
	u, err := registry.In(s.d.Reader()).Unit(ctx, unit) // a contractor on somebody's site
	o.Unit = Named{u.ID, u.Name}
	return o, err
}

func (s *Service) request(ctx context.Context, tx *db.Tx, d PermitDraft, o Site) (Permit, error) {
	r, v, err := rule.Get[rule.PermitRule](s.rules(), rule.PermitWork, tx.Now.Date())
	if err != nil {
		return Permit{}, err
	}
	k, known := r.Kind(d.Kind)
	l, fits := k.Level(d.Level)
	if !known || !fits {
		return Permit{}, anlan.ErrPermitKind.With("kind", d.Kind).With("level", d.Level).At("kind")
	}
	if err := d.hours(l, tx.Now); err != nil {
		return Permit{}, err
	}
	p := Permit{PermitDraft: d, KindZH: k.ZH, KindEN: k.EN, LevelZH: l.ZH, LevelEN: l.EN, SiteName: o.Name, Owner: o.Unit, Branch: o.Branch, Place: o.Place,
		Steps: []StepDone{}, Tests: []GasTest{}, By: seatOf(tx.Actor), Account: tx.Actor.Account, Rule: v.ID, Revision: 1}
	if p.ID == "" {
		p.ID = tx.NewID()
	} else if _, err := anlan.ParseID(string(p.ID)); err != nil {
		return p, err
	}
	year := tx.Now.Date().Year()
	n, err := tx.Number(ctx, fmt.Sprintf("inspection/permit/%s/%d", k.Key, year))
	if err != nil {
		return p, err
	}
	p.Number = fmt.Sprintf("%s〔%d〕%d号", k.ZH, year, n)
	p = p.turn(Requested, tx.Actor, "", tx.Now)
	doc, err := db.Encode(p)
	if err != nil {
		return p, err
	}
	err = queries(tx).InsertPermit(ctx, inspectiondb.InsertPermitParams{ID: p.ID, Number: p.Number, Area: area(p.Place), Branch: p.Branch, Unit: p.Owner.ID,
		Site: p.Site, Kind: p.Kind, State: string(p.State), Live: p.Live(), Rank: p.To, Revision: 1, Doc: doc})
	if err != nil {
		return p, db.Classify(err)
	}
	if err := setPermitClock(ctx, tx, p, k); err != nil {
		return p, err
	}
	return p, tx.Emit("inspection.permit_requested", p.Ref(), p.told(), p)
}

// PermitTold is what events say of a permit.
type PermitTold struct {
	Number string      `json:"number"`
	Kind   string      `json:"kind"`
	Site   string      `json:"site,omitempty"`
	Spot   string      `json:"spot"`
	Unit   anlan.ID    `json:"unit"`
	By     anlan.ID    `json:"by"`
	State  PermitState `json:"state"`
	Why    string      `json:"why,omitempty"`
}

func (p Permit) told() PermitTold {
	return PermitTold{Number: p.Number, Kind: p.KindZH, Site: p.SiteName, Spot: p.Spot, Unit: p.Owner.ID, By: p.By, State: p.State, Why: p.Turns[len(p.Turns)-1].Why}
}

func setPermitClock(ctx context.Context, tx *db.Tx, p Permit, k rule.PermitKind) error {
	key := "inspection/permit/" + string(p.ID)
	next := p.Next(k)
	if next == 0 {
		return timer.Cancel(ctx, tx, key)
	}
	return timer.Set(ctx, tx, timer.Timer{Key: key, Kind: permitClock, Ref: p.Ref(), Due: next})
}

func savePermit(ctx context.Context, tx *db.Tx, kind string, p Permit, k rule.PermitKind) (Permit, error) {
	seen := p.Revision
	p.Revision++
	doc, err := db.Encode(p)
	if err != nil {
		return p, err
	}
	err = db.Changed(queries(tx).UpdatePermit(ctx, inspectiondb.UpdatePermitParams{ID: p.ID, Revision: seen, State: string(p.State), Live: p.Live(), Rank: p.To, Doc: doc}))
	if err != nil {
		return p, err
	}
	if err := setPermitClock(ctx, tx, p, k); err != nil {
		return p, err
	}
	return p, tx.Emit(kind, p.Ref(), p.told(), p)
}

// ringPermit is what time does to a permit.
func (s *Service) ringPermit(ctx context.Context, tx *db.Tx, t timer.Timer) error {
	p, err := db.Decode[Permit](queries(tx).Permit(ctx, t.Ref.ID))
	if err != nil {
		return err
	}
	k, err := s.PermitRules(p)
	if err != nil {
		return err
	}
	next, rang := p.Ring(k, tx.Now)
	if !rang {
		return setPermitClock(ctx, tx, p, k)
	}
	_, err = savePermit(ctx, tx, "inspection.permit_"+string(next.State), next, k)
	return err
}

// verb is what somebody does to a permit.
type verb func(p Permit, k rule.PermitKind, now anlan.Instant) (Permit, error)

// act runs a verb: load, authorize, decide, save, tell.
func (s *Service) act(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, action, kind string, files []string, do verb) (Permit, error) {
	if err := s.known(ctx, files); err != nil {
		return Permit{}, err
	}
	var p Permit
	err := s.d.Write(ctx, a, func(tx *db.Tx) error {
		was, err := db.Decode[Permit](queries(tx).Permit(ctx, id))
		if err != nil {
			return err
		}
		if err := authz.Check(a, action, authz.Target{Unit: was.Owner.ID, Place: was.Place}); err != nil {
			return err
		}
		if revision != 0 && revision != was.Revision {
			return anlan.ErrConflict
		}
		k, err := s.PermitRules(was)
		if err != nil {
			return err
		}
		if p, err = do(was, k, tx.Now); err != nil {
			return err
		}
		if err := keepFiles(ctx, tx, p.Ref(), files); err != nil {
			return err
		}
		p, err = savePermit(ctx, tx, kind, p, k)
		return err
	})
	if errors.Is(err, db.ErrDone) {
		return s.Permit(ctx, a, id)
	}
	return p, err
}

// known refuses photographs that have not come in.
func (s *Service) known(ctx context.Context, files []string) error {
	for _, h := range files {
		if _, err := s.files.FileMeta(ctx, h); err != nil {
			return err
		}
	}
	return nil
}

func photosOf(list []checklist.Picture) (out []string) {
	for _, p := range list {
		out = append(out, p.Hash)
	}
	return out
}

// ConfirmSteps notes measures that were taken.
func (s *Service) ConfirmSteps(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, done []StepDone) (Permit, error) {
	var files []string
	for _, d := range done {
		files = append(files, photosOf(d.Photos)...)
	}
	return s.act(ctx, a, id, revision, actPermit, "inspection.permit_confirmed", files, func(p Permit, k rule.PermitKind, now anlan.Instant) (Permit, error) {
		return p.Confirm(k, done, a, now)
	})
}

// TestGas notes a gas test.
func (s *Service) TestGas(ctx context.Context, a anlan.Actor, id anlan.ID, t GasDraft) (Permit, error) {
	return s.act(ctx, a, id, 0, actPermit, "inspection.permit_tested", photosOf(t.Photos), func(p Permit, k rule.PermitKind, now anlan.Instant) (Permit, error) {
		return p.Test(k, t, a, now)
	})
}

// Approve approves a permit.
func (s *Service) Approve(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64) (Permit, error) {
	return s.act(ctx, a, id, revision, actPermit, "inspection.permit_approved", nil, func(p Permit, k rule.PermitKind, now anlan.Instant) (Permit, error) {
		return p.Approve(k, a, now)
	})
}

// Refuse refuses a permit, with a reason.
func (s *Service) Refuse(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, why string) (Permit, error) {
	return s.act(ctx, a, id, revision, actPermit, "inspection.permit_refused", nil, func(p Permit, _ rule.PermitKind, now anlan.Instant) (Permit, error) {
		return p.ended("refuse", Refused, a, why, now, Requested)
	})
}

// StartWork starts the work, or takes it up again.
func (s *Service) StartWork(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64) (Permit, error) {
	return s.act(ctx, a, id, revision, actPermit, "inspection.permit_working", nil, func(p Permit, k rule.PermitKind, now anlan.Instant) (Permit, error) {
		return p.Begin(k, a, now)
	})
}

// Suspend interrupts the work, with a reason.
func (s *Service) Suspend(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, why string) (Permit, error) {
	return s.act(ctx, a, id, revision, actPermit, "inspection.permit_suspended", nil, func(p Permit, _ rule.PermitKind, now anlan.Instant) (Permit, error) {
		return p.ended("suspend", Suspended, a, why, now, Working)
	})
}

// CloseWork accepts that the work is done and the place is safe (完工验收).
func (s *Service) CloseWork(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, note string) (Permit, error) {
	return s.act(ctx, a, id, revision, actPermit, "inspection.permit_closed", nil, func(p Permit, _ rule.PermitKind, now anlan.Instant) (Permit, error) {
		return p.Close(a, note, now)
	})
}

// CallOff takes a permit back before anybody works, with a reason.
func (s *Service) CallOff(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, why string) (Permit, error) {
	return s.act(ctx, a, id, revision, actPermit, "inspection.permit_cancelled", nil, func(p Permit, _ rule.PermitKind, now anlan.Instant) (Permit, error) {
		return p.ended("cancel", CalledOff, a, why, now, Requested, Approved)
	})
}

// Stop is how somebody who watches over the place ends work that is not safe, with a reason.
func (s *Service) Stop(ctx context.Context, a anlan.Actor, id anlan.ID, revision int64, why string) (Permit, error) {
	return s.act(ctx, a, id, revision, actStop, "inspection.permit_stopped", nil, func(p Permit, _ rule.PermitKind, now anlan.Instant) (Permit, error) {
		return p.ended("stop", Stopped, a, why, now, Requested, Approved, Working, Suspended)
	})
}

// Permit returns one permit.
func (s *Service) Permit(ctx context.Context, a anlan.Actor, id anlan.ID) (Permit, error) {
	p, err := db.Decode[Permit](queries(s.d.Reader()).Permit(ctx, id))
	if err != nil {
		return Permit{}, err
	}
	if err := mayRead(a, actPermits, []anlan.ID{p.Owner.ID}, p.Place); err != nil {
		return Permit{}, err
	}
	return p, nil
}

// PermitFilter chooses permits.
type PermitFilter struct {
	State  PermitState
	Kind   string
	Unit   anlan.ID
	Site   anlan.ID
	Branch anlan.ID
	Area   string
	Live   bool // only where somebody may be working, or may soon
	Cursor string
	Limit  int
}

// Permits lists permits: live ones by their end, otherwise the latest first.
func (s *Service) Permits(ctx context.Context, a anlan.Actor, f PermitFilter) (Page[Permit], error) {
	if err := authz.Check(a, actPermits); err != nil {
		return Page[Permit]{}, err
	}
	l := lister[Permit]{table: "inspection_permit", columns: "rank, id, doc", rank: "rank", id: "id", upward: f.Live, scope: authz.ScopeFor(a, actPermits),
		actor: a, cursor: f.Cursor, limit: bounded(f.Limit), read: readDoc[Permit]}
	if f.Live {
		l.where = "live"
	}
	l.equal("site", string(f.Site)).equal("unit", string(f.Unit)).equal("branch", string(f.Branch)).equal("area", f.Area).
		equal("state", string(f.State)).equal("kind", f.Kind)
	l.keep = func(p Permit) bool { return l.scope.Covers(p.Owner.ID, p.Place) }
	return l.run(ctx, s.d.Reader())
}
