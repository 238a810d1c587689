package inspection

import (
	"context"
	"errors"
	"fmt"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/inspection/inspectiondb"
	"anlan/internal/registry"
	"anlan/internal/rule"
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
