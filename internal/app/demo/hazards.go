package demo

import (
	"bytes"
	"context"
	"fmt"
	"image/png"

	"anlan"
	"anlan/internal/hazard"
	"anlan/internal/matter"
)

// finding is an invented finding of the story: who finds what at whose, on which day.
type finding struct {
	day                  int
	by, at, site         string // finder, owner and where; without a site at the owner's
	source, category     string
	cause, clause, where string
	text                 string
	fixed                bool
	major                string // clause of the criteria that is met
	done, closed         int    // days on which it is reported put right and checked again; 0 not yet
	asked                string // words of the meeting's sentence that had it looked for
	reused               bool   // the proof of the work is another unit's picture: the county notices
}

// findings are what was found in the demo's thirty days. The market's exit is found locked twice; the gas
// station's alarm makes a major hazard that runs through listed supervision; two wait for the township to look
// again, one of them with a picture that was seen before.
var findings = []finding{
	{day: 2, by: "演示加油站", at: "演示加油站", site: "（演示）牛头河加油站", source: "self", category: "fire_gear", cause: "thing", where: "2号加油岛",
		text: "灭火器压力不足 1 具（演示）", fixed: true},
	{day: 3, by: "县应急局", at: "演示液化气站", site: "（演示）液化气站", source: "department", category: "alarm", cause: "thing", clause: "第五条第（一）项",
		where: "储罐区", text: "1号储罐液位显示失灵，未报警（演示）", major: "a501"},
	{day: 4, by: "永清镇", at: "演示商场", site: "（演示）永清商场", source: "township", category: "exit", cause: "management", clause: "消防法第二十八条",
		where: "西侧疏散门", text: "西侧疏散门营业时间上锁（演示）", done: 9, closed: 9},
	{day: 8, by: "县住建局", at: "演示工地", site: "（演示）城南小区二期工地", source: "department", category: "height", cause: "management", where: "3号楼",
		text: "三层临边未设防护栏杆（演示）", done: 14, closed: 14},
	{day: 12, by: "永清镇", at: "演示度假村", site: "（演示）度假村餐厅", source: "township", category: "electric", cause: "thing", where: "后厨",
		text: "配电箱无盖，线路裸露（演示）", done: 27},
	{day: 18, by: "永清镇", at: "演示商场", site: "（演示）永清商场", source: "township", category: "exit", cause: "management", clause: "消防法第二十八条",
		where: "西侧疏散门", text: "西侧疏散门再次上锁，堆放货物（演示）"},
	{day: 21, by: "永清镇", at: "演示客运公司", site: "（演示）城区客运站", source: "township", category: "vehicle", cause: "thing", where: "停车场",
		text: "2 辆客车轮胎花纹磨损到限（演示）", asked: "客运车辆", done: 28, reused: true},
	{day: 25, by: "县应急局", at: "演示加油站", site: "（演示）牛头河加油站", source: "joint", category: "training", cause: "people", where: "站房",
		text: "当班加油员答不出应急处置步骤（演示）"},
}

// kept is a finding that the story comes back to.
type kept struct {
	finding
	id anlan.ID
}

// hazards lets the county find, and put right, what the story says for the day.
func (p *play) hazards(ctx context.Context, day int) error {
	for _, f := range findings {
		if f.day == day {
			if err := p.find(ctx, f); err != nil {
				return fmt.Errorf("hazard at %s: %w", f.at, err)
			}
		}
	}
	for _, k := range p.kept {
		if k.done == day {
			if err := p.putRight(ctx, k); err != nil {
				return fmt.Errorf("put right at %s: %w", k.at, err)
			}
		}
		if k.closed == day {
			if err := p.lookAgain(ctx, k); err != nil {
				return fmt.Errorf("look again at %s: %w", k.at, err)
			}
		}
	}
	return nil
}

func (p *play) find(ctx context.Context, f finding) error {
	who := p.seats[f.by].actor
	before, err := p.shot(ctx, who, f.at)
	if err != nil {
		return err
	}
	d := hazard.Draft{ID: p.a.DB.NewID(), Unit: p.seats[f.at].unit, Site: p.places[f.site].ID, Category: f.category, Cause: f.cause, Clause: f.clause, Where: f.where, Text: f.text,
		Source: f.source, Photos: []hazard.Photo{before}}
	if f.fixed {
		after, err := p.shot(ctx, who, f.at)
		if err != nil {
			return err
		}
		d.Fixed = &hazard.FixDraft{Photos: []hazard.Photo{after}, Text: "当场更换（演示）"}
	}
	if f.major != "" {
		d.Grade = hazard.Major
		d.Walk = &hazard.Walked{Sector: "gas", Answers: map[string]hazard.Answer{f.major: hazard.Yes}, Reason: "现场核实（演示）"}
	}
	if d.Because, err = p.asked(ctx, f.asked); err != nil {
		return err
	}
	h, err := p.a.Hazard.Report(ctx, who, d)
	if err != nil {
		return err
	}
	p.kept = append(p.kept, kept{f, h.ID})
	if f.major != "" {
		return p.listed(ctx, h)
	}
	return nil
}

