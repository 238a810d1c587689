package flow

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"anlan"
	"anlan/internal/committee"
	"anlan/internal/db"
	"anlan/internal/inspection"
	"anlan/internal/matrix"
	"anlan/internal/notify"
	"anlan/internal/registry"
)

// Tables brings findings of the matrix before a meeting, as decisions that somebody still has to tick.
type Tables struct{ Committee *committee.Service }

var _ matrix.Tabler = Tables{}

// Table implements matrix.Tabler.
func (t Tables) Table(ctx context.Context, tx *db.Tx, meeting anlan.ID, q matrix.Question) (anlan.Ref, error) {
	add := committee.Addition{Kind: committee.Task, Text: q.Text, Due: q.Due}
	if len(q.Units) > 0 {
		add.Owners = []committee.OwnerDraft{{Units: q.Units}}
	}
	d, err := t.Committee.AddIn(ctx, tx, meeting, add)
	return d.Ref(), err
}

// WithMatrix lets the matrix hear what the committee decided, and tells its news.
func (l *Landing) WithMatrix(m *matrix.Service) *Landing {
	l.on(committee.RefDecision, func(ctx context.Context, e anlan.Event) (step, error) { return step{}, l.rule(ctx, m, e) })
	l.on(matrix.RefFinding, func(ctx context.Context, e anlan.Event) (step, error) { return l.hearMatrix(ctx, m, e) })
	return l
}

// rule lets the matrix know what became of a question that it brought before the committee.
func (l *Landing) rule(ctx context.Context, m *matrix.Service, e anlan.Event) error {
	switch e.Kind {
	case "committee.decision_dropped":
		return m.Dropped(ctx, e.Ref.ID)
	case "committee.decision_recalled":
		return m.Recalled(ctx, e.Ref.ID)
	case "committee.decision_sent":
		d, meeting, err := l.committee.Source(ctx, anlan.Clock, e.Ref.ID)
		if err != nil {
			return err
		}
		r := matrix.Ruling{Decision: d.ID, Text: d.Text, Basis: fmt.Sprintf("%s第%d项", meeting.Number, d.No), Day: e.At.Date()}
		for _, u := range d.Leads() {
			r.Units = append(r.Units, u.ID)
		}
		return m.Decided(ctx, r)
	}
	return nil
}

// The titles of what is told of the matrix.
const (
	dutyAsked   = "职责征求意见，请答复"
	dutyLate    = "职责征求意见逾期未答复"
	dutyTable   = "职责分歧到期未提请安委会"
	dutyDecided = "职责已由安委会明确"
)

// hearMatrix tells the units that are asked, and the office when answers or its own step are late.
func (l *Landing) hearMatrix(ctx context.Context, m *matrix.Service, e anlan.Event) (step, error) {
	one := step{about: e.Ref, by: e.Actor}
	var f matrix.Finding
	if err := json.Unmarshal(e.Body, &f); err != nil {
		return one, err
	}
	words, err := m.Sentence(ctx, l.d.Reader(), f, anlan.ZH)
	if err != nil {
		return one, err
	}
	tell := func(unit anlan.ID, title, text string) {
		if unit != e.Actor.Unit {
			one.tell = append(one.tell, news{Notice: notify.Notice{Key: string(e.ID) + "/" + string(unit), Unit: unit, Kind: e.Kind, Ref: e.Ref,
				Title: title + "：" + words, Text: text, Path: "/matrix/findings/" + string(f.ID)}})
		}
	}
	switch e.Kind {
	case "matrix.asked":
		for _, x := range f.Talk.Asked {
			tell(x.Unit, dutyAsked, "期限 "+string(f.Talk.Due)+"。"+f.Talk.Text)
		}
	case "matrix.answer_late":
		for _, x := range f.Talk.Asked {
			if x.Agrees == nil {
				tell(x.Unit, dutyLate, "期限 "+string(f.Talk.Due)+"。")
			}
		}
		err = l.tellOffice(ctx, dutyLate, tell)
	case "matrix.table_late":
		err = l.tellOffice(ctx, dutyTable, tell)
	case "matrix.decided":
		if f.Talk != nil {
			for _, x := range f.Talk.Asked {
				tell(x.Unit, dutyDecided, f.Outcome.Text)
			}
		}
	}
	return one, err
}

func (l *Landing) tellOffice(ctx context.Context, title string, tell func(unit anlan.ID, title, text string)) error {
	office, err := l.instead(ctx, "office", "")
	for _, to := range office {
		tell(to.unit, title, "")
	}
	return err
}

// Deeds finds in the records what a leader did: inspections that the post led, meetings that it chaired.
type Deeds struct {
	DB          *db.DB
	Inspections *inspection.Service
	Committee   *committee.Service
}

var _ matrix.Records = Deeds{}

// deedsMost bounds what one line of a list of duties shows.
const deedsMost = 200

// Facts implements matrix.Records.
func (x Deeds) Facts(ctx context.Context, t matrix.Task, from, to anlan.Instant) ([]matrix.Fact, error) {
	post, err := registry.In(x.DB.Reader()).Post(ctx, t.Post)
	if err != nil {
		return nil, err
	}
	if t.Kind == "chair" {
		return x.chaired(ctx, post, from.Date(), to.Date())
	}
	led, err := x.Inspections.LedBy(ctx, post.ID, from, to)
	if err != nil {
		return nil, err
	}
	list := []matrix.Fact{}
	for _, i := range led {
		if t.Kind == "contact" && !slices.Contains(t.Sites, i.Site) {
			continue
		}
		name := i.SiteName
		if name == "" {
			name = i.Unit.Name
		}
		list = append(list, matrix.Fact{Ref: i.Ref(), Title: i.Number + " " + name, Path: "/inspections/" + string(i.ID), At: i.Rank()})
	}
	return list, nil
}

// chaired are the meetings whose attendance says that the post was in the chair.
func (x Deeds) chaired(ctx context.Context, post registry.Post, from, to anlan.Date) ([]matrix.Fact, error) {
	list, cursor := []matrix.Fact{}, ""
	for {
		page, err := x.Committee.List(ctx, anlan.Clock, "", cursor, deedsMost)
		if err != nil {
			return nil, err
		}
		for _, m := range page.Items {
			if m.Date < from {
				return list, nil
			}
			if m.Date <= to && m.State != committee.Planned && !m.Exercise && inChair(m, post) {
				list = append(list, matrix.Fact{Ref: m.Ref(), Title: m.Title, Path: "/meetings/" + string(m.ID), At: m.Date.Start()})
			}
		}
		if cursor = page.Next; cursor == "" {
			return list, nil
		}
	}
}

func inChair(m committee.Meeting, post registry.Post) bool {
	for _, a := range m.Attendance {
		if a.Role == "chair" && a.Unit == post.Unit && a.Post == post.Title && a.Substitute == "" {
			return true
		}
	}
	return false
}
