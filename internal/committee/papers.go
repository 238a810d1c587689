package committee

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"anlan"
	"anlan/internal/authz"
	"anlan/internal/db"
	"anlan/internal/paper"
	"anlan/internal/registry"
)

// Which says which papers are wanted: those of one dispatch, or of the newest one that holds, or of
// what is ticked and was not sent yet.
type Which struct {
	Dispatch anlan.ID
	Draft    bool
}

// Papers returns what the task table and the notice of a meeting are made of. What went out is frozen;
// a draft has no number yet.
func (s *Service) Papers(ctx context.Context, a anlan.Actor, meeting anlan.ID, which Which) (Dispatch, error) {
	if err := authz.Check(a, actRead); err != nil {
		return Dispatch{}, err
	}
	if which.Dispatch != "" {
		p, err := loadDispatch(ctx, s.d.Reader(), which.Dispatch)
		if err == nil && p.Meeting != meeting {
			err = anlan.ErrNotFound
		}
		return p, err
	}
	if !which.Draft {
		list, err := db.DecodeAll[Dispatch](queries(s.d.Reader()).Dispatches(ctx, meeting))
		if err != nil {
			return Dispatch{}, err
		}
		if i := slices.IndexFunc(list, func(p Dispatch) bool { return p.Recalled == 0 }); i >= 0 {
			return list[i], nil
		}
	}
	return s.draft(ctx, meeting)
}

// Sent returns one dispatch as it went out.
func (s *Service) Sent(ctx context.Context, a anlan.Actor, id anlan.ID) (Dispatch, error) {
	if err := authz.Check(a, actRead); err != nil {
		return Dispatch{}, err
	}
	return loadDispatch(ctx, s.d.Reader(), id)
}

// draft is what a dispatch of everything ticked would be.
func (s *Service) draft(ctx context.Context, meeting anlan.ID) (Dispatch, error) {
	m, err := loadMeeting(ctx, s.d.Reader(), meeting)
	if err != nil {
		return Dispatch{}, err
	}
	office, err := officeOf(ctx, registry.In(s.d.Reader()), m.Unit.ID)
	if err != nil {
		return Dispatch{}, err
	}
	list, err := s.current(ctx, m)
	p := Dispatch{Meeting: m.ID, Title: m.Title, Date: m.Date, Committee: m.Unit.Name, Office: Named{office.ID, office.Name},
		At: s.d.Now(), Exercise: m.Exercise}
	for _, d := range list {
		if d.State != Ticked {
			continue
		}
		p.Tasks = append(p.Tasks, rowOf(d, len(p.Tasks)+1))
		for _, u := range d.Leads() {
			p.Matters = append(p.Matters, Delivery{Decision: d.ID, Unit: u})
		}
	}
	if err == nil && len(p.Tasks) == 0 {
		err = anlan.ErrCommitteeNothingTicked // a paper without a task is none
	}
	return p, err
}

// stamp is the mark that every paper carries: number and day, or that it is only a draft.
func (p Dispatch) stamp() string {
	switch {
	case p.Number == "":
		return "送审稿，未下发　" + paper.ChineseDate(p.At.Date())
	case p.Recalled != 0:
		return p.Number + "　已于" + paper.ChineseDate(p.Recalled.Date()) + "撤回"
	default:
		return p.Number + "　" + paper.ChineseDate(p.At.Date())
	}
}

// headline names a paper after the meeting; that of a drill says so (law 14).
func (p Dispatch) headline(of string) string {
	name := p.Title + of
	if p.Exercise {
		name = "（演练）" + name
	}
	return name
}

// signer is the office by the name it signs with.
func (p Dispatch) signer() string {
	if strings.HasSuffix(p.Office.Name, "办公室") || !strings.HasSuffix(p.Committee, "委员会") {
		return p.Office.Name
	}
	return p.Committee + "办公室"
}

// Notice is the notice (通知) with the task table as its annex, in the layout of GB/T 9704.
func (p Dispatch) Notice() paper.Document {
	title := p.signer() + "\n关于印发《" + p.Title + "任务分解表》的通知"
	if p.Exercise {
		title = "（演练）" + title
	}
	return paper.Document{
		Organ: p.signer() + "文件", Number: p.Number, Title: title, Addressee: p.addressee(), Body: p.notice(),
		Attachments: []string{"任务分解表"}, Signer: p.signer(), Date: p.At.Date(), Note: p.note(),
		Annexes: []paper.Annex{{Title: "任务分解表", Landscape: true, Body: []paper.Block{p.table()}}},
		Issuer:  p.signer(), Issued: p.At.Date(),
	}
}

// note says what a reader must not overlook: that the paper is a draft, was taken back, or is a drill.
func (p Dispatch) note() string {
	switch {
	case p.Number == "" || p.Recalled != 0:
		return p.stamp()
	case p.Exercise:
		return "演练文件，不作为工作依据"
	default:
		return ""
	}
}

// addressee names whom the tasks go to, as the text says them; a long list becomes 各有关单位.
func (p Dispatch) addressee() string {
	var names []string
	for _, t := range p.Tasks {
		for _, said := range strings.Split(t.Lead, "、") {
			if said != "" && !slices.Contains(names, said) {
				names = append(names, said)
			}
		}
	}
	if len(names) == 0 || len(names) > 10 {
		return "各有关单位"
	}
	return strings.Join(names, "，")
}

func (p Dispatch) notice() []paper.Block {
	dated := 0
	for _, t := range p.Tasks {
		if t.Due != "" {
			dated++
		}
	}
	return []paper.Block{
		paper.Paragraph{Text: fmt.Sprintf("%s，%s召开。现将会议议定的工作任务分解印发给你们，请认真抓好落实，并就有关事项通知如下。",
			paper.ChineseDate(p.Date), p.Title)},
		paper.Heading{Level: 1, Text: "一、及时签收。", Then: "各承办单位收到后及时签收。认为不属于本单位职责的，说明理由退回，可以同时建议承办单位。"},
		paper.Heading{Level: 1, Text: "二、按期办结。", Then: terms(len(p.Tasks), dated)},
		paper.Heading{Level: 1, Text: "三、反馈佐证。", Then: "办理中按规定的频率反馈进展，办结时附佐证材料，经复核后销号。"},
	}
}

// terms says how many tasks have a day of their own; where none has, there is no term to count.
func terms(tasks, dated int) string {
	if dated == 0 {
		return fmt.Sprintf("本次分解任务%d项，未另定完成时限，持续推进，按规定反馈进展。", tasks)
	}
	return fmt.Sprintf("本次分解任务%d项，其中明确完成时限的%d项。时限自会议召开之日起算；确需延期的，在到期前申请并说明理由。", tasks, dated)
}

func (p Dispatch) table() paper.Table {
	t := paper.Table{Caption: p.stamp(), Columns: []paper.TableColumn{{Title: "序号", Width: 2, Center: true}, {Title: "工作任务", Width: 14},
		{Title: "牵头单位", Width: 6}, {Title: "配合单位", Width: 6}, {Title: "完成时限", Width: 5, Center: true}, {Title: "办结标准", Width: 7}}}
	for _, row := range p.Tasks {
		t.Rows = append(t.Rows, []string{strconv.Itoa(row.No), row.Text, row.Lead, row.CoUnits, dueWords(row.Due), row.Standard})
	}
	return t
}

func dueWords(d anlan.Date) string {
	if d == "" {
		return "持续推进"
	}
	return paper.ChineseDate(d)
}
