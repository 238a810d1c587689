package flow

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"anlan"
	"anlan/internal/committee"
	"anlan/internal/db"
	"anlan/internal/event"
	"anlan/internal/matter"
	"anlan/internal/notify"
	"anlan/internal/registry"
)

// ReaderName is the name under which the landing remembers how far it has heard.
const ReaderName = "flow"

// Landing carries news from room to room.
type Landing struct {
	d         *db.DB
	matters   *matter.Service
	committee *committee.Service
	links     Linker

	hearings  []hearing
	movements []moved
}

// Linker makes one-time links for low-risk verbs.
type Linker interface {
	MakeLink(ctx context.Context, tx *db.Tx, post anlan.ID, about anlan.Ref, verb string) (token string, err error)
}

// New makes the landing, on which matters and the committee meet. What other rooms wait for, they say by
// their own With….
func New(d *db.DB, m *matter.Service, c *committee.Service) *Landing {
	l := &Landing{d: d, matters: m, committee: c}
	l.onMatter(l.settle)
	l.on("matter.", l.hearMatter)
	l.on("committee.", hearRelay)
	return l
}

// WithLinks lets notices about what waits for a signature carry a link that signs.
func (l *Landing) WithLinks(links Linker) *Landing {
	l.links = links
	return l
}

// news is a notice, and whether its post may sign by a link.
type news struct {
	notify.Notice
	sign bool
}

// step is what one event leads to: whose notices it answers, and who is told of it.
type step struct {
	about anlan.Ref // the record whose notices the actor has answered by what was done
	by    anlan.Actor
	tell  []news
}

// Handle hears a batch of events: the reader that event.Follow drives.
func (l *Landing) Handle(ctx context.Context, batch []anlan.Event) error {
	var steps []step
	for _, e := range batch {
		one, err := l.hear(ctx, e)
		if err != nil {
			return err
		}
		steps = append(steps, one)
	}
	return l.d.Write(ctx, anlan.Clock, func(tx *db.Tx) error {
		for _, one := range steps {
			if err := l.carry(ctx, tx, one); err != nil {
				return err
			}
		}
		return event.Advance(ctx, tx, ReaderName, batch[len(batch)-1].Pos)
	})
}

// hearMatter tells of a matter and of the papers of its ladder, once every room that waits for it has heard.
func (l *Landing) hearMatter(ctx context.Context, e anlan.Event) (step, error) {
	if e.Ref.Kind != "matter.matter" {
		return hearPaper(e)
	}
	one := step{about: e.Ref, by: e.Actor}
	told, err := matter.ToldBy(e)
	if err != nil {
		return one, err
	}
	for _, do := range l.movements {
		if err := do(ctx, e, told); err != nil {
			return one, err
		}
	}
	if e.Kind == "matter.urged" || e.Kind == "matter.merged" || e.Kind == "matter.handed_over" {
		one.about = anlan.Ref{} // whoever presses on has not answered yet
	}
	one.tell, err = l.notices(ctx, e, told)
	return one, err
}

// hearPaper lets the signature for a paper of the ladder answer what was told of its matter.
func hearPaper(e anlan.Event) (step, error) {
	if e.Kind != "matter.paper_signed" {
		return step{}, nil
	}
	var paper matter.Rung
	err := json.Unmarshal(e.Body, &paper)
	return step{about: anlan.Ref{Kind: "matter.matter", ID: paper.Matter}, by: e.Actor}, err
}

// carry notes that the actor has answered what it was told before, and tells the others.
func (l *Landing) carry(ctx context.Context, tx *db.Tx, one step) error {
	if !one.about.IsZero() && one.by.Post != "" {
		if err := answer(ctx, tx, one); err != nil {
			return err
		}
	}
	notices, err := l.linked(ctx, tx, one.tell)
	if err != nil {
		return err
	}
	return notify.Send(ctx, tx, notices...)
}

// answer ends what was still open for the actor's unit. Mostly nothing is: a report a day about a matter
// that was signed for long ago.
func answer(ctx context.Context, tx *db.Tx, one step) error {
	open, err := notify.Open(ctx, tx, one.about)
	if err != nil || len(open) == 0 {
		return err
	}
	topics, err := unitTopics(ctx, tx, one.by)
	if err != nil {
		return err
	}
	theirs := slices.DeleteFunc(topics, func(topic string) bool { return !slices.Contains(open, topic) })
	return notify.Done(ctx, tx, one.about, theirs...)
}

// unitTopics are the lists of the actor and of everybody in its unit: who acts, acts for the unit (law 5),
// and its chief need not be told any more that nobody has signed.
func unitTopics(ctx context.Context, tx *db.Tx, by anlan.Actor) ([]string, error) {
	topics := []string{notify.PostTopic(by.Post), notify.UnitTopic(by.Unit)}
	posts, err := registry.In(tx).Posts(ctx, by.Unit)
	for _, p := range posts {
		if p.ID != by.Post {
			topics = append(topics, notify.PostTopic(p.ID))
		}
	}
	return topics, err
}

// linked gives a link to each notice that its post can answer by signing.
func (l *Landing) linked(ctx context.Context, tx *db.Tx, told []news) ([]notify.Notice, error) {
	list := make([]notify.Notice, 0, len(told))
	for _, n := range told {
		if n.sign && l.links != nil {
			token, err := l.links.MakeLink(ctx, tx, n.Post, n.Ref, "matter.sign")
			if err != nil {
				return nil, err
			}
			n.Link = "/l/" + token
		}
		list = append(list, n.Notice)
	}
	return list, nil
}

