package sim

import (
	"context"
	"fmt"
	"time"

	"anlan"
	"anlan/internal/matter"
	"anlan/internal/rule"
)

// act lets somebody do something. Most of it is what the state of a matter asks for; some of it is
// against the rules, and must be refused.
func (c *county) act() error {
	if c.step%11 == 5 {
		if err := c.divide(); err != nil {
			return err
		}
	}
	running := c.watch.count(matter.OpenStates()...)
	switch p := c.dice.IntN(100); {
	case running < 4 || p < 8 && running < 30:
		return c.hand()
	case p < 10:
		return c.meet()
	case p < 13:
		return c.handOver()
	case p < 16:
		return c.signPaper()
	case p < 19:
		return c.together()
	case p < 24:
		return c.reopen(c.either(c.watch.pick(matter.Closed)))
	case p < 32:
		return c.anything()
	case p < 36:
		return c.extend(c.either(c.watch.pick(matter.Issued, matter.Doing)))
	case p < 42:
		return c.grant(c.either(c.watch.pickAsked()))
	case p < 45:
		return c.urge(c.watch.pick(matter.OpenStates()...))
	case p < 48:
		return c.recall(c.either(c.watch.pick(matter.Issued)))
	case p < 53:
		return c.proceed(c.either(c.watch.choose(func(s *story) bool { return s.hops > 0 && s.open() })))
	default:
		return c.proceed(c.watch.pick(matter.OpenStates()...))
	}
}

// either is the matter, or any other that runs where there is none.
func (c *county) either(s *story) *story {
	if s != nil {
		return s
	}
	return c.watch.pick(matter.OpenStates()...)
}

// proceed does what the loop asks for next.
func (c *county) proceed(s *story) error {
	if s == nil {
		return nil
	}
	switch s.state {
	case matter.Issued:
		if c.dice.IntN(5) == 0 || s.hops > 1 && c.dice.IntN(2) == 0 {
			return c.giveBack(s)
		}
		return c.sign(s)
	case matter.Doing:
		switch c.dice.IntN(12) {
		case 0:
			return c.giveBack(s)
		case 1:
			return c.transfer(s)
		default:
			return c.feedback(s)
		}
	case matter.Reported:
		return c.review(s)
	default:
		return c.transfer(s)
	}
}

// anything is a verb on a matter in whatever state, by whoever comes along.
func (c *county) anything() error {
	s := c.watch.pick()
	if s == nil {
		return nil
	}
	return []func(*story) error{c.sign, c.feedback, c.review, c.giveBack, c.transfer, c.recall, c.extend, c.grant, c.reopen, c.urge}[c.dice.IntN(10)](s)
}

// hand hands one to three matters over.
func (c *county) hand() error {
	issuer := c.cast.office
	if c.dice.IntN(4) == 0 {
		issuer = c.anyUnit()
	}
	var orders []matter.Order
	for range 1 + c.dice.IntN(3) {
		orders = append(orders, c.order(issuer))
	}
	return c.attempt(deed{"open", issuer.chief, []string{"matter.opened"}, func(ctx context.Context) error {
		_, err := c.loop.OpenAll(ctx, issuer.chief, orders)
		return err
	}})
}

func (c *county) order(issuer *unit) matter.Order {
	lead := c.anyUnit()
	o := matter.Order{Title: fmt.Sprintf("事项 %d", c.dice.IntN(1_000_000)), Topic: c.one("fire", "transport", "hazmat"), Lead: lead.seat, Issuer: issuer.seat,
		Urgency: matter.Urgency(c.one("ordinary", "ordinary", "urgent", "extra_urgent")), Evidence: c.one("ordinary", "document", "rectification", "training"),
		Cadence: c.one(rule.Cadences()...), Exercise: c.dice.IntN(4) == 0, Organ: c.one("清安委办", "清应急")}
	if c.dice.IntN(4) > 0 {
		o.Due = c.d.Now().Date().AddDays(c.dice.IntN(14) - 1)
	}
	if c.dice.IntN(3) == 0 {
		o.Known = c.d.Now().Add(-time.Duration(c.dice.IntN(72)) * time.Hour)
	}
	if co := c.anyUnit(); c.dice.IntN(3) == 0 && co != lead {
		o.CoUnits = []anlan.ID{co.seat.Unit}
	}
	if r := c.anyUnit(); c.dice.IntN(5) == 0 {
		o.Reviewer = r.seat
	}
	return o
}

func (c *county) sign(s *story) error {
	by := c.actorFor(s.lead)
	return c.attempt(deed{"sign", by, []string{"matter.signed"}, func(ctx context.Context) error {
		_, err := c.loop.Sign(ctx, by, s.id, 0)
		return err
	}})
}

// feedback tells progress or reports completion, with as much evidence as the unit cares to give.
func (c *county) feedback(s *story) error {
	by, final := c.actorFor(s.lead), c.dice.IntN(5) > 1
	if len(s.co) > 0 && c.dice.IntN(4) == 0 {
		by = c.actorFor(s.co[0])
	}
	r := matter.Report{Text: c.one("已部署到各股室。", "检查 12 家，整改 9 处。", "完成。"), Final: final}
	for range c.dice.IntN(5) {
		hash, err := c.upload(by)
		if err != nil {
			return err
		}
		r.Files = append(r.Files, hash)
	}
	return c.attempt(deed{"feedback", by, []string{"matter.fed_back"}, func(ctx context.Context) error {
		_, err := c.loop.Feedback(ctx, by, s.id, 0, r)
		return err
	}})
}

