package api

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"reflect"
	"strconv"

	"anlan"
	"anlan/internal/registry"
	"anlan/internal/registry/intake"
	"anlan/internal/table"
)

func (s *registryDoor) registerImports() {
	s.sends("/api/v1/imports/template", "registry.import", "The empty template of ?kind=units, organisation, enterprises, sites or places", typeXLSX, s.importTemplate)
	s.takes("/api/v1/imports", "registry.import", "Say what a table of ?kind= would do; nothing is stored", "a filled-in template (.xlsx)",
		reflect.TypeFor[ImportPreview](), s.putImport)
	s.sends("/api/v1/imports/{id}/errors.xlsx", "registry.import", "The wrong rows of an upload in the same template, with the reasons", typeXLSX, s.importErrors)
	s.sends("/api/v1/units.xlsx", "registry.import", "What is stored as a filled-in template; ?kind= as for the template", typeXLSX, s.exportUnits)
	add(s, http.MethodGet, "/api/v1/imports", "registry.import", "What was imported, the newest first", s.listImports)
	add(s, http.MethodGet, "/api/v1/imports/{id}", "registry.import", "An upload that is not stored yet: what each row would do", s.getImport)
	add(s, http.MethodPost, "/api/v1/imports/{id}/commit", "registry.import", "Store the sound rows of an upload", s.commitImport)
	add(s, http.MethodPost, "/api/v1/imports/{id}/undo", "registry.import", "Take an import back, within seven days", s.undoImport)
}

var importNames = map[intake.Kind][2]string{intake.Units: {"单位名录", "units"}, intake.Organisation: {"组织通讯录", "organisation"},
	intake.Enterprises: {"企业名录", "enterprises"}, intake.Places: {"行政区划", "places"}, intake.Sites: {"场所名录", "sites"}}

func importName(l anlan.Lang, k intake.Kind, zh, en string) string {
	n := importNames[k]
	return l.Pick(n[0]+zh, n[1]+en) + ".xlsx"
}

func (s *registryDoor) importTemplate(w http.ResponseWriter, r *http.Request) error {
	kind, lang := intake.Kind(r.URL.Query().Get("kind")), LangOf(r.Context())
	return sendSheet(w, importName(lang, kind, "模板", "-template"), func(out io.Writer) error {
		return s.Intake.Template(r.Context(), Actor(r.Context()), kind, lang == anlan.EN, out)
	})
}

// exportUnits sends a kind of table filled in with what is stored; without a kind, the units.
func (s *registryDoor) exportUnits(w http.ResponseWriter, r *http.Request) error {
	kind, lang := intake.Kind(r.URL.Query().Get("kind")), LangOf(r.Context())
	if kind == "" {
		kind = intake.Units
	}
	return sendSheet(w, importName(lang, kind, "", ""), func(out io.Writer) error {
		return s.Intake.Export(r.Context(), Actor(r.Context()), kind, lang == anlan.EN, out)
	})
}

// ImportCell is what a cell would change, or what is wrong with it.
type ImportCell struct {
	Key    string `json:"key"`
	Column string `json:"column" doc:"What the head of the column says"`
	Old    string `json:"old,omitempty"`
	New    string `json:"new,omitempty"`
	Error  string `json:"error,omitempty"`
	Note   string `json:"note,omitempty" doc:"Worth a look; the row is sound"`
}

// ImportRow is what a row of the sheet would do.
type ImportRow struct {
	Row    int           `json:"row" doc:"As the spreadsheet counts"`
	Name   string        `json:"name"`
	Status table.Verdict `json:"status" enum:"new,changed,same,wrong"`
	Cells  []ImportCell  `json:"cells" nullable:"false"`
}

// ImportPreview is what an upload would do.
type ImportPreview struct {
	ID      anlan.ID              `json:"id"`
	Kind    intake.Kind           `json:"kind"`
	File    string                `json:"fileName"`
	Counts  map[table.Verdict]int `json:"counts" nullable:"false"`
	Warned  int                   `json:"warned" doc:"Sound rows that are worth a look"`
	Rows    []ImportRow           `json:"rows" nullable:"false"`
	Unknown []string              `json:"unknown" nullable:"false" doc:"Heads that belong to no column"`
	Next    string                `json:"next" doc:"Cursor of the next rows; empty at the end"`
}

// importPage is how many rows an answer holds unless it is asked for fewer: all that a table may have.
const importPage = 5000