// settle lets every demand that a matter answers know when the matter ends or comes back: one answer
// flows back to all its parents.
func (l *Landing) settle(ctx context.Context, e anlan.Event, told matter.Told) error {
	if told.Was == nil || (told.Was.State == told.Now.State) {
		return nil
	}
	ended := told.Now.State == matter.Closed || told.Now.State == matter.Recalled
	if !ended && told.Was.State != matter.Closed {
		return nil
	}
	m, err := l.matters.Get(ctx, anlan.Clock, e.Ref.ID)
	if err != nil {
		return err
	}
	parents, err := l.matters.Parents(ctx, m)
	if err != nil {
		return err
	}
	for _, p := range parents {
		if err := l.committee.MatterClosed(ctx, p, m); err != nil {
			return err
		}
	}
	return nil
}

// notices works out who must be told of an event.
func (l *Landing) notices(ctx context.Context, e anlan.Event, told matter.Told) ([]news, error) {
	words, ok := wording(e.Kind, told)
	if !ok {
		return nil, nil
	}
	var list []news
	seen := map[recipient]bool{}
	for _, w := range words {
		whom, err := l.recipients(ctx, w.to, told, e.At)
		if err != nil {
			return nil, err
		}
		for _, to := range whom {
			if seen[to] || to == (recipient{}) || to.post != "" && to.post == e.Actor.Post {
				continue // nobody is told of what he did himself
			}
			seen[to] = true
			sign := w.to == "lead_post" && to.post != "" && told.Now.State == matter.Issued
			list = append(list, news{sign: sign, Notice: notify.Notice{Key: string(e.ID) + "/" + string(to.post) + string(to.unit), Post: to.post, Unit: to.unit,
				Kind: e.Kind, Ref: e.Ref, Title: w.title + "：" + told.Title, Text: w.text, Path: "/matters/" + string(e.Ref.ID),
				Urgent: told.Urgency != matter.Ordinary}})
		}
	}
	return list, nil
}

// line is one thing to tell to one kind of recipient.
type line struct{ to, title, text string }

// wording says what is told to whom. Notices are in Chinese: they go into the county's own channels.
func wording(kind string, t matter.Told) ([]line, bool) {
	say, ok := wordings[kind]
	if !ok {
		return nil, false
	}
	due := ""
	if t.Due != "" {
		due = "期限 " + string(t.Due) + "。"
	}
	lines := say(t, due)
	return lines, len(lines) > 0
}

// wordings are what each kind of event tells.
var wordings = map[string]func(t matter.Told, due string) []line{
	"matter.opened": func(t matter.Told, due string) []line {
		return []line{{"lead_post", "请签收", due + t.Text}, {"co", "请配合", due + t.Text}}
	},
	"matter.transferred": func(t matter.Told, due string) []line {
		return []line{{"lead_post", "转办，请签收", due + t.Reason}}
	},
	"matter.review_failed": func(t matter.Told, _ string) []line {
		return []line{{"lead_post", "复核未通过，请继续办理", t.Reason}}
	},
	"matter.closed": func(matter.Told, string) []line { return []line{{"lead_post", "已销号", ""}} },
	"matter.extension_asked": func(t matter.Told, _ string) []line {
		return []line{{"issuer", "申请延期，请审批", "拟延至 " + string(t.Until) + "。" + t.Reason}}
	},
	"matter.extended": func(t matter.Told, _ string) []line {
		title := "同意延期"
		if t.Until < t.From {
			title = "期限提前" // the plan of a major hazard names an earlier day than the rule
		}
		return []line{{"lead_post", title, "新期限 " + string(t.Until) + "。"}}
	},
	"matter.extension_refused": func(t matter.Told, _ string) []line { return []line{{"lead_post", "未同意延期", t.Reason}} },
	"matter.recalled": func(t matter.Told, _ string) []line {
		return []line{{"lead_post", "已撤回，不需办理", t.Reason}}
	},
	"matter.reopened": func(t matter.Told, due string) []line { return []line{{"lead_post", "重新办理", due + t.Reason}} },
	"matter.fed_back": func(t matter.Told, _ string) []line {
		if !t.Final {
			return nil
		}
		return []line{{"reviewer", "报办结，请复核", t.Text}}
	},
	"matter.returned": func(t matter.Told, due string) []line {
		if t.Now.State == matter.Issued {
			return []line{{"lead_post", "由其他单位退回转来，请签收", due + t.Reason}, {"issuer", "已退回并转往建议单位", t.Reason}}
		}
		return []line{{"issuer", "退回，请裁定承办单位", t.Reason}}
	},
	"matter.urged": func(t matter.Told, due string) (lines []line) {
		for _, to := range t.To {
			lines = append(lines, line{to, urgings[t.Rung], strings.TrimSpace(due + t.Text)})
		}
		return lines
	},
}

// urgings are the titles of the steps of the three clocks.
var urgings = map[string]string{"remind": "提醒：快到期", "urge": "催办", "supervise": "督办", "bulletin": "通报", "interview": "约谈",
	"deputy": "仍未签收，请代为处理", "unit_chief": "仍未签收，请督促", "office": "长时间未签收", "silent": "签收后久无反馈，请报进展",
	"unsigned": "多日无人签收", "unreviewed": "报办结已久，请复核", "unruled": "退回已久，请裁定"}
