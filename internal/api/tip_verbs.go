package api

import (
	"context"

	"anlan"
	"anlan/internal/tip"
)

// TipDetail is a report with everything that its page shows.
type TipDetail struct {
	TipRow
	When     string         `json:"when,omitempty"`
	Point    *tip.Point     `json:"point,omitempty"`
	Pictures []tip.Photo    `json:"pictures" nullable:"false"`
	Past     []TipHanding   `json:"past" nullable:"false"`
	Messages []TipMessage   `json:"messages" nullable:"false"`
	Verdict  *TipVerdict    `json:"verdict,omitempty"`
	First    bool           `json:"first" doc:"Nobody reported this hazard before"`
	Reward   *tip.Reward    `json:"reward,omitempty"`
	Kept     *tip.Identity  `json:"kept,omitempty" doc:"That there is an identity, and until when it is kept"`
	Openings []TipOpening   `json:"openings" nullable:"false"`
	AcceptBy anlan.Instant  `json:"acceptBy"`
	AnswerBy anlan.Instant  `json:"answerBy"`
	Suggest  string         `json:"suggest,omitempty" doc:"Category of the hazard that it may become"`
	Vault    tip.VaultState `json:"vault"`
	Can      []string       `json:"can" nullable:"false"`
}

// TipHanding is a desk that the report was with.
type TipHanding struct {
	Desk   Named         `json:"desk"`
	Reason string        `json:"reason"`
	By     Named         `json:"by"`
	At     anlan.Instant `json:"at"`
}

// TipMessage is one word between desk and reporter.
type TipMessage struct {
	Desk   bool          `json:"desk"`
	Text   string        `json:"text"`
	Photos int           `json:"photos,omitempty"`
	By     Named         `json:"by"`
	At     anlan.Instant `json:"at"`
}

// TipVerdict is what the desk found.
type TipVerdict struct {
	tip.Verdict
	ByName Named `json:"byName"`
}

// TipOpening is a request to see who reported.
type TipOpening struct {
	ID       anlan.ID         `json:"id"`
	State    tip.OpeningState `json:"state" enum:"asked,granted,refused"`
	Reason   string           `json:"reason"`
	Asked    Named            `json:"asked"`
	AskedAt  anlan.Instant    `json:"askedAt"`
	Decided  Named            `json:"decided"`
	At       anlan.Instant    `json:"at"`
	Until    anlan.Instant    `json:"until"`
	Readings int              `json:"readings"`
}

// tipDetail answers a verb, or a question, with the report as it stands. Whoever handed it on sees once more where it
// went.
func (s *tipDoor) tipDetail(ctx context.Context, t tip.Tip) (*answer[TipDetail], error) {
	desk, _, err := s.Tips.Desk()
	if err != nil {
		return nil, err
	}
	a := Actor(ctx)
	d := TipDetail{TipRow: s.tipRow(ctx, desk)(t), When: t.When, Point: t.Spot.Point, Pictures: append([]tip.Photo{}, t.Photos...), Past: []TipHanding{},
		Messages: []TipMessage{}, First: t.First, Reward: t.Reward, Kept: t.Identity, Openings: []TipOpening{}, AcceptBy: t.AcceptBy, AnswerBy: t.AnswerBy,
		Can: s.Tips.Can(a, t)}
	for _, h := range t.Past {
		d.Past = append(d.Past, TipHanding{s.names.unit(ctx, h.Desk), h.Reason, s.names.post(ctx, h.By), h.At})
	}
	for _, m := range t.Messages {
		d.Messages = append(d.Messages, TipMessage{m.Desk, m.Text, m.Photos, s.names.post(ctx, m.By), m.At})
	}
	if t.Verdict != nil {
		d.Verdict = &TipVerdict{*t.Verdict, s.names.post(ctx, t.Verdict.By)}
	}
	for _, o := range t.Openings {
		d.Openings = append(d.Openings, TipOpening{o.ID, o.State, o.Reason, s.names.post(ctx, o.Asked.Post), o.AskedAt, s.names.post(ctx, o.Decided.Post), o.At, o.Until, o.Readings})
	}
	if c, known := desk.Category(t.Category); known {
		d.Suggest = c.Hazard
	}
	d.Vault, err = s.Tips.VaultState(ctx, a)
	return ok(d, err)
}