// asked is the meeting's sentence that carries the words, if a matter came of it.
func (p *play) asked(ctx context.Context, words string) ([]anlan.Ref, error) {
	if words == "" {
		return nil, nil
	}
	found, err := p.a.Matter.List(ctx, p.seats["县安委办"].chief, matter.Filter{Words: words, Limit: 1})
	if err != nil || len(found.Items) == 0 {
		return nil, err
	}
	return []anlan.Ref{found.Items[0].Origin}, nil
}

// listed takes a major hazard through plan, reports, listing and stop-work, and leaves the rest to time.
func (p *play) listed(ctx context.Context, h hazard.Hazard) error {
	owner, office := p.seats["演示液化气站"].actor, p.seats["县安委办"].chief
	due := h.Found.Date().AddDays(60)
	_, err := p.a.Hazard.Planning(ctx, owner, h.ID, 0, hazard.Plan{Duty: "站长负责，安全员具体落实（演示）", Measures: "更换液位计和报警器，检测合格后投用（演示）",
		Money: "企业自筹 4 万元（演示）", Until: due, Emergency: "整改期间 1 号罐停用，每两小时巡检一次（演示）"})
	if err != nil {
		return err
	}
	for _, to := range []string{hazard.ToRegulator, hazard.ToCongress} {
		if _, err := p.a.Hazard.Notify(ctx, owner, h.ID, 0, hazard.Notice{To: to, Day: p.a.DB.Now().Date(), Text: "已书面报告（演示）"}); err != nil {
			return err
		}
	}
	if _, err := p.a.Hazard.Enlist(ctx, office, h.ID, 0, hazard.ListingDraft{Level: "county", Due: due, Demand: "每周报送一次整改进展。（演示）"}); err != nil {
		return err
	}
	_, err = p.a.Hazard.StopWork(ctx, p.seats["县应急局"].actor, h.ID, 0, hazard.StopDraft{Kind: "partial", Scope: "1号储罐停止使用（演示）", Basis: "《安全生产法》第六十五条"})
	return err
}

// putRight lets the enterprise do its work and report it; the ledger hears of it.
func (p *play) putRight(ctx context.Context, k kept) error {
	h, err := p.a.Hazard.Get(ctx, p.seats[k.by].actor, k.id)
	if err != nil {
		return err
	}
	owner := p.seats[k.at].actor
	if _, err := p.a.Matter.Sign(ctx, owner, h.Matter, 0); err != nil {
		return err
	}
	files, err := p.evidence(ctx, owner, k.at)
	if err != nil {
		return err
	}
	if k.reused {
		files[1] = p.proof
	}
	p.proof = files[1]
	if _, err := p.a.Matter.Feedback(ctx, owner, h.Matter, 0, matter.Report{Text: "已整改，请复查。（演示）", Final: true, Files: files}); err != nil {
		return err
	}
	_, err = p.a.Catch(ctx)
	return err
}

// lookAgain lets the finder check the work on the spot.
func (p *play) lookAgain(ctx context.Context, k kept) error {
	seen, err := p.shot(ctx, p.seats[k.by].actor, k.at)
	if err != nil {
		return err
	}
	_, err = p.a.Hazard.Close(ctx, p.seats[k.by].actor, k.id, 0, hazard.CheckDraft{Pass: true, Text: "现场复查，已整改到位。（演示）", Visit: true, Photos: []hazard.Photo{seen}})
	return err
}

// shot keeps a picture that says what it is: an invented one.
func (p *play) shot(ctx context.Context, who anlan.Actor, unit string) (hazard.Photo, error) {
	var b bytes.Buffer
	if err := png.Encode(&b, blocks(p.dice.IntN(1<<20))); err != nil {
		return hazard.Photo{}, err
	}
	hash, err := p.keep(ctx, who, "演示照片-"+unit+".png", &b)
	return hazard.Photo{Hash: hash, At: p.a.DB.Now()}, err
}
