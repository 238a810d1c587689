package flow

import (
	"context"
	"encoding/json"
	"strings"

	"anlan"
	"anlan/internal/db"
	"anlan/internal/hazard"
	"anlan/internal/inspection"
	"anlan/internal/matter"
	"anlan/internal/notify"
	"anlan/internal/risk"
)

// Checks hands out the checks that the measures of risks ask for: an inspection where a checklist and a
// site are named, else a matter.
type Checks struct {
	Matters     *matter.Service
	Inspections *inspection.Service
	Seats       matter.Directory
}

var _ risk.Tasker = Checks{}

// Open implements risk.Tasker.
func (c Checks) Open(ctx context.Context, tx *db.Tx, w risk.Work) (anlan.Ref, error) {
	title := anlan.Clip("管控措施检查："+w.Point.Name, 100)
	if w.Checklist != "" && w.Point.Site != "" && c.Inspections != nil {
		d, err := c.Inspections.GiveIn(ctx, tx, inspection.Given{Site: w.Point.Site, Checklist: w.Checklist, Unit: w.Unit, Owner: w.Issuer, Title: title,
			Due: w.Due, Exercise: w.Point.Exercise})
		return d.Ref(), err
	}
	lead, err := c.Seats.Seat(ctx, w.Unit)
	if err != nil {
		return anlan.Ref{}, err
	}
	issuer, err := c.Seats.Seat(ctx, w.Issuer)
	if err != nil {
		return anlan.Ref{}, err
	}
	list, err := c.Matters.OpenIn(ctx, tx, []matter.Order{{Title: title, Text: w.Point.Number + " " + w.Point.Name + "：" + w.Measure.Text, Topic: "work-safety",
		Origin: anlan.Ref{Kind: risk.RefTask, ID: w.Task}, Lead: lead, Issuer: issuer, Reviewer: issuer, Urgency: matter.Ordinary, Evidence: "ordinary",
		Due: w.Due, Known: tx.Now, Organ: "风险管控", Subject: true, Exercise: w.Point.Exercise}})
	if err != nil {
		return anlan.Ref{}, err
	}
	return anlan.Ref{Kind: "matter.matter", ID: list[0].ID}, nil
}

// Ledgers counts, for the portrait of an enterprise, what the other rooms publish of it.
type Ledgers struct{ DB *db.DB }

var _ risk.Ledgers = Ledgers{}

// ledgerCounts are the figures, each from a published view by an index on the unit. $1 is the unit, $2
// the day or instant from which on it counts, $3 now.
var ledgerCounts = []struct{ key, text string }{
	{"major_open", `SELECT count(*) FROM v_hazard_ledger WHERE unit = $1 AND closed = 0 AND grade = 'major' AND $2 <= $3`},
	{"open_hazards", `SELECT count(*) FROM v_hazard_ledger WHERE unit = $1 AND closed = 0 AND grade <> 'major' AND $2 <= $3`},
	{"stopped", `SELECT count(*) FROM v_hazard_ledger WHERE unit = $1 AND stopped AND $2 <= $3`},
	{"relapses", `SELECT count(*) FROM v_hazard_ledger WHERE unit = $1 AND relapse AND found >= $2 AND found <= $3`},
	{"overdue_duties", `SELECT count(*) FROM v_inspection_duty WHERE unit = $1 AND state = 'open' AND rank < $3 AND $2 <= $3`},
	{"never_inspected", `SELECT CASE WHEN EXISTS (SELECT 1 FROM v_inspection WHERE unit = $1 AND result <> 'void' AND rank >= $2 AND rank <= $3) THEN 0 ELSE 1 END`},
	{"overdue_matters", `SELECT count(*) FROM v_matter WHERE unit = $1 AND overdue AND state NOT IN ('closed', 'recalled', 'merged') AND $2 <= $3`},
}

// Of implements risk.Ledgers.
func (l Ledgers) Of(ctx context.Context, unit anlan.ID, since, now anlan.Instant) (map[string]int, error) {
	counts := map[string]int{}
	for _, c := range ledgerCounts {
		n := 0
		if err := l.DB.Reader().QueryRowContext(ctx, c.text, string(unit), int64(since), int64(now)).Scan(&n); err != nil {
			return nil, db.Classify(err)
		}
		counts[c.key] = n
	}
	n := 0
	err := l.DB.Reader().QueryRowContext(ctx, `SELECT count(*) FROM v_hazard_ledger WHERE unit = $1 AND closed = 0 AND due <> '' AND due < $2`,
		string(unit), string(now.Date())).Scan(&n)
	counts["overdue_hazards"] = n
	return counts, db.Classify(err)
}

// WithRisks lets the risk points hear of hazards and of their checks, and tells their news.
func (l *Landing) WithRisks(r *risk.Service, h *hazard.Service) *Landing {
	x := riskEar{r, h}
	l.on("risk.", l.hearRisk)
	l.on(hazard.RefHazard, x.doubt)
	l.on(inspection.RefDuty, x.inspected)
	l.onMatter(x.checked)
	return l
}

