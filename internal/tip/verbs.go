package tip

import (
	"context"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/registry"
	"anlan/internal/rule"
	"anlan/internal/tip/tipdb"
)

// Accept (受理) takes a report up; from now on the clock of the answer runs.
func (s *Service) Accept(ctx context.Context, a anlan.Actor, id anlan.ID) (Tip, error) {
	return s.do(ctx, a, id, actHandle, "tip.accepted", func(_ context.Context, tx *db.Tx, t Tip) (Tip, Told, error) {
		if err := t.in(Received); err != nil {
			return t, Told{}, err
		}
		desk, err := s.stamped(t)
		t.AnswerBy = s.cal().Shift(tx.Now, desk.Answer).Date().End()
		return t.to(Checking, tx.Now), Told{}, err
	})
}

// HandOn is where a report goes that is not this desk's: another desk of the county, or an authority that
// does not work here (police, another county).
type HandOn struct {
	Desk   anlan.ID `json:"desk,omitempty" doc:"Another unit of the county" maxLength:"36"`
	Organ  string   `json:"organ,omitempty" doc:"Else an authority that does not work with this system" maxLength:"100"`
	Reason string   `json:"reason" maxLength:"1000" doc:"For the file"`
	Answer string   `json:"answer,omitempty" maxLength:"1000" doc:"What the reporter reads, of an authority outside"`
}

// Transfer (移送) hands a report on. To another desk it keeps its state and its deadlines.
func (s *Service) Transfer(ctx context.Context, a anlan.Actor, id anlan.ID, h HandOn) (Tip, error) {
	return s.do(ctx, a, id, actHandle, "tip.transferred", func(ctx context.Context, tx *db.Tx, t Tip) (Tip, Told, error) {
		if err := t.in(Received, Checking); err != nil {
			return t, Told{}, err
		}
		if err := required("reason", h.Reason, textMost); err != nil {
			return t, Told{}, err
		}
		if h.Desk == "" {
			return s.sendAway(tx, t, h)
		}
		u, err := registry.In(tx).Unit(ctx, h.Desk)
		if err != nil || u.Status != registry.Active || !slices.Contains(desks, u.Kind) || u.ID == t.Desk || u.ID == t.Spot.Unit {
			return t, Told{}, anlan.ErrTipDesk.At("desk").Because(err)
		}
		return t.handed(u.ID, Handing{Desk: t.Desk, Reason: h.Reason, By: tx.Actor.Post, At: tx.Now}), Told{}, nil
	})
}

// desks are the kinds of units that may handle reports.
var desks = []registry.UnitKind{registry.CommitteeOffice, registry.PartyOrgan, registry.GovernmentOrgan, registry.Department,
	registry.TownshipUnit, registry.Park}

func (s *Service) sendAway(tx *db.Tx, t Tip, h HandOn) (Tip, Told, error) {
	for field, text := range map[string]string{"reason": h.Organ, "answer": h.Answer} {
		if err := required(field, text, textMost); err != nil {
			return t, Told{}, err
		}
	}
	return t.judged(Verdict{State: Transferred, Organ: strings.TrimSpace(h.Organ), Answer: h.Answer, Note: h.Reason, By: tx.Actor.Post, At: tx.Now}), Told{}, nil
}

// Say (追问、答复) writes to the reporter, who reads it with the code.
func (s *Service) Say(ctx context.Context, a anlan.Actor, id anlan.ID, text string) (Tip, error) {
	return s.do(ctx, a, id, actHandle, "tip.said", func(_ context.Context, tx *db.Tx, t Tip) (Tip, Told, error) {
		if err := t.in(Received, Checking, Confirmed, Fixed, Unfounded); err != nil {
			return t, Told{}, err
		}
		err := required("answer", text, textMost)
		return t.said(Message{Desk: true, Text: strings.TrimSpace(text), By: tx.Actor.Post, At: tx.Now}), Told{}, err
	})
}

// Dismissal is a report that is not true, or that is no hazard.
type Dismissal struct {
	Answer string `json:"answer" maxLength:"1000" doc:"Why, as the reporter reads it"`
	Note   string `json:"note,omitempty" maxLength:"2000" doc:"Record of the check, for the file"`
}

