package api

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"sync"

	"anlan"
	"anlan/internal/hazard"
	"anlan/internal/table"
)

func (s *Server) registerHazardTables() {
	s.sends("/api/v1/hazards.xlsx", "hazard.read", "The filtered ledger as a table; the filter is that of the list", typeXLSX, s.hazardsXLSX)
	s.sends("/api/v1/hazard-imports/template", "hazard.import", "The empty table for an older ledger", typeXLSX, s.hazardTemplate)
	s.takes("/api/v1/hazard-imports", "hazard.import", "Say what a table would do; nothing is stored", "a filled-in table (.xlsx)",
		reflect.TypeFor[HazardImport](), s.putHazardImport)
	s.sends("/api/v1/hazard-imports/{id}/errors.xlsx", "hazard.import", "The wrong rows in the same table, with the reasons", typeXLSX, s.hazardImportErrors)
	s.getHazardImports()
}

// hazardImports keeps the latest uploads of older ledgers in memory, within bounds, like those of the
// registry: what is never committed leaves no trace.
type hazardImports struct {
	mu   sync.Mutex
	list []*hazardUpload
}

type hazardUpload struct {
	account anlan.ID
	name    string
	at      anlan.Instant
	mu      sync.Mutex // one commit at a time
	m       *hazard.Import
	done    bool
}

const hazardImportsMost = 8

func (p *hazardImports) keep(u *hazardUpload) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.list = slices.DeleteFunc(p.list, func(o *hazardUpload) bool { return o.m.ID == u.m.ID || u.at.Sub(o.at) > pendingFor })
	p.list = append(p.list, u)
	if len(p.list) > hazardImportsMost {
		p.list = slices.Delete(p.list, 0, 1)
	}
}

func (p *hazardImports) find(id, account anlan.ID, now anlan.Instant) (*hazardUpload, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, u := range p.list {
		if u.m.ID == id && u.account == account && now.Sub(u.at) <= pendingFor {
			return u, nil
		}
	}
	return nil, anlan.ErrRegistryUploadGone
}

// HazardImport is what a table would do, or did.
type HazardImport struct {
	ID      anlan.ID          `json:"id"`
	File    string            `json:"fileName"`
	New     int               `json:"new"`
	Same    int               `json:"same"`
	Wrong   int               `json:"wrong"`
	Stored  bool              `json:"stored"`
	Rows    []HazardImportRow `json:"rows" nullable:"false"`
	Unknown []string          `json:"unknown" nullable:"false" doc:"Heads that belong to no column"`
	Next    string            `json:"next" doc:"Cursor of the next rows; empty at the end"`
}

// HazardImportRow is what a row would do, or did.
type HazardImportRow struct {
	Row      int           `json:"row" doc:"As the spreadsheet counts"`
	Name     string        `json:"name"`
	Status   table.Verdict `json:"status" enum:"new,same,wrong"`
	Number   string        `json:"number,omitempty" doc:"Of the hazard, once it is stored"`
	Problems []string      `json:"problems" nullable:"false"`
}

// view shows the rows from an offset on, the wrong ones first where asked.
func (u *hazardUpload) view(lang anlan.Lang, from, limit int, wrong bool) HazardImport {
	u.mu.Lock()
	defer u.mu.Unlock()
	m := u.m
	v := HazardImport{ID: m.ID, File: u.name, New: m.New, Same: m.Same, Wrong: m.Wrong, Stored: u.done, Rows: []HazardImportRow{}, Unknown: append([]string{}, m.Unknown...)}
	for i := max(from, 0); i < len(m.Rows); i++ {
		r := m.Rows[i]
		if wrong && r.Verdict != table.Wrong {
			continue
		}
		if len(v.Rows) == limit {
			v.Next = strconv.Itoa(i)
			return v
		}
		row := HazardImportRow{Row: r.Line, Name: r.Name, Status: r.Verdict, Number: r.Number, Problems: []string{}}
		for _, e := range r.Problems {
			row.Problems = append(row.Problems, e.Say(lang))
		}
		v.Rows = append(v.Rows, row)
	}
	return v
}

