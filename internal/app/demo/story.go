package demo

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"anlan"
	"anlan/internal/matter"
)

// task is one demand of the story: which units owe it, from which day, for how many days.
type task struct {
	day      int
	units    string // short names with 、; 各乡镇 stands for all townships
	title    string
	topic    string
	days     int // to the deadline; 0 means none
	urgency  matter.Urgency
	cadence  string
	standard string
}

// tasks is what the committee's office asked of units between meetings. All of it is invented.
var tasks = []task{
	{5, "县教育局", "组织各学校开展一次应急疏散演练", "school", 15, matter.Ordinary, "none", ""},
	{8, "县市场监管局", "检查电梯、锅炉等特种设备使用单位", "work-safety", 20, matter.Ordinary, "none", ""},
	{10, "各乡镇", "完成冬春森林草原防火村级宣传全覆盖", "forest-fire", 18, matter.Ordinary, "none", ""},
	{12, "演示加油站、演示液化气站", "整改消防通道占用和报警器失效问题", "hazmat", 10, matter.Urgent, "none", ""},
	{15, "县自然资源局", "巡查地质灾害隐患点并更新防灾明白卡", "geology", 25, matter.Ordinary, "weekly", ""},
	{18, "县卫健局", "督促医疗机构开展消防和医用气体安全自查", "fire", 9, matter.Ordinary, "none", ""},
	{20, "县文旅局", "检查景区、温泉场所节前安全措施", "tourism", 14, matter.Ordinary, "none", ""},
	{22, "县农业农村局", "检查农机和沼气池冬季安全", "work-safety", 12, matter.Ordinary, "none", ""},
	{24, "各乡镇", "报送冬季值班安排并抽查在岗情况", "duty", 8, matter.Urgent, "none", ""},
	{26, "县水务局", "检查水库大坝和冰期运行安全", "flood", 20, matter.Ordinary, "none", ""},
	{28, "县工信局", "开展工贸企业检修作业安全检查", "work-safety", 15, matter.Ordinary, "none", ""},
	{29, "县应急局、县气象局", "建立寒潮大风天气会商和叫应机制", "warning", 6, matter.Urgent, "none", ""},
}

var progressWords = []string{
	"已部署到各股室，正在逐项排查。", "已完成方案，现场检查过半。", "检查 12 家，发现问题 5 处，已当场整改 3 处。", "已召开专题会，任务分到人。",
}

var finalWords = []string{
	"任务全部完成，共走访 38 户，台账和照片已归档，请复核。", "检查 26 家，发现问题 9 处，已全部整改，请复核。", "按要求办结，覆盖 4 类场所，材料见附件。",
}

// hand hands a task over from the committee's office to each of its units.
func (p *play) hand(ctx context.Context, t task) error {
	office := p.seats["县安委办"]
	issuer := matter.Seat{Unit: office.unit, Post: office.chief.Post, Branch: office.unit, Place: countyCode}
	var orders []matter.Order
	var names []string
	for _, name := range p.owners(t) {
		s := p.seats[name]
		lead := matter.Seat{Unit: s.unit, Post: s.actor.Post, Branch: p.branch(name), Place: s.place}
		o := matter.Order{Title: t.title, Text: "（演示）" + t.title + "。", Standard: t.standard, Topic: t.topic, Lead: lead, Issuer: issuer,
			Urgency: t.urgency, Cadence: t.cadence, Organ: "清安委办"}
		if t.days > 0 {
			o.Due = anlan.At(p.clock.at).Date().AddDays(t.days)
		}
		orders, names = append(orders, o), append(names, name)
	}
	list, err := p.a.Matter.OpenAll(ctx, office.chief, orders)
	for i, m := range list {
		p.open = append(p.open, p.habit(m, names[i]))
	}
	return err
}

func (p *play) owners(t task) []string {
	if t.units != "各乡镇" {
		return strings.Split(t.units, "、")
	}
	return sortedTowns(p.seats)
}

