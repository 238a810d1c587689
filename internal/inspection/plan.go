package inspection

import (
	"slices"
	"strings"
	"unicode/utf8"

	"anlan"
)

// PlanState is how far a plan is.
type PlanState string

// The states of a plan.
const (
	Running   PlanState = "running"
	Ended     PlanState = "ended"
	Cancelled PlanState = "cancelled"
)

// Every is how often a plan comes round.
type Every string

// The rounds of a plan.
const (
	Once      Every = "once"
	Monthly   Every = "month"
	Quarterly Every = "quarter"
	HalfYear  Every = "half"
	Yearly    Every = "year"
)

var roundMonths = map[Every]int{Monthly: 1, Quarterly: 3, HalfYear: 6, Yearly: 12}

// Assign says who owes the inspections of a plan.
type Assign string

// The ways to assign.
const (
	ToTownship Assign = "township" // the township or department that each site's unit belongs to
	ToOwner    Assign = "owner"    // the unit that runs the site: its own check
	ToUnit     Assign = "unit"     // one unit for all
)

// PlanDraft is what a person writes of a plan of inspection.
type PlanDraft struct {
	ID        anlan.ID   `json:"id,omitempty" maxLength:"36"`
	Title     string     `json:"title" maxLength:"100"`
	Basis     string     `json:"basis,omitempty" maxLength:"300" doc:"law, notice or risk behind it"`
	Checklist anlan.ID   `json:"checklist" maxLength:"36"`
	Kinds     []string   `json:"kinds,omitempty" maxItems:"30" doc:"kinds of sites"`
	Areas     []string   `json:"areas,omitempty" maxItems:"50" doc:"place codes of townships; empty: everywhere"`
	Sites     []anlan.ID `json:"sites,omitempty" maxItems:"500" doc:"these sites besides"`
	Grades    []string   `json:"grades,omitempty" maxItems:"4" doc:"only sites of these risk grades"`
	Assign    Assign     `json:"assign" enum:"township,owner,unit"`
	Unit      anlan.ID   `json:"unit,omitempty" maxLength:"36" doc:"who owes all of them, where assign is unit; empty: the own unit"`
	Every     Every      `json:"every" enum:"once,month,quarter,half,year"`
	From      anlan.Date `json:"from" maxLength:"10"`
	To        anlan.Date `json:"to" maxLength:"10"`
	Exercise  bool       `json:"exercise,omitempty"`
}

// Plan is a plan of inspection, by risk and law: which sites, by which checklist, by whom, how often.
type Plan struct {
	PlanDraft
	Number   string        `json:"number"` // 检计〔2022〕1号
	Owner    Named         `json:"owner"`
	Place    string        `json:"place"` // of the owner
	By       anlan.ID      `json:"by"`
	State    PlanState     `json:"state" enum:"running,ended,cancelled"`
	Round    int           `json:"round"` // begun
	Begun    anlan.Date    `json:"begun"` // of the round
	Due      anlan.Date    `json:"due"`   // of the round
	Rule     string        `json:"rule"`  // the version of the reminders it was born with
	Created  anlan.Instant `json:"created"`
	Reason   string        `json:"reason,omitempty"`
	Revision int64         `json:"revision"`
}

// Ref names the plan.
func (p Plan) Ref() anlan.Ref { return anlan.Ref{Kind: RefPlan, ID: p.ID} }

const planDays = 800 // of the longest plan

