package letters

import (
	"errors"
	"fmt"
	"time"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/letter"
	"anlan/internal/matter"
)

// act lets somebody do something; refusals are lawful answers.
func (c *county) act() error {
	c.at = c.at.Add(time.Duration(c.dice.IntN(30*3600)) * time.Second)
	if _, err := c.timers.Step(c.ctx); err != nil {
		return fmt.Errorf("timers: %w", err)
	}
	name, err := c.deed()
	var refused *anlan.Error
	if errors.As(err, &refused) && refused.Kind != anlan.Internal {
		name, err = name+" refused", nil
	}
	c.deeds[name]++
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

func (c *county) deed() (string, error) {
	switch p := c.dice.IntN(100); {
	case p < 20:
		return "open", c.open()
	case p < 48:
		return "move", c.move()
	case p < 54:
		return "hazard", c.hazard()
	case p < 60:
		return "send", c.send()
	case p < 62:
		return "withdraw", c.withdraw()
	case p < 76:
		return "sign", c.sign()
	case p < 80:
		return "succeed", c.succeed()
	case p < 86:
		return "mark", c.mark()
	case p < 90:
		return "record", c.record()
	case p < 96:
		return "object", c.object()
	default:
		return "answer", c.answer()
	}
}

func (c *county) pick() int { return c.dice.IntN(len(c.chiefs)) }

func (c *county) tell(kind string, ref anlan.Ref, body any) error {
	return c.d.Write(c.ctx, anlan.Clock, func(tx *db.Tx) error { return tx.Emit(kind, ref, body, nil) })
}

// open opens a matter, of a hazard or not, as the room of matters tells it.
func (c *county) open() error {
	w := work{ref: anlan.Ref{Kind: "matter.matter", ID: c.d.NewID()}, seat: c.seats[c.pick()], due: c.d.Now().Date().AddDays(c.dice.IntN(20))}
	if c.dice.IntN(2) == 0 {
		w.origin = anlan.Ref{Kind: "hazard.hazard", ID: c.d.NewID()}
	}
	if c.dice.IntN(12) == 0 {
		w.due = ""
	}
	w.now = matter.Facet{State: matter.Issued, Exercise: c.dice.IntN(15) == 0}
	c.work = append(c.work, w)
	return c.tell("matter.opened", w.ref, matter.Told{Number: "清安委办〔2022〕1号", Title: "整改", Origin: w.origin, Lead: w.seat, Due: w.due, Now: w.now})
}

// move moves a matter: on, overdue, extended, transferred, closed, reopened, recalled.
func (c *county) move() error {
	if len(c.work) == 0 {
		return nil
	}
	w := &c.work[c.dice.IntN(len(c.work))]
	was := w.now
	switch c.dice.IntN(7) {
	case 0:
		w.now.State, w.now.Overdue = matter.Closed, false
	case 1:
		w.now.State = matter.Doing
	case 2:
		w.now.Overdue = w.due != "" && w.now.State != matter.Closed
	case 3:
		w.due, w.now.Overdue = c.d.Now().Date().AddDays(5), false
	case 4:
		w.seat = c.seats[c.pick()]
	case 5:
		w.now.State = matter.Reported
	default:
		if c.dice.IntN(3) == 0 {
			w.now.State, w.now.Overdue = matter.Recalled, false
		}
	}
	return c.tell("matter.moved", w.ref, matter.Told{Number: "清安委办〔2022〕1号", Title: "整改", Origin: w.origin, Lead: w.seat, Due: w.due, Was: &was, Now: w.now})
}

func (c *county) hazard() error {
	ref := anlan.Ref{Kind: "hazard.hazard", ID: c.d.NewID()}
	if n := len(c.work); n > 0 && c.dice.IntN(2) == 0 && c.work[n-1].origin.ID != "" {
		ref = c.work[n-1].origin
	}
	state := []string{"fixed", "judging", "rectifying", "closed", "dropped"}[c.dice.IntN(5)]
	return c.tell("hazard.told", ref, map[string]any{"number": "HZ1", "text": "通道堵塞", "lead": c.seats[c.pick()],
		"now": map[string]any{"state": state, "grade": []string{"general", "major"}[c.dice.IntN(2)], "relapse": c.dice.IntN(4) == 0}})
}

func (c *county) send() error {
	i := c.pick()
	l, err := c.letters.Create(c.ctx, c.office, letter.Birth{Year: 2022, Issuer: c.gov.Unit, Signer: c.chiefs[i].Unit})
	if err != nil {
		return err
	}
	if l, err = c.letters.Send(c.ctx, c.office, l.ID, 0); err != nil {
		return err
	}
	c.list = append(c.list, l)
	return c.watch.sent(l)
}

func (c *county) withdraw() error {
	if len(c.list) == 0 {
		return nil
	}
	_, err := c.letters.Withdraw(c.ctx, c.office, c.list[len(c.list)-1].ID, 0, "重新起草") // the newest: mostly nobody has signed it
	return err
}

func (c *county) any() (letter.Letter, anlan.Actor, bool) {
	if len(c.list) == 0 {
		return letter.Letter{}, anlan.Actor{}, false
	}
	l := c.list[c.dice.IntN(len(c.list))]
	for _, a := range c.chiefs {
		if a.Unit == l.Signer.Unit {
			return l, a, true
		}
	}
	return l, anlan.Actor{}, false
}

func (c *county) sign() error {
	l, a, there := c.any()
	if !there {
		return nil
	}
	role := letter.RoleSigner
	if c.dice.IntN(3) == 0 {
		a, role = c.gov, letter.RoleIssuer
	}
	_, err := c.device().Sign(c.ctx, a, l, role)
	if err == nil {
		c.watch.signed[l.ID]++
	}
	return err
}

func (c *county) succeed() (err error) {
	i := c.pick()
	c.chiefs[i], err = c.successor(c.chiefs[i], fmt.Sprintf("单位%d继任", i))
	return err
}

func (c *county) mark() error {
	l, a, there := c.any()
	if !there {
		return nil
	}
	key := []string{"hear", "duty_list", "plans", "team", "hazards"}[c.dice.IntN(5)]
	if c.dice.IntN(2) == 0 {
		_, err := c.letters.AssessSelf(c.ctx, a, l.ID, key, letter.SelfMark{Self: int64(c.dice.IntN(600)), Text: "见纪要"})
		return err
	}
	_, err := c.letters.Check(c.ctx, c.office, l.ID, key, int64(c.dice.IntN(600)), "核查")
	return err
}

func (c *county) record() error {
	metric := []string{"accident.count", "accident.death", "drill.held", "praise.city"}[c.dice.IntN(4)]
	r, err := c.letters.Record(c.ctx, c.office, letter.RecordDraft{Unit: c.chiefs[c.pick()].Unit, Metric: metric, Day: c.d.Now().Date(), N: 1 + int64(c.dice.IntN(3)), Text: "登记", Basis: "快报"})
	if err == nil && c.dice.IntN(3) == 0 {
		_, err = c.letters.VoidRecord(c.ctx, c.office, r.ID, "不属实")
	}
	return err
}

func (c *county) object() error {
	l, a, there := c.any()
	if !there {
		return nil
	}
	p, err := c.letters.Facts(c.ctx, a, l.ID, letter.FactQuery{Metric: []string{"hazard.deadline", "matter.deadline", "hazard.major"}[c.dice.IntN(3)]})
	if err != nil || len(p.Items) == 0 {
		return err
	}
	f := p.Items[c.dice.IntN(len(p.Items))]
	_, err = c.letters.Object(c.ctx, a, "", l.ID, f.Ref, f.Metric, "不是我们的", nil)
	return err
}

func (c *county) answer() error {
	list, err := c.letters.Objections(c.ctx, c.office, 2022, letter.Asked)
	if err != nil || len(list) == 0 {
		return err
	}
	_, err = c.letters.Answer(c.ctx, c.office, list[c.dice.IntN(len(list))].ID, c.dice.IntN(2) == 0, "经核实")
	return err
}
