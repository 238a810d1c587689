package api

import (
	"bytes"
	"context"
	"net/http"
	"strings"

	"anlan"
	"anlan/internal/hazard"
	"anlan/internal/rule"
)

// hazardDoor serves the ledger of hazards.
type hazardDoor struct {
	*Server
	Hazard *hazard.Service
	tables pendings[hazardUpload]
}

// HazardDoors are the routes of the hazard ledger.
func HazardDoors(h *hazard.Service) func(*Server) {
	return func(s *Server) {
		d := &hazardDoor{Server: s, Hazard: h}
		d.routes()
		s.gathers(d.todoVouch)
		s.shows(h.File)
	}
}

func (s *hazardDoor) routes() {
	add(s, http.MethodGet, "/api/v1/hazards", "hazard.read", "List hazards, the newest finding first", s.listHazards)
	add(s, http.MethodGet, "/api/v1/hazards/areas", "hazard.read", "How the ledger stands in each township, from figures that are kept and not counted", s.hazardAreas)
	add(s, http.MethodPost, "/api/v1/hazards", "hazard.report", "Report a hazard (上报); the same id sent twice is one hazard", s.reportHazard)
	add(s, http.MethodGet, "/api/v1/hazards/{id}", "hazard.read", "One hazard with everything its page shows", s.getHazard)
	add(s, http.MethodGet, "/api/v1/hazards/{id}/timeline", "hazard.read", "What happened to a hazard and its matter", s.hazardTimeline)
	add(s, http.MethodGet, "/api/v1/hazards/terms", "hazard.criteria", "Sectors, categories, causes and sources of the day", s.hazardTerms)
	add(s, http.MethodGet, "/api/v1/hazards/categories", "hazard.criteria", "Categories, ordered by the site's own history", s.hazardCategories)
	add(s, http.MethodGet, "/api/v1/criteria", "hazard.criteria", "Criteria of major hazards that hold for a sector, those of a category first", s.listCriteria)
	add(s, http.MethodPost, "/api/v1/criteria/walk", "hazard.criteria", "What the answers of a walk come to; nothing is stored", s.walkCriteria)
	add(s, http.MethodGet, "/api/v1/hazards/zero", "hazard.survey", "Enterprises without findings while their peers have some (零隐患)", s.zeroHazards)
	add(s, http.MethodGet, "/api/v1/hazards/relapse", "hazard.read", "What was found again at the same place (屡查屡犯)", s.relapses)
	s.sends("/api/v1/hazards/{id}/papers/{file}", "hazard.read", "A document of the hazard: listing.docx, delisting.docx, stop.docx", typeDOCX, s.hazardDOCX)
	s.registerWhole()
	s.registerTruth()
	s.registerHazardTables()
	s.addHazardVerbs()
}

// hazardQuery is the one filter of the ledger's table and export.
type hazardQuery struct {
	State    string     `query:"state" doc:"States, separated by commas; open: all that are still there; empty: all"`
	Grade    string     `query:"grade" enum:"general,maybe_major,major" required:"false"`
	Area     string     `query:"area" doc:"Place code of a township or a village" maxLength:"12"`
	Branch   anlan.ID   `query:"branch" doc:"Department or township with everything below it" maxLength:"36"`
	Unit     anlan.ID   `query:"unit" maxLength:"36"`
	Site     anlan.ID   `query:"site" maxLength:"36"`
	Finder   anlan.ID   `query:"finder" doc:"Unit that found it" maxLength:"36"`
	Checker  anlan.ID   `query:"checker" doc:"Unit that checks it" maxLength:"36"`
	Source   string     `query:"source" maxLength:"40"`
	Sector   string     `query:"sector" maxLength:"40"`
	Category string     `query:"category" maxLength:"40"`
	Listed   string     `query:"listed" doc:"Level of listed supervision" maxLength:"20"`
	Relapse  bool       `query:"relapse"`
	Stopped  bool       `query:"stopped" doc:"A stop-work order holds"`
	Overdue  bool       `query:"overdue"`
	From     anlan.Date `query:"from" doc:"Found on this day or later" maxLength:"10"`
	To       anlan.Date `query:"to" doc:"Found on this day or earlier" maxLength:"10"`
	Words    string     `query:"q" doc:"Words of the text, or a number" maxLength:"60"`
	Cursor   string     `query:"cursor" maxLength:"200"`
	Limit    int        `query:"limit" minimum:"0" maximum:"200"`
}

func (q hazardQuery) filter() (hazard.Filter, error) {
	f := hazard.Filter{Grade: hazard.Grade(q.Grade), Area: q.Area, Branch: q.Branch, Unit: q.Unit, Site: q.Site, Finder: q.Finder,
		Checker: q.Checker, Source: q.Source, Sector: q.Sector, Category: q.Category, Listed: q.Listed, Relapse: q.Relapse,
		Stopped: q.Stopped, Overdue: q.Overdue, From: q.From, To: q.To, Words: strings.TrimSpace(q.Words), Cursor: q.Cursor, Limit: q.Limit}
	for _, st := range strings.FieldsFunc(q.State, func(r rune) bool { return r == ',' }) {
		if st == "open" {
			f.States = append(f.States, hazard.OpenStates()...)
		} else {
			f.States = append(f.States, hazard.State(st))
		}
	}
	for field, day := range map[string]anlan.Date{"from": q.From, "to": q.To} {
		if _, err := anlan.ParseDate(string(day)); day != "" && err != nil {
			return f, anlan.ErrDateMalformed.With("value", string(day)).At(field)
		}
	}
	return f, nil
}