// riskEar hears for the risk points what happens in other rooms.
type riskEar struct {
	risks   *risk.Service
	hazards *hazard.Service
}

// doubt lets risk points know of a hazard that may change what is thought of them.
func (x riskEar) doubt(ctx context.Context, e anlan.Event) (step, error) {
	var t hazard.Told
	if err := json.Unmarshal(e.Body, &t); err != nil {
		return step{}, err
	}
	triggers := triggersOf(e.Kind, t)
	if len(triggers) == 0 {
		return step{}, nil
	}
	h, err := x.hazards.Get(ctx, anlan.Clock, e.Ref.ID)
	if err != nil {
		return step{}, err
	}
	for _, trigger := range triggers {
		news := risk.News{Cause: risk.Cause{Trigger: trigger, Ref: e.Ref, Number: h.Number, Text: anlan.Clip(h.Text, 200), At: e.At},
			Site: h.Site, Unit: h.Lead.Unit, Category: h.Category, Exercise: h.Exercise}
		if err := x.risks.Heard(ctx, news); err != nil {
			return step{}, err
		}
	}
	return step{}, nil
}

// triggersOf says what of policy risk-review an event of a hazard is.
func triggersOf(kind string, t hazard.Told) (list []string) {
	became := t.Now.Grade == hazard.Major && (t.Was == nil || t.Was.Grade != hazard.Major)
	if became {
		list = append(list, "major_hazard")
	}
	if kind == "hazard.reported" && t.Now.Relapse {
		list = append(list, "relapse")
	}
	if kind == "hazard.stopped" {
		list = append(list, "stop_work")
	}
	return list
}

// checked lets a risk know that a check of its measures ended.
func (x riskEar) checked(ctx context.Context, e anlan.Event, told matter.Told) error {
	if told.Origin.Kind != risk.RefTask || told.Was == nil || told.Was.State == told.Now.State {
		return nil
	}
	state := risk.TaskOpen
	switch told.Now.State {
	case matter.Closed:
		state = risk.TaskDone
	case matter.Recalled:
		state = risk.TaskWithdrawn
	}
	return x.risks.WorkEnded(ctx, e.Ref, state)
}

// inspected lets a risk know that the inspection that checks it was made, or taken back.
func (x riskEar) inspected(ctx context.Context, e anlan.Event) (step, error) {
	state, ok := map[string]risk.TaskState{"inspection.duty_done": risk.TaskDone, "inspection.duty_withdrawn": risk.TaskWithdrawn}[e.Kind]
	if !ok {
		return step{}, nil
	}
	return step{}, x.risks.WorkEnded(ctx, e.Ref, state)
}

// The titles of what is told of risks.
const (
	riskProposed = "请决定是否重新评估风险"
	riskLate     = "重新评估建议到期未定"
	riskRaised   = "风险等级已提高"
)

// hearRisk tells who is to decide on a proposal, the office when nobody did, and whoever runs a point
// when it was rated worse.
func (l *Landing) hearRisk(ctx context.Context, e anlan.Event) (step, error) {
	one := step{about: e.Ref, by: e.Actor}
	switch e.Kind {
	case "risk.proposed", "risk.proposal_late", "risk.decided":
		var p risk.Proposal
		if err := json.Unmarshal(e.Body, &p); err != nil {
			return one, err
		}
		list, err := l.proposalNews(ctx, e, p)
		one.tell = list
		return one, err
	case "risk.rated":
		var t risk.Told
		if err := json.Unmarshal(e.Body, &t); err != nil {
			return one, err
		}
		if t.Before != "" && t.Colour.Rank() < t.Before.Rank() && t.Unit.ID != e.Actor.Unit {
			one.tell = []news{riskNews(e, t.Unit.ID, riskRaised, t.Number+" "+t.Name, t.Reason, e.Ref.ID)}
		}
	}
	return one, nil
}

func (l *Landing) proposalNews(ctx context.Context, e anlan.Event, p risk.Proposal) ([]news, error) {
	var causes []string
	for _, c := range p.Causes {
		causes = append(causes, strings.TrimSpace(c.Number+" "+c.Text))
	}
	text := "期限 " + string(p.Due) + "。" + strings.Join(causes, "；")
	switch e.Kind {
	case "risk.proposed":
		return []news{riskNews(e, p.Branch, riskProposed, p.Number+" "+p.Name, text, p.Point)}, nil
	case "risk.proposal_late":
		list := []news{riskNews(e, p.Branch, riskLate, p.Number+" "+p.Name, text, p.Point)}
		office, err := l.instead(ctx, "office", "")
		for _, to := range office {
			if to.unit != p.Branch {
				list = append(list, riskNews(e, to.unit, riskLate, p.Number+" "+p.Name, text, p.Point))
			}
		}
		return list, err
	}
	return nil, nil
}

func riskNews(e anlan.Event, unit anlan.ID, title, name, text string, point anlan.ID) news {
	return news{Notice: notify.Notice{Key: string(e.ID) + "/" + string(unit), Unit: unit, Kind: e.Kind, Ref: e.Ref, Title: title + "：" + name, Text: text,
		Path: "/risks/" + string(point)}}
}
