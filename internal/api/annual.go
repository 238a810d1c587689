package api

import (
	"context"
	"io"
	"iter"
	"net/http"
	"strconv"

	"anlan"
	"anlan/internal/committee"
	"anlan/internal/document"
	"anlan/internal/paper"
	"anlan/internal/registry"
	"anlan/internal/report"
)

// AnnualWriter writes a yearly report down for other rooms. The landing implements it.
type AnnualWriter interface {
	Content(r report.Annual, county, organ, signer string) document.Content
	Figures(r report.Annual) []committee.Figure
}

// annualDoor serves the yearly report.
type annualDoor struct {
	*Server
	Annuals   AnnualWriter
	Committee *committee.Service
	Document  *document.Service
}

// AnnualDoors are the routes of the yearly report, which becomes a document or the figures of a meeting.
func AnnualDoors(w AnnualWriter, c *committee.Service, x *document.Service) func(*Server) {
	return func(s *Server) {
		d := &annualDoor{Server: s, Annuals: w, Committee: c, Document: x}
		d.routes()
	}
}

func (s *annualDoor) routes() {
	add(s, http.MethodGet, "/api/v1/reports/annual", "report.annual", "The yearly report (年度通报): figures with bases, the year before, and what is missing", s.annual)
	add(s, http.MethodGet, "/api/v1/reports/annual/facts", "report.annual", "The facts behind a figure of the yearly report", s.annualFacts)
	s.sends("/api/v1/reports/annual.xlsx", "report.annual", "The tables of the yearly report of ?year= as a workbook", typeXLSX, s.annualXLSX)
	add(s, http.MethodPost, "/api/v1/reports/annual/draft", "report.draft", "Draft the 通报 from the figures: a document without a number", s.annualDraft, status(http.StatusCreated))
	add(s, http.MethodPost, "/api/v1/reports/annual/meeting", "report.draft", "Write the county's figures into a meeting's report figures", s.annualMeeting)
	add(s, http.MethodPost, "/api/v1/reports/annual/nils", "report.declare", "Declare that there was nothing of a source in a year (零报告)", s.declareNil, status(http.StatusCreated))
	add(s, http.MethodPost, "/api/v1/reports/annual/nils/{id}/void", "report.declare", "Take a zero declaration back", s.voidNil)
}

// AnnualView is the yearly report as a page shows it.
type AnnualView struct {
	report.Annual
	Heads   []AnnualHead `json:"heads" nullable:"false"`
	Missing []AnnualGap  `json:"missing" nullable:"false" doc:"The gaps in words"`
	Sources []Word       `json:"sources" nullable:"false" doc:"What a zero declaration may be made of"`
	Can     []string     `json:"can" nullable:"false"`
}

// AnnualHead is a figure's head with the base it is taken from.
type AnnualHead struct {
	Key   string   `json:"key"`
	Group string   `json:"group"`
	Label string   `json:"label"`
	Unit  string   `json:"unit"`
	Base  string   `json:"base"`
	Ratio bool     `json:"ratio" doc:"The figure is a part of its base"`
	Off   []string `json:"off" nullable:"false" doc:"Tables in which it cannot be told apart"`
}

// AnnualGap is a gap in words.
type AnnualGap struct {
	Kind string `json:"kind"`
	What string `json:"what"`
	Who  string `json:"who"`
}

// Word is a key with its name.
type Word struct {
	Key  string `json:"key"`
	Name string `json:"name"`
}

type annualQuery struct {
	Year int `query:"year" minimum:"0" maximum:"9999" doc:"0: the last year that is over"`
}