// branch is the unit itself, or the township an enterprise belongs to.
func (p *play) branch(name string) anlan.ID {
	if strings.HasPrefix(name, "演示") {
		return p.seats["永清镇"].unit
	}
	return p.seats[name].unit
}

// habit decides how a unit will treat a matter: most are in time, some are late, a few forget.
func (p *play) habit(m matter.Matter, unit string) errand {
	start, span := m.Opened.Time(), 10*24*time.Hour
	if m.Deadline != 0 {
		span = m.Deadline.Sub(m.Opened)
	}
	d := errand{id: m.ID, unit: unit, sign: start.Add(time.Duration(1+p.dice.IntN(30)) * time.Hour)}
	d.progress = d.sign.Add(span * time.Duration(20+p.dice.IntN(30)) / 100)
	switch luck := p.dice.IntN(10); {
	case luck < 6:
		d.final = start.Add(span * time.Duration(60+p.dice.IntN(35)) / 100)
	case luck < 8:
		d.final = start.Add(span * time.Duration(105+p.dice.IntN(30)) / 100)
	case luck == 9:
		d.sign = start.Add(60 * 24 * time.Hour) // never looks: the sign-for clock tells others
	}
	return d
}

// evidence keeps what any kind of matter asks for: two pictures and a record, each saying that it is
// invented. It returns their hashes.
func (p *play) evidence(ctx context.Context, actor anlan.Actor, unit string) ([]string, error) {
	var hashes []string
	for range 2 {
		var b bytes.Buffer
		if err := png.Encode(&b, blocks(p.dice.IntN(1<<20))); err != nil {
			return nil, err
		}
		hash, err := p.keep(ctx, actor, "演示照片-"+unit+".png", &b)
		if err != nil {
			return nil, err
		}
		hashes = append(hashes, hash)
	}
	record := fmt.Sprintf("（演示）%s检查记录\n检查 %d 家，发现问题 %d 处，均已整改。本记录为虚构。\n", unit, 10+p.dice.IntN(20), 1+p.dice.IntN(9))
	hash, err := p.keep(ctx, actor, "演示检查记录-"+unit+".txt", strings.NewReader(record))
	return append(hashes, hash), err
}

func (p *play) keep(ctx context.Context, actor anlan.Actor, name string, content io.Reader) (string, error) {
	kept, err := p.a.Blob.Put(ctx, content, name, 1<<20)
	if err != nil {
		return "", err
	}
	f, err := p.a.Matter.Upload(ctx, actor, matter.File{Hash: kept.SHA256, Name: kept.Name, Type: kept.Type, Size: kept.Size})
	return f.Hash, err
}

// blocks draws rectangles in calm colours: nobody can take it for a photograph, and no two are alike, for
// the county looks whether a picture was shown before.
func blocks(seed int) image.Image {
	dice, paper := rand.New(rand.NewPCG(uint64(seed), 2022)), image.Rect(0, 0, 640, 420)
	img := image.NewRGBA(paper)
	draw.Draw(img, paper, image.NewUniform(color.RGBA{0xE6, 0xF4, 0xF3, 0xFF}), image.Point{}, draw.Src)
	for range 60 {
		d := uint8(dice.IntN(160))
		at := image.Pt(dice.IntN(640), dice.IntN(420))
		block := image.Rectangle{at, at.Add(image.Pt(10+dice.IntN(140), 8+dice.IntN(90)))}
		draw.Draw(img, block, image.NewUniform(color.RGBA{0xE0 - d, 0xF0 - d/2, 0xF0 - d/2, 0xFF}), image.Point{}, draw.Src)
	}
	return img
}

// sortedTowns lists the townships in the order of their codes.
func sortedTowns(seats map[string]seat) []string {
	var names []string
	for name, s := range seats {
		if len(s.place) == len("620521100") && !strings.HasPrefix(name, "演示") { // villages have longer codes
			names = append(names, name)
		}
	}
	slices.SortFunc(names, func(a, b string) int { return strings.Compare(seats[a].place, seats[b].place) })
	return names
}
