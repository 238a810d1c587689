package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"anlan"
	"anlan/internal/matter"
)

// lastJanuary is the morning on which the county was founded: early in the last January that had ended before
// the thirty days that the visitor sees begin. So a book of diligence has a whole month to tell of.
func lastJanuary(now time.Time) time.Time {
	begin := anlan.At(now.Add(-past)).Date()
	year := begin.Year()
	if begin <= anlan.Date(fmt.Sprintf("%d-01-31", year)) {
		year--
	}
	return anlan.Date(fmt.Sprintf("%d-01-08", year)).Start().Time().Add(8*time.Hour + 30*time.Minute)
}

// winter is what the office asked for before the Spring Festival. All of it is invented.
var winter = []task{
	{units: "永清镇、红堡镇、县住建局", title: "排查节前燃气和取暖安全", topic: "gas", days: 12, urgency: matter.Urgent, cadence: "none", standard: "逐户登记，发现的问题当场整改或者停用"},
	{units: "永清镇", title: "落实春运期间农村道路交通劝导", topic: "road", days: 16, urgency: matter.Ordinary, cadence: "none"},
}

// beat is one thing that somebody does in January, a day after the founding and at an hour.
type beat struct {
	day, hour int
	do        func(ctx context.Context) error
}

// january plays the first month: one unit keeps the clock and asks for time that it does not get, one signs
// late, one says that the matter is another's.
func (m *maker) january(ctx context.Context) error {
	p := &play{maker: m, dice: rand.New(rand.NewPCG(620521, 1))}
	first := m.clock.at
	if err := p.hand(ctx, winter[0]); err != nil {
		return err
	}
	for _, b := range p.beats() {
		at := startOfDay(first).Add(time.Duration(24*b.day+b.hour) * time.Hour)
		if err := m.moveTo(ctx, at); err != nil {
			return err
		}
		if err := b.do(ctx); err != nil {
			return fmt.Errorf("day %d: %w", b.day, err)
		}
		if _, err := m.a.Catch(ctx); err != nil { // notices go out at their hour
			return err
		}
	}
	return nil
}

// of finds what a unit owes by the order in which it came.
func (p *play) of(unit string, n int) (id anlan.ID) {
	for _, d := range p.open {
		if d.unit == unit {
			if n == 0 {
				return d.id
			}
			n--
		}
	}
	return ""
}

func (p *play) beats() []beat {
	office, town, liaison := p.seats["县安委办"].chief, p.seats["永清镇"].chief, p.seats["永清镇"].actor
	house, market := p.seats["县住建局"].actor, p.seats["县市场监管局"]
	return []beat{
		{0, 9, func(ctx context.Context) error { // the house says that it is another's, and names whose
			_, err := p.a.Matter.Return(ctx, house, p.of("县住建局", 0), 0, "瓶装气充装由市场监管部门许可，建议由其牵头。（演示）", market.unit)
			return err
		}},
		{0, 10, p.signs(town, "永清镇", 0)},
		{0, 16, p.signs(p.seats["红堡镇"].actor, "红堡镇", 0)}, // hours after the clock of an urgent matter had fired
		{0, 17, p.signs(market.actor, "县住建局", 0)},
		{1, 9, func(ctx context.Context) error { return p.hand(ctx, winter[1]) }},
		{1, 10, p.reads(town)},
		{1, 11, p.signs(town, "永清镇", 1)},
		{4, 15, p.says(liaison, "永清镇", 0, "已排查 214 户，发现烟道不通 9 户，当场整改 7 户，停用 2 户。（演示）")},
		{8, 9, p.asks(town, "永清镇", 0, 6, "连日降雪，3 个村道路中断，请增派除雪车并延期。（演示）")},
		{8, 15, p.answers(office, "永清镇", 0, false, "取暖安全不能拖到节后；除雪车已请县交通局当日调派，其余按原期限完成。（演示）")},
		{9, 10, p.reads(town)},
		{9, 15, p.finishes(p.seats["红堡镇"].actor, "红堡镇", 0)},
		{10, 10, p.reviews(office, "红堡镇", 0, true, "")},
		{11, 15, p.finishes(liaison, "永清镇", 0)},
		{12, 9, p.reviews(office, "永清镇", 0, false, "两户停用的没有复查照片，请补充。（演示）")},
		{13, 9, p.reads(town)},
		{13, 10, p.reads(town)}, // what the clock urged at nine
		{13, 11, p.finishes(liaison, "永清镇", 0)},
		{13, 16, p.reviews(office, "永清镇", 0, true, "")},
		{13, 17, p.finishes(market.actor, "县住建局", 0)},
		{14, 8, p.reviews(office, "县住建局", 0, true, "")},
		{14, 9, p.asks(town, "永清镇", 1, 4, "劝导站电源要换，配件 22 日到货。（演示）")},
		{14, 15, p.answers(office, "永清镇", 1, true, "同意，到货前由人值守。（演示）")},
		{18, 16, p.finishes(liaison, "永清镇", 1)},
		{19, 10, p.reviews(office, "永清镇", 1, true, "")},
	}
}

func (p *play) signs(a anlan.Actor, unit string, n int) func(context.Context) error {
	return func(ctx context.Context) error { _, err := p.a.Matter.Sign(ctx, a, p.of(unit, n), 0); return err }
}

func (p *play) says(a anlan.Actor, unit string, n int, text string) func(context.Context) error {
	return func(ctx context.Context) error {
		_, err := p.a.Matter.Feedback(ctx, a, p.of(unit, n), 0, matter.Report{Text: text})
		return err
	}
}

func (p *play) asks(a anlan.Actor, unit string, n, days int, why string) func(context.Context) error {
	return func(ctx context.Context) error {
		m, err := p.a.Matter.Get(ctx, a, p.of(unit, n))
		if err != nil {
			return err
		}
		_, err = p.a.Matter.Extend(ctx, a, m.ID, 0, m.Due.AddDays(days), why)
		return err
	}
}

func (p *play) answers(a anlan.Actor, unit string, n int, grant bool, why string) func(context.Context) error {
	return func(ctx context.Context) error {
		_, err := p.a.Matter.Grant(ctx, a, p.of(unit, n), 0, grant, why)
		return err
	}
}

func (p *play) finishes(a anlan.Actor, unit string, n int) func(context.Context) error {
	return func(ctx context.Context) error {
		return p.finish(ctx, &errand{id: p.of(unit, n), unit: unit}, a)
	}
}

func (p *play) reviews(a anlan.Actor, unit string, n int, pass bool, why string) func(context.Context) error {
	return func(ctx context.Context) error {
		_, err := p.a.Matter.Review(ctx, a, p.of(unit, n), 0, pass, why)
		return err
	}
}

// reads lets a post look at what it was told, as a person does in the morning.
func (p *play) reads(a anlan.Actor) func(context.Context) error {
	return func(ctx context.Context) error {
		page, err := p.a.Notify.Notices(ctx, a, true, "", 20)
		if err != nil {
			return err
		}
		for _, n := range page.Items {
			if err := p.a.Notify.Read(ctx, a, n.ID); err != nil {
				return err
			}
		}
		return nil
	}
}
