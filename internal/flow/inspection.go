package flow

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/hazard"
	"anlan/internal/inspection"
	"anlan/internal/inspection/checklist"
	"anlan/internal/notify"
	"anlan/internal/registry"
)

// Finder makes hazards of what inspections found, within the inspection's transaction.
type Finder struct{ Hazards *hazard.Service }

var _ inspection.Finder = Finder{}

// Find implements inspection.Finder.
func (f Finder) Find(ctx context.Context, tx *db.Tx, x inspection.Found) (inspection.Hazard, error) {
	d := hazard.Draft{ID: x.ID, At: x.At, OffsetMs: x.OffsetMs, Site: x.Site.ID, Unit: x.Unit.ID, Place: x.Place, Where: anlan.Clip(x.Site.Name, 100),
		Category: x.Category, Clause: anlan.Clip(clauses(x.Item), 200), Text: x.Text, Photos: photos(x.Photos, x.At), Grade: hazard.Grade(x.Grade), Due: x.Due,
		Source:     string(x.Source),
		Inspection: &hazard.FromInspection{ID: x.Inspection, Item: x.Item.Name}, Exercise: x.Exercise}
	if d.Category == "" {
		d.Category = "other"
	}
	if x.Point != nil {
		d.Point = &hazard.Point{Lon: x.Point.Lon, Lat: x.Point.Lat, Accuracy: x.Point.Accuracy}
	}
	if len(x.Fixed) > 0 {
		d.Fixed = &hazard.FixDraft{Photos: photos(x.Fixed, x.At)}
	}
	h, err := f.Hazards.ReportIn(ctx, tx, d)
	return inspection.Hazard{Ref: h.Ref(), Number: h.Number}, err
}

// clauses says on what an item stands.
func clauses(it checklist.Item) string {
	var list []string
	for _, b := range it.Basis {
		list = append(list, strings.TrimSpace(b.Document+" "+b.Clause))
	}
	return strings.Join(list, "；")
}

// photos are the pictures of an answer; one without a time of its own has that of the finding.
func photos(list []checklist.Picture, at anlan.Instant) (out []hazard.Photo) {
	for _, p := range list {
		x := hazard.Photo{Hash: p.Hash, Original: p.Original, At: p.At, Lon: p.Lon, Lat: p.Lat, Gallery: p.Gallery}
		if x.At == 0 {
			x.At = at
		}
		if p.Accuracy != nil {
			x.Acc = *p.Accuracy
		}
		out = append(out, x)
	}
	return out
}

// WithInspections lets the landing tell of tasks and permits, and the room know of new sites.
func (l *Landing) WithInspections(s *inspection.Service) *Landing {
	l.on("inspection.", l.hearInspection)
	l.on(registry.RefSite, func(ctx context.Context, e anlan.Event) (step, error) { return step{}, s.KnowByID(ctx, e.Ref.ID) })
	return l
}

// hearInspection tells of what happened to plans, tasks and permits.
func (l *Landing) hearInspection(ctx context.Context, e anlan.Event) (step, error) {
	switch e.Ref.Kind {
	case inspection.RefPlan:
		list, err := planNews(e)
		return step{tell: list}, err
	case inspection.RefDuty:
		list, err := l.dutyNews(ctx, e)
		return step{tell: list}, err
	case inspection.RefPermit:
		list, err := l.permitNews(ctx, e)
		return step{about: e.Ref, by: e.Actor, tell: list}, err
	}
	return step{}, nil
}

// planNews tells each unit once how many inspections a round asks of it.
func planNews(e anlan.Event) (list []news, err error) {
	if e.Kind != "inspection.plan_made" && e.Kind != "inspection.plan_turned" {
		return nil, nil
	}
	var p inspection.PlanTold
	if err := json.Unmarshal(e.Body, &p); err != nil {
		return nil, err
	}
	for _, u := range p.Units {
		if u.ID == e.Actor.Unit {
			continue // nobody is told of what he did himself
		}
		list = append(list, news{Notice: notify.Notice{Key: string(e.ID) + "/" + string(u.ID), Unit: u.ID, Kind: e.Kind, Ref: e.Ref,
			Title: "检查任务：" + p.Title, Text: fmt.Sprintf("本轮 %d 个场所，期限 %s。", u.Count, p.Due), Path: "/inspections/tasks"}})
	}
	return list, nil
}