// Dismiss (不属实) ends a report with the reason. The reporter may still answer to it.
func (s *Service) Dismiss(ctx context.Context, a anlan.Actor, id anlan.ID, d Dismissal) (Tip, error) {
	return s.do(ctx, a, id, actHandle, "tip.dismissed", func(_ context.Context, tx *db.Tx, t Tip) (Tip, Told, error) {
		if err := t.in(Checking); err != nil {
			return t, Told{}, err
		}
		err := required("answer", d.Answer, textMost)
		return t.judged(Verdict{State: Unfounded, Answer: d.Answer, Note: d.Note, By: tx.Actor.Post, At: tx.Now}), Told{}, err
	})
}

// Resume (恢复核查) takes up again what was found untrue, on what the reporter added.
func (s *Service) Resume(ctx context.Context, a anlan.Actor, id anlan.ID, reason string) (Tip, error) {
	return s.do(ctx, a, id, actHandle, "tip.reopened", func(_ context.Context, tx *db.Tx, t Tip) (Tip, Told, error) {
		if err := t.in(Unfounded); err != nil {
			return t, Told{}, err
		}
		desk, err := s.stamped(t)
		if err != nil {
			return t, Told{}, err
		}
		t.AnswerBy = s.cal().Shift(tx.Now, desk.Answer).Date().End()
		t.Past = append(slices.Clone(t.Past), Handing{Desk: t.Desk, Reason: reason, By: tx.Actor.Post, At: tx.Now})
		return t.to(Checking, tx.Now), Told{}, required("reason", reason, textMost)
	})
}

// Confirmation is a report that proved true: a new hazard in the words of the desk, or one that the
// ledger knows already.
type Confirmation struct {
	Answer string   `json:"answer" maxLength:"1000" doc:"What the reporter reads"`
	Note   string   `json:"note,omitempty" maxLength:"2000"`
	Found  *Found   `json:"found,omitempty"`
	Known  anlan.ID `json:"known,omitempty" doc:"Else a hazard that is in the ledger" maxLength:"36"`
}

// Confirm (属实) opens the hazard in the same transaction. Nothing of the report goes into it but the
// pictures that the desk chose.
func (s *Service) Confirm(ctx context.Context, a anlan.Actor, id anlan.ID, c Confirmation) (Tip, error) {
	return s.do(ctx, a, id, actHandle, "tip.confirmed", func(ctx context.Context, tx *db.Tx, t Tip) (Tip, Told, error) {
		if err := t.in(Checking); err != nil {
			return t, Told{}, err
		}
		if err := required("answer", c.Answer, textMost); err != nil {
			return t, Told{}, err
		}
		hazard, err := s.ledger(ctx, tx, t, c)
		if err != nil {
			return t, Told{}, err
		}
		before, err := db.DecodeAll[Tip](queries(tx).OfHazard(ctx, tipdb.OfHazardParams{Hazard: hazard.ID, Limit: 1}))
		if err != nil {
			return t, Told{}, err
		}
		if t.Spot.Unit == "" && hazard.Unit != t.Desk { // now it is known who is reported
			t.Spot.Unit = hazard.Unit
		}
		t.Hazard, t.HazardNo, t.First = hazard.ID, hazard.Number, len(before) == 0
		t = t.judged(Verdict{State: Confirmed, Answer: c.Answer, Note: c.Note, By: tx.Actor.Post, At: tx.Now})
		if hazard.Closed {
			t = t.to(Fixed, tx.Now)
		}
		return t, Told{}, nil
	})
}

// ledger opens the hazard, or finds the known one.
func (s *Service) ledger(ctx context.Context, tx *db.Tx, t Tip, c Confirmation) (Opened, error) {
	if c.Known != "" {
		return s.Finder.Known(ctx, tx, c.Known)
	}
	if c.Found == nil {
		return Opened{}, anlan.ErrTipFound.At("found")
	}
	f := *c.Found
	f.Worker, f.Exercise = t.Worker, t.Exercise
	if f.Site == "" && f.Unit == "" {
		f.Site = t.Spot.Site
	}
	if f.Place == "" && f.Site == "" {
		f.Place = t.Spot.Place
	}
	for _, hash := range f.Photos {
		i := slices.IndexFunc(t.Photos, func(p Photo) bool { return p.Hash == hash })
		if i < 0 {
			return Opened{}, anlan.ErrTipPhotoUnknown.At("found.photos")
		}
		f.Kept = append(f.Kept, t.Photos[i])
	}
	return s.Finder.Open(ctx, tx, f)
}

