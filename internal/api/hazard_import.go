package api

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"reflect"
	"strconv"

	"anlan"
	"anlan/internal/hazard"
	"anlan/internal/table"
)

func (s *hazardDoor) registerHazardTables() {
	s.sends("/api/v1/hazards.xlsx", "hazard.read", "The filtered ledger as a table; the filter is that of the list", typeXLSX, s.hazardsXLSX)
	s.sends("/api/v1/hazard-imports/template", "hazard.import", "The empty table for an older ledger", typeXLSX, s.hazardTemplate)
	s.takes("/api/v1/hazard-imports", "hazard.import", "Say what a table would do; nothing is stored", "a filled-in table (.xlsx)",
		reflect.TypeFor[HazardImport](), s.putHazardImport)
	s.sends("/api/v1/hazard-imports/{id}/errors.xlsx", "hazard.import", "The wrong rows in the same table, with the reasons", typeXLSX, s.hazardImportErrors)
	s.getHazardImports()
}

// hazardUpload is an older ledger on its way in.
type hazardUpload struct {
	m    *hazard.Import
	done bool
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

// hazardImportOf shows the rows from an offset on, the wrong ones first where asked.
func hazardImportOf(u *pending[hazardUpload], lang anlan.Lang, from, limit int, wrong bool) HazardImport {
	u.mu.Lock()
	defer u.mu.Unlock()
	m := u.is.m
	v := HazardImport{ID: m.ID, File: u.name, New: m.New, Same: m.Same, Wrong: m.Wrong, Stored: u.is.done, Rows: []HazardImportRow{}, Unknown: append([]string{}, m.Unknown...)}
	for i := from; i < len(m.Rows); i++ {
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

func (s *hazardDoor) hazardTemplate(w http.ResponseWriter, r *http.Request) error {
	lang := LangOf(r.Context())
	return sendSheet(w, lang.Pick("隐患台账模板", "hazards-template")+".xlsx", func(out io.Writer) error {
		return s.Hazard.Template(r.Context(), Actor(r.Context()), lang == anlan.EN, out)
	})
}

// putHazardImport takes a filled-in table as multipart field "file", and tells what it would do.
func (s *hazardDoor) putHazardImport(w http.ResponseWriter, r *http.Request) error {
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
	u := &pending[hazardUpload]{id: id, account: Actor(ctx).Account, name: name, size: len(data), at: s.DB.Now(), is: hazardUpload{m: m}}
	s.tables.keep(u)
	return writeJSON(w, hazardImportOf(u, LangOf(ctx), 0, 500, false))
}

func (s *hazardDoor) hazardImportErrors(w http.ResponseWriter, r *http.Request) error {
	u, err := s.tables.find(anlan.ID(r.PathValue("id")), Actor(r.Context()).Account, s.DB.Now())
	if err != nil {
		return err
	}
	lang := LangOf(r.Context())
	u.mu.Lock()
	defer u.mu.Unlock()
	return sendSheet(w, lang.Pick("隐患台账错误行", "hazards-wrong-rows")+".xlsx", func(out io.Writer) error {
		return u.is.m.WriteWrong(out, lang)
	})
}

type hazardImportQuery struct {
	ID     anlan.ID `path:"id" maxLength:"36"`
	Wrong  bool     `query:"wrong" doc:"Only the wrong rows"`
	Cursor string   `query:"cursor" maxLength:"10"`
	Limit  int      `query:"limit" minimum:"0" maximum:"5000"`
}

// getHazardImports registers what an upload that is not stored yet answers.
func (s *hazardDoor) getHazardImports() {
	add(s, http.MethodGet, "/api/v1/hazard-imports/{id}", "hazard.import", "An upload that is not stored yet: what each row would do",
		func(ctx context.Context, in *hazardImportQuery) (*answer[HazardImport], error) {
			u, err := s.tables.find(in.ID, Actor(ctx).Account, s.DB.Now())
			if err != nil {
				return nil, err
			}
			from, err := fromRow(in.Cursor)
			if err != nil {
				return nil, err
			}
			if in.Limit == 0 {
				in.Limit = 500
			}
			return ok(hazardImportOf(u, LangOf(ctx), from, in.Limit, in.Wrong), nil)
		})
	add(s, http.MethodPost, "/api/v1/hazard-imports/{id}/commit", "hazard.import", "Store the new rows of an upload",
		func(ctx context.Context, in *RecordID) (*answer[HazardImport], error) {
			u, err := s.tables.find(in.ID, Actor(ctx).Account, s.DB.Now())
			if err != nil {
				return nil, err
			}
			if err := s.commitHazards(ctx, u); err != nil {
				return nil, err
			}
			return ok(hazardImportOf(u, LangOf(ctx), 0, 500, false), nil)
		})
}

func (s *hazardDoor) commitHazards(ctx context.Context, u *pending[hazardUpload]) error {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.is.done {
		return nil
	}
	m, err := s.Hazard.Commit(ctx, Actor(ctx), u.is.m)
	u.is = hazardUpload{m, err == nil}
	return err
}