// dutyTitles are the titles of the reminders.
var dutyTitles = map[string]string{"inspection.duty_remind": "检查任务快到期", "inspection.duty_overdue": "检查任务已超期", "inspection.duty_long_overdue": "检查任务长时间超期"}

// dutyNews tells of tasks that near or passed their day: one notice per plan, recipient and day,
// however many sites it is about.
func (l *Landing) dutyNews(ctx context.Context, e anlan.Event) (list []news, err error) {
	var d inspection.Told
	if err := json.Unmarshal(e.Body, &d); err != nil {
		return nil, err
	}
	title, ok := dutyTitles[e.Kind]
	if !ok && len(d.To) > 0 {
		title = "检查任务提醒" // a step of the county's own
	}
	ref := anlan.Ref{Kind: inspection.RefPlan, ID: d.Plan}
	if d.Plan == "" { // asked for by itself, not by a plan
		ref = e.Ref
		if e.Kind == "inspection.duty_given" {
			title, d.To = "检查任务", []string{"post"}
		}
	}
	for _, word := range d.To {
		whom, err := l.dutyWhom(ctx, word, d)
		if err != nil {
			return nil, err
		}
		for _, to := range whom {
			list = append(list, news{Notice: notify.Notice{Key: fmt.Sprintf("%s/%s/%s%s/%s", e.Kind, ref.ID, to.post, to.unit, e.At.Date()), Post: to.post, Unit: to.unit,
				Kind: e.Kind, Ref: ref, Title: title + "：" + d.Title,
				Text: fmt.Sprintf("%s 等，期限 %s。打开列表查看全部。", d.Site, d.Due), Path: "/inspections/tasks"}})
		}
	}
	return list, nil
}

// dutyWhom turns a word of the policy into posts and units.
func (l *Landing) dutyWhom(ctx context.Context, word string, d inspection.Told) ([]recipient, error) {
	switch word {
	case "post":
		if d.Post != "" {
			return []recipient{{post: d.Post}}, nil
		}
		return units(d.Unit), nil
	case "unit_chief":
		chief, err := registry.In(l.d.Reader()).Chief(ctx, d.Unit)
		if errors.Is(err, anlan.ErrRegistryNoPost) {
			return units(d.Unit), nil
		}
		return []recipient{{post: chief.ID}}, err
	case "planner":
		return units(d.Owner), nil
	}
	return l.instead(ctx, word, d.Unit)
}

// permitLines says what is told of a permit, to the unit whose work it is.
var permitLines = map[string]string{"inspection.permit_requested": "申请特殊作业，请审批", "inspection.permit_approved": "作业票已批准", "inspection.permit_refused": "作业票未批准",
	"inspection.permit_suspended": "作业已暂停", "inspection.permit_expired": "作业票已到期，请停止作业并验收", "inspection.permit_stopped": "监管部门责令停止作业"}

func (l *Landing) permitNews(ctx context.Context, e anlan.Event) ([]news, error) {
	title, ok := permitLines[e.Kind]
	if !ok {
		return nil, nil
	}
	var p inspection.PermitTold
	if err := json.Unmarshal(e.Body, &p); err != nil {
		return nil, err
	}
	to := recipient{unit: p.Unit}
	if e.Kind == "inspection.permit_requested" { // its head approves, not the whole unit
		chief, err := registry.In(l.d.Reader()).Chief(ctx, p.Unit)
		if err == nil {
			to = recipient{post: chief.ID}
		} else if !errors.Is(err, anlan.ErrRegistryNoPost) {
			return nil, err
		}
	}
	if to.post != "" && to.post == e.Actor.Post {
		return nil, nil
	}
	return []news{{Notice: notify.Notice{Key: string(e.ID) + "/" + string(to.post) + string(to.unit), Post: to.post, Unit: to.unit, Kind: e.Kind, Ref: e.Ref,
		Title: title + "：" + p.Number, Text: strings.TrimSpace(p.Site + " " + p.Spot + " " + p.Why), Path: "/permits/" + string(e.Ref.ID),
		Urgent: e.Kind == "inspection.permit_expired" || e.Kind == "inspection.permit_stopped" || e.Kind == "inspection.permit_suspended"}}}, nil
}