// HazardPage is one page of the ledger.
type HazardPage struct {
	Items []HazardRow `json:"items" nullable:"false"`
	Next  string      `json:"next" doc:"Cursor of the next page; empty at the end"`
	More  bool        `json:"more" doc:"The bounded search stopped before the end"`
}

func (s *hazardDoor) listHazards(ctx context.Context, in *hazardQuery) (*answer[HazardPage], error) {
	f, err := in.filter()
	if err != nil {
		return nil, err
	}
	p, err := s.Hazard.List(ctx, Actor(ctx), f)
	return ok(HazardPage{s.hazardRows(ctx, p.Items), p.Next, p.More}, err)
}

type hazardDraft struct{ Body hazard.Draft }

func (s *hazardDoor) reportHazard(ctx context.Context, in *hazardDraft) (*answer[HazardDetail], error) {
	h, err := s.Hazard.Report(ctx, Actor(ctx), in.Body, arrived(ctx)...)
	if err != nil {
		return nil, err
	}
	return s.hazardDetail(ctx, h)
}

func (s *hazardDoor) getHazard(ctx context.Context, in *RecordID) (*answer[HazardDetail], error) {
	h, err := s.Hazard.Get(ctx, Actor(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return s.hazardDetail(ctx, h)
}

// HazardTermsView are the words for hazards with the version they come from.
type HazardTermsView struct {
	rule.HazardTerms
	Version string `json:"version"`
}

func (s *hazardDoor) hazardTerms(ctx context.Context, _ *struct{}) (*answer[HazardTermsView], error) {
	t, v, err := s.Hazard.Terms(ctx, Actor(ctx))
	return ok(HazardTermsView{t, v.ID}, err)
}

type categoryQuery struct {
	Site   anlan.ID `query:"site" maxLength:"36"`
	Sector string   `query:"sector" maxLength:"40"`
}

func (s *hazardDoor) hazardCategories(ctx context.Context, in *categoryQuery) (*answer[ListOf[hazard.CategoryUse]], error) {
	l, err := s.Hazard.Categories(ctx, Actor(ctx), in.Site, in.Sector)
	return ok(ListOf[hazard.CategoryUse]{Items: l}, err)
}

type criteriaQuery struct {
	Sector   string `query:"sector" doc:"A sector of the ledger; empty: every criteria that is recorded" maxLength:"40"`
	Category string `query:"category" maxLength:"40"`
}

func (s *hazardDoor) listCriteria(ctx context.Context, in *criteriaQuery) (*answer[ListOf[hazard.Criteria]], error) {
	l, err := s.Hazard.CriteriaFor(ctx, Actor(ctx), in.Sector, in.Category)
	return ok(ListOf[hazard.Criteria]{Items: l}, err)
}

type zeroQuery struct {
	Place  string `query:"place" doc:"Place code; below it" maxLength:"12"`
	Cursor string `query:"cursor" maxLength:"200"`
	Limit  int    `query:"limit" minimum:"0" maximum:"200"`
}

// ZeroList is one page of enterprises without findings, with the rule by which they stand here.
type ZeroList struct {
	Items  []hazard.SilentUnit `json:"items" nullable:"false"`
	Next   string              `json:"next" doc:"Cursor of the next page; empty at the end"`
	Reason rule.Reason         `json:"reason"`
}

func (s *hazardDoor) zeroHazards(ctx context.Context, in *zeroQuery) (*answer[ZeroList], error) {
	p, err := s.Hazard.Silent(ctx, Actor(ctx), hazard.SilentFilter{Place: in.Place, Cursor: in.Cursor, Limit: in.Limit})
	return ok(ZeroList{append([]hazard.SilentUnit{}, p.Items...), p.Next, p.Reason}, err)
}

func (s *hazardDoor) relapses(ctx context.Context, in *hazardQuery) (*answer[HazardPage], error) {
	in.Relapse = true
	return s.listHazards(ctx, in)
}

// hazardDOCX sends a document of the hazard.
func (s *hazardDoor) hazardDOCX(w http.ResponseWriter, r *http.Request) error {
	kind, is := strings.CutSuffix(r.PathValue("file"), ".docx")
	if !is {
		return anlan.ErrNotFound
	}
	doc, err := s.Hazard.Paper(r.Context(), Actor(r.Context()), anlan.ID(r.PathValue("id")), hazard.PaperKind(kind))
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := doc.WriteDocx(&b); err != nil {
		return err
	}
	return download(w, doc.Number+".docx", typeDOCX, b.Bytes())
}

type walkInput struct{ Body hazard.Walked }

func (s *hazardDoor) walkCriteria(ctx context.Context, in *walkInput) (*answer[hazard.Verdict], error) {
	return ok(s.Hazard.TryWalk(ctx, Actor(ctx), in.Body))
}
