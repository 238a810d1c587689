package sim

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"

	"anlan"
	"anlan/internal/committee"
	"anlan/internal/committee/minutes"
	"anlan/internal/matter"
	"anlan/internal/rule"
)

// lines reads minutes whose every line is owners|due|text: what becomes of a proposal matters here,
// not how it is read.
type lines struct{}

// Plain implements committee.TextReader.
func (lines) Plain(s string) string { return s }

// ParseString implements committee.TextReader.
func (lines) ParseString(s string, _ minutes.Options) minutes.Proposal {
	var p minutes.Proposal
	at := 0
	for line := range strings.SplitSeq(s, "\n") {
		n := len([]rune(line))
		if f := strings.Split(line, "|"); len(f) == 3 {
			due := anlan.Date(f[1])
			p.Decisions = append(p.Decisions, minutes.Decision{Kind: "task", Text: f[2], Topic: "fire", Why: "行", Due: &due,
				Owners: strings.Split(f[0], "、"), Source: minutes.Source{Start: at + n - len([]rune(f[2])), End: at + n}})
		}
		at += n + 1
	}
	return p
}

// meet holds a meeting, reads its minutes, ticks and sends its decisions, and sometimes takes them back.
func (c *county) meet() error {
	by, now := c.cast.office.chief, c.d.Now()
	id := anlan.NewID(now, newBytes(c.Seed, uint64(c.step)<<8|0xff))
	draft := committee.MeetingDraft{ID: id, Kind: committee.Enlarged, Title: fmt.Sprintf("安委会会议 %d", c.step), Date: now.Date().AddDays(-c.dice.IntN(3)),
		Session: "afternoon", State: committee.Held, Exercise: c.dice.IntN(6) == 0}
	var m committee.Meeting
	if ok, err := c.meeting1("meeting", by, "committee.meeting_created", func(ctx context.Context) (err error) {
		m, err = c.meeting.CreateMeeting(ctx, by, draft)
		return err
	}); !ok {
		return err
	}
	var text []string
	for range 1 + c.dice.IntN(3) {
		owner := c.one("应急管理局", "住房和城乡建设局", "永清镇、红堡镇")
		text = append(text, fmt.Sprintf("%s|%s|开展第%d次检查", owner, now.Date().AddDays(2+c.dice.IntN(9)), c.dice.IntN(1000)))
	}
	if ok, err := c.meeting1("minutes", by, "", func(ctx context.Context) (err error) {
		m, err = c.meeting.KeepMinutes(ctx, by, id, 1, strings.Join(text, "\n"), "纪要.txt")
		return err
	}); !ok {
		return err
	}
	return c.send(by, m)
}

// meeting1 is one request about a meeting; false when it was refused.
func (c *county) meeting1(name string, by anlan.Actor, kind string, do func(ctx context.Context) error) (done bool, err error) {
	var kinds []string
	if kind != "" {
		kinds = []string{kind}
	}
	var answer error
	err = c.attempt(deed{name, by, kinds, func(ctx context.Context) error {
		answer = do(ctx)
		return answer
	}})
	return err == nil && answer == nil, err
}

func (c *county) send(by anlan.Actor, m committee.Meeting) error {
	desk, err := c.meeting.Desk(c.ctx, by, m.ID)
	if err != nil {
		return err
	}
	var ticked []anlan.ID
	for _, d := range desk.Decisions {
		rev := d.Revision
		if s := c.watch.pick(matter.OpenStates()...); s != nil && c.dice.IntN(3) == 0 { // let a running matter answer it
			if d, err := c.meeting.AnswerBy(c.ctx, by, d.ID, rev, []anlan.ID{s.id}); err == nil {
				rev = d.Revision
			}
		}
		if _, err := c.meeting.TickDecision(c.ctx, by, d.ID, rev, true); err == nil {
			ticked = append(ticked, d.ID)
		}
	}
	if m, err = c.meeting.Get(c.ctx, by, m.ID); err != nil {
		return err
	}
	meeting := m.ID
	order := committee.Sending{ID: anlan.NewID(c.d.Now(), newBytes(c.Seed, uint64(c.step)<<8|0xfe)), Decisions: ticked, Revision: m.Revision}
	var p committee.Dispatch
	if ok, err := c.meeting1("dispatch", by, "committee.dispatched", func(ctx context.Context) (err error) {
		p, err = c.meeting.Dispatch(ctx, by, meeting, order)
		return err
	}); !ok {
		return err
	}
	if c.dice.IntN(4) > 0 {
		return nil
	}
	if err := c.pass(c.stretch() / 100); err != nil {
		return err
	}
	sent := p.ID
	_, err = c.meeting1("recall dispatch", by, "committee.recalled", func(ctx context.Context) error {
		_, err := c.meeting.Recall(ctx, by, sent, "")
		return err
	})
	return err
}

// amend lets the county change its rules: what runs already keeps what it was born with (law 6).
func (c *county) amend() error {
	tomorrow := c.d.Now().Date().AddDays(1)
	layer := "county"
	subject := []rule.Subject{rule.UrgingLadder, rule.SignClock, rule.Progress, rule.ReturnHops, rule.Evidence}[c.dice.IntN(5)]
	for _, b := range []**rule.Book{&c.book, &c.served} {
		v, err := (*b).At(subject, tomorrow)
		if err != nil {
			return err
		}
		v.Layer, v.From, v.To = layer, tomorrow, ""
		v.Value = changed(v.Value, rand.New(rand.NewPCG(c.Seed, uint64(c.step))))
		next, err := (*b).AddVersion(v)
		if errors.Is(err, anlan.ErrRuleOverlap) {
			return nil // two changes on one day
		}
		if err != nil {
			return err
		}
		*b = next
	}
	c.note("the county changes %s from %s", subject, tomorrow)
	if c.Bug.Amended != nil {
		return c.Bug.Amended(c, subject)
	}
	return nil
}

// changed is another value of the same kind.
func changed(v rule.Value, dice *rand.Rand) rule.Value {
	switch v := v.(type) {
	case rule.Ladder:
		rungs := append([]rule.Rung(nil), v.Rungs...)
		rungs[0].Offset = rule.Offset{Value: -1 - dice.IntN(2), Unit: rule.Day, At: "10:00"}
		rungs[len(rungs)-1].Offset.Value += dice.IntN(5)
		return rule.Ladder{Rungs: rungs}
	case rule.SignFor:
		v.Clocks = append([]rule.SignClass(nil), v.Clocks...)
		v.Clocks[0].Within = rule.Offset{Value: 4 + dice.IntN(20), Unit: rule.Hour}
		return v
	case rule.ProgressRule:
		return rule.ProgressRule{Days: map[string]int{"none": 5 + dice.IntN(5), "daily": 1, "weekly": 6, "monthly": 25}}
	case rule.Hops:
		return rule.Hops{Max: v.Max%3 + 1}
	default:
		return v
	}
}
