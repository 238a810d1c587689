package api

import (
	"context"
	"io"
	"iter"
	"net/http"
	"strconv"
	"strings"

	"anlan"
	"anlan/internal/inspection"
	"anlan/internal/inspection/checklist"
	"anlan/internal/paper"
)

// inspectionDoor serves checklists, plans, inspections and permits.
type inspectionDoor struct {
	*Server
	Inspection *inspection.Service
}

// InspectionDoors are the routes of inspections, what was never inspected, checklists, plans and permits.
func InspectionDoors(i *inspection.Service) func(*Server) {
	return func(s *Server) {
		d := &inspectionDoor{Server: s, Inspection: i}
		d.routes()
		s.shows(i.File)
	}
}

func (s *inspectionDoor) routes() {
	add(s, http.MethodGet, "/api/v1/inspections", "inspection.read", "The ledger of inspections, the newest first", s.listInspections)
	add(s, http.MethodPost, "/api/v1/inspections", "inspection.write", "Record a whole inspection; its findings become hazards. The same one sent again is the same one", s.recordInspection, status(http.StatusCreated))
	add(s, http.MethodGet, "/api/v1/inspections/uncovered", "inspection.read", "Sites by how long nobody inspected them, first those that never were", s.uncovered)
	add(s, http.MethodGet, "/api/v1/inspections/{id}", "inspection.read", "One inspection with its answers and the form of its version", s.getInspection)
	add(s, http.MethodPost, "/api/v1/inspections/{id}/void", "inspection.void", "Mark an inspection that was recorded by mistake; it stays readable", s.voidInspection)
	s.sends("/api/v1/inspections.xlsx", "inspection.read", "The ledger of inspections as a table, with the filters of the list; 2,000 rows at most", typeXLSX, s.inspectionsXLSX)
	s.registerChecklists()
	s.registerPlans()
	s.registerPermits()
}

type inspectionQuery struct {
	Unit      anlan.ID   `query:"unit" maxLength:"36"`
	Site      anlan.ID   `query:"site" maxLength:"36"`
	Branch    anlan.ID   `query:"branch" maxLength:"36" doc:"Department or township of the inspected unit"`
	Area      string     `query:"area" maxLength:"9" doc:"Place code of a township"`
	Inspector anlan.ID   `query:"inspector" maxLength:"36" doc:"The unit that inspected"`
	Checklist anlan.ID   `query:"checklist" maxLength:"36"`
	Plan      anlan.ID   `query:"plan" maxLength:"36"`
	Source    string     `query:"source" enum:"self,village,township,department,joint" required:"false"`
	Result    string     `query:"result" enum:"clean,found,void" required:"false"`
	From      anlan.Date `query:"from" maxLength:"10"`
	To        anlan.Date `query:"to" maxLength:"10"`
	Words     string     `query:"q" maxLength:"50"`
	Cursor    string     `query:"cursor" maxLength:"120"`
	Limit     int        `query:"limit" minimum:"0" maximum:"200"`
}

func (q inspectionQuery) filter() (inspection.Filter, error) {
	for _, day := range []anlan.Date{q.From, q.To} {
		if _, err := anlan.ParseDate(string(day)); day != "" && err != nil {
			return inspection.Filter{}, err
		}
	}
	return inspection.Filter{Unit: q.Unit, Site: q.Site, Branch: q.Branch, Area: q.Area, Inspector: q.Inspector, Checklist: q.Checklist, Plan: q.Plan,
		Source: inspection.Source(q.Source), Result: inspection.Result(q.Result), From: q.From, To: q.To, Words: q.Words, Cursor: q.Cursor, Limit: q.Limit}, nil
}

// InspectionPage is one page of the ledger; the answers are left out.
type InspectionPage struct {
	Items []inspection.Inspection `json:"items" nullable:"false"`
	Next  string                  `json:"next" doc:"Cursor of the next page; empty at the end"`
	More  bool                    `json:"more" doc:"The bounded search ended before the list did"`
}

func (s *inspectionDoor) listInspections(ctx context.Context, q *inspectionQuery) (*answer[InspectionPage], error) {
	f, err := q.filter()
	if err != nil {
		return nil, err
	}
	p, err := s.Inspection.List(ctx, Actor(ctx), f)
	return ok(InspectionPage{p.Items, p.Next, p.More}, err)
}

type inspectionDraft struct{ Body inspection.Draft }

func (s *inspectionDoor) recordInspection(ctx context.Context, in *inspectionDraft) (*answer[inspection.Inspection], error) {
	return ok(s.Inspection.Record(ctx, Actor(ctx), in.Body))
}

// InspectionView is everything that the page of an inspection shows.
type InspectionView struct {
	inspection.Inspection
	Form     checklist.Form `json:"form" doc:"Of the version by which it was made"`
	Doubtful bool           `json:"doubtful" doc:"The times of the device cannot be trusted"`
	By       Named          `json:"by" doc:"The post that inspected"`
	Can      []string       `json:"can" nullable:"false" doc:"Verbs that may be tried"`
}

