package demo

import (
	"context"

	"anlan"
	"anlan/internal/document"
)

// documents leaves two documents of the committee's office, of which one township has signed, and a draft.
func (p *play) documents(ctx context.Context) error {
	office := p.seats["县安委办"].chief
	first := document.Content{Kind: "supervision_notice", Code: "清安委办", Organ: "清水县安全生产委员会办公室文件", Urgency: "urgent",
		Title: "关于寒潮期间取暖安全隐患整改的督办通知单（演示）", Signer: "清水县安全生产委员会办公室",
		Text: "近期抽查发现部分村组煤炉取暖未装烟道和报警器，现督办如下：\n一、立即排查。对独居老人、出租房屋逐户上门，三日内完成。\n二、边查边改。缺烟道、缺报警器的当场登记，限期补齐。\n三、反馈结果。办结后在系统中反馈，并附佐证材料。\n特此督办。"}
	sent, err := p.sendDocument(ctx, office, first, "永清镇", "红堡镇")
	if err != nil {
		return err
	}
	receipts, err := p.a.Document.Receipts(ctx, office, sent.Entry)
	if err != nil {
		return err
	}
	for _, r := range receipts {
		if r.Unit == p.seats["红堡镇"].unit {
			if _, err := p.a.Document.Sign(ctx, p.seats["红堡镇"].actor, r.ID); err != nil {
				return err
			}
		}
	}
	second := first
	second.Kind, second.Urgency, second.Title = "letter", "ordinary", "关于做好寒潮天气道路结冰防范的提示函（演示）"
	second.Text = "据县气象局预报，近日气温将下降 8 至 10 摄氏度。\n一、加强巡查。桥面、坡道、背阴路段提前备足融雪物资。\n二、及时提示。通过村村响和微信群提醒群众减少出行。"
	if _, err := p.sendDocument(ctx, office, second, "县交通局"); err != nil {
		return err
	}
	second.Kind, second.Title = "notice", "关于开展岁末年初安全生产检查的通知（演示，草稿）"
	_, err = p.a.Document.Compose(ctx, office, document.Body{Content: second})
	return err
}

func (p *play) sendDocument(ctx context.Context, office anlan.Actor, c document.Content, to ...string) (document.Text, error) {
	b := document.Body{Content: c}
	for _, name := range to {
		b.To = append(b.To, p.seats[name].unit)
	}
	t, err := p.a.Document.Compose(ctx, office, b)
	if err != nil {
		return t, err
	}
	if t, err = p.a.Document.Issue(ctx, office, t.ID, t.Revision); err != nil {
		return t, err
	}
	return p.a.Document.Send(ctx, office, t.ID)
}