func (s *annualDoor) annual(ctx context.Context, in *annualQuery) (*answer[AnnualView], error) {
	r, err := s.Report.Annual(ctx, Actor(ctx), s.annualYear(in.Year))
	if err != nil {
		return nil, err
	}
	lang := LangOf(ctx)
	v := AnnualView{Annual: r, Missing: []AnnualGap{}, Sources: []Word{}, Can: report.CanAnnual(Actor(ctx))}
	groups := map[string]string{}
	for _, g := range r.Set.Groups {
		groups[g.Key] = lang.Pick(g.ZH, g.EN)
	}
	for _, x := range r.Set.Figures {
		v.Heads = append(v.Heads, AnnualHead{x.Key, groups[x.Group], lang.Pick(x.ZH, x.EN), lang.Pick(x.Unit, ""), lang.Pick(x.Base.ZH, x.Base.EN), x.Of != "", append([]string{}, x.Without...)})
	}
	for _, g := range r.Gaps {
		what, who := g.Say(r.Set, lang)
		v.Missing = append(v.Missing, AnnualGap{g.Kind, what, who})
	}
	for _, source := range report.Sources(r.Set) {
		v.Sources = append(v.Sources, Word{source, report.SourceName(source, lang)})
	}
	return ok(v, nil)
}

func (s *annualDoor) annualYear(year int) int {
	if year == 0 {
		return s.DB.Now().Date().Year() - 1
	}
	return year
}

type annualFactsQuery struct {
	Year   int    `query:"year" required:"true" minimum:"0" maximum:"9999"`
	Figure string `query:"figure" required:"true" maxLength:"40"`
	Table  string `query:"table" required:"true" enum:"total,sector,town,grade"`
	Row    string `query:"row" required:"true" maxLength:"60"`
	Base   bool   `query:"base" doc:"Those that the figure is counted of"`
	Cursor string `query:"cursor" maxLength:"160"`
	Limit  int    `query:"limit" minimum:"0" maximum:"200"`
}

// AnnualFact is a fact behind a figure with the page of its record.
type AnnualFact struct {
	Ref     string     `json:"ref"`
	Verdict string     `json:"verdict" enum:"good,bad,open,waived"`
	Day     anlan.Date `json:"day"`
	N       int64      `json:"n"`
	Title   string     `json:"title"`
	Unit    string     `json:"unit"`
	Href    string     `json:"href" doc:"Page of the record; empty where there is none"`
}

// AnnualFactPage is one page of facts.
type AnnualFactPage struct {
	Items []AnnualFact `json:"items" nullable:"false"`
	Next  string       `json:"next"`
	More  bool         `json:"more" doc:"The bounded search ended before the list did"`
}

func (s *annualDoor) annualFacts(ctx context.Context, in *annualFactsQuery) (*answer[AnnualFactPage], error) {
	p, err := s.Report.Behind(ctx, Actor(ctx), report.BehindQuery{Year: in.Year, Figure: in.Figure, Table: in.Table, Row: in.Row, Base: in.Base, Cursor: in.Cursor, Limit: in.Limit})
	return ok(AnnualFactPage{list(p.Items, "", func(f report.Fact) AnnualFact {
		return AnnualFact{f.Ref, f.Verdict, f.Day, f.N, f.Title, s.names.unit(ctx, f.Unit).Name, pageOf(anlan.ParseRef(f.Ref))}
	}).Items, p.Next, p.More}, err)
}

func (s *annualDoor) annualXLSX(w http.ResponseWriter, r *http.Request) error {
	year, _ := strconv.Atoi(r.URL.Query().Get("year"))
	a, err := s.Report.Annual(r.Context(), Actor(r.Context()), s.annualYear(year))
	if err != nil {
		return err
	}
	lang := LangOf(r.Context())
	title := lang.Pick("年度通报数据", "yearly-report") + "-" + strconv.Itoa(a.Year)
	return sendSheet(w, title+".xlsx", func(out io.Writer) error {
		return paper.WriteTable(out, title, annualColumns(lang), annualRows(a, lang))
	})
}

func annualColumns(l anlan.Lang) []paper.Column {
	head := func(zh, en string, width float64) paper.Column {
		return paper.Column{Title: l.Pick(zh, en), Width: width}
	}
	return []paper.Column{head("分类", "Table", 12), head("名称", "Row", 30), head("指标", "Figure", 26), head("本年", "Year", 14), head("上年", "Year before", 14),
		head("同比", "Against it", 40), head("口径", "Base", 50)}
}

