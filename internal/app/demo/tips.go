package demo

import (
	"bytes"
	"context"
	"fmt"
	"image/jpeg"

	"anlan/internal/tip"
)

// heard is an invented report of the story, and how far the desk has come with it.
type heard struct {
	day            int
	at, where      string
	category, text string
	worker, named  bool
	photo          bool
	then           string // "", accept, ask, confirm, dismiss
	found, answer  string
}

// reports are what the public and workers of the demo reported. Two still wait for whoever tries it.
var reports = []heard{
	{day: 10, at: "演示度假村", where: "二楼客房走廊", category: "exit", text: "走廊尽头的安全出口用链子锁着，值班的说怕客人走错（演示）", photo: true, then: "confirm",
		found: "二层客房走廊东侧安全出口锁闭（演示）", answer: "现场核查属实，已责令当场开锁并限期装推闩门。（演示）"},
	{day: 16, at: "演示客运公司", where: "停车场", category: "road", text: "有车带病出车，轮胎都磨平了（演示）", worker: true, named: true, then: "dismiss",
		answer: "已逐车检查 12 辆，轮胎花纹均在限内，检测报告可查。如有具体车号请补充。（演示）"},
	{day: 27, at: "演示工地", where: "3号楼", category: "construction", text: "卸料平台没有护栏，工人不系安全带（演示）", worker: true, named: true, photo: true, then: "ask",
		answer: "请问是 3 号楼的哪一层？（演示）"},
	{day: 28, at: "演示商场", where: "地下车库", category: "electric", text: "电动自行车推到地下室拉线充电，充电口旁堆着纸箱（演示）", photo: true},
	{day: 29, at: "村口一家没有招牌的小厂", where: "红堡镇路边院子", category: "unlicensed", text: "晚上偷偷灌装液化气，味道很大（演示）"},
}

// hearReports lets people report what the story says for the day, and the office answer.
func (p *play) hearReports(ctx context.Context, day int) error {
	for _, h := range reports {
		if h.day != day {
			continue
		}
		if err := p.hear(ctx, h); err != nil {
			return fmt.Errorf("report about %s: %w", h.at, err)
		}
	}
	return nil
}

func (p *play) hear(ctx context.Context, h heard) error {
	f := tip.Form{Ticket: tip.NewTicket(), Category: h.category, Text: h.text, Named: h.at, Where: h.where, Place: countyCode + "100", Worker: h.worker}
	if h.named {
		f.Person = tip.Person{Name: "（演示）举报人", Phone: "13900000000"}
	}
	if h.photo {
		photo, err := p.seen(ctx)
		if err != nil {
			return err
		}
		f.Photos = []tip.Photo{photo}
	}
	slip, err := p.a.Tips.Submit(ctx, f)
	if err != nil || h.then == "" {
		return err
	}
	return p.answer(ctx, h, slip)
}

// answer lets the office do what it does with the report in the story.
func (p *play) answer(ctx context.Context, h heard, slip tip.Slip) error {
	office := p.seats["县安委办"].chief
	inbox, err := p.a.Tips.List(ctx, office, tip.Filter{Limit: 200})
	if err != nil {
		return err
	}
	for _, t := range inbox.Items {
		if t.Number != slip.Number {
			continue
		}
		if _, err := p.a.Tips.Accept(ctx, office, t.ID); err != nil {
			return err
		}
		switch h.then {
		case "ask":
			_, err = p.a.Tips.Say(ctx, office, t.ID, h.answer)
		case "dismiss":
			_, err = p.a.Tips.Dismiss(ctx, office, t.ID, tip.Dismissal{Answer: h.answer, Note: "到场核查（演示）"})
		case "confirm":
			_, err = p.a.Tips.Confirm(ctx, office, t.ID, tip.Confirmation{Answer: h.answer, Found: &tip.Found{Unit: p.seats[h.at].unit, Where: h.where, Category: h.category, Text: h.found}})
		}
		return err
	}
	return fmt.Errorf("%s is not in the inbox", slip.Number)
}

// seen is an invented picture, taken as the form takes one.
func (p *play) seen(ctx context.Context) (tip.Photo, error) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, blocks(p.dice.IntN(1<<20)), nil); err != nil {
		return tip.Photo{}, err
	}
	return p.a.Tips.TakePhoto(ctx, &b, "photo.jpg")
}
