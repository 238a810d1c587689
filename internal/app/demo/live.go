package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"anlan"
	"anlan/internal/committee"
	"anlan/internal/matter"
)

// live plays the county's last thirty days, an hour of office time at a time, up to now.
func (m *maker) live(ctx context.Context, now time.Time) error {
	if err := m.moveTo(ctx, m.clock.at); err != nil {
		return err
	}
	p := &play{maker: m, end: now, dice: rand.New(rand.NewPCG(620521, 2022))}
	for day := 0; m.clock.at.Before(now); day++ {
		if err := p.decide(ctx, day); err != nil {
			return err
		}
		for _, hour := range []int{9, 11, 15, 17} {
			at := startOfDay(m.clock.at).Add(time.Duration(hour) * time.Hour)
			if at.After(now) {
				return p.leave(ctx, now)
			}
			if err := m.moveTo(ctx, at); err != nil {
				return err
			}
			if err := p.work(ctx); err != nil {
				return err
			}
		}
		if _, err := m.a.Catch(ctx); err != nil { // notices go out on their day
			return err
		}
		tomorrow := startOfDay(m.clock.at).Add(24 * time.Hour)
		if tomorrow.After(now) { // made in an evening: the county does not live ahead of its visitor
			break
		}
		if err := m.moveTo(ctx, tomorrow); err != nil {
			return err
		}
	}
	return p.leave(ctx, now)
}

// leave brings the county to the present, with one request that waits for an answer.
func (p *play) leave(ctx context.Context, now time.Time) error {
	for _, d := range p.open {
		m, err := p.a.Matter.Get(ctx, p.seats[d.unit].actor, d.id)
		if err != nil {
			return err
		}
		if m.State != matter.Doing || m.Overdue || m.Due == "" {
			continue
		}
		_, err = p.a.Matter.Extend(ctx, p.seats[d.unit].actor, d.id, 0, m.Due.AddDays(5), "连日降雪封路，三个村暂时无法进入。（演示）")
		if err != nil {
			return err
		}
		break
	}
	if err := p.moveTo(ctx, now); err != nil {
		return err
	}
	if err := p.inspections(ctx); err != nil {
		return fmt.Errorf("inspections: %w", err)
	}
	if err := p.risks(ctx); err != nil {
		return fmt.Errorf("risks: %w", err)
	}
	if err := p.duties(ctx); err != nil {
		return fmt.Errorf("duties: %w", err)
	}
	if err := p.documents(ctx); err != nil {
		return fmt.Errorf("documents: %w", err)
	}
	if err := p.letters(ctx); err != nil {
		return fmt.Errorf("letters: %w", err)
	}
	return p.rosters(ctx)
}

func startOfDay(t time.Time) time.Time { return anlan.At(t).Date().Start().Time() }

// play is the people of the county: who signs late, who forgets, who does it well.
type play struct {
	*maker
	dice *rand.Rand
	end  time.Time // where the past ends and the visitor's present begins
	open []errand
	kept []kept // hazards that the story comes back to

	proof string // picture that proved the last work
}

// errand is a matter and how its unit will treat it.
type errand struct {
	id       anlan.ID
	unit     string
	sign     time.Time
	progress time.Time
	final    time.Time // zero: never, so that time urges
	stage    int
}

// The days on which the committee meets.
const (
	firstMeeting = 0
	lastMeeting  = 29
)

// leftToVisitor is how much of the office's reviewing is left for whoever tries the demo.
const leftToVisitor = 40 * time.Hour

// decide hands over what the story asks for on its day.
func (p *play) decide(ctx context.Context, day int) error {
	switch day {
	case firstMeeting:
		if err := p.plenary(ctx); err != nil {
			return err
		}
	case lastMeeting:
		if _, err := p.hold(ctx, committee.Special, "近期寒潮天气安全防范专题会议（演示）", draftText); err != nil {
			return err
		}
	}
	for _, t := range tasks {
		if t.day != day {
			continue
		}
		if err := p.hand(ctx, t); err != nil {
			return err
		}
	}
	if err := p.hazards(ctx, day); err != nil {
		return err
	}
	return p.hearReports(ctx, day)
}

// work lets every unit do what it has planned for this hour, and the office accept what is done.
func (p *play) work(ctx context.Context) error {
	for i := range p.open {
		if err := p.step(ctx, &p.open[i]); err != nil {
			return fmt.Errorf("%s: %w", p.open[i].unit, err)
		}
	}
	return nil
}

func (p *play) step(ctx context.Context, d *errand) error {
	now, actor := p.clock.at, p.seats[d.unit].actor
	var err error
	switch {
	case d.stage == 0 && now.After(d.sign):
		_, err = p.a.Matter.Sign(ctx, actor, d.id, 0)
	case d.stage == 1 && now.After(d.progress):
		_, err = p.a.Matter.Feedback(ctx, actor, d.id, 0, matter.Report{Text: p.pick(progressWords)})
	case d.stage == 2 && !d.final.IsZero() && now.After(d.final):
		err = p.finish(ctx, d, actor)
	case d.stage == 3 && p.end.Sub(now) > leftToVisitor && p.dice.IntN(4) > 0:
		_, err = p.a.Matter.Review(ctx, p.seats["县安委办"].chief, d.id, 0, true, "")
	default:
		return nil
	}
	d.stage++
	return err
}

// finish reports completion with a picture that says what it is: an invented one.
func (p *play) finish(ctx context.Context, d *errand, actor anlan.Actor) error {
	files, err := p.evidence(ctx, actor, d.unit)
	if err != nil {
		return err
	}
	_, err = p.a.Matter.Feedback(ctx, actor, d.id, 0, matter.Report{Text: p.pick(finalWords), Final: true, Files: files})
	return err
}

func (p *play) pick(words []string) string { return words[p.dice.IntN(len(words))] }