func (s *inspectionDoor) getInspection(ctx context.Context, in *RecordID) (*answer[InspectionView], error) {
	i, err := s.Inspection.Inspection(ctx, Actor(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	v := InspectionView{Inspection: i, Doubtful: i.Doubtful(), By: s.names.post(ctx, i.Inspector.Post), Can: s.Inspection.InspectionCan(Actor(ctx), i)}
	f, err := s.Inspection.FormOf(ctx, i.Pin)
	v.Form = f
	return ok(v, err)
}

type reasonBody struct {
	ID   anlan.ID `path:"id" maxLength:"36"`
	Body struct {
		Seen
		Reason string `json:"reason" maxLength:"500"`
	}
}

func (s *inspectionDoor) voidInspection(ctx context.Context, in *reasonBody) (*answer[inspection.Inspection], error) {
	return ok(s.Inspection.Void(ctx, Actor(ctx), in.ID, in.Body.Revision, in.Body.Reason))
}

type uncoveredQuery struct {
	Area   string   `query:"area" maxLength:"9"`
	Branch anlan.ID `query:"branch" maxLength:"36"`
	Unit   anlan.ID `query:"unit" maxLength:"36"`
	Kind   string   `query:"kind" maxLength:"40"`
	Never  bool     `query:"never" doc:"Only what was never inspected"`
	Cursor string   `query:"cursor" maxLength:"120"`
	Limit  int      `query:"limit" minimum:"0" maximum:"200"`
}

// GapRow is a site that waits for an inspection, with the names of who runs it.
type GapRow struct {
	inspection.Gap
	UnitName   string `json:"unitName"`
	BranchName string `json:"branchName"`
}

// GapPage is one page of what was not inspected.
type GapPage struct {
	Items []GapRow `json:"items" nullable:"false"`
	Next  string   `json:"next"`
	More  bool     `json:"more"`
}

func (s *inspectionDoor) uncovered(ctx context.Context, q *uncoveredQuery) (*answer[GapPage], error) {
	p, err := s.Inspection.Uncovered(ctx, Actor(ctx), inspection.GapFilter{Area: q.Area, Branch: q.Branch, Unit: q.Unit, Kind: q.Kind, Never: q.Never, Cursor: q.Cursor, Limit: q.Limit})
	out := GapPage{Items: []GapRow{}, Next: p.Next, More: p.More}
	for _, g := range p.Items {
		out.Items = append(out.Items, GapRow{g, s.names.unit(ctx, g.Unit).Name, s.names.unit(ctx, g.Branch).Name})
	}
	return ok(out, err)
}

// sourceWords say the sources and results for people.
var sourceWords = map[string][2]string{"self": {"企业自查", "Own check"}, "village": {"村（社区）", "Village"}, "township": {"乡镇", "Township"},
	"department": {"部门", "Department"}, "joint": {"联合检查", "Joint"}, "clean": {"未发现问题", "Nothing found"}, "found": {"发现问题", "Findings"}, "void": {"作废", "Void"}}

// inspectionsXLSX sends the ledger as a table.
func (s *inspectionDoor) inspectionsXLSX(w http.ResponseWriter, r *http.Request) error {
	q, lang := r.URL.Query(), LangOf(r.Context())
	f, err := inspectionQuery{Unit: anlan.ID(q.Get("unit")), Site: anlan.ID(q.Get("site")), Branch: anlan.ID(q.Get("branch")), Area: q.Get("area"),
		Inspector: anlan.ID(q.Get("inspector")), Checklist: anlan.ID(q.Get("checklist")), Plan: anlan.ID(q.Get("plan")), Source: q.Get("source"),
		Result: q.Get("result"), From: anlan.Date(q.Get("from")), To: anlan.Date(q.Get("to")), Words: q.Get("q")}.filter()
	if err != nil {
		return err
	}
	var columns []paper.Column
	for _, c := range []struct {
		zh, en string
		kind   paper.Kind
		width  float64
	}{{"编号", "Number", paper.Text, 18}, {"检查时间", "Time", paper.Text, 18}, {"场所", "Site", paper.Text, 24}, {"单位", "Unit", paper.Text, 24},
		{"来源", "Source", paper.Text, 12}, {"检查单位", "Inspected by", paper.Text, 24}, {"检查表", "Checklist", paper.Text, 24}, {"版本", "Version", paper.Number, 8},
		{"结果", "Result", paper.Text, 12}, {"不合格项", "Findings", paper.Number, 10}, {"隐患编号", "Hazards", paper.Text, 30}} {
		columns = append(columns, paper.Column{Title: lang.Pick(c.zh, c.en), Kind: c.kind, Width: c.width})
	}
	return sendSheet(w, lang.Pick("检查台账", "inspections")+".xlsx", func(out io.Writer) error {
		return paper.WriteTable(out, lang.Pick("检查台账", "Inspections"), columns, s.inspectionRows(r.Context(), f, lang))
	})
}

const ledgerMost = 2000 // rows of a table

func (s *inspectionDoor) inspectionRows(ctx context.Context, f inspection.Filter, lang anlan.Lang) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		f.Limit = 200
		for n := 0; n < ledgerMost; {
			p, err := s.Inspection.List(ctx, Actor(ctx), f)
			if err != nil {
				yield(nil, err)
				return
			}
			for _, i := range p.Items {
				if n++; !yield(inspectionRow(i, lang), nil) {
					return
				}
			}
			if f.Cursor = p.Next; f.Cursor == "" {
				return
			}
		}
	}
}

func inspectionRow(i inspection.Inspection, lang anlan.Lang) []string {
	word := func(key string) string { return lang.Pick(sourceWords[key][0], sourceWords[key][1]) }
	numbers := make([]string, 0, len(i.Hits))
	for _, h := range i.Hits {
		numbers = append(numbers, h.Number)
	}
	return []string{i.Number, i.Rank().Time().Format("2006-01-02 15:04"), i.SiteName, i.Unit.Name, word(string(i.Source)), i.Inspector.Name, i.Pin.Title,
		strconv.FormatInt(i.Pin.Version, 10), word(string(i.Result)), strconv.Itoa(len(i.Hits)), strings.Join(numbers, "、")}
}
