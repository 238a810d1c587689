package demo

import (
	"bytes"
	"context"
	"fmt"
	"image/png"
	"time"

	"anlan"
	"anlan/internal/inspection"
	"anlan/internal/inspection/checklist"
)

// visit is an invented inspection: who was where how many days ago, and what was not in order.
type visit struct {
	by, site, list string
	days           int
	wrong          []string
	led            string // the leader in front
}

var visits = []visit{
	{"永清镇", "（演示）牛头河加油站", "filling-station", 12, []string{"unloading", "extinguishers"}, ""},
	{"演示加油站", "（演示）牛头河加油站", "filling-station", 3, nil, ""},
	{"县应急局", "（演示）液化气站", "lpg-station", 9, []string{"detectors"}, "常务副县长"},
	{"永清镇", "（演示）永清镇中心幼儿园", "school", 6, []string{"night"}, ""},
	{"永清镇", "（演示）商场三楼饭馆", "gas-restaurant", 2, []string{"alarm"}, "县长"},
}

// inspections gives the demo its checklists, plans, some inspections and a permit.
func (p *play) inspections(ctx context.Context) error {
	if err := p.a.Inspection.Install(ctx); err != nil {
		return err
	}
	for _, s := range p.places {
		if err := p.a.Inspection.KnowByID(ctx, s.ID); err != nil {
			return err
		}
	}
	lists, err := p.lists(ctx)
	if err != nil {
		return err
	}
	if err := p.plans(ctx, lists); err != nil {
		return err
	}
	for _, v := range visits {
		if err := p.visit(ctx, v, p.places[v.site].ID, lists[v.list]); err != nil {
			return fmt.Errorf("%s at %s: %w", v.by, v.site, err)
		}
	}
	return p.permit(ctx, p.places["（演示）液化气站"].ID)
}

// lists are the checklists in use, by code.
func (p *play) lists(ctx context.Context) (map[string]inspection.Checklist, error) {
	page, err := p.a.Inspection.Checklists(ctx, p.seats["县安委办"].chief, inspection.Published, "", "", 200)
	out := map[string]inspection.Checklist{}
	for _, c := range page.Items {
		out[c.Code] = c
	}
	return out, err
}

func (p *play) plans(ctx context.Context, lists map[string]inspection.Checklist) error {
	day := anlan.At(p.clock.at).Date()
	for _, d := range []inspection.PlanDraft{
		{Title: "（演示）加油站、液化气站季度检查", Basis: "安全生产法第六十二条：分类分级制定年度监督检查计划", Checklist: lists["filling-station"].ID,
			Kinds: []string{"filling_station"}, Assign: inspection.ToTownship, Every: inspection.Quarterly, From: day.AddDays(-10), To: day.AddDays(300)},
		{Title: "（演示）餐饮燃气冬季排查", Basis: "安全生产法第三十六条", Checklist: lists["gas-restaurant"].ID,
			Kinds: []string{"gas_restaurant"}, Assign: inspection.ToTownship, Every: inspection.Monthly, From: day.AddDays(-25), To: day.AddDays(60)},
	} {
		if _, err := p.a.Inspection.CreatePlan(ctx, p.seats["县安委办"].chief, d); err != nil {
			return err
		}
	}
	return nil
}

// visit records one inspection, with its findings.
func (p *play) visit(ctx context.Context, v visit, site anlan.ID, c inspection.Checklist) error {
	a := p.seats[v.by].actor
	end := anlan.At(p.clock.at.Add(-time.Duration(v.days) * 24 * time.Hour))
	d := inspection.Draft{ID: p.a.DB.NewID(), Checklist: c.ID, Version: c.Version, Site: site, Started: end.Add(-4 * time.Minute), Ended: end, OffsetMs: new(int64),
		Counterpart: inspection.Counterpart{Post: "现场负责人", Signed: true}, Led: p.chairs[v.led]}
	for _, it := range c.Form.Items {
		ans, asked := usual(it, c.Form)
		if !asked {
			continue
		}
		for _, w := range v.wrong {
			if w == it.Name {
				hash, err := p.snap(ctx, a, it.Name)
				if err != nil {
					return err
				}
				ans = checklist.Answer{Item: it.Name, Value: checklist.No, Photos: []checklist.Picture{{Hash: hash, At: end}}, Action: &checklist.Action{ID: p.a.DB.NewID(), Text: "（演示）" + it.Label}}
			}
		}
		d.Answers = append(d.Answers, ans)
	}
	_, err := p.a.Inspection.Record(ctx, a, d)
	return err
}

// usual is how an item is answered where nothing is wrong.
func usual(it checklist.Item, f checklist.Form) (checklist.Answer, bool) {
	a := checklist.Answer{Item: it.Name}
	switch it.Kind {
	case checklist.YesNo:
		if a.Value = checklist.Yes; it.Finding == "false()" && it.Name != "boarding" {
			a.Value = checklist.No
		}
	case checklist.Integer, checklist.Number:
		a.Value = "6"
	case checklist.Choices:
		for _, l := range f.Lists {
			if l.Name == it.List {
				a.Values = []string{l.Options[0].Value}
			}
		}
	default:
		return a, false
	}
	return a, true
}

// snap keeps a picture of blocks that says it is invented by its name.
func (p *play) snap(ctx context.Context, a anlan.Actor, what string) (string, error) {
	var b bytes.Buffer
	if err := png.Encode(&b, blocks(p.dice.IntN(1<<20))); err != nil {
		return "", err
	}
	return p.keep(ctx, a, "演示检查-"+what+".png", &b)
}

// permit asks for hot work at the LPG station, with its measures confirmed and a gas test that passed.
func (p *play) permit(ctx context.Context, site anlan.ID) error {
	a, s := p.seats["演示液化气站"].actor, p.a.Inspection
	now := anlan.At(p.clock.at)
	w, err := s.Request(ctx, a, inspection.PermitDraft{Kind: "hot_work", Level: "second", Site: site, Spot: "消防泵房", Work: "（演示）更换消防管道支架，焊接", Doer: "维修班",
		Watch: "安全员", Dangers: "焊渣飞溅", From: now, To: now.Add(48 * time.Hour)})
	if err != nil {
		return err
	}
	k, err := s.PermitRules(w)
	if err != nil {
		return err
	}
	var done []inspection.StepDone
	for _, step := range k.Steps[:len(k.Steps)-1] {
		done = append(done, inspection.StepDone{Step: step.Key})
	}
	if _, err := s.ConfirmSteps(ctx, a, w.ID, 0, done); err != nil {
		return err
	}
	_, err = s.TestGas(ctx, a, w.ID, inspection.GasDraft{At: now, Readings: map[string]float64{"lel": 0, "o2": 20.9}, Instrument: "便携式检测仪（演示）"})
	return err
}
