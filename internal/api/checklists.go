package api

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"reflect"
	"strconv"

	"anlan"
	"anlan/internal/inspection"
	"anlan/internal/inspection/checklist"
)

func (s *inspectionDoor) registerChecklists() {
	add(s, http.MethodGet, "/api/v1/checklists", "checklist.read", "List checklists by code", s.listChecklists)
	add(s, http.MethodPost, "/api/v1/checklists", "checklist.write", "Store a new checklist; it is a draft until it is published", s.createChecklist, status(http.StatusCreated))
	add(s, http.MethodGet, "/api/v1/checklists/{id}", "checklist.read", "One checklist: its working copy, or the form of ?version=", s.getChecklist)
	add(s, http.MethodPut, "/api/v1/checklists/{id}", "checklist.write", "Write the working copy of a checklist; what was published does not change", s.putChecklist)
	add(s, http.MethodPost, "/api/v1/checklists/{id}/publish", "checklist.write", "Make the working copy the next version", s.publishChecklist)
	add(s, http.MethodPost, "/api/v1/checklists/{id}/retire", "checklist.write", "Take a checklist out of use; its versions stay readable", s.retireChecklist)
	s.takes("/api/v1/checklists/import", "checklist.write", "Read an XLSForm and say what it holds; nothing is stored", "an XLSForm (.xlsx)", reflect.TypeFor[ImportedForm](), s.importChecklist)
	s.sends("/api/v1/checklists/{id}/form.xlsx", "checklist.read", "The working copy, or ?version=, as an XLSForm", typeXLSX, s.exportChecklist)
}

type checklistQuery struct {
	State  string `query:"state" enum:"draft,published,retired" required:"false"`
	Kind   string `query:"kind" maxLength:"40" doc:"Kind of site: only what is published for it"`
	Cursor string `query:"cursor" maxLength:"120"`
	Limit  int    `query:"limit" minimum:"0" maximum:"200"`
}

// ChecklistRow is a checklist in a list, without its form.
type ChecklistRow struct {
	ID        anlan.ID                  `json:"id"`
	Code      string                    `json:"code"`
	Title     string                    `json:"title"`
	TitleEN   string                    `json:"titleEn,omitempty"`
	SiteKinds []string                  `json:"siteKinds" nullable:"false"`
	Sector    string                    `json:"sector,omitempty"`
	Unit      inspection.Named          `json:"unit"`
	State     inspection.ChecklistState `json:"state" enum:"draft,published,retired"`
	Version   int64                     `json:"version"`
	Dirty     bool                      `json:"dirty"`
	Shipped   bool                      `json:"shipped" doc:"It came with the product"`
	Items     int                       `json:"items" doc:"Questions of the working copy"`
	Updated   anlan.Instant             `json:"updated"`
	Revision  int64                     `json:"revision"`
}

func checklistRow(c inspection.Checklist) ChecklistRow {
	n := 0
	for _, it := range c.Form.Items {
		if it.Kind != checklist.Group && it.Kind != checklist.Note {
			n++
		}
	}
	return ChecklistRow{ID: c.ID, Code: c.Code, Title: c.Title, TitleEN: c.TitleEN, SiteKinds: c.SiteKinds, Sector: c.Sector, Unit: c.Unit, State: c.State,
		Version: c.Version, Dirty: c.Dirty, Shipped: c.Builtin != "", Items: n, Updated: c.Updated, Revision: c.Revision}
}

// ChecklistPage is one page of checklists.
type ChecklistPage struct {
	Items []ChecklistRow `json:"items" nullable:"false"`
	Next  string         `json:"next"`
}

func (s *inspectionDoor) listChecklists(ctx context.Context, q *checklistQuery) (*answer[ChecklistPage], error) {
	p, err := s.Inspection.Checklists(ctx, Actor(ctx), inspection.ChecklistState(q.State), q.Kind, q.Cursor, q.Limit)
	out := ChecklistPage{Items: []ChecklistRow{}, Next: p.Next}
	for _, c := range p.Items {
		out.Items = append(out.Items, checklistRow(c))
	}
	return ok(out, err)
}

type checklistID struct {
	ID      anlan.ID `path:"id" maxLength:"36"`
	Version int64    `query:"version" minimum:"0" doc:"A published version; 0: the working copy"`
}

// VersionRow is a published version in a list.
type VersionRow struct {
	Version int64         `json:"version"`
	At      anlan.Instant `json:"at"`
	By      Named         `json:"by"`
	Hash    string        `json:"hash"`
}

// ChecklistView is everything that the page of a checklist shows.
type ChecklistView struct {
	inspection.Checklist
	Shown    int64        `json:"shown" doc:"The version whose form this is; 0: the working copy"`
	Versions []VersionRow `json:"versions" nullable:"false" doc:"The newest first"`
	Can      []string     `json:"can" nullable:"false" doc:"Verbs that may be tried"`
}

