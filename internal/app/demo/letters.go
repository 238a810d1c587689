package demo

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"anlan"
	"anlan/internal/letter"
	"anlan/internal/report"
)

// signingSecret opens the keys of the demo's people. It is no secret: the demo says so.
const signingSecret = "演示签名口令2022"

// unsigned are left for the visitor to sign, or to see among the gaps.
var unsigned = map[string]bool{"永清镇": true, "红堡镇": true, "县文旅局": true, "县水务局": true}

// letters signs this year's responsibility letters with departments and townships; some wait, some have none.
func (p *play) letters(ctx context.Context) error {
	county, office := p.seats["县政府"], p.seats["县安委办"].actor
	if err := p.enrol(ctx, county.chief); err != nil {
		return err
	}
	names := append(sortedTowns(p.seats), "县应急局", "县住建局", "县教育局", "县公安局", "县交通局", "县水务局", "县文旅局", "县卫健局")
	for _, name := range names[1:] { // the first one is the visitor's
		if err := p.letter(ctx, office, county, name); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	if err := p.letter(ctx, office, county, names[0]); err != nil {
		return err
	}
	return p.below(ctx)
}

// letter makes, sends and signs one letter, as far as its unit has come.
func (p *play) letter(ctx context.Context, office anlan.Actor, county seat, name string) error {
	s := p.seats[name]
	l, err := p.a.Letter.Create(ctx, office, letter.Birth{Year: anlan.At(p.clock.at).Date().Year(), Issuer: county.unit, Signer: s.unit})
	if err != nil {
		return err
	}
	if l, err = p.a.Letter.Send(ctx, office, l.ID, l.Revision); err != nil {
		return err
	}
	if err := p.sign(ctx, county.chief, l, letter.RoleIssuer); err != nil || unsigned[name] {
		return err
	}
	if err := p.enrol(ctx, s.chief); err != nil {
		return err
	}
	return p.sign(ctx, s.chief, l, letter.RoleSigner)
}

func (p *play) enrol(ctx context.Context, a anlan.Actor) error {
	_, err := p.device().Enrol(ctx, a, letter.Ed25519)
	return err
}

func (p *play) sign(ctx context.Context, a anlan.Actor, l letter.Letter, role string) error {
	_, err := p.device().Sign(ctx, a, l, role)
	return err
}

// device signs for the demo's people, as their phones would.
func (p *play) device() letter.Device {
	return letter.Device{Letters: p.a.Letter, Secret: signingSecret, Cost: letter.DemoCost()}
}

// below lets the first township issue a letter of its own, and the office record two drills.
func (p *play) below(ctx context.Context) error {
	town, office := p.seats["永清镇"], p.seats["县安委办"].actor
	day := anlan.At(p.clock.at).Date()
	for name, s := range p.seats {
		if s.place != "" && strings.HasPrefix(s.place, town.place) && len(s.place) == 12 {
			if _, err := p.a.Letter.Create(ctx, town.chief, letter.Birth{Year: day.Year(), Issuer: town.unit, Signer: s.unit}); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	for _, name := range []string{"永清镇", "县应急局"} {
		if _, err := p.a.Letter.Record(ctx, office, letter.RecordDraft{Unit: p.seats[name].unit, Metric: "drill.held", Day: day.AddDays(-9), N: 1,
			Text: "（演示）冬季应急疏散演练", Basis: "（演示）演练记录"}); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return p.past(ctx, office, day.Year())
}

// past gives the yearly report something to say of the years before: accidents, drills, and one zero report.
func (p *play) past(ctx context.Context, office anlan.Actor, year int) error {
	for _, x := range []struct {
		unit, metric, day, text string
		n                       int64
	}{{"永清镇", "accident.count", "-03-12", "（演示）一般道路交通事故", 1}, {"红堡镇", "accident.count", "-08-02", "（演示）一般建筑施工事故", 1},
		{"永清镇", "drill.held", "-11-09", "（演示）消防疏散演练", 2}} {
		for back := 1; back <= 3; back++ {
			if back == 1 && x.unit == "红堡镇" {
				continue // one fewer last year
			}
			d := letter.RecordDraft{Unit: p.seats[x.unit].unit, Metric: x.metric, Day: anlan.Date(strconv.Itoa(year-back) + x.day), N: x.n, Text: x.text, Basis: "（演示）登记簿"}
			if _, err := p.a.Letter.Record(ctx, office, d); err != nil {
				return fmt.Errorf("%s %s: %w", x.unit, x.metric, err)
			}
		}
	}
	_, err := p.a.Report.Declare(ctx, office, report.DeclarationDraft{Year: year - 1, Source: "fire", Basis: "（演示）火灾登记簿"})
	return err
}