// annualRows is every figure of every table, a line each, then what is missing.
func annualRows(a report.Annual, l anlan.Lang) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		for _, t := range []struct {
			zh, en string
			rows   []report.Row
		}{{"全县", "County", []report.Row{a.Total}}, {"行业领域", "Sector", a.Sectors}, {"乡镇", "Township", a.Towns}, {"等级（类别）", "Grade", a.Grades}} {
			for _, row := range t.rows {
				for i, f := range row.Figures {
					x := a.Set.Figures[i]
					if f.State == report.Off {
						continue
					}
					if !yield([]string{l.Pick(t.zh, t.en), l.Pick(row.Name, row.English), l.Pick(x.ZH, x.EN), f.Cell(l), f.Before.Cell(l), f.Change.Say(l), l.Pick(x.Base.ZH, x.Base.EN)}, nil) {
						return
					}
				}
			}
		}
		for _, g := range a.Gaps {
			what, who := g.Say(a.Set, l)
			if !yield([]string{l.Pick("缺口", "Missing"), what, who}, nil) {
				return
			}
		}
	}
}

type annualBody struct {
	Body struct {
		ID   anlan.ID `json:"id,omitempty" maxLength:"36" doc:"made by the client, so that a retry is recognised"`
		Year int      `json:"year" minimum:"0" maximum:"9999"`
	}
}

func (s *annualDoor) annualDraft(ctx context.Context, in *annualBody) (*answer[TextView], error) {
	a := Actor(ctx)
	r, err := s.Report.Drafted(ctx, a, s.annualYear(in.Body.Year))
	if err != nil {
		return nil, err
	}
	u, err := registry.In(s.DB.Reader()).Unit(ctx, a.Unit)
	if err != nil {
		return nil, err
	}
	content := s.Annuals.Content(r, s.County(ctx).Name, u.Name, u.Name)
	if codes, err := s.Document.Codes(ctx, a); err == nil && len(codes) > 0 {
		content.Code = codes[0] // as the unit did last: a form opens filled in
	}
	t, err := s.Document.Compose(ctx, a, document.Body{ID: in.Body.ID, Content: content})
	return s.textAnswer(ctx, t, err)
}

type annualMeetingBody struct {
	Body struct {
		Year     int      `json:"year" minimum:"0" maximum:"9999"`
		Meeting  anlan.ID `json:"meeting" maxLength:"36"`
		Revision int64    `json:"revision" doc:"of the meeting as it was seen"`
	}
}

// AnnualTold says how many figures a meeting was told.
type AnnualTold struct {
	Meeting anlan.ID `json:"meeting"`
	Figures int      `json:"figures"`
}

func (s *annualDoor) annualMeeting(ctx context.Context, in *annualMeetingBody) (*answer[AnnualTold], error) {
	r, err := s.Report.Drafted(ctx, Actor(ctx), s.annualYear(in.Body.Year))
	if err != nil {
		return nil, err
	}
	figures := s.Annuals.Figures(r)
	m, err := s.Committee.ReportFigures(ctx, Actor(ctx), in.Body.Meeting, in.Body.Revision, figures)
	return ok(AnnualTold{m.ID, len(figures)}, err)
}

func (s *annualDoor) declareNil(ctx context.Context, in *struct{ Body report.DeclarationDraft }) (*answer[report.Declaration], error) {
	return ok(s.Report.Declare(ctx, Actor(ctx), in.Body))
}

type voidNilBody struct {
	ID   anlan.ID `path:"id" maxLength:"36"`
	Body struct {
		Reason string `json:"reason" maxLength:"300"`
	}
}

func (s *annualDoor) voidNil(ctx context.Context, in *voidNilBody) (*answer[report.Declaration], error) {
	return ok(s.Report.VoidDeclaration(ctx, Actor(ctx), in.ID, in.Body.Reason))
}