// putImport takes a filled-in template as multipart field "file", and tells what it would do.
func (s *registryDoor) putImport(w http.ResponseWriter, r *http.Request) error {
	name, data, err := fileOf(w, r, importMost)
	if err != nil {
		return err
	}
	ctx := r.Context()
	p := &pending[registryUpload]{id: keyed(ctx, ""), account: Actor(ctx).Account, name: name, size: len(data), at: s.DB.Now(),
		is: registryUpload{kind: intake.Kind(r.URL.Query().Get("kind")), data: data}}
	if p.id == "" {
		p.id = s.DB.NewID()
	}
	if p.is.report, err = s.Intake.Preview(ctx, Actor(ctx), intakeFile(p)); err != nil {
		return err
	}
	s.uploads.keep(p)
	return writeJSON(w, previewOf(p, LangOf(ctx), 0, importPage))
}

func intakeFile(p *pending[registryUpload]) intake.File {
	return intake.File{ID: p.id, Kind: p.is.kind, Name: p.name, Data: bytes.NewReader(p.is.data), Size: int64(len(p.is.data))}
}

// previewOf shows the rows from an offset on.
func previewOf(p *pending[registryUpload], lang anlan.Lang, from, limit int) ImportPreview {
	p.mu.Lock()
	defer p.mu.Unlock()
	r := p.is.report
	v := ImportPreview{ID: p.id, Kind: p.is.kind, File: p.name, Warned: r.Warned, Rows: []ImportRow{}, Unknown: append([]string{}, r.Unknown...),
		Counts: map[table.Verdict]int{table.New: r.New, table.Changed: r.Changed, table.Same: r.Same, table.Wrong: r.Wrong}}
	from = min(from, len(r.Rows))
	to := min(from+limit, len(r.Rows))
	for _, row := range r.Rows[from:to] {
		v.Rows = append(v.Rows, importRow(r, row, lang))
	}
	if to < len(r.Rows) {
		v.Next = strconv.Itoa(to)
	}
	return v
}

func importRow(r *intake.Report, row intake.RowReport, lang anlan.Lang) ImportRow {
	v := ImportRow{Row: row.Line, Name: row.Name, Status: row.Verdict, Cells: []ImportCell{}}
	for _, d := range row.Diffs {
		v.Cells = append(v.Cells, ImportCell{Key: d.Key, Column: r.Title(d.Key, lang), Old: r.Cell(d.Key, d.Old, lang), New: r.Cell(d.Key, d.New, lang)})
	}
	for _, e := range row.Problems {
		key := e.Field[lastDot(e.Field):]
		v.Cells = append(v.Cells, ImportCell{Key: key, Column: r.Title(key, lang), Error: e.Say(lang)})
	}
	for _, e := range row.Warnings {
		key := e.Field[lastDot(e.Field):]
		v.Cells = append(v.Cells, ImportCell{Key: key, Column: r.Title(key, lang), Note: e.Say(lang)})
	}
	return v
}

// lastDot is where the column begins in a path such as rows[12].name.
func lastDot(path string) int {
	for i := len(path) - 1; i >= 0; i-- {
		if path[i] == '.' {
			return i + 1
		}
	}
	return 0
}

type importQuery struct {
	ID     anlan.ID `path:"id" maxLength:"36"`
	Cursor string   `query:"cursor" maxLength:"10"`
	Limit  int      `query:"limit" minimum:"0" maximum:"5000"`
}

func (s *registryDoor) getImport(ctx context.Context, in *importQuery) (*answer[ImportPreview], error) {
	p, err := s.upload(ctx, in.ID)
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
	return ok(previewOf(p, LangOf(ctx), from, in.Limit), nil)
}

// registryUpload is a table on its way into the registry.
type registryUpload struct {
	kind   intake.Kind
	data   []byte
	report *intake.Report
	batch  registry.Batch // once committed
}

func (s *registryDoor) upload(ctx context.Context, id anlan.ID) (*pending[registryUpload], error) {
	return s.uploads.find(id, Actor(ctx).Account, s.DB.Now())
}

func (s *registryDoor) importErrors(w http.ResponseWriter, r *http.Request) error {
	p, err := s.upload(r.Context(), anlan.ID(r.PathValue("id")))
	if err != nil {
		return err
	}
	lang := LangOf(r.Context())
	p.mu.Lock()
	defer p.mu.Unlock()
	return sendSheet(w, importName(lang, p.is.kind, "错误行", "-wrong-rows"), func(out io.Writer) error {
		return p.is.report.WriteWrong(out, lang)
	})
}