func (d PlanDraft) check() error {
	var p anlan.Problems
	for _, f := range []struct {
		name, text string
		most       int
		must       bool
	}{{"title", d.Title, 100, true}, {"basis", d.Basis, 300, false}, {"checklist", string(d.Checklist), 36, true}} {
		if f.must && strings.TrimSpace(f.text) == "" {
			p = append(p, anlan.ErrFieldRequired.With("name", f.name).At(f.name))
		}
		if utf8.RuneCountInString(f.text) > f.most {
			p = append(p, anlan.ErrFieldTooLong.With("name", f.name).With("max", f.most).At(f.name))
		}
	}
	for _, day := range []anlan.Date{d.From, d.To} {
		if _, err := anlan.ParseDate(string(day)); err != nil {
			return append(p, anlan.ErrDateMalformed.With("value", string(day)).At("from"))
		}
	}
	if d.From > d.To || d.From.AddDays(planDays) < d.To {
		p = append(p, anlan.ErrInspectionPlanDays.With("days", planDays).At("to"))
	}
	if !slices.Contains([]Assign{ToTownship, ToOwner, ToUnit}, d.Assign) {
		p = append(p, anlan.ErrFieldInvalid.With("name", "assign").With("value", string(d.Assign)).At("assign"))
	}
	if _, known := roundMonths[d.Every]; !known && d.Every != Once {
		p = append(p, anlan.ErrFieldInvalid.With("name", "every").With("value", string(d.Every)).At("every"))
	}
	for _, g := range d.Grades {
		if !slices.Contains([]string{"red", "orange", "yellow", "blue"}, g) {
			p = append(p, anlan.ErrFieldInvalid.With("name", "grades").With("value", g).At("grades"))
		}
	}
	if len(d.Kinds)+len(d.Sites) == 0 {
		p = append(p, anlan.ErrFieldRequired.With("name", "kinds").At("kinds"))
	}
	return p.Err()
}

// round returns the first and last day of the nth round, counted from 0; ok is false after the last.
func (d PlanDraft) round(n int) (first, last anlan.Date, ok bool) {
	months, again := roundMonths[d.Every]
	if !again {
		return d.From, d.To, n == 0
	}
	first, next := addMonths(d.From, n*months), addMonths(d.From, (n+1)*months)
	return first, min(next.AddDays(-1), d.To), first <= d.To
}

// addMonths moves a day by whole months; the 31st becomes the last day of a shorter month.
func addMonths(day anlan.Date, n int) anlan.Date {
	t := day.Start().Time()
	first := t.AddDate(0, 0, 1-t.Day()).AddDate(0, n, 0)
	last := first.AddDate(0, 1, -1).Day()
	return anlan.At(first.AddDate(0, 0, min(t.Day(), last)-1)).Date()
}

// DutyState is how far a task is.
type DutyState string

// The states of a task.
const (
	Open      DutyState = "open"
	Done      DutyState = "done"
	Withdrawn DutyState = "cancelled"
)

// Duty (检查任务) is one inspection that somebody owes: a site, a checklist, a last day.
type Duty struct {
	ID         anlan.ID      `json:"id"`
	Plan       anlan.ID      `json:"plan"`
	PlanTitle  string        `json:"planTitle"`
	PlanOwner  anlan.ID      `json:"planOwner"`
	Round      int           `json:"round"`
	Site       anlan.ID      `json:"site"`
	SiteName   string        `json:"siteName"`
	SiteKind   string        `json:"siteKind"`
	SiteUnit   anlan.ID      `json:"siteUnit"`
	Place      string        `json:"place"` // of the site
	Address    string        `json:"address,omitempty"`
	Checklist  anlan.ID      `json:"checklist"`
	Unit       Named         `json:"unit"`           // who owes it
	Post       anlan.ID      `json:"post,omitempty"` // where it lies (law 5)
	Branch     anlan.ID      `json:"branch"`         // of the unit
	From       anlan.Date    `json:"from"`
	Due        anlan.Date    `json:"due"`
	State      DutyState     `json:"state" enum:"open,done,cancelled"`
	Overdue    bool          `json:"overdue,omitempty"`
	Told       int           `json:"told,omitempty"` // steps of the reminders that have fired
	Rule       string        `json:"rule"`
	Inspection anlan.ID      `json:"inspection,omitempty"`
	Reason     string        `json:"reason,omitempty"`
	Ended      anlan.Instant `json:"ended,omitempty"`
	Exercise   bool          `json:"exercise,omitempty"`
	Revision   int64         `json:"revision"`
}

// Ref names the task.
func (d Duty) Ref() anlan.Ref { return anlan.Ref{Kind: RefDuty, ID: d.ID} }

// Rank is the order of lists: open ones by their deadline, ended ones by when they ended.
func (d Duty) Rank() anlan.Instant {
	if d.State == Open {
		return d.Due.End()
	}
	return d.Ended
}
