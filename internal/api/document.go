package api

import (
	"context"
	"net/http"

	"anlan"
	"anlan/internal/document"
	"anlan/internal/hazard"
	"anlan/internal/letter"
)

// documentDoor serves official documents.
type documentDoor struct {
	*Server
	Document *document.Service
}

// DocumentDoors are the routes of documents, their numbers and their receipts.
func DocumentDoors(x *document.Service) func(*Server) {
	return func(s *Server) {
		d := &documentDoor{Server: s, Document: x}
		d.routes()
		s.gathers(d.todoServed, d.todoUnserved)
	}
}

func (s *documentDoor) routes() {
	add(s, http.MethodGet, "/api/v1/documents", "document.read", "The register of documents (发文登记簿), the newest first", s.listEntries)
	add(s, http.MethodGet, "/api/v1/documents/check", "document.check", "Hold every counter of a year against the register and name what is missing", s.checkEntries)
	add(s, http.MethodGet, "/api/v1/documents/kinds", "document.read", "The kinds of documents, with their marks", s.documentKinds)
	add(s, http.MethodGet, "/api/v1/documents/codes", "document.read", "The organ codes that stand in the register", s.documentCodes)
	s.registerTexts()
	s.sends("/api/v1/documents.xlsx", "document.read", "The register as a table; the filter is that of the list", typeXLSX, s.entriesXLSX)
	add(s, http.MethodPost, "/api/v1/documents/entries/{id}/void", "document.void", "Void a number (作废): it stays in the register and is never given again", s.voidEntry)
}

func (s *documentDoor) documentCodes(ctx context.Context, _ *struct{}) (*answer[ListOf[string]], error) {
	codes, err := s.Document.AllCodes(ctx, Actor(ctx))
	return ok(ListOf[string]{Items: codes}, err)
}

// EntryRow is a line of the register.
type EntryRow struct {
	ID       anlan.ID       `json:"id"`
	Number   string         `json:"number"`
	Code     string         `json:"code" doc:"机关代字"`
	Kind     string         `json:"kind"`
	KindName string         `json:"kindName"`
	Title    string         `json:"title"`
	Unit     Named          `json:"unit" doc:"In whose name"`
	To       []Named        `json:"to" nullable:"false" doc:"Whom it went to"`
	Issued   anlan.Instant  `json:"issued"`
	By       Named          `json:"by" doc:"Post; empty when the clock did"`
	Typed    bool           `json:"typed" doc:"The number was typed by somebody and belongs to no series"`
	Exercise bool           `json:"exercise,omitempty"`
	Void     *document.Void `json:"void,omitempty"`
	VoidBy   Named          `json:"voidBy"`
	File     string         `json:"file" doc:"Where its .docx is; empty: none"`
	Page     string         `json:"page" doc:"Screen of what it comes from; empty: none"`
	Can      []string       `json:"can" nullable:"false"`
}

func (s *documentDoor) entryRow(ctx context.Context) func(document.Entry) EntryRow {
	return func(e document.Entry) EntryRow {
		k, _ := document.KindOf(e.Kind)
		r := EntryRow{ID: e.ID, Number: e.Number, Code: e.Code, Kind: e.Kind, KindName: LangOf(ctx).Pick(k.Name.ZH, k.Name.EN), Title: e.Title,
			Unit: s.names.unit(ctx, e.Unit), To: s.units(ctx, e.To), Issued: e.Issued, By: s.names.post(ctx, e.By), Typed: e.Series == "",
			Exercise: e.Exercise, Void: e.Void, Can: document.Can(Actor(ctx), e)}
		if e.Void != nil {
			r.VoidBy = s.names.post(ctx, e.Void.By)
		}
		r.File, r.Page = whereOf(e)
		return r
	}
}

// whereOf tells where the document of an entry is, and the screen of what it comes from.
func whereOf(e document.Entry) (file, page string) {
	id := string(e.Origin.ID)
	switch e.Origin.Kind {
	case "matter.rung":
		return "/api/v1/papers/" + id + ".docx", "/matters/" + string(e.Under)
	case "committee.dispatch":
		return "/api/v1/meetings/" + string(e.Under) + "/notice.docx?dispatch=" + id, "/meetings/" + string(e.Under)
	case hazard.RefHazard:
		return "/api/v1/hazards/" + id + "/papers/" + e.Kind + ".docx", "/hazards/" + id
	}
	if e.Origin.Kind == letter.RefLetter {
		return "/api/v1/letters/" + id + "/letter.docx", "/letters/" + id
	}
	if e.Origin.Kind == document.RefDocument {
		return "/api/v1/documents/files/" + id + ".docx", ""
	}
	return "", ""
}

// EntryPage is one page of the register.
type EntryPage struct {
	Items []EntryRow `json:"items" nullable:"false"`
	Next  string     `json:"next" doc:"Cursor of the next page; empty at the end"`
}

type entryQuery struct {
	Year   int      `query:"year" minimum:"0" maximum:"9998"`
	Code   string   `query:"code" maxLength:"80"`
	Kind   string   `query:"kind" maxLength:"40"`
	Unit   anlan.ID `query:"unit" maxLength:"36"`
	Void   bool     `query:"void"`
	Cursor string   `query:"cursor" maxLength:"80"`
	Limit  int      `query:"limit" minimum:"0" maximum:"200"`
}

func (q entryQuery) filter() document.Filter {
	return document.Filter{Year: q.Year, Code: q.Code, Kind: q.Kind, Unit: q.Unit, Void: q.Void, Cursor: q.Cursor, Limit: q.Limit}
}

func (s *documentDoor) listEntries(ctx context.Context, q *entryQuery) (*answer[EntryPage], error) {
	p, err := s.Document.List(ctx, Actor(ctx), q.filter())
	return ok(EntryPage{list(p.Items, "", s.entryRow(ctx)).Items, p.Next}, err)
}

type checkQuery struct {
	Year int `query:"year" minimum:"0" maximum:"9998" doc:"0: every year"`
}

func (s *documentDoor) checkEntries(ctx context.Context, q *checkQuery) (*answer[ListOf[document.SeriesState]], error) {
	found, err := s.Document.Check(ctx, Actor(ctx), q.Year)
	return ok(ListOf[document.SeriesState]{Items: append([]document.SeriesState{}, found...)}, err)
}

// KindView is a kind of document.
type KindView struct {
	Key     string `json:"key"`
	Name    string `json:"name"`
	Mark    string `json:"mark" doc:"Stands between the organ's code and the year"`
	Compose bool   `json:"compose" doc:"People write it; the others come from a room"`
	Form    string `json:"form,omitempty" doc:"Name of the county's own template for it"`
}

func (s *documentDoor) documentKinds(ctx context.Context, _ *struct{}) (*answer[ListOf[KindView]], error) {
	forms, err := s.Document.OwnForms(ctx)
	return ok(list(document.Kinds(), "", func(k document.Kind) KindView {
		return KindView{k.Key, LangOf(ctx).Pick(k.Name.ZH, k.Name.EN), k.Mark, k.Compose, forms[k.Key]}
	}), err)
}

// EntryReason is why a number is voided.
type EntryReason struct {
	Reason string `json:"reason" maxLength:"500"`
}

func (s *documentDoor) voidEntry(ctx context.Context, in *verb[EntryReason]) (*answer[EntryRow], error) {
	e, err := s.Document.Void(ctx, Actor(ctx), in.ID, in.Body.Reason)
	if err != nil {
		return nil, err
	}
	return ok(s.entryRow(ctx)(e), nil)
}