// upload keeps a file, now and then one that was kept before.
func (c *county) upload(by anlan.Actor) (hash string, err error) {
	n := c.dice.IntN(30)
	hash = fmt.Sprintf("%064x", n+1)
	f := matter.File{Hash: hash, Name: "现场.jpg", Type: "image/jpeg", Size: int64(1000 + n)}
	if n%2 == 0 {
		f.Name, f.Type = "台账.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	}
	return hash, c.attempt(deed{"upload", by, nil, func(ctx context.Context) error {
		_, err := c.loop.Upload(ctx, by, f)
		return err
	}})
}

// review accepts or refuses; now and then by those who did the work themselves.
func (c *county) review(s *story) error {
	by, pass := c.actorFor(s.reviewer), c.dice.IntN(4) > 0
	if len(s.doers) > 0 && c.dice.IntN(3) == 0 {
		by = c.cast.byAcc[s.doers[c.dice.IntN(len(s.doers))].Account]
	}
	if c.dice.IntN(8) == 0 {
		by = c.cast.office.liaison
	}
	return c.attempt(deed{"review", by, []string{"matter.closed", "matter.review_failed"}, func(ctx context.Context) error {
		_, err := c.loop.Review(ctx, by, s.id, 0, pass, "材料不全")
		return err
	}})
}

func (c *county) giveBack(s *story) error {
	by, suggest := c.actorFor(s.lead), anlan.ID("")
	if c.dice.IntN(4) > 0 {
		suggest = c.anyUnit().seat.Unit
	}
	return c.attempt(deed{"return", by, []string{"matter.returned"}, func(ctx context.Context) error {
		_, err := c.loop.Return(ctx, by, s.id, 0, "不属我单位职责", suggest)
		return err
	}})
}

func (c *county) transfer(s *story) error {
	by, to := c.actorFor(s.issuer), c.anyUnit().seat.Unit
	return c.attempt(deed{"transfer", by, []string{"matter.transferred"}, func(ctx context.Context) error {
		_, err := c.loop.Transfer(ctx, by, s.id, 0, to, "按职责转办")
		return err
	}})
}

func (c *county) recall(s *story) error {
	if s == nil {
		return nil
	}
	by := c.actorFor(s.issuer)
	return c.attempt(deed{"recall", by, []string{"matter.recalled"}, func(ctx context.Context) error {
		_, err := c.loop.Recall(ctx, by, s.id, 0, "发错了")
		return err
	}})
}

func (c *county) extend(s *story) error {
	if s == nil {
		return nil
	}
	by, until := c.actorFor(s.lead), c.d.Now().Date().AddDays(c.dice.IntN(20)-3)
	return c.attempt(deed{"extend", by, []string{"matter.extension_asked"}, func(ctx context.Context) error {
		_, err := c.loop.Extend(ctx, by, s.id, 0, until, "设备未到货")
		return err
	}})
}

func (c *county) grant(s *story) error {
	if s == nil {
		return nil
	}
	by, yes := c.actorFor(s.issuer), c.dice.IntN(2) == 0
	if s.asked != nil && c.dice.IntN(4) == 0 {
		by = c.cast.byAcc[s.asked.by.Account]
	}
	return c.attempt(deed{"grant", by, []string{"matter.extended", "matter.extension_refused"}, func(ctx context.Context) error {
		_, err := c.loop.Grant(ctx, by, s.id, 0, yes, "按期完成")
		return err
	}})
}

func (c *county) reopen(s *story) error {
	if s == nil {
		return nil
	}
	by, due := c.actorFor(c.cast.office.seat.Unit), anlan.Date("")
	if c.dice.IntN(4) > 0 {
		due = c.d.Now().Date().AddDays(c.dice.IntN(10) - 1)
	}
	return c.attempt(deed{"reopen", by, []string{"matter.reopened"}, func(ctx context.Context) error {
		_, err := c.loop.Reopen(ctx, by, s.id, 0, "抽查发现反弹", due)
		return err
	}})
}

func (c *county) urge(s *story) error {
	if s == nil {
		return nil
	}
	by := c.actorFor(s.issuer)
	return c.attempt(deed{"urge", by, []string{"matter.urged"}, func(ctx context.Context) error {
		_, err := c.loop.Urge(ctx, by, s.id, "请抓紧")
		return err
	}})
}

func (c *county) signPaper() error {
	if len(c.watch.papers) == 0 {
		return nil
	}
	p := c.watch.papers[c.dice.IntN(len(c.watch.papers))]
	by := c.actorFor(p.unit)
	return c.attempt(deed{"sign paper", by, nil, func(ctx context.Context) error {
		_, err := c.loop.SignPaper(ctx, by, p.id)
		return err
	}})
}

// actorFor is somebody of the unit, mostly whoever ought to act; sometimes a stranger.
func (c *county) actorFor(id anlan.ID) anlan.Actor {
	u, known := c.cast.byID[id]
	if !known || c.dice.IntN(15) == 0 {
		u = c.anyUnit()
	}
	if c.dice.IntN(4) == 0 {
		return u.chief
	}
	return u.liaison
}

func (c *county) anyUnit() *unit { return c.cast.list[c.dice.IntN(len(c.cast.list))] }

func (c *county) one(list ...string) string { return list[c.dice.IntN(len(list))] }