func (s *tipDoor) getTip(ctx context.Context, in *RecordID) (*answer[TipDetail], error) {
	t, err := s.Tips.Get(ctx, Actor(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return s.tipDetail(ctx, t)
}

func (s *tipDoor) acceptTip(ctx context.Context, in *RecordID) (*answer[TipDetail], error) {
	t, err := s.Tips.Accept(ctx, Actor(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return s.tipDetail(ctx, t)
}

func tipVerb[B any](s *tipDoor, name, action, summary string, do deed[B, tip.Tip]) {
	addVerb(s, "/api/v1/tips", name, action, summary, do, s.tipDetail)
}

// TipWords are words to the reporter.
type TipWords struct {
	Text string `json:"text" maxLength:"2000"`
}

func (s *tipDoor) say(ctx context.Context, a anlan.Actor, id anlan.ID, b TipWords) (tip.Tip, error) {
	return s.Tips.Say(ctx, a, id, b.Text)
}

// TipReason is a reason.
type TipReason struct {
	Reason string `json:"reason" maxLength:"1000"`
}

func (s *tipDoor) resume(ctx context.Context, a anlan.Actor, id anlan.ID, b TipReason) (tip.Tip, error) {
	return s.Tips.Resume(ctx, a, id, b.Reason)
}

type rewardQuery struct {
	ID     anlan.ID `path:"id" maxLength:"36"`
	Fine   int      `query:"fine" minimum:"0" maximum:"1000000000"`
	Major  bool     `query:"major"`
	Deaths int      `query:"deaths" minimum:"0" maximum:"1000"`
	Grade  string   `query:"grade" enum:"general,larger,major,extreme" required:"false"`
}

// RewardProposal is what the rule proposes, and why.
type RewardProposal struct {
	Amount int      `json:"amount"`
	Steps  []string `json:"steps" nullable:"false"`
}

func (s *tipDoor) proposeReward(ctx context.Context, q *rewardQuery) (*answer[RewardProposal], error) {
	p, err := s.Tips.Proposal(ctx, Actor(ctx), q.ID, tip.Basis{Fine: q.Fine, Major: q.Major, Deaths: q.Deaths, Grade: q.Grade})
	v := RewardProposal{Amount: p.Amount, Steps: []string{}}
	for _, step := range p.Steps {
		v.Steps = append(v.Steps, LangOf(ctx).Pick(step.ZH, step.EN))
	}
	return ok(v, err)
}

// RewardCollected is a reward being paid out: the code that the reporter brought, and the voucher.
type RewardCollected struct {
	Code    string `json:"code" maxLength:"40"`
	Receipt string `json:"receipt" maxLength:"100" doc:"Number of the voucher in the office's books; no bank data"`
}

func (s *tipDoor) collect(ctx context.Context, a anlan.Actor, id anlan.ID, b RewardCollected) (tip.Tip, error) {
	return s.Tips.Collect(ctx, a, id, b.Code, b.Receipt)
}

func (s *tipDoor) askOpening(ctx context.Context, a anlan.Actor, id anlan.ID, b TipReason) (tip.Tip, error) {
	return s.Tips.AskOpening(ctx, a, id, b.Reason)
}

// openingVerb is a verb on a request to see an identity.
type openingVerb[B any] struct {
	ID      anlan.ID `path:"id" maxLength:"36"`
	Opening anlan.ID `path:"opening" maxLength:"36"`
	Body    B
}

// OpeningDecision grants a request or refuses it.
type OpeningDecision struct {
	Grant bool `json:"grant"`
}

func (s *tipDoor) decideOpening(ctx context.Context, in *openingVerb[OpeningDecision]) (*answer[TipDetail], error) {
	t, err := s.Tips.DecideOpening(ctx, Actor(ctx), in.ID, in.Opening, in.Body.Grant)
	if err != nil {
		return nil, err
	}
	return s.tipDetail(ctx, t)
}

// OpeningPhrase is the keeper's phrase, where one guards the vault.
type OpeningPhrase struct {
	Phrase string `json:"phrase,omitempty" maxLength:"200"`
}

func (s *tipDoor) openIdentity(ctx context.Context, in *openingVerb[OpeningPhrase]) (*answer[tip.Person], error) {
	return ok(s.Tips.Open(ctx, Actor(ctx), in.ID, in.Opening, in.Body.Phrase))
}

func (s *tipDoor) tipVault(ctx context.Context, _ *struct{}) (*answer[tip.VaultState], error) {
	return ok(s.Tips.VaultState(ctx, Actor(ctx)))
}

func (s *tipDoor) tipKeepers(ctx context.Context, _ *struct{}) (*answer[tip.VaultState], error) {
	return ok(s.Tips.Keeping(ctx, Actor(ctx)))
}

type vaultBody struct {
	Body struct {
		Old    string `json:"old,omitempty" maxLength:"200" doc:"A phrase that opens now, of either keeper, if there is one"`
		Phrase string `json:"phrase" maxLength:"200"`
		Second bool   `json:"second,omitempty" doc:"Of the second keeper, so that one who forgets loses nothing"`
	}
}

func (s *tipDoor) lockTipVault(ctx context.Context, in *vaultBody) (*answer[tip.VaultState], error) {
	return ok(s.Tips.SetPhrase(ctx, Actor(ctx), in.Body.Old, in.Body.Phrase, in.Body.Second))
}