func (s *Server) hazardTemplate(w http.ResponseWriter, r *http.Request) error {
	lang := LangOf(r.Context())
	return sendSheet(w, lang.Pick("隐患台账模板", "hazards-template")+".xlsx", func(out io.Writer) error {
		return s.Hazard.Template(r.Context(), Actor(r.Context()), lang == anlan.EN, out)
	})
}

// putHazardImport takes a filled-in table as multipart field "file", and tells what it would do.
func (s *Server) putHazardImport(w http.ResponseWriter, r *http.Request) error {
	name, data, err := fileOf(w, r, importMost)
	if err != nil {
		return err
	}
	ctx := r.Context()
	id := keyed(ctx, "")
	if id == "" {
		id = s.DB.NewID()
	}
	m, err := s.Hazard.Preview(ctx, Actor(ctx), id, bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	u := &hazardUpload{account: Actor(ctx).Account, name: name, at: s.DB.Now(), m: m}
	s.hazardTables.keep(u)
	return writeJSON(w, u.view(LangOf(ctx), 0, 500, false))
}

func (s *Server) hazardImportErrors(w http.ResponseWriter, r *http.Request) error {
	u, err := s.hazardTables.find(anlan.ID(r.PathValue("id")), Actor(r.Context()).Account, s.DB.Now())
	if err != nil {
		return err
	}
	lang := LangOf(r.Context())
	u.mu.Lock()
	defer u.mu.Unlock()
	return sendSheet(w, lang.Pick("隐患台账错误行", "hazards-wrong-rows")+".xlsx", func(out io.Writer) error {
		return u.m.WriteWrong(out, lang)
	})
}

type hazardImportQuery struct {
	ID     anlan.ID `path:"id" maxLength:"36"`
	Wrong  bool     `query:"wrong" doc:"Only the wrong rows"`
	Cursor string   `query:"cursor" maxLength:"10"`
	Limit  int      `query:"limit" minimum:"0" maximum:"5000"`
}

// getHazardImports registers what an upload that is not stored yet answers.
func (s *Server) getHazardImports() {
	add(s, http.MethodGet, "/api/v1/hazard-imports/{id}", "hazard.import", "An upload that is not stored yet: what each row would do",
		func(ctx context.Context, in *hazardImportQuery) (*answer[HazardImport], error) {
			u, err := s.hazardTables.find(in.ID, Actor(ctx).Account, s.DB.Now())
			if err != nil {
				return nil, err
			}
			from := 0
			if in.Cursor != "" {
				if from, err = strconv.Atoi(in.Cursor); err != nil {
					return nil, anlan.ErrFieldInvalid.With("name", "cursor").With("value", in.Cursor).At("cursor")
				}
			}
			if in.Limit == 0 {
				in.Limit = 500
			}
			return ok(u.view(LangOf(ctx), from, in.Limit, in.Wrong), nil)
		})
	add(s, http.MethodPost, "/api/v1/hazard-imports/{id}/commit", "hazard.import", "Store the new rows of an upload",
		func(ctx context.Context, in *byID) (*answer[HazardImport], error) {
			u, err := s.hazardTables.find(in.ID, Actor(ctx).Account, s.DB.Now())
			if err != nil {
				return nil, err
			}
			if err := s.commitHazards(ctx, u); err != nil {
				return nil, err
			}
			return ok(u.view(LangOf(ctx), 0, 500, false), nil)
		})
}

func (s *Server) commitHazards(ctx context.Context, u *hazardUpload) error {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.done {
		return nil
	}
	m, err := s.Hazard.Commit(ctx, Actor(ctx), u.m)
	u.m, u.done = m, err == nil
	return err
}