// Proposal works out what a confirmed report earns by the rule of the day.
func (s *Service) Proposal(ctx context.Context, a anlan.Actor, id anlan.ID, b Basis) (Proposal, error) {
	t, err := s.Get(ctx, a, id)
	if err != nil {
		return Proposal{}, err
	}
	r, _, err := rule.Get[rule.TipReward](s.book(), rule.TipRewards, s.d.Now().Date())
	return Propose(r, b, t.First, t.Identity != nil), err
}

// RewardDraft is the decision on a reward.
type RewardDraft struct {
	Basis  Basis  `json:"basis"`
	Amount int    `json:"amount" minimum:"0" maximum:"1000000" doc:"In yuan; 0: none"`
	Reason string `json:"reason,omitempty" maxLength:"1000" doc:"Needed where the amount is not the proposed one"`
}

// Decide (奖励决定) grants a reward or refuses it. The rule only proposes.
func (s *Service) Decide(ctx context.Context, a anlan.Actor, id anlan.ID, d RewardDraft) (Tip, error) {
	return s.do(ctx, a, id, actReward, "tip.reward_decided", func(_ context.Context, tx *db.Tx, t Tip) (Tip, Told, error) {
		if err := t.in(Confirmed, Fixed); err != nil {
			return t, Told{}, err
		}
		if t.Reward != nil && t.Reward.Collected != 0 {
			return t, Told{}, anlan.ErrTipRewardCollected.With("number", t.Number)
		}
		r, v, err := rule.Get[rule.TipReward](s.book(), rule.TipRewards, tx.Now.Date())
		if err != nil {
			return t, Told{}, err
		}
		p := Propose(r, d.Basis, t.First, t.Identity != nil)
		if p.Amount != d.Amount && strings.TrimSpace(d.Reason) == "" {
			return t, Told{}, anlan.ErrTipRewardReason.With("proposed", p.Amount).At("reason")
		}
		w := Reward{Basis: d.Basis, Proposed: p.Amount, Amount: d.Amount, Reason: d.Reason, Version: v.ID, By: tx.Actor.Post, At: tx.Now}
		if w.Amount > 0 {
			w.Until = tx.Now.Date().AddDays(r.ClaimDays).End()
		}
		t.Reward = &w
		return t, Told{Amount: w.Amount}, nil
	})
}

// Collect (领取) pays a reward out to whoever has the code. Only the number of the voucher is kept.
func (s *Service) Collect(ctx context.Context, a anlan.Actor, id anlan.ID, code, receipt string) (Tip, error) {
	return s.do(ctx, a, id, actReward, "tip.reward_collected", func(_ context.Context, tx *db.Tx, t Tip) (Tip, Told, error) {
		if !t.Reward.waits() {
			return t, Told{}, anlan.ErrTipRewardNone.With("number", t.Number)
		}
		if read, ok := ReadCode(code); !ok || s.Keys.find(read) != t.Find {
			return t, Told{}, anlan.ErrTipCodeOther.At("code")
		}
		if err := required("receipt", receipt, shortMost); err != nil {
			return t, Told{}, err
		}
		r := *t.Reward
		r.Collected, r.Receipt = tx.Now, strings.TrimSpace(receipt)
		t.Reward = &r
		return t, Told{Amount: r.Amount}, nil
	})
}

// Can lists the verbs that the actor may take on the report now.
func (s *Service) Can(a anlan.Actor, t Tip) []string {
	list := []string{}
	for _, o := range []struct {
		verb, action string
		when         bool
	}{
		{"accept", actHandle, t.State == Received},
		{"confirm", actHandle, t.State == Checking},
		{"dismiss", actHandle, t.State == Checking},
		{"transfer", actHandle, t.State == Received || t.State == Checking},
		{"resume", actHandle, t.State == Unfounded},
		{"say", actHandle, t.State != Transferred},
		{"reward", actReward, (t.State == Confirmed || t.State == Fixed) && (t.Reward == nil || t.Reward.Collected == 0)},
		{"collect", actReward, t.Reward.waits()},
		{"unseal", actUnseal, t.sealed() && !slices.ContainsFunc(t.Openings, func(o Opening) bool { return o.State == Asked })},
		{"approve", actApprove, slices.ContainsFunc(t.Openings, func(o Opening) bool {
			return o.State == Asked && o.Asked.Post != a.Post && o.Asked.Account != a.Account
		})},
		{"open", actUnseal, slices.ContainsFunc(t.Openings, func(o Opening) bool { return o.mayOpen(handOf(a), s.d.Now()) == nil })},
	} {
		if o.when && !accused(a, t) && authz.Check(a, o.action, target(t)) == nil {
			list = append(list, o.verb)
		}
	}
	return list
}