func (s *inspectionDoor) getChecklist(ctx context.Context, in *checklistID) (*answer[ChecklistView], error) {
	a := Actor(ctx)
	c, err := s.Inspection.Checklist(ctx, a, in.ID)
	if err != nil {
		return nil, err
	}
	v := ChecklistView{Checklist: c, Shown: in.Version, Versions: []VersionRow{}, Can: s.Inspection.ChecklistCan(a, c)}
	if in.Version > 0 {
		old, err := s.Inspection.Version(ctx, a, in.ID, in.Version)
		if err != nil {
			return nil, err
		}
		v.Form, v.Title, v.TitleEN, v.Hash = old.Form, old.Title, old.TitleEN, old.Hash
	}
	list, err := s.Inspection.Versions(ctx, a, in.ID)
	for _, old := range list {
		v.Versions = append(v.Versions, VersionRow{old.Version, old.At, s.names.post(ctx, old.By), old.Hash})
	}
	return ok(v, err)
}

type checklistBody struct {
	Body inspection.ChecklistDraft
}

func (s *inspectionDoor) createChecklist(ctx context.Context, in *checklistBody) (*answer[inspection.Checklist], error) {
	in.Body.ID = keyed(ctx, in.Body.ID)
	return ok(s.Inspection.SaveChecklist(ctx, Actor(ctx), in.Body, 0))
}

type checklistChange struct {
	ID   anlan.ID `path:"id" maxLength:"36"`
	Body struct {
		Seen
		inspection.ChecklistDraft
	}
}

func (s *inspectionDoor) putChecklist(ctx context.Context, in *checklistChange) (*answer[inspection.Checklist], error) {
	in.Body.ID = in.ID
	return ok(s.Inspection.SaveChecklist(ctx, Actor(ctx), in.Body.ChecklistDraft, in.Body.Revision))
}

func (s *inspectionDoor) publishChecklist(ctx context.Context, in *seenBody) (*answer[inspection.Checklist], error) {
	return ok(s.Inspection.Publish(ctx, Actor(ctx), in.ID, in.Body.Revision))
}

func (s *inspectionDoor) retireChecklist(ctx context.Context, in *seenBody) (*answer[inspection.Checklist], error) {
	return ok(s.Inspection.Retire(ctx, Actor(ctx), in.ID, in.Body.Revision))
}

// FormMark is something about a cell of a workbook, in the reader's language.
type FormMark struct {
	Sheet   string `json:"sheet"`
	Row     int    `json:"row" doc:"As the spreadsheet counts; 0: the sheet as a whole"`
	Column  string `json:"column" doc:"What the head says; empty: the row as a whole"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// ImportedForm is what an XLSForm holds. With faults it cannot be stored; what was left out does no harm.
type ImportedForm struct {
	Head   checklist.Head `json:"head"`
	Form   checklist.Form `json:"form"`
	Faults []FormMark     `json:"faults" nullable:"false"`
	Left   []FormMark     `json:"left" nullable:"false" doc:"Not supported and left out"`
}

// formMost is the largest XLSForm that is taken.
const formMost = 5 << 20

func (s *inspectionDoor) importChecklist(w http.ResponseWriter, r *http.Request) error {
	_, data, err := fileOf(w, r, formMost)
	if err != nil {
		return err
	}
	read, err := s.Inspection.ReadForm(Actor(r.Context()), bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	lang := LangOf(r.Context())
	if read.Form.Items == nil {
		read.Form.Items = []checklist.Item{}
	}
	return writeJSON(w, ImportedForm{Head: read.Head, Form: read.Form, Faults: formMarks(read.Faults, lang), Left: formMarks(read.Left, lang)})
}

func formMarks(marks []checklist.Mark, lang anlan.Lang) []FormMark {
	list := []FormMark{}
	for _, m := range marks {
		list = append(list, FormMark{m.Sheet, m.Row, m.Column, m.Err.Code, m.Err.Say(lang)})
	}
	return list
}

func (s *inspectionDoor) exportChecklist(w http.ResponseWriter, r *http.Request) error {
	version, err := strconv.ParseInt("0"+r.URL.Query().Get("version"), 10, 64)
	if err != nil {
		return anlan.ErrFieldInvalid.With("name", "version").With("value", r.URL.Query().Get("version")).At("version")
	}
	ctx, id := r.Context(), anlan.ID(r.PathValue("id"))
	c, err := s.Inspection.Checklist(ctx, Actor(ctx), id)
	if err != nil {
		return err
	}
	return sendSheet(w, c.Code+".xlsx", func(out io.Writer) error {
		return s.Inspection.WriteForm(ctx, Actor(ctx), id, version, out)
	})
}
